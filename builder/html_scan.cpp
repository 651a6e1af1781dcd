#include "builder/html_scan.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace reperes {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
bool is_letter(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z');
}

// Where `</name` stands at or after `from`, or the end.
std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t from) {
  for (auto at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2)) {
    auto rest = html.substr(at + 2, name.size());
    if (rest.size() == name.size() &&
        std::equal(rest.begin(), rest.end(), name.begin(), [](char a, char b) { return lower(a) == lower(b); }))
      return at;
  }
  return html.size();
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 63));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 63));
    out += static_cast<char>(0x80 | (code & 63));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 63));
    out += static_cast<char>(0x80 | (code >> 6 & 63));
    out += static_cast<char>(0x80 | (code & 63));
  }
}

// « a.png 1x, b.png 2x » → both addresses.
void collect_srcset(std::string_view value, std::vector<std::string_view>& addresses) {
  std::size_t at = 0;
  while (at < value.size()) {
    while (at < value.size() && (is_space(value[at]) || value[at] == ',')) ++at;
    auto start = at;
    while (at < value.size() && !is_space(value[at])) ++at;
    auto address = value.substr(start, at - start);
    while (!address.empty() && address.back() == ',') address.remove_suffix(1);
    if (!address.empty()) addresses.push_back(address);
    at = std::min(value.find(',', at), value.size());
  }
}

// « 0; url=a.html » → a.html.
void collect_refresh(std::string_view value, std::vector<std::string_view>& addresses) {
  for (std::size_t at = 0; at + 4 <= value.size(); ++at)
    if (equal_ignoring_case(value.substr(at, 4), "url=")) {
      auto address = value.substr(at + 4);
      if (address.size() >= 2 && (address.front() == '\'' || address.front() == '"'))
        address = address.substr(1, address.size() - 2);
      addresses.push_back(address);
      return;
    }
}

}  // namespace

bool equal_ignoring_case(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(), [](char a, char b) { return lower(a) == b; });
}

bool HtmlTag::is(std::string_view lower_case_name) const {
  return equal_ignoring_case(name, lower_case_name);
}

const HtmlAttribute* HtmlTag::attribute(std::string_view lower_case_name) const {
  for (const auto& attribute : attributes)
    if (equal_ignoring_case(attribute.name, lower_case_name)) return &attribute;
  return nullptr;
}

bool HtmlScanner::next(HtmlTag& tag) {
  const auto size = html_.size();
  while (true) {
    at_ = html_.find('<', at_);
    if (at_ == std::string_view::npos || at_ + 1 >= size) {
      at_ = size;
      return false;
    }
    if (html_.substr(at_, 4) == "<!--") {
      auto end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? size : end + 3;
    } else if (is_letter(html_[at_ + 1])) {
      break;
    } else {
      ++at_;  // an end tag, a doctype or a stray `<`
    }
  }
  tag.offset = at_++;
  tag.attributes.clear();
  tag.text = {};
  auto start = at_;
  while (at_ < size && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') ++at_;
  tag.name = html_.substr(start, at_ - start);
  while (at_ < size) {
    while (at_ < size && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ >= size) return false;
    if (html_[at_] == '>') {
      ++at_;
      break;
    }
    start = at_++;
    while (at_ < size && !is_space(html_[at_]) && html_[at_] != '=' && html_[at_] != '>' && html_[at_] != '/') ++at_;
    HtmlAttribute attribute{html_.substr(start, at_ - start), {}};
    auto after = at_;
    while (after < size && is_space(html_[after])) ++after;
    if (after < size && html_[after] == '=') {
      at_ = after + 1;
      while (at_ < size && is_space(html_[at_])) ++at_;
      if (at_ < size && (html_[at_] == '"' || html_[at_] == '\'')) {
        start = at_ + 1;
        auto end = html_.find(html_[at_], start);
        if (end == std::string_view::npos) end = size;
        attribute.value = html_.substr(start, end - start);
        at_ = std::min(end + 1, size);
      } else {
        start = at_;
        while (at_ < size && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
        attribute.value = html_.substr(start, at_ - start);
      }
    }
    tag.attributes.push_back(attribute);
  }
  if (tag.is("script") || tag.is("style") || tag.is("title") || tag.is("textarea")) {
    auto end = find_end_tag(html_, tag.name, at_);
    tag.text = html_.substr(at_, end - at_);
    at_ = end;
  }
  return true;
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    if (end == std::string_view::npos || end - at > 10) {
      out += text[at++];
      continue;
    }
    auto name = text.substr(at + 1, end - at - 1);
    std::uint32_t code = 0;
    if (name == "amp") code = '&';
    if (name == "lt") code = '<';
    if (name == "gt") code = '>';
    if (name == "quot") code = '"';
    if (name == "apos") code = '\'';
    if (name.size() > 1 && name[0] == '#') {
      bool hex = lower(name[1]) == 'x';
      auto digits = name.substr(hex ? 2 : 1);
      auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
      if (error != std::errc{} || stop != digits.data() + digits.size()) code = 0;
    }
    if (code == 0) {
      out += text[at++];
      continue;
    }
    append_utf8(out, code);
    at = end + 1;
  }
  return out;
}

void collect_addresses(const HtmlTag& tag, std::vector<std::string_view>& addresses) {
  bool refresh = false;
  if (tag.is("meta")) {
    const auto* kind = tag.attribute("http-equiv");
    refresh = kind && equal_ignoring_case(kind->value, "refresh");
  }
  for (const auto& [name, value] : tag.attributes) {
    static constexpr std::string_view plain[] = {"href", "src", "action", "formaction", "poster", "xlink:href"};
    if (std::any_of(std::begin(plain), std::end(plain), [&, n = name](auto p) { return equal_ignoring_case(n, p); }))
      addresses.push_back(value);
    else if (equal_ignoring_case(name, "data") && tag.is("object"))
      addresses.push_back(value);
    else if (equal_ignoring_case(name, "srcset"))
      collect_srcset(value, addresses);
    else if (refresh && equal_ignoring_case(name, "content"))
      collect_refresh(value, addresses);
  }
}

std::string with_rooted_addresses(const std::string& html, std::string_view root) {
  std::vector<std::size_t> places;
  const auto place_of = [&](std::string_view value) { return static_cast<std::size_t>(value.data() - html.data()); };
  HtmlScanner scanner(html);
  HtmlTag tag;
  std::vector<std::string_view> addresses;
  while (scanner.next(tag)) {
    if (const HtmlAttribute* given = tag.attribute("data-racine"); given && given->value.empty())
      places.push_back(place_of(given->value));
    addresses.clear();
    collect_addresses(tag, addresses);
    for (const auto address : addresses) {
      const auto colon = address.find_first_of(":/?#");
      const bool has_scheme = colon != std::string_view::npos && address[colon] == ':';
      if (!address.empty() && address[0] != '/' && address[0] != '#' && !has_scheme)
        places.push_back(place_of(address));
    }
  }
  std::string rooted = html;
  std::sort(places.rbegin(), places.rend());
  for (const auto place : places) rooted.insert(place, root);
  return rooted;
}

std::string_view path_of_url(std::string_view url) {
  const auto host = url.find("//");
  const auto path = host == std::string_view::npos ? host : url.find('/', host + 2);
  return path == std::string_view::npos ? std::string_view("/") : url.substr(path);
}

}  // namespace reperes

#include "builder/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace reperes {

namespace {

// Decodes one character of valid UTF-8 at `position` and moves past it.
utf8proc_int32_t next_character(std::string_view text, std::size_t& position) {
  utf8proc_int32_t character = 0;
  auto bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + position;
  auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - position), &character);
  if (length <= 0) {  // not valid: one byte at a time, never stuck
    ++position;
    return 0xFFFD;
  }
  position += static_cast<std::size_t>(length);
  return character;
}

void append(std::string& out, utf8proc_int32_t character) {
  std::array<utf8proc_uint8_t, 4> bytes;
  auto length = utf8proc_encode_char(character, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t position = 0; position < text.size();)
    out.push_back(static_cast<char32_t>(next_character(text, position)));
  return out;
}

std::string normalise(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* mapped = nullptr;
  auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                             static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (length < 0) return std::string(text);
  std::string out(reinterpret_cast<char*>(mapped), static_cast<std::size_t>(length));
  std::free(mapped);
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  auto bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t position = 0; position < text.size();) {
    if (bytes[position] == 0) return position;
    if (bytes[position] < 0x80) {
      ++position;
      continue;
    }
    utf8proc_int32_t character = 0;
    auto length = utf8proc_iterate(bytes + position, static_cast<utf8proc_ssize_t>(text.size() - position), &character);
    if (length <= 0) return position;
    position += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

int count_characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return normalise(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

namespace {

// Any text, by its decomposition.
std::string fold_decomposed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto decomposed = normalise(
      text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK));
  for (std::size_t position = 0; position < decomposed.size();) {
    auto character = utf8proc_tolower(next_character(decomposed, position));
    if (character == U'œ') out += "oe";
    else if (character == U'æ') out += "ae";
    else if (character == U'ß') out += "ss";
    else if (character == U'ø') out += 'o';
    else append(out, character);
  }
  return out;
}

// What each character of two bytes becomes, as long as no mark stands apart from its letter (U+0300 and on).
constexpr std::size_t composed_end = 0x300;

const std::array<std::string, composed_end>& folded_characters() {
  static const auto table = [] {
    std::array<std::string, composed_end> made;
    for (std::size_t code = 0x80; code < composed_end; ++code) {
      std::string character;
      append(character, static_cast<utf8proc_int32_t>(code));
      made[code] = fold_decomposed(character);
    }
    return made;
  }();
  return table;
}

}  // namespace

// French is ASCII, letters with their accents and a few signs of typography; the rest takes the longer way.
std::string fold(std::string_view text) {
  const auto& folded = folded_characters();
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = [&](std::size_t ahead) {
      return at + ahead < text.size() ? static_cast<unsigned char>(text[at + ahead]) : 0U;
    };
    const unsigned first = byte(0), code = (first & 0x1FU) << 6 | (byte(1) & 0x3FU);
    if (first < 0x80) {
      out.push_back(first >= 'A' && first <= 'Z' ? static_cast<char>(first + 32) : static_cast<char>(first));
    } else if (first >= 0xC2 && first < 0xE0 && code < composed_end && (byte(1) & 0xC0U) == 0x80) {
      out += folded[code];
      at += 1;
    } else if (first == 0xE2 && byte(1) == 0x80 && byte(2) >= 0x90 && byte(2) < 0xA7) {
      out += text.substr(at, 3);  // dashes, quotation marks, dots: U+2010 to U+2026
      at += 2;
    } else {
      return fold_decomposed(text);
    }
  }
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (char c : fold(text)) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keep) out.push_back(c);
    else if (!out.empty() && out.back() != '-') out.push_back('-');
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  if (out.size() > 80) {
    out.resize(80);
    while (!out.empty() && out.back() == '-') out.pop_back();
  }
  return out.empty() ? "section" : out;
}

std::string trim(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blank) - first + 1));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != &parts.front()) out += separator;
    out += part;
  }
  return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t position = 0; (position = text.find(from, position)) != std::string::npos; position += to.size())
    text.replace(position, from.size(), to);
  return text;
}

std::string in_quotes(std::string_view text) { return "« " + std::string(text) + " »"; }

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += {'\\', static_cast<char>(c)};
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20 || c == '<' || c == 0x7F) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", c);
      out += code;
    } else if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029") {
      out += text.substr(i, 3) == "\u2028" ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out.push_back(static_cast<char>(c));
    }
  }
  return out;
}

std::string french_spaces(std::string_view text) {
  constexpr std::string_view narrow = "\u202F", wide = "\u00A0";
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' && i + 1 < text.size()) {
      const char next = text[i + 1];
      const bool closes = text.substr(i + 1, 2) == "»";
      if (next == ':' && (i + 2 >= text.size() || text[i + 2] == ' ' || text[i + 2] == '\n')) {
        out += wide;
        continue;
      }
      if (closes || next == ';' || next == '!' || next == '?' || next == '%') {
        out += narrow;
        continue;
      }
      if (text.substr(i + 1, 3) == "€") {
        out += wide;
        continue;
      }
    }
    if (text.substr(i, 2) == "«" && i + 2 < text.size() && text[i + 2] == ' ') {
      out += "«";
      out += narrow;
      i += 2;
      continue;
    }
    out.push_back(c);
  }
  return out;
}

int edit_distance(std::string_view a, std::string_view b, int most) {
  const auto left = characters(a), right = characters(b);
  const int n = static_cast<int>(left.size()), m = static_cast<int>(right.size());
  if (std::abs(n - m) > most) return most + 1;
  std::vector<int> before(m + 1), previous(m + 1), current(m + 1);
  for (int j = 0; j <= m; ++j) previous[j] = j;
  for (int i = 1; i <= n; ++i) {
    current[0] = i;
    int best = current[0];
    for (int j = 1; j <= m; ++j) {
      const int cost = left[i - 1] == right[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        current[j] = std::min(current[j], before[j - 2] + 1);
      best = std::min(best, current[j]);
    }
    if (best > most) return most + 1;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return std::min(previous[m], most + 1);
}

bool french_less(std::string_view a, std::string_view b) {
  const auto fa = fold(a), fb = fold(b);
  return fa != fb ? fa < fb : a < b;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (std::size_t i = 0; i < 10; ++i)
    if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9')) return std::nullopt;
  auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (char c : text.substr(from, count)) value = value * 10 + (c - '0');
    return value;
  };
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year < 1 || date.month < 1 || date.month > 12) return std::nullopt;
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  const int last = days[date.month - 1] + (date.month == 2 && leap ? 1 : 0);
  if (date.day < 1 || date.day > last) return std::nullopt;
  return date;
}

std::string iso_date(Date date) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

std::string french_date(Date date) {
  char text[40];
  std::snprintf(text, sizeof text, "%02d/%02d/%04d", date.day, date.month, date.year);
  return text;
}

std::string long_date(Date date) {
  static constexpr const char* months[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                           "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  return std::to_string(date.day) + (date.day == 1 ? "er " : " ") + months[date.month - 1] + " " +
         std::to_string(date.year);
}

Date add_months(Date date, int months) {
  const int total = date.year * 12 + date.month - 1 + months;
  Date moved{total / 12, total % 12 + 1, date.day};
  while (!parse_date(iso_date(moved))) --moved.day;
  return moved;
}

}  // namespace reperes

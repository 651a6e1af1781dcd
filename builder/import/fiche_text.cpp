#include "builder/import/fiche_text.h"

#include <algorithm>
#include <cstdio>

#include "builder/hash.h"
#include "builder/text.h"

namespace reperes {

namespace {

bool is_ascii_letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Text that needs no quotes anywhere, in a flow list included.
bool may_stand_plain(std::string_view text) {
  if (text.empty() || text.size() > 400) return false;
  if (!is_ascii_letter(text.front()) && static_cast<unsigned char>(text.front()) < 0xC2) return false;
  if (text.back() == ' ') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    auto two = text.substr(i, 2), three = text.substr(i, 3);
    if (two == "\xC2\x85" || two == "\xC2\xA0" || three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" ||
        three == "\xEF\xBB\xBF")
      return false;
    if (two == "  ") return false;
    if (static_cast<unsigned char>(c) >= 0x80 || is_ascii_letter(c) || is_digit(c)) continue;
    if (std::string_view(" /()'._+-;!?%&").find(c) == std::string_view::npos) return false;
  }
  static constexpr std::string_view words[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  auto lower = fold(text);
  return std::find(std::begin(words), std::end(words), lower) == std::end(words);
}

std::vector<std::string> lines_of(std::string_view text) {
  auto lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

bool is_blank_or_comment(std::string_view line) {
  auto start = line.find_first_not_of(" \t");
  return start == std::string_view::npos || line[start] == '#';
}

// The front matter of a fiche that the program's own parser reads without a word of complaint.
std::optional<FrontMatter> parse(std::string_view text) {
  Faults faults;
  auto front = parse_front_matter(text, "", faults);
  if (has_errors(faults)) return std::nullopt;
  return front;
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
  if (may_stand_plain(text)) return std::string(text);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      char code[8];
      std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string yaml_line(std::string_view key, std::string_view text) {
  return std::string(key) + ": " + yaml_scalar(text) + "\n";
}

std::string yaml_block_list(std::string_view key, const std::vector<std::string>& items) {
  std::string out(key);
  out += ":\n";
  for (const auto& item : items) out += "  - " + yaml_scalar(item) + "\n";
  return out;
}

std::string yaml_flow_list(std::string_view key, const std::vector<std::string>& items) {
  std::string out(key);
  out += ": [";
  for (const auto& item : items) out += (&item == &items.front() ? "" : ", ") + yaml_scalar(item);
  return out + "]\n";
}

std::string yaml_flow(const Node& node) {
  if (node.is_scalar()) return yaml_scalar(node.text);
  std::string out;
  for (const auto& item : node.items) out += (out.empty() ? "" : ", ") + yaml_flow(item);
  for (const auto& [key, value] : node.entries)
    out += (out.empty() ? "" : ", ") + yaml_flow(key) + ": " + yaml_flow(value);
  return node.is_list() ? "[" + out + "]" : "{" + out + "}";
}

std::string markdown_escape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool marks_block = i == 0 && std::string_view("-+=~>").find(c) != std::string_view::npos;
    bool ends_number = (c == '.' || c == ')') && i > 0 && i < 10 &&
                       std::all_of(text.begin(), text.begin() + static_cast<long>(i), is_digit);
    if (marks_block || ends_number || std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::optional<FicheText> FicheText::read(std::string_view bytes) {
  FicheText fiche;
  std::string text(bytes);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    fiche.byte_order_mark_ = true;
    text.erase(0, 3);
  }
  if (find_invalid_utf8(text)) return std::nullopt;
  if (text.find("\r\n") != std::string::npos) {
    fiche.carriage_returns_ = true;
    text = replace_all(std::move(text), "\r\n", "\n");
  }
  auto front = parse(text);
  if (!front) return std::nullopt;
  fiche.front_ = std::move(*front);
  fiche.body_ = text.substr(fiche.front_.body_offset);
  fiche.fenced_ = fiche.front_.body_offset > 0;
  if (fiche.fenced_) {
    fiche.head_ = lines_of(std::string_view(text).substr(0, fiche.front_.body_offset));
    if (fiche.head_.size() < 2) return std::nullopt;
    fiche.opening_ = fiche.head_.front();
    fiche.closing_ = fiche.head_.back();
    fiche.head_.erase(fiche.head_.begin());
    fiche.head_.pop_back();
    if (text[fiche.front_.body_offset - 1] != '\n') fiche.unended_ = true;
  }
  // Every key must start its own line: « {titre: …} » on one line cannot be changed field by field.
  int last_line = 1;
  for (const auto& [key, value] : fiche.front_.root.entries) {
    if (key.column != 1 || key.line <= last_line) return std::nullopt;
    last_line = key.line;
  }
  return fiche;
}

bool FicheText::has_body() const {
  return !trim(body_).empty();
}

void FicheText::set(std::string_view key, std::string_view yaml) {
  auto lines = lines_of(yaml);
  const auto& entries = front_.root.entries;
  auto at = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first.text == key; });
  if (at == entries.end()) {
    head_.insert(head_.end(), lines.begin(), lines.end());
  } else {
    // Line 2 of the file is head_[0]. Comments before the next field belong to that one.
    auto start = head_.begin() + (at->first.line - 2);
    auto end = std::next(at) == entries.end() ? head_.end() : head_.begin() + (std::next(at)->first.line - 2);
    while (end > start + 1 && is_blank_or_comment(*(end - 1))) --end;
    start = head_.erase(start, end);
    head_.insert(start, lines.begin(), lines.end());
  }
  fenced_ = true;
  if (auto front = parse(text())) front_ = std::move(*front);
}

void FicheText::set_body(std::string_view markdown) {
  body_ = markdown;
}

void FicheText::remove_comments(std::string_view start) {
  head_.erase(std::remove_if(head_.begin(), head_.end(), [&](const auto& line) { return line.starts_with(start); }),
              head_.end());
  if (auto front = parse(text())) front_ = std::move(*front);
}

std::string FicheText::text() const {
  std::string text;
  if (fenced_) {
    text = opening_ + "\n";
    for (const auto& line : head_) text += line + "\n";
    text += closing_;
    if (!unended_ || !body_.empty()) text += "\n";
  }
  return text + body_;
}

std::string FicheText::bytes() const {
  auto bytes = text();
  if (carriage_returns_) bytes = replace_all(std::move(bytes), "\n", "\r\n");
  return (byte_order_mark_ ? "\xEF\xBB\xBF" : "") + bytes;
}

std::string signature_start(std::string_view source) {
  return "# importée (" + std::string(source) + "), empreinte ";
}

std::string sign(std::string_view fiche, std::string_view source) {
  auto fence = fiche.find("\n---\n", 3);
  if (fence == std::string_view::npos) return std::string(fiche);
  return std::string(fiche.substr(0, fence + 1)) + signature_start(source) + hash128_hex(fiche) + "\n" +
         std::string(fiche.substr(fence + 1));
}

bool is_signed_and_untouched(std::string_view fiche, std::string_view source) {
  auto start = fiche.find("\n" + signature_start(source));
  if (start == std::string_view::npos) return false;
  auto end = fiche.find('\n', start + 1);
  if (end == std::string_view::npos) return false;
  std::string without(fiche.substr(0, start + 1));
  without += fiche.substr(end + 1);
  return sign(without, source) == fiche;
}

}  // namespace reperes

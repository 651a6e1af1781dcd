#include "search/unicode.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace reperes::search {
namespace {

constexpr char32_t replacement = 0xFFFD;

// One code point from the front of `text`, never more than it holds; invalid bytes give U+FFFD, one byte at a time.
char32_t take(std::string_view text, std::size_t& length) {
  if (static_cast<unsigned char>(text[0]) < 0x80) {
    length = 1;
    return static_cast<char32_t>(text[0]);
  }
  utf8proc_int32_t code = -1;
  const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (read <= 0 || code < 0) {
    length = 1;
    return replacement;
  }
  length = static_cast<std::size_t>(read);
  return static_cast<char32_t>(code);
}

bool is_plain_letter(char32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

bool is_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

}  // namespace

void append_utf8(std::string& out, char32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    append_utf8(valid, take(text.substr(at), length));
    at += length;
  }
  utf8proc_uint8_t* composed = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()), static_cast<utf8proc_ssize_t>(valid.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(composed, &std::free);
  if (size < 0) return valid;
  return {reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size)};
}

std::vector<Character> characters(std::string_view text) {
  std::vector<Character> found;
  found.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    const char32_t code = take(text.substr(at), length);
    found.push_back({code, at, at + length});
    at += length;
  }
  return found;
}

bool is_letter(char32_t code) {
  if (code < 0x80) return is_plain_letter(code);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_capital(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  return utf8proc_category(static_cast<utf8proc_int32_t>(code)) == UTF8PROC_CATEGORY_LU;
}

bool is_digit(char32_t code) {
  if (code < 0x80) return code >= '0' && code <= '9';
  return utf8proc_category(static_cast<utf8proc_int32_t>(code)) == UTF8PROC_CATEGORY_ND;
}

bool is_word_character(char32_t code) {
  if (code < 0x80) return is_plain_letter(code) || is_digit(code);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MN) || category == UTF8PROC_CATEGORY_ND;
}

void append_folded(std::string& out, char32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code >= 'A' && code <= 'Z' ? code + 32 : code);
    return;
  }
  std::array<utf8proc_int32_t, 32> parts{};
  int last_boundary = 0;
  const auto lower = utf8proc_tolower(static_cast<utf8proc_int32_t>(code));
  auto count = utf8proc_decompose_char(lower, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
                                       UTF8PROC_DECOMPOSE, &last_boundary);
  if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) {
    parts[0] = lower;
    count = 1;
  }
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const auto part = parts[static_cast<std::size_t>(i)];
    if (utf8proc_category(part) == UTF8PROC_CATEGORY_MN) continue;
    switch (part) {
      case 0x0153:
        out += "oe";
        break;  // œ
      case 0x00E6:
        out += "ae";
        break;  // æ
      case 0x00DF:
        out += "ss";
        break;  // ß
      case 0x00F8:
        out += "o";
        break;  // ø
      case 0x0142:
        out += "l";
        break;  // ł
      case 0x0111:
        out += "d";
        break;  // đ
      case 0x0131:
        out += "i";
        break;  // ı
      case 0x03C2:
        append_utf8(out, 0x03C3);
        break;  // final sigma
      default:
        append_utf8(out, static_cast<char32_t>(part));
    }
  }
}

std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (const Character& c : characters(text)) {
    if (c.code < 0x10000) {
      units += static_cast<char16_t>(c.code);
    } else {
      units += static_cast<char16_t>(0xD800 + ((c.code - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((c.code - 0x10000) & 0x3FF));
    }
  }
  return units;
}

}  // namespace reperes::search

// What a script of the page is written with: JSON, which is also JavaScript.
//
// In: valid UTF-8, or bytes. Out: literals, without a line break. Always: the same value gives the same text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reperes::search {

inline std::string quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += hex[byte / 16];
      out += hex[byte % 16];
    } else {
      out += c;
    }
  }
  return out + '"';
}

template <typename Values, typename Print>
std::string array(const Values& values, Print print) {
  std::string out = "[";
  for (const auto& value : values) {
    if (out.size() > 1) out += ',';
    out += print(value);
  }
  return out + "]";
}

inline std::string strings(const std::vector<std::string>& texts) {
  return array(texts, [](const std::string& text) { return quoted(text); });
}

// Bytes as a string of JavaScript, one character each: the reader keeps the low eight bits. Smaller than base64 once
// compressed, since what is text stays text. What a literal forbids, and NUL, moves up one block (U+0100).
inline std::string literal(std::string_view bytes) {
  std::string out = "\"";
  const auto two = [&](unsigned code) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3FU));
  };
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\0')
      two(0x100U + byte);
    else if (byte < 0x80)
      out += c;
    else
      two(byte);
  }
  return out + "\"";
}

}  // namespace reperes::search

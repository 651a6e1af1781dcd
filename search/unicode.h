// The little of Unicode that search needs; utf8proc stays behind unicode.cpp.
//
// Always: bytes that are not UTF-8 become U+FFFD; results are NFC.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reperes::search {

std::string nfc(std::string_view text);

struct Character {
  char32_t code = 0;
  std::size_t begin = 0, end = 0;  // bytes
};

// The characters of valid UTF-8.
std::vector<Character> characters(std::string_view text);

// [\p{L}\p{Nd}\p{Mn}], and parts of it.
bool is_word_character(char32_t code);
bool is_letter(char32_t code);
bool is_capital(char32_t code);
bool is_digit(char32_t code);

// Lower case without accents; œ → oe, æ → ae, ß → ss, ø → o. May be empty (a lone accent).
void append_folded(std::string& out, char32_t code);

void append_utf8(std::string& out, char32_t code);

// A text as JavaScript counts it.
std::u16string utf16(std::string_view text);

}  // namespace reperes::search

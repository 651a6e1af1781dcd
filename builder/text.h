// Small words about text: UTF-8, French folding, slugs, dates, escaping. Everything here is pure.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reperes {

// Byte offset of the first invalid UTF-8 sequence, or nothing. NUL and surrogates count as invalid.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

// Number of characters (code points) of valid UTF-8.
int count_characters(std::string_view text);

std::string to_nfc(std::string_view text);

// Lower case, no accents, œ→oe, æ→ae: for comparing what people type. Keeps punctuation and spaces.
std::string fold(std::string_view text);

// An ASCII name for an anchor or a file: « Pour qui ? » → « pour-qui ». Never empty: « section » when nothing is left.
std::string slug(std::string_view text);

std::string trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

std::string in_quotes(std::string_view text);  // « text »
std::string html_escape(std::string_view text);
// Text inside a JSON string that may stand in a <script>: also escapes < and the line separators.
std::string json_string(std::string_view text);

// French typography on plain text: narrow no-break spaces before ; ! ? » and after «, no-break space before « : ».
std::string french_spaces(std::string_view text);

// Edits (insert, delete, replace, swap neighbours) between two words, counted in characters; stops counting past
// `most`.
int edit_distance(std::string_view a, std::string_view b, int most = 3);

// Order of a French dictionary: accents and case count only between equal letters.
bool french_less(std::string_view a, std::string_view b);

// A calendar date of the Gregorian calendar, as content writes it (« 2026-11-23 »).
struct Date {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Date&) const = default;
};
std::optional<Date> parse_date(std::string_view text);
std::string iso_date(Date date);
std::string french_date(Date date);  // « 23/11/2026 »
std::string long_date(Date date);    // « 23 novembre 2026 »
Date add_months(Date date, int months);

}  // namespace reperes

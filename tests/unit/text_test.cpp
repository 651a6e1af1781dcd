#include "builder/text.h"

#include "tests/support/catch.h"

using namespace reperes;

TEST_CASE("fold: lower case, no accents, ligatures opened") {
  CHECK(fold("Éducation") == "education");
  CHECK(fold("Cœur, ŒUVRE, Ægide") == "coeur, oeuvre, aegide");
  CHECK(fold("déjà-vu") == fold("de\u0301ja\u0300-vu"));
}

TEST_CASE("fold: the short way of one character says what the long way says") {
  // A mark that stands apart sends the whole text the long way, and is itself stripped.
  const auto utf8 = [](unsigned code) {
    if (code < 0x800) return std::string{static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
    return std::string{static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)),
                       static_cast<char>(0x80 | (code & 0x3F))};
  };
  for (unsigned code = 0x80; code < 0x2030; code = code == 0x2FF ? 0x2010 : code + 1) {
    INFO(code);
    CHECK(fold("A" + utf8(code)) == fold("A" + utf8(code) + "\u0301"));
  }
}

TEST_CASE("slug: a name for an anchor or a file") {
  CHECK(slug("Pour qui ?") == "pour-qui");
  CHECK(slug("  L'aide — c'est quoi…") == "l-aide-c-est-quoi");
  CHECK(slug("???") == "section");
  CHECK(slug("../../etc/passwd") == "etc-passwd");
}

TEST_CASE("invalid UTF-8 is found where it stands") {
  CHECK_FALSE(find_invalid_utf8("déjà"));
  CHECK(find_invalid_utf8("d\xE9j\xE0") == 1u);
  CHECK(find_invalid_utf8(std::string_view("a\0b", 3)) == 1u);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0u);  // a surrogate
  CHECK(find_invalid_utf8("\xC0\xAF") == 0u);      // an overlong slash
}

TEST_CASE("edit distance counts characters, and neighbours swapped as one") {
  CHECK(edit_distance("loyer", "loyer") == 0);
  CHECK(edit_distance("loyre", "loyer") == 1);
  CHECK(edit_distance("éte", "été") == 1);
  CHECK(edit_distance("rsa", "apl") == 3);
  CHECK(edit_distance("formation", "x", 2) == 3);
}

TEST_CASE("dates are those of the calendar") {
  CHECK(parse_date("2026-11-23"));
  CHECK(parse_date("2024-02-29"));
  CHECK_FALSE(parse_date("2026-02-29"));
  CHECK_FALSE(parse_date("2026-13-01"));
  CHECK_FALSE(parse_date("2026-1-01"));
  CHECK_FALSE(parse_date("23/11/2026"));
  CHECK(long_date({2024, 1, 1}) == "1er janvier 2024");
  CHECK(iso_date(add_months({2026, 8, 31}, 6)) == "2027-02-28");
}

TEST_CASE("French spaces stand where the page could break") {
  CHECK(french_spaces("« oui » ?") == "«\u202Foui\u202F»\u202F?");
  CHECK(french_spaces("Note : 3 €") == "Note\u00A0: 3\u00A0€");
  CHECK(french_spaces("https://exemple.fr") == "https://exemple.fr");
}

TEST_CASE("JSON text may stand in a script") {
  CHECK(json_string("</script>\u2028\"\n") == "\\u003c/script>\\u2028\\\"\\n");
}

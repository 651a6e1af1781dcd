// What a French reader expects to see.

#include "builder/french.h"

#include <vector>

#include "tests/support/catch.h"

using namespace reperes;

TEST_CASE("telephone numbers: what is shown, what is dialled") {
  struct Example {
    std::string written, shown, dialled;
  };
  const std::vector<Example> examples = {
      {"115", "115", "115"},
      {"3949", "3949", "3949"},
      {"39 28", "39\u00A028", "3928"},
      {"116 000", "116\u00A0000", "116000"},
      {"+33123456789", "01\u00A023\u00A045\u00A067\u00A089", "+33123456789"},
      {"01.23.45.67.89", "01\u00A023\u00A045\u00A067\u00A089", "0123456789"},
      {"0800231313", "0\u00A0800\u00A023\u00A013\u00A013", "0800231313"},
      {"+33800231313", "0\u00A0800\u00A023\u00A013\u00A013", "+33800231313"},
      {"114 (par SMS)", "114 (par SMS)", ""},
      {"au guichet", "au guichet", ""},
      {"", "", ""},
  };
  for (const auto& [written, shown, dialled] : examples) {
    INFO(written);
    CHECK(telephone(written).shown == shown);
    CHECK(telephone(written).dialled == dialled);
  }
}

TEST_CASE("opening hours in words, and as written when they are not understood") {
  const auto plain = [](std::string_view written) {  // with ordinary spaces, to be read here
    std::string text = opening_hours(written), out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.compare(i, 2, "\u00A0") == 0) {
        out += ' ';
        ++i;
      } else {
        out += text[i];
      }
    }
    return out;
  };
  CHECK(plain("24/7") == "24 heures sur 24, 7 jours sur 7");
  CHECK(plain("Mo-Fr 09:00-12:30,13:30-17:00; PH off") ==
        "Du lundi au vendredi de 9 h à 12 h 30 et de 13 h 30 à 17 h ; fermé les jours fériés");
  CHECK(plain("Mo,We 08:30-12:00") == "Le lundi, le mercredi de 8 h 30 à 12 h");
  CHECK(plain("Mo-Su 09:00-20:00") == "Tous les jours de 9 h à 20 h");
  for (const char* unknown : {"sur rendez-vous", "Mo-Fr 9h-12h", "week 1-52 Mo 10:00-11:00", "Xx 10:00-11:00", ";"})
    CHECK(opening_hours(unknown) == unknown);
}

TEST_CASE("typography changes text, never tags") {
  CHECK(typography("l'aide : où ?") == "l’aide\u00A0: où\u202F?");
  CHECK(typography("rien à changer") == "rien à changer");
  CHECK(typography_html("<a href=\"x?a='b'\">l'aide</a> !") == "<a href=\"x?a='b'\">l’aide</a>\u202F!");
  CHECK(typography_html("<p>l'aide <code>d'accès ?</code> l'été</p>") == "<p>l’aide <code>d'accès ?</code> l’été</p>");
  CHECK(typography_html("<p>jamais fermé") == "<p>jamais fermé");
  CHECK(typography_html("<jamais fermé") == "<jamais fermé");
}

TEST_CASE("capitals, digits and hosts") {
  CHECK(capitalised("été") == "Été");
  CHECK(capitalised("si besoin") == "Si besoin");
  CHECK(capitalised("RSA") == "RSA");
  CHECK(capitalised("") == "");
  CHECK(grouped_digits(0) == "0");
  CHECK(grouped_digits(999) == "999");
  CHECK(grouped_digits(1584) == "1\u202F584");
  CHECK(grouped_digits(1234567) == "1\u202F234\u202F567");
  CHECK(host_of("https://www.caf.fr/allocataires?x=1") == "www.caf.fr");
  CHECK(host_of("mailto:contact@exemple.fr") == "contact@exemple.fr");
}

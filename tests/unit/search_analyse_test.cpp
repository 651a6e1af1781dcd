// Words and stems. The vectors of tests/search/analyse.tsv are read by analyse.mjs too: both halves give the same.
#include <fstream>
#include <sstream>

#include "search/analyse.h"
#include "search/correct.h"
#include "search/names.h"
#include "search/unicode.h"
#include "tests/support/catch.h"

using namespace reperes::search;

namespace {

std::string printed(const std::string& text) {
  std::string out = text;
  for (const Word& word : analyse(text))
    out += "\t" + word.folded + "|" + word.stem + "|" + (word.capitals ? "C" : "") + "|" + sound(word.folded);
  return out;
}

}  // namespace

TEST_CASE("every golden vector") {
  std::ifstream in("tests/search/analyse.tsv");
  REQUIRE(in);
  int lines = 0;
  for (std::string line; std::getline(in, line); ++lines) CHECK(printed(line.substr(0, line.find('\t'))) == line);
  CHECK(lines >= 7);
}

TEST_CASE("words that come together") {
  const auto families = {
      "conseiller conseillere conseillers conseilleres",
      "formateur formatrice formateurs formatrices",
      "coiffeur coiffeuse coiffeuses",
      "payer paie paye paiement payes",
      "loger logement logements loge logee",
      "aider aide aides aidee",
      "perdre perdu perdue perte pertes",
      "refuser refus refuse refusee refuses",
      "social sociale sociaux sociales",
      "professionnel professionnelle professionnels",
      "heberger hebergement heberge hebergee",
      "accompagner accompagnement accompagnant",
      "etudiant etudiante etudes etude",
      "urgent urgence urgences urgente",
      "handicap handicape handicapee handicapes",
      "travail travaux",
      "expulser expulsion expulse expulsions",
      "inscrire inscription inscrit inscrite",
      "domicile domiciliation domicilier",
      "malade maladie malades",
      "actif active actifs actives",
      "apprenti apprentissage apprentie",
  };
  for (const std::string family : families) {
    std::istringstream words(family);
    std::string first, word;
    words >> first;
    while (words >> word) {
      INFO(first << " and " << word);
      CHECK(stem(word) == stem(first));
    }
  }
}

TEST_CASE("words that stay apart") {
  const std::pair<const char*, const char*> pairs[] = {
      {"travailleur", "travail"}, {"demandeur", "demande"}, {"employeur", "emploi"}, {"loyer", "loi"},
      {"pays", "payer"},          {"aidant", "aide"},       {"paix", "paie"},        {"ass", "as"},
      {"licence", "licencier"},   {"village", "ville"},     {"parent", "part"},      {"nation", "national"},
  };
  for (const auto& [a, b] : pairs) {
    INFO(a << " and " << b);
    CHECK(stem(a) != stem(b));
  }
}

TEST_CASE("codes and sigles in every spelling") {
  for (const char* text : {"K1801", "K 1801", "k-1801", "k.1801"}) CHECK(fold(text) == "k1801");
  for (const char* text : {"AST004", "ast 004", "AST-004"}) CHECK(fold(text) == "ast004");
  for (const char* text : {"CAF", "C.A.F.", "c.a.f", "C A F"}) CHECK(fold(text) == "caf");
  CHECK(fold("à 2000 euros") == "a 2000 euros");
  CHECK(fold("les 18 mois") == "les 18 mois");
  CHECK(fold("il y a") == "il y a");
}

TEST_CASE("invalid UTF-8 separates words and nothing more") {
  CHECK(fold("loyer\xFF\xFE"
             "impayé\xC3") == "loyer impaye");
  CHECK(nfc("e\u0301") == "\u00E9");
}

TEST_CASE("distances") {
  CHECK(edit_distance("loyer", "loyer", 2) == 0);
  CHECK(edit_distance("loyer", "loier", 2) == 1);
  CHECK(edit_distance("logement", "lgoement", 2) == 1);  // neighbours swapped
  CHECK(edit_distance("logement", "ogemen", 2) == 2);
  CHECK(edit_distance("logement", "travail", 2) == 3);  // more than the limit
  CHECK(sound("fonetique") == sound("phonetique"));
  CHECK(sound("andicape") == sound("handicape"));
  CHECK(sound("k1801").empty());
}

TEST_CASE("the forms of a name") {
  using Forms = std::vector<std::string>;
  CHECK(spoken_forms("Agent / Agente d'accueil social") == Forms{"Agent d'accueil social", "Agente d'accueil social"});
  CHECK(spoken_forms("Conseiller consultant / Conseillère consultante en formation") ==
        Forms{"Conseiller consultant en formation", "Conseillère consultante en formation"});
  CHECK(spoken_forms("Revenu de solidarité active (RSA)") == Forms{"Revenu de solidarité active", "RSA"});
  CHECK(spoken_forms("Prêt (adulte)") == Forms{"Prêt"});
  CHECK(spoken_forms("((").empty());
}

TEST_CASE("stop words are kept when nothing else remains") {
  const StopWords stops({"de", "la", "as", "j'ai droit"});
  const auto key = [&](const char* text) { return name_key(text, stops); };
  CHECK(key("la perte de l'emploi") == "perd emplo");
  CHECK(key("de la") == "de la");
  CHECK(key("j'ai droit au RSA") == "au rsa");
  CHECK(key("carte as") == "cart");
  CHECK(key("carte AS") == "cart as");  // capitals: a sigle
}

// The tables people edit: what is read, what is said of what cannot be.
#include <fstream>
#include <iterator>

#include "search/vocabulary.h"
#include "tests/support/catch.h"

using namespace reperes::search;

namespace {

const std::string sigles = "sigle,developpe,domaine,statut,voir,ambigu\n";
const std::string synonyms = "terme,expansions,relation,note\n";

std::string printed(const std::vector<TableFault>& faults) {
  std::string out;
  for (const TableFault& f : faults)
    out += f.path + ":" + std::to_string(f.line) + " " + f.code + (f.note ? " (note)\n" : "\n");
  return out;
}

}  // namespace

TEST_CASE("rows of the three tables") {
  const auto read = parse_vocabulary(
      {{"v/sigles.csv", sigles + "\"ASS\",\"Allocation de solidarité spécifique\",emploi,actif,,oui\n"
                                 "ASS,Autre sens,droits,ancien,AS,oui\n"},
       {"v/synonymes.csv", synonyms + "\"Pôle emploi\",\"France Travail; FT\",ancien_nom,depuis 2024\n"},
       {"v/mots-vides.txt", "# commentaire\nde\nest ce que # tournure\n\n"}});
  CHECK(printed(read.faults).empty());
  REQUIRE(read.vocabulary.meanings.size() == 2);
  CHECK(read.vocabulary.meanings[1].see == "AS");
  REQUIRE(read.vocabulary.synonyms.size() == 1);
  CHECK(read.vocabulary.synonyms[0].expansions == std::vector<std::string>{"France Travail", "FT"});
  CHECK(read.vocabulary.stop_phrases == std::vector<std::string>{"de", "est ce que"});
  CHECK(ambiguous_sigles(read.vocabulary).at("ass").size() == 2);
}

TEST_CASE("a later table adds and overrides") {
  const auto read =
      parse_vocabulary({{"a/synonymes.csv", synonyms + "ANPE,France Travail,ancien_nom,\nRMI,RSA,ancien_nom,\n"},
                        {"b/synonymes.csv", synonyms + "anpe,Agence locale,courant,\n"},
                        {"a/sigles.csv", sigles + "AS,Un,,,,\nAS,Deux,,,,\n"},
                        {"b/sigles.csv", sigles + "AS,Trois,,,,\n"}});
  CHECK(printed(read.faults).empty());
  REQUIRE(read.vocabulary.synonyms.size() == 2);
  CHECK(read.vocabulary.synonyms[0].expansions == std::vector<std::string>{"Agence locale"});
  REQUIRE(read.vocabulary.meanings.size() == 1);
  CHECK(read.vocabulary.meanings[0].expansion == "Trois");
}

TEST_CASE("every fault has its place") {
  const auto read = parse_vocabulary({{"s.csv", ""},
                                      {"a/sigles.csv", "sigle;developpe\n"},
                                      {"a/synonymes.csv", synonyms + "ANPE,France Travail,ancien,\n"
                                                                     "un,deux\n"
                                                                     ",rien,courant,\n"
                                                                     "RMI,RSA,ancien_nom,\n"
                                                                     "rmi,RSA,ancien_nom,\n"
                                                                     "taf,un travail,familier,\n"
                                                                     "boulot,travail,familier,\n"
                                                                     "\"ouvert,RSA,ancien_nom,\n"}});
  CHECK(printed(read.faults) ==
        "s.csv:1 table-inconnue (note)\n"
        "a/sigles.csv:1 table-entete\n"
        "a/synonymes.csv:9 table-guillemet\n"
        "a/synonymes.csv:3 table-colonnes\n"
        "a/synonymes.csv:9 table-colonnes\n"
        "a/synonymes.csv:2 table-valeur\n"
        "a/synonymes.csv:4 table-vide\n"
        "a/synonymes.csv:6 table-double (note)\n"
        "a/synonymes.csv:7 table-valeur\n");
}

TEST_CASE("the shipped tables have no fault") {
  std::vector<VocabularyFile> files;
  for (const std::string name : {"sigles.csv", "synonymes.csv", "mots-vides.txt"}) {
    std::ifstream in("search/vocabulaire/" + name);
    files.push_back({name, {std::istreambuf_iterator<char>(in), {}}});
    REQUIRE(!files.back().text.empty());
  }
  CHECK(printed(parse_vocabulary(files).faults).empty());
}

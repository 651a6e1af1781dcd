// The words of the field: stop words, sigles, everyday and old names. Plain tables that people edit.
//
// In: the text of the tables, the shipped ones first, then those of the content folder (which add or override).
// Out: a Vocabulary and every fault found in the tables, with its place.
// Always: rows go from a phrase to phrases, as fiches are called (a code such as K1801 is a name too). A row of a later
// file replaces the row of the same phrase.
//
// Tables, by file name:
//   sigles.csv      sigle,developpe,domaine,statut,voir,ambigu   one line per meaning
//   synonymes.csv   terme,expansions,relation,note               expansions separated by "; ";
//                                                                familier: one word for one word
//   mots-vides.txt  one word or turn of phrase per line, 0 for any number, # for comments
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reperes::search {

struct VocabularyFile {
  std::string path, text;
};

struct TableFault {
  std::string path;
  int line = 0;
  std::string message, hint, code;  // French sentences; code: table-…
  bool note = false;                // worth saying, never an error
};

// One meaning of an acronym.
struct Meaning {
  std::string sigle, expansion, domain, status, see;
};

// What people type → what the fiches are called.
struct Synonym {
  std::string term;
  std::vector<std::string> expansions;
  std::string relation, note;  // relation: ancien_nom, synonyme, courant, familier, faute
};

struct Vocabulary {
  std::vector<Meaning> meanings;          // sorted by sigle, then in table order
  std::vector<Synonym> synonyms;          // in table order
  std::vector<std::string> stop_phrases;  // folded, one word or several; none that its words make needless; sorted
};

struct ParsedVocabulary {
  Vocabulary vocabulary;
  std::vector<TableFault> faults;
};

ParsedVocabulary parse_vocabulary(const std::vector<VocabularyFile>& files);

// Sigles with several meanings, folded ("ass"), each with its meanings in table order: their pages are generated.
std::map<std::string, std::vector<Meaning>> ambiguous_sigles(const Vocabulary& vocabulary);

}  // namespace reperes::search

// How a question is read: from words typed to a formula that adds up whole numbers.
//
// In: the text, the stop words, what the index knows (Lexicon). Out: a Plan. No fiche is read here.
// Always: the twin of `makePlan` in page/plan.js, step by step, figure by figure.
//
//   "pole emplois"  →  slots pol, emplo; row "Pôle emploi" → France Travail; name key "franc travail";
//   "alocation"     →  slot alloc, corrected from alocation
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/lexicon.h"
#include "search/names.h"
#include "search/query.h"
#include "search/store.h"

namespace reperes::search {

struct Alternative {
  std::string stem;
  int percent = 100;
};

// One thing the question asks for.
struct Slot {
  std::string stem;  // as typed, corrected, or the plain word of a familiar one
  std::vector<Alternative> alternatives;
  std::int64_t idf = 0;
  int percent = 100;  // what a name key with this slot is worth
};

// A whole name that the question contains, or nearly.
struct NameKey {
  std::string key;
  std::int64_t factor = 0;
};

// Where a row of the vocabulary leads.
struct Expansion {
  std::string key;  // stems of the target
  std::vector<std::string> stems;
  std::int64_t percent = 0, key_factor = 0;
  std::size_t first = 0, last = 0;  // the slots the row stands for
  layout::Row row;
  std::size_t target = 0;  // which expansion of the row
};

struct Plan {
  std::vector<Slot> slots;
  std::vector<NameKey> names;
  std::vector<Expansion> expansions;
  std::vector<std::vector<std::string>> phrases;  // folded words that must follow each other
  std::vector<Understood> understood;
  std::vector<Meaning> meanings;
  std::optional<std::string> corrected;
};

Plan make_plan(std::string_view text, const StopWords& stops, const Lexicon& lexicon);

// The parts of the ranking, each with a French name for --explain.
struct NamedFormula {
  std::string what, term;
  Formula formula;
};
std::vector<NamedFormula> ranking(const Plan& plan, const Lexicon& lexicon);

// What counts as a trace of slot `at` in a fiche.
Formula trace(const Plan& plan, std::size_t at);

}  // namespace reperes::search

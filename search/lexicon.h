// What the planner may ask of an index, and nothing else: known words, names, rows of the vocabulary.
//
// In: an open store. Out: answers that are the same sums over one database or several.
// Always: the page answers the same questions from its shards (page/lexicon.js).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "search/layout.h"
#include "search/store.h"

namespace reperes::search {

struct RankedWord {
  std::string word;
  std::int64_t rank = 0;  // fiches that hold it + 8 × fiches that hold its stem in a name
};

class Lexicon {
 public:
  explicit Lexicon(const Store& store) : store_(store), documents_(store.holders(layout::every_fiche)) {}

  std::int64_t documents() const { return documents_; }
  std::int64_t holders(const std::string& stem) const { return store_.holders(stem); }
  bool is_name_key(const std::string& key) const;
  std::vector<std::string> names_from(const std::string& key) const;  // the longer name keys that begin so, sorted
  std::vector<layout::Row> rows(const std::string& key) const;
  std::vector<Meaning> meanings(const std::string& sigle) const;

  std::int64_t rank(const std::string& folded) const;  // 0: not in the dictionary
  // The likeliest words that begin so, the prefix itself left out.
  std::vector<std::string> completions(const std::string& prefix) const;
  // The words that begin so, sorted.
  std::vector<std::string> words(const std::string& prefix) const;
  // The words of a name typed in one piece; empty when there is none.
  std::string split(const std::string& joined) const;

 private:
  const Store& store_;
  std::int64_t documents_ = 0;
};

// The likeliest first: rank, then alphabet.
void sort_by_rank(std::vector<RankedWord>& words);

}  // namespace reperes::search

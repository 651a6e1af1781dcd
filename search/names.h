// From the way a fiche is called to the keys under which the index finds it.
//
// In: names as written, the stop phrases. Out: spoken forms, and keys made of stems.
// Always: a question and a name go through the same function, so that they meet.
//
//   "Conseiller / Conseillère en insertion (K1801)"  →  forms "Conseiller en insertion", "Conseillère en insertion",
//                                                        "K1801"  →  keys "conseil insert", "k1801"
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/analyse.h"

namespace reperes::search {

// Words that say nothing by themselves: "de", turns such as "est ce que", and "0 ans", where 0 is any number.
class StopWords {
 public:
  StopWords() = default;
  explicit StopWords(const std::vector<std::string>& phrases);

  // For each word, whether it is one. All false when every word would be.
  std::vector<bool> mark(const std::vector<Word>& words) const;
  bool contains(const std::string& folded) const;

 private:
  std::unordered_map<std::string, std::vector<std::vector<std::string>>>
      by_first_;  // first word → the phrases, longest first
};

// The stems that count, in order.
std::vector<std::string> key_stems(const std::vector<Word>& words, const StopWords& stops);
std::string join(const std::vector<std::string>& parts, std::string_view separator = " ");
std::string name_key(std::string_view text, const StopWords& stops);

// What stands in brackets comes last, and only when it is a sigle or a code.
std::vector<std::string> spoken_forms(std::string_view name);

}  // namespace reperes::search

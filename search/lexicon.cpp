#include "search/lexicon.h"

#include <algorithm>

#include "search/analyse.h"
#include "search/weight.h"

namespace reperes::search {

bool Lexicon::is_name_key(const std::string& key) const {
  const std::string term = layout::term_of(layout::name_key, key);
  return term.size() <= layout::term_bytes_max && store_.holders(term) > 0;
}

std::vector<std::string> Lexicon::names_from(const std::string& key) const {
  std::vector<std::string> found;
  const std::string prefix = layout::term_of(layout::name_key, key);
  if (prefix.size() > layout::term_bytes_max) return found;
  for (const std::string& term : store_.terms(prefix))
    if (term != prefix) found.push_back(term.substr(layout::name_key.size()));
  return found;
}

std::vector<layout::Row> Lexicon::rows(const std::string& key) const {
  if (key.size() > layout::term_bytes_max) return {};
  return layout::unpack_rows(store_.metadata(layout::term_of(layout::vocabulary, key)));
}

std::vector<Meaning> Lexicon::meanings(const std::string& sigle) const {
  if (sigle.empty() || sigle.size() > layout::term_bytes_max) return {};
  return layout::unpack_meanings(store_.metadata(layout::term_of(layout::sigle, sigle)));
}

std::int64_t Lexicon::rank(const std::string& folded) const {
  const std::string term = layout::term_of(layout::word, folded);
  if (term.size() > layout::term_bytes_max) return 0;
  const auto fiches = static_cast<std::int64_t>(store_.occurrences(term));
  if (fiches == 0) return 0;
  return fiches + 8 * static_cast<std::int64_t>(store_.holders(layout::term_of(layout::name_word, stem(folded))));
}

std::vector<std::string> Lexicon::words(const std::string& prefix) const {
  std::vector<std::string> found;
  if (prefix.size() > layout::term_bytes_max) return found;
  for (const std::string& term : store_.terms(layout::term_of(layout::word, prefix)))
    found.push_back(term.substr(layout::word.size()));
  return found;
}

std::vector<std::string> Lexicon::completions(const std::string& prefix) const {
  std::vector<RankedWord> ranked;
  for (const std::string& word : words(prefix))
    if (word != prefix) ranked.push_back({word, rank(word)});
  sort_by_rank(ranked);
  if (ranked.size() > weight::completions_max) ranked.resize(weight::completions_max);
  std::vector<std::string> best;
  for (const RankedWord& word : ranked) best.push_back(word.word);
  return best;
}

std::string Lexicon::split(const std::string& joined) const {
  const std::string prefix = layout::term_of(layout::joined, joined + "\t");
  if (prefix.size() > layout::term_bytes_max) return "";
  const auto terms = store_.terms(prefix);
  return terms.empty() ? "" : terms.front().substr(prefix.size());
}

void sort_by_rank(std::vector<RankedWord>& words) {
  std::sort(words.begin(), words.end(), [](const RankedWord& a, const RankedWord& b) {
    return a.rank != b.rank ? a.rank > b.rank : a.word < b.word;
  });
}

}  // namespace reperes::search

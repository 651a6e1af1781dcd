#include "search/weight.h"

#include <algorithm>

namespace reperes::search::weight {

std::int64_t idf(std::int64_t documents, std::int64_t holders) {
  constexpr std::int64_t one = 65536;
  const std::int64_t n = std::max<std::int64_t>(1, documents);
  const std::int64_t h = std::clamp<std::int64_t>(holders, 1, n);
  std::int64_t ratio = n * one / h;
  std::int64_t whole = 0;
  for (; ratio >= 2 * one; ratio /= 2) ++whole;
  std::int64_t result = 16 * (1 + whole);
  for (std::int64_t bit = 8; bit >= 1; bit /= 2) {  // four binary places, by squaring
    ratio = ratio * ratio / one;
    if (ratio >= 2 * one) {
      ratio /= 2;
      result += bit;
    }
  }
  return result;
}

int impact(std::int64_t units) {
  if (units <= 0) return 1;
  return static_cast<int>(std::max<std::int64_t>(1, impact_max * units / (units + half_impact_units)));
}

std::vector<std::pair<std::string_view, std::int64_t>> figures() {
  return {{"general", general},
          {"name", name},
          {"nameKey", name_key},
          {"allInNames", all_in_names},
          {"allInFiche", all_in_fiche},
          {"wholeName", whole_name},
          {"typed", typed},
          {"corrected", corrected},
          {"correctedOther", corrected_other},
          {"completed", completed},
          {"completedKnown", completed_known},
          {"abbreviated", abbreviated},
          {"expanded", expanded},
          {"expandedStep", expanded_step},
          {"expandedLeast", expanded_least},
          {"oneWord", one_word},
          {"plainOther", plain_other},
          {"opening", opening},
          {"openingKnown", opening_known},
          {"openingsMax", openings_max},
          {"wordsMax", words_max},
          {"nameStemsMax", name_stems_max},
          {"completionsMax", completions_max},
          {"phraseCandidatesMax", phrase_candidates_max},
          {"phrasesMax", phrases_max},
          {"correctionsMax", corrections_max},
          {"alwaysListed", always_listed}};
}

}  // namespace reperes::search::weight

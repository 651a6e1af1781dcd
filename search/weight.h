// Every figure of the ranking, in whole numbers. Exported to the page as it stands, so that both halves count alike.
//
// A fiche's score is a sum of products  impact(term, fiche) × idf(term) × percent × factor.  The impact is written at
// index time (1 to 63) and depends on the fiche alone; the idf depends on how many fiches hold the term.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "search/document.h"

namespace reperes::search::weight {

inline constexpr int impact_max = 63;

// What being called something is worth, whole name against whole name.
constexpr int of_name(NameKind kind) {
  switch (kind) {
    case NameKind::title:
      return 63;
    case NameKind::sigle:
      return 60;
    case NameKind::alias:
      return 56;
    case NameKind::old_name:
      return 55;
    case NameKind::appellation:
      return 52;
    case NameKind::question:
      return 55;
  }
  return 1;
}

inline constexpr int in_brackets = 50;
inline constexpr int of_saying = 30;   // what people say who don't know the name
inline constexpr int of_pointer = 45;  // the page of a sigle's meanings, whose fiches bear it

// Units a word brings to the general impact, by where it stands. Body words count less in a long text:
// body × reference × 2 / (reference + words).
inline constexpr int unit_title = 80, unit_name = 60, unit_appellation = 30, unit_question = 50, unit_saying = 30,
                     unit_summary = 40, unit_heading = 24, unit_body = 16;
inline constexpr int reference_words = 300;
inline constexpr int half_impact_units = 100;  // as many units give half of impact_max

// A fiche of the past is found, below the others: its words count for 6 / 10. Its whole names keep their worth.
inline constexpr int historical_tenths = 6;
// So do the words of a nomenclature, and of pages about the site: a thousand short fiches must not bury the few that
// were written with care.
inline constexpr int background_tenths = 7;
// And those of a page that only leads to others.
inline constexpr int pointer_tenths = 5;

// Factors of the ranking; see plan.cpp for their use.
inline constexpr int general = 3, name = 4, name_key = 2, all_in_names = 2, all_in_fiche = 1;
inline constexpr int whole_name = 40000;

// Percents: how much an alternative is worth beside the word typed.
inline constexpr int typed = 100, corrected = 80, corrected_other = 40, completed = 75, completed_known = 30,
                     abbreviated = 50, expanded = 40, expanded_step = 6, expanded_least = 15, one_word = 90,
                     plain_other = 80, opening = 40;
inline constexpr int opening_known = 4;  // a name that begins with finished words: a quarter of the bonus
inline constexpr int openings_max = 24;  // more names than this say nothing

inline constexpr int words_max = 32;        // of a question
inline constexpr int name_stems_max = 8;    // in a name key
inline constexpr int completions_max = 12;  // of the last word
inline constexpr int phrase_candidates_max = 300, phrases_max = 4;
inline constexpr int corrections_max = 4;  // words of a question looked up in the whole dictionary
inline constexpr int always_listed = 10;   // best hits shown even when they cover little of the question

// How rare a term is: 16 × (1 + log2(documents / holders)), rounded down, by whole numbers only.
std::int64_t idf(std::int64_t documents, std::int64_t holders);

// 1..impact_max from units, saturating.
int impact(std::int64_t units);

// The figures a question is ranked with, by name, for the page.
std::vector<std::pair<std::string_view, std::int64_t>> figures();

}  // namespace reperes::search::weight

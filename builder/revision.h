// What there is to revise: cards and questions, those written on the fiches and those the model itself can ask.
//
// In: the catalogue, and site.yml's list of what not to make. Out: plain values in the order of the fiches, the
// hand-written ones of a fiche first. Pure.
//
// Always: an id is unique and stays when an answer is mended (« apl:opere_par », « non-recours:q-3f2a9c01 »); no text
// is empty, every text went through `typography`; choices are told apart, right ones first; a question has two to six.
// What is made never holds its answer, and no wrong answer of it is also true by the catalogue's relations.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builder/catalogue.h"

namespace reperes {

enum class Exercise { card, single, multiple, true_false, matching, ordering };
inline constexpr std::string_view exercise_names[] = {"carte", "qcm", "multiple", "vrai-faux", "appariement", "ordre"};
constexpr std::string_view name_of(Exercise exercise) {
  return exercise_names[static_cast<int>(exercise)];
}

inline constexpr std::string_view by_hand = "main";  // the source of what an author wrote

struct RevisionItem {
  std::string id;
  std::size_t fiche = 0;  // index in the catalogue
  std::string source;     // « main », or what made it: « sigle », « qui-assure »…
  Exercise exercise = Exercise::card;
  std::string question;
  std::string answer;                // card
  std::vector<std::string> choices;  // single, multiple, true_false: the first `right` are right; ordering: in order
  std::size_t right = 0;
  std::vector<std::pair<std::string, std::string>> pairs;  // matching
  std::string feedback;                                    // one or two sentences, or empty
  std::string anchor;                                      // section of the fiche to read again, or empty
};

// A mock exam (builder/exam.h).
struct Exam {
  struct Part {
    std::string title;
    std::size_t questions = 0;
    std::vector<std::size_t> fiches;
  };
  std::size_t unit = 0;
  int minutes = 0;
  std::vector<Part> parts;
};

struct Revision {
  std::vector<RevisionItem> items;
  std::vector<std::vector<std::size_t>> units;  // per fiche: the UE that it is revised for, in the catalogue's order
  std::vector<Exam> exams;                      // of `exams_of`; `revise` makes none
};

// What the model can ask, as `revision: {sans: […]}` of site.yml names it.
const std::vector<std::string>& revision_sources();

Revision revise(const Catalogue& catalogue, int jobs = 1);

// The UE that have something to revise, that with the most first.
std::vector<std::size_t> units_in_order(const Revision& revision);

}  // namespace reperes

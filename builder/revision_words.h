// Words for those who make questions: names short enough to be chosen among, what gives an answer away, and wrong
// answers that look like the right one.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "builder/catalogue.h"

namespace reperes {

// « Allocation aux adultes handicapés (AAH) »; the title alone when it says its sigle, or has none; « Aides au logement
// (APL, ALF, ALS) » for « Aides au logement : APL, ALF, ALS », as a colon follows in a question.
std::string name_with_sigle(const Fiche& fiche);

// Every name of a fiche, folded: two fiches that share one are not told apart by it.
std::set<std::string> folded_names(const Fiche& fiche);

bool share_domaine(const Fiche& a, const Fiche& b);

bool is_paid(const Fiche& fiche);  // money: an allocation, a help with a cost

// Parts, wholes, predecessors and successors, near and far: what is said of one may be true of them.
using Places = std::set<std::size_t>;  // indexes of fiches
Places family_of(const Catalogue& catalogue, std::size_t index);
Places beside_of(const Catalogue& catalogue, std::size_t index);  // institutions that operate a right together with it

// A word of `answer` that matters (or nearly it: « familles », « familiales ») stands in `subject`.
bool gives_away(std::string_view subject, std::string_view answer);
int shared_words(std::string_view subject, std::string_view answer);

// « Centre de soins, d'accompagnement » → « csa »: of the words that matter.
std::string initials_of(std::string_view text);

// The beginnings of the words of a text that matter: enough to tell which of several texts speaks of the same thing.
std::set<std::string> stems_of(std::string_view text);

struct Candidate {
  std::string text;
  int nearness = 0;  // the nearer, the more plausible
};

// At most `count` of the candidates, the nearest first, then those about as long as the right answers, then in an
// order that depends on `salt` alone. None equals a right answer or another one.
std::vector<std::string> wrong_answers(std::string_view salt, const std::vector<std::string>& right,
                                       std::vector<Candidate> candidates, std::size_t count);

}  // namespace reperes

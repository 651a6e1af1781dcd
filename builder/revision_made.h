// The questions that the model asks by itself, a file for each kind: names, meanings, who does what, other ties.
//
// In: the catalogue. Out: items appended, not yet in order, their texts as authors wrote them. An institution or a
// right of the past is asked about only as such.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builder/revision.h"

namespace reperes {

struct Making {
  const Catalogue& catalogue;
  std::vector<RevisionItem>& items;
  std::set<std::string> ambiguous;           // folded sigles of several meanings
  std::vector<std::set<std::string>> names;  // of each fiche, folded

  bool wants(std::string_view source) const;  // site.yml does not say « sans »
  const Fiche& fiche(std::size_t index) const { return catalogue.fiches[index]; }
  bool is_current(std::size_t index) const { return fiche(index).state != EditorialState::historical; }
  bool is_ambiguous(std::string_view sigle) const;
  bool share_a_name(std::size_t a, std::size_t b) const;

  void card(std::size_t fiche, std::string_view source, const std::string& what, std::string question,
            std::string answer, std::string feedback);
  // One right answer or several; left out with less than two wrong ones, or more than three right ones.
  void question(std::size_t fiche, std::string_view source, const std::string& what, std::string question,
                std::vector<std::string> right, std::vector<std::string> wrong, std::string feedback);
  void matching(std::size_t fiche, std::string_view source, const std::string& what, std::string question,
                std::vector<std::pair<std::string, std::string>> pairs, std::string feedback = "");
};

void ask_names(Making& making);     // sigle, ancien-nom, code-rome
void ask_meanings(Making& making);  // public, definition
void ask_roles(Making& making);     // qui-assure, qui-decide, qui-finance, recours
void ask_ties(Making& making);      // cumul, etapes, what took over

// The relations of a name that go out from a fiche, and what they say: « Commission de recours amiable (CRA) ;
// Tribunal administratif (TA) – après le recours préalable ».
std::vector<const Tie*> ties_of(const Catalogue& catalogue, std::size_t index, std::string_view relation);
std::string told(const Making& making, const std::vector<const Tie*>& ties);

}  // namespace reperes

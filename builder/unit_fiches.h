// The fiches that serve a teaching unit: what its notions lead to, and the situations in which that is used.
//
// In: a catalogue, its links in texts seen from both ends. Out, for a unit: its notions; every institution, dispositif,
// contact and job tied or linked to the unit or to one of its notions, either way, with the number of notions that do;
// and the needs (parcours), with the number of their steps that are among those. Always: the most served first, then
// titles in French order; what is historical serves no longer and stays out.

#pragma once

#include <map>
#include <vector>

#include "builder/catalogue.h"

namespace reperes {

// Who links in a text to each unit and notion, found once for all units.
using LinkedFrom = std::map<std::size_t, std::vector<std::size_t>>;
LinkedFrom links_to_notions(const Catalogue& catalogue);

struct Serving {
  std::size_t fiche = 0;
  std::size_t times = 0;  // notions of the unit that name it, or that it names; of a need: its steps
};

struct UnitFiches {
  std::vector<std::size_t> notions;              // in French order of titles
  std::map<Kind, std::vector<Serving>> by_kind;  // needs among them
};

UnitFiches fiches_of_unit(const Catalogue& catalogue, const LinkedFrom& linked_from, std::size_t unit);

}  // namespace reperes

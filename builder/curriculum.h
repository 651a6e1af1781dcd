// What a title or a certificate is made of, and how many credits that comes to.
//
// In: a catalogue. Out: the units that name the certification in their field `certification`, by groups (those of an
// inner certificate, the other units, the activities), each in the order in which the certification's text names them,
// then of titles. Units tied by `au_choix_avec` are one part, of which one unit counts. Always: a unit stands in one
// part only, and a certificate inside a title is a group, never a unit.

#pragma once

#include <set>
#include <vector>

#include "builder/catalogue.h"

namespace reperes {

bool is_certification(const Fiche& fiche);  // a title or a certificate
long credits_of(const Fiche& fiche);        // 0 when it says none

// Units of which one counts: nearly always a single one.
using Part = std::vector<std::size_t>;

enum class PartGroup { certificate, units, activities };

struct CurriculumGroup {
  PartGroup kind = PartGroup::units;
  std::size_t certificate = 0;  // the fiche of the inner certificate, for that kind
  std::vector<Part> parts;
  std::set<long> totals;  // the sums of credits its choices allow
};

struct Curriculum {
  std::vector<CurriculumGroup> groups;  // none is empty
  std::set<long> totals;                // of the whole; empty when the choices allow more sums than anybody would read
};

Curriculum curriculum_of(const Catalogue& catalogue, std::size_t certification);

// A certification whose `credits` no choice of its units adds up to.
void check_credits(const Catalogue& catalogue, Faults& faults);

}  // namespace reperes

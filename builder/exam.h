// The mock exam of a unit, as its fiche plans it: so many questions from each group of fiches, in so many minutes.
//
// In: a catalogue, and what there is to revise. Out: the exams in the order of the units, each part with the fiches its
// questions are drawn from; which questions, the page draws by lot (theme/scripts/reviser-examen/). Always: a fiche
// serves one part of an exam, the first that names it, or else the first that asks for its kind; no part asks for more
// questions than its fiches have, and none is empty.

#pragma once

#include <string>
#include <vector>

#include "builder/catalogue.h"
#include "builder/revision.h"

namespace reperes {

// Warns of parts that ask for more than there is, and of fiches named twice.
std::vector<Exam> exams_of(const Catalogue& catalogue, const Revision& revision, Faults& faults);

}  // namespace reperes

// The course in view: what the page of a teaching unit or of a title shows besides its fiche, and the two pages a unit
// has of its own, its glossary and who does what.
//
// In: a fiche of the kind `ue`. Out: values for « fiche-ue » (every name is always there, empty or not), and pages in
// the layouts « fiche-ue-glossaire » and « fiche-ue-acteurs ». Everything comes from the catalogue:
// builder/curriculum.h, builder/unit_fiches.h and builder/actors.h.

#pragma once

#include <string>

#include "builder/render_site.h"

namespace reperes {

// `contents`: the parts of the text, to which those of the course are added.
void add_course_values(const Site& site, std::size_t index, ValueMap& data, ValueList& contents);

// « ue/AST004-glossaire.html », « ue/AST004-qui-fait-quoi.html »; empty for what has nothing to show there.
std::string glossary_path(const Site& site, std::size_t index);
std::string actors_path(const Site& site, std::size_t index);
std::string render_glossary(const Site& site, std::size_t index, Faults& faults);
std::string render_actors(const Site& site, std::size_t index, Faults& faults);

}  // namespace reperes

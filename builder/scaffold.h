// What helps those who write: a new fiche ready to fill, and the JSON Schema of the front matter. Both read the model
// table.

#pragma once

#include <string>
#include <string_view>

#include "builder/model.h"

namespace reperes {

// The text of a new fiche of this kind: every required field, the usual ones in comments, the kind's headings.
std::string new_fiche(const KindInfo& kind, std::string_view title);

// JSON Schema (draft 2020-12) of the front matter of one kind, for editors.
std::string front_matter_schema(const KindInfo& kind);

// One schema for all kinds, chosen by `type`.
std::string front_matter_schema();

}  // namespace reperes

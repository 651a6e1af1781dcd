// The key facts of a fiche: its fields and relations as label and values, in the order its kind is asked for them.
//
// In: a fiche of the catalogue. Out: values for layouts; what is empty is left out. Labels come from the model.

#pragma once

#include <set>
#include <string>
#include <string_view>

#include "builder/render_site.h"

namespace reperes {

struct Facts {
  ValueList essential;              // what somebody asks first of this kind
  ValueList others;                 // the rest of the labelled fields
  std::set<std::string> relations;  // shown among the essential: « opere_par », « ~opere_par » read from the other end
};

Facts key_facts(const Site& site, std::size_t index, std::string_view from_path);

// One tie as a line: title, address, condition, note, delay.
ValueMap tie_value(const Site& site, const Tie& tie, std::string_view from_path);

// « Pôle emploi » or « Pôle emploi (jusqu'au 31 décembre 2023) ».
std::string old_name_text(const Site& site, const OldName& name);

}  // namespace reperes

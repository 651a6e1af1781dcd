// « Ma sélection »: the page where a reader orders, annotates and prints the fiches they chose, and what it reads.
//
// A page opened by double click cannot fetch: the essentials of the fiches travel as classic scripts, a few fiches a
// pack, loaded when one of them is shown. Packs go by the order of ids; the index says where each begins. In: the site.
// Out: files of selection/, whose names change with their content.

#pragma once

#include <string>

#include "builder/pages.h"
#include "builder/render_site.h"

namespace reperes {

struct SelectionPacks {
  std::string index;  // path of the script that names the packs and the former ids
  Pages files;        // it and the packs
};

SelectionPacks selection_packs(const Site& site);

std::string render_selection(const Site& site, const SelectionPacks& packs, Faults& faults);

}  // namespace reperes

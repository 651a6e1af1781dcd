// The pages that are neither a fiche nor a list: home, search, 404, accessibility, legal mentions, former addresses.

#pragma once

#include <string>

#include "builder/render_site.h"

namespace reperes {

std::string render_home(const Site& site, Faults& faults);
std::string render_search(const Site& site, Faults& faults);
std::string render_not_found(const Site& site, Faults& faults);
std::string render_accessibility(const Site& site, Faults& faults);
std::string render_legal(const Site& site, Faults& faults);
// The page left at a former id's place.
std::string render_redirect(const Site& site, std::size_t index, const std::string& path, Faults& faults);

}  // namespace reperes

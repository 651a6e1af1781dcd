// Lists of fiches, to find without searching: by kind, domain, public, territory.

#pragma once

#include <string>

#include "builder/render_site.h"

namespace reperes {

std::string render_kind(const Site& site, Kind kind, Faults& faults);
std::string render_domaine(const Site& site, const std::string& domaine, Faults& faults);
std::string render_public(const Site& site, const std::string& readers, Faults& faults);
std::string render_territory(const Site& site, const std::string& code, Faults& faults);

}  // namespace reperes

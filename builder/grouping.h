// Fiches in titled groups, as list pages show them: by domain, urgency, nature, ROME domain, unit or kind.
//
// In: fiches of a site. Out: groups in the order of display; some may be empty. Every fiche given stands in one group.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "builder/render_site.h"

namespace reperes {

// A titled part of a list page.
struct Group {
  std::string title, anchor;
  Indexes fiches;
  std::string whole;  // path of the page that lists them all, when they are too many for this one
};

std::vector<Group> by_domaine(const Site& site, const Indexes& indexes);  // the first of each fiche's domains
std::vector<Group> by_rome_domain(const Site& site, Indexes indexes);     // the first three characters of the code
std::vector<Group> by_urgency(const Site& site, const Indexes& indexes);
std::vector<Group> by_unit(const Site& site, const Indexes& indexes);  // notions under the first unit teaching them
std::vector<Group> by_kind(const Site& site, const Indexes& indexes);
// `natures`: name of a group in strings.fr.yml (listes.NAME) → values of the field `nature` that belong to it.
std::vector<Group> by_nature(const Site& site, const Indexes& indexes,
                             const std::vector<std::pair<std::string, std::vector<std::string>>>& natures);

}  // namespace reperes

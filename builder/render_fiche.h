// The page of one fiche, and its « En clair » page when it has that section.
//
// Layout: « fiche-<kind> » when the theme has one, else « fiche ». All of them are filled with the same names.

#pragma once

#include <string>
#include <string_view>

#include "builder/render_site.h"

namespace reperes {

std::string render_fiche(const Site& site, std::size_t index, Faults& faults);

// « dispositifs/apl-en-clair.html »; empty when the fiche has no such section.
std::string plain_path(const Site& site, std::size_t index);
std::string render_plain(const Site& site, std::size_t index, Faults& faults);

// How the page of a fiche introduces itself (head, crumbs); lists and feeds use it too.
PageHead head_of(const Site& site, std::size_t index);

// What is known of a fiche's age, as one sentence: « Vérifié le 3 mars 2026 par la documentation. »
std::string freshness_sentence(const Site& site, std::size_t index);

}  // namespace reperes

// « Réviser »: the page of cards and questions, and the ways to it.
//
// In: the site and what there is to revise (builder/render_revision.h). Out: the page. Where there is nothing to
// revise, and on a kiosk, which forgets what a learner must keep, there is neither page nor link.

#pragma once

#include <string>

#include "builder/render_revision.h"
#include "builder/render_site.h"

namespace reperes {

inline constexpr std::string_view revise_page = "reviser.html";

std::string render_reviser(const Site& site, const RevisionPacks& packs, Faults& faults);

// The link that opens the page on one fiche, or on what a UE teaches; empty when there is nothing of it to revise.
std::string revise_href(const Site& site, std::size_t index, std::string_view from_path);

}  // namespace reperes

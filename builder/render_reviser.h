// « Réviser » and « Examen blanc »: the pages over what there is to revise, and the ways to them.
//
// In: the site and its packs (builder/render_revision.h). Out: a page. Where there is nothing to
// revise, and on a kiosk, which forgets what a learner must keep, there is neither page nor link.

#pragma once

#include <string>

#include "builder/render_revision.h"
#include "builder/render_site.h"

namespace reperes {

inline constexpr std::string_view revise_page = "reviser.html", exam_page = "examen-blanc.html";

std::string render_reviser(const Site& site, const RevisionPacks& packs, Faults& faults);
std::string render_exam(const Site& site, const RevisionPacks& packs, Faults& faults);

bool has_exams(const Site& site);

// The link that opens the page on one fiche, or on what a UE teaches; empty when there is nothing of it to revise.
std::string revise_href(const Site& site, std::size_t index, std::string_view from_path);

// The link that opens « Examen blanc » on a unit; empty when the unit plans none.
std::string exam_href(const Site& site, std::size_t index, std::string_view from_path);

}  // namespace reperes

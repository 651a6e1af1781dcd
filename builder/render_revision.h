// What the page « Réviser » reads: an index of the fiches that have something to revise, and packs of their cards and
// questions, as classic scripts, since a page opened by double click cannot fetch.
//
// A fiche is whole in one pack; packs go by UE, that with the most to revise first, so that one evening reads few of
// them. In: the site. Out: files of reviser/, whose names change with their content; none on a kiosk.
//
//   ReperesReviser.index({version, ues: [[code, title]…], genres: [[name, label]…], domaines: [[name, label]…],
//     fiches: [[id, title, page, genre, [domaine…], [ue…], pack, cards, questions]…], paquets: [path…]})
//     and, where units have one, examens: [[number of the ue, minutes, [[title, questions, [number of a fiche…]]…]]…]
//   ReperesReviser.paquet(number, [item…])
//   item: i id, f fiche, s source (« main » by hand), t exercise, q question, r answer of a card, c choices (right ones
//     first; of an order, in order; of a match, pairs), b numbers of the right choices, e feedback, a « #section »

#pragma once

#include <string>

#include "builder/pages.h"
#include "builder/render_site.h"

namespace reperes {

struct RevisionPacks {
  std::string index;  // path of the script that names the packs; empty when there is nothing to revise
  Pages files;        // it and the packs
};

RevisionPacks revision_packs(const Site& site);

}  // namespace reperes

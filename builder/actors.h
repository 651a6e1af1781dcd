// Who does what around a teaching unit: institutions, and in how many rights each orients, receives, decides, pays,
// runs.
//
// Where the facts come from: the relations `prescrit_par`, `instruit_par` (the field `instructeur` too), `decide_par`,
// `finance_par` and `opere_par` of the dispositifs that serve the unit (builder/unit_fiches.h). Nothing else is read:
// what a text says besides is not on the map. In: those dispositifs. Out: institutions, the most present first, then in
// French order; and a drawing of the first of them. Always: a right counts once per institution and role; the drawing
// depends on names and numbers only, and all that it shows stands in a table beside it.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "builder/catalogue.h"

namespace reperes {

inline constexpr std::array<std::string_view, 5> actor_roles = {"prescrit_par", "instruit_par", "decide_par",
                                                                "finance_par", "opere_par"};

struct Actor {
  std::size_t institution = 0;
  std::array<std::size_t, actor_roles.size()> rights = {};  // how many, per role
  std::size_t sum() const;
};

// What one right owes to whom, per role, in the order of titles.
struct RightActors {
  std::size_t right = 0;
  std::array<std::vector<std::size_t>, actor_roles.size()> institutions;
};

std::vector<RightActors> actors_by_right(const Catalogue& catalogue, const std::vector<std::size_t>& rights);
std::vector<Actor> actors_of(const Catalogue& catalogue, const std::vector<RightActors>& rights);

struct ActorRow {
  std::string name;
  std::array<std::size_t, actor_roles.size()> rights = {};
};
// A grid of discs, the larger the greater the number written in them; `heads` are short words.
std::string actors_svg(const std::array<std::string, actor_roles.size()>& heads, const std::vector<ActorRow>& rows,
                       std::string_view label);

}  // namespace reperes

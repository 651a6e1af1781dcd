// What is known of institutions through the rights that they serve: who stands beside whom, who works in which field.
//
// In: the catalogue. Out: values to choose wrong answers from. Pure.

#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "builder/catalogue.h"
#include "builder/revision_words.h"

namespace reperes {

// Money and the rest are two worlds: a mission locale does much beside France Travail, and pays nothing with it.
struct Institutions {
  using Counts = std::map<std::size_t, int>;
  using World = std::pair<std::string, bool>;               // a relation or a field; is money paid
  std::map<World, std::map<std::size_t, Counts>> together;  // institution → those beside it; itself: how many times
  std::map<World, Counts> works;                            // field → those named the most for what is done there
  std::map<std::size_t, Places> family, wholes;             // parts, wholes, successors; nearest wholes
  Places courts;
  std::size_t treasurer = static_cast<std::size_t>(-1);  // who finances the most
};

Institutions know_institutions(const Catalogue& catalogue);

Places others_of(const std::vector<const Tie*>& ties);

bool is_court(const Fiche& fiche);
bool serves_the_country(const Fiche& fiche);  // « Caisse générale de sécurité sociale » is for some departments

// What is said of `one` may be true of `other` too: they often stand side by side, for what is paid or for the rest.
bool do_the_same(const Institutions& known, bool paid, std::size_t one, std::size_t other);

// Two services of the State: each may act for the other.
bool are_of_one_whole(const Institutions& known, std::size_t one, std::size_t other);

// Who works in the fields of a right, and how much: 0 when not at all.
Places working_near(const Institutions& known, const Fiche& right);
int nearness(const Institutions& known, const Fiche& right, std::size_t institution);

}  // namespace reperes

// What a French reader expects to see: quotation spaces, curly apostrophes, telephone numbers in pairs, opening hours
// in words.
//
// In: text as authors write it. Out: text as pages show it. Pure; what a function does not understand comes back
// unchanged.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

// A number as people read it and as telephones want it: « 01 23 45 67 89 », « +33123456789 ».
struct Telephone {
  std::string shown, dialled;
};
Telephone telephone(std::string_view written);

// « Mo-Fr 09:00-12:30,13:30-17:00; PH off » → « Du lundi au vendredi : 9 h - 12 h 30 et 13 h 30 - 17 h ; … ».
// What this does not know stays as written.
std::string opening_hours(std::string_view written);

// Curly apostrophes and French spaces.
std::string typography(std::string_view text);
std::string typography_html(std::string_view html);  // the same between tags, code left as it is
std::string grouped_digits(std::size_t number);      // « 1 584 »
std::string capitalised(std::string text);
std::string host_of(std::string_view url);  // « www.caf.fr »

}  // namespace reperes

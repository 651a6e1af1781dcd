// How near two words are: letters changed, and sound. What a correction is chosen by.
//
// In: folded words. Always: the same figures as in page/correct.js; no table of the index is read here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reperes::search {

// Letters added, removed, replaced or swapped with their neighbour to go from one word to the other; stops counting
// above `limit` and gives limit + 1 then.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// How a folded word sounds, by phonetics.txt: "fonetique" and "phonetique" sound alike.
// Empty for anything but letters from a to z.
std::string sound(std::string_view folded);

}  // namespace reperes::search

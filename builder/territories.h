// Départements and régions by their Insee code: « 69 » → « Rhône (69) ».
//
// A place is a key: the code of a département, of an intercommunality or of a commune as it is; the code of a région
// after « region- », for « 11 » is both the Aude and the Île-de-France; « france » is all of it.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

// The key of a code written at a scale of the vocabulary « echelles ».
std::string place_key(std::string_view scale, std::string_view code);

// Is there such a département, such a région? Other scales and codes have no table: always true.
bool is_known_place(std::string_view key);

// « Rhône (69) », « Région Bretagne », « France entière »; the code itself when the table has no name for it.
std::string place_name(std::string_view key);

}  // namespace reperes

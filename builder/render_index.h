// The indexes by letter: every name from A to Z, every sigle, and the page of a sigle that needs one.

#pragma once

#include <string>

#include "builder/render_site.h"

namespace reperes {

std::string render_alphabet(const Site& site, Faults& faults);
std::string render_sigles(const Site& site, Faults& faults);
std::string render_sigle(const Site& site, const Sigle& sigle, Faults& faults);
std::string sigle_path(const Sigle& sigle);  // « sigle-ass.html »

}  // namespace reperes

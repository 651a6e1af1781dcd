// What is new and what is to be verified again: the page, and what the feed takes from it.

#pragma once

#include <string>

#include "builder/render_site.h"

namespace reperes {

std::string render_news(const Site& site, Faults& faults);

// Fiches verified most recently first, at most `most` of them.
Indexes recently_verified(const Site& site, std::size_t most);

}  // namespace reperes

// The pages that lead to fiches without searching: by kind, domain, public, territory, A–Z, sigles, what is new.

#pragma once

#include <string>
#include <string_view>

#include "builder/render_site.h"

namespace reperes {

std::string render_kind(const Site& site, Kind kind, Faults& faults);
std::string render_domaine(const Site& site, const std::string& domaine, Faults& faults);
std::string render_public(const Site& site, const std::string& readers, Faults& faults);
std::string render_territory(const Site& site, const std::string& code, Faults& faults);
std::string render_alphabet(const Site& site, Faults& faults);
std::string render_sigles(const Site& site, Faults& faults);
std::string render_sigle(const Site& site, const Sigle& sigle, Faults& faults);
std::string render_news(const Site& site, Faults& faults);

std::string sigle_path(const Sigle& sigle);  // « sigle-ass.html »

// Fiches verified most recently first, at most `most` of them.
Indexes recently_verified(const Site& site, std::size_t most);

}  // namespace reperes

// « Garder le site sur cet appareil »: the page where a reader decides, and what makes of the site an application.
//
// In: the site, and how many bytes everything else has, since the reader is told before anything is loaded. Out: the
// page; the web manifest, whose colours are those of the theme (--papier, --nuit) and of `couleur` in site.yml.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "builder/render_site.h"

namespace reperes {

std::string render_offline(const Site& site, std::uintmax_t bytes, Faults& faults);

std::string web_manifest(const Settings& settings, std::string_view style);

}  // namespace reperes

// What stands on a USB key: the site in a folder, the page that opens it, how to use it, and the means to check it.
//
// In: a finished site. Out: every file of the key as a value; nothing is written. `SHA256SUMS` names all the others, so
// that `sha256sum -c SHA256SUMS`, the key's own page and `reperes check --cle` tell the same.
//
//   Ouvrir.html  Mode d'emploi.html  Verifier.html  SHA256SUMS   what a person sees first
//   aide/                                                         style and script of those pages, our marker
//   reperes/                                                      the site, as it is published

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "builder/build.h"
#include "builder/diagnostic.h"
#include "builder/pages.h"

namespace reperes {

inline constexpr std::string_view key_site = "reperes/", key_help = "aide/";
inline constexpr const char* key_launcher = "Ouvrir.html";
inline constexpr const char* key_sums = "SHA256SUMS";

// What only a web server needs. The page 404.html even starts its links from the site's public address.
bool is_for_servers(std::string_view path);

// Names that FAT or Windows would not keep, links that lead nowhere, layouts that name what is not: faults.
Pages usb_key_files(const FinishedSite& site, Faults& faults);

using Sums = std::map<std::string, std::string, std::less<>>;  // path → SHA-256

std::string sums_to_text(const Sums& sums);  // as sha256sum writes and reads it
Sums parse_sums(std::string_view text);      // throws Failure: not such a list, or paths that leave the folder

}  // namespace reperes

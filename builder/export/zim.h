// A finished site → one ZIM file, for Kiwix: phones, tablets, a box on a local network. libzim is behind this header
// only.
//
// Every page and file of the site goes in under its own path, former addresses and other names as redirections; the
// site's own search works in readers that run scripts. Kiwix's own search is given each fiche's title, names and text,
// without menus. The file is written beside and renamed when it is whole.
//
// Always: the same site gives the same file, bytes and UUID.

#pragma once

#include <cstdint>
#include <filesystem>

#include "builder/build.h"
#include "builder/diagnostic.h"

namespace reperes {

struct ZimFile {
  std::size_t entries = 0, redirects = 0;
  std::uintmax_t bytes = 0;
};

// Throws Failure: not a name in .zim, a file there that is no ZIM, the disk refuses.
ZimFile write_zim(const FinishedSite& site, const std::filesystem::path& into, Faults& faults);

}  // namespace reperes

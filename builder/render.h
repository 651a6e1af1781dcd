// Catalogue, what there is to revise, theme → every page of the site, and the theme's own files under hashed names.
//
// Pure: no disk, no clock. Both cores share the pages. Links are relative and end in .html, so that the same bytes
// serve a web server, a folder opened by double click and a ZIM.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "builder/catalogue.h"
#include "builder/diagnostic.h"
#include "builder/pages.h"
#include "builder/revision.h"
#include "builder/source.h"

namespace reperes {

struct RenderOptions {
  int jobs = 1;
  std::string search_base;          // folder of the browser index relative to the root: « recherche/1a2b3c4d/ »
  std::uintmax_t search_bytes = 0;  // what is in it, for the page that says what the site weighs
};

Pages render(const Catalogue& catalogue, const Revision& revision, const std::vector<SourceFile>& theme,
             const RenderOptions& options, Faults& faults);

}  // namespace reperes

// The last look before publishing: walk the finished site as a reader would.
//
// In: every page, as bytes. Out: faults for names unsafe on FAT or in a ZIM, paths that collide after case folding,
// local links and #fragments that lead nowhere, HTML without lang, title or h1. A fault here is a bug of the theme or
// of the program more often than of the author, and says so.

#pragma once

#include "builder/diagnostic.h"
#include "builder/pages.h"

namespace reperes {

void verify(const Pages& pages, Faults& faults, int jobs = 1);

}  // namespace reperes

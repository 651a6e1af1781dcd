// What lets a reader keep the site on a device: the list of its files, and the worker that knows which version that is.
//
// In: the finished pages, among them the worker as the theme has it. Out: beside them a list, which gives the size and
// digest of each file (« assets/hors-ligne-DIGEST.json »); before the worker, one line that names this list. A browser
// sees by that line that there is a newer version, and checks by the list every file it loads. Same pages, same digest.

#pragma once

#include <string>
#include <string_view>

#include "builder/pages.h"
#include "builder/settings.h"

namespace reperes {

// At the root: a worker answers for its own folder and what is below.
inline constexpr const char* offline_worker = "hors-ligne.js";

void add_offline(Pages& pages, Offline offline, int jobs);

// The worker of a site where nothing is kept any more: it takes away what an earlier one kept, and itself. The preview
// answers with it, so that an author always sees the page just written.
std::string without_version(std::string_view worker);

}  // namespace reperes

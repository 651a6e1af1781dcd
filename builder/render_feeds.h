// What machines read: sitemap, robots, Atom feed, OpenSearch description. Only for a site that has a public address.

#pragma once

#include <string>
#include <vector>

#include "builder/pages.h"
#include "builder/render_site.h"

namespace reperes {

// `paths`: every page for readers, sorted.
void add_feeds(const Site& site, const std::vector<std::string>& paths, Pages& pages);

}  // namespace reperes

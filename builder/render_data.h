// What machines read of a fiche: schema.org in JSON-LD, from the model's values only.
//
// GovernmentService for a dispositif, Organization for an institution (the model does not say which are the State's),
// Occupation for a métier; nothing for the other kinds. The text may stand inside <script type="application/ld+json">:
// it holds no « < », « > » nor « & ». Addresses of pages appear when the site has one.

#pragma once

#include <string>

#include "builder/render_site.h"

namespace reperes {

std::string linked_data(const Site& site, std::size_t index);

}  // namespace reperes

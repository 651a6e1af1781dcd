// What each fiche gives to search: the bridge from the catalogue to search/, which knows nothing of fiches.

#pragma once

#include <vector>

#include "builder/catalogue.h"
#include "search/document.h"

namespace reperes {

// One document per fiche and per sigle that has a page of its own, sorted by url.
std::vector<search::Document> search_documents(const Catalogue& catalogue);

// The facets people may filter by, with the labels of their values in display order.
std::vector<search::FacetLabel> facet_labels(const Catalogue& catalogue);

}  // namespace reperes

// Writes the search database of a published site.
//
// In: the documents, the vocabulary, the labels of the facets. Out: a Xapian database (glass) in `folder`.
// Always: document numbers follow the order of the urls; the database says which release, analyser and fields wrote it;
// nothing written for one document depends on the others.
#pragma once

#include <string>
#include <vector>

#include "search/document.h"
#include "search/vocabulary.h"

namespace reperes::search {

// Throws search::Failure when the folder cannot be written.
void write_index(const std::string& folder, std::vector<Document> documents, const Vocabulary& vocabulary,
                 const std::vector<FacetLabel>& labels, const std::string& release = "");

}  // namespace reperes::search

// Exports a finished index as classic scripts that a page can read from file://, http or a ZIM.
//
// In: an open index. Out: relative path → bytes, all below recherche/; recherche/<hash>/ changes with the content only.
// Always: the same input gives the same bytes.
#pragma once

#include <map>
#include <string>

#include "search/query.h"

namespace reperes::search {

struct BrowserIndex {
  std::string base;                          // "recherche/<hash>/"
  std::map<std::string, std::string> files;  // "recherche/<hash>/root.js" → bytes
};

// `fiches_per_file`: 1 loads least for a question; more where each file takes a cluster of a disk.
BrowserIndex export_browser(const Index& index, std::size_t fiches_per_file = 1);

}  // namespace reperes::search

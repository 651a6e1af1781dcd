// The inside of an Index, for the files of search/ that read more than answers (query.cpp, browser.cpp).
#pragma once

#include "search/facets.h"
#include "search/lexicon.h"
#include "search/names.h"
#include "search/query.h"
#include "search/store.h"

namespace reperes::search {

struct Index::Parts {
  explicit Parts(Store opened);

  Store store;
  StopWords stops;
  std::vector<std::string> stop_phrases;
  Lexicon lexicon;
  Facets facets;
  std::vector<std::uint32_t> fiches;  // document numbers, ascending
};

}  // namespace reperes::search

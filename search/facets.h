// The facets of every fiche, one column each, and what they count in a list of results.
//
// In: the columns of the store, the labels. Out: which fiches pass filters; counts in display order.
// Always: within a facet any chosen value is enough, every facet must be satisfied; a facet counts what its other
// values would give, the filters of the other facets applied. The twin of `Facets` in page/facets.js.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "search/document.h"
#include "search/query.h"
#include "search/store.h"

namespace reperes::search {

using Filters = std::map<std::string, std::vector<std::string>>;

class Facets {
 public:
  Facets() = default;
  Facets(const Store& store, std::vector<FacetLabel> labels);

  bool passes(std::uint32_t document, const Filters& filters, const std::string& except = "") const;
  std::vector<FacetCount> count(const std::vector<std::uint32_t>& documents, const Filters& filters) const;

  const std::vector<FacetLabel>& labels() const { return labels_; }
  const std::vector<std::vector<std::string>>& column(std::size_t slot) const { return columns_[slot]; }
  // The fiches with this value, in document order.
  std::vector<std::uint32_t> holders(const std::string& facet, const std::string& value) const;

 private:
  bool holds(std::size_t slot, std::uint32_t document, const std::vector<std::string>& values) const;

  std::vector<FacetLabel> labels_;                              // slot → label
  std::vector<std::vector<std::vector<std::string>>> columns_;  // slot → document → slugs
};

}  // namespace reperes::search

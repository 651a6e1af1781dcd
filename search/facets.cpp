#include "search/facets.h"

#include <algorithm>

namespace reperes::search {
namespace {

std::vector<std::string> slugs(const std::string& cell) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < cell.size();) {
    const std::size_t end = std::min(cell.find('\t', from), cell.size());
    if (end > from) parts.push_back(cell.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

}  // namespace

Facets::Facets(const Store& store, std::vector<FacetLabel> labels) : labels_(std::move(labels)) {
  for (const auto& cells : store.columns(static_cast<unsigned>(labels_.size()))) {
    auto& column = columns_.emplace_back();
    for (const std::string& cell : cells) column.push_back(slugs(cell));
  }
}

bool Facets::holds(std::size_t slot, std::uint32_t document, const std::vector<std::string>& values) const {
  if (document >= columns_[slot].size()) return false;
  return std::any_of(columns_[slot][document].begin(), columns_[slot][document].end(), [&](const std::string& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  });
}

bool Facets::passes(std::uint32_t document, const Filters& filters, const std::string& except) const {
  for (const auto& [facet, values] : filters) {
    if (facet == except || values.empty()) continue;
    std::size_t slot = 0;
    while (slot < labels_.size() && labels_[slot].facet != facet) ++slot;
    if (slot == labels_.size() || !holds(slot, document, values)) return false;
  }
  return true;
}

std::vector<FacetCount> Facets::count(const std::vector<std::uint32_t>& documents, const Filters& filters) const {
  std::vector<FacetCount> counts;
  for (std::size_t slot = 0; slot < labels_.size(); ++slot) {
    const FacetLabel& label = labels_[slot];
    std::map<std::string, std::size_t> number;
    for (const std::uint32_t document : documents) {
      if (document >= columns_[slot].size() || !passes(document, filters, label.facet)) continue;
      for (const std::string& value : columns_[slot][document]) ++number[value];
    }
    for (const auto& [slug, text] : label.values)
      if (const auto found = number.find(slug); found != number.end()) {
        counts.push_back({label.facet, slug, text, found->second});
        number.erase(found);
      }
    for (const auto& [slug, size] : number) counts.push_back({label.facet, slug, slug, size});
  }
  return counts;
}

std::vector<std::uint32_t> Facets::holders(const std::string& facet, const std::string& value) const {
  std::vector<std::uint32_t> found;
  for (std::size_t slot = 0; slot < labels_.size(); ++slot) {
    if (labels_[slot].facet != facet) continue;
    for (std::uint32_t document = 0; document < columns_[slot].size(); ++document)
      if (holds(slot, document, {value})) found.push_back(document);
  }
  return found;
}

}  // namespace reperes::search

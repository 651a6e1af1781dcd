// What one fiche gives to search: plain values, no Markdown, no HTML, no disk.
//
// In: whatever the catalogue knows, as UTF-8 text. Out: nothing; these are only types.
// Always: `id` and `url` are unique in one index; `url` is relative to the published folder; texts are plain.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace reperes::search {

// From the strongest to the weakest way of being called something.
enum class NameKind { title, sigle, alias, old_name, appellation, question };

struct Name {
  std::string text;
  NameKind kind = NameKind::alias;
  std::string note;  // fragment shown as the reason, e.g. "depuis le 01/01/2024"; may be empty
};

struct Section {
  std::string anchor, title, text;
};

struct Document {
  std::string id, kind, url, title, summary;
  std::vector<Name> names;           // the title and a coded id (K1801) are added by the index itself
  std::vector<std::string> sayings;  // what people say before they know its name: found by, not kept
  std::vector<Section> sections;
  std::map<std::string, std::vector<std::string>> facets;  // facet → slugs; kind and etat are added by the index
  std::string state;                                       // a-jour, a-reverifier, perime, historique, a-verifier
  bool historical = false;                                 // ranks below the others
  bool background = false;  // of a nomenclature, or about the site: found by its names above all
  bool pointer = false;     // leads to others: ranks below those that bear its name
  int urgency = 0;          // 0 to 3
};

// How a facet and its values are called, in the order in which they are shown.
struct FacetLabel {
  std::string facet, label;
  std::vector<std::pair<std::string, std::string>> values;  // slug → French label
};

}  // namespace reperes::search

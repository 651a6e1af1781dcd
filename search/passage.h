// The passage of a fiche that answers best, cut out of its text with the words found marked.
//
// In: a document as stored, and how much each stem is worth. Out: the passage in parts, and the section it stands in.
// Always: the twin of `findPassage` in page/passage.js; an equal worth goes to the earlier passage; no worth, no
// passage.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "search/document.h"
#include "search/query.h"

namespace reperes::search {

struct Passage {
  std::vector<Part> parts;
  std::string anchor, section;
};

Passage find_passage(const Document& document, const std::map<std::string, std::int64_t>& worth);

// Whether each phrase stands somewhere in the fiche, its folded words one after the other.
bool holds_phrases(const Document& document, const std::vector<std::vector<std::string>>& phrases);

}  // namespace reperes::search

// A fiche as the page loads it: its card (what a result shows), its names and sections (for passages, reasons,
// phrases).
//
// In: documents, one after the other. Out: for each "[card,names,sections]"; what the cards have in common.
// Always: the twin of `fiche` in page/reader.js. A card is [form, id, title, summary, state, urgency], zeros at the end
// left out. Its form is [kind, before, after]: the address is the id between the two, or `before` alone. A number for a
// summary is how many UTF-16 units it takes from the first section, which it opens.
#pragma once

#include <string>
#include <vector>

#include "search/document.h"

namespace reperes::search {

class Cards {
 public:
  std::string add(const Document& document);
  // "forms":[…],"states":[…]
  std::string tables() const;

 private:
  std::vector<std::string> forms_, states_;  // forms as JSON
};

}  // namespace reperes::search

#include "search/cards.h"

#include <algorithm>

#include "search/json.h"
#include "search/unicode.h"

namespace reperes::search {
namespace {

// Its place among different values, added when it is new.
std::size_t number_of(const std::string& value, std::vector<std::string>& values) {
  const auto found = std::find(values.begin(), values.end(), value);
  if (found != values.end()) return static_cast<std::size_t>(found - values.begin());
  values.push_back(value);
  return values.size() - 1;
}

std::string form_of(const Document& d) {
  const std::size_t at = d.url.rfind(d.id);
  if (at == std::string::npos) return strings({d.kind, d.url});
  return strings({d.kind, d.url.substr(0, at), d.url.substr(at + d.id.size())});
}

std::string summary_of(const Document& d) {
  const bool opens = !d.summary.empty() && !d.sections.empty() && d.sections.front().text.starts_with(d.summary);
  return opens ? std::to_string(utf16(d.summary).size()) : quoted(d.summary);
}

std::string names_of(const Document& d) {
  return array(d.names, [](const Name& name) {
    return "[" + quoted(name.text) + "," + std::to_string(static_cast<int>(name.kind)) + "," + quoted(name.note) + "]";
  });
}

std::string sections_of(const Document& d) {
  return array(d.sections, [](const Section& section) {
    return strings({section.anchor, section.title, section.text});
  });
}

}  // namespace

std::string Cards::add(const Document& d) {
  std::string out = "[[" + std::to_string(number_of(form_of(d), forms_)) + "," + quoted(d.id) + "," + quoted(d.title) +
                    "," + summary_of(d);
  const std::size_t state = number_of(d.state, states_);
  if (state > 0 || d.urgency > 0) out += "," + std::to_string(state);
  if (d.urgency > 0) out += "," + std::to_string(d.urgency);
  return out + "]," + names_of(d) + "," + sections_of(d) + "]";
}

std::string Cards::tables() const {
  return "\"forms\":" + array(forms_, [](const std::string& form) { return form; }) + ",\"states\":" + strings(states_);
}

}  // namespace reperes::search

// An Answer as one line of JSON; the keys are those of page/reader.js.

#include "search/json.h"
#include "search/query.h"

namespace reperes::search {
namespace {

std::string member(std::string_view name, std::string_view text) {
  return quoted(name) + ":" + quoted(text);
}

template <typename Values, typename Print>
std::string list(std::string_view name, const Values& values, Print print) {
  std::string out = quoted(name) + ":[";
  bool first = true;
  for (const auto& value : values) {
    if (!first) out += ',';
    first = false;
    out += print(value);
  }
  return out + "]";
}

std::string plain(const std::vector<Part>& parts) {
  std::string text;
  for (const Part& part : parts) text += part.text;
  return text;
}

std::string to_json(const Hit& hit) {
  std::string out = "{" + member("id", hit.id) + "," + member("kind", hit.kind) + "," + member("url", hit.url) + "," +
                    member("title", hit.title) + "," + member("summary", hit.summary) + "," +
                    member("snippet", plain(hit.snippet)) + ",";
  out += list("parts", hit.snippet, [](const Part& part) {
    return "{" + member("text", part.text) + ",\"mark\":" + (part.mark ? "true" : "false") + "}";
  });
  out += "," + member("anchor", hit.anchor) + "," + member("section", hit.section) + "," + member("state", hit.state) +
         ",\"urgency\":" + std::to_string(hit.urgency) + ",\"score\":" + std::to_string(hit.score) + ",";
  out += list("why", hit.why, [](const std::string& reason) { return quoted(reason); });
  if (!hit.explanation.empty())
    out += "," + list("explanation", hit.explanation, [](const Contribution& c) {
             return "{" + member("what", c.what) + "," + member("term", c.term) +
                    ",\"score\":" + std::to_string(c.score) + "}";
           });
  return out + "}";
}

}  // namespace

std::string to_json(const Answer& answer) {
  std::string out = "{" + member("query", answer.query) + ",\"corrected\":";
  out += answer.corrected ? quoted(*answer.corrected) : "null";
  out += ",\"total\":" + std::to_string(answer.total) + ",\"nearest\":" + (answer.nearest ? "true" : "false") + ",";
  out += list("hits", answer.hits, [](const Hit& hit) { return to_json(hit); }) + ",";
  out += list("understood", answer.understood, [](const Understood& u) {
    return "{" + member("typed", u.typed) + "," + member("became", u.became) + "," + member("note", u.note) + "," +
           member("reason", u.reason) + "}";
  });
  out += "," + list("meanings", answer.meanings, [](const SigleMeaning& m) {
           return "{" + member("sigle", m.sigle) + "," + member("expansion", m.expansion) + "," +
                  member("domain", m.domain) + "," + member("status", m.status) + "," + member("see", m.see) + "," +
                  member("id", m.id) + "," + member("url", m.url) + "}";
         });
  out += "," + list("facets", answer.facets, [](const FacetCount& f) {
           return "{" + member("facet", f.facet) + "," + member("value", f.value) + "," + member("label", f.label) +
                  ",\"count\":" + std::to_string(f.count) + "}";
         });
  return out + "}";
}

}  // namespace reperes::search

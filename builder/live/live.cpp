#include "builder/live/live.h"

#include "builder/text.h"

namespace reperes {

namespace {

constexpr std::size_t faults_shown_max = 30;

std::string text(std::string_view value) {
  return "\"" + json_string(value) + "\"";
}

}  // namespace

std::string live_state_json(const std::string& page_hash, bool has_site, const Faults& faults,
                            const std::optional<Failure>& failure) {
  std::string json = "{\"page\":" + text(page_hash) + ",\"site\":" + (has_site ? "true" : "false") + ",\"faults\":[";
  std::size_t shown = 0, hidden = 0;
  for (const auto& fault : faults) {
    if (fault.severity != Severity::error) continue;
    if (shown == faults_shown_max) {
      ++hidden;
      continue;
    }
    json += shown++ ? "," : "";
    json += "{\"code\":" + text(fault.code) + ",\"file\":" + text(fault.place.path) +
            ",\"line\":" + std::to_string(fault.place.line) + ",\"column\":" + std::to_string(fault.place.column) +
            ",\"length\":" + std::to_string(fault.place.length) + ",\"message\":" + text(fault.message) +
            ",\"hint\":" + text(fault.hint) + ",\"excerpt\":" + text(fault.excerpt) + "}";
  }
  json += "],\"hidden\":" + std::to_string(hidden) + ",\"failure\":";
  if (failure)
    json += "{\"message\":" + text(failure->what()) + ",\"hint\":" + text(failure->hint()) + "}";
  else
    json += "null";
  return json + "}";
}

std::string live_waiting_page() {
  return std::string(
             "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Site à "
             "construire</title>\n</head>\n"
             "<body>\n<main>\n<h1>Le site n'est pas encore construit</h1>\n"
             "<p>Les erreurs sont indiquées ci-dessous et dans le terminal.</p>\n</main>\n"
             "<script src=\"/.reperes/live.js\" data-page=\"") +
         waiting_page_hash + "\" defer></script></body>\n</html>\n";
}

}  // namespace reperes

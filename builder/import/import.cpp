#include "builder/import/import.h"

#include <algorithm>
#include <ostream>

#include "builder/text.h"

namespace reperes {

namespace {

std::string_view outcome_name(ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::created:
      return "creee";
    case ImportOutcome::updated:
      return "mise-a-jour";
    case ImportOutcome::unchanged:
      return "inchangee";
    case ImportOutcome::left:
      return "laissee";
  }
  return "";
}

std::string json_text(std::string_view text) {
  return "\"" + json_string(text) + "\"";
}

}  // namespace

std::string grouped_number(std::size_t count) {
  auto digits = std::to_string(count);
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), "\u202F");
  return digits;
}

std::size_t ImportReport::count(ImportOutcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(fiches.begin(), fiches.end(), [&](const auto& fiche) { return fiche.outcome == outcome; }));
}

void print_import_report(std::ostream& out, const ImportReport& report, bool dry_run) {
  for (const auto& remark : report.remarks) out << "note: " << remark << "\n";
  for (const auto& fiche : report.fiches)
    if (fiche.outcome == ImportOutcome::left) out << "laissée: " << fiche.path << " : " << fiche.reason << "\n";
  auto tell = [&](ImportOutcome outcome, const char* one, const char* many) {
    auto count = report.count(outcome);
    return grouped_number(count) + " " + (count > 1 ? many : one);
  };
  auto created = report.count(ImportOutcome::created);
  out << grouped_number(created) << (created > 1 ? " fiches créées, " : " fiche créée, ")
      << tell(ImportOutcome::updated, "mise à jour", "mises à jour") << ", "
      << tell(ImportOutcome::unchanged, "inchangée", "inchangées") << ", "
      << tell(ImportOutcome::left, "laissée", "laissées") << (dry_run ? " (essai : rien n'est écrit)" : "") << "\n";
}

std::string import_report_to_json(const ImportReport& report, bool dry_run) {
  std::string json = "{\"command\":\"import\",\"status\":0,\"faults\":[],\"source\":" + json_text(report.source) +
                     ",\"version\":" + json_text(report.version) + ",\"dry_run\":" + (dry_run ? "true" : "false");
  for (auto outcome : {ImportOutcome::created, ImportOutcome::updated, ImportOutcome::unchanged, ImportOutcome::left})
    json += "," + json_text(outcome_name(outcome)) + ":" + std::to_string(report.count(outcome));
  json += ",\"remarks\":[";
  for (const auto& remark : report.remarks) json += (&remark == &report.remarks.front() ? "" : ",") + json_text(remark);
  json += "],\"fiches\":[";
  for (const auto& fiche : report.fiches) {
    json += (&fiche == &report.fiches.front() ? "" : ",") + std::string("{\"id\":") + json_text(fiche.id) +
            ",\"path\":" + json_text(fiche.path) + ",\"outcome\":" + json_text(outcome_name(fiche.outcome));
    if (!fiche.reason.empty()) json += ",\"reason\":" + json_text(fiche.reason);
    json += "}";
  }
  return json + "]}";
}

}  // namespace reperes

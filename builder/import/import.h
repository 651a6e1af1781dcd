// What every import has in common: where from, where to, and the report of what it did.
//
// An import writes fiches below a content folder. A fiche it made itself, untouched since, is refreshed whole; one that
// a person wrote or changed keeps its text and fields and gains what only the source knows. Same input twice: same
// bytes.

#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace reperes {

struct ImportOptions {
  std::vector<std::filesystem::path> sources;  // files, archives or folders, as the source understands them
  std::filesystem::path into;                  // a content folder, made if absent
  bool dry_run = false;                        // report only, write nothing
};

enum class ImportOutcome { created, updated, unchanged, left };

struct ImportedFiche {
  std::string id;
  std::string path;  // in the content folder: « metiers/K18/K1801.md »
  ImportOutcome outcome = ImportOutcome::unchanged;
  std::string reason;  // why it was left as it was
};

struct ImportReport {
  std::string source;                 // « rome »
  std::string version;                // « 460 »
  std::vector<ImportedFiche> fiches;  // sorted by id
  std::vector<std::string> remarks;   // French sentences about the source: what was skipped and why
  std::size_t count(ImportOutcome outcome) const;
};

std::string grouped_number(std::size_t number);  // « 1 584 », with a narrow no-break space

// « 1 584 fiches créées, 0 mise à jour, 0 inchangée, 0 laissée », remarks and left fiches above.
void print_import_report(std::ostream& out, const ImportReport& report, bool dry_run);

// {"command":"import","status":0,"faults":[],"source",…,"fiches":[{"id","path","outcome"}]}
std::string import_report_to_json(const ImportReport& report, bool dry_run);

}  // namespace reperes

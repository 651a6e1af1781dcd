#include "builder/import/rome.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/import/fiche_text.h"
#include "builder/import/rome_source.h"
#include "builder/source.h"
#include "builder/text.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

constexpr const char* source_name = "rome";
constexpr const char* folder_name = "metiers";
constexpr const char* source_prefix = "France Travail, ROME";
constexpr const char* source_url =
    "https://www.data.gouv.fr/fr/datasets/repertoire-operationnel-des-metiers-et-des-emplois-rome/";
constexpr int summary_characters_max = 200;

// « France Travail, ROME 4.0, version 460 ».
std::string source_title(const std::string& version) {
  if (version.empty()) return source_prefix;
  return std::string(source_prefix) + (version[0] == '4' ? " 4.0" : " " + version.substr(0, 1)) + ", version " +
         version;
}

bool is_our_title(std::string_view title) {
  return title == source_prefix ||
         (title.starts_with(source_prefix) && title.find(", version ") != std::string_view::npos);
}

std::string source_item(const std::string& version) {
  return "{nom: " + yaml_scalar(source_title(version)) + ", url: " + yaml_scalar(source_url) +
         ", licence: Licence Ouverte}";
}

// The first sentence, cut at a word when it is too long.
std::string summary_of(const RomeJob& job) {
  if (job.definition.empty()) return {};
  const auto& sentence = job.definition.front();
  if (count_characters(sentence) <= summary_characters_max) return sentence;
  std::string summary;
  int characters = 0;
  for (const auto& word : split(sentence, ' ')) {
    characters += count_characters(word) + (summary.empty() ? 0 : 1);
    if (characters >= summary_characters_max) break;  // one is for the « … »
    summary += (summary.empty() ? "" : " ") + word;
  }
  while (!summary.empty() && std::string_view(",;:(").find(summary.back()) != std::string_view::npos)
    summary.pop_back();
  return summary + "…";
}

std::string body_of(const RomeJob& job) {
  std::string body;
  if (!job.definition.empty()) {
    body += "\n## Le métier\n\n" + markdown_escape(job.definition.front()) + "\n";
    if (job.definition.size() > 1) body += "\n";
    for (std::size_t i = 1; i < job.definition.size(); ++i) body += "- " + markdown_escape(job.definition[i]) + "\n";
  }
  if (!job.access.empty()) body += "\n## Y accéder\n";
  for (const auto& sentence : job.access) body += "\n" + markdown_escape(sentence) + "\n";
  return body;
}

std::string new_fiche(const RomeJob& job, const std::string& version) {
  std::string text = "---\n" + yaml_line("titre", job.title);
  if (auto summary = summary_of(job); !summary.empty()) text += yaml_line("resume", summary);
  text += "domaines: [emploi]\n" + yaml_line("code_rome", job.code);
  if (!version.empty()) text += yaml_line("version_rome", version);
  if (!job.parent.empty()) text += yaml_line("rome_parent", job.parent);
  if (!job.appellations.empty()) text += yaml_block_list("appellations", job.appellations);
  if (!job.mobility.empty()) text += yaml_flow_list("mobilite", job.mobility);
  text += "territoire: {echelle: national, codes: [france]}\nurgence: 0\netat: publie\nvisibilite: public\n";
  text += "sources:\n  - " + source_item(version) + "\n---\n";
  return sign(text + body_of(job), source_name);
}

// --- a fiche that a person wrote
// -------------------------------------------------------------------------------------------

bool lacks(const FicheText& fiche, std::string_view field) {
  const auto* value = fiche.root().find(field);
  return !value || value->empty();
}

void set_scalar(FicheText& fiche, std::string_view field, const std::string& text) {
  const auto* value = fiche.root().find(field);
  if (!text.empty() && !(value && value->is_scalar() && value->text == text)) fiche.set(field, yaml_line(field, text));
}

// The texts of a list; of records, what stands under `id`.
std::set<std::string> names_in(const Node* list) {
  std::set<std::string> names;
  if (!list) return names;
  if (list->is_scalar() && !list->text.empty()) names.insert(list->text);
  for (const auto& item : list->items) {
    const auto* id = item.is_map() ? item.find("id") : &item;
    if (id && id->is_scalar()) names.insert(id->text);
  }
  return names;
}

// The author's list with what it lacks at its end; the author's own form (one line or many) is kept.
void unite(FicheText& fiche, std::string_view field, const std::vector<std::string>& items, bool long_items) {
  const auto* written = fiche.root().find(field);
  auto known = names_in(written);
  std::vector<std::string> all;
  if (written && written->is_scalar() && !written->text.empty()) all.push_back(yaml_scalar(written->text));
  if (written)
    for (const auto& item : written->items) all.push_back(yaml_flow(item));
  auto before = all.size();
  for (const auto& item : items)
    if (known.insert(item).second) all.push_back(yaml_scalar(item));
  if (all.size() == before) return;
  std::string yaml = std::string(field) + ":";
  if (long_items) {
    yaml += "\n";
    for (const auto& item : all) yaml += "  - " + item + "\n";
  } else {
    yaml += " [" + join(all, ", ") + "]\n";
  }
  fiche.set(field, yaml);
}

// Our source line is added, or its version refreshed; every other source keeps its words.
void cite(FicheText& fiche, const std::string& version) {
  const auto* sources = fiche.root().find("sources");
  std::vector<std::string> items;
  bool cited = false, changed = false;
  if (sources && sources->is_list())
    for (auto item : sources->items) {
      for (auto& [key, value] : item.entries)
        if (key.text == "nom" && is_our_title(value.text)) {
          cited = true;
          if (version.empty() || value.text == source_title(version)) continue;
          changed = true;
          value.text = source_title(version);
        }
      items.push_back(yaml_flow(item));
    }
  if (!cited) items.push_back(source_item(version));
  if (cited && !changed) return;
  std::string yaml = "sources:\n";
  for (const auto& item : items) yaml += "  - " + item + "\n";
  fiche.set("sources", yaml);
}

// What the person wrote stays; what only the ROME knows is added or refreshed. Nothing when the text cannot be changed
// safely.
std::optional<std::string> merged(const std::string& bytes, const RomeJob& job, const std::string& version) {
  auto fiche = FicheText::read(bytes);
  if (!fiche) return std::nullopt;
  fiche->remove_comments(signature_start(source_name));
  if (lacks(*fiche, "titre")) fiche->set("titre", yaml_line("titre", job.title));
  if (auto summary = summary_of(job); lacks(*fiche, "resume") && !summary.empty())
    fiche->set("resume", yaml_line("resume", summary));
  if (lacks(*fiche, "domaines")) fiche->set("domaines", "domaines: [emploi]\n");
  set_scalar(*fiche, "code_rome", job.code);
  set_scalar(*fiche, "version_rome", version);
  set_scalar(*fiche, "rome_parent", job.parent);
  unite(*fiche, "appellations", job.appellations, true);
  unite(*fiche, "mobilite", job.mobility, false);
  cite(*fiche, version);
  if (!fiche->has_body()) fiche->set_body(body_of(job));
  auto text = fiche->bytes();
  auto check = FicheText::read(text);
  const auto* code = check ? check->root().find("code_rome") : nullptr;
  return code && code->text == job.code ? std::optional(text) : std::nullopt;
}

// --- the folder
// --------------------------------------------------------------------------------------------------------

// id → path of every fiche below metiers/, hidden ones aside.
std::map<std::string, fs::path> fiches_below(const fs::path& folder) {
  std::map<std::string, fs::path> found;
  std::error_code error;
  if (!fs::is_directory(folder, error)) return found;
  for (auto at = fs::recursive_directory_iterator(folder, error); at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (error) throw Failure("impossible de lire " + folder.string() + " : " + disk_reason(error.value()));
    auto name = at->path().filename().string();
    if (name.starts_with("."))
      at.disable_recursion_pending();
    else if (name.ends_with(".md") && at->is_regular_file(error))
      found.emplace(name.substr(0, name.size() - 3), at->path());
  }
  return found;
}

struct Work {
  ImportedFiche report;
  fs::path path;
  std::string bytes;
};

Work plan(const RomeJob& job, const Rome& rome, const fs::path& into, const std::map<std::string, fs::path>& existing,
          const std::set<std::string>& folded_ids) {
  Work work;
  work.report.id = job.code;
  auto at = existing.find(job.code);
  work.path = at == existing.end() ? into / folder_name / job.code.substr(0, 3) / (job.code + ".md") : at->second;
  work.report.path = work.path.lexically_relative(into).generic_string();
  auto leave = [&](const char* reason) {
    work.report.outcome = ImportOutcome::left;
    work.report.reason = reason;
    return work;
  };
  if (at == existing.end()) {
    if (folded_ids.count(fold(job.code))) return leave("une fiche porte déjà ce code en minuscules ; renommez-la");
    work.report.outcome = ImportOutcome::created;
    work.bytes = new_fiche(job, rome.version);
    return work;
  }
  std::string old;
  try {
    old = read_whole_file(work.path, fiche_bytes_max);
  } catch (const Failure&) {
    return leave("elle est illisible ou trop grosse");
  }
  if (is_signed_and_untouched(old, source_name)) {
    work.bytes = new_fiche(job, rome.version);
  } else if (auto text = merged(old, job, rome.version)) {
    work.bytes = std::move(*text);
  } else {
    return leave("son en-tête ne se laisse pas compléter ; vérifiez-le avec « reperes check »");
  }
  work.report.outcome = work.bytes == old ? ImportOutcome::unchanged : ImportOutcome::updated;
  return work;
}

}  // namespace

ImportReport import_rome(const ImportOptions& options) {
  auto rome = read_rome(options.sources);
  std::error_code error;
  auto status = fs::status(options.into, error).type();
  if (status != fs::file_type::not_found && status != fs::file_type::directory)
    throw Failure(options.into.string() + " n'est pas un dossier", "donnez un dossier de contenu avec --into");
  auto existing = fiches_below(options.into / folder_name);
  std::set<std::string> folded_ids, codes;
  for (const auto& [id, path] : existing) folded_ids.insert(fold(id));

  ImportReport report{source_name, rome.version, {}, rome.remarks};
  std::set<fs::path> made;
  for (const auto& job : rome.jobs) {
    codes.insert(job.code);
    auto work = plan(job, rome, options.into, existing, folded_ids);
    bool writes = work.report.outcome == ImportOutcome::created || work.report.outcome == ImportOutcome::updated;
    if (writes && !options.dry_run) {
      if (made.insert(work.path.parent_path()).second) {
        fs::create_directories(work.path.parent_path(), error);
        if (error)
          throw Failure("impossible de créer " + work.path.parent_path().string() + " : " + disk_reason(error.value()));
      }
      replace_file(work.path, work.bytes);
    }
    report.fiches.push_back(std::move(work.report));
  }
  // What an earlier import made and this ROME no longer has: said, never removed.
  for (const auto& [id, path] : existing)
    if (!codes.count(id) && is_signed_and_untouched(read_whole_file(path, fiche_bytes_max), source_name))
      report.fiches.push_back(
          {id, path.lexically_relative(options.into).generic_string(), ImportOutcome::left,
           "ce code n'est plus dans le ROME importé ; retirez-la ou donnez-lui un etat: historique"});
  std::sort(report.fiches.begin(), report.fiches.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  report.remarks.insert(report.remarks.begin(),
                        grouped_number(rome.jobs.size()) + " codes et " + grouped_number(rome.appellations) +
                            " appellations lus, " +
                            (rome.version.empty() ? "version inconnue" : "version " + rome.version));
  return report;
}

}  // namespace reperes

// The table of contents: one call per stage, in order. No stage calls another.

#include "builder/build.h"

#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "builder/exam.h"
#include "builder/failure.h"
#include "builder/fiche.h"
#include "builder/html_scan.h"
#include "builder/offline.h"
#include "builder/pages.h"
#include "builder/parallel.h"
#include "builder/publish.h"
#include "builder/release.h"
#include "builder/render.h"
#include "builder/revision.h"
#include "builder/search_documents.h"
#include "builder/settings.h"
#include "builder/verify.h"
#include "search/browser.h"
#include "search/index.h"
#include "search/vocabulary.h"

namespace reperes {

namespace {

// Runs a stage and notes how long it took.
template <typename Stage>
auto timed(BuildResult& result, const char* name, Stage&& stage) {
  struct Clock {
    BuildResult& result;
    const char* name;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    ~Clock() {
      const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
      result.times.push_back({name, spent.count()});
    }
  } clock{result, name};
  return stage();
}

struct ScratchFolder {
  std::filesystem::path path;
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "reperes-XXXXXX").string();
    if (!mkdtemp(name.data())) throw Failure("impossible de créer un dossier temporaire");
    path = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
};

int thread_count(int jobs) {
  if (jobs > 0) return std::min(jobs, 64);
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

// Every file on its own, on all cores; the faults in the order of the files whatever thread found them.
std::vector<Fiche> parse_all(const std::vector<SourceFile>& files, Date today, int jobs, Faults& faults) {
  prepare_markdown();
  std::vector<Fiche> fiches(files.size());
  std::vector<Faults> found(files.size());
  in_parallel(files.size(), jobs, [&](std::size_t i) { fiches[i] = parse_fiche(files[i], today, found[i]); });
  for (auto& list : found) faults.insert(faults.end(), list.begin(), list.end());
  return fiches;
}

// What site.yml says and what the command line asks. Anybody reads a kiosk: only what is public, and no way to edit.
Settings settings_of(const SourceFile& file, const BuildOptions& options, Faults& faults) {
  Settings settings = parse_settings(file, faults);
  settings.audience = options.audience.value_or(settings.audience);
  settings.kiosk = settings.kiosk || options.kiosk;
  if (settings.kiosk || options.keep) settings.offline = Offline::absent;
  if (!settings.kiosk) return settings;
  if (options.audience.value_or(Audience::everyone) != Audience::everyone)
    throw Failure("une borne ne montre que les fiches publiques", "retirez --audience, ou compilez sans borne");
  settings.audience = Audience::everyone;
  settings.edit_url.clear();
  return settings;
}

search::Vocabulary parse_vocabulary(const std::vector<SourceFile>& files, Faults& faults) {
  std::vector<search::VocabularyFile> tables;
  for (const auto& file : files) tables.push_back({file.shown, file.bytes});
  auto parsed = search::parse_vocabulary(tables);
  for (const auto& fault : parsed.faults)
    faults.push_back({fault.code,
                      fault.note ? Severity::note : Severity::error,
                      {fault.path, fault.line, 0, 0},
                      fault.message,
                      fault.hint,
                      {}});
  return std::move(parsed.vocabulary);
}

std::vector<Sigle> sigles_of(const search::Vocabulary& vocabulary) {
  std::vector<Sigle> sigles;
  for (const auto& meaning : vocabulary.meanings) {
    if (sigles.empty() || sigles.back().sigle != meaning.sigle)
      sigles.push_back({meaning.sigle, slug(meaning.sigle), {}, false});
    sigles.back().meanings.push_back({meaning.expansion, meaning.domain, meaning.see, meaning.status == "ancien"});
  }
  return sigles;
}

void count(const Catalogue& catalogue, BuildResult& result) {
  result.fiches = catalogue.fiches.size();
  for (const auto& info : model().kinds) result.fiches_by_kind[info.name] = 0;
  for (const auto& fiche : catalogue.fiches) ++result.fiches_by_kind[model().kind(fiche.kind).name];
  for (const auto freshness : catalogue.freshness) ++result.fiches_by_freshness[std::string(freshness_name(freshness))];
}

// `check --stale`, oldest first, and `check --links`, by fiche: columns parted by tabs.
void list(const Catalogue& catalogue, const BuildOptions& options, BuildResult& result) {
  if (options.list_stale) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      const auto& fiche = catalogue.fiches[i];
      const auto freshness = catalogue.freshness[i];
      if (freshness == Freshness::fresh || freshness == Freshness::historical) continue;
      lines.push_back((fiche.verified ? iso_date(*fiche.verified) : "jamais    ") + "\t" +
                      std::string(freshness_name(freshness)) + "\t" + fiche.shown);
    }
    std::sort(lines.begin(), lines.end());
    result.listing.insert(result.listing.end(), lines.begin(), lines.end());
  }
  if (options.list_links) {
    for (const auto& fiche : catalogue.fiches) {
      std::set<std::string> links;
      for (const auto& source : fiche.sources) links.insert(source.url);
      for (const auto& basis : fiche.legal) links.insert(basis.url);
      for (const auto& link : fiche.body.links)
        if (link.external) links.insert(link.target);
      for (const auto& link : links)
        if (!link.empty()) result.listing.push_back(fiche.shown + "\t" + link);
    }
  }
}

std::map<std::string, std::string> former_pages(const Catalogue& catalogue) {
  std::map<std::string, std::string> former;
  for (const auto& fiche : catalogue.fiches)
    for (const auto& id : fiche.former_ids) {
      const auto path = model().kind(fiche.kind).folder + "/" + id + ".html";
      const Fiche* heir = catalogue.find(id);
      if (heir && catalogue.path_of(*heir) != path) former.emplace(path, catalogue.path_of(*heir));
    }
  return former;
}

void finish(BuildResult& result, const SourceTree& sources, const BuildOptions& options) {
  std::map<std::string, std::string_view> texts;
  for (const auto* files : {&sources.fiches, &sources.vocabulary, &sources.theme})
    for (const auto& file : *files) texts.emplace(file.shown, file.bytes);
  texts.emplace(sources.settings.shown, sources.settings.bytes);
  sort_faults(result.faults);
  limit_faults(result.faults);
  add_excerpts(result.faults, [&](const std::string& path) {
    const auto found = texts.find(path);
    return found == texts.end() ? std::string_view() : found->second;
  });
  if (options.strict) raise_warnings(result.faults);
}

}  // namespace

BuildResult build(const BuildOptions& options) {
  BuildResult result;
  Faults& faults = result.faults;
  const int jobs = thread_count(options.jobs);

  const SourceTree sources = timed(result, "lire", [&] {
    return read_sources({options.content, options.themes, options.vocabularies}, faults);
  });
  if (sources.fiches.empty() && !has_errors(faults))
    throw Failure("aucune fiche dans « " + options.content.generic_string() + " »",
                  "une fiche est un fichier .md dans un dossier de genre, par exemple dispositifs/apl.md");
  const Settings settings = settings_of(sources.settings, options, faults);
  std::vector<Fiche> fiches =
      timed(result, "analyser", [&] { return parse_all(sources.fiches, options.today, jobs, faults); });
  const search::Vocabulary vocabulary = parse_vocabulary(sources.vocabulary, faults);
  Catalogue catalogue = timed(result, "relier", [&] {
    return assemble(std::move(fiches), sigles_of(vocabulary), sources.assets, settings,
                    settings.audience, options.today, faults);
  });
  Revision revision = timed(result, "réviser", [&] { return revise(catalogue, jobs); });
  revision.exams = exams_of(catalogue, revision, faults);
  count(catalogue, result);
  list(catalogue, options, result);
  finish(result, sources, options);
  if (has_errors(faults)) return result;

  std::optional<Publication> publication;
  std::optional<ScratchFolder> scratch;  // `check` writes nothing that stays
  if (options.publish)
    publication.emplace(options.output, options.content);
  else
    scratch.emplace();
  const auto database = (publication ? publication->staging() : scratch->path) / database_folder;
  const search::BrowserIndex browser = timed(result, "indexer", [&] {
    search::write_index(database.string(), search_documents(catalogue), vocabulary, facet_labels(catalogue),
                        release_name);
    return search::export_browser(search::Index::open(database.string()), options.fiches_per_file);
  });
  Pages pages = timed(result, "composer", [&] {
    const RenderOptions how = {jobs, browser.base, bytes_of(browser.files)};
    return render(catalogue, revision, sources.theme, how, faults);
  });
  pages.insert(browser.files.begin(), browser.files.end());
  timed(result, "vérifier", [&] { verify(pages, faults, jobs); });
  if (!settings.url.empty()) pages["404.html"] = with_rooted_addresses(pages["404.html"], path_of_url(settings.url));
  timed(result, "lister", [&] { add_offline(pages, settings.offline, jobs); });
  result.bytes = bytes_of(pages);
  result.pages = static_cast<std::size_t>(
      std::count_if(pages.begin(), pages.end(), [](const auto& page) { return page.first.ends_with(".html"); }));
  finish(result, sources, options);
  if (has_errors(faults)) return result;
  if (options.keep)
    result.site = FinishedSite{
        std::move(pages), search_documents(catalogue), former_pages(catalogue), sources.theme, std::move(catalogue),
        std::move(revision)};
  if (options.keep || !options.publish) return result;

  timed(result, "publier", [&] {
    publication->write(pages, release_name);
    publication->exchange();
  });
  result.published = true;
  return result;
}

}  // namespace reperes

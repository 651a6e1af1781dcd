// The list of pages: each is a path and a function that makes it, on whatever core is free.

#include "builder/render.h"

#include <algorithm>
#include <functional>

#include "builder/parallel.h"
#include "builder/render_course.h"
#include "builder/render_feeds.h"
#include "builder/render_fiche.h"
#include "builder/render_home.h"
#include "builder/render_index.h"
#include "builder/render_kiosk.h"
#include "builder/render_lists.h"
#include "builder/render_news.h"
#include "builder/render_offline.h"
#include "builder/render_reviser.h"
#include "builder/render_revision.h"
#include "builder/render_selection.h"
#include "builder/render_site.h"
#include "builder/text.h"
#include "builder/theme.h"

namespace reperes {
namespace {

struct Job {
  std::string path;
  bool indexed = true;  // in the sitemap
  std::function<std::string(Faults&)> make;
};

std::vector<Job> list_pages(const Site& site, const SelectionPacks& selection, const RevisionPacks& questions) {
  std::vector<Job> jobs;
  auto add = [&](std::string path, auto make) { jobs.push_back({std::move(path), true, std::move(make)}); };
  auto add_unlisted = [&](std::string path, auto make) { jobs.push_back({std::move(path), false, std::move(make)}); };

  add("index.html", [&](Faults& faults) { return render_home(site, faults); });
  add("recherche.html", [&](Faults& faults) { return render_search(site, faults); });
  add("nouveautes.html", [&](Faults& faults) { return render_news(site, faults); });
  add("a-z.html", [&](Faults& faults) { return render_alphabet(site, faults); });
  add("sigles.html", [&](Faults& faults) { return render_sigles(site, faults); });
  add("accessibilite.html", [&](Faults& faults) { return render_accessibility(site, faults); });
  add("mentions-legales.html", [&](Faults& faults) { return render_legal(site, faults); });
  add_unlisted("ma-selection.html", [&](Faults& faults) { return render_selection(site, selection, faults); });
  if (!questions.index.empty())
    add(std::string(revise_page), [&](Faults& faults) { return render_reviser(site, questions, faults); });
  if (has_exams(site))
    add(std::string(exam_page), [&](Faults& faults) { return render_exam(site, questions, faults); });
  add_unlisted("404.html", [&](Faults& faults) { return render_not_found(site, faults); });

  for (const KindInfo& info : model().kinds)
    if (!site.by_kind[static_cast<std::size_t>(info.kind)].empty())
      add(info.folder + "/index.html", [&](Faults& faults) { return render_kind(site, info.kind, faults); });
  for (const auto& [name, fiches] : site.by_domaine)
    if (model().vocabulary("domaines").find(name))
      add("domaines/" + name + ".html", [&](Faults& faults) { return render_domaine(site, name, faults); });
  for (const auto& [name, fiches] : site.by_public)
    if (model().vocabulary("publics").find(name))
      add("publics/" + name + ".html", [&](Faults& faults) { return render_public(site, name, faults); });
  for (const auto& [code, fiches] : site.by_territory)
    add("territoires/" + slug(code) + ".html", [&](Faults& faults) { return render_territory(site, code, faults); });
  for (const Sigle& sigle : site.catalogue.sigles)
    if (sigle.has_page) add(sigle_path(sigle), [&](Faults& faults) { return render_sigle(site, sigle, faults); });

  for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i) {
    add(site.catalogue.path_of(site.fiche(i)), [&site, i](Faults& faults) { return render_fiche(site, i, faults); });
    if (std::string path = plain_path(site, i); !path.empty())
      add(path, [&site, i](Faults& faults) { return render_plain(site, i, faults); });
    if (std::string path = glossary_path(site, i); !path.empty())
      add(path, [&site, i](Faults& faults) { return render_glossary(site, i, faults); });
    if (std::string path = actors_path(site, i); !path.empty())
      add(path, [&site, i](Faults& faults) { return render_actors(site, i, faults); });
    for (const std::string& former : site.fiche(i).former_ids) {
      std::string path = model().kind(site.fiche(i).kind).folder + "/" + former + ".html";
      add_unlisted(path, [&site, i, path](Faults& faults) { return render_redirect(site, i, path, faults); });
    }
  }
  return jobs;
}

}  // namespace

Pages render(const Catalogue& catalogue, const Revision& revision, const std::vector<SourceFile>& theme_files,
             const RenderOptions& options, Faults& faults) {
  Theme theme = read_theme(theme_files, catalogue.settings, catalogue.assets, faults);
  const Site site = prepare_site(catalogue, revision, theme, options);
  const SelectionPacks selection = selection_packs(site);
  const RevisionPacks questions = revision_packs(site);
  const std::vector<Job> jobs = list_pages(site, selection, questions);

  std::vector<std::string> made(jobs.size());
  std::vector<Faults> found(jobs.size());
  in_parallel(jobs.size(), options.jobs, [&](std::size_t i) {
    made[i] = jobs[i].make(found[i]);
    if (site.settings().kiosk) made[i] = with_qr_codes(made[i], jobs[i].path, site.settings().url);
  });

  Pages pages = std::move(theme.pages);
  std::vector<std::string> listed;
  Faults all;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    // A page of a fiche wins over the page its neighbour's former id would leave there.
    if (!jobs[i].indexed && pages.contains(jobs[i].path)) continue;
    if (jobs[i].indexed) listed.push_back(jobs[i].path);
    pages[jobs[i].path] = std::move(made[i]);
    all.insert(all.end(), found[i].begin(), found[i].end());
  }
  pages.insert(selection.files.begin(), selection.files.end());
  pages.insert(questions.files.begin(), questions.files.end());
  for (const SourceFile& asset : catalogue.assets) pages["fichiers/" + asset.path] = asset.bytes;
  if (site.settings().offline == Offline::kept) listed.push_back("hors-ligne.html");
  std::sort(listed.begin(), listed.end());
  add_feeds(site, listed, pages);
  if (site.settings().offline == Offline::kept) {
    pages["manifest.webmanifest"] = web_manifest(site.settings(), pages[theme.style]);
    pages["hors-ligne.html"] = render_offline(site, bytes_of(pages) + options.search_bytes, all);
  }
  sort_faults(all);  // the same fault on a thousand pages is one fault
  faults.insert(faults.end(), all.begin(), all.end());
  return pages;
}

}  // namespace reperes

// The whole way from content/ to site/www. builder/build.cpp is the program's table of contents.

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "builder/catalogue.h"
#include "builder/diagnostic.h"
#include "builder/pages.h"
#include "builder/revision.h"
#include "builder/source.h"
#include "search/document.h"

namespace reperes {

struct BuildOptions {
  std::filesystem::path content = "content";
  std::vector<std::filesystem::path> themes;
  std::vector<std::filesystem::path> vocabularies;
  std::filesystem::path output = "site/www";
  Date today;
  int jobs = 0;                      // 0: as many as cores
  std::optional<Audience> audience;  // none: what site.yml says
  bool kiosk = false;                // a site for a public terminal, whatever site.yml says
  bool strict = false;
  bool publish = true;                          // false: `check`, everything but the last step
  std::size_t fiches_per_file = 1;              // of the search in the page
  bool keep = false;                            // the finished site stays in the result, unpublished: `export`
  bool list_stale = false, list_links = false;  // what `check` adds to its answer
};

struct StageTime {
  std::string stage;
  double milliseconds = 0;
};

// A finished site and what it was made from, for those who carry it elsewhere than into a folder.
struct FinishedSite {
  Pages pages;
  std::vector<search::Document> documents;          // what search knows of each page, sorted by url
  std::map<std::string, std::string> former_pages;  // page of a former id → page of the fiche today
  std::vector<SourceFile> theme;
  Catalogue catalogue;
  Revision revision;
};

struct BuildResult {
  Faults faults;
  std::size_t fiches = 0;
  std::map<std::string, std::size_t> fiches_by_kind, fiches_by_freshness;
  std::size_t pages = 0;
  std::uintmax_t bytes = 0;
  bool published = false;
  std::vector<StageTime> times;
  std::vector<std::string> listing;  // one line each: the fiches to re-verify, the external links
  std::optional<FinishedSite> site;  // when asked to keep it, and nothing is wrong
};

BuildResult build(const BuildOptions& options);

}  // namespace reperes

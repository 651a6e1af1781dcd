// The theme, read once: layouts parsed, strings at hand, styles and scripts under names that change with their content.
//
// In: the theme's files. Out: a Theme whose `pages` hold what stands in assets/ (and favicon.svg). All styles become
// one file and all scripts but theme.js another, in the order of their names: a page asks for three files and no more,
// until somebody types a word to search. What one layout alone needs stands in a folder of its name
// (scripts/recherche/): one file more, on the pages of that layout and of those named after it (fiche, fiche-notion); a
// layout named after another may have a folder too (fiche-ue), read after it.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builder/diagnostic.h"
#include "builder/pages.h"
#include "builder/settings.h"
#include "builder/source.h"
#include "builder/template.h"

namespace reperes {

// strings.fr.yml, flattened: « fraicheur.a-verifier » → sentence. What layouts say stands in the layouts; here stands
// what the builder composes and what scripts say.
class Words {
 public:
  Words() = default;
  Words(const SourceFile* file, Faults& faults);
  // The sentence, its {names} replaced. A missing one gives its own key, plain to see on the page.
  std::string say(std::string_view key, const std::vector<std::pair<std::string_view, std::string>>& names = {}) const;
  // « 1 fiche », « 3 fiches »: the keys KEY.un and KEY.plusieurs, {n} replaced.
  std::string count(std::string_view key, std::size_t n) const;
  // The entries of one group, for scripts.
  std::vector<std::pair<std::string, std::string>> group(std::string_view prefix) const;

 private:
  std::map<std::string, std::string, std::less<>> sentences_;
};

// styles/borne/, scripts/borne/: what a kiosk adds to every page; no other site carries them.
inline constexpr std::string_view kiosk_folder = "borne";

// hors-ligne/: the worker and the icons of a site that may be kept on a device; its page has the folders of that name.
inline constexpr std::string_view offline_folder = "fiche-hors-ligne";

struct Theme {
  Templates templates;
  Words words;
  std::string style, head_script, script, search_script, favicon, logo;  // paths in the site; logo may be empty
  std::set<std::string, std::less<>> layouts;                            // names
  std::map<std::string, std::string, std::less<>> layout_styles, layout_scripts;  // folder → path in the site
  std::map<std::string, std::string, std::less<>> icons;  // images/icones/NAME.svg, laid into pages as is
  Pages pages;

  std::string icon(std::string_view name) const {
    auto found = icons.find(name);
    return found == icons.end() ? std::string() : found->second;
  }
  bool has_layout(std::string_view name) const { return layouts.contains(name); }
  // The file of styles or scripts of one folder; empty when there is none.
  std::string style_of(std::string_view folder) const { return of_folder(layout_styles, folder); }
  std::string script_of(std::string_view folder) const { return of_folder(layout_scripts, folder); }
  // Those that a layout asks for besides: of the layouts it is named after, then its own.
  std::vector<std::string> styles_for(std::string_view layout) const { return for_layout(layout_styles, layout); }
  std::vector<std::string> scripts_for(std::string_view layout) const { return for_layout(layout_scripts, layout); }

 private:
  using Files = std::map<std::string, std::string, std::less<>>;
  static std::string of_folder(const Files& files, std::string_view folder);
  static std::vector<std::string> for_layout(const Files& files, std::string_view layout);
};

Theme read_theme(const std::vector<SourceFile>& files, const Settings& settings, const std::vector<SourceFile>& assets,
                 Faults& faults);

}  // namespace reperes

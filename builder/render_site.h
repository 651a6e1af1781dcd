// What every page of the site shares while it is being rendered: the theme, the catalogue in the orders pages need, and
// the small values (links, cards, frame) layouts are filled with.
//
// Always: nothing here changes once pages are being made, so that any thread may make them; every link is relative to
// the page it stands on; every text a reader sees went through `typography`.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "builder/catalogue.h"
#include "builder/french.h"
#include "builder/render.h"
#include "builder/revision.h"
#include "builder/template.h"
#include "builder/theme.h"
#include "builder/unit_fiches.h"

namespace reperes {

using Indexes = std::vector<std::size_t>;  // places in Catalogue::fiches

struct Site {
  const Catalogue& catalogue;
  const Revision& revision;
  const Theme& theme;
  const RenderOptions& options;
  std::vector<Indexes> by_kind;  // in French order of titles; historical fiches included
  std::map<std::string, Indexes, std::less<>> by_domaine, by_public, by_territory;
  std::vector<std::size_t> previous, next;      // neighbours in the kind's list, or `none`
  std::vector<Value> root_cards, folder_cards;  // every fiche's card, as pages at the root and in a folder link to it
  std::set<std::size_t> revised;  // fiches with cards or questions, and the UE that teach one; empty on a kiosk
  LinkedFrom linked_from;                       // who names a unit or a notion in a text

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  const Fiche& fiche(std::size_t index) const { return catalogue.fiches[index]; }
  const Settings& settings() const { return catalogue.settings; }
};

Site prepare_site(const Catalogue& catalogue, const Revision& revision, const Theme& theme,
                  const RenderOptions& options);

// A page's own facts: where it stands and what its head says.
struct PageHead {
  std::string path;         // « dispositifs/apl.html »
  std::string title;        // of the page alone; the site's name is added
  std::string description;  // one sentence, or empty
  std::string css_class;    // « page-fiche genre-dispositif »
  std::string section;      // which entry of the navigation is the current one: a kind's name, « az », …
  std::vector<std::pair<std::string, std::string>>
      crumbs;           // (name, path) from below the home page; the last is this page
  bool indexed = true;  // in the sitemap
};

// The head of a page of the site's own: title and sentence are KEY.titre and KEY.intro of strings.fr.yml.
PageHead simple_head(const Site& site, const std::string& key, const std::string& path);

// "" for a page at the root, "../" for one in a folder.
std::string root_of(std::string_view path);
std::string link_to(std::string_view from_path, std::string_view to_path);

// The map every layout starts from: page, site, navigation, crumbs, assets. Callers add their own names.
ValueMap frame(const Site& site, const PageHead& head);
std::string render_page(const Site& site, const std::string& layout, ValueMap data, Faults& faults);

// The sigle to show beside the title: empty when the title says it already.
std::string shown_sigle(const Fiche& fiche);

// A fiche as lists and relations show it.
const Value& card_value(const Site& site, std::size_t index, std::string_view from_path);
ValueMap card(const Site& site, std::size_t index, std::string_view from_path);  // a copy to add names to
ValueList cards(const Site& site, const Indexes& indexes, std::string_view from_path);

// The number of a fiche (contact, or institution's `acces`), empty when it has none.
std::string number_of(const Fiche& fiche);
Value telephone_value(const std::string& written);

}  // namespace reperes

#include "builder/render_lists.h"

#include <algorithm>

#include "builder/grouping.h"
#include "builder/territories.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t fold_from = 400;  // a list longer than this starts with its groups folded

bool folded(const std::vector<Group>& groups) {
  std::size_t total = 0;
  for (const Group& group : groups)
    if (group.whole.empty()) total += group.fiches.size();
  return total > fold_from && groups.size() > 1;
}

ValueList group_values(const Site& site, const std::vector<Group>& groups, std::string_view from_path) {
  const bool fold_all = folded(groups);
  ValueList values;
  for (const Group& group : groups) {
    if (group.fiches.empty()) continue;
    values.push_back(ValueMap{{"titre", typography(group.title)},
                              {"ancre", group.anchor},
                              {"nombre", std::to_string(group.fiches.size())},
                              {"replie", fold_all},
                              {"tout_href", group.whole.empty() ? "" : link_to(from_path, group.whole)},
                              {"fiches", group.whole.empty() ? cards(site, group.fiches, from_path) : ValueList{}}});
  }
  return values;
}

// Lines of the « by domain » and « by public » pages: the other axis, to narrow with the search page.
ValueList narrowing(const Site& site, const Indexes& indexes, std::string_view vocabulary, std::string_view own_facet,
                    std::string_view own_value, std::string_view other_facet, std::string_view from_path) {
  ValueList values;
  for (const Choice& choice : model().vocabulary(vocabulary).choices) {
    const auto count = std::count_if(indexes.begin(), indexes.end(), [&](std::size_t index) {
      const Fiche& fiche = site.fiche(index);
      const auto& own = vocabulary == "publics" ? fiche.publics : fiche.domaines;
      return std::find(own.begin(), own.end(), choice.value) != own.end();
    });
    if (count == 0) continue;
    values.push_back(
        ValueMap{{"nom", typography(choice.label)},
                 {"nombre", std::to_string(count)},
                 {"href", link_to(from_path, "recherche.html") + "?" + std::string(own_facet) + "=" +
                              std::string(own_value) + "&" + std::string(other_facet) + "=" + choice.value}});
  }
  return values;
}

std::string render_list(const Site& site, PageHead head, const std::string& intro, const std::string& kind_name,
                        const std::vector<Group>& groups, ValueList narrow, const std::string& narrow_title,
                        std::size_t count, Faults& faults) {
  ValueMap data = frame(site, head);
  ValueList values = group_values(site, groups, head.path);
  data["titre"] = typography(head.title);
  data["intro"] = typography(intro);
  data["genre_nom"] = kind_name;
  data["icone"] = site.theme.icon(kind_name.empty() ? head.section : kind_name);
  data["nombre"] = typography(site.theme.words.count("listes.fiches", count));
  data["plusieurs_groupes"] = values.size() > 1 && !folded(groups);
  data["groupes"] = std::move(values);
  data["a_croiser"] = !narrow.empty();
  data["croiser_titre"] = typography(narrow_title);
  data["croiser"] = std::move(narrow);
  return render_page(site, "liste", std::move(data), faults);
}

}  // namespace

std::string render_kind(const Site& site, Kind kind, Faults& faults) {
  const KindInfo& info = model().kind(kind);
  const Indexes& indexes = site.by_kind[static_cast<std::size_t>(kind)];
  PageHead head;
  head.path = info.folder + "/index.html";
  head.title = info.plural;
  head.description = info.tagline;
  head.css_class = "page-liste genre-" + info.name;
  head.section = info.name;
  head.crumbs = {{info.plural, head.path}};
  std::vector<Group> groups;
  switch (kind) {
    case Kind::institution:
    case Kind::dispositif:
      groups = by_domaine(site, indexes);
      break;
    case Kind::metier:
      groups = by_rome_domain(site, indexes);
      break;
    case Kind::parcours:
      groups = by_urgency(site, indexes);
      break;
    case Kind::ue:
      groups =
          by_nature(site, indexes,
                    {{"certifications", {"titre", "certificat"}}, {"unites", {"ue"}}, {"activites", {"uas", "ua"}}});
      break;
    case Kind::contact:
      groups = by_nature(site, indexes, {{"lignes", {"ligne"}}, {"lieux", {"lieu"}}});
      break;
    case Kind::notion:
      groups = by_unit(site, indexes);
      break;
    case Kind::page:
      groups = {{info.plural, info.folder, indexes, {}}};
      break;
  }
  return render_list(site, head, info.tagline, info.name, groups, {}, "", indexes.size(), faults);
}

std::string render_domaine(const Site& site, const std::string& domaine, Faults& faults) {
  const Indexes& indexes = site.by_domaine.find(domaine)->second;
  PageHead head;
  head.path = "domaines/" + domaine + ".html";
  head.title = model().label("domaines", domaine);
  head.css_class = "page-liste page-domaine";
  head.section = domaine;
  head.crumbs = {{head.title, head.path}};
  return render_list(site, head, site.theme.words.say("domaines." + domaine), "", by_kind(site, indexes),
                     narrowing(site, indexes, "publics", "domaine", domaine, "public", head.path),
                     site.theme.words.say("listes.pour-qui"), indexes.size(), faults);
}

std::string render_public(const Site& site, const std::string& readers, Faults& faults) {
  const Indexes& indexes = site.by_public.find(readers)->second;
  PageHead head;
  head.path = "publics/" + readers + ".html";
  head.title = model().label("publics", readers);
  head.css_class = "page-liste page-public";
  head.section = readers;
  head.crumbs = {{head.title, head.path}};
  return render_list(site, head, site.theme.words.say("listes.public-intro"), "", by_kind(site, indexes),
                     narrowing(site, indexes, "domaines", "public", readers, "domaine", head.path),
                     site.theme.words.say("listes.sur-quoi"), indexes.size(), faults);
}

std::string render_territory(const Site& site, const std::string& code, Faults& faults) {
  const Indexes& indexes = site.by_territory.find(code)->second;
  PageHead head;
  head.path = "territoires/" + slug(code) + ".html";
  head.title = site.theme.words.say("listes.territoire", {{"nom", place_name(code)}});
  head.css_class = "page-liste page-territoire";
  head.crumbs = {{head.title, head.path}};
  return render_list(site, head, site.theme.words.say("listes.territoire-intro"), "", by_kind(site, indexes), {}, "",
                     indexes.size(), faults);
}

}  // namespace reperes

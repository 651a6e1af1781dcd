#include "builder/render_lists.h"

#include <algorithm>

#include "builder/render_facts.h"
#include "builder/render_fiche.h"
#include "builder/rome_domains.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t fold_from = 400;       // a list longer than this starts with its groups folded
constexpr std::size_t alphabet_jobs_max = 200;  // the whole ROME has a page of its own
constexpr std::size_t news_max = 30;
constexpr int change_months = 24;            // how long a change stays among the news

// A titled part of a list page.
struct Group {
  std::string title, anchor;
  Indexes fiches;
};

bool folded(const std::vector<Group>& groups) {
  std::size_t total = 0;
  for (const Group& group : groups) total += group.fiches.size();
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
                              {"fiches", cards(site, group.fiches, from_path)}});
  }
  return values;
}

Group& group_named(std::vector<Group>& groups, const std::string& anchor, const std::string& title) {
  auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.anchor == anchor; });
  return found == groups.end() ? groups.emplace_back(Group{title, anchor, {}}) : *found;
}

// By the first of each fiche's domains, in the order of the vocabulary.
std::vector<Group> by_domaine(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  for (const Choice& choice : model().vocabulary("domaines").choices)
    groups.push_back({choice.label, "domaine-" + choice.value, {}});
  for (std::size_t index : indexes) {
    const Fiche& fiche = site.fiche(index);
    const std::string first = fiche.domaines.empty() ? "" : fiche.domaines.front();
    group_named(groups, "domaine-" + (first.empty() ? "autres" : first), site.theme.words.say("listes.autres"))
        .fiches.push_back(index);
  }
  return groups;
}

std::vector<Group> by_rome_domain(const Site& site, Indexes indexes) {
  std::sort(indexes.begin(), indexes.end(),
            [&](std::size_t a, std::size_t b) { return site.fiche(a).id < site.fiche(b).id; });
  std::vector<Group> groups;
  for (std::size_t index : indexes) {
    const std::string& id = site.fiche(index).id;
    const std::string prefix = id.substr(0, 3);
    const std::string name(rome_domain(id));
    if (name.empty())
      group_named(groups, "autres", site.theme.words.say("listes.autres")).fiches.push_back(index);
    else
      group_named(groups, fold(prefix), prefix + " – " + name).fiches.push_back(index);
  }
  return groups;
}

std::vector<Group> by_urgency(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  for (int level : {3, 2, 1, 0}) {
    const std::string number = std::to_string(level);
    Group group{site.theme.words.say("listes.urgence-" + number), "urgence-" + number, {}};
    for (std::size_t index : indexes)
      if (site.fiche(index).urgency == level) group.fiches.push_back(index);
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<Group> by_nature(const Site& site, const Indexes& indexes,
                             const std::vector<std::pair<std::string, std::vector<std::string>>>& natures) {
  std::vector<Group> groups;
  std::vector<std::size_t> rest(indexes);
  for (const auto& [name, values] : natures) {
    Group group{site.theme.words.say("listes." + name), name, {}};
    std::erase_if(rest, [&](std::size_t index) {
      const bool mine = std::find(values.begin(), values.end(), site.fiche(index).text("nature")) != values.end();
      if (mine) group.fiches.push_back(index);
      return mine;
    });
    groups.push_back(std::move(group));
  }
  groups.push_back({site.theme.words.say("listes.autres"), "autres", std::move(rest)});
  return groups;
}

// Notions under the first unit that teaches them.
std::vector<Group> by_unit(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  Group rest{site.theme.words.say("listes.autres"), "autres", {}};
  for (std::size_t index : indexes) {
    const Fiche* unit = nullptr;
    for (const Tie& tie : site.catalogue.ties[index])
      if (tie.relation->name == "enseigne" && (!unit || site.fiche(tie.other).id < unit->id)) unit = &site.fiche(tie.other);
    if (unit)
      group_named(groups, slug(unit->id), unit->id + " – " + unit->title).fiches.push_back(index);
    else
      rest.fiches.push_back(index);
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.anchor < b.anchor; });
  groups.push_back(std::move(rest));
  return groups;
}

std::vector<Group> by_kind(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  for (Kind kind : {Kind::parcours, Kind::dispositif, Kind::institution, Kind::contact, Kind::metier, Kind::notion,
                    Kind::ue, Kind::page}) {
    const KindInfo& info = model().kind(kind);
    Group group{info.plural, info.folder, {}};
    for (std::size_t index : indexes)
      if (site.fiche(index).kind == kind) group.fiches.push_back(index);
    groups.push_back(std::move(group));
  }
  return groups;
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
    values.push_back(ValueMap{{"nom", typography(choice.label)},
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

Value entry(std::string text, std::string note, std::string href, std::string kind) {
  return ValueMap{{"texte", std::move(text)}, {"renvoi", std::move(note)}, {"href", std::move(href)}, {"genre_nom", std::move(kind)}};
}

// First letter without accent; « 0-9 » for the rest.
std::string initial(std::string_view text) {
  std::string folded = fold(text);
  for (char c : folded) {
    if (c >= 'a' && c <= 'z') return std::string(1, static_cast<char>(c - 'a' + 'A'));
    if (c >= '0' && c <= '9') break;
  }
  return "0-9";
}

ValueList meanings(const Site& site, const Sigle& sigle, std::string_view from_path) {
  ValueList values;
  for (const Sigle::Meaning& meaning : sigle.meanings) {
    ValueMap value{{"texte", capitalised(typography(meaning.text))},
                   {"domaine", typography(model().label("domaines", meaning.domaine))},
                   {"ancien", meaning.former},
                   {"voir", typography(meaning.see)},
                   {"texte_href", ""},
                   {"fiche", false}};
    if (meaning.fiche < site.catalogue.fiches.size()) {
      const Fiche& fiche = site.fiche(meaning.fiche);
      if (fold(fiche.title) == fold(meaning.text))
        value["texte_href"] = link_to(from_path, site.catalogue.path_of(fiche));  // the meaning is the fiche's own title
      else
        value["fiche"] = card(site, meaning.fiche, from_path);
    }
    values.push_back(std::move(value));
  }
  return values;
}

PageHead plain_head(const Site& site, const std::string& key, const std::string& path, const std::string& section) {
  PageHead head;
  head.path = path;
  head.title = site.theme.words.say(key + ".titre");
  head.description = site.theme.words.say(key + ".intro");
  head.css_class = "page-liste";
  head.section = section;
  head.crumbs = {{head.title, path}};
  return head;
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
    case Kind::dispositif: groups = by_domaine(site, indexes); break;
    case Kind::metier: groups = by_rome_domain(site, indexes); break;
    case Kind::parcours: groups = by_urgency(site, indexes); break;
    case Kind::ue:
      groups = by_nature(site, indexes, {{"certifications", {"titre", "certificat"}}, {"unites", {"ue"}}, {"activites", {"uas", "ua"}}});
      break;
    case Kind::contact: groups = by_nature(site, indexes, {{"lignes", {"ligne"}}, {"lieux", {"lieu"}}}); break;
    case Kind::notion: groups = by_unit(site, indexes); break;
    case Kind::page: groups = {{info.plural, info.folder, indexes}}; break;
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
  head.title = site.theme.words.say("listes.territoire", {{"code", code}});
  head.css_class = "page-liste page-territoire";
  head.crumbs = {{head.title, head.path}};
  return render_list(site, head, site.theme.words.say("listes.territoire-intro"), "", by_kind(site, indexes), {}, "",
                     indexes.size(), faults);
}

std::string render_alphabet(const Site& site, Faults& faults) {
  const PageHead head = plain_head(site, "az", "a-z.html", "az");
  struct Line {
    std::string key;
    Value value;
  };
  std::map<std::string, std::vector<Line>> letters;
  const bool without_jobs = site.by_kind[static_cast<std::size_t>(Kind::metier)].size() > alphabet_jobs_max;
  auto add = [&](const std::string& text, const std::string& note, const Fiche& fiche) {
    letters[initial(text)].push_back({text, entry(typography(text), typography(note),
                                                  link_to(head.path, site.catalogue.path_of(fiche)),
                                                  model().kind(fiche.kind).name)});
  };
  for (const Fiche& fiche : site.catalogue.fiches) {
    if (fiche.kind == Kind::metier && without_jobs) continue;
    add(fiche.title, fiche.sigle == fiche.title ? "" : fiche.sigle, fiche);
    if (!fiche.sigle.empty() && fiche.sigle != fiche.title) add(fiche.sigle, fiche.title, fiche);
    for (const std::string& alias : fiche.aliases) add(capitalised(alias), fiche.title, fiche);
    for (const OldName& old : fiche.old_names) add(capitalised(old.name), fiche.title, fiche);
  }
  ValueList groups;
  for (auto& [letter, lines] : letters) {
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return french_less(a.key, b.key); });
    ValueList entries;
    for (Line& line : lines) entries.push_back(std::move(line.value));
    groups.push_back(ValueMap{{"titre", letter}, {"ancre", "lettre-" + fold(letter)}, {"entrees", std::move(entries)}});
  }
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["lettres"] = std::move(groups);
  data["sans_metiers"] = without_jobs;
  data["metiers_href"] = link_to(head.path, model().kind(Kind::metier).folder + "/index.html");
  return render_page(site, "a-z", std::move(data), faults);
}

std::string sigle_path(const Sigle& sigle) { return "sigle-" + sigle.slug + ".html"; }

std::string render_sigles(const Site& site, Faults& faults) {
  const PageHead head = plain_head(site, "sigles", "sigles.html", "sigles");
  std::vector<const Sigle*> sorted;
  for (const Sigle& sigle : site.catalogue.sigles) sorted.push_back(&sigle);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Sigle* a, const Sigle* b) { return french_less(a->sigle, b->sigle); });
  std::map<std::string, ValueList> by_letter;  // a sigle may begin with a mark, and sort elsewhere than its letter
  for (const Sigle* sigle : sorted)
    by_letter[initial(sigle->sigle)].push_back(ValueMap{{"sigle", typography(sigle->sigle)},
                                                        {"href", sigle->has_page ? link_to(head.path, sigle_path(*sigle)) : ""},
                                                        {"ambigu", sigle->meanings.size() > 1},
                                                        {"sens", meanings(site, *sigle, head.path)}});
  ValueList letters;
  for (auto& [letter, lines] : by_letter)
    letters.push_back(ValueMap{{"titre", letter}, {"ancre", "lettre-" + fold(letter)}, {"sigles", std::move(lines)}});
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["nombre"] = typography(site.theme.words.count("sigles.nombre", sorted.size()));
  data["lettres"] = std::move(letters);
  return render_page(site, "sigles", std::move(data), faults);
}

std::string render_sigle(const Site& site, const Sigle& sigle, Faults& faults) {
  PageHead head;
  head.path = sigle_path(sigle);
  head.title = site.theme.words.say("sigles.un-titre", {{"sigle", sigle.sigle}});
  head.description = site.theme.words.count("sigles.sens", sigle.meanings.size());
  head.css_class = "page-sigle genre-sigle";
  head.section = "sigles";
  head.crumbs = {{site.theme.words.say("sigles.titre"), "sigles.html"}, {sigle.sigle, head.path}};
  ValueMap data = frame(site, head);
  data["sigle"] = typography(sigle.sigle);
  data["intro"] = typography(head.description);
  data["sens"] = meanings(site, sigle, head.path);
  data["sigle_recherche_href"] = link_to(head.path, "recherche.html") + "?q=" + sigle.slug;
  return render_page(site, "sigle", std::move(data), faults);
}

Indexes recently_verified(const Site& site, std::size_t most) {
  Indexes indexes;
  for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i)
    if (site.fiche(i).verified) indexes.push_back(i);
  std::stable_sort(indexes.begin(), indexes.end(),
                   [&](std::size_t a, std::size_t b) { return *site.fiche(a).verified > *site.fiche(b).verified; });
  if (indexes.size() > most) indexes.resize(most);
  return indexes;
}

std::string render_news(const Site& site, Faults& faults) {
  const PageHead head = plain_head(site, "nouveautes", "nouveautes.html", "nouveautes");
  const Date today = site.catalogue.today;
  const Date since = add_months(today, -change_months);

  // What changed: names that ended, rights that began or will end, read from the fiches' own dates.
  struct Change {
    Date when;
    std::size_t index;
    std::string sentence;
  };
  std::vector<Change> changes;
  for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i) {
    const Fiche& fiche = site.fiche(i);
    for (const OldName& old : fiche.old_names)
      if (old.until && *old.until >= since)
        changes.push_back({*old.until, i, site.theme.words.say("nouveautes.nom", {{"nom", old.name}, {"date", long_date(*old.until)}})});
    if (fiche.valid_from && *fiche.valid_from >= since)
      changes.push_back({*fiche.valid_from, i, site.theme.words.say("nouveautes.debut", {{"date", long_date(*fiche.valid_from)}})});
    if (fiche.valid_until && *fiche.valid_until >= since)
      changes.push_back({*fiche.valid_until, i,
                         site.theme.words.say(*fiche.valid_until < today ? "nouveautes.fin" : "nouveautes.fin-prevue",
                                              {{"date", long_date(*fiche.valid_until)}})});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.when > b.when; });
  ValueList change_values;
  for (const Change& change : changes) {
    ValueMap value = card(site, change.index, head.path);
    value["phrase"] = typography(change.sentence);
    change_values.push_back(std::move(value));
  }

  ValueList verified;
  for (std::size_t index : recently_verified(site, news_max)) {
    ValueMap value = card(site, index, head.path);
    value["phrase"] = freshness_sentence(site, index);
    verified.push_back(std::move(value));
  }

  ValueList states;
  std::size_t unverified = 0;
  for (Freshness freshness : {Freshness::stale, Freshness::due, Freshness::unverified}) {
    Indexes indexes;
    for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i)
      if (site.catalogue.freshness[i] == freshness) indexes.push_back(i);
    if (freshness == Freshness::unverified) unverified = indexes.size();
    if (indexes.empty()) continue;
    const std::string name(freshness_name(freshness));
    ValueList kinds;
    for (const Group& group : by_kind(site, indexes))
      if (!group.fiches.empty())
        kinds.push_back(ValueMap{{"titre", typography(group.title)},
                                 {"nombre", std::to_string(group.fiches.size())},
                                 {"fiches", cards(site, group.fiches, head.path)}});
    states.push_back(ValueMap{{"etat_nom", name},
                              {"titre", typography(site.theme.words.say("nouveautes.titre-" + name))},
                              {"phrase", typography(site.theme.words.say("nouveautes.phrase-" + name))},
                              {"nombre", typography(site.theme.words.count("listes.fiches", indexes.size()))},
                              {"genres_etat", std::move(kinds)}});
  }
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["a_des_changements"] = !change_values.empty();
  data["changements"] = std::move(change_values);
  data["a_des_verifiees"] = !verified.empty();
  data["verifiees"] = std::move(verified);
  data["etats"] = std::move(states);
  data["non_verifiees"] = std::to_string(unverified);
  data["fil_atom"] = site.settings().url.empty() ? "" : link_to(head.path, "nouveautes.atom");
  data["au"] = long_date(today);
  return render_page(site, "nouveautes", std::move(data), faults);
}

}  // namespace reperes

#include "builder/render_site.h"

#include <algorithm>
#include <cctype>

#include "builder/hash.h"
#include "builder/text.h"

namespace reperes {
namespace {

void sort_by_title(const Catalogue& catalogue, Indexes& indexes) {
  std::stable_sort(indexes.begin(), indexes.end(), [&](std::size_t a, std::size_t b) {
    return french_less(catalogue.fiches[a].title, catalogue.fiches[b].title);
  });
}

// An entry of the navigation; « courant » marks where the reader is.
Value navigation_entry(const Theme& theme, const std::string& name, const std::string& path, const std::string& label,
                       const PageHead& head, std::size_t count) {
  return ValueMap{{"nom", typography(label)},  {"href", link_to(head.path, path)}, {"cle", name},
                  {"icone", theme.icon(name)}, {"nombre", std::to_string(count)},  {"courant", head.section == name}};
}

// « Samu (15) » beside a button that says 15: « Samu ».
std::string title_without_number(const Fiche& fiche) {
  const std::string number = telephone(number_of(fiche)).dialled;
  const std::size_t open = fiche.title.rfind(" (");
  if (number.empty() || open == std::string::npos || !fiche.title.ends_with(')')) return typography(fiche.title);
  const std::string inside = fiche.title.substr(open + 2, fiche.title.size() - open - 3);
  return typography(telephone(inside).dialled == number ? fiche.title.substr(0, open) : fiche.title);
}

ValueMap make_card(const Catalogue& catalogue, std::size_t index, const std::string& root) {
  const Fiche& fiche = catalogue.fiches[index];
  const KindInfo& kind = model().kind(fiche.kind);
  const Freshness freshness = catalogue.freshness[index];
  return ValueMap{
      {"id", fiche.id},
      {"titre", typography(fiche.title)},
      {"nom_court", title_without_number(fiche)},
      {"sigle", shown_sigle(fiche)},
      {"href", root + catalogue.path_of(fiche)},
      {"resume", typography(fiche.summary)},
      {"genre", typography(kind.label)},
      {"genre_nom", kind.name},
      {"code", fiche.kind == Kind::metier || fiche.kind == Kind::ue ? fiche.id : ""},
      {"etat_nom", std::string(freshness_name(freshness))},
      {"etat", std::string(freshness_label(freshness))},
      {"historique", fiche.state == EditorialState::historical},
      {"urgent", fiche.urgency == 3},
      {"telephone", telephone_value(number_of(fiche))},
  };
}

}  // namespace

std::string shown_sigle(const Fiche& fiche) {
  auto is_letter = [&](std::size_t at) {
    if (at >= fiche.title.size()) return false;
    const auto byte = static_cast<unsigned char>(fiche.title[at]);
    return byte >= 0x80 || std::isalnum(byte);
  };
  for (std::size_t at = fiche.title.find(fiche.sigle); at != std::string::npos;
       at = fiche.title.find(fiche.sigle, at + 1))
    if (!(at > 0 && is_letter(at - 1)) && !is_letter(at + fiche.sigle.size())) return {};
  return typography(fiche.sigle);
}

Site prepare_site(const Catalogue& catalogue, const Revision& revision, const Theme& theme,
                  const RenderOptions& options) {
  Site site{catalogue, revision, theme, options, {}, {}, {}, {}, {}, {}, {}, {}, {}, links_to_notions(catalogue)};
  if (!site.settings().kiosk)  // a kiosk forgets, a learner must not
    for (const auto& item : revision.items) {
      site.revised.insert(item.fiche);
      site.revised.insert(revision.units[item.fiche].begin(), revision.units[item.fiche].end());
    }
  site.by_kind.resize(kind_count);
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const Fiche& fiche = catalogue.fiches[i];
    site.by_kind[static_cast<std::size_t>(fiche.kind)].push_back(i);
    for (const std::string& domaine : fiche.domaines) site.by_domaine[domaine].push_back(i);
    for (const std::string& reader : fiche.publics) site.by_public[reader].push_back(i);
    for (const std::string& code : fiche.territory_codes)
      if (code != "france") site.by_territory[code].push_back(i);
  }
  for (Indexes& indexes : site.by_kind) sort_by_title(catalogue, indexes);
  for (auto* groups : {&site.by_domaine, &site.by_public, &site.by_territory})
    for (auto& [name, indexes] : *groups) sort_by_title(catalogue, indexes);
  site.previous.assign(catalogue.fiches.size(), Site::none);
  site.next.assign(catalogue.fiches.size(), Site::none);
  for (const Indexes& indexes : site.by_kind)
    for (std::size_t i = 1; i < indexes.size(); ++i) {
      site.previous[indexes[i]] = indexes[i - 1];
      site.next[indexes[i - 1]] = indexes[i];
    }
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    site.root_cards.push_back(Value(make_card(catalogue, i, "")));
    site.folder_cards.push_back(Value(make_card(catalogue, i, "../")));
  }
  return site;
}

PageHead simple_head(const Site& site, const std::string& key, const std::string& path) {
  PageHead head;
  head.path = path;
  head.title = site.theme.words.say(key + ".titre");
  head.description = site.theme.words.say(key + ".intro");
  head.css_class = "page-" + key;
  head.section = key;
  head.crumbs = {{head.title, path}};
  return head;
}

std::string root_of(std::string_view path) {
  std::string root;
  for (char c : path)
    if (c == '/') root += "../";
  return root;
}

std::string link_to(std::string_view from_path, std::string_view to_path) {
  return root_of(from_path) + std::string(to_path);
}

ValueMap frame(const Site& site, const PageHead& head) {
  const Settings& settings = site.settings();
  const Theme& theme = site.theme;
  auto link = [&](std::string_view path) { return link_to(head.path, path); };

  ValueList navigation, kinds;
  for (const KindInfo& info : model().kinds) {
    const Indexes& indexes = site.by_kind[static_cast<std::size_t>(info.kind)];
    if (indexes.empty()) continue;
    Value entry = navigation_entry(theme, info.name, info.folder + "/index.html",
                                   theme.words.say("navigation." + info.name), head, indexes.size());
    kinds.push_back(entry);
  }
  // The header keeps the ways in that people ask for most; the footer has all.
  for (std::string_view name : {"parcours", "dispositif", "institution", "contact", "metier", "notion"})
    for (const Value& entry : kinds)
      if (std::get<std::string>((*std::get<std::shared_ptr<const ValueMap>>(entry.is)).at("cle").is) == name)
        navigation.push_back(entry);
  navigation.push_back(navigation_entry(theme, "az", "a-z.html", theme.words.say("navigation.az"), head, 0));
  ValueList domaines;
  for (const Choice& choice : model().vocabulary("domaines").choices) {
    auto found = site.by_domaine.find(choice.value);
    if (found == site.by_domaine.end()) continue;
    domaines.push_back(navigation_entry(theme, choice.value, "domaines/" + choice.value + ".html", choice.label, head,
                                        found->second.size()));
  }

  ValueList crumbs;
  for (std::size_t i = 0; i < head.crumbs.size(); ++i)
    crumbs.push_back(ValueMap{{"nom", typography(head.crumbs[i].first)},
                              {"href", link(head.crumbs[i].second)},
                              {"dernier", i + 1 == head.crumbs.size()}});

  const bool home = head.path == "index.html";
  const std::string title = typography(head.title);
  const std::string name = typography(settings.name);
  return ValueMap{
      {"racine", root_of(head.path)},
      {"page", ValueMap{{"titre", home ? name + " – " + typography(settings.tagline) : title + " – " + name},
                        {"nom", title},
                        {"description", typography(head.description)},
                        {"classe", head.css_class},
                        {"accueil", home},
                        {"grand_champ", home || head.path == "recherche.html" || head.path == "404.html"},
                        {"indexee", head.indexed},
                        {"adresse", settings.url.empty() ? "" : settings.url + head.path}}},
      {"site",
       ValueMap{{"nom", name},
                {"slogan", typography(settings.tagline)},
                {"organisation", typography(settings.organisation)},
                {"contact", settings.contact.find('@') != std::string::npos && !settings.contact.starts_with("mailto:")
                                ? "mailto:" + settings.contact
                                : settings.contact},
                {"url", settings.url},
                {"territoire", typography(settings.territory)},
                {"licence", typography(settings.content_licence)},
                {"conformite", theme.words.say("accessibilite." + settings.accessibility_state)},
                {"cle", hash128_hex(settings.url.empty() ? settings.name : settings.url).substr(0, 8)},
                {"borne", settings.kiosk},
                {"impression", settings.kiosk_printing},
                {"logo", theme.logo.empty() ? "" : link(theme.logo)}}},
      {"style", link(theme.style)},
      {"script_tete", link(theme.head_script)},
      {"script", link(theme.script)},
      {"style_borne", settings.kiosk ? link(theme.style_of(kiosk_folder)) : ""},
      {"script_borne", settings.kiosk ? link(theme.script_of(kiosk_folder)) : ""},
      {"favicon", theme.favicon.empty() ? "" : link(theme.favicon)},
      {"base_recherche", site.options.search_base},
      {"moteur", theme.search_script},
      {"suggestions", theme.script_of("suggestions")},
      {"navigation", std::move(navigation)},
      {"genres", std::move(kinds)},
      {"domaines_site", std::move(domaines)},
      {"fil", std::move(crumbs)},
      {"accueil_href", link("index.html")},
      {"recherche_href", link("recherche.html")},
      {"nouveautes_href", link("nouveautes.html")},
      {"az_href", link("a-z.html")},
      {"sigles_href", link("sigles.html")},
      {"selection_href", link("ma-selection.html")},
      {"reviser_href", site.revised.empty() ? "" : link("reviser.html")},
      {"accessibilite_href", link("accessibilite.html")},
      {"mentions_href", link("mentions-legales.html")},
      {"hors_ligne_href", settings.offline == Offline::kept ? link("hors-ligne.html") : ""},
  };
}

std::string render_page(const Site& site, const std::string& layout, ValueMap data, Faults& faults) {
  const auto* root = std::get_if<std::string>(&data["racine"].is);
  const auto links = [&](const std::vector<std::string>& paths) {
    ValueList list;
    for (const std::string& path : paths) list.push_back(Value(root ? *root + path : path));
    return list;
  };
  ValueList styles = links(site.theme.styles_for(layout)), scripts = links(site.theme.scripts_for(layout));
  data["styles_mise_en_page"] = std::move(styles);
  data["scripts_mise_en_page"] = std::move(scripts);
  return site.theme.templates.render(layout, Value(std::move(data)), faults);
}

const Value& card_value(const Site& site, std::size_t index, std::string_view from_path) {
  return (from_path.find('/') == std::string_view::npos ? site.root_cards : site.folder_cards)[index];
}

ValueMap card(const Site& site, std::size_t index, std::string_view from_path) {
  return *std::get<std::shared_ptr<const ValueMap>>(card_value(site, index, from_path).is);
}

ValueList cards(const Site& site, const Indexes& indexes, std::string_view from_path) {
  ValueList list;
  list.reserve(indexes.size());
  for (std::size_t index : indexes) list.push_back(card_value(site, index, from_path));
  return list;
}

std::string number_of(const Fiche& fiche) {
  if (fiche.kind == Kind::contact) return fiche.text("telephone");
  if (const Node* access = fiche.front.find("acces"))
    if (const Node* number = access->find("telephone")) return number->text;
  return {};
}

Value telephone_value(const std::string& written) {
  if (written.empty()) return Value(false);
  Telephone number = telephone(written);
  if (number.dialled.empty()) return Value(false);
  return ValueMap{{"affiche", number.shown}, {"href", "tel:" + number.dialled}};
}

}  // namespace reperes

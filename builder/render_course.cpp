#include "builder/render_course.h"

#include <algorithm>

#include "builder/actors.h"
#include "builder/curriculum.h"
#include "builder/render_fiche.h"
#include "builder/text.h"
#include "builder/unit_fiches.h"

namespace reperes {
namespace {

constexpr std::size_t first_shown = 12;  // fiches of a kind in sight, the rest behind a word
constexpr std::size_t rows_drawn = 20;   // institutions on the map: what a telephone shows in one look and a half
constexpr std::size_t actors_least = 3;  // fewer make no map
constexpr int short_characters = 22;     // of a name on the map
constexpr std::string_view page_end = ".html";

UnitFiches fiches_of(const Site& site, std::size_t index) {
  return fiches_of_unit(site.catalogue, site.linked_from, index);
}

bool is_unit(const Fiche& fiche) {
  return fiche.kind == Kind::ue && !is_certification(fiche);
}

std::string beside(const Site& site, std::size_t index, std::string_view ending) {
  const std::string path = site.catalogue.path_of(site.fiche(index));
  return path.substr(0, path.size() - page_end.size()) + std::string(ending) + std::string(page_end);
}

std::string credits_text(const Site& site, long credits) {
  return typography(site.theme.words.count("cours.credits", static_cast<std::size_t>(credits)));
}

std::string totals_text(const Site& site, const std::set<long>& totals) {
  if (totals.empty()) return {};
  std::vector<std::string> numbers;
  for (auto total = totals.rbegin(); total != totals.rend(); ++total) numbers.push_back(std::to_string(*total));
  if (numbers.size() == 1) return credits_text(site, *totals.begin());
  return typography(site.theme.words.say("cours.credits-ou", {{"totaux", join(numbers, " ou ")}}));
}

// --- A title: its units as a list to tick. -------------------------------------------------------------------------

ValueMap unit_value(const Site& site, std::size_t unit, std::string_view from_path) {
  const Fiche& fiche = site.fiche(unit);
  const std::string& nature = fiche.text("nature");
  const bool activity = nature == "uas" || nature == "ua";
  ValueList terms;  // what an activity asks for: the conditions of the title
  if (activity)
    for (const std::string& term : fiche.texts("objectifs")) terms.push_back(Value(capitalised(typography(term))));
  ValueMap value = card(site, unit, from_path);
  value["credits"] = std::to_string(credits_of(fiche));
  value["credits_texte"] = fiche.text("credits").empty() ? "" : credits_text(site, credits_of(fiche));
  value["heures"] = fiche.text("heures");
  value["activite"] = activity;
  value["a_des_termes"] = !terms.empty();
  value["termes"] = std::move(terms);
  return value;
}

ValueMap group_value(const Site& site, const CurriculumGroup& group, bool first, std::string_view from_path) {
  ValueList parts;
  for (const Part& part : group.parts) {
    ValueList units;
    for (const std::size_t unit : part) units.push_back(unit_value(site, unit, from_path));
    parts.push_back(ValueMap{{"au_choix", part.size() > 1}, {"unites", std::move(units)}});
  }
  ValueMap value{{"href", ""}, {"credits", totals_text(site, group.totals)}, {"parties", std::move(parts)}};
  const Words& words = site.theme.words;
  if (group.kind == PartGroup::certificate) {
    const Fiche& certificate = site.fiche(group.certificate);
    value["titre"] =
        typography(words.say("cours.certificat", {{"code", certificate.id}, {"titre", certificate.title}}));
    value["href"] = link_to(from_path, site.catalogue.path_of(certificate));
  } else {
    value["titre"] = typography(words.say(group.kind == PartGroup::activities ? "listes.activites"
                                          : first                             ? "listes.unites"
                                                                              : "cours.autres-unites"));
  }
  return value;
}

// « 120 crédits avec UEV010, 118 crédits avec TET006 » when one choice makes the difference, else the sums.
std::string credits_sentence(const Site& site, const Curriculum& curriculum) {
  const Part* choice = nullptr;
  std::size_t choices = 0;
  for (const auto& group : curriculum.groups)
    for (const Part& part : group.parts)
      if (part.size() > 1) choice = &part, ++choices;
  if (choices != 1 || curriculum.totals.size() < 2) return totals_text(site, curriculum.totals);
  long least = credits_of(site.fiche(choice->front()));
  for (const std::size_t unit : *choice) least = std::min(least, credits_of(site.fiche(unit)));
  std::vector<std::string> sums;
  for (const std::size_t unit : *choice)
    sums.push_back(site.theme.words.say(
        "cours.credits-avec", {{"n", std::to_string(*curriculum.totals.begin() - least + credits_of(site.fiche(unit)))},
                               {"code", site.fiche(unit).id}}));
  return typography(join(sums, ", "));
}

void add_curriculum(const Site& site, std::size_t index, std::string_view path, ValueMap& data, ValueList& contents) {
  Curriculum curriculum;
  if (is_certification(site.fiche(index))) curriculum = curriculum_of(site.catalogue, index);
  ValueList groups;
  for (const auto& group : curriculum.groups) groups.push_back(group_value(site, group, groups.empty(), path));
  ValueList sentences;
  for (const auto& [key, sentence] : site.theme.words.group("coches."))
    sentences.push_back(ValueMap{{"cle", key}, {"phrase", sentence}});
  data["a_des_unites"] = !groups.empty();
  data["unites_credits"] = credits_sentence(site, curriculum);
  data["phrases"] = std::move(sentences);
  if (!groups.empty())
    contents.insert(contents.begin(), ValueMap{{"titre", site.theme.words.say("cours.unites")}, {"ancre", "unites"}});
  data["unites"] = std::move(groups);
}

// --- A unit: its notions, and the fiches that serve it. ------------------------------------------------------------

// The fiches of a kind, the most served first: what is in sight, and the rest.
ValueMap served_value(const Site& site, Kind kind, const std::vector<Serving>& list, std::string_view from_path) {
  const Words& words = site.theme.words;
  ValueList shown, others;
  for (const Serving& serving : list) {
    ValueMap value = card(site, serving.fiche, from_path);
    const bool counted = kind == Kind::parcours && serving.times > 0;
    value["note"] = counted ? typography(words.count("cours.etapes", serving.times)) : "";
    (shown.size() < first_shown ? shown : others).push_back(std::move(value));
  }
  const KindInfo& info = model().kind(kind);
  return ValueMap{{"titre", typography(kind == Kind::parcours ? words.say("cours.situations") : info.plural)},
                  {"ancre", "servent-" + info.folder},
                  {"nombre", std::to_string(list.size())},
                  {"fiches", std::move(shown)},
                  {"a_d_autres", !others.empty()},
                  {"autres_nombre", std::to_string(others.size())},
                  {"autres", std::move(others)}};
}

struct SigleLine {
  std::string sigle, title, href;
};

std::vector<SigleLine> sigles_of(const Site& site, const UnitFiches& fiches, std::string_view from_path) {
  std::vector<std::size_t> named = fiches.notions;
  for (const auto& [kind, list] : fiches.by_kind)
    for (const Serving& serving : list) named.push_back(serving.fiche);
  std::vector<SigleLine> lines;
  for (const std::size_t index : named)
    if (const Fiche& fiche = site.fiche(index); !fiche.sigle.empty())
      lines.push_back(
          {typography(fiche.sigle), typography(fiche.title), link_to(from_path, site.catalogue.path_of(fiche))});
  std::stable_sort(lines.begin(), lines.end(),
                   [](const SigleLine& a, const SigleLine& b) { return french_less(a.sigle, b.sigle); });
  return lines;
}

// The rights of a unit, as the map reads them.
std::vector<RightActors> rights_of(const Site& site, const UnitFiches& fiches) {
  std::vector<std::size_t> rights;
  if (const auto found = fiches.by_kind.find(Kind::dispositif); found != fiches.by_kind.end())
    for (const Serving& serving : found->second) rights.push_back(serving.fiche);
  return actors_by_right(site.catalogue, rights);
}

PageHead head_beside(const Site& site, std::size_t index, const std::string& path, const std::string& key) {
  const std::vector<std::pair<std::string_view, std::string>> names = {{"code", site.fiche(index).id},
                                                                       {"titre", site.fiche(index).title}};
  PageHead head = head_of(site, index);
  head.path = path;
  head.title = site.theme.words.say("cours." + key + "-titre", names);
  head.description = site.theme.words.say("cours." + key + "-intro", names);
  head.css_class = "page-fiche page-cours genre-ue";
  head.crumbs.push_back({site.theme.words.say("cours." + key), path});
  return head;
}

// What the two pages of a unit have in common.
ValueMap page_beside(const Site& site, std::size_t index, const PageHead& head) {
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["code"] = site.fiche(index).id;
  data["fiche_href"] = link_to(head.path, site.catalogue.path_of(site.fiche(index)));
  data["icone"] = site.theme.icon("ue");
  data["onglet"] = typography(model().kind(Kind::ue).label);
  data["edite_le"] = long_date(site.catalogue.today);
  return data;
}

// « Mission locale », « CCAS »: the name when it is short, else the sigle when there is one.
std::string short_name(const Fiche& fiche) {
  const bool whole = fiche.sigle.empty() || count_characters(fiche.title) <= short_characters;
  return typography(whole ? fiche.title : fiche.sigle);
}

}  // namespace

void add_course_values(const Site& site, std::size_t index, ValueMap& data, ValueList& contents) {
  const Fiche& fiche = site.fiche(index);
  const std::string path = site.catalogue.path_of(fiche);
  const Words& words = site.theme.words;
  add_curriculum(site, index, path, data, contents);

  UnitFiches fiches;
  if (is_unit(fiche)) fiches = fiches_of(site, index);
  ValueList notions, served;
  for (const std::size_t notion : fiches.notions) notions.push_back(card_value(site, notion, path));
  for (const Kind kind : {Kind::institution, Kind::dispositif, Kind::metier, Kind::contact, Kind::parcours})
    if (const auto found = fiches.by_kind.find(kind); found != fiches.by_kind.end())
      served.push_back(served_value(site, kind, found->second, path));
  const std::size_t sigles = sigles_of(site, fiches, path).size();
  const std::size_t institutions = actors_of(site.catalogue, rights_of(site, fiches)).size();
  data["a_des_notions"] = !notions.empty();
  data["glossaire_href"] = notions.empty() ? "" : link_to(path, beside(site, index, "-glossaire"));
  data["glossaire_compte"] = typography(words.count("cours.definitions", notions.size()) +
                                        (sigles == 0 ? "" : ", " + words.count("sigles.nombre", sigles)));
  data["acteurs_href"] = institutions < actors_least ? "" : link_to(path, beside(site, index, "-qui-fait-quoi"));
  data["acteurs_compte"] = typography(words.count("cours.institutions", institutions));
  if (!notions.empty()) contents.push_back(ValueMap{{"titre", words.say("cours.notions")}, {"ancre", "notions"}});
  if (!served.empty()) contents.push_back(ValueMap{{"titre", words.say("cours.servent")}, {"ancre", "servent"}});
  data["notions"] = std::move(notions);
  data["a_des_fiches"] = !served.empty();
  data["servent"] = std::move(served);
}

std::string glossary_path(const Site& site, std::size_t index) {
  if (!is_unit(site.fiche(index)) || fiches_of(site, index).notions.empty()) return {};
  return beside(site, index, "-glossaire");
}

std::string actors_path(const Site& site, std::size_t index) {
  if (!is_unit(site.fiche(index))) return {};
  const auto actors = actors_of(site.catalogue, rights_of(site, fiches_of(site, index)));
  return actors.size() < actors_least ? "" : beside(site, index, "-qui-fait-quoi");
}

std::string render_glossary(const Site& site, std::size_t index, Faults& faults) {
  const PageHead head = head_beside(site, index, beside(site, index, "-glossaire"), "glossaire");
  const UnitFiches fiches = fiches_of(site, index);
  ValueList definitions, sigles;
  for (const std::size_t notion : fiches.notions) {
    const Fiche& fiche = site.fiche(notion);
    const std::string& definition = fiche.text("definition");
    definitions.push_back(ValueMap{{"titre", typography(fiche.title)},
                                   {"href", link_to(head.path, site.catalogue.path_of(fiche))},
                                   {"texte", typography(definition.empty() ? fiche.summary : definition)}});
  }
  for (const SigleLine& line : sigles_of(site, fiches, head.path))
    sigles.push_back(ValueMap{{"titre", line.sigle}, {"href", line.href}, {"texte", line.title}});
  ValueMap data = page_beside(site, index, head);
  data["definitions"] = std::move(definitions);
  data["a_des_sigles"] = !sigles.empty();
  data["sigles"] = std::move(sigles);
  return render_page(site, "fiche-ue-glossaire", std::move(data), faults);
}

std::string render_actors(const Site& site, std::size_t index, Faults& faults) {
  const PageHead head = head_beside(site, index, beside(site, index, "-qui-fait-quoi"), "acteurs");
  const Words& words = site.theme.words;
  const auto rights = rights_of(site, fiches_of(site, index));
  const auto actors = actors_of(site.catalogue, rights);

  std::array<std::string, actor_roles.size()> heads;  // of the drawing: one word each
  ValueList roles;
  for (std::size_t role = 0; role < actor_roles.size(); ++role) {
    heads[role] = words.say("acteurs.mot-" + std::string(actor_roles[role]));
    roles.push_back(Value(typography(words.say("acteurs." + std::string(actor_roles[role])))));
  }
  std::vector<ActorRow> rows;
  ValueList lines, by_right;
  for (const Actor& actor : actors) {
    const Fiche& fiche = site.fiche(actor.institution);
    if (rows.size() < rows_drawn) rows.push_back({short_name(fiche), actor.rights});
    ValueList counts;
    for (const std::size_t count : actor.rights) counts.push_back(Value(count == 0 ? "–" : std::to_string(count)));
    ValueMap line = card(site, actor.institution, head.path);
    line["nombres"] = std::move(counts);
    lines.push_back(std::move(line));
  }
  for (const RightActors& right : rights) {
    ValueList cells;
    for (const auto& institutions : right.institutions) {
      std::vector<std::string> names;
      for (const std::size_t institution : institutions) names.push_back(short_name(site.fiche(institution)));
      cells.push_back(Value(names.empty() ? "–" : join(names, ", ")));
    }
    ValueMap line = card(site, right.right, head.path);
    line["cellules"] = std::move(cells);
    by_right.push_back(std::move(line));
  }
  ValueMap data = page_beside(site, index, head);
  data["dessin"] = actors_svg(heads, rows, typography(words.say("acteurs.dessin")));
  data["dessin_note"] = typography(words.say(actors.size() > rows.size() ? "acteurs.premieres" : "acteurs.toutes",
                                             {{"n", std::to_string(rows.size())},
                                              {"sur", std::to_string(actors.size())},
                                              {"droits", std::to_string(rights.size())}}));
  data["roles"] = std::move(roles);
  data["lignes"] = std::move(lines);
  data["droits"] = std::move(by_right);
  return render_page(site, "fiche-ue-acteurs", std::move(data), faults);
}

}  // namespace reperes

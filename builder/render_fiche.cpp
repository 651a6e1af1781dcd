#include "builder/render_fiche.h"

#include <algorithm>
#include <set>

#include "builder/curriculum.h"
#include "builder/qr.h"
#include "builder/render_course.h"
#include "builder/render_data.h"
#include "builder/render_facts.h"
#include "builder/render_reviser.h"
#include "builder/territories.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::string_view plain_anchor = "en-clair";
constexpr std::size_t list_is_long = 9;  // more lines than this are set in columns

using Sections = std::vector<const Section*>;

// The body without « En clair », or « En clair » alone: a section of level 2 and what stands below it.
Sections sections_of(const Fiche& fiche, bool plain) {
  Sections chosen;
  bool inside = false;
  for (const Section& section : fiche.body.sections) {
    if (section.level == 2 || section.level == 0) inside = section.anchor == plain_anchor;
    if (inside == plain) chosen.push_back(&section);
  }
  return chosen;
}

// A table stands in a box it can scroll in; an empty corner is no header; alignment is a class, not the old attribute.
std::string with_framed_tables(std::string html, const std::string& title) {
  if (html.find("<table>") == std::string::npos) return html;
  const std::string label = html_escape(title.empty() ? "Tableau" : "Tableau : " + title);
  html = replace_all(html, "<table>",
                     "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"" + label + "\"><table>");
  html = replace_all(html, "</table>", "</table></div>");
  html = replace_all(html, "<th></th>", "<td></td>");
  for (const char* cell : {"<th", "<td"})
    for (const char* side : {"left", "center", "right"})
      html = replace_all(html, std::string(cell) + " align=\"" + side + "\">",
                         std::string(cell) + " class=\"a-" + side + "\">");
  return html;
}

// Internal links get their address from this page, images theirs in fichiers/, tables a box they can scroll in.
std::string body_html(const Site& site, const Fiche& fiche, const Section& section, std::string_view from_path) {
  std::string html = resolve_links(section.html, [&](std::string_view id, std::string_view anchor) -> std::string {
    const Fiche* target = site.catalogue.find(id);
    if (!target) return {};
    return link_to(from_path, site.catalogue.path_of(*target)) + (anchor.empty() ? "" : "#" + std::string(anchor));
  });
  std::string folder = fiche.path.substr(0, fiche.path.rfind('/') + 1);
  html = replace_all(html, "<img src=\"", "<img loading=\"lazy\" src=\"" + root_of(from_path) + "fichiers/" + folder);
  return typography_html(with_framed_tables(std::move(html), section.title));
}

ValueList section_values(const Site& site, const Fiche& fiche, const Sections& sections, std::string_view from_path) {
  ValueList values;
  for (const Section* section : sections)
    values.push_back(ValueMap{{"titre", typography(section->title)},
                              {"ancre", section->anchor},
                              {"niveau", section->level ? std::to_string(section->level) : ""},
                              {"html", body_html(site, fiche, *section, from_path)}});
  return values;
}

ValueList contents(const Sections& sections) {
  ValueList values;
  for (const Section* section : sections)
    if (section->level == 2)
      values.push_back(ValueMap{{"titre", typography(section->title)}, {"ancre", section->anchor}});
  return values;
}

// Fiche and number of everything with a telephone that this fiche leads to, itself first.
ValueList numbers(const Site& site, std::size_t index, std::string_view from_path) {
  ValueList values;
  std::vector<std::string> seen;
  auto add = [&](std::size_t other, const std::string& condition) {
    std::string written = number_of(site.fiche(other));
    if (written.empty() || std::find(seen.begin(), seen.end(), written) != seen.end()) return;
    seen.push_back(written);
    ValueMap value = card(site, other, from_path);
    if (std::get_if<bool>(&value["telephone"].is)) return;  // not a number one can dial
    value["condition"] = capitalised(typography(condition));
    values.push_back(std::move(value));
  };
  add(index, "");
  for (const Tie& tie : site.catalogue.ties[index])
    if (!tie.inverse && site.fiche(tie.other).kind == Kind::contact) add(tie.other, tie.condition);
  if (values.empty())
    for (std::string_view id : {"ligne-15", "ligne-17", "ligne-112", "ligne-114"})
      if (const Fiche* line = site.catalogue.find(id))
        add(static_cast<std::size_t>(line - site.catalogue.fiches.data()), "");
  return values;
}

ValueList steps(const Site& site, std::size_t index, std::string_view from_path) {
  ValueList values;
  for (const Tie& tie : site.catalogue.ties[index])
    if (!tie.inverse && tie.relation->name == "etapes") values.push_back(tie_value(site, tie, from_path));
  return values;
}

// « Assure, instruit et décide »: what an institution does for a right is often several things at once.
bool is_role(const Relation& relation) {
  static const std::set<std::string, std::less<>> roles = {"opere_par", "instruit_par", "decide_par", "prescrit_par",
                                                           "finance_par"};
  return roles.contains(relation.name);
}

std::string joined_labels(const std::vector<std::string>& labels) {
  std::string text = labels.front();
  for (std::size_t i = 1; i < labels.size(); ++i) {
    std::string label = labels[i];
    if (label[0] >= 'A' && label[0] <= 'Z') label[0] = static_cast<char>(label[0] - 'A' + 'a');
    text += (i + 1 == labels.size() ? " et " : ", ") + label;
  }
  return text;
}

// « Rhône (69), Ain (01) »; empty for what applies everywhere.
std::string place_names(const Fiche& fiche) {
  if (fiche.territory_scale.empty() || fiche.territory_scale == "national") return {};
  std::vector<std::string> names;
  for (const std::string& key : fiche.territory_codes) names.push_back(place_name(key));
  return join(names, ", ");
}

// Every relation that is not among the key facts already, both ways, grouped by its label; a fiche tied by several
// roles stands once, under all of them.
ValueList links(const Site& site, std::size_t index, const Facts& facts, std::string_view from_path) {
  struct Line {
    std::size_t other;
    bool role;
    bool contact;       // of this institution
    std::string place;  // « Rhône (69) », for such a contact
    std::vector<std::string> labels;
    ValueMap value;
  };
  std::vector<Line> lines;
  for (const Tie& tie : site.catalogue.ties[index]) {
    const std::string name = (tie.inverse ? "~" : "") + tie.relation->name;
    if (name == "etapes" || facts.relations.contains(name) ||
        (tie.relation->symmetric && facts.relations.contains(tie.relation->name)))
      continue;
    const bool role = is_role(*tie.relation);
    const bool contact = tie.inverse && tie.relation->name == "represente";
    const std::string place = contact ? place_names(site.fiche(tie.other)) : "";
    auto same = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
      return line.other == tie.other && (line.labels.back() == tie.label() || (role && line.role));
    });
    if (same == lines.end()) {
      lines.push_back({tie.other, role, contact, place, {tie.label()}, tie_value(site, tie, from_path)});
    } else if (same->labels.back() != tie.label()) {
      same->labels.push_back(tie.label());
    }
  }

  // Contacts of an institution stand under the place they serve, in the order of the codes, those of everywhere first.
  const auto is_contact = [](const Line& line) { return line.contact; };
  const auto codes = [&](const Line& line) { return join(site.fiche(line.other).territory_codes, ","); };
  const auto first = std::find_if(lines.begin(), lines.end(), is_contact);
  std::stable_sort(first, std::find_if_not(first, lines.end(), is_contact), [&](const Line& a, const Line& b) {
    return a.place.empty() != b.place.empty() ? a.place.empty() : codes(a) < codes(b);
  });

  std::vector<std::pair<std::string, ValueList>> groups;
  for (Line& line : lines) {
    const std::string label = joined_labels(line.labels) + (line.place.empty() ? "" : " : " + line.place);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) { return known.first == label; });
    if (group == groups.end()) group = groups.insert(groups.end(), {label, {}});
    group->second.push_back(std::move(line.value));
  }
  ValueList values;
  for (auto& [label, list] : groups) {
    const std::size_t count = list.size();
    values.push_back(ValueMap{{"label", typography(label)},
                              {"nombre", std::to_string(count)},
                              {"nombreux", count > list_is_long},
                              {"fiches", std::move(list)}});
  }
  return values;
}

ValueList chips(std::string_view vocabulary, const std::vector<std::string>& values, std::string_view from_path) {
  ValueList list;
  for (const std::string& value : values) {
    const bool known = model().vocabulary(vocabulary).find(value) != nullptr;
    list.push_back(
        ValueMap{{"nom", typography(model().label(vocabulary, value))},
                 {"href", known ? link_to(from_path, std::string(vocabulary) + "/" + value + ".html") : ""}});
  }
  return list;
}

ValueList sources(const Fiche& fiche) {
  ValueList values;
  for (const Source& source : fiche.sources) {
    const bool safe = is_safe_url(source.url);
    values.push_back(ValueMap{{"nom", typography(source.name.empty() ? host_of(source.url) : source.name)},
                              {"href", safe ? source.url : ""},
                              {"hote", safe ? host_of(source.url) : ""},
                              {"id_externe", source.external_id},
                              {"licence", typography(source.licence)},
                              {"date", source.dated ? long_date(*source.dated) : ""},
                              {"consulte_le", source.consulted ? long_date(*source.consulted) : ""}});
  }
  return values;
}

ValueList legal_basis(const Fiche& fiche) {
  ValueList values;
  for (const LegalBasis& basis : fiche.legal)
    values.push_back(ValueMap{{"texte", typography(basis.text)},
                              {"article", typography(basis.article)},
                              {"href", is_safe_url(basis.url) ? basis.url : ""}});
  return values;
}

ValueMap quiz_value(const std::string& question, std::vector<std::string> choices,
                    const std::vector<std::string>& right, const std::string& feedback) {
  // In an order that gives nothing away and never changes.
  std::sort(choices.begin(), choices.end(), french_less);
  ValueList choice_list, right_list;
  for (const auto& choice : choices) choice_list.push_back(Value(typography(choice)));
  for (const auto& answer : right) right_list.push_back(Value(typography(answer)));
  return {{"question", typography(question)},
          {"choix", std::move(choice_list)},
          {"bonnes", std::move(right_list)},
          {"retour", typography(feedback)}};
}

ValueList quizzes(const Fiche& fiche) {
  ValueList values;
  for (const Quiz& quiz : fiche.quizzes) {
    auto choices = quiz.right;
    choices.insert(choices.end(), quiz.wrong.begin(), quiz.wrong.end());
    auto right = quiz.right;
    std::sort(right.begin(), right.end(), french_less);
    values.push_back(quiz_value(quiz.question, std::move(choices), right, quiz.feedback));
  }
  for (const Statement& statement : fiche.statements)
    values.push_back(
        quiz_value(statement.text, {"Vrai", "Faux"}, {statement.is_true ? "Vrai" : "Faux"}, statement.feedback));
  for (const Sequence& sequence : fiche.sequences) {
    std::vector<std::string> steps_in_order;
    for (const auto& step : sequence.steps)
      steps_in_order.push_back(std::to_string(steps_in_order.size() + 1) + ". " + step);
    values.push_back(quiz_value(sequence.question, sequence.steps, steps_in_order, sequence.feedback));
  }
  return values;
}

ValueList texts(const std::vector<std::string>& plain) {
  ValueList values;
  for (const std::string& text : plain) values.push_back(Value(typography(text)));
  return values;
}

Value neighbour(const Site& site, std::size_t index, std::string_view from_path) {
  if (index == Site::none) return Value(false);
  return card(site, index, from_path);
}

std::string territory(const Fiche& fiche) {
  const std::string names = place_names(fiche);
  // « Région Bretagne » says its scale already.
  if (names.empty() || fiche.territory_scale == "region") return names;
  return model().label("echelles", fiche.territory_scale) + " : " + names;
}

ValueMap state_value(const Site& site, std::size_t index) {
  const Freshness freshness = site.catalogue.freshness[index];
  return ValueMap{{"nom", std::string(freshness_name(freshness))},
                  {"label", site.theme.words.say("etat." + std::string(freshness_name(freshness)))},
                  {"phrase", freshness_sentence(site, index)}};
}

// The banner of what no longer applies, and the way to what replaced it.
Value historical_value(const Site& site, std::size_t index, std::string_view from_path) {
  const Fiche& fiche = site.fiche(index);
  if (fiche.state != EditorialState::historical) return Value(false);
  ValueList replacements;
  for (const Tie& tie : site.catalogue.ties[index])
    if (!tie.inverse && tie.relation->name == "remplace_par") replacements.push_back(tie_value(site, tie, from_path));
  return ValueMap{{"depuis", fiche.valid_until ? long_date(*fiche.valid_until) : ""},
                  {"remplacants", std::move(replacements)}};
}

// On paper, the way back to the page: only a site with a public address has one.
std::string way_back(const Site& site, const std::string& path) {
  const std::string& address = site.settings().url;
  return address.empty() ? "" : qr_svg(address + path, site.theme.words.say("fiche.qr"));
}

// What the tab of a fiche says: its kind, or the more exact word its nature gives.
std::string tab_label(const Fiche& fiche) {
  const std::string& nature = fiche.text("nature");
  if (nature.empty() || (fiche.kind != Kind::ue && fiche.kind != Kind::contact)) return model().kind(fiche.kind).label;
  return model().label(fiche.kind == Kind::ue ? "natures-ue" : "natures-contact", nature);
}

}  // namespace

PageHead head_of(const Site& site, std::size_t index) {
  const Fiche& fiche = site.fiche(index);
  const KindInfo& kind = model().kind(fiche.kind);
  PageHead head;
  head.path = site.catalogue.path_of(fiche);
  head.title = fiche.title;
  if (!shown_sigle(fiche).empty()) head.title += " (" + fiche.sigle + ")";
  head.description = fiche.summary;
  head.css_class = "page-fiche genre-" + kind.name + (fiche.urgency == 3 ? " urgence-3" : "") +
                   (fiche.state == EditorialState::historical ? " est-historique" : "");
  head.section = kind.name;
  head.crumbs = {{site.theme.words.say("navigation." + kind.name), kind.folder + "/index.html"},
                 {fiche.title, head.path}};
  return head;
}

std::string freshness_sentence(const Site& site, std::size_t index) {
  const Fiche& fiche = site.fiche(index);
  const Freshness freshness = site.catalogue.freshness[index];
  const Words& words = site.theme.words;
  std::string by = fiche.verified_by.empty() ? "" : words.say("fraicheur.par", {{"qui", fiche.verified_by}});
  return typography(words.say("fraicheur." + std::string(freshness_name(freshness)),
                              {{"date", fiche.verified ? long_date(*fiche.verified) : ""},
                               {"par", by},
                               {"mois", std::to_string(model().kind(fiche.kind).recheck_months)}}));
}

std::string render_fiche(const Site& site, std::size_t index, Faults& faults) {
  const Fiche& fiche = site.fiche(index);
  const KindInfo& kind = model().kind(fiche.kind);
  const PageHead head = head_of(site, index);
  const std::string& path = head.path;
  Facts facts = key_facts(site, index, path);
  if (fiche.kind == Kind::ue) facts.relations.insert(is_certification(fiche) ? "~certification" : "enseigne");
  const Sections body = sections_of(fiche, false);
  const std::string plain = plain_path(site, index);

  ValueList old_names;
  for (const OldName& name : fiche.old_names) old_names.push_back(Value(old_name_text(site, name)));
  ValueList cards_list;
  for (const Card& question : fiche.cards)
    cards_list.push_back(
        ValueMap{{"question", typography(question.question)}, {"reponse", typography(question.answer)}});

  const std::string edit =
      site.settings().edit_url.empty() ? "" : replace_all(site.settings().edit_url, "{path}", fiche.path);

  ValueMap data = frame(site, head);
  data["titre"] = typography(fiche.title);
  data["sigle"] = shown_sigle(fiche);
  data["identifiant"] = fiche.id;
  data["code"] = fiche.kind == Kind::metier || fiche.kind == Kind::ue ? fiche.id : "";
  data["resume"] = typography(fiche.summary);
  data["genre"] = typography(tab_label(fiche));
  data["genre_nom"] = kind.name;
  data["icone"] = site.theme.icon(kind.name);
  data["genre_pluriel"] = typography(kind.plural);
  data["genre_href"] = link_to(path, kind.folder + "/index.html");
  data["domaines"] = chips("domaines", fiche.domaines, path);
  data["publics"] = chips("publics", fiche.publics, path);
  data["territoire"] = typography(territory(fiche));
  data["urgent"] = fiche.urgency == 3;
  data["urgence"] = fiche.urgency == 1 || fiche.urgency == 2
                        ? typography(site.theme.words.say("urgence." + std::to_string(fiche.urgency)))
                        : "";
  // A contact shows its own number large, below its name.
  ValueList urgent_numbers =
      fiche.urgency == 3 && fiche.kind != Kind::contact ? numbers(site, index, path) : ValueList{};
  data["a_des_numeros"] = !urgent_numbers.empty();
  data["numeros"] = std::move(urgent_numbers);
  const bool is_contact = fiche.kind == Kind::contact && !number_of(fiche).empty();
  Value number = is_contact ? telephone_value(number_of(fiche)) : Value(false);
  data["appel_texte"] = is_contact && std::get_if<bool>(&number.is) ? typography(number_of(fiche)) : "";
  data["appel"] = std::move(number);
  data["etat"] = state_value(site, index);
  data["historique"] = historical_value(site, index, path);
  data["question"] = typography(fiche.text("question"));
  data["definition"] = typography(fiche.text("definition"));
  data["a_un_essentiel"] = !facts.essential.empty();
  data["essentiel"] = facts.essential;
  data["a_des_details"] = !facts.others.empty();
  data["details"] = facts.others;
  data["autres_noms"] = texts(fiche.aliases);
  data["anciens_noms"] = std::move(old_names);
  data["noms"] = !fiche.aliases.empty() || !fiche.old_names.empty();
  ValueList parts = contents(body);
  if (fiche.kind == Kind::ue) add_course_values(site, index, data, parts);
  data["a_un_sommaire"] = parts.size() > 1;
  data["sommaire"] = std::move(parts);
  data["sections"] = section_values(site, fiche, body, path);
  ValueList path_steps = steps(site, index, path);
  data["a_des_etapes"] = !path_steps.empty();
  data["etapes"] = std::move(path_steps);
  ValueList groups = links(site, index, facts, path);
  data["a_des_liens"] = !groups.empty();
  data["liens"] = std::move(groups);
  data["a_des_questions"] = !fiche.questions.empty();
  data["questions"] = texts(fiche.questions);
  ValueList quiz_list = quizzes(fiche);
  const std::string revise = revise_href(site, index, path);
  const bool is_unit = fiche.kind == Kind::ue;
  data["reviser_fiche_href"] = revise;
  data["reviser_fiche_texte"] = site.theme.words.say(is_unit ? "reviser.cette-ue" : "reviser.cette-fiche");
  data["reviser_ue_href"] = is_unit ? revise : "";
  data["examen_href"] = exam_href(site, index, path);
  data["a_reviser"] = !revise.empty() || !fiche.cards.empty() || !quiz_list.empty();
  data["cartes"] = std::move(cards_list);
  data["qcm"] = std::move(quiz_list);
  data["sources"] = sources(fiche);
  data["a_une_base_legale"] = !fiche.legal.empty();
  data["base_legale"] = legal_basis(fiche);
  data["en_clair_href"] = plain.empty() ? "" : link_to(path, plain);
  data["precedent"] = neighbour(site, site.previous[index], path);
  data["suivant"] = neighbour(site, site.next[index], path);
  data["modifier_href"] = edit;
  data["qr"] = way_back(site, path);
  data["donnees"] = linked_data(site, index);
  data["edite_le"] = long_date(site.catalogue.today);

  const std::string own = "fiche-" + kind.name;
  return render_page(site, site.theme.has_layout(own) ? own : "fiche", std::move(data), faults);
}

std::string plain_path(const Site& site, std::size_t index) {
  const Fiche& fiche = site.fiche(index);
  if (sections_of(fiche, true).empty()) return {};
  std::string path = site.catalogue.path_of(fiche);
  return path.substr(0, path.size() - std::string_view(".html").size()) + "-en-clair.html";
}

std::string render_plain(const Site& site, std::size_t index, Faults& faults) {
  const Fiche& fiche = site.fiche(index);
  const KindInfo& kind = model().kind(fiche.kind);
  PageHead head = head_of(site, index);
  head.path = plain_path(site, index);
  head.title = site.theme.words.say("fiche.en-clair-titre", {{"titre", fiche.title}});
  head.css_class = "page-en-clair genre-" + kind.name;
  head.crumbs.push_back({site.theme.words.say("fiche.en-clair"), head.path});
  ValueMap data = frame(site, head);
  data["titre"] = typography(fiche.title);
  data["sigle"] = shown_sigle(fiche);
  data["genre"] = typography(kind.label);
  data["genre_nom"] = kind.name;
  data["fiche_href"] = link_to(head.path, site.catalogue.path_of(fiche));
  data["sections"] = section_values(site, fiche, sections_of(fiche, true), head.path);
  ValueList urgent_numbers = fiche.urgency == 3 ? numbers(site, index, head.path) : ValueList{};
  data["a_des_numeros"] = !urgent_numbers.empty();
  data["numeros"] = std::move(urgent_numbers);
  data["urgent"] = fiche.urgency == 3;
  data["etat"] = state_value(site, index);
  data["qr"] = way_back(site, head.path);
  data["edite_le"] = long_date(site.catalogue.today);
  return render_page(site, "fiche-en-clair", std::move(data), faults);
}

}  // namespace reperes

#include "builder/render_facts.h"

#include <algorithm>

#include "builder/text.h"

namespace reperes {
namespace {

// What each kind is asked first, in that order. A relation read from its other end has a « ~ ».
const std::vector<std::string_view>& essentials(Kind kind) {
  static const std::vector<std::string_view> none;
  static const std::vector<std::string_view> dispositif = {
      "nature",         "publics",        "montant",   "duree",        "frais",           "conditions",
      "demarche",       "instruit_par",   "opere_par", "prescrit_par", "decide_par",      "delai",
      "recours_devant", "cumulable_avec", "exclut",    "valable_du",   "valable_jusqu_au"};
  static const std::vector<std::string_view> institution = {"acces",         "missions", "publics",
                                                            "modes_accueil", "frais",    "reseau"};
  static const std::vector<std::string_view> metier = {"code_rome", "version_rome", "appellations", "exerce_dans"};
  static const std::vector<std::string_view> ue = {"code",   "credits", "heures",        "heures_annoncees",
                                                   "niveau", "rncp",    "certification", "objectifs"};
  static const std::vector<std::string_view> notion = {"reperes", "auteurs", "~enseigne"};
  static const std::vector<std::string_view> contact = {
      "horaires",           "frais",           "adresse",   "courriel", "site", "publics", "modes_accueil",
      "modes_mobilisation", "mobilisable_par", "represente"};
  switch (kind) {
    case Kind::dispositif:
      return dispositif;
    case Kind::institution:
      return institution;
    case Kind::metier:
      return metier;
    case Kind::ue:
      return ue;
    case Kind::notion:
      return notion;
    case Kind::contact:
      return contact;
    case Kind::parcours:
    case Kind::page:
      return none;
  }
  return none;
}

// Shown in places of their own: badges, « Autres noms », the steps, the big number.
bool has_its_own_place(std::string_view name, Kind kind) {
  static const std::set<std::string, std::less<>> names = {"sigle",    "alias",   "anciens_noms",
                                                           "domaines", "publics", "question"};
  if (name == "nature") return kind == Kind::ue || kind == Kind::contact;
  return names.contains(name) || (kind == Kind::contact && name == "telephone");
}

// Every key a layout may ask of a value is there, so that a layout's typing error is never hidden by chance.
ValueMap plain_value(std::string_view text) {
  return ValueMap{
      {"texte", typography(text)}, {"href", ""}, {"externe", false}, {"tel", false}, {"date", ""}, {"note", ""},
      {"genre_nom", ""},           {"sigle", ""}, {"id", ""}};
}

ValueMap link_value(std::string text, std::string href, bool external) {
  ValueMap value = plain_value(text);
  value["href"] = std::move(href);
  value["externe"] = external;
  return value;
}

ValueMap number_value(const std::string& written) {
  ValueMap value = plain_value(written);
  Telephone number = telephone(written);
  if (number.dialled.empty()) return value;
  value["texte"] = number.shown;
  value["href"] = "tel:" + number.dialled;
  value["tel"] = true;
  return value;
}

ValueMap fact(std::string name, std::string_view label, ValueList values) {
  const bool many = values.size() > 1;
  const bool wide = many && values.size() > 4;
  return ValueMap{{"nom", std::move(name)},
                  {"label", typography(label)},
                  {"valeurs", std::move(values)},
                  {"liste", many},
                  {"large", wide},
                  {"record", false},
                  {"sous", ValueList{}}};
}

// The values of one field; sub-fields of a record go to `inside`.
ValueList values_of(const Field& field, const Node& node, ValueList& inside);

void add_field(const Field& field, const Node& node, ValueList& facts) {
  if (node.empty() || field.label.empty()) return;
  ValueList inside;
  ValueList values = values_of(field, node, inside);
  if (values.empty() && inside.empty()) return;
  ValueMap made = fact(field.name, field.label, std::move(values));
  if (!inside.empty()) {
    made["record"] = true;
    made["sous"] = std::move(inside);
    made["large"] = true;
  }
  facts.push_back(std::move(made));
}

ValueList values_of(const Field& field, const Node& node, ValueList& inside) {
  ValueList values;
  auto each = [&](auto&& make) {
    if (node.is_scalar()) values.push_back(make(node.text));
    for (const Node& item : node.items)
      if (item.is_scalar()) values.push_back(make(item.text));
  };
  switch (field.shape) {
    case Shape::text:
    case Shape::texts:
    case Shape::integer:
      if (field.name == "telephone")
        each(number_value);
      else if (field.name == "courriel")
        each([](const std::string& text) { return link_value(text, "mailto:" + text, false); });
      else if (field.name == "horaires")
        each([](const std::string& text) { return plain_value(opening_hours(text)); });
      else
        each([](const std::string& text) { return plain_value(text); });
      break;
    case Shape::date:
      each([](const std::string& text) {
        auto date = parse_date(text);
        return plain_value(date ? long_date(*date) : text);
      });
      break;
    case Shape::url:
      each([](const std::string& text) {
        return is_safe_url(text) ? link_value(host_of(text), text, true) : plain_value(text);
      });
      break;
    case Shape::choice:
    case Shape::choices:
      each([&](const std::string& text) { return plain_value(model().label(field.vocabulary, text)); });
      break;
    case Shape::record:
      for (const Field& sub : field.fields)
        if (const Node* value = node.find(sub.name)) add_field(sub, *value, inside);
      break;
    case Shape::records:
      if (field.name == "reperes")
        for (const Node& item : node.items) {
          const Node* date = item.find("date");
          const Node* text = item.find("texte");
          ValueMap value = plain_value(text ? text->text : "");
          value["date"] = date ? typography(date->text) : "";
          values.push_back(std::move(value));
        }
      break;
    case Shape::reference:
    case Shape::references:
      break;  // shown as the relation they stand for
  }
  return values;
}

}  // namespace

ValueMap tie_value(const Site& site, const Tie& tie, std::string_view from_path) {
  ValueMap value = card(site, tie.other, from_path);
  std::string note = typography(tie.note);
  if (tie.days > 0) {
    std::string delay = site.theme.words.say("fiche.delai-jours", {{"n", std::to_string(tie.days)}});
    if (tie.days == 60) delay = site.theme.words.say("fiche.delai-deux-mois");
    note = note.empty() ? typography(delay) : typography(delay) + ", " + note;
  }
  value["condition"] = capitalised(typography(tie.condition));
  value["note"] = note;
  return value;
}

std::string old_name_text(const Site& site, const OldName& name) {
  if (!name.until) return typography(name.name);
  return typography(site.theme.words.say("fiche.ancien-nom", {{"nom", name.name}, {"date", long_date(*name.until)}}));
}

Facts key_facts(const Site& site, std::size_t index, std::string_view from_path) {
  const Fiche& fiche = site.fiche(index);
  const auto& ties = site.catalogue.ties[index];
  Facts facts;
  std::set<std::string, std::less<>> done;

  for (std::string_view name : essentials(fiche.kind)) {
    if (const Field* field = model().field(name, fiche.kind); field && field->relation.empty()) {
      done.insert(std::string(name));
      if (const Node* node = fiche.front.find(name)) add_field(*field, *node, facts.essential);
      continue;
    }
    const bool inverse = name.starts_with("~");
    std::string_view relation = inverse ? name.substr(1) : name;
    ValueList values;
    std::string label;
    for (const Tie& tie : ties) {
      if (tie.relation->name != relation || (tie.inverse != inverse && !tie.relation->symmetric)) continue;
      label = tie.label();
      const Fiche& other = site.fiche(tie.other);
      ValueMap line = tie_value(site, tie, from_path);
      ValueMap value = link_value(other.title, link_to(from_path, site.catalogue.path_of(other)), false);
      value["genre_nom"] = model().kind(other.kind).name;
      value["id"] = other.id;
      value["sigle"] = line.at("sigle");
      std::string condition = std::get<std::string>(line.at("condition").is);
      std::string note = std::get<std::string>(line.at("note").is);
      value["note"] = condition.empty() ? note : note.empty() ? condition : condition + " ; " + note;
      values.push_back(std::move(value));
    }
    if (values.empty()) continue;
    facts.relations.insert(std::string(name));
    facts.essential.push_back(fact(std::string(relation), label, std::move(values)));
  }
  for (const Field& field : model().fields) {
    if (!field.kinds.has(fiche.kind) || !field.relation.empty() || done.contains(field.name) ||
        has_its_own_place(field.name, fiche.kind))
      continue;
    if (const Node* node = fiche.front.find(field.name)) add_field(field, *node, facts.others);
  }
  return facts;
}

}  // namespace reperes

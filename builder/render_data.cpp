#include "builder/render_data.h"

#include <vector>

#include "builder/territories.h"
#include "builder/text.h"

namespace reperes {
namespace {

std::string json_text(std::string_view text) { return "\"" + json_string(text) + "\""; }

// An object in the order in which it is written; what is empty is left out.
struct Object {
  std::vector<std::string> members;

  explicit Object(std::string_view type) { text("@type", type); }

  void raw(std::string_view name, const std::string& value) {
    if (!value.empty()) members.push_back(json_text(name) + ":" + value);
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) raw(name, json_text(value));
  }
  void list(std::string_view name, const std::vector<std::string>& values) {
    if (!values.empty()) raw(name, "[" + join(values, ",") + "]");
  }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    std::vector<std::string> items;
    for (const std::string& value : values) items.push_back(json_text(value));
    list(name, items);
  }
  std::string json() const { return "{" + join(members, ",") + "}"; }
};

std::string named(std::string_view type, std::string_view name) {
  Object object(type);
  object.text("name", name);
  return object.json();
}

std::string value_in(const Fiche& fiche, std::string_view record, std::string_view field) {
  const Node* node = fiche.front.find(record);
  const Node* value = node ? node->find(field) : nullptr;
  return value && value->is_scalar() ? value->text : "";
}

std::string safe_url(const std::string& url) { return is_safe_url(url) ? url : ""; }

std::vector<std::string> places(const Fiche& fiche) {
  std::vector<std::string> areas;
  for (const std::string& key : fiche.territory_codes)
    areas.push_back(key == "france" ? named("Country", "France") : named("AdministrativeArea", place_name(key)));
  return areas;
}

std::string audience(const Fiche& fiche) {
  std::vector<std::string> readers;
  for (const std::string& reader : fiche.publics) readers.push_back(model().label("publics", reader));
  if (readers.empty()) return {};
  Object object("Audience");
  object.text("audienceType", join(readers, ", "));
  return object.json();
}

void add_service(const Site& site, std::size_t index, Object& object) {
  const Fiche& fiche = site.fiche(index);
  object.text("serviceType", model().label("natures-dispositif", fiche.text("nature")));
  object.raw("audience", audience(fiche));
  std::vector<std::string> providers;
  for (const Tie& tie : site.catalogue.ties[index])
    if (!tie.inverse && tie.relation->name == "opere_par")
      providers.push_back(named("Organization", site.fiche(tie.other).title));
  object.list("provider", providers);
  object.list("areaServed", places(fiche));
  Object channel("ServiceChannel");
  channel.text("serviceUrl", safe_url(value_in(fiche, "demarche", "en_ligne")));
  if (const auto number = telephone(value_in(fiche, "demarche", "telephone")).dialled; !number.empty()) {
    Object point("ContactPoint");
    point.text("telephone", number);
    channel.raw("servicePhone", point.json());
  }
  if (channel.members.size() > 1) object.raw("availableChannel", channel.json());
}

void add_organization(const Fiche& fiche, Object& object) {
  object.text("url", safe_url(value_in(fiche, "acces", "site")));
  object.text("telephone", telephone(value_in(fiche, "acces", "telephone")).dialled);
  object.text("email", value_in(fiche, "acces", "courriel"));
  object.text("address", value_in(fiche, "acces", "adresse"));
  object.list("areaServed", places(fiche));
}

void add_occupation(const Fiche& fiche, Object& object) {
  Object code("CategoryCode");
  code.text("codeValue", fiche.text("code_rome"));
  code.text("inCodeSet", "ROME");
  if (!fiche.text("code_rome").empty()) object.raw("occupationalCategory", code.json());
  object.raw("occupationLocation", named("Country", "France"));
}

}  // namespace

std::string linked_data(const Site& site, std::size_t index) {
  const Fiche& fiche = site.fiche(index);
  if (fiche.kind != Kind::dispositif && fiche.kind != Kind::institution && fiche.kind != Kind::metier) return {};
  Object object(fiche.kind == Kind::dispositif    ? "GovernmentService"
                : fiche.kind == Kind::institution ? "Organization"
                                                  : "Occupation");
  object.members.insert(object.members.begin(), "\"@context\":\"https://schema.org\"");
  object.text("name", fiche.title);
  std::vector<std::string> other_names;
  if (!fiche.sigle.empty()) other_names.push_back(fiche.sigle);
  for (const auto* names : {&fiche.aliases, &fiche.appellations})
    other_names.insert(other_names.end(), names->begin(), names->end());
  object.texts("alternateName", other_names);
  object.text("description", fiche.summary);
  if (!site.settings().url.empty())
    object.text("mainEntityOfPage", site.settings().url + site.catalogue.path_of(fiche));
  if (fiche.kind == Kind::dispositif) add_service(site, index, object);
  if (fiche.kind == Kind::institution) add_organization(fiche, object);
  if (fiche.kind == Kind::metier) add_occupation(fiche, object);
  return replace_all(replace_all(object.json(), ">", "\\u003e"), "&", "\\u0026");
}

}  // namespace reperes

#include "builder/search_documents.h"
#include "builder/territories.h"

#include <algorithm>
#include <set>

#include "builder/territories.h"

namespace reperes {

namespace {

using search::NameKind;

std::string old_name_note(const OldName& old) { return old.until ? "jusqu'au " + french_date(*old.until) : ""; }

// Fields that are text of the fiche without standing in its body.
std::string text_of_fields(const Fiche& fiche) {
  std::vector<std::string> lines;
  for (const char* field : {"definition", "montant", "duree"})
    if (!fiche.text(field).empty()) lines.push_back(fiche.text(field));
  for (const char* field : {"missions", "conditions", "objectifs", "auteurs"}) {
    const auto texts = fiche.texts(field);
    lines.insert(lines.end(), texts.begin(), texts.end());
  }
  for (const auto& reference : fiche.references) {
    if (!reference.condition.empty()) lines.push_back(reference.condition);
    if (!reference.note.empty()) lines.push_back(reference.note);
  }
  for (const auto& basis : fiche.legal) lines.push_back(basis.text + " " + basis.article);
  for (const auto& source : fiche.sources)
    if (!source.external_id.empty()) lines.push_back(source.external_id);
  return join(lines, "\n");
}

search::Document document_of(const Catalogue& catalogue, std::size_t index) {
  const Fiche& fiche = catalogue.fiches[index];
  search::Document document;
  document.id = fiche.id;
  document.kind = model().kind(fiche.kind).name;
  document.url = catalogue.path_of(fiche);
  document.title = fiche.title;
  document.summary = !fiche.summary.empty() ? fiche.summary : fiche.text("definition");
  document.state = freshness_name(catalogue.freshness[index]);
  document.historical = fiche.state == EditorialState::historical;
  document.background = document.kind == "metier" || document.kind == "page";
  document.urgency = fiche.urgency;

  if (!fiche.sigle.empty()) document.names.push_back({fiche.sigle, NameKind::sigle, ""});
  for (const auto& code : {fiche.text("code"), fiche.text("code_rome")})
    if (!code.empty() && code != fiche.id) document.names.push_back({code, NameKind::sigle, ""});
  for (const auto& alias : fiche.aliases) document.names.push_back({alias, NameKind::alias, ""});
  for (const auto& old : fiche.old_names) document.names.push_back({old.name, NameKind::old_name, old_name_note(old)});
  for (const auto& appellation : fiche.appellations) document.names.push_back({appellation, NameKind::appellation, ""});
  for (const auto& question : fiche.questions) document.names.push_back({question, NameKind::question, ""});
  document.sayings = fiche.sayings;
  if (const auto& telephone = fiche.text("telephone"); !telephone.empty())
    document.names.push_back({telephone, NameKind::alias, ""});

  if (const auto fields = text_of_fields(fiche); !fields.empty()) document.sections.push_back({"", "", fields});
  for (const auto& section : fiche.body.sections)
    document.sections.push_back({section.anchor, section.title, section.text});

  document.facets["domaine"] = fiche.domaines;
  document.facets["public"] = fiche.publics;
  document.facets["territoire"] = fiche.territory_codes;
  for (const auto& tie : catalogue.ties[index])
    if (tie.relation->name == "certification" && !tie.inverse)
      document.facets["certification"].push_back(catalogue.fiches[tie.other].id);
  return document;
}

search::Document document_of(const Catalogue& catalogue, const Sigle& sigle) {
  search::Document document;
  document.id = "sigle-" + sigle.slug;
  document.kind = "sigle";
  document.pointer = true;
  document.url = document.id + ".html";
  document.title = sigle.sigle;
  document.state = "a-verifier";
  std::vector<std::string> texts;
  for (const auto& meaning : sigle.meanings) {
    texts.push_back(meaning.text);
    if (meaning.fiche >= catalogue.fiches.size()) document.names.push_back({meaning.text, NameKind::alias, ""});
    if (!meaning.domaine.empty()) document.facets["domaine"].push_back(meaning.domaine);
  }
  auto& domaines = document.facets["domaine"];
  std::sort(domaines.begin(), domaines.end());
  domaines.erase(std::unique(domaines.begin(), domaines.end()), domaines.end());
  document.summary = join(texts, " ; ");
  document.names.push_back({sigle.sigle, NameKind::sigle, ""});
  return document;
}

}  // namespace

std::vector<search::Document> search_documents(const Catalogue& catalogue) {
  std::vector<search::Document> documents;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) documents.push_back(document_of(catalogue, i));
  for (const auto& sigle : catalogue.sigles)
    if (sigle.has_page) documents.push_back(document_of(catalogue, sigle));
  std::sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) { return a.url < b.url; });
  return documents;
}

std::vector<search::FacetLabel> facet_labels(const Catalogue& catalogue) {
  const auto choices = [](std::string_view vocabulary) {
    std::vector<std::pair<std::string, std::string>> values;
    for (const auto& choice : model().vocabulary(vocabulary).choices) values.emplace_back(choice.value, choice.label);
    return values;
  };
  std::set<std::string> territories;
  std::vector<std::pair<std::string, std::string>> certifications;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const auto& fiche = catalogue.fiches[i];
    territories.insert(fiche.territory_codes.begin(), fiche.territory_codes.end());
    const bool certifies = std::any_of(catalogue.ties[i].begin(), catalogue.ties[i].end(), [](const Tie& tie) {
      return tie.relation->name == "certification" && tie.inverse;
    });
    if (certifies) certifications.emplace_back(fiche.id, fiche.title);
  }
  std::vector<std::pair<std::string, std::string>> places;
  for (const auto& code : territories) places.emplace_back(code, place_name(code));

  std::vector<std::pair<std::string, std::string>> kinds;
  for (const auto& info : model().kinds) kinds.emplace_back(info.name, info.plural);
  kinds.emplace_back("sigle", "Sigles");
  std::vector<std::pair<std::string, std::string>> states;
  for (const auto freshness :
       {Freshness::fresh, Freshness::unverified, Freshness::due, Freshness::stale, Freshness::historical})
    states.emplace_back(freshness_name(freshness), freshness_label(freshness));
  return {{"kind", "Genre", kinds},
          {"domaine", "Domaine", choices("domaines")},
          {"public", "Public", choices("publics")},
          {"territoire", "Territoire", places},
          {"certification", "Certification", certifications},
          {"etat", "Fraîcheur", states}};
}

}  // namespace reperes

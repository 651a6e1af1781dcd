// Questions about what notions mean, and whom institutions are for.

#include <algorithm>
#include <cctype>
#include <map>

#include "builder/revision_made.h"
#include "builder/revision_words.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t wrong_count = 3;

// --- Definitions ----------------------------------------------------------------------------------------------------

// A law is no notion: among notions, it is the wrong answer that everybody sees.
bool is_law(const Fiche& fiche) {
  return fold(fiche.title).starts_with("loi ");
}

// « Chômage : catégories, halo, longue durée » is asked about as « Chômage ».
std::string short_title(const Fiche& fiche) {
  return fiche.title.substr(0, fiche.title.find(" : "));
}

bool is_verb(std::string_view word) {
  return word.ends_with("er") || word.ends_with("ir");
}

// « Recevoir toute personne… » is « Accueillir tout public »: a verb defines a verb, and the only one is seen at once.
bool begins_with_verb(std::string_view text) {
  return is_verb(fold(text.substr(0, text.find(' '))));
}

// « ISAP et ISIC » among words.
bool is_sigle(const std::string& title) {
  return title.size() > 2 &&
         std::all_of(title.begin(), title.begin() + 3, [](unsigned char c) { return std::isupper(c); });
}

// « Processus, décrit par Robert Castel »: who knows whose idea it is reads no further.
bool names_an_author(const Fiche& fiche, const std::string& definition) {
  const auto authors = fiche.texts("auteurs");
  return std::any_of(authors.begin(), authors.end(),
                     [&](const std::string& author) { return definition.find(author) != std::string::npos; });
}

// « Processus », « Situation »: what kind of thing a notion is. Two tied notions of one kind may well fit the same
// words.
std::string kind_of(const std::string& definition) {
  return fold(definition.substr(0, definition.find_first_of(" ,")));
}

void ask_definitions(Making& making) {
  const auto& catalogue = making.catalogue;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const Fiche& fiche = making.fiche(i);
    const std::string& definition = fiche.text("definition");
    if (fiche.kind != Kind::notion || definition.empty()) continue;
    making.card(i, "definition", "definition", "Que veut dire : " + short_title(fiche) + " ?", definition, "");
    if (gives_away(definition, fiche.title) || names_an_author(fiche, definition)) continue;

    std::set<std::size_t> taught_too, tied;
    for (const Tie& tie : catalogue.ties[i]) {
      tied.insert(tie.other);
      if (!tie.inverse || tie.relation->name != "enseigne") continue;
      for (const Tie& taught : catalogue.ties[tie.other])
        if (!taught.inverse && taught.relation->name == "enseigne") taught_too.insert(taught.other);
    }
    for (const Link& link : fiche.body.links)
      if (const auto found = catalogue.by_id.find(link.id); found != catalogue.by_id.end()) tied.insert(found->second);
    taught_too.erase(i);
    std::vector<Candidate> others;
    for (const std::size_t other : taught_too) {
      const Fiche& notion = making.fiche(other);
      const std::string& its = notion.text("definition");
      if (begins_with_verb(definition) && !begins_with_verb(notion.title)) continue;
      if (is_sigle(notion.title) || is_law(notion) != is_law(fiche) ||
          gives_away(definition + " " + fiche.title, notion.title))
        continue;
      if (tied.contains(other) && (its.empty() || kind_of(its) == kind_of(definition))) continue;
      const bool same_kind = !its.empty() && kind_of(its) == kind_of(definition);
      others.push_back({short_title(notion), (tied.contains(other) ? 4 : 0) + (same_kind ? 4 : 0) +
                                                 2 * shared_words(definition, its) + share_domaine(fiche, notion)});
    }
    const std::string name = short_title(fiche);
    auto wrong = wrong_answers(fiche.id, {name}, std::move(others), wrong_count);
    if (wrong.size() < wrong_count) continue;
    making.question(i, "definition", "definition-qcm",
                    "De quelle notion est-ce la définition : " + in_quotes(definition), {name}, std::move(wrong),
                    fiche.summary);
  }
}

// --- Whom an institution is for -------------------------------------------------------------------------------------

// Publics that may be the same people: none of a pair is a wrong answer where the other one is right.
bool may_be_the_same(const std::string& a, const std::string& b) {
  static const std::map<std::string, std::set<std::string>> same = {
      {"actifs",
       {"demandeurs-emploi", "beneficiaires-des-minimas-sociaux", "jeunes", "etudiants", "femmes", "familles",
        "personnes-en-situation-de-handicap", "residents-qpv-frr"}},
      {"demandeurs-emploi",
       {"beneficiaires-des-minimas-sociaux", "jeunes", "etudiants", "femmes", "residents-qpv-frr", "seniors",
        "personnes-en-situation-de-handicap", "personnes-exilees"}},
      {"jeunes",
       {"etudiants", "familles", "residents-qpv-frr", "personnes-en-situation-durgence",
        "personnes-en-situation-juridique-specifique"}},
      {"familles",
       {"femmes", "beneficiaires-des-minimas-sociaux", "personnes-en-situation-durgence", "personnes-exilees",
        "residents-qpv-frr"}},
      {"personnes-en-situation-durgence",
       {"personnes-exilees", "femmes", "beneficiaires-des-minimas-sociaux",
        "personnes-en-situation-juridique-specifique", "etudiants", "seniors", "demandeurs-emploi", "actifs"}},
      {"beneficiaires-des-minimas-sociaux", {"etudiants", "seniors", "personnes-exilees", "femmes"}},
      {"personnes-en-situation-de-handicap",
       {"seniors", "personnes-en-situation-juridique-specifique", "familles", "beneficiaires-des-minimas-sociaux"}},
      {"residents-qpv-frr", {"beneficiaires-des-minimas-sociaux"}},
      {"seniors", {"personnes-en-situation-juridique-specifique", "familles"}},
  };
  const auto listed = [](const std::string& one, const std::string& other) {
    const auto found = same.find(one);
    return found != same.end() && found->second.contains(other);
  };
  return a == b || listed(a, b) || listed(b, a);
}

// What classes people for the search, and that nobody would name as « the public » of an institution.
bool is_vague(const std::string& name) {
  static const std::set<std::string> vague = {"tous-publics", "personnes-en-situation-durgence",
                                              "personnes-en-situation-juridique-specifique", "residents-qpv-frr",
                                              "beneficiaires-des-minimas-sociaux"};
  return vague.contains(name);
}

// « Cour nationale du droit d'asile »: the name says for whom, in other words than the public's label.
bool is_told_by(const std::string& subject, const std::string& name) {
  static const std::map<std::string, std::vector<std::string>> words = {
      {"personnes-exilees", {"asile", "refugie", "immigration", "apatride"}},
      {"seniors", {"retraite", "age"}},
      {"familles", {"famil", "parent", "enfan", "maternel"}},
      {"femmes", {"maternel"}},
      {"jeunes", {"enfan", "apprenti", "adolescen", "scolaire", "jeun"}},
      {"etudiants", {"universit", "etudia"}},
      {"actifs", {"travail", "profession", "entreprise"}},
      {"demandeurs-emploi", {"chomage", "emploi", "insertion"}},
      {"personnes-en-situation-de-handicap", {"handicap", "readaptation"}}};
  const auto found = words.find(name);
  if (found == words.end()) return false;
  const std::string text = fold(subject);
  return std::any_of(found->second.begin(), found->second.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

void ask_publics(Making& making) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const Fiche& fiche = making.fiche(i);
    if (fiche.kind != Kind::institution || !making.is_current(i) || fiche.publics.empty()) continue;
    std::vector<std::string> right;
    for (const auto& name : fiche.publics) right.push_back(model().label("publics", name));
    const std::string name = name_with_sigle(fiche);
    const bool told =
        std::any_of(right.begin(), right.end(), [&](const auto& label) { return gives_away(name, label); });
    if (told || std::any_of(fiche.publics.begin(), fiche.publics.end(),
                            [&](const auto& one) { return is_vague(one) || is_told_by(name, one); }))
      continue;
    const std::string question =
        name + (right.size() > 1 ? " : pour quels publics d'abord ?" : " : pour quel public d'abord ?");
    making.card(i, "public", "public", question, join(right, ", "), fiche.summary);
    std::vector<Candidate> others;
    for (const auto& choice : model().vocabulary("publics").choices)
      if ((!is_vague(choice.value) || choice.value == "personnes-en-situation-durgence") &&
          std::none_of(fiche.publics.begin(), fiche.publics.end(),
                       [&](const auto& own) { return may_be_the_same(own, choice.value); }))
        others.push_back({choice.label, 0});
    auto wrong = wrong_answers(fiche.id, right, std::move(others), wrong_count);
    if (right.size() + wrong.size() > wrong_count)
      making.question(i, "public", "public-qcm", question, right, std::move(wrong), fiche.summary);
  }
}

}  // namespace

void ask_meanings(Making& making) {
  if (making.wants("public")) ask_publics(making);
  if (making.wants("definition")) ask_definitions(making);
}

}  // namespace reperes

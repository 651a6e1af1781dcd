// Questions about what things are called, and whom institutions are for.

#include <algorithm>
#include <cctype>
#include <map>

#include "builder/hash.h"
#include "builder/revision_made.h"
#include "builder/revision_words.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t wrong_count = 3, pairs_count = 4;

// Those of `list` that stand near the one at `n`: a site may have thousands, a question needs three.
std::vector<std::size_t> neighbours(const std::vector<std::size_t>& list, std::size_t n) {
  constexpr std::size_t reach = 20;  // on each side
  std::vector<std::size_t> near;
  for (std::size_t m = n < reach ? 0 : n - reach; m < std::min(list.size(), n + reach + 1); ++m)
    if (m != n) near.push_back(list[m]);
  return near;
}

// --- Sigles ---------------------------------------------------------------------------------------------------------

struct Meaning {
  std::size_t fiche;
  std::string sigle, text;
};

// « (longtemps « d'aide par le travail ») »: a remark, not a name.
std::string without_remarks(const std::string& text) {
  return trim(text.substr(0, text.find(" (")));
}

// The letters of « DSUV » do not come in « Soins urgents et vitaux »: that name is not what the sigle stands for.
bool spells(std::string_view name, std::string_view sigle) {
  const std::string letters = fold(name);
  std::size_t at = 0;
  for (const char c : fold(sigle)) {
    if (!std::isalpha(static_cast<unsigned char>(c))) continue;
    at = letters.find(c, at);
    if (at == std::string::npos) return false;
    ++at;
  }
  return true;
}

// What the sigle of a fiche stands for; nothing when its title is all there is and says the sigle.
std::vector<Meaning> meanings_of(const Making& making) {
  std::vector<Meaning> meanings;
  std::set<std::string> taken;
  for (const Sigle& known : making.catalogue.sigles)
    for (const auto& meaning : known.meanings) {
      if (meaning.fiche == static_cast<std::size_t>(-1) || meaning.former) continue;
      const Fiche& fiche = making.fiche(meaning.fiche);
      const std::string text = without_remarks(meaning.text), sigle = fold(fiche.sigle);
      if (sigle != fold(known.sigle) || !making.is_current(meaning.fiche)) continue;
      if (fold(text).find(sigle) != std::string::npos || text.find(' ') == std::string::npos) continue;
      if (!spells(text, sigle)) continue;
      if (taken.insert(fiche.id).second) meanings.push_back({meaning.fiche, fiche.sigle, text});
    }
  return meanings;
}

// How much two sigles look alike: a meaning that could be the other one's by its initials is worth refusing.
int likeness(std::string_view a, std::string_view b) {
  const std::string one = fold(a), two = fold(b);
  int alike = one.size() == two.size() ? 2 : 0;
  for (std::size_t i = 0; i < std::min(one.size(), two.size()) && one[i] == two[i]; ++i) alike += 2;
  for (char c : one) alike += two.find(c) != std::string::npos;
  return alike;
}

// Four by four, of the same first letter.
void match_sigles(Making& making, const std::vector<Meaning>& meanings, const std::vector<std::size_t>& alike) {
  std::vector<const Meaning*> list;
  for (const std::size_t one : alike)
    if (!making.is_ambiguous(meanings[one].sigle)) list.push_back(&meanings[one]);
  for (std::size_t first = 0; first + pairs_count <= list.size(); first += pairs_count) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = first; i < first + pairs_count; ++i) pairs.emplace_back(list[i]->sigle, list[i]->text);
    making.matching(list[first]->fiche, "sigle", "appariement-sigle", "Reliez chaque sigle à ce qu'il veut dire.",
                    std::move(pairs));
  }
}

void ask_sigles(Making& making) {
  const auto meanings = meanings_of(making);
  std::map<std::string, std::vector<std::size_t>> by_letter;  // in the order of the sigles
  for (std::size_t i = 0; i < meanings.size(); ++i) by_letter[fold(meanings[i].sigle).substr(0, 1)].push_back(i);
  for (const auto& [letter, list] : by_letter) {
    for (std::size_t n = 0; n < list.size(); ++n) {
      const auto& [index, sigle, text] = meanings[list[n]];
      const Fiche& fiche = making.fiche(index);
      making.card(index, "sigle", "sigle-retour", "Quel est le sigle : " + text + " ?", sigle, fiche.summary);
      if (making.is_ambiguous(sigle)) continue;  // the question would have two answers
      const std::string question = "Que veut dire " + sigle + " ?";
      making.card(index, "sigle", "sigle", question, text, fiche.summary);
      std::vector<Candidate> others;
      for (const std::size_t near : neighbours(list, n))
        if (const Meaning& other = meanings[near];
            fiche.kind == making.fiche(other.fiche).kind && !making.share_a_name(index, other.fiche))
          others.push_back({other.text, likeness(sigle, other.sigle)});
      making.question(index, "sigle", "sigle-qcm", question, {text},
                      wrong_answers(fiche.id, {text}, std::move(others), wrong_count), fiche.summary);
    }
    match_sigles(making, meanings, list);
  }
}

// --- Old names ------------------------------------------------------------------------------------------------------

void ask_old_names(Making& making) {
  std::map<std::string, int> holders;  // an old name that two fiches have leads nowhere for sure
  for (const Fiche& fiche : making.catalogue.fiches)
    for (const auto& old : fiche.old_names) ++holders[fold(old.name)];
  std::map<std::pair<Kind, std::string>, std::vector<std::size_t>> alike;  // by kind and first domaine
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const Fiche& fiche = making.fiche(i);
    if ((fiche.kind == Kind::institution || fiche.kind == Kind::dispositif) && making.is_current(i))
      alike[{fiche.kind, fiche.domaines.empty() ? "" : fiche.domaines.front()}].push_back(i);
  }
  for (const auto& [of, list] : alike)
    for (std::size_t n = 0; n < list.size(); ++n) {
      const Fiche& fiche = making.fiche(list[n]);
      const std::string today = name_with_sigle(fiche);
      const Places family = fiche.old_names.empty() ? Places{} : family_of(making.catalogue, list[n]);
      for (const auto& old : fiche.old_names) {
        if (holders[fold(old.name)] > 1 || gives_away(old.name, today)) continue;
        const std::string what = "ancien_nom-" + hash128_hex(fold(old.name)).substr(0, 8);
        const std::string question = old.name + " : comment dit-on aujourd'hui ?";
        const std::string feedback =
            (old.until ? "Ancien nom jusqu'au " + long_date(*old.until) + ". " : "") + fiche.summary;
        making.card(list[n], "ancien-nom", what, question, today, feedback);
        std::vector<Candidate> others;
        for (const std::size_t other : neighbours(list, n))
          if (const std::string name = name_with_sigle(making.fiche(other));
              !family.contains(other) && !making.share_a_name(list[n], other) && !gives_away(old.name, name))
            others.push_back({name, 0});
        making.question(list[n], "ancien-nom", what + "-qcm", question, {today},
                        wrong_answers(fiche.id + old.name, {today}, std::move(others), wrong_count), feedback);
      }
    }
}

// --- ROME codes -----------------------------------------------------------------------------------------------------

constexpr std::size_t domain_letters = 1;  // K1801 is of the great domain K

void ask_codes(Making& making) {
  std::map<std::string, std::vector<std::size_t>> by_domain;
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i)
    if (const auto& code = making.fiche(i).text("code_rome"); !code.empty() && making.is_current(i))
      by_domain[code.substr(0, domain_letters)].push_back(i);
  for (const auto& [domain, list] : by_domain)
    for (std::size_t n = 0; n < list.size(); ++n) {
      const Fiche& fiche = making.fiche(list[n]);
      const std::string& code = fiche.text("code_rome");
      making.card(list[n], "code-rome", "code_rome", "Code ROME " + code + " : quel métier ?", fiche.title,
                  fiche.summary);
      making.card(list[n], "code-rome", "code_rome-retour", fiche.title + " : quel code ROME ?", code, fiche.summary);
      std::vector<Candidate> others;
      for (const std::size_t other : neighbours(list, n))
        if (const auto& near = making.fiche(other).text("code_rome");
            near != code && !making.share_a_name(list[n], other))
          others.push_back({making.fiche(other).title, likeness(code, near)});
      making.question(list[n], "code-rome", "code_rome-qcm", "Code ROME " + code + " : quel métier ?", {fiche.title},
                      wrong_answers(fiche.id, {fiche.title}, std::move(others), wrong_count), fiche.summary);
    }
}

// --- Definitions ----------------------------------------------------------------------------------------------------

void ask_definitions(Making& making) {
  const auto& catalogue = making.catalogue;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const Fiche& fiche = making.fiche(i);
    const std::string& definition = fiche.text("definition");
    if (fiche.kind != Kind::notion || definition.empty()) continue;
    making.card(i, "definition", "definition", "Que veut dire : " + fiche.title + " ?", definition, "");
    if (gives_away(definition, fiche.title)) continue;

    // Notions of the same UE, but for those tied to this one: they may well fit the words too.
    std::set<std::size_t> near, tied = {i};
    for (const Tie& tie : catalogue.ties[i]) {
      tied.insert(tie.other);
      if (!tie.inverse || tie.relation->name != "enseigne") continue;
      for (const Tie& taught : catalogue.ties[tie.other])
        if (!taught.inverse && taught.relation->name == "enseigne") near.insert(taught.other);
    }
    for (const Link& link : fiche.body.links)
      if (const auto found = catalogue.by_id.find(link.id); found != catalogue.by_id.end()) tied.insert(found->second);
    std::vector<Candidate> others;
    for (const std::size_t other : near)
      if (!tied.contains(other) && !gives_away(definition, making.fiche(other).title))
        others.push_back({making.fiche(other).title, share_domaine(fiche, making.fiche(other))});
    making.question(i, "definition", "definition-qcm", "De quelle notion est-ce la définition : « " + definition + " »",
                    {fiche.title}, wrong_answers(fiche.id, {fiche.title}, std::move(others), wrong_count),
                    fiche.summary);
  }
}

// --- Whom an institution is for -------------------------------------------------------------------------------------

// Publics that may be the same people: none of a pair is a wrong answer where the other one is right.
bool may_be_the_same(const std::string& a, const std::string& b) {
  static const std::map<std::string, std::set<std::string>> same = {
      {"actifs",
       {"demandeurs-emploi", "beneficiaires-des-minimas-sociaux", "jeunes", "femmes", "familles",
        "personnes-en-situation-de-handicap", "residents-qpv-frr"}},
      {"demandeurs-emploi",
       {"beneficiaires-des-minimas-sociaux", "jeunes", "femmes", "residents-qpv-frr", "seniors",
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

void ask_publics(Making& making) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const Fiche& fiche = making.fiche(i);
    if (fiche.kind != Kind::institution || !making.is_current(i) || fiche.publics.empty()) continue;
    std::vector<std::string> right;
    for (const auto& name : fiche.publics) right.push_back(model().label("publics", name));
    const std::string name = name_with_sigle(fiche);
    const bool told =
        std::any_of(right.begin(), right.end(), [&](const auto& label) { return gives_away(name, label); });
    if (told || fiche.publics.front() == "tous-publics") continue;
    const std::string question = name + " : pour quel public d'abord ?";
    making.card(i, "public", "public", question, join(right, ", "), fiche.summary);
    std::vector<Candidate> others;
    for (const auto& choice : model().vocabulary("publics").choices)
      if (choice.value != "tous-publics" &&
          std::none_of(fiche.publics.begin(), fiche.publics.end(),
                       [&](const auto& own) { return may_be_the_same(own, choice.value); }))
        others.push_back({choice.label, 0});
    making.question(i, "public", "public-qcm", right.size() > 1 ? name + " : pour quels publics d'abord ?" : question,
                    right, wrong_answers(fiche.id, right, std::move(others), wrong_count), fiche.summary);
  }
}

}  // namespace

void ask_names(Making& making) {
  if (making.wants("sigle")) ask_sigles(making);
  if (making.wants("public")) ask_publics(making);
  if (making.wants("ancien-nom")) ask_old_names(making);
  if (making.wants("code-rome")) ask_codes(making);
  if (making.wants("definition")) ask_definitions(making);
}

}  // namespace reperes

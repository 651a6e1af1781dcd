// Questions about what things are called.
//
// Initials tell what a sigle stands for, which is no question: one is told what the thing does, and looks for its sigle
// among others that look alike.

#include <algorithm>
#include <cctype>
#include <map>

#include "builder/french.h"
#include "builder/hash.h"
#include "builder/revision_made.h"
#include "builder/revision_words.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t wrong_count = 3, pairs_count = 4;
constexpr std::size_t told_min = 2, told_letters_min = 3;  // words or letters: fewer are there by chance
constexpr std::size_t old_names_reach = 100;
constexpr std::ptrdiff_t akin_min = 2;  // wrong sigles of the answer's own kind of fiche
constexpr int share_field = 4;          // two sigles of one domaine, against letters that they share
constexpr int of_its_kind = 100;        // first of all, « qui verse » and « allocation » are told apart at once

// Those of `list` that stand near the one at `n`: a site may have thousands, a question needs three.
std::vector<std::size_t> neighbours(const std::vector<std::size_t>& list, std::size_t n, std::size_t reach = 20) {
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

// The longest run of letters that come in both, in the same order.
std::size_t common_run(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char c : a) {
    std::size_t before = 0;  // of the row above, one place to the left
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = c == b[j] ? before + 1 : std::max(above, row[j]);
      before = above;
    }
  }
  return row.back();
}

// « Guichet commun … qui enregistre la demande d'asile » for Guda: all the words of the name but one, or from the first
// one on words that begin with all its letters but one, tell the sigle to who knows nothing of the thing.
bool tells(const std::string& description, const Meaning& meaning) {
  const std::size_t words = initials_of(meaning.text).size();
  const auto said = static_cast<std::size_t>(shared_words(description, meaning.text));
  const std::string sigle = fold(meaning.sigle), initials = initials_of(description);
  const bool spelled = initials.substr(0, 1) == sigle.substr(0, 1) &&
                       common_run(initials, sigle) >= std::max(told_letters_min, sigle.size() - 1);
  return spelled || (said >= told_min && said + 1 >= words);
}

// How much two sigles look alike: what could be misread is worth refusing.
int likeness(std::string_view a, std::string_view b) {
  const std::string one = fold(a), two = fold(b);
  int alike = one.size() == two.size() ? 2 : 0;
  for (std::size_t i = 0; i < std::min(one.size(), two.size()) && one[i] == two[i]; ++i) alike += 2;
  for (char c : one) alike += two.find(c) != std::string::npos;
  return alike;
}

// The summary says the sigle, as the answer or as one that it cannot be.
bool says(const std::string& summary, const std::string& sigle) {
  std::string text = fold(summary);
  for (char& c : text)
    if (std::ispunct(static_cast<unsigned char>(c))) c = ' ';
  return (" " + text + " ").find(" " + fold(sigle) + " ") != std::string::npos;
}

// What is said of one may be said of the other: a part, a whole, an institution that does the same things, a right and
// who gives it.
bool may_be_described_alike(const Making& making, std::size_t a, std::size_t b) {
  const Places family = family_of(making.catalogue, a), beside = beside_of(making.catalogue, a);
  const auto& ties = making.catalogue.ties[a];
  if (making.fiche(a).kind != making.fiche(b).kind &&
      std::any_of(ties.begin(), ties.end(), [&](const Tie& tie) { return tie.other == b; }))
    return true;
  return family.contains(b) || beside.contains(b) || making.share_a_name(a, b);
}

// Four by four, of the same first letter.
void match_sigles(Making& making, const std::vector<Meaning>& meanings, const std::vector<std::size_t>& alike) {
  std::vector<std::size_t> list;
  for (const std::size_t one : alike)
    if (const Meaning& meaning = meanings[one];
        !making.is_ambiguous(meaning.sigle) && !tells(making.fiche(meaning.fiche).summary, meaning))
      list.push_back(one);
  for (std::size_t first = 0; first + pairs_count <= list.size(); first += pairs_count) {
    std::vector<std::pair<std::string, std::string>> pairs;
    std::vector<std::string> names;
    bool clear = true;
    for (std::size_t i = first; i < first + pairs_count; ++i) {
      const auto& [index, sigle, text] = meanings[list[i]];
      const std::string& summary = making.fiche(index).summary;
      for (std::size_t j = first; j < i; ++j)
        clear = clear && !may_be_described_alike(making, index, meanings[list[j]].fiche);
      clear = clear && !summary.empty();
      for (std::size_t j = first; j < first + pairs_count; ++j)
        clear = clear && !says(summary, meanings[list[j]].sigle);
      pairs.emplace_back(summary, sigle);
      names.push_back(sigle + " : " + text);
    }
    if (clear)
      making.matching(meanings[list[first]].fiche, "sigle", "appariement-sigle",
                      "Reliez chaque description au sigle qui convient.", std::move(pairs), join(names, " ; ") + ".");
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
      if (fiche.summary.empty() || says(fiche.summary, sigle) || tells(fiche.summary, meanings[list[n]])) continue;
      std::vector<Candidate> others;
      std::set<std::string> of_own_kind;
      for (const std::size_t near : neighbours(list, n))
        if (const Meaning& other = meanings[near]; !making.is_ambiguous(other.sigle) &&
                                                   !says(fiche.summary, other.sigle) &&
                                                   !may_be_described_alike(making, index, other.fiche)) {
          const bool same_kind = fiche.kind == making.fiche(other.fiche).kind;
          if (same_kind) of_own_kind.insert(other.sigle);
          others.push_back({other.sigle, likeness(sigle, other.sigle) +
                                             share_field * share_domaine(fiche, making.fiche(other.fiche)) +
                                             (same_kind ? of_its_kind : 0)});
        }
      auto wrong = wrong_answers(fiche.id, {sigle}, std::move(others), wrong_count);
      // The only trade among bodies tells itself.
      const auto akin = std::count_if(wrong.begin(), wrong.end(), [&](auto& one) { return of_own_kind.contains(one); });
      if (wrong.size() < wrong_count || akin < akin_min) continue;
      making.question(index, "sigle", "sigle-qcm", "Quel sigle correspond à : " + in_quotes(fiche.summary), {sigle},
                      std::move(wrong), sigle + " : " + text + ". " + fiche.summary);
    }
    match_sigles(making, meanings, list);
  }
}

// --- Old names ------------------------------------------------------------------------------------------------------

// How plausible it is that the one took over from what came before the other: the same kind of body (« Caisse… »,
// « Direction… »), the same fields, the same people.
int likeness(const Fiche& a, const Fiche& b) {
  const auto shared = [](const std::vector<std::string>& some, const std::vector<std::string>& others) {
    return static_cast<int>(std::count_if(some.begin(), some.end(), [&](const std::string& one) {
      return std::find(others.begin(), others.end(), one) != others.end();
    }));
  };
  const bool same_word = split(fold(a.title), ' ').front() == split(fold(b.title), ' ').front();
  return (same_word ? 3 : 0) + 2 * shared(a.domaines, b.domaines) + 2 * shared(a.thematiques, b.thematiques) +
         shared(a.publics, b.publics);
}

// « CMU » begins « CMU-C »: who says the one may mean the other.
bool has_name_like(const Fiche& fiche, const std::string& old) {
  return std::any_of(fiche.old_names.begin(), fiche.old_names.end(),
                     [&](const auto& other) { return fold(other.name).starts_with(fold(old)); });
}

// « MonParcoursPsy » as « Mon Parcours Psy »: words written in one tell as much.
std::string apart(const std::string& name) {
  const auto is = [&name](std::size_t at, int (*test)(int)) { return test(static_cast<unsigned char>(name[at])) != 0; };
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && is(i, std::isupper) && is(i - 1, std::islower)) words += ' ';
    words += name[i];
  }
  return words;
}

void ask_old_names(Making& making) {
  std::map<std::string, int> holders;  // an old name that two fiches have leads nowhere for sure
  for (const Fiche& fiche : making.catalogue.fiches)
    for (const auto& old : fiche.old_names) ++holders[fold(old.name)];
  std::map<std::pair<Kind, std::string>, std::vector<std::size_t>> alike;  // by kind and domaine
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i)
    if (making.fiche(i).kind == Kind::institution || making.fiche(i).kind == Kind::dispositif)
      for (const auto& domaine : making.fiche(i).domaines)
        if (making.is_current(i)) alike[{making.fiche(i).kind, domaine}].push_back(i);
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const Fiche& fiche = making.fiche(i);
    if (fiche.old_names.empty() || !making.is_current(i)) continue;
    const std::string today = name_with_sigle(fiche);
    const Places family = family_of(making.catalogue, i);
    Places near;
    for (const auto& domaine : fiche.domaines)
      if (const auto found = alike.find({fiche.kind, domaine}); found != alike.end()) {
        const auto& list = found->second;
        const auto at = std::lower_bound(list.begin(), list.end(), i);
        for (const std::size_t one : neighbours(list, static_cast<std::size_t>(at - list.begin()), old_names_reach))
          near.insert(one);
      }
    for (const auto& old : fiche.old_names) {
      if (holders[fold(old.name)] > 1 || gives_away(apart(old.name), today)) continue;
      const std::string what = "ancien_nom-" + hash128_hex(fold(old.name)).substr(0, 8);
      const std::string question =
          capitalised(old.name) + (fiche.kind == Kind::institution ? " : quel organisme a pris la suite ?"
                                                                   : " : qu'est-ce qui a pris la suite ?");
      const std::string feedback =
          (old.until ? "Ancien nom jusqu'au " + long_date(*old.until) + ". " : "") + fiche.summary;
      making.card(i, "ancien-nom", what, question, today, feedback);
      std::vector<Candidate> others;
      for (const std::size_t other : near)
        if (const std::string name = name_with_sigle(making.fiche(other));
            !family.contains(other) && !making.share_a_name(i, other) && !has_name_like(making.fiche(other), old.name))
          others.push_back({name, likeness(fiche, making.fiche(other))});
      making.question(i, "ancien-nom", what + "-qcm", question, {today},
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

}  // namespace

void ask_names(Making& making) {
  if (making.wants("sigle")) ask_sigles(making);
  if (making.wants("ancien-nom")) ask_old_names(making);
  if (making.wants("code-rome")) ask_codes(making);
}

}  // namespace reperes

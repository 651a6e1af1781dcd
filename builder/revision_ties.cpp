// Questions about who does what for a right, what goes with what, and where a way leads.
//
// The catalogue says what is true, never what is not: a wrong answer is an institution that the same relation never
// joins to the right one (Caf and MSA do the same things), that is no part nor whole of it, and that has nothing to do
// with the right. An operator may be a wrong answer to « qui décide ? » when the fiche keeps the two apart.

#include <algorithm>
#include <map>

#include "builder/french.h"
#include "builder/revision_made.h"
#include "builder/revision_words.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t wrong_count = 3, choices_max = 6, pairs_count = 4;
constexpr std::size_t candidates_max = 60;  // the institutions that a relation names most
constexpr std::size_t candidates_min = 6;   // fewer would always be the same ones, which teaches nothing
constexpr std::size_t well_known = 20;      // the first of them
constexpr std::size_t operators_max = 3;    // more of them do not stand apart from who decides
constexpr std::size_t additions_max = 2;    // true ones per fiche: most things add up
constexpr int short_name_max = 30;          // characters; « Caisse primaire d'assurance maladie » is CPAM

struct Role {
  const char* source;
  const char* relation;
  const char* question;
  const char* one;  // « Décide : … »
  const char* many;
};
constexpr Role roles[] = {
    {"qui-assure", "opere_par", "qui s'en charge", "S'en charge", "S'en chargent"},
    {"qui-decide", "decide_par", "qui décide", "Décide", "Décident"},
    {"qui-finance", "finance_par", "qui finance", "Finance", "Financent"},
    {"recours", "recours_devant", "devant qui conteste-t-on", "On conteste devant", "On conteste devant"},
};

// What is known of institutions through the rights they serve.
struct Institutions {
  std::map<std::string_view, std::map<std::size_t, Places>> together;  // relation → institution → those beside it
  std::map<std::string_view, std::vector<std::size_t>> named;          // relation → institutions, most named first
  std::map<std::size_t, Places> family;                                // parts, wholes, successors
};

std::vector<const Tie*> ties_of(const Catalogue& catalogue, std::size_t index, std::string_view relation) {
  std::vector<const Tie*> ties;
  for (const Tie& tie : catalogue.ties[index])
    if (!tie.inverse && tie.relation->name == relation) ties.push_back(&tie);
  return ties;
}

Places others_of(const std::vector<const Tie*>& ties) {
  Places places;
  for (const Tie* tie : ties) places.insert(tie->other);
  return places;
}

Institutions know_institutions(const Catalogue& catalogue) {
  Institutions known;
  std::map<std::string_view, std::map<std::size_t, int>> times;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    if (catalogue.fiches[i].kind == Kind::institution) known.family[i] = family_of(catalogue, i);
    for (const Role& role : roles) {
      const Places beside = others_of(ties_of(catalogue, i, role.relation));
      for (const std::size_t one : beside) {
        ++times[role.relation][one];
        known.together[role.relation][one].insert(beside.begin(), beside.end());
      }
    }
  }
  for (const auto& [relation, counts] : times) {
    auto& list = known.named[relation];
    for (const auto& [index, count] : counts) list.push_back(index);
    std::stable_sort(list.begin(), list.end(),
                     [&counts = counts](auto a, auto b) { return counts.at(a) > counts.at(b); });
    if (list.size() > candidates_max) list.resize(candidates_max);
  }
  return known;
}

// « Caf », « Conseil départemental », « CPAM ».
std::string short_name(const Making& making, std::size_t index) {
  const Fiche& fiche = making.fiche(index);
  const bool by_sigle =
      count_characters(fiche.title) > short_name_max && !fiche.sigle.empty() && !making.is_ambiguous(fiche.sigle);
  return by_sigle ? fiche.sigle : fiche.title;
}

// « Commission de recours amiable (CRA) ; Tribunal administratif (TA) – après le recours préalable »
std::string told(const Making& making, const std::vector<const Tie*>& ties) {
  std::vector<std::string> names;
  for (const Tie* tie : ties) {
    std::string name = name_with_sigle(making.fiche(tie->other));
    for (std::string remark : {tie->condition, tie->note}) {
      while (remark.ends_with('.')) remark.pop_back();
      if (!remark.empty()) name += " – " + remark;
    }
    names.push_back(std::move(name));
  }
  return join(names, " ; ");
}

// The subject says one of the names of the answer, or most of its title.
bool is_told_by(const std::string& subject, const Fiche& answer, const std::string& name) {
  if (gives_away(subject, name) || shared_words(subject, answer.title) > 1) return true;
  const std::string padded = " " + fold(subject) + " ";
  const auto names = folded_names(answer);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return padded.find(" " + one + " ") != std::string::npos; });
}

bool is_court(const Fiche& fiche) {
  static constexpr std::string_view courts[] = {"tribunal", "cour ", "juge ", "conseil de prud", "pole social"};
  const std::string title = fold(fiche.title);
  return std::any_of(std::begin(courts), std::end(courts), [&](auto start) { return title.starts_with(start); });
}

// --- Who does what --------------------------------------------------------------------------------------------------

// Who operates a right and plainly does not decide on it.
Places set_apart(const Catalogue& catalogue, std::size_t index) {
  const auto deciders = ties_of(catalogue, index, "decide_par");
  const Places operators = others_of(ties_of(catalogue, index, "opere_par"));
  const bool plain =
      operators.size() <= operators_max && std::none_of(deciders.begin(), deciders.end(), [&](const Tie* tie) {
        return operators.contains(tie->other) || !tie->note.empty() || !tie->condition.empty();
      });
  return plain ? operators : Places{};
}

std::vector<Candidate> candidates(const Making& making, const Institutions& known, std::size_t index, const Role& role,
                                  const Places& right) {
  const auto& catalogue = making.catalogue;
  const bool courts = role.relation == std::string_view("recours_devant");
  Places excluded = right, tied;
  for (const std::size_t one : right) {
    const Places& family = known.family.at(one);
    excluded.insert(family.begin(), family.end());
    if (courts) continue;  // a fiche names all its courts
    const Places& beside = known.together.at(role.relation).at(one);
    excluded.insert(beside.begin(), beside.end());
  }
  for (const Tie& tie : catalogue.ties[index]) tied.insert(tie.other);
  const Places operators = role.relation == std::string_view("decide_par") ? set_apart(catalogue, index) : Places{};

  std::vector<std::size_t> pool = known.named.at(role.relation);
  pool.insert(pool.end(), operators.begin(), operators.end());
  std::vector<Candidate> list;
  for (std::size_t rank = 0; rank < pool.size(); ++rank) {
    const std::size_t one = pool[rank];
    const Fiche& fiche = making.fiche(one);
    const bool apart = operators.contains(one);
    if (excluded.contains(one) || (tied.contains(one) && !apart) || !making.is_current(one)) continue;
    const bool same =
        std::any_of(right.begin(), right.end(), [&](auto other) { return making.share_a_name(one, other); });
    if (same || (courts && !is_court(fiche))) continue;
    const bool like =
        std::any_of(right.begin(), right.end(), [&](auto other) { return share_domaine(fiche, making.fiche(other)); });
    list.push_back({short_name(making, one), (share_domaine(fiche, making.fiche(index)) ? 2 : 0) + (like ? 1 : 0) +
                                                 (rank < well_known ? 1 : 0) + (apart ? 4 : 0)});
  }
  return list;
}

void ask_role(Making& making, const Institutions& known, const Role& role) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const auto ties = ties_of(making.catalogue, i, role.relation);
    if (ties.empty() || !making.is_current(i)) continue;
    const std::string subject = name_with_sigle(making.fiche(i));
    const Places right = others_of(ties);
    std::vector<std::string> names;
    for (const std::size_t one : right) names.push_back(short_name(making, one));
    const bool given = std::any_of(right.begin(), right.end(), [&](auto one) {
      return is_told_by(subject, making.fiche(one), short_name(making, one));
    });
    if (given) continue;

    const bool depends = ties.size() > 1 &&
                         std::all_of(ties.begin(), ties.end(), [](const Tie* tie) { return !tie->condition.empty(); });
    const std::string question = subject + " : " + role.question + (depends ? ", selon le cas ?" : " ?");
    const std::string answer = told(making, ties);
    const std::string feedback =
        std::string(right.size() > 1 ? role.many : role.one) + " : " + answer + ". " + making.fiche(i).summary;
    making.card(i, role.source, role.relation, question, answer, making.fiche(i).summary);
    if (role.relation == std::string_view("recours_devant") &&
        std::none_of(right.begin(), right.end(), [&](auto one) { return is_court(making.fiche(one)); }))
      continue;  // whether one could also go to court, the fiche does not say
    auto possible = candidates(making, known, i, role, right);
    if (possible.size() < candidates_min && role.relation != std::string_view("recours_devant")) continue;
    const std::size_t count = std::min(wrong_count, choices_max - std::min(choices_max, names.size()));
    making.question(i, role.source, std::string(role.relation) + "-qcm", question, names,
                    wrong_answers(making.fiche(i).id + role.relation, names, std::move(possible), count), feedback);
  }
}

// Four rights of one operator each, operators that cannot be taken one for the other.
void match_operators(Making& making, const Institutions& known) {
  struct Pair {
    std::size_t right, operated;
  };
  std::map<std::string, std::vector<Pair>> by_domaine;
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const auto ties = ties_of(making.catalogue, i, "opere_par");
    if (ties.size() != 1 || !making.is_current(i) || making.fiche(i).domaines.empty()) continue;
    const Fiche& who = making.fiche(ties.front()->other);
    if (!is_told_by(name_with_sigle(making.fiche(i)), who, short_name(making, ties.front()->other)))
      by_domaine[making.fiche(i).domaines.front()].push_back({i, ties.front()->other});
  }
  const auto is_tied = [&](std::size_t right, std::size_t institution) {
    const auto& ties = making.catalogue.ties[right];
    return std::any_of(ties.begin(), ties.end(), [&](const Tie& tie) { return tie.other == institution; });
  };
  const auto may_stand_together = [&](const Pair& a, const Pair& b) {
    return a.operated != b.operated && !known.family.at(a.operated).contains(b.operated) &&
           !known.together.at("opere_par").at(a.operated).contains(b.operated) && !is_tied(a.right, b.operated) &&
           !is_tied(b.right, a.operated);
  };
  for (auto& [domaine, list] : by_domaine)
    while (!list.empty()) {
      std::vector<Pair> chosen = {list.front()};
      list.erase(list.begin());
      for (auto it = list.begin(); it != list.end() && chosen.size() < pairs_count;) {
        const bool fits =
            std::all_of(chosen.begin(), chosen.end(), [&](const Pair& one) { return may_stand_together(one, *it); });
        if (fits) chosen.push_back(*it);
        it = fits ? list.erase(it) : it + 1;
      }
      if (chosen.size() < pairs_count) continue;
      std::vector<std::pair<std::string, std::string>> pairs;
      for (const auto& [right, operated] : chosen)
        pairs.emplace_back(name_with_sigle(making.fiche(right)), short_name(making, operated));
      making.matching(chosen.front().right, "qui-assure", "appariement-opere_par",
                      "Reliez chaque dispositif à qui s'en charge.", std::move(pairs));
    }
}

// --- What goes with what --------------------------------------------------------------------------------------------

bool is_paid(const Fiche& fiche) {
  const auto& nature = fiche.text("nature");
  return nature == "allocation" || nature == "aide-financiere";
}

void ask_addition(Making& making) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    std::size_t additions = 0;
    for (const Tie& tie : making.catalogue.ties[i]) {
      const bool adds_up = tie.relation->name == "cumulable_avec";
      if ((!adds_up && tie.relation->name != "exclut") || tie.other < i || !tie.note.empty() || !tie.condition.empty())
        continue;
      const Fiche& one = making.fiche(i);
      const Fiche& other = making.fiche(tie.other);
      if (!is_paid(one) || !is_paid(other) || !making.is_current(i) || !making.is_current(tie.other)) continue;
      if (adds_up && ++additions > additions_max) continue;
      RevisionItem item;
      item.id = one.id + ":cumul-" + other.id;
      item.fiche = i;
      item.source = "cumul";
      item.exercise = Exercise::true_false;
      item.question = "Ces deux aides peuvent se cumuler : " + in_quotes(name_with_sigle(one)) + " et " +
                      in_quotes(name_with_sigle(other)) + ".";
      item.choices = adds_up ? std::vector<std::string>{"Vrai", "Faux"} : std::vector<std::string>{"Faux", "Vrai"};
      item.right = 1;
      item.feedback = adds_up ? "Elles se cumulent, chacune selon ses conditions." : "Elles ne se cumulent pas.";
      making.items.push_back(std::move(item));
    }
  }
}

void ask_successors(Making& making) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const auto ties = ties_of(making.catalogue, i, "remplace_par");
    if (ties.empty()) continue;
    const std::string subject = name_with_sigle(making.fiche(i)), answer = told(making, ties);
    if (!gives_away(subject, answer))
      making.card(i, "ancien-nom", "remplace_par", subject + " : qu'est-ce qui a pris la suite ?", answer,
                  making.fiche(i).summary);
  }
}

// --- Where a way leads ----------------------------------------------------------------------------------------------

void ask_steps(Making& making) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    std::vector<std::pair<std::string, std::string>> pairs;
    std::set<std::string> conditions;
    Places targets;
    for (const Tie* tie : ties_of(making.catalogue, i, "etapes")) {
      const Fiche& step = making.fiche(tie->other);
      const std::string condition = fold(tie->condition);
      const bool vague =
          condition.empty() || condition == "toujours" || condition == "demain" || condition == "ensuite";
      if (vague || gives_away(tie->condition, name_with_sigle(step)) || !conditions.insert(condition).second ||
          !targets.insert(tie->other).second)
        continue;
      pairs.emplace_back(capitalised(tie->condition), step.title);
    }
    for (std::size_t first = 0, number = 1; first + pairs_count <= pairs.size(); first += pairs_count, ++number)
      making.matching(i, "etapes", "etapes-" + std::to_string(number),
                      making.fiche(i).title + " : vers quoi orienter, selon la situation ?",
                      {pairs.begin() + static_cast<std::ptrdiff_t>(first),
                       pairs.begin() + static_cast<std::ptrdiff_t>(first + pairs_count)});
  }
}

}  // namespace

void ask_relations(Making& making) {
  const Institutions known = know_institutions(making.catalogue);
  for (const Role& role : roles)
    if (making.wants(role.source)) ask_role(making, known, role);
  if (making.wants("qui-assure")) match_operators(making, known);
  if (making.wants("ancien-nom")) ask_successors(making);
  if (making.wants("cumul")) ask_addition(making);
  if (making.wants("etapes")) ask_steps(making);
}

}  // namespace reperes

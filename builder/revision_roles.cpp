// Questions about who does what for a right: who pays, who decides, who finances, where one contests.
//
// The catalogue says what is true, never what is not: a wrong answer is an institution that the same relation seldom
// joins to the right one (Caf and MSA do the same things), that is no part nor whole of it, serves the whole country,
// and that neither the relations nor the text of the fiche name. It works in the same field: some right of the same
// domaine names it. Who pays may be a wrong answer to « qui décide ? », and the other way, when the fiche keeps the
// two apart.

#include <algorithm>
#include <map>

#include "builder/revision_institutions.h"
#include "builder/revision_made.h"
#include "builder/revision_words.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t wrong_count = 3, choices_max = 6, pairs_count = 4;
constexpr std::size_t candidates_min = 3;               // fewer would always be the same ones, which teaches nothing
constexpr std::size_t apart_max = 3;                    // more of them do not stand apart
constexpr int before_others = 100, first_of_all = 200;  // more than any nearness
constexpr int short_name_max = 30;                      // characters; « Caisse primaire d'assurance maladie » is CPAM
constexpr int whole_name_max = 76;                      // with its sigle, on two lines of a phone

struct Role {
  const char* source;
  const char* relation;
  const char* one;  // « Décide : … »
  const char* many;
};
constexpr Role roles[] = {
    {"qui-assure", "opere_par", "S'en charge", "S'en chargent"},
    {"qui-decide", "decide_par", "Décide", "Décident"},
    {"qui-finance", "finance_par", "Finance", "Financent"},
    {"recours", "recours_devant", "On conteste devant", "On conteste devant"},
};

bool is_one_of(const std::string& nature, std::initializer_list<std::string_view> some) {
  return std::find(some.begin(), some.end(), nature) != some.end();
}

// « Dépôt de plainte », « Carte d'identité »: a person does it, and somebody receives it.
bool is_handed_in(const Fiche& fiche) {
  const std::string first = fold(fiche.title.substr(0, fiche.title.find(' ')));
  return fiche.text("nature") == "procedure" && is_one_of(first, {"depot", "demande", "inscription", "carte", "titre"});
}

// What is asked depends on what it is: « qui décide ? » alone does not say of what.
std::string asked(const Role& role, const Fiche& fiche) {
  const std::string_view relation = role.relation;
  const std::string& nature = fiche.text("nature");
  if (relation == "finance_par") return "qui finance";
  if (relation == "recours_devant") return "devant qui conteste-t-on";
  if (relation == "opere_par")
    return nature == "allocation" ? "qui fait le versement"
           : is_paid(fiche)       ? "qui gère l'aide"
           : is_handed_in(fiche)  ? "à qui s'adresse-t-on"
                                  : "qui s'en charge";
  if (is_paid(fiche) || is_one_of(nature, {"reconnaissance", "garantie", "aide-en-nature"}))
    return "qui décide de l'attribution";  // « les accorder », « l'accorder »: one word for « aides » and for « aide »
  if (nature == "accompagnement") return "qui décide d'y orienter la personne";
  if (nature == "contrat") return "qui donne son accord à la signature";
  return nature == "formation" ? "qui accepte la prise en charge" : "qui prend la décision";
}

// « Conseil départemental », « CPAM ».
std::string short_name(const Making& making, std::size_t index) {
  const Fiche& fiche = making.fiche(index);
  const bool by_sigle =
      count_characters(fiche.title) > short_name_max && !fiche.sigle.empty() && !making.is_ambiguous(fiche.sigle);
  return by_sigle ? fiche.sigle : fiche.title;
}

// « Juge des contentieux de la protection (JCP) » where there is room for it: a bare sigle is a question of its own.
std::string whole_name(const Making& making, std::size_t index) {
  const Fiche& fiche = making.fiche(index);
  if (count_characters(fiche.title) <= short_name_max) return fiche.title;
  std::string name = name_with_sigle(fiche);
  return count_characters(name) <= whole_name_max ? name : short_name(making, index);
}
std::string called(const Making& making, std::size_t index, bool whole) {
  return whole ? whole_name(making, index) : short_name(making, index);
}

// The subject says one of the names of the answer, or most of its title.
bool is_told_by(const std::string& subject, const Fiche& answer, const std::string& name) {
  if (gives_away(subject, name) || shared_words(subject, answer.title) > 1) return true;
  const std::string padded = " " + fold(subject) + " ";
  const auto names = folded_names(answer);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return padded.find(" " + one + " ") != std::string::npos; });
}

// --- Who does what --------------------------------------------------------------------------------------------------

// Who decides on a right and does not pay it, or the other way, when the fiche plainly keeps the two apart.
Places set_apart(const Catalogue& catalogue, std::size_t index, const Role& role) {
  const std::string_view relation = role.relation;
  const bool decides = relation == "decide_par";
  if (!decides && !(relation == "opere_par" && is_paid(catalogue.fiches[index]))) return {};
  const auto asked_for = ties_of(catalogue, index, relation);
  const auto others = ties_of(catalogue, index, decides ? "opere_par" : "decide_par");
  const Places apart = others_of(others);
  const auto is_plain = [](const Tie* tie) { return tie->note.empty() && tie->condition.empty(); };
  const bool plain = apart.size() <= apart_max && std::all_of(others.begin(), others.end(), is_plain) &&
                     std::all_of(asked_for.begin(), asked_for.end(),
                                 [&](const Tie* tie) { return is_plain(tie) && !apart.contains(tie->other); });
  return plain ? apart : Places{};
}

std::vector<Candidate> candidates(const Making& making, const Institutions& known, std::size_t index, const Role& role,
                                  const Places& right, bool whole) {
  const auto& catalogue = making.catalogue;
  const Fiche& subject = making.fiche(index);
  const bool courts = role.relation == std::string_view("recours_devant");
  Places excluded = right, named;
  for (const std::size_t one : right) {
    const Places& family = known.family.at(one);
    excluded.insert(family.begin(), family.end());
  }
  for (const Tie& tie : catalogue.ties[index]) named.insert(tie.other);
  // Who pays an allocation, its relations say whole; for the rest, a name in the text may well mean « this one too ».
  if (!courts && subject.text("nature") != "allocation")
    for (const Link& link : subject.body.links)
      if (const auto found = catalogue.by_id.find(link.id); found != catalogue.by_id.end()) named.insert(found->second);
  const Places apart = set_apart(catalogue, index, role);

  // A court judges and decides; it neither pays nor runs anything.
  const bool judged = role.relation == std::string_view("decide_par") &&
                      std::any_of(right.begin(), right.end(), [&](auto one) { return is_court(making.fiche(one)); });

  const bool shared = role.relation == std::string_view("finance_par");

  Places pool = apart;
  if (courts || judged) pool.insert(known.courts.begin(), known.courts.end());
  if (!courts) pool.merge(working_near(known, subject));
  std::vector<Candidate> list;
  for (const std::size_t one : pool) {
    const Fiche& fiche = making.fiche(one);
    const bool is_apart = apart.contains(one);
    if (excluded.contains(one) || (named.contains(one) && !is_apart)) continue;
    if (!making.is_current(one) || !serves_the_country(fiche)) continue;
    if (is_court(fiche) && !courts && !judged) continue;
    const bool same =
        std::any_of(right.begin(), right.end(), [&](auto other) { return making.share_a_name(one, other); });
    const auto may_stand_for = [&](std::size_t other) { return do_the_same(known, is_paid(subject), other, one); };
    // Who gives a part of the money, a fiche seldom tells whole.
    const bool beside = !courts && (shared ? std::any_of(right.begin(), right.end(), may_stand_for)
                                           : std::all_of(right.begin(), right.end(), may_stand_for));
    const int near = nearness(known, subject, one);
    const bool sibling = !is_court(fiche) && std::any_of(right.begin(), right.end(), [&](auto other) {
      return are_of_one_whole(known, other, one);
    });
    const bool rival = judged && is_court(fiche);  // one court for another
    if (same || beside || sibling) continue;
    list.push_back({called(making, one, whole), near + (is_apart ? first_of_all : rival ? before_others : 0)});
  }
  return list;
}

// Some things are better asked on a card, where nothing has to be wrong.
bool is_worth_choosing(const Making& making, const Institutions& known, std::size_t index, const Role& role,
                       const Places& right) {
  const Fiche& fiche = making.fiche(index);
  const std::string_view relation = role.relation;
  if (relation == "recours_devant") {
    const auto contests = ties_of(making.catalogue, index, relation);
    const Places deciding = others_of(ties_of(making.catalogue, index, "decide_par"));
    const auto is_court_at = [&](std::size_t one) { return is_court(making.fiche(one)); };
    // What a judge decides is appealed: before whom, the judgment says. Whether one could also go to court, the fiche
    // does not say; and it depends on a case that the question does not tell.
    return std::none_of(deciding.begin(), deciding.end(), is_court_at) &&
           std::any_of(right.begin(), right.end(), is_court_at) &&
           std::any_of(contests.begin(), contests.end(), [](const Tie* tie) { return tie->condition.empty(); });
  }
  // The judge sits in the court: two right answers that are one.
  if (std::any_of(right.begin(), right.end(), [&](std::size_t one) {
        const Places& family = known.family.at(one);
        return std::any_of(right.begin(), right.end(), [&](std::size_t other) { return family.contains(other); });
      }))
    return false;
  const auto ties = ties_of(making.catalogue, index, relation);
  const bool noted = std::any_of(ties.begin(), ties.end(), [](const Tie* tie) { return !tie->note.empty(); });
  // Of several, one that « peut participer » or does a part is neither right nor wrong.
  if (noted && right.size() > 1 && (relation == "finance_par" || !is_paid(fiche))) return false;
  if (is_paid(fiche)) return true;
  // A note says what the question does not: « quand aucun proche ne peut exercer la mesure ».
  if (std::none_of(ties.begin(), ties.end(), [](const Tie* tie) { return tie->note.empty(); })) return false;
  // What a procedure costs, and to whom, is not in the question.
  if (relation == "finance_par" && fiche.text("nature") == "procedure") return false;
  // Who finances nearly everything finances this too, as everybody guesses.
  if (relation == "finance_par") return !right.contains(known.treasurer);
  // Who does it decides on it: one question is enough.
  if (relation == "decide_par") return right != others_of(ties_of(making.catalogue, index, "opere_par"));
  // Several teach or accompany, and nothing says that nobody else does.
  return right.size() == 1 || !is_one_of(fiche.text("nature"), {"accompagnement", "formation", "aide-en-nature"});
}

void ask_role(Making& making, const Institutions& known, const Role& role) {
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    const auto ties = ties_of(making.catalogue, i, role.relation);
    if (ties.empty() || !making.is_current(i)) continue;
    const std::string subject = name_with_sigle(making.fiche(i));
    const Places right = others_of(ties);
    const auto is_given = [&](bool whole) {
      return std::any_of(right.begin(), right.end(),
                         [&](auto one) { return is_told_by(subject, making.fiche(one), called(making, one, whole)); });
    };
    if (is_given(false)) continue;
    const bool whole = !is_given(true);  // « … des personnes handicapées (CDAPH) » tells itself, of a right to them
    std::vector<std::string> names;
    for (const std::size_t one : right) names.push_back(called(making, one, whole));

    const bool depends = ties.size() > 1 &&
                         std::all_of(ties.begin(), ties.end(), [](const Tie* tie) { return !tie->condition.empty(); });
    const std::string question = subject + " : " + asked(role, making.fiche(i)) + (depends ? ", selon le cas ?" : " ?");
    const std::string answer = told(making, ties);
    const std::string feedback =
        std::string(right.size() > 1 ? role.many : role.one) + " : " + answer + ". " + making.fiche(i).summary;
    making.card(i, role.source, role.relation, question, answer, making.fiche(i).summary);
    if (!is_worth_choosing(making, known, i, role, right)) continue;
    auto possible = candidates(making, known, i, role, right, whole);
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
  const auto stand_together = [&](std::size_t a, std::size_t b) { return beside_of(making.catalogue, a).contains(b); };
  const auto may_stand_together = [&](const Pair& a, const Pair& b) {
    return a.operated != b.operated && !known.family.at(a.operated).contains(b.operated) &&
           !stand_together(a.operated, b.operated) && !is_tied(a.right, b.operated) && !is_tied(b.right, a.operated);
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
      for (const auto& [right, operated] : chosen) {
        const std::string name = name_with_sigle(making.fiche(right));
        const bool whole = !is_told_by(name, making.fiche(operated), called(making, operated, true));
        pairs.emplace_back(name, called(making, operated, whole));
      }
      making.matching(chosen.front().right, "qui-assure", "appariement-opere_par",
                      "Reliez chaque dispositif à qui s'en charge.", std::move(pairs));
    }
}

}  // namespace

void ask_roles(Making& making) {
  const Institutions known = know_institutions(making.catalogue);
  for (const Role& role : roles)
    if (making.wants(role.source)) ask_role(making, known, role);
  if (making.wants("qui-assure")) match_operators(making, known);
}

}  // namespace reperes

// Questions about what goes with what, what took over, and where a way leads.

#include <algorithm>
#include <iterator>

#include "builder/french.h"
#include "builder/revision_made.h"
#include "builder/revision_words.h"
#include "builder/text.h"

namespace reperes {

std::vector<const Tie*> ties_of(const Catalogue& catalogue, std::size_t index, std::string_view relation) {
  std::vector<const Tie*> ties;
  for (const Tie& tie : catalogue.ties[index])
    if (!tie.inverse && tie.relation->name == relation) ties.push_back(&tie);
  return ties;
}

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

namespace {

constexpr std::size_t pairs_count = 4;
constexpr std::size_t additions_max = 2;  // true ones per fiche: most things add up

// --- What goes with what --------------------------------------------------------------------------------------------

// One may have both, or one of the two: never more of the first than of the second, which would teach to say yes, and
// first of all what could be confused, as one of the two does exclude something.
void ask_addition(Making& making) {
  const auto excludes = [&](std::size_t index) {
    const auto& ties = making.catalogue.ties[index];
    return std::any_of(ties.begin(), ties.end(), [](const Tie& tie) { return tie.relation->name == "exclut"; });
  };
  std::vector<RevisionItem> confusing, together, apart;
  for (std::size_t i = 0; i < making.catalogue.fiches.size(); ++i) {
    std::size_t additions = 0;
    for (const Tie& tie : making.catalogue.ties[i]) {
      const bool adds_up = tie.relation->name == "cumulable_avec";
      if ((!adds_up && tie.relation->name != "exclut") || tie.other < i || !tie.note.empty() || !tie.condition.empty())
        continue;
      const Fiche& one = making.fiche(i);
      const Fiche& other = making.fiche(tie.other);
      if (!making.is_current(i) || !making.is_current(tie.other)) continue;
      if (adds_up && (!is_paid(one) || !is_paid(other) || ++additions > additions_max)) continue;
      RevisionItem item;
      item.id = one.id + ":cumul-" + other.id;
      item.fiche = i;
      item.source = "cumul";
      item.exercise = Exercise::true_false;
      item.question = "Une même personne peut avoir les deux à la fois : " + in_quotes(name_with_sigle(one)) + " et " +
                      in_quotes(name_with_sigle(other)) + ".";
      item.choices = adds_up ? std::vector<std::string>{"Vrai", "Faux"} : std::vector<std::string>{"Faux", "Vrai"};
      item.right = 1;
      const auto is_allocation = [](const Fiche& fiche) { return fiche.text("nature") == "allocation"; };
      const bool may_count = is_allocation(one) && is_allocation(other);
      item.feedback = !adds_up ? "Ces deux droits ne se cumulent pas."
                      : may_count
                          ? "Chacune garde ses conditions, et l'une peut compter dans les ressources de l'autre."
                          : "Chacune garde ses conditions.";
      (!adds_up ? apart : excludes(i) || excludes(tie.other) ? confusing : together).push_back(std::move(item));
    }
  }
  std::move(together.begin(), together.end(), std::back_inserter(confusing));
  together = std::move(confusing);
  if (together.size() > apart.size()) together.resize(apart.size());
  for (auto* items : {&together, &apart}) std::move(items->begin(), items->end(), std::back_inserter(making.items));
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
    const std::string& title = making.fiche(i).title;
    const std::string way = title.find(" : ") == std::string::npos ? title : in_quotes(title);
    for (std::size_t first = 0, number = 1; first + pairs_count <= pairs.size(); first += pairs_count, ++number)
      making.matching(i, "etapes", "etapes-" + std::to_string(number),
                      way + " : vers quoi orienter, selon la situation ?",
                      {pairs.begin() + static_cast<std::ptrdiff_t>(first),
                       pairs.begin() + static_cast<std::ptrdiff_t>(first + pairs_count)});
  }
}

}  // namespace

void ask_ties(Making& making) {
  if (making.wants("ancien-nom")) ask_successors(making);
  if (making.wants("cumul")) ask_addition(making);
  if (making.wants("etapes")) ask_steps(making);
}

}  // namespace reperes

#include "builder/curriculum.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace reperes {
namespace {

constexpr std::size_t totals_max = 64;  // sums: no certification offers as many choices
constexpr std::size_t names_shown = 6;  // in a hint

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool ties_to(const Catalogue& catalogue, std::size_t from, std::string_view relation, std::size_t to) {
  const auto& ties = catalogue.ties[from];
  return std::any_of(ties.begin(), ties.end(),
                     [&](const Tie& tie) { return tie.other == to && !tie.inverse && tie.relation->name == relation; });
}

// As the certification's own text names them first; those it does not name come last.
void in_order_of_mention(const Catalogue& catalogue, std::size_t certification, std::vector<std::size_t>& units) {
  std::map<std::string_view, std::size_t> mentions;
  for (const Link& link : catalogue.fiches[certification].body.links) mentions.emplace(link.id, mentions.size());
  const auto rank = [&](std::size_t unit) {
    const auto found = mentions.find(catalogue.fiches[unit].id);
    return found == mentions.end() ? mentions.size() : found->second;
  };
  std::stable_sort(units.begin(), units.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
}

// The sums of one from each set; empty when there are too many.
std::set<long> sums(const std::vector<std::set<long>>& choices) {
  std::set<long> totals = {0};
  for (const auto& choice : choices) {
    std::set<long> next;
    for (const long total : totals)
      for (const long credits : choice) next.insert(total + credits);
    if (next.size() > totals_max || next.empty()) return {};
    totals = std::move(next);
  }
  return totals;
}

// Every unit with those one may take instead of it, also by way of a third; in the order of the first of each.
std::vector<Part> parts_of(const Catalogue& catalogue, const std::vector<std::size_t>& units) {
  std::vector<Part> parts;
  std::set<std::size_t> left(units.begin(), units.end());
  for (const std::size_t unit : units) {
    if (!left.erase(unit)) continue;
    Part part = {unit};
    for (std::size_t at = 0; at < part.size(); ++at)
      for (const Tie& tie : catalogue.ties[part[at]])
        if (tie.relation->name == "au_choix_avec" && left.erase(tie.other)) part.push_back(tie.other);
    parts.push_back(std::move(part));
  }
  std::stable_partition(parts.begin(), parts.end(), [](const Part& part) { return part.size() == 1; });
  return parts;
}

// « 120 », « 118 ou 120 », « 10, 11 ou 12 ».
std::string one_of(const std::set<long>& numbers) {
  std::vector<std::string> words;
  for (const long number : numbers) words.push_back(std::to_string(number));
  const std::string last = words.back();
  words.pop_back();
  return words.empty() ? last : join(words, ", ") + " ou " + last;
}

}  // namespace

bool is_certification(const Fiche& fiche) {
  const std::string& nature = fiche.text("nature");
  return fiche.kind == Kind::ue && (nature == "titre" || nature == "certificat");
}

long credits_of(const Fiche& fiche) {
  return std::atol(fiche.text("credits").c_str());  // a number of six digits at most, checked when it was read
}

Curriculum curriculum_of(const Catalogue& catalogue, std::size_t certification) {
  std::vector<std::size_t> units, certificates;
  for (const Tie& tie : catalogue.ties[certification])
    if (tie.inverse && tie.relation->name == "certification")
      (is_certification(catalogue.fiches[tie.other]) ? certificates : units).push_back(tie.other);

  in_order_of_mention(catalogue, certification, units);

  Curriculum curriculum;
  auto add = [&](PartGroup kind, std::size_t certificate, auto&& belongs) {
    std::vector<std::size_t> chosen;
    for (const std::size_t unit : units)
      if (belongs(unit)) chosen.push_back(unit);
    std::erase_if(units, belongs);
    if (chosen.empty()) return;
    CurriculumGroup group{kind, certificate, parts_of(catalogue, chosen), {}};
    std::vector<std::set<long>> credits;
    for (const Part& part : group.parts) {
      auto& choice = credits.emplace_back();
      for (const std::size_t unit : part) choice.insert(credits_of(catalogue.fiches[unit]));
    }
    group.totals = sums(credits);
    curriculum.groups.push_back(std::move(group));
  };
  for (const std::size_t certificate : certificates)
    add(PartGroup::certificate, certificate,
        [&](std::size_t unit) { return ties_to(catalogue, unit, "certification", certificate); });
  add(PartGroup::units, none, [&](std::size_t unit) {
    const std::string& nature = catalogue.fiches[unit].text("nature");
    return nature != "uas" && nature != "ua";
  });
  add(PartGroup::activities, none, [](std::size_t) { return true; });

  std::vector<std::set<long>> totals;
  for (const auto& group : curriculum.groups) totals.push_back(group.totals);
  if (!totals.empty()) curriculum.totals = sums(totals);
  return curriculum;
}

void check_credits(const Catalogue& catalogue, Faults& faults) {
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const Fiche& fiche = catalogue.fiches[i];
    if (!is_certification(fiche) || fiche.text("credits").empty()) continue;
    const Curriculum curriculum = curriculum_of(catalogue, i);
    if (curriculum.totals.empty() || curriculum.totals.contains(credits_of(fiche))) continue;

    std::vector<std::string> silent;
    for (const auto& group : curriculum.groups)
      for (const Part& part : group.parts)
        for (const std::size_t unit : part)
          if (catalogue.fiches[unit].text("credits").empty() && silent.size() < names_shown)
            silent.push_back(catalogue.fiches[unit].id);
    faults.push_back({"credits-inatteignables",
                      Severity::warning,
                      fiche.place_of("credits"),
                      "les unités de " + in_quotes(fiche.id) + " font " + one_of(curriculum.totals) + " crédits, pas " +
                          fiche.text("credits"),
                      silent.empty() ? "corrigez « credits », ou la « certification » d'une unité ; deux unités dont "
                                       "une seule compte se relient par « au_choix_avec »"
                                     : "ces unités ne disent pas leurs crédits : " + join(silent, ", "),
                      {}});
  }
}

}  // namespace reperes

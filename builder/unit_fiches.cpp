#include "builder/unit_fiches.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

std::size_t index_of(const Catalogue& catalogue, const std::string& id) {
  const Fiche* fiche = catalogue.find(id);
  return fiche ? static_cast<std::size_t>(fiche - catalogue.fiches.data()) : none;
}

// What serves: neither other notions and units, nor the site's own pages.
bool may_serve(const Fiche& fiche) {
  return fiche.kind != Kind::notion && fiche.kind != Kind::ue && fiche.kind != Kind::page &&
         fiche.state != EditorialState::historical;
}

// Every fiche that `at` names or that names it: relations are ties of both already.
std::set<std::size_t> around(const Catalogue& catalogue, const LinkedFrom& linked_from, std::size_t at) {
  std::set<std::size_t> found;
  for (const Tie& tie : catalogue.ties[at]) found.insert(tie.other);
  for (const Link& link : catalogue.fiches[at].body.links)
    if (!link.external && !link.image && !link.id.empty()) found.insert(index_of(catalogue, link.id));
  if (const auto sources = linked_from.find(at); sources != linked_from.end())
    found.insert(sources->second.begin(), sources->second.end());
  found.erase(none);
  return found;
}

// Steps of a need, and how many of them are among the fiches that serve.
std::size_t steps_among(const Catalogue& catalogue, std::size_t need, const std::map<std::size_t, std::size_t>& times) {
  std::set<std::size_t> steps;
  for (const Tie& tie : catalogue.ties[need])
    if (!tie.inverse && tie.relation->name == "etapes" && times.contains(tie.other)) steps.insert(tie.other);
  return steps.size();
}

}  // namespace

LinkedFrom links_to_notions(const Catalogue& catalogue) {
  std::unordered_map<std::string_view, std::size_t> wanted;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const Fiche& fiche = catalogue.fiches[i];
    if (fiche.kind != Kind::notion && fiche.kind != Kind::ue) continue;
    wanted.emplace(fiche.id, i);
    for (const std::string& former : fiche.former_ids) wanted.emplace(former, i);
  }
  LinkedFrom linked_from;
  if (wanted.empty()) return linked_from;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i)
    for (const Link& link : catalogue.fiches[i].body.links)
      if (const auto target = wanted.find(link.id); target != wanted.end()) linked_from[target->second].push_back(i);
  return linked_from;
}

UnitFiches fiches_of_unit(const Catalogue& catalogue, const LinkedFrom& linked_from, std::size_t unit) {
  const auto by_title = [&](std::size_t a, std::size_t b) {
    return french_less(catalogue.fiches[a].title, catalogue.fiches[b].title);
  };
  UnitFiches fiches;
  for (const Tie& tie : catalogue.ties[unit])
    if (!tie.inverse && tie.relation->name == "enseigne") fiches.notions.push_back(tie.other);
  std::stable_sort(fiches.notions.begin(), fiches.notions.end(), by_title);

  std::map<std::size_t, std::size_t> times;
  const auto count = [&](std::size_t at) {
    for (const std::size_t other : around(catalogue, linked_from, at))
      if (may_serve(catalogue.fiches[other])) ++times[other];
  };
  count(unit);
  for (const std::size_t notion : fiches.notions) count(notion);

  for (const auto& [index, n] : times)
    if (const Kind kind = catalogue.fiches[index].kind; kind != Kind::parcours)
      fiches.by_kind[kind].push_back({index, n});
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    if (catalogue.fiches[i].kind != Kind::parcours || !may_serve(catalogue.fiches[i])) continue;
    const std::size_t steps = steps_among(catalogue, i, times);
    if (steps > 0 || times.contains(i)) fiches.by_kind[Kind::parcours].push_back({i, steps});
  }
  for (auto& [kind, list] : fiches.by_kind)
    std::stable_sort(list.begin(), list.end(), [&](const Serving& a, const Serving& b) {
      return a.times != b.times ? a.times > b.times : by_title(a.fiche, b.fiche);
    });
  return fiches;
}

}  // namespace reperes

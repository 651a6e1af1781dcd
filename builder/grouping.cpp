#include "builder/grouping.h"

#include <algorithm>

#include "builder/rome_domains.h"
#include "builder/text.h"

namespace reperes {
namespace {

// The whole ROME would drown a domain's page: beyond this, a kind's own list is the better place.
constexpr std::size_t kind_in_group_max = 150;

Group& group_named(std::vector<Group>& groups, const std::string& anchor, const std::string& title) {
  auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.anchor == anchor; });
  return found == groups.end() ? groups.emplace_back(Group{title, anchor, {}, {}}) : *found;
}

}  // namespace

// By the first of each fiche's domains, in the order of the vocabulary.
std::vector<Group> by_domaine(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  for (const Choice& choice : model().vocabulary("domaines").choices)
    groups.push_back({choice.label, "domaine-" + choice.value, {}, {}});
  for (std::size_t index : indexes) {
    const Fiche& fiche = site.fiche(index);
    const std::string first = fiche.domaines.empty() ? "" : fiche.domaines.front();
    group_named(groups, "domaine-" + (first.empty() ? "autres" : first), site.theme.words.say("listes.autres"))
        .fiches.push_back(index);
  }
  return groups;
}

std::vector<Group> by_rome_domain(const Site& site, Indexes indexes) {
  std::sort(indexes.begin(), indexes.end(),
            [&](std::size_t a, std::size_t b) { return site.fiche(a).id < site.fiche(b).id; });
  std::vector<Group> groups;
  for (std::size_t index : indexes) {
    const std::string& id = site.fiche(index).id;
    const std::string prefix = id.substr(0, 3);
    const std::string name(rome_domain(id));
    if (name.empty())
      group_named(groups, "autres", site.theme.words.say("listes.autres")).fiches.push_back(index);
    else
      group_named(groups, fold(prefix), prefix + " – " + name).fiches.push_back(index);
  }
  return groups;
}

std::vector<Group> by_urgency(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  for (int level : {3, 2, 1, 0}) {
    const std::string number = std::to_string(level);
    Group group{site.theme.words.say("listes.urgence-" + number), "urgence-" + number, {}, {}};
    for (std::size_t index : indexes)
      if (site.fiche(index).urgency == level) group.fiches.push_back(index);
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<Group> by_nature(const Site& site, const Indexes& indexes,
                             const std::vector<std::pair<std::string, std::vector<std::string>>>& natures) {
  std::vector<Group> groups;
  std::vector<std::size_t> rest(indexes);
  for (const auto& [name, values] : natures) {
    Group group{site.theme.words.say("listes." + name), name, {}, {}};
    std::erase_if(rest, [&](std::size_t index) {
      const bool mine = std::find(values.begin(), values.end(), site.fiche(index).text("nature")) != values.end();
      if (mine) group.fiches.push_back(index);
      return mine;
    });
    groups.push_back(std::move(group));
  }
  groups.push_back({site.theme.words.say("listes.autres"), "autres", std::move(rest), {}});
  return groups;
}

// Notions under the first unit that teaches them.
std::vector<Group> by_unit(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  Group rest{site.theme.words.say("listes.autres"), "autres", {}, {}};
  for (std::size_t index : indexes) {
    const Fiche* unit = nullptr;
    for (const Tie& tie : site.catalogue.ties[index])
      if (tie.relation->name == "enseigne" && (!unit || site.fiche(tie.other).id < unit->id))
        unit = &site.fiche(tie.other);
    if (unit)
      group_named(groups, slug(unit->id), unit->id + " – " + unit->title).fiches.push_back(index);
    else
      rest.fiches.push_back(index);
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.anchor < b.anchor; });
  groups.push_back(std::move(rest));
  return groups;
}

std::vector<Group> by_kind(const Site& site, const Indexes& indexes) {
  std::vector<Group> groups;
  for (Kind kind : {Kind::parcours, Kind::dispositif, Kind::institution, Kind::contact, Kind::metier, Kind::notion,
                    Kind::ue, Kind::page}) {
    const KindInfo& info = model().kind(kind);
    Group group{info.plural, info.folder, {}, {}};
    for (std::size_t index : indexes)
      if (site.fiche(index).kind == kind) group.fiches.push_back(index);
    if (kind == Kind::metier && group.fiches.size() > kind_in_group_max) group.whole = info.folder + "/index.html";
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace reperes

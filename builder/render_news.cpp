#include "builder/render_news.h"

#include <algorithm>

#include "builder/grouping.h"
#include "builder/render_fiche.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t news_max = 30;
constexpr int change_months = 24;  // how long a change stays among the news

}  // namespace

Indexes recently_verified(const Site& site, std::size_t most) {
  Indexes indexes;
  for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i)
    if (site.fiche(i).verified) indexes.push_back(i);
  std::stable_sort(indexes.begin(), indexes.end(),
                   [&](std::size_t a, std::size_t b) { return *site.fiche(a).verified > *site.fiche(b).verified; });
  if (indexes.size() > most) indexes.resize(most);
  return indexes;
}

std::string render_news(const Site& site, Faults& faults) {
  const PageHead head = simple_head(site, "nouveautes", "nouveautes.html");
  const Date today = site.catalogue.today;
  const Date since = add_months(today, -change_months);

  // What changed: names that ended, rights that began or will end, read from the fiches' own dates.
  struct Change {
    Date when;
    std::size_t index;
    std::string sentence;
  };
  std::vector<Change> changes;
  for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i) {
    const Fiche& fiche = site.fiche(i);
    for (const OldName& old : fiche.old_names)
      if (old.until && *old.until >= since)
        changes.push_back(
            {*old.until, i,
             site.theme.words.say("nouveautes.nom", {{"nom", old.name}, {"date", long_date(*old.until)}})});
    if (fiche.valid_from && *fiche.valid_from >= since)
      changes.push_back(
          {*fiche.valid_from, i, site.theme.words.say("nouveautes.debut", {{"date", long_date(*fiche.valid_from)}})});
    if (fiche.valid_until && *fiche.valid_until >= since)
      changes.push_back({*fiche.valid_until, i,
                         site.theme.words.say(*fiche.valid_until < today ? "nouveautes.fin" : "nouveautes.fin-prevue",
                                              {{"date", long_date(*fiche.valid_until)}})});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.when > b.when; });
  ValueList change_values;
  for (const Change& change : changes) {
    ValueMap value = card(site, change.index, head.path);
    value["phrase"] = typography(change.sentence);
    change_values.push_back(std::move(value));
  }

  ValueList verified;
  for (std::size_t index : recently_verified(site, news_max)) {
    ValueMap value = card(site, index, head.path);
    value["phrase"] = freshness_sentence(site, index);
    verified.push_back(std::move(value));
  }

  ValueList states;
  std::size_t unverified = 0;
  for (Freshness freshness : {Freshness::stale, Freshness::due, Freshness::unverified}) {
    Indexes indexes;
    for (std::size_t i = 0; i < site.catalogue.fiches.size(); ++i)
      if (site.catalogue.freshness[i] == freshness) indexes.push_back(i);
    if (freshness == Freshness::unverified) unverified = indexes.size();
    if (indexes.empty()) continue;
    const std::string name(freshness_name(freshness));
    ValueList kinds;
    for (const Group& group : by_kind(site, indexes))
      if (!group.fiches.empty())
        kinds.push_back(ValueMap{{"titre", typography(group.title)},
                                 {"nombre", std::to_string(group.fiches.size())},
                                 {"tout_href", group.whole.empty() ? "" : link_to(head.path, group.whole)},
                                 {"fiches", group.whole.empty() ? cards(site, group.fiches, head.path) : ValueList{}}});
    states.push_back(ValueMap{{"etat_nom", name},
                              {"titre", typography(site.theme.words.say("nouveautes.titre-" + name))},
                              {"phrase", typography(site.theme.words.say("nouveautes.phrase-" + name))},
                              {"nombre", typography(site.theme.words.count("listes.fiches", indexes.size()))},
                              {"genres_etat", std::move(kinds)}});
  }
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["a_des_changements"] = !change_values.empty();
  data["changements"] = std::move(change_values);
  data["a_des_verifiees"] = !verified.empty();
  data["verifiees"] = std::move(verified);
  data["etats"] = std::move(states);
  data["non_verifiees"] = std::to_string(unverified);
  data["fil_atom"] = site.settings().url.empty() ? "" : link_to(head.path, "nouveautes.atom");
  data["au"] = long_date(today);
  return render_page(site, "nouveautes", std::move(data), faults);
}

}  // namespace reperes

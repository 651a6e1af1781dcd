#include "builder/revision_institutions.h"

#include <algorithm>

#include "builder/revision_made.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr const char* doing[] = {"opere_par", "decide_par", "finance_par"};
constexpr int beside_share = 4;  // one time in four together: they may do the same things
constexpr int known_times = 3;   // named as often in a field, one is as plausible as any other
constexpr std::string_view everybody = "tous-publics";
constexpr std::size_t working_max = 60;  // in a field: a site may have thousands, a question needs three

// The domaines, the great thematiques (« famille », « se-former »), and those whom it is for.
std::vector<std::string> fields_of(const Fiche& fiche) {
  std::vector<std::string> fields = fiche.domaines;
  for (const auto& thematique : fiche.thematiques)
    if (auto field = thematique.substr(0, thematique.find("--"));
        std::find(fields.begin(), fields.end(), field) == fields.end())
      fields.push_back(std::move(field));
  for (const auto& name : fiche.publics)
    if (name != everybody) fields.push_back(name);
  return fields;
}

void keep_the_most_named(Institutions::Counts& counts) {
  if (counts.size() <= working_max) return;
  std::vector<std::pair<std::size_t, int>> ranked(counts.begin(), counts.end());
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  ranked.resize(working_max);
  counts = {ranked.begin(), ranked.end()};
}

}  // namespace

Places others_of(const std::vector<const Tie*>& ties) {
  Places places;
  for (const Tie* tie : ties) places.insert(tie->other);
  return places;
}

Institutions know_institutions(const Catalogue& catalogue) {
  Institutions known;
  std::map<std::size_t, int> financed;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    const Fiche& fiche = catalogue.fiches[i];
    if (fiche.kind == Kind::institution) {
      known.family[i] = family_of(catalogue, i);
      known.wholes[i] = others_of(ties_of(catalogue, i, "fait_partie_de"));
    }
    Places working;
    for (const char* relation : doing) {
      const Places beside = others_of(ties_of(catalogue, i, relation));
      working.insert(beside.begin(), beside.end());
      for (const std::size_t one : beside)
        for (const std::size_t other : beside) ++known.together[{relation, is_paid(fiche)}][one][other];
    }
    for (const std::size_t one : others_of(ties_of(catalogue, i, "finance_par"))) ++financed[one];
    for (const std::size_t one : others_of(ties_of(catalogue, i, "recours_devant")))
      if (is_court(catalogue.fiches[one])) known.courts.insert(one);
    for (const auto& field : fields_of(fiche))
      for (const std::size_t one : working) ++known.works[{field, is_paid(fiche)}][one];
  }
  for (auto& [field, counts] : known.works) keep_the_most_named(counts);
  const auto most = std::max_element(financed.begin(), financed.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != financed.end()) known.treasurer = most->first;
  return known;
}

bool is_court(const Fiche& fiche) {
  static constexpr std::string_view courts[] = {"tribunal", "cour ", "juge ", "conseil de prud", "pole social"};
  const std::string title = fold(fiche.title);
  return std::any_of(std::begin(courts), std::end(courts), [&](auto start) { return title.starts_with(start); });
}

bool serves_the_country(const Fiche& fiche) {
  const auto& codes = fiche.territory_codes;
  return codes.empty() || std::find(codes.begin(), codes.end(), "france") != codes.end();
}

bool do_the_same(const Institutions& known, bool paid, std::size_t one, std::size_t other) {
  return std::any_of(known.together.begin(), known.together.end(), [&](const auto& entry) {
    const auto& [world, institutions] = entry;
    const auto counts = institutions.find(one);
    if (world.second != paid || counts == institutions.end()) return false;
    const auto times = counts->second.find(other);
    return times != counts->second.end() && times->second * beside_share >= counts->second.at(one);
  });
}

bool are_of_one_whole(const Institutions& known, std::size_t one, std::size_t other) {
  const auto wholes = known.wholes.find(one), others = known.wholes.find(other);
  return wholes != known.wholes.end() && others != known.wholes.end() &&
         std::any_of(wholes->second.begin(), wholes->second.end(),
                     [&](std::size_t whole) { return others->second.contains(whole); });
}

Places working_near(const Institutions& known, const Fiche& right) {
  Places near;
  for (const auto& field : fields_of(right))
    for (const bool paid : {false, true})
      if (const auto works = known.works.find({field, paid}); works != known.works.end())
        for (const auto& [one, times] : works->second) near.insert(one);
  return near;
}

int nearness(const Institutions& known, const Fiche& right, std::size_t institution) {
  const auto is_main = [&](const std::string& field) {
    return (!right.domaines.empty() && field == right.domaines.front()) ||
           (!right.thematiques.empty() && right.thematiques.front().starts_with(field + "--")) ||
           (!right.publics.empty() && field == right.publics.front());
  };
  int near = 0;
  for (const auto& field : fields_of(right))
    for (const bool paid : {false, true}) {
      const auto works = known.works.find({field, paid});
      if (works == known.works.end()) continue;
      const auto times = works->second.find(institution);
      if (times == works->second.end()) continue;
      const int weight = (is_main(field) ? 2 : 1) * (paid == is_paid(right) ? 3 : 1);
      near += weight * std::min(times->second, known_times);
    }
  return near;
}

}  // namespace reperes

#include "builder/render_revision.h"

#include <algorithm>
#include <map>
#include <set>

#include "builder/hash.h"
#include "builder/json.h"
#include "builder/revision.h"

namespace reperes {
namespace {

constexpr std::size_t pack_bytes = 90000;  // a quarter of it once compressed: one short wait for a UE
constexpr std::size_t hash_digits = 12;

std::string item_json(const Site& site, const RevisionItem& item) {
  std::vector<std::string> right;
  if (item.exercise != Exercise::ordering)
    for (std::size_t i = 0; i < item.right; ++i) right.push_back(std::to_string(i));
  JsonObject object;
  object.text("i", item.id)
      .text("f", site.fiche(item.fiche).id)
      .text("s", item.source)
      .text("t", name_of(item.exercise))
      .text("q", item.question)
      .text("r", item.answer)
      .raw("c", json_array(item.choices, json))
      .raw("c", json_array(item.pairs,
                           [](const auto& pair) { return "[" + json(pair.first) + "," + json(pair.second) + "]"; }))
      .raw("b", json_array(right, as_is))
      .text("e", item.feedback)
      .text("a", item.anchor);
  return object.take();
}

std::string named_by_content(const std::string& stem, const std::string& script) {
  return "reviser/" + stem + "-" + hash128_hex(script).substr(0, hash_digits) + ".js";
}

struct FicheItems {
  std::size_t fiche, unit;  // its first UE, in the order of what they have to revise
  std::vector<const RevisionItem*> items;
};

// By UE, the fullest first, then as the catalogue has them; what no UE teaches comes last.
std::vector<FicheItems> in_reading_order(const Revision& revision) {
  std::vector<FicheItems> fiches;
  for (const auto& item : revision.items) {
    if (fiches.empty() || fiches.back().fiche != item.fiche) fiches.push_back({item.fiche, Site::none, {}});
    fiches.back().items.push_back(&item);
  }
  const auto units = units_in_order(revision);
  for (auto& entry : fiches)
    for (const std::size_t unit : revision.units[entry.fiche]) {
      const auto found = std::find(units.begin(), units.end(), unit);
      entry.unit = std::min(entry.unit, static_cast<std::size_t>(found - units.begin()));
    }
  std::stable_sort(fiches.begin(), fiches.end(),
                   [](const FicheItems& a, const FicheItems& b) { return a.unit < b.unit; });
  return fiches;
}

template <typename Values>
std::size_t place_in(const Values& values, const std::string& name) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& pair) { return pair.first == name; });
  return static_cast<std::size_t>(found - values.begin());
}

using Named = std::vector<std::pair<std::string, std::string>>;

std::string named_json(const Named& values) {
  return json_array(values, [](const auto& pair) { return "[" + json(pair.first) + "," + json(pair.second) + "]"; });
}

std::string number_json(std::size_t number) {
  return std::to_string(number);
}

// The mock exams, by numbers of the lists of the index.
std::string exams_json(const Site& site, const std::vector<FicheItems>& fiches, const Named& units) {
  std::map<std::size_t, std::size_t> number_of;
  for (std::size_t i = 0; i < fiches.size(); ++i) number_of.emplace(fiches[i].fiche, i);
  return json_array(site.revision.exams, [&](const Exam& exam) {
    const auto part_json = [&](const Exam::Part& part) {
      std::vector<std::size_t> numbers;
      for (const std::size_t fiche : part.fiches) numbers.push_back(number_of.at(fiche));
      std::sort(numbers.begin(), numbers.end());
      return "[" + json(part.title) + "," + number_json(part.questions) + "," + json_array(numbers, number_json) + "]";
    };
    return "[" + number_json(place_in(units, site.fiche(exam.unit).id)) + "," + std::to_string(exam.minutes) + "," +
           json_array(exam.parts, part_json) + "]";
  });
}

}  // namespace

RevisionPacks revision_packs(const Site& site) {
  RevisionPacks packs;
  if (site.revised.empty()) return packs;
  const Revision& revision = site.revision;
  const auto fiches = in_reading_order(revision);

  Named units, kinds, domaines;
  std::set<std::size_t> taught;
  for (const auto& entry : fiches)
    taught.insert(revision.units[entry.fiche].begin(), revision.units[entry.fiche].end());
  for (const Exam& exam : revision.exams) taught.insert(exam.unit);  // it may ask about what others teach
  for (const std::size_t unit : taught) units.emplace_back(site.fiche(unit).id, typography(site.fiche(unit).title));
  for (const auto& info : model().kinds) kinds.emplace_back(info.name, typography(info.plural));
  for (const auto& choice : model().vocabulary("domaines").choices)
    domaines.emplace_back(choice.value, typography(choice.label));

  std::vector<std::string> paths, lines;
  std::string content;
  const auto close = [&] {
    if (content.empty()) return;
    const std::string number = std::to_string(paths.size());
    const std::string script = "ReperesReviser.paquet(" + number + ", [\n" + content + "\n]);\n";
    paths.push_back(named_by_content(number, script));
    packs.files[paths.back()] = script;
    content.clear();
  };
  for (const auto& [index, unit, items] : fiches) {
    if (content.size() > pack_bytes) close();
    const Fiche& fiche = site.fiche(index);
    std::size_t cards = 0;
    for (const auto* item : items) {
      cards += item->exercise == Exercise::card;
      content += (content.empty() ? "" : ",\n") + item_json(site, *item);
    }
    std::vector<std::size_t> domaine_numbers, unit_numbers;
    for (const auto& name : fiche.domaines) domaine_numbers.push_back(place_in(domaines, name));
    for (const std::size_t one : revision.units[index]) unit_numbers.push_back(place_in(units, site.fiche(one).id));
    lines.push_back("[" + json(fiche.id) + "," + json(typography(fiche.title)) + "," +
                    json(site.catalogue.path_of(fiche)) + "," + number_json(static_cast<std::size_t>(fiche.kind)) +
                    "," + json_array(domaine_numbers, number_json) + "," + json_array(unit_numbers, number_json) + "," +
                    number_json(paths.size()) + "," + number_json(cards) + "," + number_json(items.size() - cards) +
                    "]");
  }
  close();
  const std::string exams =
      site.revision.exams.empty() ? "" : "\n\"examens\":" + exams_json(site, fiches, units) + ",";
  const std::string script = "ReperesReviser.index({\"version\":1,\"ues\":" + named_json(units) +
                             ",\"genres\":" + named_json(kinds) + ",\"domaines\":" + named_json(domaines) +
                             ",\n\"fiches\":[\n" + join(lines, ",\n") + "\n]," + exams +
                             "\n\"paquets\":" + json_array(paths, json) + "});\n";
  packs.index = named_by_content("index", script);
  packs.files[packs.index] = script;
  return packs;
}

}  // namespace reperes

#include "builder/render_selection.h"

#include <algorithm>
#include <set>

#include "builder/hash.h"
#include "builder/json.h"
#include "builder/qr.h"
#include "builder/render_facts.h"
#include "builder/render_fiche.h"
#include "builder/text.h"

namespace reperes {
namespace {

// A choice of five fiches reads about five packs: small enough for a telephone, few enough for a USB key.
constexpr std::size_t pack_bytes = 16000;
constexpr std::size_t values_max = 8;  // of a list that a person will not need to its end
constexpr std::size_t hash_digits = 12;

// --- Values of layouts, read back as text --------------------------------------------------------------------------

const std::string& text_at(const ValueMap& map, std::string_view key) {
  return std::get<std::string>(map.find(key)->second.is);
}
const ValueList& list_at(const ValueMap& map, std::string_view key) {
  return *std::get<std::shared_ptr<const ValueList>>(map.find(key)->second.is);
}
const ValueMap& map_of(const Value& value) {
  return *std::get<std::shared_ptr<const ValueMap>>(value.is);
}

// « 32 30, www.caf.fr »: how to reach whom a line names.
std::string ways_to(const Fiche& fiche) {
  std::vector<std::string> ways;
  if (const std::string number = number_of(fiche); !number.empty()) ways.push_back(telephone(number).shown);
  const Node* access = fiche.front.find("acces");
  const Node* site = access ? access->find("site") : nullptr;
  const std::string address = site ? site->text : fiche.text("site");
  if (is_safe_url(address)) ways.push_back(host_of(address));
  return join(ways, ", ");
}

std::string line_of(const Site& site, const ValueMap& value) {
  std::string line = text_at(value, "texte");
  if (const std::string& date = text_at(value, "date"); !date.empty()) line = date + " : " + line;
  if (const std::string& sigle = text_at(value, "sigle"); !sigle.empty()) line += " (" + sigle + ")";
  if (const Fiche* other = site.catalogue.find(text_at(value, "id"))) {
    const std::string ways = ways_to(*other);
    if (!ways.empty() && line.find(ways) == std::string::npos) line += typography(" : ") + ways;
  }
  if (const std::string& note = text_at(value, "note"); !note.empty()) line += " – " + note;
  return line;
}

// What a handed-over sheet does without, and the lists it shows the beginning of.
bool is_left_out(std::string_view name) {
  static const std::set<std::string, std::less<>> names = {"cumulable_avec", "exclut",       "version_rome",
                                                           "valable_du",     "prescrit_par", "decide_par"};
  return names.contains(name);
}
bool may_be_cut(std::string_view name) {
  static const std::set<std::string, std::less<>> names = {"appellations", "exerce_dans", "enseigne", "reperes",
                                                           "objectifs"};
  return names.contains(name);
}

// The number of an institution stands beside its name.
bool is_own_number(const ValueMap& fact, const ValueMap& sub) {
  return text_at(fact, "nom") == "acces" && text_at(sub, "nom") == "telephone";
}

std::string fact_json(const Site& site, const ValueMap& fact) {
  std::vector<std::string> lines;
  for (const Value& value : list_at(fact, "valeurs")) lines.push_back(line_of(site, map_of(value)));
  if (may_be_cut(text_at(fact, "nom")) && lines.size() > values_max) {
    lines.resize(values_max);
    lines.push_back("…");
  }
  std::vector<std::string> inside;
  for (const Value& sub : list_at(fact, "sous"))
    if (!is_own_number(fact, map_of(sub))) inside.push_back(fact_json(site, map_of(sub)));
  return JsonObject()
      .text("name", text_at(fact, "nom"))
      .text("label", text_at(fact, "label"))
      .raw("values", json_array(lines, json))
      .raw("inside", json_array(inside, as_is))
      .take();
}

std::string step_line(const Site& site, const Tie& tie) {
  const Fiche& other = site.fiche(tie.other);
  const ValueMap value = tie_value(site, tie, "");
  std::string line = text_at(value, "nom_court");
  if (const std::string& condition = text_at(value, "condition"); !condition.empty() && fold(condition) != "toujours")
    line = condition + typography(" : ") + line;
  if (const std::string number = number_of(other); !number.empty()) line += ", " + telephone(number).shown;
  if (const std::string& note = text_at(value, "note"); !note.empty()) line += " – " + note;
  return line;
}

// What a need says to do at once, block by block.
std::vector<std::string> at_once(const Fiche& fiche) {
  std::vector<std::string> lines;
  for (const Section& section : fiche.body.sections) {
    if (fiche.kind != Kind::parcours || section.anchor != "tout-de-suite") continue;
    for (const std::string& line : split(section.text, '\n'))
      if (!line.empty()) lines.push_back(typography(line));
  }
  return lines;
}

// The essentials in the order of the page; of a need, what to do at once, then the steps.
std::string facts_json(const Site& site, std::size_t index) {
  const Fiche& fiche = site.fiche(index);
  const Words& words = site.theme.words;
  std::vector<std::string> facts;
  const auto add = [&](const std::string& name, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    facts.push_back(JsonObject()
                        .text("name", name)
                        .text("label", words.say("selection.fait-" + name))
                        .raw("values", json_array(lines, json))
                        .take());
  };
  if (const std::string& definition = fiche.text("definition"); !definition.empty())
    add("definition", {typography(definition)});
  add("tout-de-suite", at_once(fiche));
  std::vector<std::string> steps;
  for (const Tie& tie : site.catalogue.ties[index])
    if (!tie.inverse && tie.relation->name == "etapes") steps.push_back(step_line(site, tie));
  add("etapes", steps);
  for (const Value& fact : key_facts(site, index, "").essential)
    if (!is_left_out(text_at(map_of(fact), "nom"))) facts.push_back(fact_json(site, map_of(fact)));
  return json_array(facts, as_is);
}

std::string source_line(const Source& source) {
  std::string line = typography(source.name.empty() ? host_of(source.url) : source.name);
  if (source.consulted) line += ", " + long_date(*source.consulted);
  return line;
}

std::string fiche_json(const Site& site, std::size_t index) {
  const Fiche& fiche = site.fiche(index);
  const KindInfo& kind = model().kind(fiche.kind);
  const std::string path = site.catalogue.path_of(fiche);
  const std::string number = number_of(fiche);
  JsonObject object;
  object.text("id", fiche.id)
      .text("kind", kind.name)
      .text("kindLabel", typography(kind.label))
      .text("title", typography(fiche.title))
      .text("sigle", shown_sigle(fiche))
      .text("page", path)
      .text("summary", typography(fiche.summary))
      .text("number", number.empty() ? "" : telephone(number).shown)
      .text("state", freshness_name(site.catalogue.freshness[index]))
      .text("checked", freshness_sentence(site, index))
      .raw("facts", facts_json(site, index))
      .raw("sources", json_array(fiche.sources, [](const Source& source) { return json(source_line(source)); }));
  if (const std::string& url = site.settings().url; !url.empty()) {
    object.text("address", url + path);
    if (const QrCode code = qr_code(url + path); code.side > 0)
      object.raw("qr", "[" + std::to_string(code.side) + "," + json(qr_digits(code)) + "]");
  }
  return object.take();
}

std::string named_by_content(const std::string& stem, const std::string& bytes) {
  return "selection/" + stem + "-" + hash128_hex(bytes).substr(0, hash_digits) + ".js";
}

}  // namespace

SelectionPacks selection_packs(const Site& site) {
  std::vector<std::size_t> order(site.catalogue.fiches.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return site.fiche(a).id < site.fiche(b).id; });

  SelectionPacks packs;
  std::vector<std::string> firsts, former;
  std::string content, first;
  const auto close = [&] {
    if (content.empty()) return;
    const std::string script = "ReperesPage.pack([\n" + content + "\n]);\n";
    const std::string path = named_by_content(std::to_string(firsts.size()), script);
    packs.files[path] = script;
    firsts.push_back("[" + json(first) + "," + json(path) + "]");
    content.clear();
  };
  for (std::size_t index : order) {
    if (content.size() > pack_bytes) close();
    if (content.empty()) first = site.fiche(index).id;
    content += (content.empty() ? "" : ",\n") + fiche_json(site, index);
    for (const std::string& id : site.fiche(index).former_ids)
      former.push_back("[" + json(id) + "," + json(site.fiche(index).id) + "]");
  }
  close();
  std::sort(former.begin(), former.end());
  const std::string script = "ReperesPage.packs({\"packs\":" + json_array(firsts, as_is) +
                             ",\"former\":" + json_array(former, as_is) + "});\n";
  packs.index = named_by_content("index", script);
  packs.files[packs.index] = script;
  return packs;
}

std::string render_selection(const Site& site, const SelectionPacks& packs, Faults& faults) {
  PageHead head = simple_head(site, "selection", "ma-selection.html");
  head.indexed = false;  // a page of one's own
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["index_selection"] = packs.index;
  ValueList sentences;
  for (const auto& [key, sentence] : site.theme.words.group("selection."))
    sentences.push_back(ValueMap{{"cle", key}, {"phrase", sentence}});
  data["phrases"] = std::move(sentences);
  return render_page(site, "ma-selection", std::move(data), faults);
}

}  // namespace reperes

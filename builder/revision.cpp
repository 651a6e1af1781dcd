#include "builder/revision.h"

#include <algorithm>
#include <map>
#include <set>

#include "builder/french.h"
#include "builder/hash.h"
#include "builder/parallel.h"
#include "builder/revision_made.h"
#include "builder/revision_words.h"

namespace reperes {
namespace {

constexpr std::size_t right_max = 3, wrong_min = 2;  // of a question that is made
constexpr std::ptrdiff_t stems_to_know_a_section = 3;
constexpr std::string_view plain_anchor = "en-clair";

// --- What authors wrote ---------------------------------------------------------------------------------------------

// The question names the item, so that its answer may be mended and its spelling of case or accents too.
std::string id_of_question(const Fiche& fiche, const std::string& question) {
  return fiche.id + ":q-" + hash128_hex(fold(trim(question))).substr(0, 8);
}

bool has_gap(const std::vector<std::string>& texts) {
  return std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return trim(text).empty(); });
}

RevisionItem written(const Fiche& fiche, std::size_t index, Exercise exercise, const std::string& question,
                     const std::string& feedback) {
  RevisionItem item;
  item.id = id_of_question(fiche, question);
  item.fiche = index;
  item.source = by_hand;
  item.exercise = exercise;
  item.question = question;
  item.feedback = feedback;
  return item;
}

void take_written(const Fiche& fiche, std::size_t index, std::vector<RevisionItem>& items) {
  for (const Card& card : fiche.cards) {
    if (has_gap({card.question, card.answer})) continue;
    items.push_back(written(fiche, index, Exercise::card, card.question, ""));
    items.back().answer = card.answer;
  }
  for (const Quiz& quiz : fiche.quizzes) {
    if (trim(quiz.question).empty() || quiz.right.empty() || quiz.wrong.empty()) continue;
    auto item = written(fiche, index, quiz.right.size() > 1 ? Exercise::multiple : Exercise::single, quiz.question,
                        quiz.feedback);
    item.choices = quiz.right;
    item.choices.insert(item.choices.end(), quiz.wrong.begin(), quiz.wrong.end());
    item.right = quiz.right.size();
    if (!has_gap(item.choices)) items.push_back(std::move(item));
  }
  for (const Statement& statement : fiche.statements) {
    if (trim(statement.text).empty()) continue;
    items.push_back(written(fiche, index, Exercise::true_false, statement.text, statement.feedback));
    items.back().choices =
        statement.is_true ? std::vector<std::string>{"Vrai", "Faux"} : std::vector<std::string>{"Faux", "Vrai"};
    items.back().right = 1;
  }
  for (const Sequence& sequence : fiche.sequences) {
    if (trim(sequence.question).empty() || sequence.steps.size() < 3 || has_gap(sequence.steps)) continue;
    items.push_back(written(fiche, index, Exercise::ordering, sequence.question, sequence.feedback));
    items.back().choices = sequence.steps;
  }
}

// --- Where to read it again -----------------------------------------------------------------------------------------

using Stems = std::set<std::string>;
using Sections = std::vector<std::pair<std::string, Stems>>;  // anchor, and what the section speaks of

Sections sections_of(const Fiche& fiche) {
  Sections sections;
  for (const Section& section : fiche.body.sections)
    if (section.level == 2 && section.anchor != plain_anchor)
      sections.emplace_back("#" + section.anchor, stems_of(section.title + " " + section.text));
  return sections;
}

// The section that shares the most words with the item, when it shares enough to be the one.
std::string anchor_of(const Sections& sections, const RevisionItem& item) {
  std::string text = item.question + " " + item.answer + " " + item.feedback;
  for (std::size_t i = 0; i < item.right; ++i) text += " " + item.choices[i];
  const Stems said = stems_of(text);
  std::string best;
  std::ptrdiff_t most = stems_to_know_a_section - 1;
  for (const auto& [anchor, stems] : sections) {
    const auto shared =
        std::count_if(said.begin(), said.end(), [&known = stems](const auto& stem) { return known.contains(stem); });
    if (shared <= most) continue;
    most = shared;
    best = anchor;
  }
  return best;
}

// --- Which UE it is for ---------------------------------------------------------------------------------------------

// A notion is revised for the UE that teach it; anything else for those whose notions, or whose own fiche, lead to it.
std::vector<std::vector<std::size_t>> units_of(const Catalogue& catalogue) {
  std::vector<std::set<std::size_t>> own(catalogue.fiches.size()), all(catalogue.fiches.size());
  const auto is_plain_unit = [&](std::size_t i) {
    return catalogue.fiches[i].kind == Kind::ue &&
           std::any_of(catalogue.ties[i].begin(), catalogue.ties[i].end(),
                       [](const Tie& tie) { return tie.relation->name == "enseigne"; });
  };
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    if (is_plain_unit(i)) own[i].insert(i);
    if (catalogue.fiches[i].kind != Kind::notion) continue;
    for (const Tie& tie : catalogue.ties[i])
      if (tie.inverse && tie.relation->name == "enseigne") own[i].insert(tie.other);
  }
  all = own;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    if (own[i].empty()) continue;
    const auto reach = [&](std::size_t other) {
      const Kind kind = catalogue.fiches[other].kind;
      if (own[other].empty() && kind != Kind::notion && kind != Kind::ue && kind != Kind::page)
        all[other].insert(own[i].begin(), own[i].end());
    };
    for (const Tie& tie : catalogue.ties[i]) reach(tie.other);
    for (const Link& link : catalogue.fiches[i].body.links)
      if (const auto found = catalogue.by_id.find(link.id); found != catalogue.by_id.end()) reach(found->second);
  }
  std::vector<std::vector<std::size_t>> units;
  for (const auto& set : all) units.emplace_back(set.begin(), set.end());
  return units;
}

void set_in_type(RevisionItem& item) {
  for (std::string* text : {&item.question, &item.answer, &item.feedback}) *text = typography(*text);
  for (auto& choice : item.choices) choice = typography(choice);
  for (auto& [left, right] : item.pairs) {
    left = typography(left);
    right = typography(right);
  }
}

// The same question twice on a fiche, as a card and as a quiz: the second is told apart.
void settle_ids(std::vector<RevisionItem>& items) {
  std::map<std::string, int> seen;
  for (auto& item : items)
    if (const int times = ++seen[item.id]; times > 1) item.id += "-" + std::to_string(times);
}

// The items of one fiche: where to read each again, and their texts as they are shown.
void settle_items(const Fiche& fiche, std::size_t index, Revision& revision) {
  const auto own = std::ranges::equal_range(revision.items, index, {}, &RevisionItem::fiche);
  if (own.empty()) return;
  const Sections sections = sections_of(fiche);
  for (auto& item : own) {
    item.anchor = anchor_of(sections, item);
    set_in_type(item);
  }
}

}  // namespace

const std::vector<std::string>& revision_sources() {
  static const std::vector<std::string> sources = {"sigle",      "qui-assure", "qui-decide", "qui-finance",
                                                   "recours",    "public",     "ancien-nom", "code-rome",
                                                   "definition", "etapes",     "cumul"};
  return sources;
}

bool Making::wants(std::string_view source) const {
  const auto& without = catalogue.settings.revision_without;
  return std::find(without.begin(), without.end(), source) == without.end();
}

bool Making::is_ambiguous(std::string_view sigle) const {
  return ambiguous.contains(fold(sigle));
}

bool Making::share_a_name(std::size_t a, std::size_t b) const {
  return std::any_of(names[a].begin(), names[a].end(), [&](const auto& name) { return names[b].contains(name); });
}

void Making::card(std::size_t index, std::string_view source, const std::string& what, std::string question,
                  std::string answer, std::string feedback) {
  RevisionItem item;
  item.id = fiche(index).id + ":" + what;
  item.fiche = index;
  item.source = source;
  item.question = std::move(question);
  item.answer = std::move(answer);
  item.feedback = std::move(feedback);
  items.push_back(std::move(item));
}

void Making::question(std::size_t index, std::string_view source, const std::string& what, std::string question,
                      std::vector<std::string> right, std::vector<std::string> wrong, std::string feedback) {
  if (right.empty() || right.size() > right_max || wrong.size() < wrong_min) return;
  RevisionItem item;
  item.id = fiche(index).id + ":" + what;
  item.fiche = index;
  item.source = source;
  item.exercise = right.size() > 1 ? Exercise::multiple : Exercise::single;
  item.question = std::move(question);
  item.right = right.size();
  item.choices = std::move(right);
  item.choices.insert(item.choices.end(), wrong.begin(), wrong.end());
  item.feedback = std::move(feedback);
  items.push_back(std::move(item));
}

void Making::matching(std::size_t index, std::string_view source, const std::string& what, std::string question,
                      std::vector<std::pair<std::string, std::string>> pairs, std::string feedback) {
  RevisionItem item;
  item.id = fiche(index).id + ":" + what;
  item.fiche = index;
  item.source = source;
  item.exercise = Exercise::matching;
  item.question = std::move(question);
  item.pairs = std::move(pairs);
  item.feedback = std::move(feedback);
  items.push_back(std::move(item));
}

Revision revise(const Catalogue& catalogue, int jobs) {
  Revision revision;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) take_written(catalogue.fiches[i], i, revision.items);
  Making making{catalogue, revision.items, {}, {}};
  for (const Fiche& fiche : catalogue.fiches) making.names.push_back(folded_names(fiche));
  for (const Sigle& sigle : catalogue.sigles)
    if (sigle.meanings.size() > 1) making.ambiguous.insert(fold(sigle.sigle));
  ask_names(making);
  ask_meanings(making);
  ask_roles(making);
  ask_ties(making);
  std::stable_sort(revision.items.begin(), revision.items.end(),
                   [](const RevisionItem& a, const RevisionItem& b) { return a.fiche < b.fiche; });
  settle_ids(revision.items);
  in_parallel(catalogue.fiches.size(), jobs, [&](std::size_t i) { settle_items(catalogue.fiches[i], i, revision); });
  revision.units = units_of(catalogue);
  return revision;
}

std::vector<std::size_t> units_in_order(const Revision& revision) {
  std::map<std::size_t, std::size_t> weight;
  for (const auto& item : revision.items)
    for (const std::size_t unit : revision.units[item.fiche]) ++weight[unit];
  std::vector<std::size_t> units;
  for (const auto& [unit, count] : weight) units.push_back(unit);
  std::stable_sort(units.begin(), units.end(), [&](auto a, auto b) { return weight[a] > weight[b]; });
  return units;
}

}  // namespace reperes

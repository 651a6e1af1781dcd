#include "search/query.h"

#include <algorithm>
#include <set>

#include "search/analyse.h"
#include "search/passage.h"
#include "search/plan.h"
#include "search/query_parts.h"
#include "search/unicode.h"
#include "search/weight.h"

namespace reperes::search {
namespace {

using Parts = Index::Parts;

constexpr const char* rebuild = "reconstruisez le site : reperes build";

void check_version(const std::string& version) {
  if (version.empty()) throw Damaged("ce dossier ne contient pas d'index de Repères", rebuild);
  if (version != std::to_string(analyser_version))
    throw Damaged("l'index de recherche vient d'une autre version de Repères (analyseur " + version + ", attendu " +
                      std::to_string(analyser_version) + ")",
                  rebuild);
}

// The values of both, in the order of the first.
void add_labels(std::vector<FacetLabel>& labels, const std::vector<FacetLabel>& others) {
  const auto same = [](const FacetLabel& a, const FacetLabel& b) { return a.facet == b.facet; };
  if (!std::equal(labels.begin(), labels.end(), others.begin(), others.end(), same))
    throw Damaged("ces index n'ont pas les mêmes filtres : ils ne peuvent pas être lus ensemble",
                  "construisez-les avec la même version de Repères");
  for (std::size_t slot = 0; slot < labels.size(); ++slot)
    for (const auto& value : others[slot].values) {
      auto& known = labels[slot].values;
      const auto named = [&](const auto& other) { return other.first == value.first; };
      if (std::none_of(known.begin(), known.end(), named)) known.push_back(value);
    }
}

std::vector<FacetLabel> checked_labels(const Store& store) {
  for (const std::string& version : store.metadata_of_parts(layout::meta_analyser)) check_version(version);
  std::vector<FacetLabel> labels;
  bool first = true;
  for (const std::string& packed : store.metadata_of_parts(layout::meta_facets)) {
    const auto others = layout::unpack_labels(packed);
    if (first)
      labels = others;
    else
      add_labels(labels, others);
    first = false;
  }
  return labels;
}

// --- which fiches, in which order
// ---------------------------------------------------------------------------------------------

std::vector<Match> ranked(const Parts& parts, const Plan& plan) {
  std::vector<Formula> sum;
  for (NamedFormula& part : ranking(plan, parts.lexicon)) sum.push_back(std::move(part.formula));
  if (sum.empty()) return {};
  return parts.store.matches(Formula::of(Formula::Kind::sum, std::move(sum)));
}

// Keeps the fiches that hold every phrase; only the best are opened.
std::vector<Match> with_phrases(const Parts& parts, const Plan& plan, const std::vector<Match>& matches) {
  if (plan.phrases.empty()) return matches;
  std::vector<Match> kept;
  for (std::size_t i = 0; i < matches.size() && i < weight::phrase_candidates_max; ++i) {
    const Document document = layout::unpack_document(parts.store.data(matches[i].document));
    if (holds_phrases(document, plan.phrases)) kept.push_back(matches[i]);
  }
  return kept;
}

// The best few always; the others when what they hold is worth half of what was asked.
std::vector<Match> listed(const Parts& parts, const Plan& plan, const std::vector<Match>& matches) {
  std::int64_t asked = 0;
  std::vector<std::int64_t> covered(parts.store.last_document() + 1, 0);
  for (std::size_t at = 0; at < plan.slots.size(); ++at) {
    if (plan.slots[at].alternatives.empty()) continue;
    asked += plan.slots[at].idf;
    for (const Match& match : parts.store.matches(trace(plan, at))) covered[match.document] += plan.slots[at].idf;
  }
  std::vector<Match> kept;
  for (std::size_t i = 0; i < matches.size(); ++i)
    if (i < weight::always_listed || covered[matches[i].document] * 2 >= asked) kept.push_back(matches[i]);
  return kept;
}

// Nothing matched: the parcours by need, or else the first fiches, by address.
std::vector<Match> nearest(const Parts& parts) {
  auto documents = parts.facets.holders("kind", "parcours");
  if (documents.empty()) documents = parts.fiches;
  const std::set<std::uint32_t> wanted(documents.begin(), documents.end());
  std::vector<Match> matches;
  for (const Match& match : parts.store.matches(Formula::leaf(layout::every_fiche, 1)))
    if (matches.size() < weight::always_listed && wanted.contains(match.document))
      matches.push_back({match.document, 0});
  return matches;
}

// --- what a hit says of itself
// ------------------------------------------------------------------------------------------------

std::string reason_of_row(const Expansion& e) {
  const std::string& target = e.row.expansions[e.target];
  const std::string& note = e.row.note;
  if (e.row.relation == "ancien_nom") {
    if (note.starts_with("depuis")) return e.row.term + " s'appelle " + target + " " + note;
    return e.row.term + " s'appelle aujourd'hui " + target + (note.empty() ? "" : " (" + note + ")");
  }
  if (e.row.relation == "sigle") return e.row.term + " : " + target;
  return "« " + e.row.term + " » mène à « " + target + " »";
}

std::string reason_of_name(const Name& name) {
  const std::string quoted = "« " + name.text + " »";
  switch (name.kind) {
    case NameKind::title:
    case NameKind::sigle:
      return "";
    case NameKind::alias:
      return "aussi appelé " + quoted;
    case NameKind::old_name:
      return "ancien nom : " + quoted + (name.note.empty() ? "" : ", " + name.note);
    case NameKind::appellation:
      return "appellation : " + quoted;
    case NameKind::question:
      return "on nous demande aussi : " + quoted;
  }
  return "";
}

constexpr std::size_t reasons_max = 2;

std::vector<std::string> reasons(const Document& document, const Plan& plan, const StopWords& stops) {
  std::set<std::string> asked, targets, titles;
  for (const NameKey& name : plan.names) asked.insert(name.key);
  for (const std::string& form : spoken_forms(document.title)) titles.insert(name_key(form, stops));
  std::vector<std::string> why;
  const auto add = [&](const std::string& reason) {
    if (reason.empty() || why.size() >= reasons_max || std::find(why.begin(), why.end(), reason) != why.end()) return;
    why.push_back(reason);
  };
  std::set<std::string> own = titles, told;
  for (const Name& name : document.names)
    for (const std::string& form : spoken_forms(name.text)) {
      const std::string key = name_key(form, stops);
      own.insert(key);
      if (!asked.contains(key) || titles.contains(key)) continue;
      add(reason_of_name(name));
      told.insert(key);
    }
  for (const Expansion& e : plan.expansions)
    if (layout::worth_saying(e.row) && own.contains(e.key) && !told.contains(name_key(e.row.term, stops)))
      add(reason_of_row(e));
  return why;
}

std::map<std::string, std::int64_t> worth_of_stems(const Parts& parts, const Plan& plan) {
  std::map<std::string, std::int64_t> worth;
  for (const Slot& slot : plan.slots)
    for (const Alternative& a : slot.alternatives) worth.try_emplace(a.stem, slot.idf * a.percent);
  for (const Expansion& e : plan.expansions)
    for (const std::string& stem : e.stems)
      worth.try_emplace(stem, weight::idf(parts.lexicon.documents(), parts.lexicon.holders(stem)) * e.percent);
  return worth;
}

Hit make_hit(const Parts& parts, const Plan& plan, const Match& match) {
  const Document d = layout::unpack_document(parts.store.data(match.document));
  Hit hit{.id = d.id, .kind = d.kind, .url = d.url, .title = d.title, .summary = d.summary, .state = d.state};
  hit.urgency = d.urgency;
  hit.score = match.score;
  Passage passage = find_passage(d, worth_of_stems(parts, plan));
  hit.snippet = std::move(passage.parts);
  hit.anchor = passage.anchor;
  hit.section = passage.section;
  hit.why = reasons(d, plan, parts.stops);
  return hit;
}

void explain(const Parts& parts, const Plan& plan, const std::vector<Match>& shown, std::vector<Hit>& hits) {
  for (const NamedFormula& part : ranking(plan, parts.lexicon)) {
    const auto matches = parts.store.matches(part.formula);
    for (std::size_t i = 0; i < hits.size(); ++i)
      for (const Match& match : matches)
        if (match.document == shown[i].document) hits[i].explanation.push_back({part.what, part.term, match.score});
  }
}

// The fiche best called by this name: the first by address of those that score alike.
std::optional<Document> called(const Parts& parts, const std::string& name) {
  const std::string key = layout::term_of(layout::name_key, name_key(name, parts.stops));
  if (key.size() > layout::term_bytes_max) return std::nullopt;
  const auto matches = parts.store.matches(Formula::leaf(key, 1));
  if (matches.empty()) return std::nullopt;
  return layout::unpack_document(parts.store.data(matches.front().document));
}

std::vector<SigleMeaning> meanings(const Parts& parts, const Plan& plan) {
  std::vector<SigleMeaning> found;
  for (const Meaning& m : plan.meanings) {
    const auto fiche = called(parts, m.expansion);
    found.push_back({m.sigle, m.expansion, m.domain, m.status, m.see, fiche ? fiche->id : "", fiche ? fiche->url : ""});
  }
  return found;
}

// Nothing twice; a sigle whose new name is told isn't spelt out as well.
std::vector<Understood> once(const std::vector<Understood>& all) {
  std::vector<Understood> kept;
  for (const Understood& u : all) {
    const auto same = [&](const Understood& k) { return k.typed == u.typed && k.became == u.became; };
    const auto renamed = [&](const Understood& o) { return o.typed == u.typed && o.reason == "ancien_nom"; };
    if (std::any_of(kept.begin(), kept.end(), same)) continue;
    if (u.reason == "sigle" && std::any_of(all.begin(), all.end(), renamed)) continue;
    kept.push_back(u);
  }
  return kept;
}

}  // namespace

Index::Parts::Parts(Store opened)
    : store(std::move(opened)), lexicon(store), facets(store, checked_labels(store)), fiches() {
  stop_phrases = layout::unpack_list(store.metadata(layout::meta_stops));
  stops = StopWords(stop_phrases);
  for (const Posting& posting : store.postings(layout::every_fiche)) fiches.push_back(posting.document);
}

Index::Index(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Index Index::open(const std::string& folder) {
  return Index(std::make_unique<Parts>(Store(folder)));
}

Index Index::open_list(const std::string& path) {
  return Index(std::make_unique<Parts>(Store(places_of(path))));
}

std::size_t Index::document_count() const {
  return parts_->fiches.size();
}

const std::vector<FacetLabel>& Index::facet_labels() const {
  return parts_->facets.labels();
}

Answer Index::ask(const Question& question) const {
  const Plan plan = make_plan(question.text, parts_->stops, parts_->lexicon);
  Answer answer;
  answer.query = nfc(question.text);
  answer.corrected = plan.corrected;
  answer.understood = once(plan.understood);
  answer.meanings = meanings(*parts_, plan);

  auto matches = listed(*parts_, plan, with_phrases(*parts_, plan, ranked(*parts_, plan)));
  if (matches.empty()) {
    answer.nearest = true;
    matches = nearest(*parts_);
  }
  std::vector<std::uint32_t> documents;
  for (const Match& match : matches) documents.push_back(match.document);
  answer.facets = parts_->facets.count(documents, question.filters);
  std::erase_if(matches, [&](const Match& m) { return !parts_->facets.passes(m.document, question.filters); });
  answer.total = matches.size();

  std::vector<Match> shown;
  for (std::size_t i = question.offset; i < matches.size() && shown.size() < question.limit; ++i)
    shown.push_back(matches[i]);
  for (const Match& match : shown) answer.hits.push_back(make_hit(*parts_, plan, match));
  if (question.explain) explain(*parts_, plan, shown, answer.hits);
  return answer;
}

}  // namespace reperes::search

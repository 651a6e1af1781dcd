#include "search/index.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "search/analyse.h"
#include "search/layout.h"
#include "search/names.h"
#include "search/store.h"
#include "search/unicode.h"
#include "search/weight.h"

namespace reperes::search {
namespace {

// What is counted over all fiches: the dictionary document.
struct Dictionary {
  std::map<std::string, std::uint32_t> words;  // folded word → fiches
  std::set<std::string> joined;                // layout::joined terms
};

Document composed(Document d) {
  for (std::string* text : {&d.id, &d.kind, &d.url, &d.title, &d.summary, &d.state}) *text = nfc(*text);
  for (Name& name : d.names) name.text = nfc(name.text), name.note = nfc(name.note);
  for (Section& s : d.sections) s.anchor = nfc(s.anchor), s.title = nfc(s.title), s.text = nfc(s.text);
  return d;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The names with the title first, and the id when it is a code people type.
std::vector<Name> all_names(const Document& d) {
  std::vector<Name> names{{d.title, NameKind::title, ""}};
  names.insert(names.end(), d.names.begin(), d.names.end());
  if (has_digit(d.id) && d.id.find('-') == std::string::npos) names.push_back({d.id, NameKind::sigle, ""});
  return names;
}

void add_joined(Dictionary& dictionary, const std::string& form) {
  const auto words = analyse(nfc(form));
  if (words.size() < 2 || words.size() > 3) return;
  std::vector<std::string> folded;
  for (const Word& word : words) folded.push_back(word.folded);
  const std::string joined = join(folded, "");
  if (joined.size() >= 6 && joined.size() <= 60)
    dictionary.joined.insert(layout::term_of(layout::joined, joined + "\t" + join(folded)));
}

// The terms of one fiche while they add up.
class Terms {
 public:
  Terms(const StopWords& stops, Dictionary& dictionary) : stops_(stops), dictionary_(dictionary) {}

  void add_words(const std::vector<Word>& words, std::int64_t units) {
    for (const Word& word : words) add_word(word, units);
  }

  void add_name(const Name& name, int most) {
    for (const std::string& form : spoken_forms(name.text)) {
      // "Loi du 1er décembre 2008 (RSA)" speaks of the RSA, it is not called so.
      const bool in_brackets = name.text.find("(" + form + ")") != std::string::npos;
      const int worth = std::min({weight::of_name(name.kind), in_brackets ? weight::in_brackets : most, most});
      const auto words = analyse(form);
      const auto stems = key_stems(words, stops_);
      if (stems.empty()) continue;
      const auto stopped = stops_.mark(words);
      for (std::size_t i = 0; i < words.size(); ++i)
        if (!stopped[i]) count_word(words[i], units_of(name.kind, words[i].stem));
      const int share = std::max(1, worth / static_cast<int>(stems.size()));
      for (const std::string& stem : stems) raise(name_words_, stem, share);
      if (stems.size() <= static_cast<std::size_t>(weight::name_stems_max)) raise(name_keys_, join(stems), worth);
      if (name.kind != NameKind::appellation && name.kind != NameKind::question) add_joined(dictionary_, form);
    }
  }

  // Nobody is called by what people say of him: no key, but its words are worth something beside those of names.
  void add_saying(const std::string& saying) {
    const auto words = analyse(nfc(saying));
    const auto stopped = stops_.mark(words);
    const auto said = std::count(stopped.begin(), stopped.end(), false);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (stopped[i]) continue;
      count_word(words[i], weight::unit_saying);
      raise(name_words_, words[i].stem, std::max(1, weight::of_saying / static_cast<int>(said)));
    }
  }

  void write(StoredDocument& out, int tenths) const {
    const auto scaled = [&](int number) { return std::max(1, number * tenths / 10); };
    const auto put = [&](std::string term, int number) {
      if (term.size() <= layout::term_bytes_max)
        out.terms.emplace_back(std::move(term), static_cast<std::uint32_t>(number));
    };
    for (const auto& [stem, units] : units_) put(stem, scaled(weight::impact(units)));
    for (const auto& [stem, share] : name_words_) put(layout::term_of(layout::name_word, stem), scaled(share));
    for (const auto& [key, worth] : name_keys_) put(layout::term_of(layout::name_key, key), worth);
    out.terms.emplace_back(layout::every_fiche, 1);
    for (const std::string& word : folded_) ++dictionary_.words[word];
  }

 private:
  void add_word(const Word& word, std::int64_t units) {
    if (!stops_.contains(word.folded)) count_word(word, units);
  }

  void count_word(const Word& word, std::int64_t units) {
    units_[word.stem] += units;
    if (word.folded.size() >= 2) folded_.insert(word.folded);
  }

  // A métier has dozens of appellations that repeat its words: three count.
  std::int64_t units_of(NameKind kind, const std::string& stem) {
    switch (kind) {
      case NameKind::title:
        return weight::unit_title;
      case NameKind::question:
        return weight::unit_question;
      case NameKind::appellation:
        return ++appellations_[stem] <= 3 ? weight::unit_appellation : 1;
      default:
        return weight::unit_name;
    }
  }

  static void raise(std::map<std::string, int>& numbers, const std::string& key, int number) {
    int& held = numbers[key];
    held = std::max(held, number);
  }

  const StopWords& stops_;
  Dictionary& dictionary_;
  std::map<std::string, std::int64_t> units_;
  std::map<std::string, int> name_words_, name_keys_, appellations_;
  std::set<std::string> folded_;
};

int tenths_of(const Document& d) {
  if (d.historical) return weight::historical_tenths;
  if (d.pointer) return weight::pointer_tenths;
  return d.background ? weight::background_tenths : 10;
}

void add_sections(Terms& terms, const Document& d) {
  std::vector<std::vector<Word>> texts;
  std::int64_t words = 0;
  for (const Section& section : d.sections) {
    texts.push_back(analyse(section.text));
    words += static_cast<std::int64_t>(texts.back().size());
  }
  const std::int64_t unit =
      std::max<std::int64_t>(1, weight::unit_body * 2 * weight::reference_words / (weight::reference_words + words));
  for (const Section& section : d.sections) terms.add_words(analyse(section.title), weight::unit_heading);
  for (const auto& text : texts) terms.add_words(text, unit);
}

// "compte personnel de formation (CPF)" → the words, then the sigle.
std::vector<std::string> expansion_forms(const std::string& expansion) {
  auto forms = spoken_forms(expansion);
  if (forms.empty()) forms.push_back(expansion);
  return forms;
}

std::map<std::string, std::vector<layout::Row>> vocabulary_rows(const Vocabulary& vocabulary, const StopWords& stops,
                                                                const Dictionary& dictionary) {
  std::map<std::string, std::vector<layout::Row>> rows;
  const auto add = [&](const std::string& term, layout::Row row) {
    const std::string key = name_key(term, stops);
    if (!key.empty() && key.size() <= layout::term_bytes_max) rows[key].push_back(std::move(row));
  };
  for (const Synonym& synonym : vocabulary.synonyms) {
    layout::Row row{synonym.term, synonym.relation, synonym.note, {}};
    for (const std::string& expansion : synonym.expansions)
      for (const std::string& form : expansion_forms(expansion)) row.expansions.push_back(form);
    add(synonym.term, row);
  }
  for (const Meaning& meaning : vocabulary.meanings) {
    layout::Row row{meaning.sigle, "sigle", "", {}};
    if (meaning.status == "ancien" && !meaning.see.empty()) row.expansions.push_back(meaning.see);
    row.expansions.push_back(meaning.expansion);
    add(meaning.sigle, row);
    add(meaning.expansion, {meaning.expansion, layout::spelled_out, "", {meaning.sigle}});
  }
  // "microcredit" is in the dictionary, and so are "micro" and "credit": typed apart, they may mean it.
  for (const auto& [word, fiches] : dictionary.words)
    for (std::size_t at = 3; at + 3 <= word.size() && word.size() >= 8; ++at) {
      const std::string left = word.substr(0, at), right = word.substr(at);
      if (dictionary.words.contains(left) && dictionary.words.contains(right))
        rows[stem(left) + " " + stem(right)].push_back({left + " " + right, layout::in_one_word, "", {word}});
    }
  return rows;
}

// The labels given, then the facets that only documents know.
std::vector<FacetLabel> all_labels(std::vector<FacetLabel> labels, const std::vector<Document>& documents) {
  std::set<std::string> known;
  for (const FacetLabel& label : labels) known.insert(label.facet);
  std::set<std::string> others;
  for (const Document& d : documents)
    for (const auto& [facet, values] : d.facets)
      if (!known.contains(facet)) others.insert(facet);
  for (const std::string& facet : others) labels.push_back({facet, facet, {}});
  return labels;
}

}  // namespace

void write_index(const std::string& folder, std::vector<Document> documents, const Vocabulary& vocabulary,
                 const std::vector<FacetLabel>& given_labels, const std::string& release) {
  for (Document& d : documents) {
    d = composed(std::move(d));
    if (!d.facets.contains("kind") && !d.kind.empty()) d.facets["kind"] = {d.kind};
    if (!d.facets.contains("etat") && !d.state.empty()) d.facets["etat"] = {d.state};
  }
  std::sort(documents.begin(), documents.end(), [](const Document& a, const Document& b) { return a.url < b.url; });

  const StopWords stops(vocabulary.stop_phrases);
  const auto labels = all_labels(given_labels, documents);
  Dictionary dictionary;
  StoreWriter store(folder);
  for (const Document& d : documents) {
    Terms terms(stops, dictionary);
    for (const Name& name : all_names(d)) terms.add_name(name, d.pointer ? weight::of_pointer : weight::impact_max);
    for (const std::string& saying : d.sayings) terms.add_saying(saying);
    terms.add_words(analyse(d.summary), weight::unit_summary);
    add_sections(terms, d);
    StoredDocument stored;
    terms.write(stored, tenths_of(d));
    for (unsigned slot = 0; slot < labels.size(); ++slot)
      if (const auto found = d.facets.find(labels[slot].facet); found != d.facets.end())
        stored.values.emplace_back(slot, join(found->second, "\t"));
    stored.data = layout::pack_document(d);
    stored.order = d.url;
    store.add(stored);
  }

  for (const Synonym& synonym : vocabulary.synonyms) add_joined(dictionary, synonym.term);
  StoredDocument words;
  for (const auto& [word, fiches] : dictionary.words)
    if (word.size() < layout::term_bytes_max) words.terms.emplace_back(layout::term_of(layout::word, word), fiches);
  for (const std::string& term : dictionary.joined)
    if (term.size() < layout::term_bytes_max) words.terms.emplace_back(term, 1);
  store.add(words);

  for (const auto& [key, rows] : vocabulary_rows(vocabulary, stops, dictionary))
    store.set_metadata(layout::term_of(layout::vocabulary, key), layout::pack_rows(rows));
  for (const auto& [sigle, meanings] : ambiguous_sigles(vocabulary))
    store.set_metadata(layout::term_of(layout::sigle, sigle), layout::pack_meanings(meanings));
  store.set_metadata(layout::meta_analyser, std::to_string(analyser_version));
  store.set_metadata(layout::meta_release, release);
  store.set_metadata(layout::meta_fields, "titre sigle alias ancien_nom appellation question resume rubrique texte");
  store.set_metadata(layout::meta_facets, layout::pack_labels(labels));
  store.set_metadata(layout::meta_stops, layout::pack_list(vocabulary.stop_phrases));
  store.commit();
}

}  // namespace reperes::search

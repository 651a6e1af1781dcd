#include "search/browser.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <set>

#include "search/analyse.h"
#include "search/cards.h"
#include "search/json.h"
#include "search/postings.h"
#include "search/query_parts.h"
#include "search/record.h"
#include "search/shards.h"
#include "search/tables.h"
#include "search/unicode.h"
#include "search/weight.h"

// The files, all classic scripts that call ReperesSearch.part(name, content):
//
//   root.js   counts, figures, tables of the analyser, stop words, facets with their columns, starts of the shards,
//             what cards have in common
//   dN.js     dictionary: key → what the index holds under it; 1 to 3 kB each
//   wN.js     words: folded word → rank; prefix + TAB → its likeliest completions
//   fN.js     a fiche, or some: its card (what a result shows), its names and sections (for passages, reasons, phrases)
//
// Dictionary keys are the text, a TAB and a kind: s stem (postings, then postings in names), n name, v vocabulary rows,
// j name typed in one piece, m meanings of a sigle. Sorted by text, so what begins alike lies in the same shard.
// Postings are those of postings.h.

namespace reperes::search {
namespace {

constexpr std::size_t enumerated_max = 60;  // a prefix with more words than this has its completions written out

std::string script(const std::string& name, const std::string& content) {
  return "ReperesSearch.part(" + quoted(name) + "," + content + ");\n";
}

// The fiches of the store by number from 0, in order.
std::vector<Posting> numbered(const Index::Parts& parts, const std::string& term) {
  std::vector<Posting> postings = parts.store.postings(term);
  for (Posting& posting : postings) {
    const auto at = std::lower_bound(parts.fiches.begin(), parts.fiches.end(), posting.document);
    posting.document = static_cast<std::uint32_t>(at - parts.fiches.begin());
  }
  return postings;
}

Entries dictionary(const Index::Parts& parts) {
  const Store& store = parts.store;
  const std::size_t fiches = parts.fiches.size();
  Entries entries;
  for (const std::string& term : store.terms("")) {
    const std::string rest = term.substr(1);
    switch (term[0]) {
      case 'T':
      case 'X':
      case 'W':
        break;  // with its stem; counted in root; in the words
      case 'N':
        entries[rest + "\tn"] = pack_postings({numbered(parts, term)}, fiches);
        break;
      case 'J': {
        const std::size_t tab = rest.find('\t');
        entries.try_emplace(rest.substr(0, tab) + "\tj", rest.substr(tab + 1));
        break;
      }
      default:
        entries[term + "\ts"] =
            pack_postings({numbered(parts, term), numbered(parts, layout::term_of(layout::name_word, term))}, fiches);
    }
  }
  for (const std::string& key : store.metadata_keys(std::string(layout::vocabulary)))
    entries[key.substr(1) + "\tv"] = store.metadata(key);
  for (const std::string& key : store.metadata_keys(std::string(layout::sigle)))
    entries[key.substr(1) + "\tm"] = store.metadata(key);
  return entries;
}

Entries words(const Index::Parts& parts) {
  Entries entries;
  std::map<std::string, std::size_t> beginning;  // prefix → words that begin so and are longer
  for (const std::string& word : parts.lexicon.words("")) {
    entries[word] = RecordWriter().number(static_cast<std::uint64_t>(parts.lexicon.rank(word))).take();
    for (const Character& character : characters(word))
      if (character.end < word.size()) ++beginning[word.substr(0, character.end)];
  }
  for (const auto& [prefix, count] : beginning)
    if (count > enumerated_max) entries[prefix + "\t"] = layout::pack_list(parts.lexicon.completions(prefix));
  return entries;
}

// A facet, its values that fiches have, in the order shown: [slug, label]. Different cells once, as numbers of values;
// then for each run of fiches whose cells are the same, how many they are; then for each run, which cell.
std::string facet(const Index::Parts& parts, std::size_t slot) {
  using Cell = std::vector<std::string>;
  const FacetLabel& label = parts.facets.labels()[slot];
  const auto& column = parts.facets.column(slot);
  std::map<Cell, std::size_t> numbers;
  std::set<std::string> used;
  std::vector<std::pair<std::size_t, const Cell*>> runs;
  const Cell none;
  for (const std::uint32_t document : parts.fiches) {
    const Cell& cell = document < column.size() ? column[document] : none;
    numbers.try_emplace(cell, 0);
    used.insert(cell.begin(), cell.end());
    if (runs.empty() || *runs.back().second != cell) runs.emplace_back(0, &cell);
    ++runs.back().first;
  }

  std::map<std::string, std::size_t> places;
  std::vector<std::string> values;
  const auto add = [&](const std::string& slug, const std::string& text) {
    if (used.contains(slug) && places.try_emplace(slug, values.size()).second) values.push_back(strings({slug, text}));
  };
  for (const auto& [slug, text] : label.values) add(slug, text);
  std::vector<std::string> others(used.begin(), used.end());
  std::sort(others.begin(), others.end(), js_less);
  for (const std::string& slug : others) add(slug, slug);

  const auto as_is = [](const std::string& json) { return json; };
  const auto cells = array(numbers, [&](const auto& entry) {
    return array(entry.first, [&](const std::string& slug) { return std::to_string(places[slug]); });
  });
  std::size_t next = 0;
  for (auto& [cell, number] : numbers) number = next++;
  RecordWriter packed;
  packed.number(runs.size());
  for (const auto& run : runs) packed.number(run.first);
  for (const auto& run : runs) packed.number(numbers[*run.second]);
  return "{\"facet\":" + quoted(label.facet) + ",\"label\":" + quoted(label.label) +
         ",\"values\":" + array(values, as_is) + ",\"cells\":" + cells + ",\"runs\":" + literal(packed.take()) + "}";
}

std::string without_comments(std::string_view table) {
  std::string out;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const std::string_view line = table.substr(0, end);
    if (!line.empty() && line[0] != '#') out += std::string(line) + "\n";
    table.remove_prefix(std::min(end + 1, table.size()));
  }
  return out;
}

std::string facets(const Index::Parts& parts) {
  std::vector<std::size_t> slots(parts.facets.labels().size());
  std::iota(slots.begin(), slots.end(), std::size_t{0});
  return array(slots, [&](std::size_t slot) { return facet(parts, slot); });
}

// FNV-1a: a name for the folder, not a seal.
std::string hash_of(const std::map<std::string, std::string>& files) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  };
  for (const auto& [name, content] : files) {
    add(name);
    add(content);
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

}  // namespace

BrowserIndex export_browser(const Index& index, std::size_t fiches_per_file) {
  const Index::Parts& parts = index.parts();
  std::map<std::string, std::string> files;
  const auto put = [&](const std::string& name, const std::string& content) {
    files[name + ".js"] = script(name, content);
  };

  const Shards terms = shard(dictionary(parts)), known = shard(words(parts));
  for (std::size_t i = 0; i < terms.contents.size(); ++i) put("d" + std::to_string(i), literal(terms.contents[i]));
  for (std::size_t i = 0; i < known.contents.size(); ++i) put("w" + std::to_string(i), literal(known.contents[i]));

  std::string fiches;
  Cards cards;
  for (std::size_t i = 0; i < parts.fiches.size(); ++i) {
    const Document d = layout::unpack_document(parts.store.data(parts.fiches[i]));
    fiches += (fiches.empty() ? "" : ",") + cards.add(d);
    if ((i + 1) % fiches_per_file != 0 && i + 1 != parts.fiches.size()) continue;
    put("f" + std::to_string(i / fiches_per_file), "[" + fiches + "]");
    fiches.clear();
  }

  std::string figures = "{";
  for (const auto& [name, value] : weight::figures())
    figures += (figures.size() > 1 ? "," : "") + quoted(name) + ":" + std::to_string(value);
  figures += "}";
  put("root", "{\"analyser\":" + std::to_string(analyser_version) + ",\"documents\":" +
                  std::to_string(parts.fiches.size()) + ",\"fichesPerFile\":" + std::to_string(fiches_per_file) +
                  ",\"figures\":" + figures + ",\"stemming\":" + quoted(without_comments(stemming_table())) +
                  ",\"phonetics\":" + quoted(without_comments(phonetics_table())) +
                  ",\"stops\":" + strings(parts.stop_phrases) + ",\"facets\":" + facets(parts) + "," + cards.tables() +
                  ",\"dictionary\":" + quoted(terms.starts) + ",\"words\":" + quoted(known.starts) + "}");

  BrowserIndex result;
  result.base = "recherche/" + hash_of(files) + "/";
  for (auto& [name, content] : files) result.files[result.base + name] = std::move(content);
  return result;
}

}  // namespace reperes::search

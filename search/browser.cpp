#include "search/browser.h"

#include <algorithm>
#include <cstdio>

#include "search/analyse.h"
#include "search/json.h"
#include "search/postings.h"
#include "search/query_parts.h"
#include "search/record.h"
#include "search/tables.h"
#include "search/unicode.h"
#include "search/weight.h"

// The files, all classic scripts that call ReperesSearch.part(name, content):
//
//   root.js   counts, figures, tables of the analyser, stop words, facets with their columns, first keys of the shards,
//             forms and states of the cards
//   dN.js     dictionary: key → what the index holds under it; about 2 kB each
//   wN.js     words: folded word → rank; prefix + TAB → its likeliest completions
//   fN.js     a fiche, or some: its card (what a result shows), its names and sections (for passages, reasons, phrases)
//
// Dictionary keys are the text, a TAB and a kind: s stem (postings, then postings in names), n name, v vocabulary rows,
// j name typed in one piece, m meanings of a sigle. Sorted by text, so what begins alike lies in the same shard.
// Postings are those of postings.h.
//
// A card is [form, id, title, summary, state, urgency], zeros at the end left out. Its form is [kind, before, after]:
// the address is the id between the two, or `before` alone. A number for a summary is that of the UTF-16 units that it
// takes from the first section.

namespace reperes::search {
namespace {

// A question needs two to five shards; each costs its bytes and a line of root.js.
constexpr std::size_t shard_bytes = 2000;
constexpr std::size_t enumerated_max = 60;  // a prefix with more words than this has its completions written out

using Entries = std::map<std::string, std::string>;

template <typename Values, typename Print>
std::string array(const Values& values, Print print) {
  std::string out = "[";
  for (const auto& value : values) {
    if (out.size() > 1) out += ',';
    out += print(value);
  }
  return out + "]";
}

std::string strings(const std::vector<std::string>& texts) {
  return array(texts, [](const std::string& text) { return quoted(text); });
}

// Bytes as a string of JavaScript, one character each: the reader keeps the low eight bits. Smaller than base64 once
// compressed, since what is text stays text. What a literal forbids, and NUL, moves up one block (U+0100).
std::string literal(std::string_view bytes) {
  std::string out = "\"";
  const auto two = [&](unsigned code) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3FU));
  };
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\0')
      two(0x100U + byte);
    else if (byte < 0x80)
      out += c;
    else
      two(byte);
  }
  return out + "\"";
}

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
        entries[term + "\ts"] = pack_postings(
            {numbered(parts, term), numbered(parts, layout::term_of(layout::name_word, term))}, fiches);
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

// The shortest text that comes after `before` and not after `key`.
std::string separator(const std::string& before, const std::string& key) {
  const auto differ =
      static_cast<std::size_t>(std::mismatch(key.begin(), key.end(), before.begin(), before.end()).first - key.begin());
  std::size_t end = std::min(differ + 1, key.size());
  while (end < key.size() && (static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U) ++end;
  return key.substr(0, end);
}

// Front-coded shards of entries: how much of the previous key is kept, what follows, the content.
struct Shards {
  std::vector<std::string> first_keys, contents;
};

// A text as JavaScript counts it.
std::u16string utf16(const std::string& text) {
  std::u16string units;
  for (const Character& c : characters(text)) {
    if (c.code < 0x10000) {
      units += static_cast<char16_t>(c.code);
    } else {
      units += static_cast<char16_t>(0xD800 + ((c.code - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((c.code - 0x10000) & 0x3FF));
    }
  }
  return units;
}

// The order of JavaScript strings: UTF-16 units. It differs from bytes beyond the first plane only.
bool js_less(const std::string& a, const std::string& b) {
  const bool ascii = std::all_of(a.begin(), a.end(), [](char c) { return c >= 0; }) &&
                     std::all_of(b.begin(), b.end(), [](char c) { return c >= 0; });
  return ascii ? a < b : utf16(a) < utf16(b);
}

Shards shard(const Entries& entries) {
  std::vector<const Entries::value_type*> sorted;
  for (const auto& entry : entries) sorted.push_back(&entry);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* a, const auto* b) { return js_less(a->first, b->first); });
  Shards shards;
  std::string bytes, before, last;
  const auto close = [&] {
    if (!bytes.empty()) shards.contents.push_back(bytes);
    bytes.clear();
    before.clear();
  };
  for (const auto* entry : sorted) {
    const auto& [key, content] = *entry;
    if (bytes.size() > shard_bytes) close();
    if (bytes.empty()) shards.first_keys.push_back(separator(last, key));
    const auto same = static_cast<std::size_t>(
        std::mismatch(key.begin(), key.end(), before.begin(), before.end()).first - key.begin());
    bytes += RecordWriter().number(same).text(key.substr(same)).text(content).take();
    before = last = key;
  }
  close();
  return shards;
}

// Different cells once, then one number per fiche, of one byte or two.
std::string column(const Index::Parts& parts, std::size_t slot) {
  std::map<std::vector<std::string>, std::size_t> numbers;
  const auto cell = [&](std::uint32_t document) {
    const auto& cells = parts.facets.column(slot);
    return document < cells.size() ? cells[document] : std::vector<std::string>();
  };
  for (const std::uint32_t document : parts.fiches) numbers.try_emplace(cell(document), 0);
  std::size_t next = 0;
  std::string bytes;
  const bool wide = numbers.size() > 256;
  for (auto& [values, number] : numbers) number = next++;
  for (const std::uint32_t document : parts.fiches) {
    const std::size_t number = numbers[cell(document)];
    if (wide) bytes += static_cast<char>(number / 256);
    bytes += static_cast<char>(number % 256);
  }
  const std::string cells = array(numbers, [](const auto& entry) { return strings(entry.first); });
  return "{\"cells\":" + cells + ",\"wide\":" + (wide ? "true" : "false") + ",\"column\":" + literal(bytes) + "}";
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
  std::string out = "[";
  for (std::size_t slot = 0; slot < parts.facets.labels().size(); ++slot) {
    const FacetLabel& label = parts.facets.labels()[slot];
    if (slot > 0) out += ',';
    out += "{\"facet\":" + quoted(label.facet) + ",\"label\":" + quoted(label.label) + ",\"values\":";
    out += array(label.values,
                 [](const auto& value) { return "[" + quoted(value.first) + "," + quoted(value.second) + "]"; });
    out += ",\"data\":" + column(parts, slot) + "}";
  }
  return out + "]";
}

// Different values, numbered as they come.
struct Values {
  std::vector<std::string> list;
  std::size_t number_of(const std::string& value) {
    const auto found = std::find(list.begin(), list.end(), value);
    if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
    list.push_back(value);
    return list.size() - 1;
  }
};

// What the cards have in common, for root.js; forms are JSON.
struct CardTables {
  Values forms, states;
};

std::string form_of(const Document& d) {
  const std::size_t at = d.url.rfind(d.id);
  if (at == std::string::npos) return strings({d.kind, d.url});
  return strings({d.kind, d.url.substr(0, at), d.url.substr(at + d.id.size())});
}

std::string summary_of(const Document& d) {
  const bool opens = !d.summary.empty() && !d.sections.empty() && d.sections.front().text.starts_with(d.summary);
  return opens ? std::to_string(utf16(d.summary).size()) : quoted(d.summary);
}

std::string card(const Document& d, CardTables& tables) {
  std::string out = "[" + std::to_string(tables.forms.number_of(form_of(d))) + "," + quoted(d.id) + "," +
                    quoted(d.title) + "," + summary_of(d);
  const std::size_t state = tables.states.number_of(d.state);
  if (state > 0 || d.urgency > 0) out += "," + std::to_string(state);
  if (d.urgency > 0) out += "," + std::to_string(d.urgency);
  return out + "]";
}

std::string names_of(const Document& d) {
  return array(d.names, [](const Name& name) {
    return "[" + quoted(name.text) + "," + std::to_string(static_cast<int>(name.kind)) + "," + quoted(name.note) + "]";
  });
}

std::string sections_of(const Document& d) {
  return array(d.sections, [](const Section& section) {
    return strings({section.anchor, section.title, section.text});
  });
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
  CardTables tables;
  for (std::size_t i = 0; i < parts.fiches.size(); ++i) {
    const Document d = layout::unpack_document(parts.store.data(parts.fiches[i]));
    fiches += (fiches.empty() ? "[" : ",[") + card(d, tables) + "," + names_of(d) + "," + sections_of(d) + "]";
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
                  ",\"stops\":" + strings(parts.stop_phrases) + ",\"facets\":" + facets(parts) +
                  ",\"forms\":" + array(tables.forms.list, [](const std::string& form) { return form; }) +
                  ",\"states\":" + strings(tables.states.list) +
                  ",\"dictionary\":" + strings(terms.first_keys) + ",\"words\":" + strings(known.first_keys) + "}");

  BrowserIndex result;
  result.base = "recherche/" + hash_of(files) + "/";
  for (auto& [name, content] : files) result.files[result.base + name] = std::move(content);
  return result;
}

}  // namespace reperes::search

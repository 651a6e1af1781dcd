#include "search/plan.h"

#include <algorithm>
#include <set>

#include "search/correct.h"
#include "search/unicode.h"
#include "search/weight.h"

namespace reperes::search {
namespace {

// A word of the question on its way to a slot.
struct Item {
  std::string folded, stem;
  std::string begun;  // as typed: what may be the beginning of another word
  bool capitals = false, quoted = false, last = false, stop = false, familiar = false;
  std::size_t begin = 0, end = 0;         // bytes of the question
  std::size_t first_at = 0, last_at = 0;  // its place among the words typed
  int percent = weight::typed;
  std::vector<Alternative> others;
};

struct Reading {
  std::string text;
  const StopWords& stops;
  const Lexicon& lexicon;
  std::vector<Item> items;
  std::vector<std::string> typed;  // every word, folded
  Plan plan;
};

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t length_of(std::string_view text) {
  return characters(text).size();
}

bool known(const Lexicon& lexicon, const Item& item) {
  return lexicon.holders(item.stem) > 0;
}

// --- quotes
// ----------------------------------------------------------------------------------------------------------------

struct Range {
  std::size_t begin = 0, end = 0;
};

// What stands between " ", « » or “ ”.
std::vector<Range> quoted_ranges(std::string_view text) {
  std::vector<Range> ranges;
  std::size_t begin = 0;
  bool open = false;
  for (const Character& character : characters(text)) {
    const char32_t c = character.code;
    const bool opens = c == U'"' || c == U'\u00AB' || c == U'\u201C';
    const bool closes = c == U'"' || c == U'\u00BB' || c == U'\u201D';
    if (open && closes) {
      ranges.push_back({begin, character.begin});
      open = false;
    } else if (!open && opens) {
      begin = character.end;
      open = true;
    }
  }
  return ranges;
}

void read_words(Reading& reading) {
  auto words = analyse(reading.text);
  const bool trimmed = words.size() > static_cast<std::size_t>(weight::words_max);
  if (trimmed) words.resize(weight::words_max);
  const auto ranges = quoted_ranges(reading.text);
  for (const Range& range : ranges) {
    std::vector<std::string> phrase;
    for (const Word& word : words)
      if (word.begin >= range.begin && word.end <= range.end) phrase.push_back(word.folded);
    auto& phrases = reading.plan.phrases;
    const bool again = std::find(phrases.begin(), phrases.end(), phrase) != phrases.end();
    if (!phrase.empty() && !again && phrases.size() < weight::phrases_max) phrases.push_back(phrase);
  }
  const auto stopped = reading.stops.mark(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    reading.typed.push_back(word.folded);
    if (stopped[i]) continue;
    Item item{.folded = word.folded, .stem = word.stem, .begun = word.folded, .capitals = word.capitals};
    item.quoted = std::any_of(ranges.begin(), ranges.end(),
                              [&](const Range& r) { return word.begin >= r.begin && word.end <= r.end; });
    item.last = !trimmed && !item.quoted && i + 1 == words.size() && word.end == reading.text.size();
    item.stop = reading.stops.contains(word.folded) && !word.capitals;
    item.begin = word.begin;
    item.end = word.end;
    item.first_at = item.last_at = i;
    reading.items.push_back(item);
  }
  if (words.size() == 1 && (!reading.stops.contains(words[0].folded) || words[0].capitals))
    reading.plan.meanings = reading.lexicon.meanings(words[0].folded);
}

// --- pieces: "cpn 42" → cpn42, "poleemploi" → pole emploi
// --------------------------------------------------------------------

void join_pieces(Reading& reading) {
  auto& items = reading.items;
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    Item& left = items[i];
    const Item& right = items[i + 1];
    if (left.quoted || right.quoted) continue;
    const bool odd = has_digit(left.folded) || has_digit(right.folded) || !known(reading.lexicon, left) ||
                     !known(reading.lexicon, right);
    const std::string joined = left.folded + right.folded;
    if (!odd || length_of(joined) < 4 || reading.lexicon.rank(joined) == 0) continue;
    left.folded = left.begun = joined;
    left.stem = stem(joined);
    left.last = right.last;
    left.last_at = right.last_at;
    left.end = right.end;
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

void split_pieces(Reading& reading) {
  std::vector<Item> items;
  for (const Item& item : reading.items) {
    const std::string apart = item.quoted || length_of(item.folded) < 6 || known(reading.lexicon, item)
                                  ? ""
                                  : reading.lexicon.split(item.folded);
    if (apart.empty()) {
      items.push_back(item);
      continue;
    }
    reading.plan.understood.push_back({item.folded, apart, "", "correction"});
    const auto words = analyse(apart);
    const auto stopped = reading.stops.mark(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (stopped[i]) continue;
      Item part = item;
      part.folded = part.begun = words[i].folded;
      part.stem = words[i].stem;
      part.capitals = false;
      items.push_back(part);
    }
  }
  reading.items = items;
}

// --- sequences of words that the index knows as a whole
// ----------------------------------------------------------------------

std::string key_of(const std::vector<Item>& items, std::size_t first, std::size_t count) {
  std::vector<std::string> stems;
  for (std::size_t i = first; i < first + count; ++i) stems.push_back(items[i].stem);
  return join(stems);
}

// For each word, whether a row of the vocabulary or a whole name contains it, of so many words at least.
std::vector<bool> covered_words(const Reading& reading, std::size_t least) {
  const auto& items = reading.items;
  std::vector<bool> covered(items.size(), false);
  for (std::size_t first = 0; first < items.size(); ++first)
    for (std::size_t count = least; count <= weight::name_stems_max && first + count <= items.size(); ++count) {
      const std::string key = key_of(items, first, count);
      if (!reading.lexicon.is_name_key(key) && reading.lexicon.rows(key).empty()) continue;
      for (std::size_t i = first; i < first + count; ++i) covered[i] = true;
    }
  return covered;
}

// --- familiar words: "boulot" is another word for "travail"
// --------------------------------------------------------------------------------------------------------------------

std::string without_plural(const std::string& folded) {
  return folded.size() > 3 && (folded.ends_with('s') || folded.ends_with('x')) ? folded.substr(0, folded.size() - 1)
                                                                               : folded;
}

// The row that says so, if any. Never of a sigle: "MECS" are no men.
std::optional<layout::Row> familiar_row(const Lexicon& lexicon, const Item& item) {
  const auto rows = lexicon.rows(item.stem);
  const auto is_sigle = [&](const layout::Row& row) {
    return row.relation == "sigle" && fold(row.term) == item.folded;
  };
  if (item.quoted || item.capitals || std::any_of(rows.begin(), rows.end(), is_sigle)) return std::nullopt;
  for (const layout::Row& row : rows)
    if (row.relation == layout::familiar && without_plural(fold(row.term)) == without_plural(item.folded)) return row;
  return std::nullopt;
}

// Not inside what is known as a whole: "maman solo".
void say_plainly(Reading& reading) {
  std::vector<std::optional<layout::Row>> rows;
  for (const Item& item : reading.items) rows.push_back(familiar_row(reading.lexicon, item));
  if (std::none_of(rows.begin(), rows.end(), [](const auto& row) { return row.has_value(); })) return;
  const auto whole = covered_words(reading, 2);
  for (std::size_t i = 0; i < reading.items.size(); ++i) {
    Item& item = reading.items[i];
    const auto& row = rows[i];
    if (!row || whole[i]) continue;
    item.others.push_back({item.stem, weight::typed});
    for (const std::string& expansion : row->expansions) {
      const Word word = analyse(expansion).front();  // one word: vocabulary.cpp refuses others
      if (item.familiar) {
        item.others.push_back({word.stem, weight::plain_other});
      } else {
        item.folded = word.folded;
        item.stem = word.stem;
        item.familiar = true;
      }
    }
  }
}

// --- correction
// ------------------------------------------------------------------------------------------------------------

struct Candidate {
  std::string word;
  std::size_t distance = 0;
  bool other_start = false;
  std::int64_t rank = 0;
};

void add_candidates(const Reading& reading, const Item& item, const std::string& prefix,
                    std::vector<Candidate>& found) {
  const std::size_t length = length_of(item.folded), limit = length < 7 ? 1 : 2;
  const char32_t initial = characters(item.folded)[0].code;
  const std::string heard = sound(item.folded);
  for (const std::string& word : reading.lexicon.words(prefix)) {
    const auto letters = characters(word);
    if (has_digit(word) || letters.size() < 3 || letters.size() > length + 3 || letters.size() + 3 < length) continue;
    std::size_t distance = edit_distance(item.folded, word, limit);
    if (!heard.empty() && heard.size() >= 3 && sound(word) == heard)
      distance = distance > limit ? limit : std::max<std::size_t>(distance, 1) - 1;
    if (distance > limit) continue;
    found.push_back({word, distance, letters[0].code != initial, reading.lexicon.rank(word)});
  }
}

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

// "lurssaf", "daprentissage": an apostrophe is missing.
bool is_elided(const std::string& folded) {
  return length_of(folded) > 4 && std::string_view("cdjlmnst").find(folded[0]) != std::string_view::npos &&
         (is_vowel(folded[1]) || folded[1] == 'h');
}

// The words it may have been, likeliest first: those that begin alike, or else any.
std::vector<Candidate> candidates(const Reading& reading, const Item& item) {
  std::vector<Candidate> found;
  std::string initial;
  append_utf8(initial, characters(item.folded)[0].code);
  add_candidates(reading, item, initial, found);
  if (is_vowel(initial[0])) add_candidates(reading, item, "h" + initial, found);  // andicape, opital
  if (found.empty() && is_elided(item.folded)) {
    Item rest = item;
    rest.folded.erase(0, 1);
    add_candidates(reading, rest, rest.folded.substr(0, 1), found);
  }
  if (found.empty()) add_candidates(reading, item, "", found);
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    if (a.other_start != b.other_start) return b.other_start;
    return a.rank != b.rank ? a.rank > b.rank : a.word < b.word;
  });
  return found;
}

void correct(Reading& reading) {
  const auto covered = covered_words(reading, 1);
  std::string text;
  std::size_t copied = 0;
  bool changed = false;
  int tried = 0;
  for (std::size_t i = 0; i < reading.items.size(); ++i) {
    Item& item = reading.items[i];
    const bool sure = covered[i] || known(reading.lexicon, item) || item.stop || item.quoted || item.capitals ||
                      item.familiar || has_digit(item.folded);
    if (sure || length_of(item.folded) < 4) continue;
    if (item.last && !reading.lexicon.completions(item.folded).empty()) continue;
    if (++tried > weight::corrections_max) break;
    const auto found = candidates(reading, item);
    if (found.empty()) continue;
    reading.plan.understood.push_back({item.folded, found[0].word, "", "correction"});
    text += reading.text.substr(copied, item.begin - copied) + found[0].word;
    copied = item.end;
    changed = true;
    item.folded = item.begun = found[0].word;
    item.stem = stem(found[0].word);
    item.percent = weight::corrected;
    item.last = false;
    for (std::size_t k = 1; k < found.size() && k < 3 && found[k].distance == found[0].distance; ++k)
      item.others.push_back({stem(found[k].word), weight::corrected_other});
  }
  if (changed) reading.plan.corrected = text + reading.text.substr(copied);
}

// --- slots
// -----------------------------------------------------------------------------------------------------------------

void add_alternative(const Lexicon& lexicon, Slot& slot, const std::string& stem, int percent) {
  if (lexicon.holders(stem) == 0) return;
  const bool there = std::any_of(slot.alternatives.begin(), slot.alternatives.end(),
                                 [&](const Alternative& other) { return other.stem == stem; });
  if (!there) slot.alternatives.push_back({stem, percent});
}

void make_slots(Reading& reading) {
  const Lexicon& lexicon = reading.lexicon;
  std::vector<Item> once;
  for (const Item& item : reading.items) {
    const bool again =
        std::any_of(once.begin(), once.end(), [&](const Item& other) { return other.stem == item.stem; });
    if (!again) once.push_back(item);
  }
  reading.items = once;
  for (Item& item : reading.items) {
    Slot slot{.stem = item.stem, .percent = item.percent};
    add_alternative(lexicon, slot, item.stem, item.percent);
    const bool is_known = !slot.alternatives.empty();
    for (const Alternative& other : item.others) add_alternative(lexicon, slot, other.stem, other.percent);
    if (!item.quoted && (item.last || slot.alternatives.empty())) {
      const int percent = !item.last ? weight::abbreviated : is_known ? weight::completed_known : weight::completed;
      for (const std::string& word : lexicon.completions(item.begun))
        add_alternative(lexicon, slot, stem(word), percent);
    }
    std::int64_t holders = 0;
    for (const Alternative& alternative : slot.alternatives)
      if (holders == 0 || !is_known || item.familiar) holders += lexicon.holders(alternative.stem);
    slot.idf = slot.alternatives.empty() ? 0 : weight::idf(lexicon.documents(), holders);
    reading.plan.slots.push_back(slot);
  }
}

// --- names and rows
// ----------------------------------------------------------------------------------------------------------

struct Sequence {
  std::string key;
  std::size_t first = 0, last = 0;  // slots
  int percent = 100;
  std::int64_t idf = 0, asked = 0;  // of its slots, of all slots
  bool whole = false;
  bool completed = false;
};

// Every run of slots as a key; the last slot also by its other readings.
std::vector<Sequence> sequences(const Plan& plan) {
  std::vector<Sequence> found;
  const std::size_t size = plan.slots.size();
  std::int64_t asked = 0;
  for (const Slot& slot : plan.slots) asked += slot.idf;
  for (std::size_t count = std::min<std::size_t>(size, weight::name_stems_max); count >= 1; --count)
    for (std::size_t first = 0; first + count <= size; ++first) {
      Sequence sequence{.first = first, .last = first + count - 1, .asked = asked, .whole = count == size};
      std::vector<std::string> stems;
      for (std::size_t i = first; i < first + count; ++i) {
        stems.push_back(plan.slots[i].stem);
        sequence.percent = std::min(sequence.percent, plan.slots[i].percent);
        sequence.idf += plan.slots[i].idf;
      }
      sequence.key = join(stems);
      found.push_back(sequence);
      if (first + count != size) continue;
      for (const Alternative& other : plan.slots.back().alternatives) {
        if (other.stem == plan.slots.back().stem) continue;
        Sequence completed = sequence;
        stems.back() = other.stem;
        completed.key = join(stems);
        completed.percent = std::min(completed.percent, other.percent);
        completed.completed = true;
        found.push_back(completed);
      }
    }
  return found;
}

// A name that covers half of the question counts for half of its words.
std::int64_t key_factor(const Sequence& sequence, std::int64_t percent) {
  const std::int64_t covered = sequence.asked == 0 ? 0 : sequence.idf * sequence.idf / sequence.asked;
  return percent * (covered * weight::name_key + (sequence.whole ? weight::whole_name : 0));
}

void find_names(Reading& reading) {
  for (const Sequence& sequence : sequences(reading.plan))
    if (reading.lexicon.is_name_key(sequence.key))
      reading.plan.names.push_back({sequence.key, key_factor(sequence, sequence.percent)});
}

// Names that begin with all that is typed: "revenu de soli" → revenu de solidarité active. Not when there are too many.
void find_openings(Reading& reading) {
  const std::size_t size = reading.plan.slots.size();
  if (size < 2 || size > weight::name_stems_max || !reading.items.back().last) return;
  const Sequence typed = sequences(reading.plan).front();
  const auto keys = reading.lexicon.names_from(typed.key);
  if (keys.size() > weight::openings_max) return;
  const bool unfinished = !known(reading.lexicon, reading.items.back());
  const std::int64_t whole = unfinished ? weight::whole_name : weight::whole_name / weight::opening_known;
  for (const std::string& key : keys) {
    const auto stems = std::count(key.begin(), key.end(), ' ') + 1;
    const std::int64_t share = whole * static_cast<std::int64_t>(size) / stems;
    reading.plan.names.push_back({key, weight::opening * (typed.idf * weight::name_key + share)});
  }
}

void add_row(Reading& reading, const Sequence& sequence, const layout::Row& row) {
  std::int64_t percent = row.relation == layout::spelled_out   ? weight::expanded / 2
                         : row.relation == layout::in_one_word ? weight::one_word
                                                               : weight::expanded;
  for (std::size_t target = 0; target < row.expansions.size(); ++target) {
    Expansion expansion{.stems = key_stems(analyse(row.expansions[target]), reading.stops)};
    expansion.key = join(expansion.stems);
    expansion.percent = percent * sequence.percent / 100;
    expansion.key_factor = key_factor(sequence, expansion.percent);
    expansion.first = sequence.first;
    expansion.last = sequence.last;
    expansion.row = row;
    expansion.target = target;
    const bool again = std::any_of(reading.plan.expansions.begin(), reading.plan.expansions.end(),
                                   [&](const Expansion& other) { return other.key == expansion.key; });
    if (!expansion.stems.empty() && !again) reading.plan.expansions.push_back(expansion);
    percent = std::max<std::int64_t>(percent - weight::expanded_step, weight::expanded_least);
  }
  if (layout::worth_saying(row))
    reading.plan.understood.push_back({row.term, join(row.expansions, " ; "), row.note, row.relation});
}

// Words that a turn of phrase may do without.
bool is_article(const std::string& folded) {
  static const std::set<std::string> articles = {"d", "de", "des", "du", "l", "la", "le", "les", "un", "une"};
  return articles.contains(folded);
}

std::vector<std::string> without_articles(std::vector<std::string> words) {
  std::erase_if(words, is_article);
  return words;
}

// A row of which one word counts wants its other words where it has them: "à mon compte" is not "mon compte".
bool stands_whole(const Reading& reading, const Item& item, const std::vector<Word>& row, std::size_t at) {
  const auto words_of = [](auto begin, auto end) {
    std::vector<std::string> words;
    for (; begin != end; ++begin) words.push_back(begin->folded);
    return without_articles(words);
  };
  const auto place = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
  const auto& typed = reading.typed;
  const auto before = without_articles({typed.begin(), typed.begin() + place(item.first_at)});
  const auto after = without_articles({typed.begin() + place(item.last_at) + 1, typed.end()});
  const auto wanted_before = words_of(row.begin(), row.begin() + place(at));
  const auto wanted_after = words_of(row.begin() + place(at) + 1, row.end());
  return before.size() >= wanted_before.size() && after.size() >= wanted_after.size() &&
         std::equal(wanted_before.rbegin(), wanted_before.rend(), before.rbegin()) &&
         std::equal(wanted_after.begin(), wanted_after.end(), after.begin());
}

// Stems bring together too much for a row of which one word counts ("allocs" is not "allocation"); of several, "pas"
// and "plus" must be said.
bool applies(const Reading& reading, const Sequence& sequence, const layout::Row& row) {
  const auto words = analyse(row.term);
  if (sequence.first != sequence.last)
    return std::all_of(words.begin(), words.end(), [&](const Word& word) {
      const bool wanted = word.folded == "pas" || word.folded == "plus";
      return !wanted || std::find(reading.typed.begin(), reading.typed.end(), word.folded) != reading.typed.end();
    });
  const Item& item = reading.items[sequence.first];
  const auto stopped = reading.stops.mark(words);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!stopped[i])
      return without_plural(words[i].folded) == without_plural(item.folded) && stands_whole(reading, item, words, i);
  return false;
}

// Of "viré" and "viré de chez", the one that says more.
void keep_longest(std::vector<layout::Row>& rows) {
  const auto length = [](const layout::Row& row) { return analyse(row.term).size(); };
  std::size_t most = 0;
  for (const layout::Row& row : rows) most = std::max(most, length(row));
  std::erase_if(rows, [&](const layout::Row& row) { return length(row) < most; });
}

void find_rows(Reading& reading) {
  std::vector<Sequence> used;
  for (const Sequence& sequence : sequences(reading.plan)) {
    if (sequence.completed && sequence.first == sequence.last) continue;  // one unfinished word leads nowhere yet
    const bool inside = std::any_of(used.begin(), used.end(), [&](const Sequence& other) {
      return other.first <= sequence.first && sequence.last <= other.last && other.key != sequence.key;
    });
    bool quoted = false;
    for (std::size_t i = sequence.first; i <= sequence.last; ++i) quoted = quoted || reading.items[i].quoted;
    if (inside || quoted) continue;
    auto rows = reading.lexicon.rows(sequence.key);
    std::erase_if(rows, [&](const layout::Row& row) {
      return row.relation == layout::familiar || !applies(reading, sequence, row);
    });
    if (sequence.first == sequence.last) keep_longest(rows);
    if (rows.empty()) continue;
    used.push_back(sequence);
    for (const layout::Row& row : rows) add_row(reading, sequence, row);
  }
}

// --- formulas
// ----------------------------------------------------------------------------------------------------------------

Formula slot_formula(const Slot& slot, std::string_view prefix, std::int64_t factor) {
  std::vector<Formula> parts;
  for (const Alternative& a : slot.alternatives)
    parts.push_back(Formula::leaf(layout::term_of(prefix, a.stem), slot.idf * a.percent * factor));
  return Formula::of(Formula::Kind::best, parts);
}

Formula expansion_formula(const Expansion& e, const Lexicon& lexicon, std::string_view prefix, std::int64_t factor) {
  std::vector<Formula> parts;
  for (const std::string& stem : e.stems)
    parts.push_back(Formula::leaf(layout::term_of(prefix, stem),
                                  weight::idf(lexicon.documents(), lexicon.holders(stem)) * e.percent * factor));
  return Formula::of(Formula::Kind::all, parts);
}

}  // namespace

Plan make_plan(std::string_view text, const StopWords& stops, const Lexicon& lexicon) {
  Reading reading{.text = nfc(text), .stops = stops, .lexicon = lexicon, .items = {}, .typed = {}, .plan = {}};
  read_words(reading);
  join_pieces(reading);
  split_pieces(reading);
  say_plainly(reading);
  correct(reading);
  make_slots(reading);
  find_names(reading);
  find_openings(reading);
  find_rows(reading);
  return reading.plan;
}

std::vector<NamedFormula> ranking(const Plan& plan, const Lexicon& lexicon) {
  std::vector<NamedFormula> parts;
  std::vector<Formula> in_names, in_fiche;
  for (const Slot& slot : plan.slots) {
    if (slot.alternatives.empty()) continue;
    parts.push_back({"texte", slot.stem, slot_formula(slot, "", weight::general)});
    parts.push_back({"nom", slot.stem, slot_formula(slot, layout::name_word, weight::name)});
    in_fiche.push_back(slot_formula(slot, "", weight::all_in_fiche));
    in_names.push_back(slot_formula(slot, layout::name_word, weight::all_in_names));
  }
  if (in_names.size() >= 2) {
    parts.push_back({"tous les mots dans la fiche", "", Formula::of(Formula::Kind::all, in_fiche)});
    parts.push_back({"tous les mots dans ses noms", "", Formula::of(Formula::Kind::all, in_names)});
  }
  // A fiche is called by one name: the best way to it counts, not the number of ways.
  std::vector<Formula> called;
  for (const NameKey& name : plan.names)
    called.push_back(Formula::leaf(layout::term_of(layout::name_key, name.key), name.factor));
  for (const Expansion& e : plan.expansions)
    if (e.key.size() < layout::term_bytes_max)
      called.push_back(Formula::leaf(layout::term_of(layout::name_key, e.key), e.key_factor));
  if (!called.empty()) parts.push_back({"nom entier", "", Formula::of(Formula::Kind::best, called)});
  for (const Expansion& e : plan.expansions) {
    const std::string arrow = e.row.term + " → " + e.row.expansions[e.target];
    parts.push_back({"vocabulaire, texte", arrow, expansion_formula(e, lexicon, "", weight::general)});
    parts.push_back({"vocabulaire, nom", arrow, expansion_formula(e, lexicon, layout::name_word, weight::name)});
  }
  return parts;
}

Formula trace(const Plan& plan, std::size_t at) {
  std::vector<Formula> parts;
  for (const Alternative& a : plan.slots[at].alternatives) parts.push_back(Formula::leaf(a.stem, 1));
  for (const Expansion& e : plan.expansions) {
    if (at < e.first || at > e.last) continue;
    std::vector<Formula> all;
    for (const std::string& stem : e.stems) all.push_back(Formula::leaf(stem, 1));
    parts.push_back(Formula::of(Formula::Kind::all, all));
  }
  return Formula::of(Formula::Kind::sum, parts);
}

}  // namespace reperes::search

#include "search/passage.h"

#include <algorithm>
#include <set>

#include "search/analyse.h"

namespace reperes::search {
namespace {

constexpr std::size_t words_shown = 34;  // about two lines
constexpr std::size_t words_before = 8;  // what leads to the first word found, when the sentence is long

// A sentence: its words, and the bytes it covers with its punctuation.
struct Sentence {
  std::size_t first = 0, last = 0;  // words
  std::size_t begin = 0, end = 0;   // bytes
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// A sentence never goes on to the next line.
std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> found;
  for (;;) {
    const std::size_t end = text.find('\n');
    found.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + 1);
  }
}

// Where a sentence stops between two words: after . ! ? followed by a blank. npos: nowhere.
std::size_t stop_within(std::string_view gap) {
  for (std::size_t i = 0; i + 1 < gap.size(); ++i)
    if ((gap[i] == '.' || gap[i] == '!' || gap[i] == '?') && is_blank(gap[i + 1])) return i + 1;
  return std::string_view::npos;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::vector<Sentence> sentences(std::string_view text, const std::vector<Word>& words) {
  std::vector<Sentence> found;
  Sentence current{0, 0, skip_blanks(text, 0), 0};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t next = i + 1 < words.size() ? words[i + 1].begin : text.size();
    const std::string_view gap = text.substr(words[i].end, next - words[i].end);
    const std::size_t stop = i + 1 < words.size() ? stop_within(gap) : gap.size();
    if (stop == std::string_view::npos) continue;
    current.last = i;
    current.end = words[i].end + stop;
    found.push_back(current);
    current.first = i + 1;
    current.begin = skip_blanks(text, current.end);
  }
  for (Sentence& s : found)
    while (s.end > words[s.last].end && is_blank(text[s.end - 1])) --s.end;
  return found;
}

std::vector<Part> cut(std::string_view text, const std::vector<Word>& words, Sentence s,
                      const std::map<std::string, std::int64_t>& worth) {
  std::size_t hit = s.first;
  while (hit < s.last && !worth.contains(words[hit].stem)) ++hit;
  bool cut_before = false, cut_after = false;
  if (s.last - s.first + 1 > words_shown) {
    if (hit > s.first + words_before) {
      s.first = hit - words_before;
      s.begin = words[s.first].begin;
      cut_before = true;
    }
    if (s.last - s.first + 1 > words_shown) {
      s.last = s.first + words_shown - 1;
      s.end = words[s.last].end;
      cut_after = true;
    }
  }
  std::vector<Part> parts;
  std::size_t at = s.begin;
  std::string plain = cut_before ? "… " : "";
  for (std::size_t i = s.first; i <= s.last; ++i) {
    if (!worth.contains(words[i].stem)) continue;
    plain += text.substr(at, words[i].begin - at);
    if (!plain.empty()) parts.push_back({plain, false});
    plain.clear();
    parts.push_back({std::string(text.substr(words[i].begin, words[i].end - words[i].begin)), true});
    at = words[i].end;
  }
  plain += text.substr(at, s.end - at);
  if (cut_after) plain += " …";
  if (!plain.empty()) parts.push_back({plain, false});
  return parts;
}

bool follows(const std::vector<std::string>& words, const std::vector<std::string>& phrase) {
  return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
}

}  // namespace

Passage find_passage(const Document& document, const std::map<std::string, std::int64_t>& worth) {
  Passage best;
  std::int64_t most = 0;
  for (const Section& section : document.sections)
    for (const std::string_view line : lines(section.text)) {
      const auto words = analyse(line);
      for (const Sentence& sentence : sentences(line, words)) {
        std::int64_t sum = 0;
        std::set<std::string> seen;
        for (std::size_t i = sentence.first; i <= sentence.last; ++i)
          if (const auto found = worth.find(words[i].stem); found != worth.end() && seen.insert(words[i].stem).second)
            sum += found->second;
        if (sum <= most) continue;
        most = sum;
        best = {cut(line, words, sentence, worth), section.anchor, section.title};
      }
    }
  return best;
}

bool holds_phrases(const Document& document, const std::vector<std::vector<std::string>>& phrases) {
  auto missing = phrases;
  const auto look = [&](std::string_view text) {
    if (missing.empty()) return;
    const auto words = folded_words(text);
    std::erase_if(missing, [&](const auto& phrase) { return follows(words, phrase); });
  };
  look(document.title);
  look(document.summary);
  for (const Name& name : document.names) look(name.text);
  for (const Section& section : document.sections) {
    look(section.title);
    look(section.text);
  }
  return missing.empty();
}

}  // namespace reperes::search

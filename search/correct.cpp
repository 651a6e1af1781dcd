#include "search/correct.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "search/tables.h"
#include "search/unicode.h"

namespace reperes::search {
namespace {

enum class Condition { none, before, not_before, end };

struct SoundRule {
  std::string letters, sound, set;
  Condition condition = Condition::none;
};

using RulesByLetter = std::array<std::vector<SoundRule>, 26>;

RulesByLetter read_phonetics(std::string_view table) {
  RulesByLetter rules;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    SoundRule rule;
    std::string condition;
    fields >> rule.letters >> rule.sound >> condition >> rule.set;
    if (rule.sound == "-") rule.sound.clear();
    if (condition == "before") rule.condition = Condition::before;
    if (condition == "notbefore") rule.condition = Condition::not_before;
    if (condition == "end") rule.condition = Condition::end;
    rules[static_cast<std::size_t>(rule.letters[0] - 'a')].push_back(rule);
  }
  return rules;
}

bool fits(const SoundRule& rule, std::string_view rest) {
  if (!rest.starts_with(rule.letters)) return false;
  const std::string_view next = rest.substr(rule.letters.size(), 1);
  const bool in_set = !next.empty() && rule.set.find(next[0]) != std::string::npos;
  switch (rule.condition) {
    case Condition::none:
      return true;
    case Condition::before:
      return in_set;
    case Condition::not_before:
      return !in_set;
    case Condition::end:
      return next.empty();
  }
  return false;
}

std::vector<char32_t> codes(std::string_view text) {
  std::vector<char32_t> result;
  for (const Character& character : characters(text)) result.push_back(character.code);
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
  const auto a = codes(left), b = codes(right);
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    before.swap(above);
    above.swap(row);
  }
  return std::min(above[b.size()], limit + 1);
}

std::string sound(std::string_view folded) {
  static const RulesByLetter by_letter = read_phonetics(phonetics_table());
  std::string result;
  if (!std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return result;
  for (std::size_t at = 0; at < folded.size();) {
    const std::string_view rest = folded.substr(at);
    const auto& rules = by_letter[static_cast<std::size_t>(rest[0] - 'a')];
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const SoundRule& r) { return fits(r, rest); });
    const std::string_view heard = rule != rules.end() ? std::string_view(rule->sound) : rest.substr(0, 1);
    for (const char c : heard)
      if (result.empty() || result.back() != c) result += c;
    at += rule != rules.end() ? rule->letters.size() : 1;
  }
  return result;
}

}  // namespace reperes::search

// The reader of stemming.txt; the twin of `stem` in page/analyse.js.
#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "search/analyse.h"
#include "search/tables.h"

namespace reperes::search {
namespace {

struct Rule {
  std::string suffix, replacement;
  std::size_t rest = 0;
};

struct Stemming {
  std::unordered_map<std::string, std::string> words;
  std::vector<std::vector<Rule>> steps;  // each: longest suffix first
};

Stemming read_stemming(std::string_view table) {
  Stemming result;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line == "[step]") result.steps.emplace_back();
    if (line[0] == '[') continue;
    std::istringstream fields(line);
    Rule rule;
    fields >> rule.suffix >> rule.replacement >> rule.rest;
    if (rule.replacement == "-") rule.replacement.clear();
    if (result.steps.empty())
      result.words[rule.suffix] = rule.replacement;
    else
      result.steps.back().push_back(rule);
  }
  for (auto& step : result.steps)
    std::stable_sort(step.begin(), step.end(),
                     [](const Rule& a, const Rule& b) { return a.suffix.size() > b.suffix.size(); });
  return result;
}

}  // namespace

std::string stem(std::string_view folded) {
  static const Stemming stemming = read_stemming(stemming_table());
  std::string word(folded);
  if (word.size() < 3 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return word;
  if (const auto known = stemming.words.find(word); known != stemming.words.end()) return known->second;
  for (const auto& step : stemming.steps) {
    const auto rule = std::find_if(step.begin(), step.end(), [&](const Rule& r) { return word.ends_with(r.suffix); });
    if (rule == step.end() || word.size() - rule->suffix.size() < rule->rest) continue;
    word.replace(word.size() - rule->suffix.size(), std::string::npos, rule->replacement);
  }
  return word;
}

}  // namespace reperes::search

#include "search/names.h"

#include <algorithm>

#include "search/unicode.h"

namespace reperes::search {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != separator) continue;
    if (at > from) parts.emplace_back(text.substr(from, at - from));
    from = at + 1;
  }
  return parts;
}

// Any number is the same in a phrase: "0 ans" stands for "17 ans".
const std::string& sample(const std::string& folded) {
  static const std::string number = "0";
  const bool is_number = std::all_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number ? number : folded;
}

// A whole sentence in capitals is shouted, not made of sigles.
bool is_shouted(const std::vector<Word>& words) {
  const auto capitals = std::count_if(words.begin(), words.end(), [](const Word& word) { return word.capitals; });
  return words.size() >= 3 && static_cast<std::size_t>(capitals) * 2 >= words.size();
}

void add_form(std::vector<std::string>& forms, const std::string& form) {
  const auto words = split(form, ' ');
  const std::string tidy = join(words);
  if (!tidy.empty() && std::find(forms.begin(), forms.end(), tidy) == forms.end()) forms.push_back(tidy);
}

// "Agent / Agente d'accueil": the words left of the slash take the place of as many words right of it.
void add_genders(std::vector<std::string>& forms, const std::string& name) {
  const std::size_t slash = name.find(" / ");
  if (slash == std::string::npos) return add_form(forms, name);
  const auto left = split(std::string_view(name).substr(0, slash), ' ');
  const auto right = split(std::string_view(name).substr(slash + 3), ' ');
  std::vector<std::string> masculine = left;
  for (std::size_t i = left.size(); i < right.size(); ++i) masculine.push_back(right[i]);
  add_form(forms, join(masculine));
  add_form(forms, join(right));
}

}  // namespace

StopWords::StopWords(const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) {
    std::vector<std::string> words;
    for (const Word& word : analyse(nfc(phrase))) words.push_back(sample(word.folded));
    if (!words.empty()) by_first_[words.front()].push_back(words);
  }
  for (auto& [first, list] : by_first_)
    std::sort(list.begin(), list.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
}

bool StopWords::contains(const std::string& folded) const {
  const auto found = by_first_.find(folded);
  return found != by_first_.end() && found->second.back().size() == 1;
}

std::vector<bool> StopWords::mark(const std::vector<Word>& words) const {
  std::vector<bool> stopped(words.size(), false);
  const bool shouted = is_shouted(words);
  for (std::size_t i = 0; i < words.size();) {
    std::size_t length = 0;
    if (const auto found = by_first_.find(sample(words[i].folded)); found != by_first_.end())
      for (const auto& phrase : found->second) {
        const bool fits =
            i + phrase.size() <= words.size() &&
            std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                       [](const std::string& part, const Word& word) { return part == sample(word.folded); });
        if (!fits || (phrase.size() == 1 && words[i].capitals && !shouted)) continue;
        length = phrase.size();
        break;
      }
    for (std::size_t k = 0; k < length; ++k) stopped[i + k] = true;
    i += std::max<std::size_t>(1, length);
  }
  if (std::find(stopped.begin(), stopped.end(), false) == stopped.end()) stopped.assign(words.size(), false);
  return stopped;
}

std::vector<std::string> key_stems(const std::vector<Word>& words, const StopWords& stops) {
  const auto stopped = stops.mark(words);
  std::vector<std::string> stems;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!stopped[i]) stems.push_back(words[i].stem);
  return stems;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (!result.empty()) result += separator;
    result += part;
  }
  return result;
}

std::string name_key(std::string_view text, const StopWords& stops) {
  return join(key_stems(analyse(nfc(text)), stops));
}

std::vector<std::string> spoken_forms(std::string_view name) {
  std::vector<std::string> forms;
  std::string outside;
  std::vector<std::string> inside;
  std::size_t depth = 0;
  for (const char c : name) {
    if (c == '(' && depth++ == 0) {
      inside.emplace_back();
      outside += ' ';
    } else if (c == ')' && depth > 0 && --depth == 0) {
      outside += ' ';
    } else {
      (depth == 0 ? outside : inside.back()) += c;
    }
  }
  add_genders(forms, outside);
  for (const std::string& part : inside) {  // only a sigle or a code is a name by itself: "(RSA)", not "(adulte)"
    const auto words = analyse(nfc(part));
    if (words.size() == 1 && words[0].capitals) add_form(forms, part);
  }
  return forms;
}

}  // namespace reperes::search

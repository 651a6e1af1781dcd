#include "builder/revision_words.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <tuple>

#include "builder/hash.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t stem_letters_min = 5;  // shorter words are compared whole
constexpr std::size_t stem_letters_max = 7;  // words that begin with as many letters are one word
constexpr int length_step = 10;              // characters within which two answers look equally long

bool is_small_word(std::string_view word) {
  static const std::set<std::string, std::less<>> small = {"les",    "des",  "une",  "aux",   "par",   "sur",   "son",
                                                           "ses",    "est",  "qui",  "que",   "pas",   "pour",  "dans",
                                                           "contre", "avec", "sans", "leur",  "leurs", "cette", "entre",
                                                           "dont",   "tout", "tous", "toute", "plus",  "ans",   "etre"};
  return word.size() < 3 || small.contains(word);
}

std::vector<std::string> words_of(std::string_view text) {
  std::string letters = fold(text);
  for (char& c : letters)
    if (!std::isalnum(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80) c = ' ';
  letters = replace_all(letters, "’", " ");
  std::vector<std::string> words;
  for (auto& word : split(letters, ' '))
    if (!is_small_word(word)) words.push_back(std::move(word));
  return words;
}

// « handicap » and « handicapées », « territoire » and « territorialisation »: one word in another form.
bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto shorter = std::min(a.size(), b.size());
  if (shorter < stem_letters_min) return false;
  const auto differ = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin()).first;
  const auto common = static_cast<std::size_t>(differ - a.begin());
  return common + 2 >= shorter || common >= stem_letters_max;
}

}  // namespace

std::string name_with_sigle(const Fiche& fiche) {
  if (const auto colon = fiche.title.find(" : "); colon != std::string::npos)
    return fiche.title.substr(0, colon) + " (" + fiche.title.substr(colon + 3) + ")";
  const std::string title = fold(fiche.title), sigle = fold(fiche.sigle);
  if (sigle.empty() || title.find(sigle) != std::string::npos) return fiche.title;
  return fiche.title + " (" + fiche.sigle + ")";
}

std::set<std::string> folded_names(const Fiche& fiche) {
  std::set<std::string> names = {fold(fiche.title)};
  if (!fiche.sigle.empty()) names.insert(fold(fiche.sigle));
  for (const auto& alias : fiche.aliases) names.insert(fold(alias));
  for (const auto& old : fiche.old_names) names.insert(fold(old.name));
  return names;
}

bool share_domaine(const Fiche& a, const Fiche& b) {
  return std::any_of(a.domaines.begin(), a.domaines.end(), [&](const std::string& name) {
    return std::find(b.domaines.begin(), b.domaines.end(), name) != b.domaines.end();
  });
}

bool is_paid(const Fiche& fiche) {
  const auto& nature = fiche.text("nature");
  return nature == "allocation" || nature == "aide-financiere";
}

Places family_of(const Catalogue& catalogue, std::size_t index) {
  Places family;
  for (const bool inverse : {false, true})
    for (std::vector<std::size_t> way = {index}; !way.empty();) {
      const std::size_t at = way.back();
      way.pop_back();
      for (const Tie& tie : catalogue.ties[at])
        if (tie.inverse == inverse &&
            (tie.relation->name == "fait_partie_de" || tie.relation->name == "remplace_par") &&
            family.insert(tie.other).second)
          way.push_back(tie.other);
    }
  return family;
}

Places beside_of(const Catalogue& catalogue, std::size_t index) {
  Places beside;
  for (const Tie& tie : catalogue.ties[index]) {
    if (!tie.inverse || tie.relation->name != "opere_par") continue;
    for (const Tie& other : catalogue.ties[tie.other])
      if (!other.inverse && other.relation->name == "opere_par") beside.insert(other.other);
  }
  beside.erase(index);
  return beside;
}

int shared_words(std::string_view subject, std::string_view answer) {
  const auto known = words_of(subject);
  const auto words = words_of(answer);
  return static_cast<int>(std::count_if(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(known.begin(), known.end(), [&](const std::string& other) { return same_word(word, other); });
  }));
}

bool gives_away(std::string_view subject, std::string_view answer) {
  return shared_words(subject, answer) > 0;
}

std::string initials_of(std::string_view text) {
  std::string initials;
  for (const auto& word : words_of(text)) initials += word.front();
  return initials;
}

std::set<std::string> stems_of(std::string_view text) {
  std::set<std::string> stems;
  for (const auto& word : words_of(text)) stems.insert(word.substr(0, stem_letters_min));
  return stems;
}

std::vector<std::string> wrong_answers(std::string_view salt, const std::vector<std::string>& right,
                                       std::vector<Candidate> candidates, std::size_t count) {
  int length = 0;
  for (const auto& answer : right) length += count_characters(answer);
  if (!right.empty()) length /= static_cast<int>(right.size());

  using Rank = std::tuple<int, int, std::string, std::string>;
  std::vector<Rank> ranked;
  for (auto& [text, nearness] : candidates) {
    const int unlike = std::abs(count_characters(text) - length) / length_step;
    ranked.emplace_back(-nearness, unlike, hash128_hex(std::string(salt) + "\n" + text), std::move(text));
  }
  std::sort(ranked.begin(), ranked.end());

  std::set<std::string> taken;
  for (const auto& answer : right) taken.insert(fold(answer));
  std::vector<std::string> wrong;
  for (auto& rank : ranked) {
    if (wrong.size() == count) break;
    auto& text = std::get<3>(rank);
    if (!text.empty() && taken.insert(fold(text)).second) wrong.push_back(std::move(text));
  }
  return wrong;
}

}  // namespace reperes

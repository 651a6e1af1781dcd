// Cuts French text into words as search sees them. The same rules stand in page/analyse.js; golden vectors hold them
// together.
//
// In: UTF-8 text. Out: its words, in order, with their place in the text.
// Always: lower case, no accents, elided l' d' qu'… dropped, codes and sigles in one piece (K 1801 → k1801, A.P.L. →
// apl).
//
//   "L'aide-soignante, K 1801"  →  aide/aid  soignante/soign  k1801/k1801
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reperes::search {

// Raised when the words or stems of any text change: an index of another version is refused.
inline constexpr int analyser_version = 2;

struct Word {
  std::string folded;  // lower case without accents
  std::string stem;
  std::size_t begin = 0, end = 0;  // bytes in the text
  bool capitals = false;           // 2 to 6 capitals or digits as typed, at least 2 letters: perhaps a sigle
};

std::vector<Word> analyse(std::string_view text);

// The same words, folded, without their stems.
std::vector<std::string> folded_words(std::string_view text);

// Lower case, no accents, one space between words: for comparing names.
std::string fold(std::string_view text);

// The stem of a folded word.
std::string stem(std::string_view folded);

}  // namespace reperes::search

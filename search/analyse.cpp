#include "search/analyse.h"

#include <algorithm>
#include <array>

#include "search/unicode.h"

namespace reperes::search {
namespace {

constexpr std::array<std::string_view, 15> elided = {
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"};

// A word longer than this is cut: nobody searches for it, and a term of the index has a limit.
constexpr std::size_t characters_max = 40;

// A run of word characters, before elisions and codes are dealt with.
struct Piece {
  std::string folded;
  std::size_t begin = 0, end = 0;  // bytes
  std::size_t letters = 0, digits = 0, capitals = 0, length = 0;
  bool dropped = false;
};

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> found;
  bool inside = false;
  for (const Character& character : characters(text)) {
    if (!is_word_character(character.code)) {
      inside = false;
      continue;
    }
    if (!inside) found.emplace_back().begin = character.begin;
    inside = true;
    Piece& piece = found.back();
    piece.end = character.end;
    if (++piece.length > characters_max) continue;
    if (is_letter(character.code)) ++piece.letters;
    if (is_digit(character.code)) ++piece.digits;
    if (is_capital(character.code)) ++piece.capitals;
    append_folded(piece.folded, character.code);
  }
  return found;
}

bool is_elided(const Piece& piece, std::string_view between) {
  if (between != "'" && between != "\u2019") return false;
  return std::find(elided.begin(), elided.end(), piece.folded) != elided.end();
}

// A plain letter, alone: "à" is a word, "a" may be the start of "a p l".
bool is_single_letter(const Piece& piece) {
  return piece.length == 1 && piece.letters == 1 && piece.end - piece.begin == 1;
}

// "K 1801" is one code, and so is "AST 004"; "à 2000 euros" and "les 18 mois" are not.
bool is_code(const Piece& left, std::string_view between, const Piece& right, std::string_view typed) {
  if (between != " " && between != "-" && between != "." && between != "\u00A0") return false;
  if (left.letters != left.length || right.digits != right.length) return false;
  const bool ascii = left.folded.size() == left.length && typed.size() == left.length;
  if (!ascii) return false;
  if (left.length == 1 && right.length == 4) return between == "-" || typed != "a";
  return left.length == 3 && right.length == 3 && right.folded[0] == '0';
}

void join(Piece& left, Piece& right) {
  left.folded += right.folded;
  left.end = right.end;
  left.letters += right.letters;
  left.digits += right.digits;
  left.capitals += right.capitals;
  left.length += right.length;
  right.dropped = true;
}

// c.a.f., C A F → caf. Two letters are enough with dots, three are needed with spaces ("il y a" is not a sigle).
void join_letters(std::vector<Piece>& all, std::string_view text) {
  for (std::size_t first = 0; first + 1 < all.size(); ++first) {
    if (!is_single_letter(all[first])) continue;
    const std::string_view separator = text.substr(all[first].end, all[first + 1].begin - all[first].end);
    if (separator != "." && separator != " ") continue;
    std::size_t last = first;
    while (last + 1 < all.size() && is_single_letter(all[last + 1]) &&
           text.substr(all[last].end, all[last + 1].begin - all[last].end) == separator)
      ++last;
    const std::size_t count = last - first + 1;
    if (count >= (separator == "." ? 2U : 3U) && count <= 8)
      for (std::size_t i = first + 1; i <= last; ++i) join(all[first], all[i]);
    first = last;
  }
}

// The words of a text: elided letters dropped, codes and sigles in one piece.
std::vector<Piece> whole_pieces(std::string_view text) {
  std::vector<Piece> all = pieces(text);
  const auto between = [&](std::size_t i) { return text.substr(all[i].end, all[i + 1].begin - all[i].end); };
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (is_elided(all[i], between(i)))
      all[i].dropped = true;
    else if (is_code(all[i], between(i), all[i + 1], text.substr(all[i].begin, all[i].end - all[i].begin)))
      join(all[i], all[i + 1]);
  }
  std::erase_if(all, [](const Piece& piece) { return piece.dropped; });
  join_letters(all, text);
  std::erase_if(all, [](const Piece& piece) { return piece.dropped || piece.folded.empty(); });
  return all;
}

}  // namespace

std::vector<Word> analyse(std::string_view text) {
  std::vector<Word> words;
  for (const Piece& piece : whole_pieces(text)) {
    const bool capitals = piece.length >= 2 && piece.length <= 6 && piece.capitals >= 2 &&
                          piece.capitals == piece.letters && piece.letters + piece.digits == piece.length;
    words.push_back({piece.folded, stem(piece.folded), piece.begin, piece.end, capitals});
  }
  return words;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Piece& piece : whole_pieces(text)) words.push_back(piece.folded);
  return words;
}

std::string fold(std::string_view text) {
  std::string result;
  for (const Word& word : analyse(nfc(text))) {
    if (!result.empty()) result += ' ';
    result += word.folded;
  }
  return result;
}

}  // namespace reperes::search

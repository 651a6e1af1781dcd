// What an author is told: a fault with its place, an excerpt, a hint and a stable code.
//
// Stages collect faults in a plain list and go on; the list is sorted and shown whole at the end. Lines and columns
// count from 1, columns in characters (not bytes). The sentence is French; the code never changes once released.

#pragma once

#include <compare>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace reperes {

enum class Severity { error, warning, note };  // « erreur », « avertissement », « note »

// A stretch of one line of one file.
struct Place {
  std::string path;  // as shown: relative to where the command runs, or as the user named it
  int line = 0;      // 0: the whole file
  int column = 0;    // 0: the whole line
  int length = 0;    // characters under the carets; 0 or 1: one caret
  auto operator<=>(const Place&) const = default;
};

struct Fault {
  std::string code;  // « lien-inconnu »
  Severity severity = Severity::error;
  Place place;
  std::string message;  // one sentence without its full stop
  std::string hint;     // may be empty
  std::string excerpt;  // the source line, without its end; filled by whoever has the text
};

using Faults = std::vector<Fault>;

// Fills the excerpts: `text_of` gives the text of the file a place names, or an empty view.
void add_excerpts(Faults& faults, const std::function<std::string_view(const std::string& path)>& text_of);

// By place, then code; equal faults once.
void sort_faults(Faults& faults);

// A file with thousands of faults shows its first hundred and says how many there are; wants sorted faults.
inline constexpr std::size_t faults_per_file_max = 100;
void limit_faults(Faults& faults);

// Under --strict a warning counts as an error; a note is never raised.
void raise_warnings(Faults& faults);

bool has_errors(const Faults& faults);

// The form people read, carets under the words. `colour`: ANSI colours.
void print_faults(std::ostream& out, const Faults& faults, bool colour);

// The `faults` array of --json, as JSON text.
std::string faults_to_json(const Faults& faults);

std::string_view severity_name(Severity severity);

// The nearest of `known` to `word`, or an empty view when nothing is near enough (« did you mean »).
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace reperes

// `reperes search`: asks a published site and prints the answer, as text or as JSON.
//
// In: the question, and where the site or the indexes stand. Out: the results on `out`, one closing line on `err`, the
// exit status.
// Always: nothing typed or stored reaches the terminal as a control sequence.

#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace reperes {

struct SearchOptions {
  std::vector<std::string> words;  // the question, in one argument or several
  std::filesystem::path output = "site/www";
  std::string index;  // an index, or a list of several read as one, instead of the site's own
  std::vector<std::string> kinds;
  std::size_t limit = 10, offset = 0;
  bool json = false, explain = false;
  bool colour = false;
};

// Throws Failure when the index is missing, damaged or of another version, or when the kind is unknown.
int run_search(const SearchOptions& options, std::ostream& out, std::ostream& err);

// The answer of an index, or of a list of several, to one question: the line that --json prints. Throws Failure.
std::string search_json(const std::string& index, const std::string& question);

// The lines of --version that concern search.
std::string search_version();

}  // namespace reperes

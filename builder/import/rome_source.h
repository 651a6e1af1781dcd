// The ROME as France Travail publishes it, read into plain values.
//
// In: folders, ZIP archives or CSV files. The tables are told apart by their headers, so that file names, column order
// and extra columns do not matter. Out: jobs sorted by code, texts cleaned, nothing dangling.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace reperes {

struct RomeJob {
  std::string code;                       // « K1801 »
  std::string title;                      // « Conseiller / Conseillère en insertion professionnelle »
  std::string parent;                     // « K1801 »; empty when the source does not say
  std::vector<std::string> appellations;  // both genders, in the order of the dictionary
  std::vector<std::string> mobility;      // codes of this ROME, nearest first
  std::vector<std::string> definition;    // sentences
  std::vector<std::string> access;        // sentences
};

struct Rome {
  std::string version;  // « 460 », or empty
  std::vector<RomeJob> jobs;
  std::size_t appellations = 0;      // rows read
  std::vector<std::string> remarks;  // what was left out and why
};

Rome read_rome(const std::vector<std::filesystem::path>& sources);  // throws Failure

// One line of readable text: doubled apostrophes, stray control characters and runs of spaces are gone.
std::string clean_rome_text(std::string_view text);

}  // namespace reperes

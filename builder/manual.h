// The command line, written down: the manual page and bash's completion, for packages.
//
// In: the commands as the program itself declares them (builder/main.cpp). Out: the text of reperes(1), in French, and
// a bash script. Always: nothing is listed here a second time, so neither can tell of an option that does not exist, or
// miss one that does.

#pragma once

#include <string>
#include <vector>

namespace reperes {

struct ManualOption {
  std::string names;  // « -h,--help », or the name of an argument
  std::string value;  // « DOSSIER »; empty for a flag
  std::string text;
  bool is_argument = false, required = false;
};

struct ManualCommand {
  std::string name, text;
  std::vector<ManualOption> options;
};

// The first command is the program itself, with the options that go without a command.
std::string man_page(const std::vector<ManualCommand>& commands);
std::string bash_completion(const std::vector<ManualCommand>& commands);

}  // namespace reperes

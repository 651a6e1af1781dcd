// What turns a Debian machine into a public terminal, as values: units, browser rules, a user, a script, how to use it.
//
// In: where the terminal's site stands, its port, whether it may print. Out: every file by its path, which is also its
// place below `/`; nothing is written. The texts are the files of builder/kiosk/borne/, as they are.
// Always: the same options give the same bytes; what is served answers to this machine alone.

#pragma once

#include <map>
#include <string>

namespace reperes {

inline constexpr const char* kiosk_readme = "LISEZMOI.txt";  // stays in the folder; its first line is our marker

struct KioskOptions {
  std::string site = "/var/lib/reperes-borne/site";
  int port = 8080;
  bool print = false;
};

struct KioskFile {
  std::string bytes;
  bool executable = false;
};
using KioskFiles = std::map<std::string, KioskFile, std::less<>>;

// Throws Failure: a path that a unit or a script could not hold as it is.
KioskFiles kiosk_files(const KioskOptions& options);

}  // namespace reperes

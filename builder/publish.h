// Pages → the output folder, whole or not at all.
//
// Everything is written beside the output, synced, then exchanged in one step (renameat2 RENAME_EXCHANGE); killed at any moment, the
// old or the new site stands, never a mixture. `.reperes.json` lists every file with hash and size; a folder without it is never replaced.

#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "builder/pages.h"

namespace reperes {

inline constexpr const char* manifest_name = ".reperes.json";
inline constexpr const char* database_folder = ".xapian";

struct ManifestEntry {
  std::uintmax_t size = 0;
  std::string hash;  // XXH3-128, 32 hex digits
};

struct Manifest {
  std::string release;
  std::map<std::string, ManifestEntry, std::less<>> files;  // everything served; the database is not
};

// Throws Failure when the output is a folder we did not make, the disk is full, … `make_database` writes the Xapian
// database into the folder it is given (beside the pages, before the exchange).
class Publication {
 public:
  explicit Publication(std::filesystem::path output);  // checks and takes the folder beside; one build at a time
  ~Publication();                                      // cleans up what was not published
  std::filesystem::path staging() const;               // where the new site is being written
  void write(const Pages& pages, const std::string& release);
  void exchange();

 private:
  std::filesystem::path output_, staging_;
  int lock_ = -1;
};

Manifest read_manifest(const std::filesystem::path& output);  // throws Failure

// `reperes check --output`: what differs from the manifest, as French sentences.
std::vector<std::string> compare_with_manifest(const std::filesystem::path& output, const Manifest& manifest);

}  // namespace reperes

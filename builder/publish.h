// Pages → the output folder, whole or not at all.
//
// Everything is written beside the output, synced, then exchanged in one step (renameat2 RENAME_EXCHANGE); killed at
// any moment, the old or the new site stands, never a mixture. `.reperes.json` lists every file with hash and size; a
// folder without it is never replaced.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "builder/failure.h"
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

// Another build is writing the same output: worth another try a moment later.
class OutputBusy : public Failure {
 public:
  using Failure::Failure;
};

// One publication: make it, write the pages (and, by whoever knows how, the database) into staging(), exchange. Every
// step throws Failure: the output is not ours to replace, another build holds it, the disk is full, …
class Publication {
 public:
  // Checks the output and takes the folder beside it; one build at a time. `content` is what must never be replaced.
  explicit Publication(std::filesystem::path output, const std::filesystem::path& content = {});
  ~Publication();  // cleans up what was not published
  Publication(const Publication&) = delete;
  Publication& operator=(const Publication&) = delete;

  std::filesystem::path staging() const { return staging_; }  // where the new site is being written
  void write(const Pages& pages, const std::string& release);
  void exchange();

 private:
  void clean_up();

  std::filesystem::path shown_;  // the output as the caller named it, for sentences
  std::filesystem::path output_, staging_, lock_path_;
  int lock_ = -1;
};

// True for « metiers/K1801.html »: relative, inside, no hidden name.
bool is_site_path(std::string_view path);

Manifest read_manifest(const std::filesystem::path& output);  // throws Failure

Manifest parse_manifest(std::string_view json);  // throws Failure: not a manifest, or paths that leave the folder
std::string manifest_to_json(const Manifest& manifest);

// `reperes check --output`: what differs from the manifest, as French sentences.
std::vector<std::string> compare_with_manifest(const std::filesystem::path& output, const Manifest& manifest);

}  // namespace reperes

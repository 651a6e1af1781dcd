// Tells that files changed, as editors, file managers and git change them.
//
// In: folders. Out: « something changed since you last asked ». inotify where the kernel tells (all folders below, new
// ones included; files moved into place; a queue that overflowed counts as a change), or a look at every file's size
// and date where it does not (USB keys, network folders, `--poll`) and while a watched folder is missing. Hidden names
// and `~` are passed over, like the reader of sources does.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace reperes {

class Watcher {
 public:
  // `ignored`: folders inside that must not count (the output).
  Watcher(std::vector<std::filesystem::path> roots, std::vector<std::filesystem::path> ignored, bool poll);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  bool changed();                              // since the last call
  int descriptor() const { return inotify_; }  // readable when changed() should be asked; -1: ask every second
  bool polls() const { return inotify_ < 0; }

 private:
  struct Stamp {
    std::uintmax_t size = 0, inode = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const Stamp&) const = default;
  };
  using Snapshot = std::map<std::string, Stamp>;

  bool is_passed_over(const std::filesystem::path& path) const;
  void add(const std::filesystem::path& folder,
           int depth = 0);  // and all below; gives inotify up when the system has no more watches
  bool add_missing_roots();
  bool read_events();
  Snapshot look() const;

  std::vector<std::filesystem::path> roots_, ignored_;
  int inotify_ = -1;
  std::map<int, std::filesystem::path> folders_;  // by watch number
  Snapshot snapshot_;                             // when polling
};

}  // namespace reperes

#include "builder/watch.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace reperes {

namespace fs = std::filesystem;

namespace {

constexpr int depth_max = 16;  // deeper than any source is read

fs::path real_path(const fs::path& path) {
  std::error_code error;
  auto real = fs::weakly_canonical(fs::absolute(path), error);
  return error ? path : real;
}

bool is_hidden(const std::string& name) {
  return name.starts_with(".") || name.ends_with("~");
}

}  // namespace

Watcher::Watcher(std::vector<fs::path> roots, std::vector<fs::path> ignored, bool poll) {
  for (const auto& root : roots) roots_.push_back(real_path(root));
  for (const auto& folder : ignored) ignored_.push_back(real_path(folder));
  if (!poll) inotify_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify_ >= 0) add_missing_roots();
  if (inotify_ < 0) snapshot_ = look();
}

Watcher::~Watcher() {
  if (inotify_ >= 0) ::close(inotify_);
}

bool Watcher::changed() {
  if (inotify_ >= 0) {
    bool events = read_events();
    bool roots = add_missing_roots();
    if (inotify_ >= 0) return events || roots;
  }
  auto now = look();
  if (now == snapshot_) return false;
  snapshot_ = std::move(now);
  return true;
}

bool Watcher::is_passed_over(const fs::path& path) const {
  return is_hidden(path.filename().string()) || std::find(ignored_.begin(), ignored_.end(), path) != ignored_.end();
}

void Watcher::add(const fs::path& folder, int depth) {
  if (inotify_ < 0 || depth > depth_max) return;
  constexpr auto events =
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
  int number = ::inotify_add_watch(inotify_, folder.c_str(), events);
  if (number < 0 && (errno == ENOSPC || errno == ENOMEM)) {
    ::close(inotify_);
    inotify_ = -1;
    folders_.clear();
    return;
  }
  if (number < 0) return;  // gone meanwhile, or not a folder
  folders_[number] = folder;
  // The watch stands before the folder is listed: what is created in between shows up twice, never not at all.
  std::error_code error;
  for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end; it != end;
       it.increment(error)) {
    if (error) break;
    std::error_code status;
    if (!it->is_symlink(status) && it->is_directory(status) && !is_passed_over(it->path())) add(it->path(), depth + 1);
  }
}

// A watched folder that was renamed away (a checkout, a backup put back) is watched again when it is back.
bool Watcher::add_missing_roots() {
  bool added = false;
  for (const auto& root : roots_) {
    bool watched =
        std::any_of(folders_.begin(), folders_.end(), [&](const auto& folder) { return folder.second == root; });
    std::error_code error;
    if (watched || !fs::is_directory(root, error)) continue;
    add(root);
    added = true;
  }
  return added;
}

bool Watcher::read_events() {
  bool changed = false;
  alignas(inotify_event) char buffer[1 << 16];
  while (inotify_ >= 0) {
    auto count = ::read(inotify_, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    for (char* at = buffer; at < buffer + count;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      at += sizeof(inotify_event) + event->len;
      if (event->mask & IN_Q_OVERFLOW) {
        // Events were lost, new folders among them: watch everything anew.
        for (const auto& root : roots_) add(root);
        changed = true;
        continue;
      }
      auto folder = folders_.find(event->wd);
      if (folder == folders_.end()) continue;
      if (event->mask & IN_MOVE_SELF) {
        // Renamed inside the tree, it was added again under its new name when its parent said so; otherwise it is gone.
        struct stat info {};
        if (::lstat(folder->second.c_str(), &info) == 0) continue;
        ::inotify_rm_watch(inotify_, event->wd);
      }
      if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) {
        folders_.erase(folder);
        changed = true;
        continue;
      }
      auto path = folder->second / (event->len ? event->name : "");
      if (is_passed_over(path)) continue;
      if (event->mask & IN_ISDIR) {
        if (event->mask & (IN_CREATE | IN_MOVED_TO)) add(path);
        changed = true;
      } else if (event->mask & IN_CREATE) {
        // A file just created is empty until it is closed; a link is whole at once.
        struct stat info {};
        if (::lstat(path.c_str(), &info) == 0 && (S_ISLNK(info.st_mode) || info.st_nlink > 1)) changed = true;
      } else {
        changed = true;
      }
    }
  }
  return changed;
}

Watcher::Snapshot Watcher::look() const {
  Snapshot snapshot;
  for (const auto& root : roots_) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, error), end;
         it != end; it.increment(error)) {
      if (error) break;
      if (is_passed_over(it->path())) {
        it.disable_recursion_pending();
        continue;
      }
      if (it.depth() >= depth_max) it.disable_recursion_pending();
      struct stat info {};
      if (::stat(it->path().c_str(), &info) != 0) continue;
      if (S_ISDIR(info.st_mode)) info.st_size = 0, info.st_mtim = {};  // a folder's date moves with hidden files too
      snapshot[it->path().string()] = {static_cast<std::uintmax_t>(info.st_size), info.st_ino,
                                       info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec};
    }
  }
  return snapshot;
}

}  // namespace reperes

#include "builder/export/usb_key.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <set>

#include "builder/digest.h"
#include "builder/disk.h"
#include "builder/export/usb_files.h"
#include "builder/failure.h"
#include "builder/publish.h"
#include "builder/text.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

// The marker: its first line tells whose the folder is, its second whether a copy is going on; then, while one is,
// every path that the old copy or the new one may have left.
constexpr const char* marker_name = "aide/cle-usb.txt";
constexpr const char* staging_name = "aide/en-cours";  // files on their way, and nothing else
constexpr std::string_view marker_title = "Repères : clé USB, format 1", marker_done = "complète",
                           marker_going_on = "en cours";
constexpr std::size_t list_bytes_max = 64 << 20, file_bytes_max = std::size_t{1} << 30;

struct Marker {
  bool complete = false;
  std::vector<std::string> paths;
};

std::string marker_text(bool complete, const std::set<std::string>& paths) {
  std::string text = std::string(marker_title) + "\n" + std::string(complete ? marker_done : marker_going_on) + "\n";
  for (const auto& path : paths) text += path + "\n";
  return text;
}

// What systems leave on a key by themselves.
bool is_systems_own(std::string_view path) {
  static constexpr std::string_view folders[] = {"System Volume Information", "$RECYCLE.BIN", "lost+found",
                                                 ".Spotlight-V100",           ".fseventsd",   ".Trashes"};
  const auto top = path.substr(0, path.find('/')), name = path.substr(path.rfind('/') + 1);
  return std::find(std::begin(folders), std::end(folders), top) != std::end(folders) || top.starts_with(".Trash") ||
         name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini" || name.starts_with("._");
}

bool is_ours(std::string_view path) {
  return path.starts_with(key_site) || path.starts_with(key_help) || path.find('/') == std::string_view::npos;
}

[[noreturn]] void refuse(const fs::path& path, const char* what, int error) {
  throw Failure("impossible " + std::string(what) + " " + path.string() + " : " + disk_reason(error),
                error == ENOSPC ? "libérez de la place sur la clé, puis recommencez" : "");
}

// A folder through a link could lead anywhere on the machine.
bool is_real_folder(const fs::path& path) {
  std::error_code error;
  const auto type = fs::symlink_status(path, error).type();
  if (type == fs::file_type::not_found) return false;
  if (type != fs::file_type::directory) throw Failure(path.string() + " n'est pas un dossier de Repères");
  return true;
}

std::optional<Marker> read_marker(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(folder / key_help, error)) ||
      !fs::is_regular_file(fs::symlink_status(folder / marker_name, error)))
    return std::nullopt;
  const auto lines = split(read_whole_file(folder / marker_name, list_bytes_max), '\n');
  if (lines.size() < 2 || lines[0] != marker_title) return std::nullopt;
  Marker marker{lines[1] == marker_done, {}};
  for (std::size_t i = 2; i < lines.size(); ++i)
    if (is_site_path(lines[i])) marker.paths.push_back(lines[i]);
  return marker;
}

// Empty, or with no more in it than a first copy interrupted before its marker stood.
bool is_free(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const auto name = entry.path().filename().string();
    if (is_systems_own(name)) continue;
    if (name + "/" != key_help || entry.is_symlink() || !entry.is_directory()) return false;
    for (const auto& inside : fs::directory_iterator(entry.path(), error))
      if (folder / staging_name != inside.path()) return false;
  }
  if (error) refuse(folder, "de lire", error.value());
  return true;
}

// One copy at a time; let go when the program ends, however it ends.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : number_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (number_ < 0) refuse(folder, "d'ouvrir", errno);
    if (::flock(number_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
    ::close(number_);
    throw Failure("une autre copie écrit déjà dans " + folder.string(), "attendez qu'elle finisse, puis recommencez");
  }
  ~FolderLock() { ::close(number_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  // Everything written so far is on the key before anything later is.
  void sync(const fs::path& folder) const {
    if (::syncfs(number_) != 0) refuse(folder, "d'écrire", errno);
  }

 private:
  int number_;
};

// The file, or nothing when it is not there or the key no longer gives it back.
std::optional<std::string> read_if_sound(const fs::path& path, std::size_t bytes_max) {
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error))) return std::nullopt;
  try {
    return read_whole_file(path, bytes_max);
  } catch (const Failure&) {
    return std::nullopt;
  }
}

bool same_bytes(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  return fs::file_size(path, error) == bytes.size() && !error && read_if_sound(path, bytes.size()) == bytes;
}

// As FAT compares names; those of a site have no other capitals.
std::string lower(std::string_view path) {
  std::string out(path);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// What a reader meets last is written last: scripts and images, pages, the page that opens the site.
int turn_of(std::string_view path) {
  if (path == key_launcher) return 3;
  if (path.find('/') == std::string_view::npos) return 2;
  return path.ends_with(".html");
}

class Copy {
 public:
  Copy(const Pages& files, fs::path into) : files_(files), into_(std::move(into)) {
    std::error_code error;
    fs::create_directories(into_, error);
    if (error) refuse(into_, "de créer", error.value());
    lock_.emplace(into_);
    const auto marker = read_marker(into_);
    if (!marker && !is_free(into_))
      throw Failure(into_.string() + " n'est pas vide, et ce n'est pas une clé faite par Repères : rien n'a été copié",
                    "choisissez un dossier vide, par exemple " + (into_ / "Repères").string());
    result_.resumed = marker && !marker->complete;
    if (marker) known_.insert(marker->paths.begin(), marker->paths.end());
    if (fs::is_regular_file(fs::symlink_status(into_ / key_sums, error))) {
      try {
        for (const auto& [path, sum] : parse_sums(read_whole_file(into_ / key_sums, list_bytes_max)))
          known_.insert(path);
      } catch (const Failure&) {
        // A damaged list: what it named stays, and the check will tell.
      }
    }
  }

  KeyCopy run() {
    compare();
    const bool sums_differ = !same_bytes(into_ / key_sums, bytes_of(key_sums));
    if (direct_.empty() && renamed_.empty() && obsolete().empty() && !sums_differ && !result_.resumed) return result_;
    check_room();
    update();
    return result_;
  }

 private:
  struct Task {
    const std::string* path;
    bool replaces;  // something stands there already
  };

  void compare() {
    result_.files = files_.size();
    for (const auto& [path, bytes] : files_) {
      result_.bytes += bytes.size();
      std::error_code error;
      if (path == key_sums) continue;
      if (same_bytes(into_ / path, bytes)) continue;
      const bool there = fs::symlink_status(into_ / path, error).type() != fs::file_type::not_found;
      (there || turn_of(path) != 0 ? renamed_ : direct_).push_back({&path, there});
    }
    std::stable_sort(renamed_.begin(), renamed_.end(), [](const Task& a, const Task& b) {
      const auto rank = [](const Task& task) { return std::pair(turn_of(*task.path) == 3, task.replaces); };
      return std::pair(rank(a), turn_of(*a.path)) < std::pair(rank(b), turn_of(*b.path));
    });
  }

  // Before the first byte: does it all fit? A file takes whole blocks, 4 to 32 KB on a key.
  void check_room() const {
    struct statvfs space {};
    if (::statvfs(into_.c_str(), &space) != 0 || space.f_frsize == 0) return;
    const std::uintmax_t block = space.f_frsize, available = block * space.f_bavail;
    std::uintmax_t needed = 0;
    for (const auto* list : {&direct_, &renamed_})
      for (const auto& task : *list) needed += (bytes_of(*task.path).size() / block + 1) * block;
    if (needed > available)
      throw Failure("il n'y a pas assez de place dans " + into_.string() + " : il manque " +
                        std::to_string((needed - available) / 1'000'000 + 1) + " Mo",
                    "libérez de la place, puis recommencez ; rien n'a été copié");
  }

  // Pages first: their styles and scripts outlive them.
  std::vector<std::string> obsolete() const {
    std::vector<std::string> paths;
    for (const auto& path : known_)
      if (is_ours(path) && !files_.contains(path)) paths.push_back(path);
    std::stable_partition(paths.begin(), paths.end(), [](const auto& path) { return turn_of(path) != 0; });
    return paths;
  }

  void update() {
    std::set<std::string> all = known_;
    for (const auto& [path, bytes] : files_) {
      all.insert(path);
      by_lower_.emplace(lower(path), path);
    }
    folder_of(marker_name);
    std::error_code error;
    fs::remove_all(into_ / staging_name, error);
    make_folder(into_ / staging_name);
    put(marker_name, marker_text(false, all));

    for (const auto& task : direct_) {
      folder_of(*task.path);
      write_new_file(into_ / *task.path, bytes_of(*task.path));
      written(*task.path);
    }
    std::size_t number = 0;
    for (const auto& task : renamed_) write_new_file(staged(number++), bytes_of(*task.path));
    lock_->sync(into_);
    number = 0;
    for (const auto& task : renamed_) {
      folder_of(*task.path);
      if (::rename(staged(number++).c_str(), (into_ / *task.path).c_str()) != 0)
        refuse(into_ / *task.path, "de remplacer", errno);
      written(*task.path);
    }
    for (const auto& path : obsolete()) remove(path);
    put(key_sums, bytes_of(key_sums));
    written(key_sums);
    lock_->sync(into_);
    put(marker_name, marker_text(true, {}));
    ::rmdir((into_ / staging_name).c_str());
    lock_->sync(into_);
  }

  const std::string& bytes_of(std::string_view path) const { return files_.find(path)->second; }

  fs::path staged(std::size_t number) const { return into_ / staging_name / std::to_string(number); }

  // One of our own files, in one step, through the staging folder.
  void put(const char* path, std::string_view bytes) {
    const auto beside = into_ / staging_name / "liste";
    write_new_file(beside, bytes);
    if (::rename(beside.c_str(), (into_ / path).c_str()) != 0) refuse(into_ / path, "de remplacer", errno);
  }

  void folder_of(std::string_view path) {
    for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
      if (const auto folder = std::string(path.substr(0, slash)); made_.insert(folder).second)
        if (!is_real_folder(into_ / folder)) make_folder(into_ / folder);
  }

  void written(const std::string& path) {
    ++result_.written;
    result_.bytes_written += bytes_of(path).size();
  }

  void remove(const std::string& path) {
    std::error_code error;
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
      if (!fs::is_directory(fs::symlink_status(into_ / path.substr(0, slash), error))) return;
    // On a key, « K1801.html » and « k1801.html » are one file, and it may be a new one.
    const auto same = by_lower_.find(lower(path));
    if (same != by_lower_.end() && fs::equivalent(into_ / path, into_ / same->second, error)) return;
    if (fs::is_regular_file(fs::symlink_status(into_ / path, error)) && fs::remove(into_ / path, error))
      ++result_.removed;
    for (auto folder = fs::path(path).parent_path(); !folder.empty(); folder = folder.parent_path())
      if (::rmdir((into_ / folder).c_str()) != 0) break;
  }

  const Pages& files_;
  const fs::path into_;
  std::optional<FolderLock> lock_;
  std::set<std::string> known_;  // what earlier copies may have put there
  std::set<std::string> made_;   // folders known to stand
  std::map<std::string, std::string> by_lower_;
  // What no page of the key asks for yet is written where it goes; the rest is written beside, then renamed.
  std::vector<Task> direct_, renamed_;
  KeyCopy result_;
};

}  // namespace

KeyCopy write_usb_key(const Pages& files, const fs::path& into) {
  return Copy(files, into).run();
}

KeyState check_usb_key(const fs::path& folder) {
  std::error_code error;
  const auto marker = read_marker(folder);
  if (!marker)
    throw Failure(folder.string() + " n'est pas une clé faite par Repères",
                  "donnez le dossier où se trouve « " + std::string(key_launcher) + " »");
  KeyState state;
  state.interrupted = !marker->complete;
  Sums sums;
  if (!fs::is_regular_file(fs::symlink_status(folder / key_sums, error))) {
    if (!state.interrupted) state.missing.push_back(key_sums);
  } else {
    sums = parse_sums(read_whole_file(folder / key_sums, list_bytes_max));
  }
  state.files = sums.size();
  std::set<std::string> known = {lower(key_sums), marker_name};
  for (const auto& [path, sum] : sums) {
    known.insert(lower(path));
    const auto bytes = read_if_sound(folder / path, file_bytes_max);
    if (!fs::exists(fs::symlink_status(folder / path, error)))
      state.missing.push_back(path);
    else if (!bytes || sha256_hex(*bytes) != sum)
      state.altered.push_back(path);
  }
  for (auto at = fs::recursive_directory_iterator(folder, error); at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (error) break;
    const auto path = at->path().lexically_relative(folder).generic_string();
    if (is_systems_own(path)) {
      at.disable_recursion_pending();
    } else if ((at->is_symlink(error) || !at->is_directory(error)) && !known.contains(lower(path)) &&
               !path.starts_with(staging_name)) {
      const bool in_ours = path.starts_with(key_site) || path.starts_with(key_help);
      (in_ours ? state.unexpected : state.others).push_back(path);
    }
  }
  for (auto* list : {&state.missing, &state.unexpected, &state.others}) std::sort(list->begin(), list->end());
  return state;
}

}  // namespace reperes

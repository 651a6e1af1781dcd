#include "builder/publish.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <set>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/hash.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

// The three names we take beside an output « www ». They are ours alone while the lock is held.
fs::path beside(const fs::path& output, const char* what) {
  return output.parent_path() / ("." + output.filename().string() + ".reperes-" + what);
}
fs::path staging_of(const fs::path& output) {
  return beside(output, "en-construction");
}
fs::path former_of(const fs::path& output) {
  return beside(output, "ancien");
}
fs::path lock_of(const fs::path& output) {
  return beside(output, "verrou");
}

fs::path real_path(const fs::path& path) {
  std::error_code error;
  auto real = fs::weakly_canonical(fs::absolute(path), error);
  if (error) throw Failure("impossible d'accéder à " + path.string() + " : " + disk_reason(error.value()));
  return real.has_filename() ? real : real.parent_path();
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  auto relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

fs::path home() {
  if (const char* home = std::getenv("HOME"); home && *home) return home;
  const auto* user = ::getpwuid(::getuid());
  return user && user->pw_dir ? fs::path(user->pw_dir) : fs::path();
}

// A folder is ours when it holds a manifest of ours; an empty or absent one is free to take.
void check_output(const fs::path& output, const fs::path& shown, const fs::path& content) {
  const auto other = "donnez un autre dossier avec --output";
  if (output == output.root_path() || output == real_path(home()))
    throw Failure("le site ne peut pas remplacer " + shown.string(), other);
  if (!content.empty() && is_inside(real_path(content), output))
    throw Failure("le site ne peut pas remplacer le dossier des fiches (" + shown.string() + ")", other);
  std::error_code error;
  auto status = fs::status(output, error);
  if (status.type() == fs::file_type::not_found) return;
  if (status.type() == fs::file_type::none)
    throw Failure("impossible d'accéder à " + shown.string() + " : " + disk_reason(error.value()));
  if (status.type() != fs::file_type::directory) throw Failure(shown.string() + " n'est pas un dossier", other);
  bool empty = fs::is_empty(output, error);
  if (error) throw Failure("impossible de lire " + shown.string() + " : " + disk_reason(error.value()));
  if (empty) return;
  if (!fs::exists(fs::symlink_status(output / manifest_name, error)))
    throw Failure(shown.string() + " n'est pas un site fait par Repères : il reste tel quel", other);
  read_manifest(output);
}

// Everything below a folder, readable by everybody: the database's own files follow the umask otherwise.
void open_to_readers(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return;
  ::chmod(folder.c_str(), 0755);
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (!entry.is_symlink(error)) ::chmod(entry.path().c_str(), entry.is_directory(error) ? 0755 : 0644);
}

void sync_folder(const fs::path& folder) {
  auto number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return;
  ::fsync(number);
  ::close(number);
}

// One call for thousands of files: an fsync each would take seconds on a plain disk. A full disk may show only here.
void sync_everything_on_the_disk_of(const fs::path& folder, const fs::path& shown) {
  auto number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return;
  auto result = ::syncfs(number);
  auto error = errno;
  ::close(number);
  if (result != 0) throw Failure("impossible d'écrire " + shown.string() + " : " + disk_reason(error));
}

int rename_with(const fs::path& from, const fs::path& to, unsigned flags) {
  return ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0 ? 0 : errno;
}

// Takes the lock file, or says that another build has it. A lock file that was removed between opening and locking is
// nobody's lock: try again with the new one.
int take_lock(const fs::path& path, const fs::path& shown) {
  while (true) {
    auto number = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (number < 0) throw Failure("impossible d'écrire dans " + shown.string() + " : " + disk_reason(errno));
    if (::flock(number, LOCK_EX | LOCK_NB) != 0) {
      auto error = errno;
      ::close(number);
      if (error == EINTR) continue;
      if (error == EWOULDBLOCK)
        throw OutputBusy("une autre construction écrit déjà dans " + shown.string(),
                         "attendez qu'elle finisse, puis recommencez");
      throw Failure("impossible de verrouiller " + shown.string() + " : " + disk_reason(error));
    }
    struct stat held {
    }, named{};
    if (::fstat(number, &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
        held.st_dev == named.st_dev)
      return number;
    ::close(number);
  }
}

}  // namespace

Publication::Publication(fs::path output, const fs::path& content) : shown_(std::move(output)) {
  output_ = real_path(shown_);
  check_output(output_, shown_, content);
  staging_ = staging_of(output_);
  lock_path_ = lock_of(output_);
  std::error_code error;
  fs::create_directories(output_.parent_path(), error);
  if (error) throw Failure("impossible de créer " + shown_.parent_path().string() + " : " + disk_reason(error.value()));
  lock_ = take_lock(lock_path_, shown_);
  try {
    // A build killed in the middle of the two-step exchange below left the old site under its other name: it comes
    // back.
    if (!fs::exists(output_) && fs::exists(former_of(output_) / manifest_name)) fs::rename(former_of(output_), output_);
    fs::remove_all(former_of(output_));
    fs::remove_all(staging_);
    make_folder(staging_);
  } catch (const fs::filesystem_error& failure) {
    auto reason = disk_reason(failure.code().value());
    clean_up();
    throw Failure("impossible de nettoyer à côté de " + shown_.string() + " : " + reason);
  } catch (...) {
    clean_up();
    throw;
  }
}

Publication::~Publication() {
  clean_up();
}

void Publication::clean_up() {
  if (lock_ < 0) return;
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
  fs::remove_all(former_of(output_), ignored);
  ::unlink(lock_path_.c_str());  // while it is still held: see take_lock
  ::close(lock_);
  lock_ = -1;
}

void Publication::write(const Pages& pages, const std::string& release) {
  Manifest manifest;
  manifest.release = release;
  std::set<std::string_view> made;
  for (const auto& [name, bytes] : pages) {
    if (!is_site_path(name)) throw Failure("la page « " + name + " » sortirait du dossier du site");
    for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1))
      if (std::string_view folder(name.data(), slash); made.insert(folder).second) make_folder(staging_ / folder);
    write_new_file(staging_ / name, bytes);
    manifest.files[name] = {bytes.size(), hash128_hex(bytes)};
  }
  write_new_file(staging_ / manifest_name, manifest_to_json(manifest));
}

void Publication::exchange() {
  open_to_readers(staging_ / database_folder);
  sync_everything_on_the_disk_of(staging_, shown_);
  check_output(output_, shown_, {});
  std::error_code ignored;
  bool replaces = fs::exists(output_, ignored);
  auto error = rename_with(staging_, output_, replaces ? RENAME_EXCHANGE : RENAME_NOREPLACE);
  if (error == EINVAL || error == ENOSYS) {
    // A file system without this call (some network and USB disks): two steps, and the next build repairs what a kill
    // between them leaves.
    error = replaces ? rename_with(output_, former_of(output_), 0) : 0;
    if (error == 0) {
      error = rename_with(staging_, output_, 0);
      if (error != 0 && replaces) rename_with(former_of(output_), output_, 0);
    }
  }
  if (error != 0) throw Failure("impossible de remplacer " + shown_.string() + " : " + disk_reason(error));
  sync_folder(output_.parent_path());
}

}  // namespace reperes

#include "builder/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "builder/failure.h"

namespace reperes {

namespace {

// Closes a file however the function is left.
class File {
 public:
  explicit File(int number) : number_(number) {}
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number() const { return number_; }
  int close() {
    auto result = ::close(number_);
    number_ = -1;
    return result;
  }

 private:
  int number_;
};

[[noreturn]] void fail_to_write(const std::filesystem::path& path, int error) {
  throw Failure("impossible d'écrire " + path.string() + " : " + disk_reason(error),
                error == ENOSPC || error == EDQUOT ? "libérez de la place, puis recommencez" : "");
}

void write_all(const std::filesystem::path& path, int number, std::string_view bytes) {
  while (!bytes.empty()) {
    auto written = ::write(number, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_to_write(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::string disk_reason(int error_number) {
  switch (error_number) {
    case EACCES:
    case EPERM:
      return "permission refusée";
    case ENOSPC:
    case EDQUOT:
      return "le disque est plein";
    case EROFS:
      return "le disque est en lecture seule";
    case ENOENT:
      return "le fichier ou le dossier n'existe pas";
    case ENOTDIR:
      return "un fichier se trouve là où il faut un dossier";
    case EISDIR:
      return "un dossier se trouve là où il faut un fichier";
    case EEXIST:
    case ENOTEMPTY:
      return "quelque chose s'y trouve déjà";
    case EBUSY:
      return "l'emplacement est occupé (point de montage ?)";
    case ELOOP:
      return "un lien symbolique s'y trouve";
    case ENAMETOOLONG:
      return "le nom est trop long";
    case EMFILE:
    case ENFILE:
      return "trop de fichiers sont ouverts";
    case EFBIG:
      return "le fichier serait trop gros pour ce disque";
    case EIO:
      return "le disque ne répond pas correctement";
    default:
      return "erreur système n° " + std::to_string(error_number);
  }
}

std::string read_whole_file(const std::filesystem::path& path, std::size_t bytes_max) {
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (file.number() < 0 || ::fstat(file.number(), &info) != 0)
    throw Failure("impossible de lire " + path.string() + " : " + disk_reason(errno));
  if (S_ISDIR(info.st_mode)) throw Failure("impossible de lire " + path.string() + " : c'est un dossier");
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(info.st_size) + 1);
  char block[1 << 16];
  while (true) {
    auto count = ::read(file.number(), block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Failure("impossible de lire " + path.string() + " : " + disk_reason(errno));
    if (count == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(count));
    if (bytes.size() > bytes_max) throw Failure("impossible de lire " + path.string() + " : le fichier est trop gros");
  }
}

void write_new_file(const std::filesystem::path& path, std::string_view bytes) {
  File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (file.number() < 0) fail_to_write(path, errno);
  write_all(path, file.number(), bytes);
  struct stat info {};
  if (::fstat(file.number(), &info) == 0 && (info.st_mode & 0777) != 0644) ::fchmod(file.number(), 0644);
  if (file.close() != 0) fail_to_write(path, errno);
}

void make_folder(const std::filesystem::path& path) {
  if (::mkdir(path.c_str(), 0755) != 0)
    throw Failure("impossible de créer le dossier " + path.string() + " : " + disk_reason(errno));
  ::chmod(path.c_str(), 0755);
}

void replace_file(const std::filesystem::path& path, std::string_view bytes) {
  auto beside = path;
  beside.replace_filename("." + path.filename().string() + ".reperes-" + std::to_string(::getpid()));
  ::unlink(beside.c_str());
  struct stat old {};
  auto mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 0777 : 0;
  try {
    File file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.number() < 0) fail_to_write(path, errno);
    write_all(path, file.number(), bytes);
    if (mode) ::fchmod(file.number(), mode);
    if (file.close() != 0 || ::rename(beside.c_str(), path.c_str()) != 0) fail_to_write(path, errno);
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
}

}  // namespace reperes

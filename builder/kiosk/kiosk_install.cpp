#include "builder/kiosk/kiosk_install.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>

#include "builder/disk.h"
#include "builder/failure.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t bytes_max = 1 << 20;
// What a machine needs besides, and the Debian package of each.
constexpr std::pair<const char*, const char*> programs[] = {{"usr/bin/reperes", "reperes"},
                                                            {"usr/bin/cage", "cage"},
                                                            {"usr/bin/Xwayland", "xwayland"},  // cage insists
                                                            {"usr/bin/chromium", "chromium"},
                                                            {"usr/bin/curl", "curl"}};

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

bool is_ours(const fs::path& folder) {
  std::error_code error;
  const auto readme = folder / kiosk_readme;
  return fs::is_regular_file(fs::symlink_status(readme, error)) &&
         first_line(read_whole_file(readme, bytes_max)) == first_line(kiosk_files({}).at(kiosk_readme).bytes);
}

mode_t mode_of(const KioskFile& file) {
  return file.executable ? 0755 : 0644;
}

// Writes a file unless it stands there already, with the same bytes and rights; says which.
void put(const fs::path& path, const KioskFile& file, std::ostream& out) {
  std::error_code error;
  const auto type = fs::symlink_status(path, error).type();
  const bool there = type != fs::file_type::not_found;
  if (there && type != fs::file_type::regular)
    throw Failure(path.generic_string() + " n'est pas un fichier ordinaire : il reste tel quel");
  struct stat info {};
  if (there && ::stat(path.c_str(), &info) == 0 && (info.st_mode & 07777) == mode_of(file) &&
      read_whole_file(path, bytes_max) == file.bytes) {
    out << "déjà là    " << path.generic_string() << '\n';
    return;
  }
  fs::create_directories(path.parent_path(), error);
  if (error)
    throw Failure("impossible de créer " + path.parent_path().generic_string() + " : " + disk_reason(error.value()));
  if (there)
    replace_file(path, file.bytes);
  else
    write_new_file(path, file.bytes);
  if (::chmod(path.c_str(), mode_of(file)) != 0)
    throw Failure("impossible de donner ses droits à " + path.generic_string() + " : " + disk_reason(errno));
  out << (there ? "remplacé   " : "écrit      ") << path.generic_string() << '\n';
}

void check_rights(const fs::path& root, const char* command) {
  if (root == "/" && ::geteuid() != 0)
    throw Failure("seul l'utilisateur root peut changer la machine", std::string("sudo reperes kiosk ") + command);
}

void say_what_is_missing(const fs::path& root, std::ostream& out) {
  std::string packages;
  std::error_code error;
  for (const auto& [program, package] : programs)
    if (!fs::exists(root / program, error)) packages += std::string(" ") + package;
  if (!packages.empty()) out << "à installer, par apt :" << packages << '\n';
}

}  // namespace

void write_kiosk_folder(const KioskFiles& files, const fs::path& folder, std::ostream& out) {
  std::error_code error;
  const auto type = fs::symlink_status(folder, error).type();
  const bool there = type != fs::file_type::not_found;
  if (there && type != fs::file_type::directory) throw Failure(folder.generic_string() + " n'est pas un dossier");
  if (there && !fs::is_empty(folder, error) && !is_ours(folder))
    throw Failure(folder.generic_string() + " contient autre chose : rien n'y a été écrit",
                  "donnez un autre dossier avec --into");
  // The marker first: what is interrupted can be taken up again.
  put(folder / kiosk_readme, files.at(kiosk_readme), out);
  for (const auto& [path, file] : files)
    if (path != kiosk_readme) put(folder / path, file, out);
  out << "à lire avant de les poser : " << (folder / kiosk_readme).generic_string() << '\n';
}

void apply_kiosk_folder(const fs::path& folder, const fs::path& root, std::ostream& out) {
  check_rights(root, "install --apply");
  if (!is_ours(folder))
    throw Failure(folder.generic_string() + " n'est pas un dossier fait par « reperes kiosk install »",
                  "faites-le d'abord, lisez-le, puis posez-le avec --apply");
  KioskFiles reviewed;
  std::error_code error;
  for (const auto& [path, file] : kiosk_files({})) {
    if (path == kiosk_readme) continue;
    if (fs::is_regular_file(fs::symlink_status(folder / path, error)))
      reviewed[path] = {read_whole_file(folder / path, bytes_max), file.executable};
    else
      out << "écarté     " << (folder / path).generic_string() << '\n';
  }
  for (const auto& [path, file] : reviewed) put(root / path, file, out);
  say_what_is_missing(root, out);
  out << "ensuite :\n"
         "  systemd-sysusers\n"
         "  systemctl daemon-reload\n"
         "  systemctl enable --now reperes-borne reperes-borne-ecran\n";
}

void remove_kiosk(const fs::path& root, std::ostream& out) {
  check_rights(root, "remove");
  std::error_code error;
  for (const char* unit : {"reperes-borne.service", "reperes-borne-ecran.service"})
    if (fs::is_symlink(fs::symlink_status(root / "etc/systemd/system/multi-user.target.wants" / unit, error)))
      throw Failure("la borne est encore allumée : rien n'a été retiré",
                    "d'abord : systemctl disable --now reperes-borne-ecran reperes-borne");
  for (const auto& [path, file] : kiosk_files({})) {
    if (path == kiosk_readme || !fs::is_regular_file(fs::symlink_status(root / path, error))) continue;
    if (!fs::remove(root / path, error))
      throw Failure("impossible de retirer " + (root / path).generic_string() + " : " + disk_reason(error.value()));
    out << "retiré     " << (root / path).generic_string() << '\n';
  }
  // The browser's package makes no folder for rules: these two were ours, unless others use them.
  for (const char* ours : {"etc/chromium/policies/managed", "etc/chromium/policies"}) ::rmdir((root / ours).c_str());
  out << "ensuite :\n"
         "  systemctl daemon-reload\n"
         "  userdel reperes-borne\n";
}

}  // namespace reperes

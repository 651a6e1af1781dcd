#include "builder/source.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>

#include "builder/failure.h"
#include "builder/text.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

constexpr int folder_depth_max = 12;

struct Found {
  std::string path;  // relative, `/`, NFC
  fs::path where;
  std::uintmax_t size;
};

// Every regular file below `root`, sorted by path. Hidden names are passed over; a link is followed only while it stays
// inside.
void walk(const fs::path& folder, const std::string& prefix, const fs::path& real_root, int depth,
          std::vector<Found>& found) {
  if (depth > folder_depth_max) return;
  std::error_code error;
  for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end; it != end;
       it.increment(error)) {
    if (error) break;
    const auto name = it->path().filename().string();
    if (name.starts_with(".") || name.ends_with("~")) continue;
    std::error_code status;
    if (it->is_symlink(status)) {
      const auto target = fs::weakly_canonical(it->path(), status).string();
      if (status || !target.starts_with(real_root.string() + "/")) continue;
    }
    if (it->is_directory(status)) {
      if (!it->is_symlink(status)) walk(it->path(), prefix + name + "/", real_root, depth + 1, found);
    } else if (it->is_regular_file(status)) {
      found.push_back({to_nfc(prefix + name), it->path(), it->file_size(status)});
    }
  }
}

std::vector<Found> files_below(const fs::path& root) {
  std::vector<Found> found;
  std::error_code error;
  walk(root, "", fs::weakly_canonical(root, error), 0, found);
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.path < b.path; });
  return found;
}

std::string shown_path(const fs::path& root, const std::string& path) {
  auto base = root.generic_string();
  while (base.starts_with("./")) base.erase(0, 2);
  while (base.size() > 1 && base.ends_with('/')) base.pop_back();
  return base.empty() || base == "." ? path : base + "/" + path;
}

std::string read_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (!in && !in.eof()) throw Failure("impossible de lire « " + file.string() + " » : " + std::strerror(errno));
  return bytes;
}

// Text as every later stage expects it: no BOM, LF line ends, valid UTF-8. False, with a fault, when it is not.
bool clean_text(SourceFile& file, Faults& faults) {
  if (file.bytes.starts_with("\xEF\xBB\xBF")) file.bytes.erase(0, 3);
  if (file.bytes.find('\r') != std::string::npos) {
    file.bytes = replace_all(std::move(file.bytes), "\r\n", "\n");
    std::replace(file.bytes.begin(), file.bytes.end(), '\r', '\n');
  }
  const auto wrong = find_invalid_utf8(file.bytes);
  if (!wrong) return true;
  const auto before = std::string_view(file.bytes).substr(0, *wrong);
  const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const bool is_nul = file.bytes[*wrong] == '\0';
  char code[8];
  std::snprintf(code, sizeof code, "%02X", static_cast<unsigned char>(file.bytes[*wrong]));
  Fault fault;
  fault.code = "utf8-invalide";
  fault.place = {file.shown, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
                 count_characters(before.substr(line_start)) + 1, 1};
  fault.message = is_nul ? "caractère nul dans le texte" : std::string("octet ") + code + " : ce n'est pas de l'UTF-8";
  fault.hint = is_nul ? "ce fichier n'est sans doute pas du texte"
                      : "réenregistrez le fichier en UTF-8 (il est peut-être en Windows-1252 ou ISO-8859-1)";
  faults.push_back(fault);
  return false;
}

bool is_image(const std::string& path) {
  static const std::set<std::string> endings = {".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif"};
  return endings.contains(fold(fs::path(path).extension().string()));
}

}  // namespace

SourceTree read_sources(const SourceFolders& folders, Faults& faults) {
  std::error_code error;
  if (!fs::is_directory(folders.content, error))
    throw Failure("le dossier de contenu « " + folders.content.string() + " » n'existe pas",
                  "indiquez-le avec --content DOSSIER");

  SourceTree tree;
  std::map<std::string, SourceFile> theme, vocabulary;

  for (const auto& found : files_below(folders.content)) {
    const bool fiche = found.path.ends_with(".md");
    const bool word_table = found.path.starts_with("vocabulaire/");
    const bool settings = found.path == "site.yml";
    const bool image = is_image(found.path);
    if (!fiche && !word_table && !settings && !image) continue;
    if (fiche && fold(fs::path(found.path).filename().string()) == "readme.md") continue;
    SourceFile file{found.path, shown_path(folders.content, found.path), {}};
    const auto most = image ? asset_bytes_max : fiche_bytes_max;
    if (found.size > most) {
      faults.push_back({"fichier-trop-gros", Severity::error, {file.shown, 0, 0, 0},
                        "ce fichier pèse " + std::to_string(found.size >> 10) + " Kio, la limite est de " +
                            std::to_string(most >> 10) + " Kio",
                        image ? "réduisez l'image" : "coupez la fiche en plusieurs, reliées entre elles", ""});
      continue;
    }
    file.bytes = read_bytes(found.where);
    if (image) {
      tree.assets.push_back(std::move(file));
    } else if (clean_text(file, faults)) {
      if (settings) tree.settings = std::move(file);
      else if (fiche) tree.fiches.push_back(std::move(file));
      else vocabulary[found.path] = std::move(file);
    }
  }

  for (const auto& root : folders.vocabularies)
    for (const auto& found : files_below(root)) {
      SourceFile file{found.path, shown_path(root, found.path), read_bytes(found.where)};
      if (clean_text(file, faults)) tree.vocabulary.push_back(std::move(file));
    }
  for (auto& [path, file] : vocabulary) tree.vocabulary.push_back(std::move(file));

  for (auto root = folders.themes.rbegin(); root != folders.themes.rend(); ++root)
    for (const auto& found : files_below(*root)) {
      if (found.size > asset_bytes_max) continue;
      SourceFile file{found.path, shown_path(*root, found.path), read_bytes(found.where)};
      if (is_image(found.path) || clean_text(file, faults)) theme[found.path] = std::move(file);
    }
  for (auto& [path, file] : theme) tree.theme.push_back(std::move(file));
  return tree;
}

}  // namespace reperes

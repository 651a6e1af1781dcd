#include "builder/import/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>

#include "builder/failure.h"
#include "builder/text.h"

namespace reperes {

namespace {

struct Closer {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

std::string_view refusal_of_name(std::string_view name) {
  if (name.empty() || find_invalid_utf8(name)) return "un nom illisible";
  if (name.front() == '/' || name.find('\\') != std::string_view::npos || (name.size() > 1 && name[1] == ':'))
    return "un nom absolu";
  for (const auto& part : split(name, '/'))
    if (part == "..") return "un nom qui sort de l'archive";
  return {};
}

}  // namespace

bool is_zip(const std::filesystem::path& path) {
  char start[4] = {};
  std::ifstream(path, std::ios::binary).read(start, sizeof start);
  return std::string_view(start, 4) == std::string_view("PK\3\4", 4);
}

std::vector<ArchiveFile> read_zip(const std::filesystem::path& path,
                                  const std::function<bool(std::string_view name)>& wanted,
                                  const ArchiveLimits& limits) {
  auto refuse = [&](const std::string& why) { throw Failure(path.string() + " : archive refusée, " + why); };
  std::error_code error;
  auto packed_bytes = std::filesystem::file_size(path, error);
  if (error) refuse("elle est illisible");
  auto unpacked_max =
      std::min<std::uintmax_t>(limits.total_bytes, std::max<std::uintmax_t>(packed_bytes, 1) * limits.ratio);

  std::unique_ptr<archive, Closer> zip(archive_read_new());
  archive_read_support_format_zip_seekable(zip.get());
  constexpr std::size_t block = 1 << 16;
  if (archive_read_open_filename(zip.get(), path.c_str(), block) != ARCHIVE_OK) refuse("elle est illisible");

  std::vector<ArchiveFile> files;
  std::set<std::string> names;
  std::uintmax_t unpacked = 0;
  archive_entry* entry = nullptr;
  while (true) {
    auto result = archive_read_next_header(zip.get(), &entry);
    if (result == ARCHIVE_EOF) break;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) refuse("elle est abîmée");
    const char* raw_name = archive_entry_pathname_utf8(entry);
    std::string name = raw_name ? raw_name : "";
    if (auto why = refusal_of_name(name); !why.empty()) refuse("elle contient " + std::string(why));
    if (!names.insert(fold(to_nfc(name))).second) refuse("deux fichiers y portent le même nom (" + name + ")");
    if (names.size() > limits.entries) refuse("elle contient plus de " + std::to_string(limits.entries) + " fichiers");
    if (archive_entry_hardlink(entry) || archive_entry_symlink(entry)) refuse("elle contient un lien (" + name + ")");
    if (archive_entry_filetype(entry) == AE_IFDIR) continue;
    if (archive_entry_filetype(entry) != AE_IFREG) refuse("elle contient autre chose que des fichiers (" + name + ")");
    if (archive_entry_is_encrypted(entry)) refuse("elle est chiffrée");
    if (!wanted(name)) continue;
    std::string bytes, buffer(block, '\0');
    while (true) {
      auto count = archive_read_data(zip.get(), buffer.data(), buffer.size());
      if (count == 0) break;
      if (count < 0) refuse("elle est abîmée (" + name + ")");
      bytes.append(buffer, 0, static_cast<std::size_t>(count));
      unpacked += static_cast<std::uintmax_t>(count);
      if (bytes.size() > limits.entry_bytes)
        refuse(name + " dépasse " + std::to_string(limits.entry_bytes >> 20) + " Mo");
      if (unpacked > unpacked_max) refuse("elle se déplie démesurément");
    }
    files.push_back({std::move(name), std::move(bytes)});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace reperes

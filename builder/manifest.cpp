// The manifest: the list of a published site's files, and the marker without which a folder is never replaced.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/hash.h"
#include "builder/publish.h"
#include "builder/text.h"

namespace reperes {

namespace {

// A hundred thousand files are listed in about 10 MB.
constexpr std::size_t manifest_bytes_max = 64 << 20;
constexpr int depth_max = 8;
constexpr const char* marker = "Repères";
constexpr int format = 1;

}  // namespace

bool is_site_path(std::string_view path) {
  if (path.empty() || path.find('\0') != std::string_view::npos || path.find('\\') != std::string_view::npos)
    return false;
  for (const auto& name : split(path, '/'))
    if (name.empty() || name.front() == '.') return false;
  return true;
}

Manifest parse_manifest(std::string_view json) {
  auto not_too_deep = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    if (depth > depth_max) throw Failure("la liste des fichiers est illisible");
    return true;
  };
  try {
    auto root = nlohmann::json::parse(json, not_too_deep);
    if (root.at("site") != marker || root.at("format") != format)
      throw Failure("la liste des fichiers est d'un autre format");
    Manifest manifest;
    manifest.release = root.at("release").get<std::string>();
    for (const auto& [path, entry] : root.at("files").items()) {
      if (!is_site_path(path)) throw Failure("la liste des fichiers nomme un fichier hors du dossier");
      manifest.files[path] = {entry.at("size").get<std::uintmax_t>(), entry.at("hash").get<std::string>()};
    }
    return manifest;
  } catch (const nlohmann::json::exception&) {
    throw Failure("la liste des fichiers est illisible");
  }
}

// One file a line: two versions of a site can be compared with diff.
std::string manifest_to_json(const Manifest& manifest) {
  std::string json = "{\"site\":\"" + std::string(marker) + "\",\"format\":" + std::to_string(format) +
                     ",\"release\":\"" + json_string(manifest.release) + "\",\"files\":{";
  bool first = true;
  for (const auto& [path, entry] : manifest.files) {
    json += first ? "\n" : ",\n";
    first = false;
    json +=
        "\"" + json_string(path) + "\":{\"size\":" + std::to_string(entry.size) + ",\"hash\":\"" + entry.hash + "\"}";
  }
  return json + "\n}}\n";
}

Manifest read_manifest(const std::filesystem::path& output) {
  auto path = output / manifest_name;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
    throw Failure("aucun site publié dans " + output.string(), "lancez d'abord « reperes build »");
  auto json = read_whole_file(path, manifest_bytes_max);
  try {
    return parse_manifest(json);
  } catch (const Failure& failure) {
    throw Failure(path.string() + " : " + failure.what(),
                  "supprimez " + output.string() + " et lancez « reperes build »");
  }
}

std::vector<std::string> compare_with_manifest(const std::filesystem::path& output, const Manifest& manifest) {
  namespace fs = std::filesystem;
  std::vector<std::string> differences;
  std::error_code error;
  for (const auto& [name, entry] : manifest.files) {
    auto path = output / name;
    if (!fs::is_regular_file(fs::symlink_status(path, error))) {
      differences.push_back(name + " manque");
    } else if (fs::file_size(path, error) != entry.size ||
               hash128_hex(read_whole_file(path, static_cast<std::size_t>(entry.size))) != entry.hash) {
      differences.push_back(name + " a changé depuis la publication");
    }
  }
  for (auto at = fs::recursive_directory_iterator(output, error); at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (error) break;
    auto name = at->path().lexically_relative(output).generic_string();
    if (name == database_folder) {
      at.disable_recursion_pending();
    } else if (name != manifest_name && !at->is_directory(error) && !manifest.files.count(name)) {
      differences.push_back(name + " ne fait pas partie du site");
    } else if (at->is_symlink(error) && at->is_directory(error)) {
      differences.push_back(name + " ne fait pas partie du site");
    }
  }
  std::sort(differences.begin(), differences.end());
  differences.erase(std::unique(differences.begin(), differences.end()), differences.end());
  return differences;
}

}  // namespace reperes

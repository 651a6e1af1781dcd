#include "builder/offline.h"

#include <vector>

#include "builder/digest.h"
#include "builder/parallel.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::string_view version_start = "const version = ";
// A digest tells two states of one file apart, and accidents: 64 bits are plenty. SHA-256, which browsers compute.
constexpr std::size_t digest_digits = 16;

std::string digest(std::string_view bytes) {
  return sha256_hex(bytes).substr(0, digest_digits);
}

// The worker cannot keep itself; the others are for the robots of search engines.
bool is_kept(std::string_view path) {
  return path != offline_worker && path != "robots.txt" && path != "sitemap.xml";
}

struct ListedFile {
  std::string_view path, bytes;
  std::string digest;
};

std::vector<ListedFile> list_files(const Pages& pages, int jobs) {
  std::vector<ListedFile> files;
  for (const auto& [path, bytes] : pages)
    if (is_kept(path)) files.push_back({path, bytes, {}});
  in_parallel(files.size(), jobs, [&](std::size_t i) { files[i].digest = digest(files[i].bytes); });
  return files;
}

// One file a line, as in the manifest.
std::string list_json(const std::vector<ListedFile>& files) {
  std::string json = "{\"files\":[";
  for (const auto& file : files)
    json += std::string(json.ends_with('[') ? "\n" : ",\n") + "[\"" + json_string(file.path) + "\"," +
            std::to_string(file.bytes.size()) + ",\"" + file.digest + "\"]";
  return json + "\n]}\n";
}

}  // namespace

void add_offline(Pages& pages, Offline offline, int jobs) {
  const auto worker = pages.find(offline_worker);
  if (worker == pages.end()) return;
  std::string version = "null";
  if (offline == Offline::kept) {
    const auto files = list_files(pages, jobs);
    std::uintmax_t bytes = 0;
    for (const auto& file : files) bytes += file.bytes.size();
    std::string list = list_json(files);
    const std::string name = digest(list), path = "assets/hors-ligne-" + name + ".json";
    version = "{ \"digest\": \"" + name + "\", \"list\": \"" + path + "\", \"files\": " + std::to_string(files.size()) +
              ", \"bytes\": " + std::to_string(bytes) + " }";
    pages[path] = std::move(list);
  }
  worker->second = std::string(version_start) + version + ";\n" + worker->second;
}

std::string without_version(std::string_view worker) {
  if (worker.starts_with(version_start)) worker.remove_prefix(worker.find('\n') + 1);
  return std::string(version_start) + "null;\n" + std::string(worker);
}

}  // namespace reperes

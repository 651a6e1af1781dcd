// A published site in memory, and what it answers to a request.
//
// In: an output folder. Out: the files its manifest lists, and no others; read through the open folder without
// following a single link, so that an exchange in the middle of reading never mixes two sites. Requests then touch no
// disk.

#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "builder/http.h"

namespace reperes {

// One file as it is sent. Shared by the sites, old and new, that have the same bytes at the same path.
class SiteFile {
 public:
  SiteFile(std::string path, std::string bytes, std::string hash, bool live);
  const std::string& hash() const { return hash_; }  // of the bytes on the disk
  std::uintmax_t size_on_disk() const { return size_on_disk_; }
  HttpResponse answer(const HttpRequest& request, int status = 200) const;

 private:
  std::shared_ptr<const std::string> compressed() const;

  std::string hash_, tag_, type_, cache_;
  std::uintmax_t size_on_disk_ = 0;
  bool compressible_ = false;
  std::shared_ptr<const std::string> bytes_;
  mutable std::once_flag compress_once_;
  mutable std::shared_ptr<const std::string> compressed_;
};

class Site {
 public:
  // Files that `before` has with the same hash are not read again. `live`: pages get the script that reloads them.
  // Throws Failure when there is no site.
  static std::shared_ptr<const Site> read(const std::filesystem::path& output, const Site* before, bool live);

  // « / », « /dispositifs/ », « /dispositifs/apl.html »; 404.html for what is not there.
  HttpResponse answer(const HttpRequest& request) const;

  // Every file of the manifest was there, with the bytes it tells. False while a copy is still under way.
  bool is_complete() const { return complete_; }

  // The hash of what a path answers, for the page that asks whether it is still the same.
  std::string hash_of(std::string_view path) const;

 private:
  const SiteFile* find(std::string_view path) const;

  std::map<std::string, std::shared_ptr<const SiteFile>, std::less<>> files_;
  bool complete_ = true;
  std::shared_ptr<const SiteFile> not_found_;  // 404.html with addresses that hold at any depth
};

std::string content_type(std::string_view path);

// The policy that every page answers with; the pages carry the same one themselves for file://.
std::string content_security_policy(std::string_view path);

// What a document says besides: the policy above, no referrer, no devices. Scripts and styles, whose names hold their
// hash, go without: they obey their page, and a search loads twenty of them.
void add_document_headers(HttpResponse& response, std::string_view path);

}  // namespace reperes

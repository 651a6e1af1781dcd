#include "builder/site_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/gzip.h"
#include "builder/hash.h"
#include "builder/html_scan.h"
#include "builder/offline.h"
#include "builder/publish.h"
#include "builder/text.h"

namespace reperes {

namespace {

constexpr std::size_t compress_from_bytes = 256;
constexpr int attempts_max = 5;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

// Opens files below one folder, component by component, refusing links: what the manifest names is what is read.
class OpenFolder {
 public:
  explicit OpenFolder(const std::filesystem::path& path) {
    folders_.emplace("", ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  }
  explicit operator bool() const { return static_cast<bool>(folders_.at("")); }

  // The bytes of a file; nothing when it is not there or not a plain file.
  std::optional<std::string> read(const std::string& path) {
    auto slash = path.rfind('/');
    int folder = slash == std::string::npos ? folders_.at("").number() : folder_of(path.substr(0, slash));
    if (folder < 0) return std::nullopt;
    auto name = slash == std::string::npos ? path : path.substr(slash + 1);
    Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    struct stat info {};
    if (!file || ::fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
      auto count = ::read(file.number(), bytes.data() + got, bytes.size() - got);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return std::nullopt;
      got += static_cast<std::size_t>(count);
    }
    return bytes;
  }

 private:
  int folder_of(const std::string& path) {
    if (auto at = folders_.find(path); at != folders_.end()) return at->second.number();
    auto slash = path.rfind('/');
    int parent = slash == std::string::npos ? folders_.at("").number() : folder_of(path.substr(0, slash));
    auto name = slash == std::string::npos ? path : path.substr(slash + 1);
    int number = parent < 0 ? -1 : ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return folders_.emplace(path, number).first->second.number();
  }

  std::map<std::string, Descriptor> folders_;
};

std::string_view extension_of(std::string_view path) {
  auto dot = path.rfind('.');
  return dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos ? std::string_view{}
                                                                                        : path.substr(dot + 1);
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// Names that hold the hash of what they hold never change their bytes: assets/site-1a2b3c4d.css,
// recherche/1a2b3c4d/root.js.
bool is_hashed_name(std::string_view path) {
  constexpr std::size_t digits_min = 8;
  if (!path.starts_with("assets/") && !path.starts_with("recherche/")) return false;
  for (const auto& part : split(path, '/')) {
    for (char separator : {'-', '.'})
      for (const auto& word : split(part, separator))
        if (word.size() >= digits_min && is_hex(word)) return true;
    auto dash = part.rfind('-'), dot = part.rfind('.');
    if (dash != std::string::npos && dot != std::string::npos && dot > dash && dot - dash - 1 >= digits_min &&
        is_hex(std::string_view(part).substr(dash + 1, dot - dash - 1)))
      return true;
  }
  return false;
}

bool is_page(std::string_view path) {
  return extension_of(path) == "html";
}

std::string with_live_script(std::string html, const std::string& hash) {
  auto script = "<script src=\"/.reperes/live.js\" data-page=\"" + hash + "\" defer></script>";
  auto end = html.rfind("</body>");
  html.insert(end == std::string::npos ? html.size() : end, script);
  return html;
}

// Whether `tag` stands in « "a", W/"b" » or `*`.
bool matches(const std::string& if_none_match, const std::string& tag) {
  for (const auto& part : split(if_none_match, ',')) {
    auto candidate = trim(part);
    if (candidate.starts_with("W/")) candidate.erase(0, 2);
    if (candidate == tag || candidate == "*") return true;
  }
  return false;
}

struct Part {
  std::size_t first = 0, count = 0;
};

enum class RangeKind { none, part, impossible };

// « bytes=0-99 », « bytes=100- », « bytes=-50 »; anything else is no range, as RFC 9110 allows.
RangeKind parse_range(std::string_view header, std::size_t size, Part& part) {
  if (!header.starts_with("bytes=")) return RangeKind::none;
  header.remove_prefix(6);
  auto dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return RangeKind::none;
  auto number = [](std::string_view digits, std::size_t& value) {
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end != digits.data() + digits.size() || digits.empty()) return false;
    if (error == std::errc::result_out_of_range) value = std::string::npos;
    return error == std::errc{} || error == std::errc::result_out_of_range;
  };
  auto from = header.substr(0, dash), to = header.substr(dash + 1);
  std::size_t first = 0, last = std::string::npos;
  if (from.empty()) {
    std::size_t tail = 0;
    if (!number(to, tail)) return RangeKind::none;
    if (tail == 0 || size == 0) return RangeKind::impossible;
    part = {size - std::min(tail, size), std::min(tail, size)};
    return RangeKind::part;
  }
  if (!number(from, first) || (!to.empty() && !number(to, last)) || last < first) return RangeKind::none;
  if (first >= size) return RangeKind::impossible;
  part = {first, std::min(last, size - 1) - first + 1};
  return RangeKind::part;
}

}  // namespace

std::string content_type(std::string_view path) {
  struct Type {
    std::string_view extension, type;
  };
  static constexpr Type types[] = {
      {"html", "text/html; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json; charset=utf-8"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"webp", "image/webp"},
      {"gif", "image/gif"},
      {"avif", "image/avif"},
      {"ico", "image/x-icon"},
      {"txt", "text/plain; charset=utf-8"},
      {"xml", "application/xml; charset=utf-8"},
      {"atom", "application/atom+xml; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8"},
      {"webmanifest", "application/manifest+json"},
      {"pdf", "application/pdf"},
      {"woff2", "font/woff2"},
      {"ics", "text/calendar; charset=utf-8"},
  };
  auto extension = fold(extension_of(path));
  for (const auto& type : types)
    if (type.extension == extension) return std::string(type.type);
  return "application/octet-stream";
}

std::string content_security_policy(std::string_view path) {
  if (extension_of(path) == "svg")
    return "default-src 'none'; style-src 'unsafe-inline'; sandbox";  // an image, never a program
  return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
         "'self'; "
         "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
}

void add_document_headers(HttpResponse& response, std::string_view path) {
  response.headers.emplace_back("Content-Security-Policy", content_security_policy(path));
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
}

SiteFile::SiteFile(std::string path, std::string bytes, std::string hash, bool live)
    : hash_(std::move(hash)), type_(content_type(path)), size_on_disk_(bytes.size()) {
  if (live && is_page(path)) bytes = with_live_script(std::move(bytes), hash_);
  if (live && path == offline_worker) bytes = without_version(bytes);
  tag_ = "\"" + hash128_hex(bytes) + "\"";
  cache_ = is_hashed_name(path) ? "public, max-age=31536000, immutable" : "no-cache";
  compressible_ = bytes.size() >= compress_from_bytes &&
                  (type_.find("charset=") != std::string::npos || type_.find("xml") != std::string::npos);
  bytes_ = std::make_shared<const std::string>(std::move(bytes));
}

std::shared_ptr<const std::string> SiteFile::compressed() const {
  std::call_once(compress_once_, [this] {
    auto packed = gzip(*bytes_);
    if (packed.size() < bytes_->size() - bytes_->size() / 10)
      compressed_ = std::make_shared<const std::string>(std::move(packed));
  });
  return compressed_;
}

HttpResponse SiteFile::answer(const HttpRequest& request, int status) const {
  HttpResponse response;
  response.status = status;
  response.type = type_;
  response.body = bytes_;
  auto tag = tag_;
  if (status == 200 && request.range.empty() && compressible_ && request.accepts_gzip) {
    if (auto packed = compressed()) {
      response.body = packed;
      response.headers.emplace_back("Content-Encoding", "gzip");
      tag.insert(tag.size() - 1, "-gz");
    }
  }
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", status == 200 ? cache_ : "no-cache");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("Accept-Ranges", "bytes");
  if (status != 200) return response;
  if (!request.if_none_match.empty() && matches(request.if_none_match, tag)) {
    response.status = 304;
    response.body = nullptr;
    response.type.clear();
    return response;
  }
  Part part;
  bool same = request.if_range.empty() || request.if_range == tag;
  switch (same ? parse_range(request.range, bytes_->size(), part) : RangeKind::none) {
    case RangeKind::none:
      break;
    case RangeKind::part:
      response.status = 206;
      response.offset = part.first;
      response.length = part.count;
      response.headers.emplace_back("Content-Range", "bytes " + std::to_string(part.first) + "-" +
                                                         std::to_string(part.first + part.count - 1) + "/" +
                                                         std::to_string(bytes_->size()));
      break;
    case RangeKind::impossible:
      response.status = 416;
      response.body = nullptr;
      response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(bytes_->size()));
      break;
  }
  return response;
}

std::shared_ptr<const Site> Site::read(const std::filesystem::path& output, const Site* before, bool live) {
  // A publication may replace the folder while we read it: what we opened then loses files, and we start again.
  for (int attempt = 1;; ++attempt) {
    OpenFolder folder(output);
    auto json = folder ? folder.read(manifest_name) : std::nullopt;
    if (!json) throw Failure("aucun site publié dans " + output.string(), "lancez d'abord « reperes build »");
    const auto manifest = parse_manifest(*json);
    auto site = std::make_shared<Site>();
    for (const auto& [path, entry] : manifest.files) {
      if (before) {
        auto at = before->files_.find(path);
        if (at != before->files_.end() && at->second->hash() == entry.hash &&
            at->second->size_on_disk() == entry.size) {
          site->files_.emplace(path, at->second);
          continue;
        }
      }
      if (auto bytes = folder.read(path)) {
        auto hash = hash128_hex(*bytes);
        if (hash != entry.hash) site->complete_ = false;
        site->files_.emplace(path, std::make_shared<SiteFile>(path, std::move(*bytes), std::move(hash), live));
      } else {
        site->complete_ = false;
      }
    }
    if (!site->complete_ && attempt < attempts_max) continue;
    if (auto at = site->files_.find("404.html"); at != site->files_.end())
      if (auto bytes = folder.read("404.html"))
        site->not_found_ =
            std::make_shared<SiteFile>("404.html", with_rooted_addresses(*bytes, "/"), at->second->hash(), live);
    return site;
  }
}

const SiteFile* Site::find(std::string_view path) const {
  if (path.empty() || path.front() != '/') return nullptr;
  std::string name(path.substr(1));
  if (name.empty() || name.back() == '/') name += "index.html";
  auto at = files_.find(name);
  return at == files_.end() ? nullptr : at->second.get();
}

HttpResponse Site::answer(const HttpRequest& request) const {
  HttpResponse response;
  std::string_view judged = "404.html";
  if (const auto* file = find(request.path)) {
    response = file->answer(request);
    judged = request.path;
  } else if (find(request.path + "/")) {
    // « /dispositifs »: relative links of the page need the slash. The path is one of the manifest's, so it is safe to
    // say.
    response.status = 301;
    response.headers.emplace_back("Location", request.path + "/");
  } else if (not_found_) {
    response = not_found_->answer(request, 404);
  } else {
    response.status = 404;
    response.type = "text/plain; charset=utf-8";
    response.body = std::make_shared<const std::string>("Cette page n'existe pas.\n");
  }
  if (!is_hashed_name(judged.substr(judged.starts_with('/')))) add_document_headers(response, judged);
  return response;
}

std::string Site::hash_of(std::string_view path) const {
  if (const auto* file = find(path)) return file->hash();
  return not_found_ ? not_found_->hash() : "";
}

}  // namespace reperes

#include "builder/export/zim.h"

#include <zim/writer/contentProvider.h>
#include <zim/writer/creator.h>
#include <zim/writer/item.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>
#include <sstream>

#include "builder/digest.h"
#include "builder/disk.h"
#include "builder/export/usb_files.h"
#include "builder/failure.h"
#include "builder/hash.h"
#include "builder/html_scan.h"
#include "builder/release.h"
#include "builder/text.h"
#include "builder/theme.h"

namespace reperes {

namespace fs = std::filesystem;
using search::NameKind;

namespace {

// What the metadata of ZIM files may hold, in characters (openZIM's « Metadata »).
constexpr int title_characters_max = 30, description_characters_max = 80;
constexpr unsigned illustration_side = 48;
constexpr std::size_t zim_bytes_max = std::size_t{2} << 30;
constexpr const char* illustration_file = "zim/illustration.png";
constexpr std::string_view zim_magic = {"ZIM\x04", 4}, png_magic = {"\x89PNG\r\n\x1A\n", 8};

std::string mime_of(std::string_view path) {
  static constexpr std::pair<std::string_view, const char*> types[] = {
      {".html", "text/html"},        {".css", "text/css"},    {".js", "application/javascript"},
      {".svg", "image/svg+xml"},     {".png", "image/png"},   {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},       {".webp", "image/webp"}, {".gif", "image/gif"},
      {".json", "application/json"}, {".txt", "text/plain"},  {".atom", "application/atom+xml"},
      {".xml", "application/xml"}};
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

std::string shortened(const std::string& text, int characters_max) {
  if (count_characters(text) <= characters_max) return text;
  std::string out = text;
  while (count_characters(out) > characters_max - 1)
    out.resize(out.rfind(' ') == std::string::npos ? 0 : out.rfind(' '));
  return out + "…";
}

bool has_accents(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Kiwix indexes words as they are written, and asks for them as they are typed (Debian 12) or without accents (later):
// a word that may be typed otherwise is given in each of its forms, « l'école école l'ecole ecole ».
std::string with_other_forms(const std::string& text) {
  static constexpr std::string_view elided[] = {"l",  "d",     "j",      "m",      "t",      "s",      "c",     "n",
                                                "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"};
  std::string out;
  for (const auto& word : split(replace_all(replace_all(text, "\n", " "), "’", "'"), ' ')) {
    if (word.empty()) continue;
    std::vector<std::string> forms = {word};
    if (const auto mark = word.find('\''); mark != std::string::npos) {
      auto before = fold(word.substr(0, mark));
      before.erase(0, before.find_first_not_of("(«\"["));
      if (std::find(std::begin(elided), std::end(elided), before) != std::end(elided))
        forms.push_back(word.substr(mark + 1));
    }
    for (std::size_t i = 0, written = forms.size(); i < written; ++i)
      if (const auto folded = fold(forms[i]); has_accents(forms[i]) && folded != forms[i]) forms.push_back(folded);
    out += join(forms, " ") + " ";
  }
  return out;
}

// What Kiwix's own search is told of a fiche.
class FicheText : public zim::writer::IndexData {
 public:
  explicit FicheText(const search::Document& document) : title_(document.title) {
    std::string text = document.summary;
    for (const auto& name : document.names) {
      if (name.kind == NameKind::question)
        text += "\n" + name.text;
      else
        keywords_ += with_other_forms(name.text);
    }
    for (const auto& section : document.sections) text += "\n" + section.title + "\n" + section.text;
    content_ = with_other_forms(text);
  }
  bool hasIndexData() const override { return true; }
  std::string getTitle() const override { return with_other_forms(title_); }
  std::string getContent() const override { return content_; }
  std::string getKeywords() const override { return keywords_; }
  std::uint32_t getWordCount() const override {
    return static_cast<std::uint32_t>(std::count(content_.begin(), content_.end(), ' '));
  }
  GeoPosition getGeoPosition() const override { return {false, 0, 0}; }

 private:
  std::string title_, content_, keywords_;
};

class File : public zim::writer::Item {
 public:
  File(std::string path, std::string title, const std::string& bytes, bool front, const search::Document* document)
      : path_(std::move(path)), title_(std::move(title)), bytes_(bytes), front_(front), document_(document) {}
  std::string getPath() const override { return path_; }
  std::string getTitle() const override { return title_; }
  std::string getMimeType() const override { return mime_of(path_); }
  std::unique_ptr<zim::writer::ContentProvider> getContentProvider() const override {
    return std::make_unique<zim::writer::StringProvider>(bytes_);
  }
  std::shared_ptr<zim::writer::IndexData> getIndexData() const override {
    return document_ ? std::make_shared<FicheText>(*document_) : nullptr;
  }
  zim::writer::Hints getHints() const override {
    const bool packed = path_.ends_with(".png") || path_.ends_with(".jpg") || path_.ends_with(".jpeg") ||
                        path_.ends_with(".webp") || path_.ends_with(".gif");
    return {{zim::writer::COMPRESS, !packed}, {zim::writer::FRONT_ARTICLE, front_}};
  }

 private:
  const std::string path_, title_;
  const std::string& bytes_;
  const bool front_;
  const search::Document* document_;
};

// « Aide personnalisée au logement – Repères » in the page's head: the page's own name.
std::string title_of(const std::string& page, const std::string& site_name) {
  HtmlScanner scanner(page);
  HtmlTag tag;
  while (scanner.next(tag))
    if (tag.is("title")) {
      const std::string title = decode_entities(tag.text), ending = " – " + site_name;
      return title.ends_with(ending) ? title.substr(0, title.size() - ending.size()) : title;
    }
  return {};
}

struct Redirect {
  std::string path, title, target;
  bool front;
};

// Former addresses, and the other names of a fiche: Kiwix proposes them as one types.
std::vector<Redirect> redirects_of(const FinishedSite& site) {
  std::vector<Redirect> redirects;
  for (const auto& [former, target] : site.former_pages) redirects.push_back({former, "", target, false});
  for (const auto& document : site.documents) {
    std::set<std::string> seen = {slug(document.title)};
    for (const auto& name : document.names) {
      if (name.kind == NameKind::question || name.kind == NameKind::appellation) continue;
      const auto short_name = slug(name.text);
      if (!seen.insert(short_name).second) continue;
      redirects.push_back({"noms/" + document.id + "/" + short_name, name.text, document.url, true});
    }
  }
  return redirects;
}

const SourceFile* theme_file(const FinishedSite& site, std::string_view path) {
  for (const auto& file : site.theme)
    if (file.path == path) return &file;
  return nullptr;
}

std::string illustration_of(const FinishedSite& site) {
  const auto* file = theme_file(site, illustration_file);
  const auto side_at = [&](std::size_t at) { return static_cast<unsigned char>(file->bytes[at + 3]); };
  if (!file || file->bytes.size() < 33 || !file->bytes.starts_with(png_magic) || side_at(16) != illustration_side ||
      side_at(20) != illustration_side)
    throw Failure(std::string("le thème n'a pas d'image ") + illustration_file + " de 48 pixels sur 48");
  return file->bytes;
}

using Metadata = std::vector<std::pair<std::string, std::string>>;

Metadata metadata_of(const FinishedSite& site, Faults& faults) {
  const Settings& settings = site.catalogue.settings;
  const Words words(theme_file(site, "strings.fr.yml"), faults);
  const std::string publisher = settings.organisation.empty() ? settings.name : settings.organisation;
  const std::vector<std::pair<std::string_view, std::string>> names = {
      {"accroche", settings.tagline},
      {"n", std::to_string(site.documents.size())},
      {"date", long_date(site.catalogue.today)}};
  Metadata metadata = {{"Name", slug(settings.name) + "_fr_all"},
                       {"Title", shortened(settings.name, title_characters_max)},
                       {"Creator", publisher},
                       {"Publisher", publisher},
                       {"Date", iso_date(site.catalogue.today)},
                       {"Description", shortened(settings.tagline, description_characters_max)},
                       {"LongDescription", words.say("zim.description-longue", names)},
                       {"Language", "fra"},
                       {"License", settings.content_licence},
                       {"Tags", "_category:other;_ftindex:yes;_pictures:yes;_videos:no;_details:yes"},
                       {"Flavour", "maxi"},
                       {"Scraper", std::string("reperes ") + release_name}};
  if (!settings.url.empty()) metadata.emplace_back("Source", settings.url);
  return metadata;
}

// The same content has the same name everywhere: 32 hex digits.
std::string name_of(const FinishedSite& site, const Metadata& metadata) {
  std::string all;
  for (const auto& [path, bytes] : site.pages) all += path + hash128_hex(bytes) + "\n";
  for (const auto& [name, value] : metadata) all += name + "=" + value + "\n";
  return hash128_hex(all);
}

zim::Uuid uuid_of(const std::string& hex) {
  char bytes[16];
  for (std::size_t i = 0; i < sizeof bytes; ++i)
    bytes[i] = static_cast<char>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  return zim::Uuid(bytes);
}

void fill(zim::writer::Creator& creator, const FinishedSite& site, const Metadata& metadata, ZimFile& made) {
  creator.setMainPath("index.html");
  for (const auto& [name, value] : metadata) creator.addMetadata(name, value);
  creator.addIllustration(illustration_side, illustration_of(site));

  std::map<std::string_view, const search::Document*> documents;
  for (const auto& document : site.documents) documents[document.url] = &document;
  for (const auto& [path, bytes] : site.pages) {
    if (is_for_servers(path) || site.former_pages.contains(path)) continue;
    const auto document = documents.find(path);
    const bool known = document != documents.end();
    const bool list = path.ends_with("/index.html") || path.starts_with("domaines/") || path.starts_with("publics/");
    const std::string title = known                     ? document->second->title
                              : path.ends_with(".html") ? title_of(bytes, site.catalogue.settings.name)
                                                        : "";
    creator.addItem(std::make_shared<File>(path, title, bytes, known || list, known ? document->second : nullptr));
    ++made.entries;
  }
  for (const auto& [path, title, target, front] : redirects_of(site)) {
    creator.addRedirection(path, title, target, {{zim::writer::FRONT_ARTICLE, front}});
    ++made.redirects;
  }
}

// Xapian names each index it makes at random, and libzim offers no way to choose. The name is a label: both get one
// made of ours, and the file its checksum again.
void settle(const fs::path& file, const std::string& name) {
  constexpr std::string_view head = {"\x0f\x0dXapian Glass", 14};
  constexpr std::size_t version_bytes = 2, uuid_bytes = 16, checksum_bytes = 16;
  std::string bytes = read_whole_file(file, zim_bytes_max);
  std::size_t number = 0;
  for (auto at = bytes.find(head); at != std::string::npos; at = bytes.find(head, at + 1)) {
    const auto uuid = at + head.size() + version_bytes;
    if (uuid + uuid_bytes + checksum_bytes > bytes.size()) break;
    bytes.replace(uuid, uuid_bytes, md5_bytes(name + std::to_string(number++)));
  }
  bytes.resize(bytes.size() - checksum_bytes);
  bytes += md5_bytes(bytes);
  replace_file(file, bytes);
}

// libzim tells what it is doing; nobody asked.
class Silence {
 public:
  ~Silence() {
    std::cout.rdbuf(out_);
    std::cerr.rdbuf(error_);
  }

 private:
  std::ostringstream nowhere_;
  std::streambuf* out_ = std::cout.rdbuf(nowhere_.rdbuf());
  std::streambuf* error_ = std::cerr.rdbuf(nowhere_.rdbuf());
};

void check_target(const fs::path& into) {
  if (into.extension() != ".zim")
    throw Failure("« " + into.string() + " » ne finit pas par .zim", "par exemple --into reperes.zim");
  std::error_code error;
  if (!fs::exists(fs::symlink_status(into, error))) return;
  if (!fs::is_regular_file(fs::symlink_status(into, error)))
    throw Failure(into.string() + " n'est pas un fichier : il reste tel quel");
  std::string start(zim_magic.size(), '\0');
  std::ifstream(into, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
  if (start != zim_magic)
    throw Failure(into.string() + " n'est pas un fichier ZIM : il reste tel quel", "donnez un autre nom avec --into");
}

// libzim writes its indexes beside the file: all of it in a folder of our own, gone at the end.
struct Workshop {
  fs::path folder;
  explicit Workshop(const fs::path& into)
      : folder(into.parent_path() / ("." + into.filename().string() + ".en-cours")) {
    std::error_code error;
    fs::remove_all(folder, error);
    if (!into.parent_path().empty()) fs::create_directories(into.parent_path(), error);
    make_folder(folder);
  }
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
};

}  // namespace

ZimFile write_zim(const FinishedSite& site, const fs::path& into, Faults& faults) {
  check_target(into);
  illustration_of(site);
  const Metadata metadata = metadata_of(site, faults);
  const std::string name = name_of(site, metadata);
  const Workshop workshop(into);
  const fs::path beside = workshop.folder / "site.zim";
  ZimFile made;
  try {
    const Silence silence;
    zim::writer::Creator creator;
    // One worker: with more, pages of the index are numbered in the order of the cores.
    creator.configIndexing(true, "fra").configNbWorkers(1);
    creator.setUuid(uuid_of(name));
    creator.startZimCreation(beside.string());
    fill(creator, site, metadata, made);
    creator.finishZimCreation();
  } catch (const Failure&) {
    throw;
  } catch (const std::exception& error) {
    throw Failure("impossible d'écrire " + into.string() + " : " + error.what(), "le disque est peut-être plein");
  }
  settle(beside, name);
  std::error_code error;
  made.bytes = fs::file_size(beside, error);
  fs::permissions(beside, fs::perms(0644), error);
  fs::rename(beside, into, error);
  if (error) throw Failure("impossible d'écrire " + into.string() + " : " + disk_reason(error.value()));
  return made;
}

}  // namespace reperes

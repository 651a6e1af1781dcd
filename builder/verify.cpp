#include "builder/verify.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "builder/html_scan.h"
#include "builder/parallel.h"
#include "builder/text.h"

namespace reperes {

namespace {

// FAT takes 255 UTF-16 units a name and ZIP readers on Windows 260 a path: these leave room for the folder it is copied
// to.
constexpr std::size_t name_bytes_max = 200;
constexpr std::size_t path_bytes_max = 230;

// What one look at one page found, before the same finding on other pages is folded into it.
struct Finding {
  std::size_t page = 0;  // index in path order
  std::size_t offset = 0;
  bool whole_file = false;
  std::string code, message, hint;
};

struct Address {
  std::string_view text;
  std::size_t offset = 0;
};

struct PageFacts {
  std::unordered_set<std::string_view> ids;
  std::vector<Address> addresses;
  std::vector<Finding> findings;
};

struct Page {
  std::string_view path;
  std::string_view bytes;
  bool html = false;
  PageFacts facts;
};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Lower case as FAT sees it, near enough: ASCII, Latin-1 and Latin Extended-A; accents count.
std::string lower_latin(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') out[i] = static_cast<char>(c + 32);
    if (i == 0) continue;
    auto before = static_cast<unsigned char>(out[i - 1]);
    if (before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97) out[i] = static_cast<char>(c + 32);
    if (before == 0xC5 && c >= 0x92 && c <= 0xB7 && c % 2 == 0) out[i] = static_cast<char>(c + 1);
    if (before == 0xC4 && c >= 0x80 && c <= 0xB7 && c % 2 == 0) out[i] = static_cast<char>(c + 1);
  }
  return out;
}

// Why a path cannot stand on every disk, in a ZIP and on a server; empty when it can.
std::string_view unsafe_because(std::string_view path) {
  if (path.empty() || path.size() > path_bytes_max) return "le chemin est vide ou trop long";
  if (find_invalid_utf8(path)) return "le nom n'est pas en UTF-8";
  if (to_nfc(path) != path) return "les accents du nom ne sont pas composés (NFC)";
  for (const auto& name : split(path, '/')) {
    if (name.empty()) return "une partie du chemin est vide";
    if (name.size() > name_bytes_max) return "le nom est trop long";
    if (name.front() == '.') return "le nom commence par un point";
    if (name.back() == '.' || name.back() == ' ' || name.front() == ' ')
      return "le nom commence ou finit par une espace, ou finit par un point";
    for (unsigned char c : name)
      if (c < 0x20 || c == 0x7F || std::string_view("\\:*?\"<>|").find(static_cast<char>(c)) != std::string_view::npos)
        return "le nom porte un signe que Windows refuse";
    auto stem = lower_latin(name.substr(0, name.find('.')));
    static constexpr std::string_view reserved[] = {"con", "prn", "aux", "nul"};
    if (std::find(std::begin(reserved), std::end(reserved), stem) != std::end(reserved))
      return "Windows se réserve ce nom";
    if (stem.size() == 4 && (stem.substr(0, 3) == "com" || stem.substr(0, 3) == "lpt") && stem[3] >= '0' &&
        stem[3] <= '9')
      return "Windows se réserve ce nom";
  }
  return {};
}

std::string quoted(std::string_view text) {
  constexpr std::size_t shown_max = 120;
  auto cut = std::string(text.substr(0, shown_max));
  while (!cut.empty() && find_invalid_utf8(cut)) cut.pop_back();
  return "« " + cut + (text.size() > shown_max ? "…" : "") + " »";
}

std::string percent_decoded(std::string_view text) {
  auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// « mailto: » → mailto; nothing for a relative address.
std::optional<std::string> scheme_of(std::string_view address) {
  auto colon = address.find_first_of(":/?#");
  if (colon == std::string_view::npos || address[colon] != ':' || colon == 0) return std::nullopt;
  return lower_latin(address.substr(0, colon));
}

// Looks at one page alone: its ids and addresses, and what it lacks.
void read_page(Page& page, std::size_t index) {
  auto& facts = page.facts;
  auto find = [&](std::size_t offset, std::string code, std::string message, std::string hint = {},
                  bool whole = false) {
    facts.findings.push_back({index, offset, whole, std::move(code), std::move(message), std::move(hint)});
  };
  bool has_html = false, has_lang = false, has_title = false;
  int h1 = 0;
  HtmlScanner scanner(page.bytes);
  HtmlTag tag;
  std::vector<std::string_view> addresses;
  while (scanner.next(tag)) {
    if (tag.is("html")) {
      has_html = true;
      const auto* lang = tag.attribute("lang");
      has_lang = lang && !trim(lang->value).empty();
    } else if (tag.is("title")) {
      has_title =
          has_title || !trim(tag.text).empty();  // a <title> inside an inline <svg> comes later and does no harm
    } else if (tag.is("h1")) {
      ++h1;
    } else if (tag.is("base")) {
      find(tag.offset, "page-base", "la balise <base> casse les liens du site ouvert par double clic");
    } else if (tag.is("style")) {
      find(tag.offset, "page-en-ligne", "la politique de sécurité des pages bloque les styles en ligne");
    } else if (tag.is("script") && !tag.attribute("src")) {
      const auto* type = tag.attribute("type");
      if (!type || type->value.find("json") == std::string_view::npos)
        find(tag.offset, "page-en-ligne", "la politique de sécurité des pages bloque les scripts en ligne");
    }
    for (const auto& [name, value] : tag.attributes) {
      if (equal_ignoring_case(name, "id")) {
        if (!value.empty() && !facts.ids.insert(value).second)
          find(tag.offset, "page-ancre-en-double", "l'ancre " + quoted(value) + " figure deux fois dans la page");
      } else if (equal_ignoring_case(name, "style") ||
                 (name.size() > 2 && equal_ignoring_case(name.substr(0, 2), "on"))) {
        find(tag.offset, "page-en-ligne", "la politique de sécurité des pages bloque l'attribut " + quoted(name));
      }
    }
    if (const auto* name = tag.attribute("name"); name && tag.is("a")) facts.ids.insert(name->value);
    addresses.clear();
    collect_addresses(tag, addresses);
    for (auto address : addresses) facts.addresses.push_back({address, tag.offset});
  }
  if (!has_html || !has_lang) find(0, "page-sans-langue", "la page ne dit pas sa langue", "<html lang=\"fr\">", true);
  if (!has_title) find(0, "page-sans-titre", "la page n'a pas de <title>", {}, true);
  if (h1 == 0) find(0, "page-sans-h1", "la page n'a pas de titre <h1>", {}, true);
  if (h1 > 1) find(0, "page-h1-en-double", "la page a plusieurs titres <h1>", {}, true);
}

// Addresses in a style sheet: url(…) and @import "…".
void read_style(Page& page) {
  auto css = page.bytes;
  for (auto at = css.find("url("); at != std::string_view::npos; at = css.find("url(", at + 4)) {
    auto start = at + 4;
    auto end = css.find(')', start);
    if (end == std::string_view::npos) break;
    auto address = css.substr(start, end - start);
    if (address.size() >= 2 && (address.front() == '"' || address.front() == '\''))
      address = address.substr(1, address.size() - 2);
    page.facts.addresses.push_back({address, at});
  }
}

class Links {
 public:
  explicit Links(const std::vector<Page>& pages) : pages_(pages) {
    index_.reserve(pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i) index_.emplace(pages[i].path, i);
  }

  // Appends to `found` what is wrong with the addresses of one page.
  void check(std::size_t from, std::vector<Finding>& found) const {
    const auto& page = pages_[from];
    std::unordered_set<std::string_view> seen;
    for (const auto& [raw, offset] : page.facts.addresses) {
      if (!seen.insert(raw).second) continue;
      std::string decoded;
      auto address = raw;
      if (raw.find('&') != std::string_view::npos) address = decoded = decode_entities(raw);
      if (auto [code, message] = judge(page, address); !code.empty())
        found.push_back({from, offset, false, std::move(code), std::move(message), {}});
    }
  }

 private:
  struct Verdict {
    std::string code, message;
  };

  Verdict judge(const Page& page, std::string_view address) const {
    if (auto scheme = scheme_of(address)) {
      static constexpr std::string_view known[] = {"http", "https", "mailto", "tel"};
      if (std::find(std::begin(known), std::end(known), *scheme) != std::end(known)) return {};
      if (*scheme == "data" && address.substr(0, 11) == "data:image/") return {};
      return {"page-lien-interdit", "l'adresse " + quoted(address) + " n'est pas d'une sorte permise"};
    }
    auto hash = address.find('#');
    auto fragment = hash == std::string_view::npos ? std::string_view{} : address.substr(hash + 1);
    auto path = address.substr(0, std::min(hash, address.find('?')));
    if (!path.empty() && path.front() == '/')
      return {"page-lien-absolu", "l'adresse " + quoted(address) +
                                      " commence par « / » : elle ne mène nulle part quand le "
                                      "site est ouvert par double clic"};
    const Page* target = &page;
    if (!path.empty()) {
      auto resolved = resolve(page.path, path);
      auto found = resolved ? index_.find(*resolved) : index_.end();
      if (found == index_.end())
        return {"page-lien-mort", "le lien " + quoted(address) + " ne mène à aucune page du site"};
      target = &pages_[found->second];
    } else if (address.empty()) {
      return page.html ? Verdict{"page-lien-mort", "une adresse est vide"} : Verdict{};
    }
    if (fragment.empty() || !target->html || fragment.substr(0, 3) == ":~:" || fragment == "top") return {};
    if (fragment.find('=') != fragment.npos) return {};  // « #ue=AST004 »: a word to the page's script
    if (target->facts.ids.count(fragment) || target->facts.ids.count(percent_decoded(fragment))) return {};
    return {"page-ancre-absente", "le lien " + quoted(address) + " mène à une ancre qui n'existe pas"};
  }

  // Where a relative address leads from a page; nothing when it leaves the site.
  static std::optional<std::string> resolve(std::string_view from, std::string_view address) {
    std::string path(from.substr(0, from.rfind('/') == std::string_view::npos ? 0 : from.rfind('/') + 1));
    std::string decoded;
    if (address.find('%') != std::string_view::npos) address = decoded = percent_decoded(address);
    while (!address.empty()) {
      auto slash = address.find('/');
      auto part = address.substr(0, slash);
      address = slash == std::string_view::npos ? std::string_view{} : address.substr(slash + 1);
      if (part == "..") {
        if (path.empty()) return std::nullopt;
        path.pop_back();
        path.erase(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
      } else if (part != ".") {
        path += part;
        if (slash != std::string_view::npos) path += '/';
      }
    }
    return path;
  }

  const std::vector<Page>& pages_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

void check_names(const std::vector<Page>& pages, Faults& faults) {
  std::unordered_map<std::string, std::string_view> folded;
  for (const auto& page : pages) {
    if (auto why = unsafe_because(page.path); !why.empty())
      faults.push_back({"page-nom",
                        Severity::error,
                        {std::string(page.path)},
                        "le nom " + quoted(page.path) + " n'est pas sûr : " + std::string(why),
                        {},
                        {}});
    auto [at, is_new] = folded.emplace(lower_latin(to_nfc(page.path)), page.path);
    if (!is_new)
      faults.push_back(
          {"page-noms-confondus",
           Severity::error,
           {std::string(page.path)},
           quoted(page.path) + " et " + quoted(at->second) + " ne font qu'un sur une clé USB ou sous Windows",
           "seules les majuscules les distinguent : renommer l'une des deux fiches",
           {}});
  }
  // A file cannot also be a folder.
  for (const auto& page : pages)
    for (auto slash = page.path.find('/'); slash != std::string_view::npos; slash = page.path.find('/', slash + 1))
      if (auto at = folded.find(lower_latin(to_nfc(page.path.substr(0, slash)))); at != folded.end())
        faults.push_back({"page-noms-confondus",
                          Severity::error,
                          {std::string(page.path)},
                          quoted(at->second) + " est à la fois un fichier et un dossier",
                          {},
                          {}});
}

// The same finding on a thousand pages (a dead link of the menu) is told once, on the first page, with their number.
void tell(const std::vector<Page>& pages, std::vector<Finding> findings, Faults& faults) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.code, a.message, a.page, a.offset) < std::tie(b.code, b.message, b.page, b.offset);
  });
  for (std::size_t i = 0; i < findings.size();) {
    const auto& first = findings[i];
    std::size_t others = 0, last = first.page;
    for (++i; i < findings.size() && findings[i].code == first.code && findings[i].message == first.message; ++i)
      if (findings[i].page != last) ++others, last = findings[i].page;
    Fault fault{first.code, Severity::error, {std::string(pages[first.page].path)}, first.message, first.hint, {}};
    if (others > 0)
      fault.message += " (de même sur " + std::to_string(others) + (others > 1 ? " autres pages)" : " autre page)");
    if (!first.whole_file) {
      auto before = pages[first.page].bytes.substr(0, first.offset);
      auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
      fault.place.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
      fault.place.column = 1 + count_characters(before.substr(line_start));
    }
    faults.push_back(std::move(fault));
  }
}

}  // namespace

void verify(const Pages& pages, Faults& faults, int jobs) {
  std::vector<Page> list;
  list.reserve(pages.size());
  for (const auto& [path, bytes] : pages) list.push_back({path, bytes, ends_with(path, ".html"), {}});
  check_names(list, faults);
  in_parallel(list.size(), jobs, [&](std::size_t i) {
    if (list[i].html) read_page(list[i], i);
    if (ends_with(list[i].path, ".css")) read_style(list[i]);
  });
  const Links links(list);
  std::vector<std::vector<Finding>> found(list.size());
  in_parallel(list.size(), jobs, [&](std::size_t i) { links.check(i, found[i]); });
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < list.size(); ++i) {
    for (auto& finding : list[i].facts.findings) findings.push_back(std::move(finding));
    for (auto& finding : found[i]) findings.push_back(std::move(finding));
  }
  tell(list, std::move(findings), faults);
}

}  // namespace reperes

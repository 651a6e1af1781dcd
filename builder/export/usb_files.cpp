#include "builder/export/usb_files.h"

#include <algorithm>

#include "builder/digest.h"
#include "builder/failure.h"
#include "builder/french.h"
#include "builder/publish.h"
#include "builder/template.h"
#include "builder/text.h"
#include "builder/verify.h"

namespace reperes {

namespace {

constexpr std::size_t digest_digits = 64;
constexpr std::string_view theme_folder = "cle/";

// Page of the key → layout of theme/cle/.
constexpr std::pair<const char*, const char*> key_pages[] = {
    {key_launcher, "ouvrir"}, {"Mode d'emploi.html", "mode-d-emploi"}, {"Verifier.html", "verifier"}};

// The pages of the key wear the site's own style.
std::string style_of(const Pages& site) {
  for (auto at = site.lower_bound("assets/site-"); at != site.end() && at->first.starts_with("assets/site-"); ++at)
    if (at->first.ends_with(".css")) return at->first;
  return {};
}

std::string contact_address(const std::string& contact) {
  return contact.find('@') != std::string::npos && !contact.starts_with("mailto:") ? "mailto:" + contact : contact;
}

ValueMap facts_of(const FinishedSite& site, std::size_t files) {
  const Settings& settings = site.catalogue.settings;
  return {{"nom", settings.name},
          {"slogan", settings.tagline},
          {"organisation", settings.organisation},
          {"contact", settings.contact},
          {"contact_href", contact_address(settings.contact)},
          {"url", settings.url},
          {"territoire", settings.territory},
          {"licence", settings.content_licence},
          {"date", long_date(site.catalogue.today)},
          {"fiches", std::to_string(site.documents.size())},
          {"fichiers", std::to_string(files)},
          {"style", std::string(key_site) + style_of(site.pages)},
          {"accueil_href", std::string(key_site) + "index.html"}};
}

}  // namespace

bool is_for_servers(std::string_view path) {
  return path == "404.html" || path == "robots.txt" || path == "sitemap.xml";
}

Pages usb_key_files(const FinishedSite& site, Faults& faults) {
  Pages files;
  for (const auto& [path, bytes] : site.pages)
    if (!is_for_servers(path)) files[std::string(key_site) + path] = bytes;

  std::map<std::string, std::string> texts, shown;
  for (const SourceFile& file : site.theme) {
    if (!file.path.starts_with(theme_folder)) continue;
    std::string name = file.path.substr(theme_folder.size());
    if (!name.ends_with(".mustache")) {
      files[std::string(key_help) + name] = file.bytes;
      continue;
    }
    name.resize(name.size() - std::string_view(".mustache").size());
    if (name == "tete") name = "partials/tete";
    texts[name] = file.bytes;
    shown[name] = file.shown;
  }
  const Templates templates(texts, shown, faults);
  const ValueMap facts = facts_of(site, files.size() + std::size(key_pages));
  for (const auto& [path, layout] : key_pages) {
    if (!texts.contains(layout)) throw Failure(std::string("le thème n'a pas de fichier cle/") + layout + ".mustache");
    files[path] = typography_html(templates.render(layout, facts, faults));
  }
  verify(files, faults);

  Sums sums;
  for (const auto& [path, bytes] : files) sums[path] = sha256_hex(bytes);
  files[key_sums] = sums_to_text(sums);
  return files;
}

std::string sums_to_text(const Sums& sums) {
  std::string text;
  for (const auto& [path, sum] : sums) text += sum + "  " + path + "\n";
  return text;
}

Sums parse_sums(std::string_view text) {
  Sums sums;
  for (const auto& line : split(text, '\n')) {
    if (line.empty()) continue;
    const bool digest = line.find_first_not_of("0123456789abcdef") == digest_digits;
    const std::string path = line.size() > digest_digits + 2 ? line.substr(digest_digits + 2) : "";
    if (!digest || line.compare(digest_digits, 2, "  ") != 0 || !is_site_path(path))
      throw Failure(std::string(key_sums) + " est abîmé : la liste des fichiers ne se lit plus");
    sums[path] = line.substr(0, digest_digits);
  }
  return sums;
}

}  // namespace reperes

#include "builder/render_offline.h"

#include <algorithm>

#include "builder/text.h"

namespace reperes {
namespace {

constexpr int short_name_characters_max = 12;  // what fits under an icon

// « 11 Mo », « 1,4 Mo », « 0,1 Mo » at least: as scripts/sans-connexion.js writes it.
std::string megabytes(std::uintmax_t bytes) {
  constexpr std::uintmax_t tenth = 100'000;
  const std::uintmax_t tenths = std::max<std::uintmax_t>(1, (bytes + tenth / 2) / tenth);
  const std::string shown = tenths < 100 ? std::to_string(tenths / 10) + "," + std::to_string(tenths % 10)
                                         : std::to_string((tenths + 5) / 10);
  return shown + "\u00a0Mo";
}

// The first value of a custom property in a style sheet: that of the light colours.
std::string custom_property(std::string_view style, std::string_view name) {
  const std::string start = std::string(name) + ":";
  const std::size_t at = style.find(start);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = style.substr(at + start.size());
  return trim(rest.substr(0, rest.find_first_of(";}")));
}

std::string icon(std::string_view file, int side, std::string_view purpose) {
  const std::string shown = std::to_string(side);
  return "{\"src\":\"assets/" + std::string(file) + "\",\"sizes\":\"" + shown + "x" + shown +
         "\",\"type\":\"image/png\",\"purpose\":\"" + std::string(purpose) + "\"}";
}

}  // namespace

std::string render_offline(const Site& site, std::uintmax_t bytes, Faults& faults) {
  const PageHead head = simple_head(site, "hors-ligne", "hors-ligne.html");
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["taille"] = megabytes(bytes);
  data["edite_le"] = long_date(site.catalogue.today);
  return render_page(site, "fiche-hors-ligne", std::move(data), faults);
}

std::string web_manifest(const Settings& settings, std::string_view style) {
  std::string json = "{\n";
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) json += "\"" + std::string(name) + "\":\"" + json_string(value) + "\",\n";
  };
  add("name", settings.name);
  if (count_characters(settings.name) <= short_name_characters_max) add("short_name", settings.name);
  add("description", settings.tagline);
  add("lang", "fr");
  add("start_url", "index.html");
  add("scope", "./");
  add("display", "standalone");
  add("background_color", custom_property(style, "--papier"));
  add("theme_color", settings.accent.empty() ? custom_property(style, "--nuit") : settings.accent);
  return json + "\"icons\":[" + icon("icone-192.png", 192, "any") + ",\n" + icon("icone-512.png", 512, "any") + ",\n" +
         icon("icone-pleine-512.png", 512, "maskable") + "]\n}\n";
}

}  // namespace reperes

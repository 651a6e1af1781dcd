#include "builder/settings.h"

#include <algorithm>
#include <functional>
#include <map>

#include "builder/front_matter.h"
#include "builder/revision.h"

namespace reperes {

namespace {

bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c); });
}

}  // namespace

Settings parse_settings(const SourceFile& file, Faults& faults) {
  Settings settings;
  if (file.path.empty()) return settings;
  const Node root = parse_yaml(file.bytes, file.shown, faults);

  const auto place = [&](const Node& node) {
    return Place{file.shown, node.line, node.column, std::max(1, node.length)};
  };
  const auto refuse = [&](const Node& node, std::string message, std::string hint) {
    faults.push_back({"reglage-invalide", Severity::error, place(node), std::move(message), std::move(hint), {}});
  };
  const auto yes_into = [&](bool& target) {
    return [&target, &refuse](const Node& node) {
      if (node.text != "oui" && node.text != "non")
        return refuse(node, "réponse inconnue « " + node.text + " »", "oui ou non");
      target = node.text == "oui";
    };
  };
  const auto text_into = [](std::string& target) { return [&target](const Node& node) { target = node.text; }; };

  // The settings, one line each: what site.yml may say.
  const std::map<std::string, std::function<void(const Node&)>> known = {
      {"nom", text_into(settings.name)},
      {"accroche", text_into(settings.tagline)},
      {"organisation", text_into(settings.organisation)},
      {"contact", text_into(settings.contact)},
      {"territoire", text_into(settings.territory)},
      {"modifier", text_into(settings.edit_url)},
      {"logo", text_into(settings.logo)},
      {"licence", text_into(settings.content_licence)},
      {"editeur", text_into(settings.legal_publisher)},
      {"hebergeur", text_into(settings.legal_host)},
      {"url",
       [&](const Node& node) {
         if (!node.text.empty() && !is_safe_url(node.text))
           return refuse(node, "adresse refusée « " + node.text + " »", "l'adresse publique commence par https://");
         settings.url = node.text;
         if (!settings.url.empty() && !settings.url.ends_with('/')) settings.url += '/';
       }},
      {"couleur",
       [&](const Node& node) {
         if (!node.text.empty() && !is_colour(node.text))
           return refuse(node, "couleur illisible « " + node.text + " »", "six chiffres hexadécimaux : \"#1f5f5b\"");
         settings.accent = node.text;
       }},
      {"audience",
       [&](const Node& node) {
         if (node.text == "public") settings.audience = Audience::everyone;
         else if (node.text == "pro") settings.audience = Audience::professionals;
         else if (node.text == "interne") settings.audience = Audience::team;
         else refuse(node, "audience inconnue « " + node.text + " »", "public, pro ou interne");
       }},
      {"borne", yes_into(settings.kiosk)},
      {"hors_ligne",
       [&](const Node& node) {
         bool may_be_kept = true;
         yes_into(may_be_kept)(node);
         settings.offline = may_be_kept ? Offline::kept : Offline::forgotten;
       }},
      {"impression", yes_into(settings.kiosk_printing)},
      {"accessibilite",
       [&](const Node& node) {
         for (const auto& [key, value] : node.entries) {
           if (key.text == "etat") settings.accessibility_state = value.text;
           else if (key.text == "contact") settings.accessibility_contact = value.text;
           else if (key.text == "date") settings.accessibility_date = value.text;
           else refuse(key, "réglage inconnu « " + key.text + " »", "etat, contact ou date");
         }
       }},
      {"revision",
       [&](const Node& node) {
         for (const auto& [key, value] : node.entries)
           if (key.text != "sans")
             refuse(key, "réglage inconnu « " + key.text + " »", "revision: {sans: [sigle, code-rome]}");
         const Node* without = node.find("sans");
         if (!without) return;
         const auto& sources = revision_sources();
         for (const auto& item : without->is_list() ? without->items : std::vector<Node>{*without}) {
           if (std::find(sources.begin(), sources.end(), item.text) != sources.end()) {
             settings.revision_without.push_back(item.text);
             continue;
           }
           const auto near = nearest(item.text, sources);
           refuse(item, "genre de question inconnu « " + item.text + " »",
                  near.empty() ? "les genres : " + join(sources, ", ") : "vouliez-vous dire « " + near + " » ?");
         }
       }},
      {"besoins",
       [&](const Node& node) {
         for (const auto& item : node.items) settings.home_needs.emplace_back(item.text, "");
       }},
  };

  std::vector<std::string> names;
  for (const auto& [name, apply] : known) names.push_back(name);
  for (const auto& [key, value] : root.entries) {
    if (const auto found = known.find(key.text); found != known.end()) {
      found->second(value);
      continue;
    }
    const auto near = nearest(key.text, names);
    faults.push_back({"champ-inconnu",
                      Severity::warning,
                      place(key),
                      "réglage inconnu « " + key.text + " »",
                      near.empty() ? "les réglages : " + join(names, ", ") : "vouliez-vous dire « " + near + " » ?",
                      {}});
  }
  return settings;
}

}  // namespace reperes

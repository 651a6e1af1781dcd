// site.yml: the site's name, its public address, who it is for. Everything has a default; the file is optional.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "builder/diagnostic.h"
#include "builder/fiche.h"

namespace reperes {

// Whether a reader may keep the site on their device. Forgotten: what was kept before goes at the next visit. Absent: a
// kiosk, a USB key, a ZIM, which have nothing of it.
enum class Offline { kept, forgotten, absent };

struct Settings {
  std::string name = "Repères";
  std::string tagline = "Institutions, droits, métiers : la bonne fiche, tout de suite.";
  std::string organisation;   // who publishes the site
  std::string contact;        // mail address or page for corrections
  std::string url;            // public address, ends in '/'; empty: nothing that needs one appears
  std::string territory;      // « Seine-Saint-Denis »
  std::string edit_url;       // « https://…/edit/main/{path} »
  std::string logo;           // path in content/
  std::string accent;         // CSS colour #rrggbb of the site, or empty
  std::string content_licence = "CC BY-SA 4.0";
  std::string accessibility_state = "non";  // non, partiellement, totalement (conforme)
  std::string accessibility_contact, accessibility_date;
  std::string legal_publisher, legal_host;  // legal mentions
  std::vector<std::pair<std::string, std::string>> home_needs;  // parcours ids put first on the home page (id, label)
  std::vector<std::string> revision_without;  // kinds of questions that the model does not ask (builder/revision.h)
  Audience audience = Audience::everyone;
  bool kiosk = false;           // for a public terminal; then the audience is everyone
  bool kiosk_printing = false;  // the terminal has a printer
  Offline offline = Offline::kept;
};

Settings parse_settings(const SourceFile& file, Faults& faults);

}  // namespace reperes

#include "builder/render_home.h"

#include <algorithm>

#include "builder/render_news.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t home_news_max = 6;

// « urgence » says when, not what about: it gives way to another domain.
std::string first_domaine(const Fiche& fiche) {
  for (const std::string& domaine : fiche.domaines)
    if (domaine != "urgence") return domaine;
  return fiche.domaines.empty() ? "" : fiche.domaines.front();
}

// The needs people come with: those site.yml puts first, then by domain and title.
ValueList needs(const Site& site, std::string_view from_path, bool urgent) {
  Indexes indexes;
  std::vector<std::string> labels;
  auto add = [&](std::size_t index, const std::string& label) {
    if ((site.fiche(index).urgency == 3) != urgent || site.fiche(index).state == EditorialState::historical) return;
    if (std::find(indexes.begin(), indexes.end(), index) != indexes.end()) return;
    indexes.push_back(index);
    labels.push_back(label);
  };
  for (const auto& [id, label] : site.settings().home_needs)
    if (const Fiche* fiche = site.catalogue.find(id))
      add(static_cast<std::size_t>(fiche - site.catalogue.fiches.data()), label);
  Indexes rest = site.by_kind[static_cast<std::size_t>(Kind::parcours)];
  // Needs of one domain stand together.
  auto rank = [&](std::size_t index) {
    const auto& choices = model().vocabulary("domaines").choices;
    const std::string first = first_domaine(site.fiche(index));
    return std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.value == first; });
  };
  std::stable_sort(rest.begin(), rest.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  for (std::size_t index : rest) add(index, "");
  ValueList values;
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    ValueMap value = card(site, indexes[i], from_path);
    const Fiche& fiche = site.fiche(indexes[i]);
    value["icone"] = site.theme.icon(first_domaine(fiche));
    value["appel"] = labels[i].empty() ? typography(fiche.title) : typography(labels[i]);
    values.push_back(std::move(value));
  }
  return values;
}

// The lines for now: contacts of the highest urgency that have a number, shortest number first.
ValueList lines(const Site& site, std::string_view from_path) {
  Indexes indexes;
  for (std::size_t index : site.by_kind[static_cast<std::size_t>(Kind::contact)])
    if (site.fiche(index).urgency == 3 && !telephone(number_of(site.fiche(index))).dialled.empty())
      indexes.push_back(index);
  std::stable_sort(indexes.begin(), indexes.end(), [&](std::size_t a, std::size_t b) {
    std::string left = number_of(site.fiche(a)), right = number_of(site.fiche(b));
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  return cards(site, indexes, from_path);
}

ValueList readers(const Site& site, std::string_view from_path) {
  ValueList values;
  for (const Choice& choice : model().vocabulary("publics").choices)
    if (auto found = site.by_public.find(choice.value); found != site.by_public.end())
      values.push_back(ValueMap{{"nom", typography(choice.label)},
                                {"href", link_to(from_path, "publics/" + choice.value + ".html")},
                                {"nombre", std::to_string(found->second.size())}});
  return values;
}

}  // namespace

std::string render_home(const Site& site, Faults& faults) {
  PageHead head;
  head.path = "index.html";
  head.title = site.settings().name;
  head.description = site.settings().tagline;
  head.css_class = "page-accueil";
  ValueMap data = frame(site, head);
  ValueList urgent = needs(site, head.path, true), others = needs(site, head.path, false);
  ValueList numbers = lines(site, head.path), publics = readers(site, head.path);
  data["a_des_urgences"] = !urgent.empty() || !numbers.empty();
  data["urgences"] = std::move(urgent);
  data["a_des_besoins"] = !others.empty();
  data["besoins"] = std::move(others);
  data["a_des_lignes"] = !numbers.empty();
  data["lignes"] = std::move(numbers);
  data["a_des_domaines"] = !site.by_domaine.empty();
  data["a_des_publics"] = !publics.empty();
  data["publics"] = std::move(publics);
  data["nombre"] = typography(site.theme.words.count("listes.fiches", site.catalogue.fiches.size()));
  data["nombre_sigles"] = std::to_string(site.catalogue.sigles.size());
  data["a_des_sigles"] = !site.catalogue.sigles.empty();
  data["verifiees"] = cards(site, recently_verified(site, home_news_max), head.path);
  data["au"] = long_date(site.catalogue.today);
  return render_page(site, "accueil", std::move(data), faults);
}

std::string render_search(const Site& site, Faults& faults) {
  PageHead head = simple_head(site, "recherche", "recherche.html");
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["urgences"] = needs(site, head.path, true);
  data["besoins"] = needs(site, head.path, false);
  return render_page(site, "recherche", std::move(data), faults);
}

std::string render_not_found(const Site& site, Faults& faults) {
  PageHead head = simple_head(site, "introuvable", "404.html");
  head.indexed = false;
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  return render_page(site, "404", std::move(data), faults);
}

std::string render_accessibility(const Site& site, Faults& faults) {
  const Settings& settings = site.settings();
  PageHead head = simple_head(site, "accessibilite", "accessibilite.html");
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["etat_conformite"] = site.theme.words.say("accessibilite." + settings.accessibility_state);
  data["date_conformite"] = typography(settings.accessibility_date);
  const std::string& contact =
      settings.accessibility_contact.empty() ? settings.contact : settings.accessibility_contact;
  data["contact_accessibilite"] = typography(contact);
  data["contact_accessibilite_href"] = is_safe_url(contact)                     ? contact
                                       : contact.find('@') != std::string::npos ? "mailto:" + contact
                                                                                : "";
  return render_page(site, "fiche-accessibilite", std::move(data), faults);
}

std::string render_legal(const Site& site, Faults& faults) {
  const Settings& settings = site.settings();
  PageHead head = simple_head(site, "mentions", "mentions-legales.html");
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["editeur"] = typography(settings.legal_publisher.empty() ? settings.organisation : settings.legal_publisher);
  data["hebergeur"] = typography(settings.legal_host);
  data["nombre"] = typography(site.theme.words.count("listes.fiches", site.catalogue.fiches.size()));
  return render_page(site, "fiche-mentions-legales", std::move(data), faults);
}

std::string render_redirect(const Site& site, std::size_t index, const std::string& path, Faults& faults) {
  PageHead head;
  head.path = path;
  head.title = site.fiche(index).title;
  head.css_class = "page-redirection";
  head.indexed = false;
  head.crumbs = {{head.title, path}};
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["vers"] = link_to(path, site.catalogue.path_of(site.fiche(index)));
  return render_page(site, "redirection", std::move(data), faults);
}

}  // namespace reperes

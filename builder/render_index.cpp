#include "builder/render_index.h"

#include <algorithm>
#include <map>

#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t alphabet_jobs_max = 200;  // beyond: the whole ROME, which has an index of its own

Value entry(std::string text, std::string note, std::string href, std::string kind) {
  return ValueMap{{"texte", std::move(text)},
                  {"renvoi", std::move(note)},
                  {"href", std::move(href)},
                  {"genre_nom", std::move(kind)}};
}

// First letter without accent; « 0-9 » for the rest.
std::string initial(std::string_view text) {
  std::string folded = fold(text);
  for (char c : folded) {
    if (c >= 'a' && c <= 'z') return std::string(1, static_cast<char>(c - 'a' + 'A'));
    if (c >= '0' && c <= '9') break;
  }
  return "0-9";
}

ValueList meanings(const Site& site, const Sigle& sigle, std::string_view from_path) {
  ValueList values;
  for (const Sigle::Meaning& meaning : sigle.meanings) {
    ValueMap value{{"texte", capitalised(typography(meaning.text))},
                   {"domaine", typography(model().label("domaines", meaning.domaine))},
                   {"ancien", meaning.former},
                   {"voir", typography(meaning.see)},
                   {"texte_href", ""},
                   {"fiche", false}};
    if (meaning.fiche < site.catalogue.fiches.size()) {
      const Fiche& fiche = site.fiche(meaning.fiche);
      if (fold(fiche.title) == fold(meaning.text))
        value["texte_href"] =
            link_to(from_path, site.catalogue.path_of(fiche));  // the meaning is the fiche's own title
      else
        value["fiche"] = card(site, meaning.fiche, from_path);
    }
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace

std::string render_alphabet(const Site& site, Faults& faults) {
  const PageHead head = simple_head(site, "az", "a-z.html");
  struct Line {
    std::string key;
    Value value;
  };
  std::map<std::string, std::vector<Line>> letters;
  const bool without_jobs = site.by_kind[static_cast<std::size_t>(Kind::metier)].size() > alphabet_jobs_max;
  auto add = [&](const std::string& text, const std::string& note, const Fiche& fiche) {
    letters[initial(text)].push_back(
        {text, entry(typography(text), typography(note), link_to(head.path, site.catalogue.path_of(fiche)),
                     model().kind(fiche.kind).name)});
  };
  for (const Fiche& fiche : site.catalogue.fiches) {
    if (fiche.kind == Kind::metier && without_jobs) continue;
    add(fiche.title, fiche.sigle == fiche.title ? "" : fiche.sigle, fiche);
    if (!fiche.sigle.empty() && fiche.sigle != fiche.title) add(fiche.sigle, fiche.title, fiche);
    for (const std::string& alias : fiche.aliases) add(capitalised(alias), fiche.title, fiche);
    for (const OldName& old : fiche.old_names) add(capitalised(old.name), fiche.title, fiche);
  }
  ValueList groups;
  for (auto& [letter, lines] : letters) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return french_less(a.key, b.key); });
    ValueList entries;
    for (Line& line : lines) entries.push_back(std::move(line.value));
    groups.push_back(ValueMap{{"titre", letter}, {"ancre", "lettre-" + fold(letter)}, {"entrees", std::move(entries)}});
  }
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["lettres"] = std::move(groups);
  data["sans_metiers"] = without_jobs;
  data["metiers_href"] = link_to(head.path, model().kind(Kind::metier).folder + "/index.html");
  return render_page(site, "a-z", std::move(data), faults);
}

std::string sigle_path(const Sigle& sigle) {
  return "sigle-" + sigle.slug + ".html";
}

std::string render_sigles(const Site& site, Faults& faults) {
  const PageHead head = simple_head(site, "sigles", "sigles.html");
  std::vector<const Sigle*> sorted;
  for (const Sigle& sigle : site.catalogue.sigles) sorted.push_back(&sigle);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Sigle* a, const Sigle* b) { return french_less(a->sigle, b->sigle); });
  std::map<std::string, ValueList> by_letter;  // a sigle may begin with a mark, and sort elsewhere than its letter
  for (const Sigle* sigle : sorted)
    by_letter[initial(sigle->sigle)].push_back(
        ValueMap{{"sigle", typography(sigle->sigle)},
                 {"href", sigle->has_page ? link_to(head.path, sigle_path(*sigle)) : ""},
                 {"ambigu", sigle->meanings.size() > 1},
                 {"sens", meanings(site, *sigle, head.path)}});
  ValueList letters;
  for (auto& [letter, lines] : by_letter)
    letters.push_back(ValueMap{{"titre", letter}, {"ancre", "lettre-" + fold(letter)}, {"sigles", std::move(lines)}});
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["nombre"] = typography(site.theme.words.count("sigles.nombre", sorted.size()));
  data["lettres"] = std::move(letters);
  return render_page(site, "sigles", std::move(data), faults);
}

std::string render_sigle(const Site& site, const Sigle& sigle, Faults& faults) {
  PageHead head;
  head.path = sigle_path(sigle);
  head.title = site.theme.words.say("sigles.un-titre", {{"sigle", sigle.sigle}});
  head.description = site.theme.words.count("sigles.sens", sigle.meanings.size());
  head.css_class = "page-sigle genre-sigle";
  head.section = "sigles";
  head.crumbs = {{site.theme.words.say("sigles.titre"), "sigles.html"}, {sigle.sigle, head.path}};
  ValueMap data = frame(site, head);
  data["sigle"] = typography(sigle.sigle);
  data["intro"] = typography(head.description);
  data["sens"] = meanings(site, sigle, head.path);
  data["sigle_recherche_href"] = link_to(head.path, "recherche.html") + "?q=" + sigle.slug;
  return render_page(site, "fiche-sigle", std::move(data), faults);
}

}  // namespace reperes

// A small catalogue through the real theme: which pages there are, and what a reader finds on them.

#include "builder/render.h"

#include <algorithm>
#include <array>

#include "builder/markdown.h"
#include "builder/source.h"
#include "tests/support/catch.h"

using namespace reperes;

namespace {

constexpr Date today{2026, 11, 23};
using Files = std::vector<std::array<std::string, 3>>;  // path, front matter, body

std::vector<SourceFile> the_theme() {
  Faults faults;
  return read_sources({"tests/golden/minimal/content", {"theme"}, {}}, faults).theme;
}

struct Rendered {
  Pages pages;
  Faults faults;  // of rendering only
  const std::string& at(const std::string& path) const {
    INFO(path);
    REQUIRE(pages.contains(path));
    return pages.find(path)->second;
  }
};

Rendered render_site(const Files& files, Settings settings = {}, std::vector<SourceFile> theme = the_theme(),
                     std::vector<Sigle> sigles = {}, int jobs = 2) {
  Faults ignored;
  prepare_markdown();
  std::vector<Fiche> fiches;
  for (const auto& [path, front, body] : files)
    fiches.push_back(parse_fiche({path, path, "---\n" + front + "\n---\n" + body}, today, ignored));
  const Catalogue catalogue =
      assemble(std::move(fiches), std::move(sigles), {}, std::move(settings), Audience::everyone, today, ignored);
  Rendered rendered;
  rendered.pages = render(catalogue, revise(catalogue), theme, {jobs, "recherche/0/"}, rendered.faults);
  return rendered;
}

bool has(const std::string& page, std::string_view words) {
  return page.find(words) != std::string::npos;
}

const Files one = {{"dispositifs/apl.md", "titre: APL", ""}};

const Files some = {
    {"institutions/caf.md",
     "titre: Caisse d'allocations familiales\nsigle: Caf\nanciens_ids: [caisse]\nacces: {telephone: \"3230\", site: "
     "\"https://www.caf.fr\"}",
     "## À quoi ça sert\n\nVerse [l'APL](apl#pour-qui)."},
    {"dispositifs/apl.md",
     "titre: Aide au logement\nsigle: APL\nresume: Aide à payer le loyer.\nnature: allocation\ndomaines: [logement]\n"
     "publics: [familles]\nconditions: [payer un loyer]\ndemarche: {en_ligne: \"https://www.caf.fr\", pieces: [bail]}\n"
     "alias: [aide au loyer]\nquestions: [J'ai droit à quoi ?]\nurgence: 1\nverifie_le: 2026-11-02\n"
     "relations:\n  opere_par: [caf]\n  recours_devant: [{id: caf, jours: 60}]",
     "## Pour qui\n\nLes locataires.\n\n## En clair\n\nVous payez un loyer."},
    {"dispositifs/al.md",
     "titre: Ancienne aide\netat: historique\nvalable_jusqu_au: 2019-12-31\nrelations: {remplace_par: [apl]}", ""},
    {"parcours/rue.md",
     "titre: Nulle part où dormir\nquestion: Où dormir ?\nurgence: 3\netapes:\n  - {si: toujours, fiche: ligne-115}\n"
     "  - {si: ensuite, fiche: apl}",
     "## Tout de suite\n\nAppelez."},
    {"contacts/ligne-115.md", "titre: Urgence sociale (115)\nnature: ligne\ntelephone: \"115\"\nurgence: 3", ""},
};

}  // namespace

TEST_CASE("one fiche with a title makes a whole site") {
  const auto rendered = render_site(one);
  CHECK(rendered.faults.empty());
  for (const char* path :
       {"index.html", "recherche.html", "404.html", "a-z.html", "sigles.html", "nouveautes.html", "accessibilite.html",
        "mentions-legales.html", "dispositifs/index.html", "dispositifs/apl.html", "favicon.svg"})
    CHECK(rendered.pages.contains(path));
  for (const char* path : {"sitemap.xml", "robots.txt", "nouveautes.atom", "metiers/index.html"})
    CHECK_FALSE(rendered.pages.contains(path));
}

// A page without its blocks of data (JSON-LD), which no browser runs.
std::string without_data(std::string page) {
  const std::string begin = "<script type=\"application/ld+json\">", end = "</script>";
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at))
    page.erase(at, page.find(end, at) + end.size() - at);
  return page;
}

TEST_CASE("pages hold nothing inline and load nothing from elsewhere") {
  for (const auto& [path, whole] : render_site(some).pages) {
    if (!path.ends_with(".html")) continue;
    INFO(path);
    const std::string page = without_data(whole);
    for (const char* unwanted : {"<style", " style=", " onclick=", "src=\"http", "{{", "}}"})
      CHECK_FALSE(has(page, unwanted));
    std::size_t scripts = 0, with_address = 0;
    for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1)) ++scripts;
    for (std::size_t at = page.find("<script src="); at != std::string::npos; at = page.find("<script src=", at + 1))
      ++with_address;
    CHECK(scripts == with_address);
    CHECK(page.find("<meta") == page.find("<meta http-equiv=\"Content-Security-Policy\""));
  }
}

TEST_CASE("a fiche shows its facts, its links both ways and its age") {
  const auto rendered = render_site(some);
  const std::string& apl = rendered.at("dispositifs/apl.html");
  CHECK(has(apl, "<dt>Nature</dt>"));
  CHECK(has(apl, "Allocation"));
  CHECK(has(apl, "dans un délai de deux mois"));
  CHECK(has(apl, "<a href=\"../institutions/caf.html\">Caisse d’allocations familiales</a>"));
  CHECK(has(apl, "Vérifié le 2 novembre 2026"));
  CHECK(has(apl, "Cette fiche répond à"));
  CHECK(has(apl, "href=\"../domaines/logement.html\""));
  const std::string& caf = rendered.at("institutions/caf.html");
  CHECK(has(caf, "<h3>Assure</h3>"));
  CHECK(has(caf, "<h3>Reçoit les recours contre</h3>"));
  CHECK(has(caf, "href=\"../dispositifs/apl.html#pour-qui\""));
  CHECK(has(caf, "href=\"tel:3230\""));
  CHECK(has(caf, "Pas encore vérifié"));
}

TEST_CASE("an institution with several roles for a right lists it once") {
  const auto rendered = render_site(
      {{"institutions/caf.md", "titre: CAF", ""},
       {"dispositifs/apl.md", "titre: APL\nrelations: {opere_par: [caf], decide_par: [caf], finance_par: [caf]}", ""},
       {"dispositifs/rsa.md", "titre: RSA\nrelations: {opere_par: [caf]}", ""}});
  const std::string& page = rendered.at("institutions/caf.html");
  CHECK(has(page, "<h3>Assure, décide et finance</h3>"));
  CHECK(has(page, "<h3>Assure</h3>"));
  CHECK_FALSE(has(page, "<h3>Finance</h3>"));
}

TEST_CASE("plain language has a page of its own, one click away") {
  const auto rendered = render_site(some);
  CHECK(has(rendered.at("dispositifs/apl.html"), "href=\"../dispositifs/apl-en-clair.html\""));
  CHECK_FALSE(has(rendered.at("dispositifs/apl.html"), "Vous payez un loyer"));
  CHECK(has(rendered.at("dispositifs/apl-en-clair.html"), "Vous payez un loyer"));
}

TEST_CASE("what is urgent gives the numbers before anything else") {
  const std::string page = render_site(some).at("parcours/rue.html");
  REQUIRE(has(page, "href=\"tel:115\""));
  CHECK(page.find("href=\"tel:115\"") < page.find("class=\"parole\""));
  CHECK(has(page, ">Urgence sociale</a>"));  // the button beside it says 115
  const std::string home = render_site(some).at("index.html");
  CHECK(home.find("name=\"q\"") < home.find("href=\"tel:115\""));
}

TEST_CASE("what belongs to the past says so and shows the way") {
  const std::string page = render_site(some).at("dispositifs/al.html");
  CHECK(has(page, "Cette fiche appartient au passé"));
  CHECK(has(page, "jusqu’au 31 décembre 2019"));
  CHECK(has(page, "Aujourd’hui : <a href=\"../dispositifs/apl.html\">"));
}

TEST_CASE("a former id leaves a page that leads on") {
  const std::string page = render_site(some).at("institutions/caisse.html");
  CHECK(has(page, "content=\"0; url=../institutions/caf.html\""));
  CHECK(has(page, "<a href=\"../institutions/caf.html\">"));
}

TEST_CASE("a sigle with two meanings has a page, and the index links it") {
  Sigle ass{"ASS",
            "ass",
            {{"allocation de solidarité spécifique", "emploi", ""}, {"assistant de service social", "droits", ""}},
            true};
  const auto rendered = render_site(one, {}, the_theme(), {ass});
  CHECK(has(rendered.at("sigle-ass.html"), "Allocation de solidarité spécifique"));
  CHECK(has(rendered.at("sigles.html"), "href=\"sigle-ass.html\""));
}

TEST_CASE("a public address brings sitemap, feed, canonical links and QR codes") {
  Settings settings;
  settings.url = "https://exemple.fr/";
  const auto rendered = render_site(some, settings);
  CHECK(has(rendered.at("sitemap.xml"), "<loc>https://exemple.fr/dispositifs/apl.html</loc>"));
  CHECK_FALSE(has(rendered.at("sitemap.xml"), "404.html"));
  CHECK(has(rendered.at("nouveautes.atom"), "<updated>2026-11-02T00:00:00Z</updated>"));
  CHECK(has(rendered.at("dispositifs/apl.html"),
            "<link rel=\"canonical\" href=\"https://exemple.fr/dispositifs/apl.html\">"));
  CHECK(has(rendered.at("dispositifs/apl.html"), "class=\"qr\""));
  CHECK_FALSE(has(render_site(some).at("dispositifs/apl.html"), "class=\"qr\""));
}

TEST_CASE("titles of authors stay text") {
  const auto rendered =
      render_site({{"dispositifs/x.md", "titre: '</title><script>alert(1)</script>'\nalias: ['<b>']", ""}});
  for (const auto& [path, page] : rendered.pages)
    if (path.ends_with(".html")) CHECK_FALSE(has(page, "<script>alert"));
}

TEST_CASE("the same pages whatever the number of threads, in any order of fiches") {
  Files reversed(some.rbegin(), some.rend());
  const auto alone = render_site(some, {}, the_theme(), {}, 1);
  CHECK(alone.pages == render_site(some, {}, the_theme(), {}, 4).pages);
  CHECK(alone.pages == render_site(reversed).pages);
}

TEST_CASE("a layout that asks for a name no page has is told once, with its place") {
  auto theme = the_theme();
  for (SourceFile& file : theme)
    if (file.path == "partials/pied.mustache") file.bytes = "{{inconnu}}\n" + file.bytes;
  const auto rendered = render_site(some, {}, theme);
  REQUIRE_FALSE(rendered.faults.empty());
  for (const Fault& fault : rendered.faults) {
    CHECK(fault.code == "gabarit-variable-inconnue");
    CHECK(fault.place.path.ends_with("partials/pied.mustache"));
    CHECK(fault.place.line == 1);
  }
  CHECK(rendered.faults.size() == 1);
}

TEST_CASE("assets change their names with their content") {
  const auto names = [](const Rendered& rendered) {
    std::string style;
    for (const auto& [path, bytes] : rendered.pages)
      if (path.starts_with("assets/site-") && path.ends_with(".css")) style = path;
    return style;
  };
  auto theme = the_theme();
  const std::string before = names(render_site(one, {}, theme));
  for (SourceFile& file : theme)
    if (file.path.ends_with("1-fondations.css")) file.bytes += "b { color: red }\n";
  CHECK_FALSE(before.empty());
  CHECK(names(render_site(one, {}, theme)) != before);
}

TEST_CASE("styles travel without comments and blanks, texts in quotes whole") {
  auto theme = the_theme();
  SourceFile file;
  file.path = "styles/liste/a.css";
  file.bytes = "/* x */ .a  > b:hover ,\n i { content: \"/* y ;  } */\"; margin: 0 calc(1px + 2px); }\n";
  theme.push_back(file);
  const auto rendered = render_site(one, {}, theme);
  std::string style;
  for (const auto& [path, bytes] : rendered.pages)
    if (path.starts_with("assets/liste-")) style = bytes;
  CHECK(style == ".a > b:hover,i{content: \"/* y ;  } */\";margin: 0 calc(1px + 2px)}\n");
  const std::string asked = "<link rel=\"stylesheet\" href=\"../assets/liste-";
  CHECK(rendered.pages.at("dispositifs/index.html").find(asked) != std::string::npos);
  CHECK(rendered.pages.at("a-z.html").find(asked) == std::string::npos);
}

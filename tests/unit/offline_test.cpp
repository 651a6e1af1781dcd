// The list of a site's files and the worker that names it.

#include "builder/offline.h"

#include "builder/render_offline.h"
#include "tests/support/catch.h"

using namespace reperes;

namespace {

Pages listed(Pages pages, Offline offline = Offline::kept, int jobs = 2) {
  add_offline(pages, offline, jobs);
  return pages;
}

const Pages some = {{"hors-ligne.js", "agir();\n"}, {"a.html", "a"}, {"b é.html", "bc"}, {"robots.txt", "x"}};

}  // namespace

TEST_CASE("the list gives each file a reader may open; the worker begins with its name") {
  const Pages pages = listed(some);
  CHECK(pages.at("hors-ligne.js") ==
        "const version = { \"digest\": \"9ca4baf0322f416b\", \"list\": \"assets/hors-ligne-9ca4baf0322f416b.json\", "
        "\"files\": 2, \"bytes\": 3 };\nagir();\n");
  CHECK(pages.at("assets/hors-ligne-9ca4baf0322f416b.json") ==
        "{\"files\":[\n[\"a.html\",1,\"ca978112ca1bbdca\"],\n[\"b é.html\",2,\"1e0bbd6c686ba050\"]\n]}\n");
}

TEST_CASE("same files, same version; another byte, another version") {
  CHECK(listed(some) == listed(some, Offline::kept, 8));
  Pages other = some;
  other["a.html"] = "A";
  CHECK(listed(other).at("hors-ligne.js") != listed(some).at("hors-ligne.js"));
}

TEST_CASE("a worker without a version takes away what was kept") {
  CHECK(listed(some, Offline::forgotten).at("hors-ligne.js") == "const version = null;\nagir();\n");
  CHECK(without_version(listed(some).at("hors-ligne.js")) == "const version = null;\nagir();\n");
  const Pages bare = {{"a.html", "a"}};
  CHECK(listed(bare) == bare);
}

TEST_CASE("the web manifest has the colours of the theme, and the one of the site") {
  const std::string style = ":root{--papier: #fff;--nuit:#111}@media x{:root{--papier:#000}}";
  Settings settings;
  settings.name = "Essai « vif »";
  const std::string plain = web_manifest(settings, style);
  CHECK(plain.find("\"background_color\":\"#fff\"") != std::string::npos);
  CHECK(plain.find("\"theme_color\":\"#111\"") != std::string::npos);
  CHECK(plain.find("short_name") == std::string::npos);  // longer than what fits under an icon
  settings.accent = "#abcdef";
  CHECK(web_manifest(settings, style).find("\"theme_color\":\"#abcdef\"") != std::string::npos);
}

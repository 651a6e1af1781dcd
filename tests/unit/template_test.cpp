// Layouts and what they say of themselves when something is missing.

#include "builder/template.h"

#include "builder/hash.h"
#include "tests/support/catch.h"

using namespace reperes;

namespace {

struct Rendered {
  std::string page;
  Faults faults;
};

// Renders the layout « page » of a theme given as name → text.
Rendered render(const std::map<std::string, std::string>& texts, const Value& data) {
  std::map<std::string, std::string> shown;
  for (const auto& [name, text] : texts)
    shown[name] = "theme/" + std::string(name.starts_with("partials/") ? "" : "layouts/") + name + ".mustache";
  Rendered result;
  Templates templates(texts, shown, result.faults);
  result.page = templates.render("page", data, result.faults);
  return result;
}

// « theme/layouts/page.mustache:2:4 gabarit-variable-inconnue »
std::string told(const Fault& fault) {
  return fault.place.path + ":" + std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " +
         fault.code;
}

}  // namespace

TEST_CASE("a layout is filled, text is escaped, HTML only where asked") {
  ValueMap data{{"titre", "L'aide <b>"}, {"html", "<b>oui</b>"}, {"liste", ValueList{Value("a"), Value("b")}}};
  Rendered result = render({{"page", "<h1>{{titre}}</h1>{{{html}}}{{#liste}}({{.}}){{/liste}}"}}, data);
  CHECK(result.faults.empty());
  CHECK(result.page == "<h1>L&#39;aide &lt;b&gt;</h1><b>oui</b>(a)(b)");
}

TEST_CASE("empty text, empty list and false are the same to a section") {
  ValueMap data{{"texte", ""}, {"liste", ValueList{}}, {"non", false}, {"oui", true}};
  Rendered result = render({{"page",
                             "{{#texte}}1{{/texte}}{{#liste}}2{{/liste}}{{#non}}3{{/non}}{{#oui}}4{{/oui}}"
                             "{{^texte}}5{{/texte}}[{{texte}}]"}},
                           data);
  CHECK(result.faults.empty());
  CHECK(result.page == "45[]");
}

TEST_CASE("names are looked up from the inside out, with dots too") {
  ValueMap data{{"site", ValueMap{{"nom", "Repères"}}},
                {"liste", ValueList{ValueMap{{"nom", "un"}}, ValueMap{{"nom", "deux"}}}}};
  Rendered result = render({{"page", "{{#liste}}{{nom}}/{{site.nom}} {{/liste}}"}}, data);
  CHECK(result.faults.empty());
  CHECK(result.page == "un/Repères deux/Repères ");
}

TEST_CASE("a partial is laid in, its own lines and spaces kept") {
  Rendered result =
      render({{"page", "<ul>\n{{#liste}}\n{{> carte}}\n{{/liste}}\n</ul>\n"}, {"partials/carte", "<li>{{.}}</li>\n"}},
             ValueMap{{"liste", ValueList{Value("a"), Value("b")}}});
  CHECK(result.faults.empty());
  CHECK(result.page == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
}

TEST_CASE("a missing variable is a fault with its place, once a page") {
  Rendered result = render({{"page", "<h1>{{titre}}</h1>\n<p>{{resumé}} {{resumé}}</p>"}}, ValueMap{{"titre", "x"}});
  REQUIRE(result.faults.size() == 1);
  CHECK(told(result.faults[0]) == "theme/layouts/page.mustache:2:4 gabarit-variable-inconnue");
  CHECK(result.faults[0].excerpt == "<p>{{resumé}} {{resumé}}</p>");
  CHECK(result.faults[0].message == "la variable « resumé » n'existe pas pour cette page");
}

TEST_CASE("a missing variable inside a partial names the partial") {
  Rendered result = render({{"page", "un\n{{> pied}}\n"}, {"partials/pied", "deux\n trois {{quatre}}\n"}}, ValueMap{});
  REQUIRE(result.faults.size() == 1);
  CHECK(told(result.faults[0]) == "theme/partials/pied.mustache:2:8 gabarit-variable-inconnue");
}

TEST_CASE("a missing partial, with the nearest name") {
  Rendered result = render({{"page", "{{> peid}}"}, {"partials/pied", ""}}, ValueMap{});
  REQUIRE(result.faults.size() == 1);
  CHECK(told(result.faults[0]) == "theme/layouts/page.mustache:1:1 gabarit-partiel-inconnu");
  CHECK(result.faults[0].hint == "vouliez-vous dire « pied » ?");
}

TEST_CASE("a layout that cannot be read says where") {
  Rendered open = render({{"page", "a\n  {{#liste}}\n"}}, ValueMap{{"liste", true}});
  REQUIRE(open.faults.size() == 1);
  CHECK(told(open.faults[0]) == "theme/layouts/page.mustache:2:3 gabarit-illisible");
  CHECK(open.page.empty());
  Rendered circle = render({{"page", "{{> a}}"}, {"partials/a", "{{> a}}"}}, ValueMap{});
  REQUIRE(circle.faults.size() == 1);
  CHECK(told(circle.faults[0]) == "theme/partials/a.mustache:1:1 gabarit-circulaire");
  Rendered braces = render({{"page", "\n{{titre"}}, ValueMap{{"titre", "x"}});
  REQUIRE(braces.faults.size() == 1);
  CHECK(told(braces.faults[0]) == "theme/layouts/page.mustache:2:1 gabarit-illisible");
}

TEST_CASE("a theme without the layout asked for") {
  Faults faults;
  Templates templates({}, {}, faults);
  CHECK(templates.render("fiche", ValueMap{}, faults).empty());
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == "gabarit-absent");
}

TEST_CASE("the hash is XXH3-128, canonical form") {
  CHECK(hash128_hex("") == "99aa06d3014798d86001c324468d497f");
  CHECK(hash128_hex("a") != hash128_hex("b"));
}

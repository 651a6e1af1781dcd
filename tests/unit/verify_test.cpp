// What the last look at a finished site finds, and what it lets pass.

#include "builder/verify.h"

#include <string>

#include "tests/support/catch.h"

namespace reperes {
namespace {

std::string page(const std::string& inside) {
  return "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Page</title></head>\n<body><h1>Page</h1>" + inside +
         "</body></html>\n";
}

// « code chemin:ligne:colonne message », one finding a line.
std::string findings(const Pages& pages) {
  Faults faults;
  verify(pages, faults);
  sort_faults(faults);
  std::string text;
  for (const auto& fault : faults) {
    text += fault.code + " " + fault.place.path;
    if (fault.place.line) text += ":" + std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column);
    text += " " + fault.message + "\n";
  }
  return text;
}

std::string findings_in(const std::string& inside) {
  return findings({{"a.html", page(inside)}});
}

}  // namespace

TEST_CASE("a sound site has no findings") {
  REQUIRE(
      findings({
          {"index.html",
           page("<a href=\"dispositifs/apl.html#conditions\">APL</a> <a href=\"recherche.html?q=a&amp;b\">?</a>"
                "<a href='https://exemple.fr/x'>x</a><a href=\"tel:3949\">3949</a><a href=mailto:a@b.fr>m</a>"
                "<a href=\"#\">haut</a><!-- <a href=\"rien\"> --><img src=\"data:image/png;base64,AA\" alt=\"\">"
                "<script src=\"assets/a.js\" defer></script><a href=\"caf%C3%A9.html\">café</a>")},
          {"café.html", page("<a href=\"./index.html#:~:text=x\">i</a>")},
          {"recherche.html", page("")},
          {"reviser.html", page("<a href=\"reviser.html#ue=AST004\">a word to the page's script</a>")},
          {"assets/a.js", "if (a < b) document.write('<a href=\"rien.html\">')"},
          {"assets/a.css",
           "body { background: url(\"fond.svg\") } i { background: url(data:image/svg+xml;base64,AA) }"},
          {"assets/fond.svg", "<svg/>"},
          {"dispositifs/apl.html",
           page("<h2 id=\"conditions\">C</h2><a href=\"../index.html\">i</a><img srcset=\"../assets/fond.svg 1x\">")},
      }) == "");
}

TEST_CASE("links and anchors that lead nowhere") {
  REQUIRE(findings_in("\n é<a href=\"b.html\">b</a>") ==
          "page-lien-mort a.html:4:3 le lien « b.html » ne mène à aucune page du site\n");
  REQUIRE(findings_in("<a href=\"../../a.html\">x</a>") ==
          "page-lien-mort a.html:3:20 le lien « ../../a.html » ne mène à aucune page du site\n");
  REQUIRE(findings_in("<a href=\"#la\">x</a>") ==
          "page-ancre-absente a.html:3:20 le lien « #la » mène à une ancre qui n'existe pas\n");
  REQUIRE(findings_in("<a href=\"a.html#la\">x</a>") ==
          "page-ancre-absente a.html:3:20 le lien « a.html#la » mène à une ancre qui n'existe pas\n");
  REQUIRE(findings_in("<img src=\"\">") == "page-lien-mort a.html:3:20 une adresse est vide\n");
  REQUIRE(findings_in("<a href=\"/a.html\">x</a>").find("page-lien-absolu") == 0);
  REQUIRE(findings_in("<a href=\"//ailleurs.fr/a.html\">x</a>").find("page-lien-absolu") == 0);
  REQUIRE(findings_in("<meta http-equiv=\"refresh\" content=\"0; url=c.html\">").find("page-lien-mort") == 0);
  REQUIRE(findings({{"x/a.html", page("<a href=\"./\">x</a>")}}).find("page-lien-mort") ==
          0);  // no folder links: file://
  REQUIRE(findings({{"a.css", "i { background: url(rien.png) }"}}).find("page-lien-mort a.css:1:") == 0);
}

TEST_CASE("what must never reach a reader") {
  REQUIRE(findings_in("<a href=\"javascript:alert(1)\">x</a>").find("page-lien-interdit") == 0);
  REQUIRE(findings_in("<a href=\"&#106;avascript:alert(1)\">x</a>").find("page-lien-interdit") == 0);
  REQUIRE(findings_in("<a href=\"fiche:apl\">x</a>").find("page-lien-interdit") == 0);
  REQUIRE(findings_in("<a href=\"data:text/html,x\">x</a>").find("page-lien-interdit") == 0);
  REQUIRE(findings_in("<script>a()</script>").find("page-en-ligne") == 0);
  REQUIRE(findings_in("<script type=\"application/ld+json\">{}</script>") == "");
  REQUIRE(findings_in("<p style=\"color:red\">").find("page-en-ligne") == 0);
  REQUIRE(findings_in("<p onclick=\"a()\">").find("page-en-ligne") == 0);
  REQUIRE(findings_in("<STYLE>p{}</STYLE>").find("page-en-ligne") == 0);
  REQUIRE(findings_in("<base href=\"/\">").find("page-base") == 0);
}

TEST_CASE("a page says its language, its title and its heading") {
  REQUIRE(findings({{"a.html", "<p>"}}) ==
          "page-sans-h1 a.html la page n'a pas de titre <h1>\n"
          "page-sans-langue a.html la page ne dit pas sa langue\n"
          "page-sans-titre a.html la page n'a pas de <title>\n");
  REQUIRE(findings_in("<h1>b</h1>") == "page-h1-en-double a.html la page a plusieurs titres <h1>\n");
  REQUIRE(findings_in("<i id=\"x\"></i><i id=\"x\"></i>").find("page-ancre-en-double") == 0);
}

TEST_CASE("names that every disk can hold") {
  for (const char* name : {"aux.txt", "a/CON", "lpt1.css", "a?b.txt", "a:b.txt", "fin./a.txt", "fin .txt/b ",
                           ".cache/a.txt", "a//b.txt", "../a.txt", "e\xCC\x81.txt", "\xFF.txt", "a\\b.txt"}) {
    INFO(name);
    REQUIRE(findings({{name, ""}}).find("page-nom ") == 0);
  }
  REQUIRE(findings({{std::string(201, 'a'), ""}}).find("page-nom ") == 0);
  for (const char* name : {"auxiliaire.txt", "com.txt", "é.txt", "a b.txt"}) REQUIRE(findings({{name, ""}}) == "");
}

TEST_CASE("names that a USB key would confuse") {
  REQUIRE(findings({{"A.txt", ""}, {"a.txt", ""}}) ==
          "page-noms-confondus a.txt « a.txt » et « A.txt » ne font qu'un sur une clé USB ou sous Windows\n");
  REQUIRE(findings({{"\xC3\x89.txt", ""}, {"\xC3\xA9.txt", ""}}).find("page-noms-confondus") == 0);
  REQUIRE(findings({{"e.txt", ""}, {"\xC3\xA9.txt", ""}}) == "");
  REQUIRE(findings({{"a", ""}, {"a/b", ""}}).find("page-noms-confondus a/b « a » est à la fois") == 0);
}

TEST_CASE("a fault of the menu is told once") {
  Pages pages;
  for (int i = 0; i < 300; ++i) pages["p" + std::to_string(i) + ".html"] = page("<a href=\"rien.html\">x</a>");
  REQUIRE(findings(pages) ==
          "page-lien-mort p0.html:3:20 le lien « rien.html » ne mène à aucune page du site (de même sur 299 autres "
          "pages)\n");
}

TEST_CASE("broken markup ends without a crash") {
  for (const char* text :
       {"<", "<a", "<a href", "<a href=", "<a href=\"", "<a href='x", "<!--", "<script", "<title>", "</", "<a/",
        "<a x=\"&#;\">", "<a href=\"&#99999999999;\">", "<a href=\"&#xD800;\">", "<img srcset=\",,, ,\">"})
    findings({{"a.html", text}});
}

}  // namespace reperes

#include "builder/markdown.h"

#include <atomic>
#include <thread>

#include "tests/support/catch.h"

using namespace reperes;

namespace {

std::string html_of(std::string_view markdown) {
  Faults faults;
  std::string html;
  for (const auto& section : parse_markdown(markdown, "f.md", 1, faults).sections) html += section.html;
  return html;
}

std::string resolved(std::string_view markdown) {
  return resolve_links(html_of(markdown), [](std::string_view id, std::string_view anchor) {
    return id == "caf" ? "../institutions/caf.html" + (anchor.empty() ? "" : "#" + std::string(anchor)) : std::string();
  });
}

}  // namespace

TEST_CASE("a body is cut into sections with anchors of their own") {
  Faults faults;
  const auto body =
      parse_markdown("avant\n\n## Pour qui\nA\n\n## Pour qui\nB\n\n### *Détail*\nC\n", "f.md", 10, faults);
  REQUIRE(body.sections.size() == 4);
  CHECK(body.sections[0].level == 0);
  CHECK(body.sections[1].anchor == "pour-qui");
  CHECK(body.sections[2].anchor == "pour-qui-2");
  CHECK(body.sections[3].title == "Détail");
  CHECK(body.sections[3].line == 18);
}

TEST_CASE("an internal link is an id, however it is written") {
  for (const auto* target : {"caf", "caf.md", "../institutions/caf.md"})
    CHECK(resolved("[la CAF](" + std::string(target) + ")") ==
          "<p><a href=\"../institutions/caf.html\">la CAF</a></p>\n");
  CHECK(resolved("[x](caf#acces)") == "<p><a href=\"../institutions/caf.html#acces\">x</a></p>\n");
  CHECK(resolved("[texte](ailleurs) puis [x](caf)") ==
        "<p>texte puis <a href=\"../institutions/caf.html\">x</a></p>\n");
}

TEST_CASE("links know the line and column they stand at") {
  Faults faults;
  const auto body = parse_markdown("Été : [a](caf)\net [b](rsa), [c](caf)\n", "f.md", 5, faults);
  REQUIRE(body.links.size() == 3);
  CHECK(body.links[0].place == Place{"f.md", 5, 11, 3});
  CHECK(body.links[1].place == Place{"f.md", 6, 8, 3});
  CHECK(body.links[2].place == Place{"f.md", 6, 18, 3});
}

TEST_CASE("no markup of the author's reaches the page") {
  const char* attacks[] = {
      "<script>alert(1)</script>",
      "a <b onclick=alert(1)>b</b>",
      "[x](javascript:alert(1))",
      "[x](JaVaScRiPt&#58;alert(1))",
      "[x](java&Tab;script:alert(1))",
      "[x]( data:text/html,<script>)",
      "[x](vbscript:x)",
      "![x](javascript:alert(1))",
      "[x][r]\n\n[r]: javascript:alert(1)",
      "<javascript:alert(1)>",
      "[x](//evil.example/)",
      "`</code><script>`",
  };
  for (const auto* attack : attacks) {
    CAPTURE(attack);
    const auto html = resolved(attack);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("onclick=") == std::string::npos);
    CHECK(html.find("href=\"javascript") == std::string::npos);
    CHECK(html.find("href=\"data") == std::string::npos);
    CHECK(html.find("href=\"//") == std::string::npos);
    CHECK(html.find("src=\"javascript") == std::string::npos);
  }
}

TEST_CASE("bombs cost nothing") {
  Faults faults;
  std::string www, table = "|";
  for (int i = 0; i < 20000; ++i) www += "www._";
  parse_markdown(www, "f.md", 1, faults);
  for (int i = 0; i < 1000; ++i) table += "a|";
  table += "\n|";
  for (int i = 0; i < 1000; ++i) table += "-|";
  for (int i = 0; i < 3000; ++i) table += "\n|x|";
  CHECK(parse_markdown(table, "f.md", 1, faults).sections.empty());
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == "tableau-trop-grand");
}

TEST_CASE("many threads, one result") {
  const std::string text = "~~barré~~ www.exemple.fr\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
  const auto expected = html_of(text);
  CHECK(expected.find("<del>") != std::string::npos);
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 300; ++n) wrong += html_of(text) != expected;
    });
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

#include "builder/front_matter.h"

#include "tests/support/catch.h"

using namespace reperes;

namespace {

// « line:column code » of each fault.
std::vector<std::string> places(const Faults& faults) {
  std::vector<std::string> out;
  for (const auto& fault : faults)
    out.push_back(std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " + fault.code);
  return out;
}

}  // namespace

TEST_CASE("every value stays what the author typed") {
  Faults faults;
  const auto front = parse_front_matter("---\na: no\nb: 0123\nc: 1E100\nd: 2026-11-23\n---\ntexte\n", "f.md", faults);
  CHECK(faults.empty());
  CHECK(front.root.find("a")->text == "no");
  CHECK(front.root.find("b")->text == "0123");
  CHECK(front.root.find("c")->text == "1E100");
  CHECK(front.body_line == 7);
}

TEST_CASE("values know their place, in characters of the file") {
  Faults faults;
  const auto front = parse_front_matter("---\ntitre: été\nrelations:\n  opere_par: [éàç, caf]\n---\n", "f.md", faults);
  const auto& list = *front.root.find("relations")->find("opere_par");
  REQUIRE(list.items.size() == 2);
  CHECK(list.items[1].line == 4);
  CHECK(list.items[1].column == 20);
  CHECK(list.items[1].length == 3);
}

TEST_CASE("a fiche without front matter is all body") {
  Faults faults;
  const auto front = parse_front_matter("Bonjour\n---\n", "f.md", faults);
  CHECK(faults.empty());
  CHECK(front.body_offset == 0);
  CHECK(front.root.entries.empty());
}

TEST_CASE("what YAML allows and fiches don't") {
  struct Case {
    const char* yaml;
    const char* expected;
  };
  const Case cases[] = {
      {"---\na: 1\na: 2\n---\n", "3:1 cle-en-double"},
      {"---\na: \"x\nb: 1\n---\n", "2:4 yaml-invalide"},
      {"---\na: Aide : logement\n---\n", "2:9 yaml-invalide"},
      {"---\na: &x 1\n---\n", "2:7 yaml-alias"},
      {"---\na: !!int 1\n---\n", "2:10 yaml-etiquette"},
      {"---\n- a\n---\n", "2:3 yaml-invalide"},
      {"---\na: 1\n", "1:1 en-tete-ouvert"},
  };
  for (const auto& [yaml, expected] : cases) {
    CAPTURE(yaml);
    Faults faults;
    parse_front_matter(yaml, "f.md", faults);
    REQUIRE_FALSE(faults.empty());
    CHECK(places(faults).front() == expected);
  }
}

TEST_CASE("bombs are refused, not walked") {
  Faults faults;
  parse_front_matter("---\na: " + std::string(5000, '[') + "\n---\n", "f.md", faults);
  CHECK(faults.size() == 1);
  faults.clear();
  parse_front_matter("---\na: \"" + std::string(70000, 'x') + "\"\n---\n", "f.md", faults);
  CHECK(places(faults) == std::vector<std::string>{"1:0 en-tete-trop-gros"});
}

// What a title is made of and comes to; which fiches serve a unit, and who does what around it.

#include <array>

#include "builder/actors.h"
#include "builder/curriculum.h"
#include "builder/unit_fiches.h"
#include "tests/support/catch.h"

using namespace reperes;

namespace {

constexpr Date today{2026, 11, 23};
using Files = std::vector<std::array<std::string, 3>>;  // path, front matter, body
using Ids = std::vector<std::string>;

struct Built {
  Catalogue catalogue;
  Faults faults;
  std::size_t at(const std::string& id) const { return catalogue.by_id.at(id); }
  const std::string& id(std::size_t index) const { return catalogue.fiches[index].id; }
  Faults of(std::string_view code) const {
    Faults found;
    for (const auto& fault : faults)
      if (fault.code == code) found.push_back(fault);
    return found;
  }
};

Built build_of(const Files& files) {
  Built built;
  std::vector<Fiche> fiches;
  for (const auto& [path, front, body] : files)
    fiches.push_back(parse_fiche({path, path, "---\n" + front + "\n---\n" + body}, today, built.faults));
  built.catalogue = assemble(std::move(fiches), {}, {}, {}, Audience::everyone, today, built.faults);
  return built;
}

std::array<std::string, 3> unit(const std::string& id, const std::string& more) {
  return {"ue/" + id + ".md", "titre: Unité " + id + "\n" + more, ""};
}

// « C1: A B | units: D, E/F | activities: G », with the sums of each.
std::string shown(const Built& built, const std::string& title) {
  std::string text;
  for (const auto& group : curriculum_of(built.catalogue, built.at(title)).groups) {
    text += text.empty() ? "" : " | ";
    text += group.kind == PartGroup::certificate ? built.id(group.certificate)
            : group.kind == PartGroup::units     ? "units"
                                                 : "activities";
    for (const long total : group.totals) text += " " + std::to_string(total);
    text += ":";
    for (const Part& part : group.parts) {
      std::string names;
      for (const std::size_t index : part) names += (names.empty() ? "" : "/") + built.id(index);
      text += " " + names;
    }
  }
  return text;
}

Files the_title(const std::string& credits) {
  return {{"ue/T.md", "titre: Titre\nnature: titre\n" + credits, "On prend [E](E), puis [D](D) et [A](A)."},
          unit("C", "nature: certificat\ncredits: 10\ncertification: [T]"),
          unit("A", "nature: ue\ncredits: 6\ncertification: [C, T]"),
          unit("B", "nature: ue\ncredits: 4\ncertification: [T, C]"),
          unit("D", "nature: ue\ncredits: 6\ncertification: [T]"),
          unit("E", "nature: ue\ncredits: 4\ncertification: [T]\nrelations: {au_choix_avec: [F]}"),
          unit("F", "nature: ue\ncredits: 2\ncertification: [T]"),
          unit("G", "nature: uas\ncredits: 30\ncertification: [T]")};
}

}  // namespace

TEST_CASE("a title is its certificate's units, the others, one of those to choose from, the activities") {
  const auto built = build_of(the_title("credits: 50"));
  CHECK(shown(built, "T") == "C 10: A B | units 8 10: D E/F | activities 30: G");
  CHECK(shown(built, "C") == "units 10: A B");
  CHECK(curriculum_of(built.catalogue, built.at("T")).totals == std::set<long>{48, 50});
  CHECK(curriculum_of(built.catalogue, built.at("A")).groups.empty());
}

TEST_CASE("a choice is one part however its units are tied, and only among units of the title") {
  auto files = the_title("");
  files.push_back(unit("H", "nature: ue\ncredits: 9\ncertification: [T]\nrelations: {au_choix_avec: [F]}"));
  files.push_back(unit("I", "nature: ue\ncredits: 1\nrelations: {au_choix_avec: [D]}"));
  CHECK(shown(build_of(files), "T") == "C 10: A B | units 8 10 15: D E/F/H | activities 30: G");
}

TEST_CASE("credits that no choice adds up to are a fault, with what is missing") {
  for (const char* right : {"credits: 50", "credits: 48", ""})
    CHECK(build_of(the_title(right)).of("credits-inatteignables").empty());

  const auto wrong = build_of(the_title("credits: 49")).of("credits-inatteignables");
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0].severity == Severity::warning);
  CHECK(wrong[0].message == "les unités de « T » font 48 ou 50 crédits, pas 49");
  CHECK(wrong[0].place.line == 4);

  auto files = the_title("credits: 50");
  files.back() = unit("G", "nature: uas\ncertification: [T]");
  const auto silent = build_of(files).of("credits-inatteignables");
  REQUIRE(silent.size() == 1);
  CHECK(silent[0].hint.find(": G") != std::string::npos);
}

TEST_CASE("choices nobody could read make no sum, and no fault") {
  Files files = {{"ue/T.md", "titre: Titre\nnature: titre\ncredits: 1", ""}};
  for (int i = 0; i < 8; ++i) {
    const auto a = "A" + std::to_string(i), b = "B" + std::to_string(i);
    files.push_back(unit(a, "certification: [T]\ncredits: " + std::to_string(1 << (2 * i)) +
                                "\nrelations: {au_choix_avec: [" + b + "]}"));
    files.push_back(unit(b, "certification: [T]\ncredits: " + std::to_string(2 << (2 * i))));
  }
  const auto built = build_of(files);
  CHECK(curriculum_of(built.catalogue, built.at("T")).totals.empty());
  CHECK(built.of("credits-inatteignables").empty());
}

namespace {

const Files the_unit = {
    {"ue/U.md", "titre: Unité\nnature: ue\nrelations: {enseigne: [pauvrete, accueil]}", ""},
    {"notions/pauvrete.md", "titre: Pauvreté\nrelations: {voir: [rsa]}", "Voir [l'ASS](ass) et [le RSA](rsa)."},
    {"notions/accueil.md", "titre: Accueil", "Au [CCAS](ccas), pour le [RSA](rsa)."},
    {"notions/autre.md", "titre: Autre", "[Bourse](bourse)"},
    {"institutions/ccas.md", "titre: CCAS", ""},
    {"institutions/caf.md", "titre: Caf", "Elle lutte contre la [pauvreté](pauvrete)."},
    {"institutions/etat.md", "titre: État", ""},
    {"institutions/anpe.md", "titre: ANPE\netat: historique", ""},
    {"dispositifs/rsa.md",
     "titre: RSA\ninstructeur: ccas\nrelations: {decide_par: [caf], finance_par: [etat, anpe], opere_par: [caf]}", ""},
    {"dispositifs/ass.md", "titre: ASS\nrelations: {finance_par: [etat], prescrit_par: [ccas], decide_par: [caf]}", ""},
    {"dispositifs/bourse.md", "titre: Bourse\nrelations: {finance_par: [etat]}", ""},
    {"dispositifs/rmi.md", "titre: RMI\netat: historique\nrelations: {voir: [pauvrete]}", ""},
    {"parcours/loyer.md", "titre: Loyer\netapes: [{fiche: rsa}, {fiche: rsa, si: encore}, {fiche: bourse}]", ""},
    {"parcours/rue.md", "titre: Rue\netapes: [{fiche: bourse}]", ""},
};

}  // namespace

TEST_CASE("what serves a unit: named by it or its notions or naming them, the most named first") {
  const auto built = build_of(the_unit);
  const auto fiches = fiches_of_unit(built.catalogue, links_to_notions(built.catalogue), built.at("U"));
  const auto list = [&](Kind kind) {
    std::string text;
    if (const auto found = fiches.by_kind.find(kind); found != fiches.by_kind.end())
      for (const auto& [index, times] : found->second) text += built.id(index) + " " + std::to_string(times) + "; ";
    return text;
  };
  REQUIRE(fiches.notions.size() == 2);
  CHECK(built.id(fiches.notions[0]) == "accueil");
  CHECK(list(Kind::dispositif) == "rsa 2; ass 1; ");
  CHECK(list(Kind::institution) == "caf 1; ccas 1; ");
  CHECK(list(Kind::parcours) == "loyer 1; ");  // a step that comes twice is one
  CHECK(list(Kind::notion).empty());
}

TEST_CASE("who does what: one count per right and role, nothing of what is historical") {
  const auto built = build_of(the_unit);
  const auto rights = actors_by_right(built.catalogue, {built.at("rsa"), built.at("ass")});
  std::string text;
  for (const Actor& actor : actors_of(built.catalogue, rights)) {
    text += built.id(actor.institution);
    for (const std::size_t count : actor.rights) text += " " + std::to_string(count);
    text += "; ";
  }
  // Orients, receives, decides, pays, runs.
  CHECK(text == "caf 0 0 2 0 1; ccas 1 1 0 0 0; etat 0 0 0 2 0; ");
  REQUIRE(rights.size() == 2);
  CHECK(built.id(rights[0].right) == "ass");
}

TEST_CASE("the drawing says every number and no other, as text, and never a tag of an author") {
  const auto svg =
      actors_svg({"A", "B", "C", "D", "E"},
                 {{"Caisse <b>d'entraide</b> & co", {0, 3, 0, 12, 0}}, {"État", {0, 0, 0, 0, 1}}}, "La \"carte\"");
  std::size_t discs = 0;
  for (std::size_t at = svg.find("<circle"); at != std::string::npos; at = svg.find("<circle", at + 1)) ++discs;
  CHECK(discs == 3);
  for (const char* number : {">3</text>", ">12</text>", ">1</text>"}) CHECK(svg.find(number) != std::string::npos);
  CHECK(svg.find("role=\"img\" aria-label=\"La &quot;carte&quot;\"") != std::string::npos);
  CHECK(svg.find("<b>") == std::string::npos);
  CHECK(svg.find("style=") == std::string::npos);
  CHECK(actors_svg({}, {}, "").find("NaN") == std::string::npos);
}

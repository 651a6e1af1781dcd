#include "builder/catalogue.h"

#include <array>

#include "tests/support/catch.h"

using namespace reperes;

namespace {

constexpr Date today{2026, 11, 23};

struct Built {
  Catalogue catalogue;
  Faults faults;
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const auto& fault : faults)
      if (fault.severity != Severity::note && fault.code != "champ-manquant") out.push_back(fault.code);
    return out;
  }
};

// « dispositifs/apl.md », front matter, body.
Built build_of(const std::vector<std::array<const char*, 3>>& files, Audience audience = Audience::everyone) {
  Built built;
  std::vector<Fiche> fiches;
  for (const auto& [path, front, body] : files)
    fiches.push_back(parse_fiche({path, path, "---\n" + std::string(front) + "\n---\n" + body}, today, built.faults));
  built.catalogue = assemble(std::move(fiches), {}, {}, {}, audience, today, built.faults);
  return built;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a relation written once is read from both ends") {
  const auto built = build_of({{"dispositifs/apl.md", "titre: APL\nrelations:\n  opere_par: [caf]", ""},
                               {"institutions/caf.md", "titre: CAF", ""}});
  CHECK(built.codes().empty());
  const auto& catalogue = built.catalogue;
  REQUIRE(catalogue.fiches.size() == 2);
  const auto caf = catalogue.by_id.at("caf"), apl = catalogue.by_id.at("apl");
  REQUIRE(catalogue.ties[apl].size() == 1);
  CHECK(catalogue.ties[apl][0].label() == "Assuré par");
  REQUIRE(catalogue.ties[caf].size() == 1);
  CHECK(catalogue.ties[caf][0].label() == "Assure");
  CHECK(catalogue.ties[caf][0].other == apl);
}

TEST_CASE("a reference field is a relation") {
  const auto built = build_of({{"dispositifs/apl.md", "titre: APL\ninstructeur: caf", ""},
                               {"institutions/caf.md", "titre: CAF", ""},
                               {"notions/non-recours.md", "titre: Non-recours\nue: [AST004]", ""},
                               {"ue/AST004.md", "titre: Institutions", ""}});
  const auto& catalogue = built.catalogue;
  CHECK(catalogue.ties[catalogue.by_id.at("apl")][0].label() == "Demande instruite par");
  CHECK(catalogue.ties[catalogue.by_id.at("AST004")][0].label() == "Notions enseignées");
  CHECK(catalogue.ties[catalogue.by_id.at("non-recours")][0].label() == "Enseignée dans");
}

TEST_CASE("steps keep the author's order, with their conditions") {
  const auto built = build_of(
      {{"parcours/nuit.md", "titre: Nuit\netapes:\n  - {si: toujours, fiche: siao}\n  - {si: demain, fiche: ccas}", ""},
       {"institutions/siao.md", "titre: SIAO", ""},
       {"institutions/ccas.md", "titre: CCAS", ""}});
  const auto& ties = built.catalogue.ties[built.catalogue.by_id.at("nuit")];
  REQUIRE(ties.size() == 2);
  CHECK(built.catalogue.fiches[ties[0].other].id == "siao");
  CHECK(ties[0].condition == "toujours");
  CHECK(ties[1].condition == "demain");
}

TEST_CASE("what only the whole can see") {
  CHECK(build_of({{"pages/a.md", "titre: A\nrelations:\n  voir: [b]", ""}}).codes() == Codes{"lien-inconnu"});
  CHECK(build_of({{"pages/a.md", "titre: A", "[x](b)"}}).codes() == Codes{"lien-inconnu"});
  CHECK(build_of({{"pages/a.md", "titre: A", "[x](#la)"}}).codes() == Codes{"ancre-inconnue"});
  CHECK(build_of({{"pages/a.md", "titre: A", "## Là\n[x](#la)"}}).codes().empty());
  CHECK(build_of({{"pages/a.md", "titre: A", ""}, {"notions/A.md", "titre: B\nrelations:\n  voir: [a]", ""}}).codes() ==
        Codes{"id-en-double"});
  CHECK(build_of({{"dispositifs/a.md", "titre: A\nrelations:\n  remplace_par: [b]", ""},
                  {"dispositifs/b.md", "titre: B\nrelations:\n  remplace_par: [a]", ""}})
            .codes() == Codes{"cycle"});
  CHECK(build_of(
            {{"dispositifs/a.md", "titre: A\nrelations:\n  opere_par: [b]", ""}, {"pages/b.md", "titre: B", "[a](a)"}})
            .codes() == Codes{"lien-mal-place"});
  CHECK(build_of({{"pages/a.md", "titre: A", "![x](../images/x.png)"}}).codes() == Codes{"image-inconnue"});
  CHECK(build_of({{"dispositifs/a.md", "titre: A", ""}, {"pages/b.md", "titre: B", ""}}).codes() == Codes{"orpheline"});
}

TEST_CASE("what is not for everyone stays out, and links to it too") {
  const std::vector<std::array<const char*, 3>> files = {{"pages/a.md", "titre: A\nrelations:\n  voir: [b]", ""},
                                                         {"pages/b.md", "titre: B\nvisibilite: pro", ""}};
  const auto everyone = build_of(files);
  CHECK(everyone.catalogue.fiches.size() == 1);
  CHECK(everyone.codes() == Codes{"lien-masque"});
  CHECK(build_of(files, Audience::professionals).catalogue.fiches.size() == 2);
}

TEST_CASE("freshness follows the kind's period") {
  const auto freshness = [](const char* lines) {
    const auto built = build_of({{"dispositifs/a.md", lines, ""}});
    return freshness_name(built.catalogue.freshness.front());
  };
  CHECK(freshness("titre: A") == "a-verifier");
  CHECK(freshness("titre: A\nverifie_le: 2026-05-23") == "a-jour");
  CHECK(freshness("titre: A\nverifie_le: 2026-05-22") == "a-reverifier");
  CHECK(freshness("titre: A\nverifie_le: 2025-11-22") == "perime");
  CHECK(freshness("titre: A\nverifie_le: 2026-11-01\nvalable_jusqu_au: 2026-11-10") == "perime");
  CHECK(freshness("titre: A\nverifie_le: 2026-11-01\netat: historique") == "historique");
}

TEST_CASE("a sigle is a name of its fiche, unless it has several meanings or no home") {
  Faults faults;
  std::vector<Fiche> fiches;
  fiches.push_back(parse_fiche(
      {"dispositifs/rsa.md", "rsa.md", "---\ntitre: Revenu de solidarité active\nsigle: RSA\n---\n"}, today, faults));
  std::vector<Sigle> sigles = {
      {"RSA", "rsa", {{"Revenu de solidarité active", "droits", "", false}}, false},
      {"ASS",
       "ass",
       {{"Assistant de service social", "", "", false}, {"Allocation de solidarité spécifique", "", "", false}},
       false},
      {"XYZ", "xyz", {{"Sans fiche", "", "", false}}, false}};
  const auto catalogue = assemble(std::move(fiches), sigles, {}, {}, Audience::everyone, today, faults);
  REQUIRE(catalogue.sigles.size() == 3);
  CHECK(catalogue.sigles[0].has_page);
  CHECK_FALSE(catalogue.sigles[1].has_page);
  CHECK(catalogue.sigles[1].meanings[0].fiche == 0);
  CHECK(catalogue.sigles[2].has_page);
}

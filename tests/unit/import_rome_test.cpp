// The ROME import: tables read by their headers, fiches written, hand-written ones respected, hostile archives refused.

#include <stdlib.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "builder/failure.h"
#include "builder/import/archive.h"
#include "builder/import/csv.h"
#include "builder/import/fiche_text.h"
#include "builder/import/rome.h"
#include "builder/import/rome_source.h"
#include "tests/support/catch.h"
#include "tests/support/scratch.h"

namespace reperes {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

// A ROME of three jobs, with the traps of the real one: doubled apostrophes, columns in another order, a target nobody
// has.
fs::path small_rome(const fs::path& folder, const std::string& version = "460") {
  auto name = [&](const char* table) { return folder / ("unix_" + std::string(table) + "_v" + version + "_utf8.csv"); };
  write(name("referentiel_code_rome"),
        "\"libelle_rome\",\"code_rome\",\"code_rome_parent\"\n"
        "\"Conseiller / Conseillère en insertion\",\"K1801\",\"K1801\"\n"
        "\"Assistant social / Assistante sociale\",\"K1201\",\"K1201\"\n"
        "\"Conseiller / Conseillère mobilité\",\"K1812\",\"K1801\"\n");
  write(name("referentiel_appellation"),
        "\"code_ogr\",\"libelle_appellation_long\",\"libelle_appellation_court\",\"code_rome\",\"peu_usite\"\n"
        "\"1\",\"Zélateur / Zélatrice de l''emploi\",\"x\",\"K1801\",\"O\"\n"
        "\"2\",\"Écoutant / Écoutante\",\"x\",\"K1801\",\"N\"\n"
        "\"3\",\"Écoutant / Écoutante\",\"x\",\"K1801\",\"N\"\n"
        "\"4\",\"Orphelin\",\"x\",\"K1899\",\"N\"\n");
  write(name("rubrique_mobilite"),
        "\"code_rome\",\"code_rome_cible\",\"numero_ordre\"\n"
        "\"K1801\",\"K1201\",\"2\"\n\"K1801\",\"K1812\",\"1\"\n\"K1801\",\"K9999\",\"3\"\n\"K1801\",\"K1801\",\"4\"\n");
  write(name("texte"),
        "\"code_rome\",\"code_compo_bloc\",\"libelle_type_texte\",\"position_phrase\",\"libelle_texte\"\n"
        "\"K1801\",\"3\",\"definition\",\"2\",\"Pose un diagnostic <b>*\"\n"
        "\"K1801\",\"3\",\"definition\",\"1\",\"Accompagne la recherche  d''emploi\xC2\x9Cuvre.\"\n"
        "\"K1801\",\"4\",\"acces_metier\",\"1\",\"Accessible avec un Bac + 2 \"\"social\"\".\"\n");
  write(folder / "unix_arborescence.csv", "\"a\",\"b\"\n\"1\",\"2\"\n");
  return folder;
}

constexpr const char* k1801 =
    "---\n"
    "titre: Conseiller / Conseillère en insertion\n"
    "resume: Accompagne la recherche d'emploiœuvre.\n"
    "domaines: [emploi]\n"
    "code_rome: K1801\n"
    "version_rome: \"460\"\n"
    "rome_parent: K1801\n"
    "appellations:\n"
    "  - Écoutant / Écoutante\n"
    "  - Zélateur / Zélatrice de l'emploi\n"
    "mobilite: [K1812, K1201]\n"
    "territoire: {echelle: national, codes: [france]}\n"
    "urgence: 0\n"
    "etat: publie\n"
    "visibilite: public\n"
    "sources:\n"
    "  - {nom: \"France Travail, ROME 4.0, version 460\", url: "
    "\"https://www.data.gouv.fr/fr/datasets/repertoire-operationnel-des-metiers-et-des-emplois-rome/\", licence: "
    "Licence Ouverte}\n"
    "# importée (rome), empreinte HASH\n"
    "---\n"
    "\n"
    "## Le métier\n"
    "\n"
    "Accompagne la recherche d'emploiœuvre.\n"
    "\n"
    "- Pose un diagnostic \\<b\\>\\*\n"
    "\n"
    "## Y accéder\n"
    "\n"
    "Accessible avec un Bac + 2 \"social\".\n";

// The fingerprint replaced by a word, to compare texts.
std::string without_hash(std::string text) {
  auto at = text.find("empreinte ");
  if (at != std::string::npos) text.replace(at + 10, 32, "HASH");
  return text;
}

std::string summary(const ImportReport& report) {
  std::string text;
  for (const auto& fiche : report.fiches) {
    static constexpr const char* words[] = {"créée", "mise à jour", "inchangée", "laissée"};
    text += fiche.path + " " + words[static_cast<int>(fiche.outcome)] + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a small ROME becomes fiches") {
  Scratch scratch;
  auto source = small_rome(scratch.path / "v460");
  auto report = import_rome({{source}, scratch.path / "content", false});
  REQUIRE(summary(report) ==
          "metiers/K12/K1201.md créée\n"
          "metiers/K18/K1801.md créée\n"
          "metiers/K18/K1812.md créée\n");
  REQUIRE(without_hash(text_of(scratch.path / "content/metiers/K18/K1801.md")) == k1801);
  REQUIRE(report.remarks == std::vector<std::string>{"3 codes et 4 appellations lus, version 460",
                                                     "1 appellation en double dans sa fiche, écrite une seule fois",
                                                     "1 appellation d'un code absent du référentiel, laissée de côté",
                                                     "1 mobilité vers un code absent du référentiel, laissée de côté"});
  auto before = text_of(scratch.path / "content/metiers/K18/K1801.md");
  REQUIRE(import_rome({{source}, scratch.path / "content", false}).count(ImportOutcome::unchanged) == 3);
  REQUIRE(text_of(scratch.path / "content/metiers/K18/K1801.md") == before);
}

TEST_CASE("a trial run writes nothing") {
  Scratch scratch;
  auto source = small_rome(scratch.path / "v460");
  REQUIRE(import_rome({{source}, scratch.path / "content", true}).count(ImportOutcome::created) == 3);
  REQUIRE_FALSE(fs::exists(scratch.path / "content"));
}

TEST_CASE("a new version refreshes what nobody touched") {
  Scratch scratch;
  import_rome({{small_rome(scratch.path / "v460")}, scratch.path / "content", false});
  auto newer = small_rome(scratch.path / "v461", "461");
  write(newer / "unix_referentiel_code_rome_v461_utf8.csv",
        "code_rome,libelle_rome\nK1801,Nouveau titre\nK1812,Mobilité\n");
  auto report = import_rome({{newer}, scratch.path / "content", false});
  REQUIRE(summary(report) ==
          "metiers/K12/K1201.md laissée\n"  // no longer in the ROME: said, not removed
          "metiers/K18/K1801.md mise à jour\n"
          "metiers/K18/K1812.md mise à jour\n");
  auto text = text_of(scratch.path / "content/metiers/K18/K1801.md");
  REQUIRE(text.find("titre: Nouveau titre\n") != std::string::npos);
  REQUIRE(text.find("mobilite: [K1812]\n") != std::string::npos);
  REQUIRE(text.find("460") == std::string::npos);
}

TEST_CASE("a hand-written fiche keeps its words and gains the rest") {
  Scratch scratch;
  auto source = small_rome(scratch.path / "v460");
  auto path = scratch.path / "content/metiers/social/K1801.md";
  write(path,
        "---\n"
        "# Écrite par l'équipe\n"
        "titre: 'Conseiller : le métier'   # notre titre\n"
        "appellations: [\"Conseiller, mobilité\", Écoutant / Écoutante]\n"
        "\n"
        "# ce qui suit est vérifié\n"
        "mobilite:\n"
        "  - K1201\n"
        "sources: [{nom: Nous, consulte_le: 2026-01-02}, {nom: \"France Travail, ROME 4.0, version 459\", consulte_le: "
        "2026-01-03}]\n"
        "version_rome: \"459\"\n"
        "---\n"
        "\n"
        "Notre *texte*.\n");
  auto report = import_rome({{source}, scratch.path / "content", false});
  REQUIRE(summary(report).find("metiers/social/K1801.md mise à jour\n") != std::string::npos);
  REQUIRE(text_of(path) ==
          "---\n"
          "# Écrite par l'équipe\n"
          "titre: 'Conseiller : le métier'   # notre titre\n"
          "appellations:\n"
          "  - \"Conseiller, mobilité\"\n"
          "  - Écoutant / Écoutante\n"
          "  - Zélateur / Zélatrice de l'emploi\n"
          "\n"
          "# ce qui suit est vérifié\n"
          "mobilite: [K1201, K1812]\n"
          "sources:\n"
          "  - {nom: Nous, consulte_le: \"2026-01-02\"}\n"
          "  - {nom: \"France Travail, ROME 4.0, version 460\", consulte_le: \"2026-01-03\"}\n"
          "version_rome: \"460\"\n"
          "resume: Accompagne la recherche d'emploiœuvre.\n"
          "domaines: [emploi]\n"
          "code_rome: K1801\n"
          "rome_parent: K1801\n"
          "---\n"
          "\n"
          "Notre *texte*.\n");
  REQUIRE_FALSE(fs::exists(scratch.path / "content/metiers/K18/K1801.md"));
  REQUIRE(import_rome({{source}, scratch.path / "content", false}).count(ImportOutcome::unchanged) == 3);
}

TEST_CASE("an imported fiche that a person then changed is theirs") {
  Scratch scratch;
  import_rome({{small_rome(scratch.path / "v460")}, scratch.path / "content", false});
  auto path = scratch.path / "content/metiers/K18/K1801.md";
  auto text = text_of(path);
  text.replace(text.find("Conseiller / Conseillère"), 10, "Conseillez");
  text += "\nNotre ajout.\n";
  write(path, text);
  import_rome({{small_rome(scratch.path / "v461", "461")}, scratch.path / "content", false});
  auto after = text_of(path);
  REQUIRE(after.find("titre: Conseillez") != std::string::npos);
  REQUIRE(after.find("Notre ajout.") != std::string::npos);
  REQUIRE(after.find("version_rome: \"461\"") != std::string::npos);
  REQUIRE(after.find("empreinte") == std::string::npos);
}

TEST_CASE("fiches of every shape: completed or left, never damaged") {
  Scratch scratch;
  auto source = small_rome(scratch.path / "v460");
  auto path = scratch.path / "content/metiers/K1801.md";
  auto import_over = [&](const std::string& text) {
    write(path, text);
    auto report = import_rome({{source}, scratch.path / "content", false});
    return report.fiches[1].outcome;
  };
  for (const char* text : {"", "Du texte seul.\n", "---\n---\n", "---\n---", "---\ntitre: A\n---",
                           "---\ntitre: A\n---\nsans fin", "---\r\ntitre: A\r\n---\r\nTexte\r\n",
                           "\xEF\xBB\xBF---\ntitre: A\n---\n", "---\ntitre: A\nsources: texte\n---\n",
                           "---\ntitre: A\nappellations: une seule\nmobilite: [{id: K1812, note: x}]\n---\n",
                           "---\ntitre: >\n  plié\n  # pas un commentaire\nresume: R\n---\n",
                           "---\ntitre: A\nappellations:\n- a\n- b\nresume: R\n---\n"}) {
    INFO(text);
    REQUIRE(import_over(text) == ImportOutcome::updated);
    auto after = text_of(path);
    auto fiche = FicheText::read(after);
    REQUIRE(fiche);
    REQUIRE(fiche->root().find("code_rome")->text == "K1801");
    REQUIRE(fiche->bytes() == after);
    REQUIRE(import_rome({{source}, scratch.path / "content", false}).fiches[1].outcome == ImportOutcome::unchanged);
  }
  for (const char* text : {"---\n{titre: A, resume: B}\n---\n", "---\ntitre: [\n---\n", "---\ntitre: \xFF\n---\n",
                           "---\ntitre: A\ntitre: B\n---\n", "---\n- liste\n---\n"}) {
    INFO(text);
    REQUIRE(import_over(text) == ImportOutcome::left);
    REQUIRE(text_of(path) == text);
  }
  fs::remove(path);
  write(scratch.path / "content/metiers/k1801.md", "---\ntitre: A\n---\n");
  REQUIRE(import_rome({{source}, scratch.path / "content", false}).fiches[1].outcome == ImportOutcome::left);
}

TEST_CASE("the headers of ROME 3 are understood") {
  Scratch scratch;
  write(scratch.path / "v3/unix_referentiel_code_rome_v347_utf8.csv",
        "code_rome;code_fiche_em;code_ogr;libelle_rome;statut\nK1801;1;2;Conseil en "
        "emploi;1\nK1802;1;2;D\xE9veloppement;1\n");
  write(scratch.path / "v3/unix_referentiel_appellation_v347_utf8.csv",
        "code_ogr,libelle_appellation_long,libelle_appellation_court,code_rome,code_type_section_appellation\n1,"
        "Conseiller,C,K1801,1\n");
  write(scratch.path / "v3/unix_rubrique_mobilite_v347_utf8.csv",
        "code_rome,code_appellation_source,code_rome_cible,code_appellation_cible,code_type_mobilite,libelle_type_"
        "mobilite\nK1801,,K1802,,1,Proche\n");
  auto rome = read_rome({scratch.path / "v3"});
  REQUIRE(rome.version == "347");
  REQUIRE(rome.jobs.size() == 2);
  REQUIRE(rome.jobs[0].appellations == std::vector<std::string>{"Conseiller"});
  REQUIRE(rome.jobs[0].mobility == std::vector<std::string>{"K1802"});
  REQUIRE(rome.jobs[1].title == "Développement");
  small_rome(scratch.path / "v3");
  REQUIRE(failure_of([&] { read_rome({scratch.path / "v3"}); }).find("deux versions") != std::string::npos);
}

TEST_CASE("tables as they are met") {
  auto read = [](const std::string& bytes) { return read_csv_table(bytes, "t.csv"); };
  REQUIRE(read("\xEF\xBB\xBF"
               "a;b\r\n1;\"x\r\ny \"\"z\"\"\"\r\n\r\n2;\r\n")
              .rows == std::vector<std::vector<std::string>>{{"1", "x\r\ny \"z\""}, {"2", ""}});
  REQUIRE(read("a,b\n1,2,3\n1\n1,2").odd_rows == 2);
  REQUIRE(read("a\tb\n1\t2").rows[0][1] == "2");
  REQUIRE(read("nom\nC\x9Cur\n").rows[0][0] == "Cœur");
  REQUIRE(failure_of([&] { read("a,b\n\"1,2\n"); }) == "t.csv : le guillemet ouvert à la ligne 2 n'est jamais fermé");
  REQUIRE(failure_of([&] { read(""); }) == "t.csv : le fichier est vide");
  REQUIRE(failure_of([&] { read(std::string(200, ',')); }).find("colonnes") != std::string::npos);
}

TEST_CASE("scalars that any YAML reader takes for this very text") {
  for (const char* text : {"Conseiller / Conseillère", "Chef d'équipe", "K1801", "l'a (b) c.", "Écoutant"})
    REQUIRE(yaml_scalar(text) == text);
  for (const char* text :
       {"460", "1E100", "0123",  "2026-01-02", "no",   "Oui: non", "a #b",   "- a", "",   " a",  "a ",
        "[a]", "a, b",  "\"a\"", "*a",         "&a",   "!a",       "%a",     "@a",  "`a", "'a'", "a\nb",
        "~",   "null",  "True",  "a\\b",       "a  b", "a\u00A0b", "\u2028", "{a}", "?",  "|",   ">"}) {
    INFO(text);
    auto yaml = yaml_scalar(text);
    REQUIRE(yaml.front() == '"');
    for (const auto& line :
         {yaml_line("cle", text), yaml_flow_list("cle", {text, "b"}), yaml_block_list("cle", {text})}) {
      auto fiche = FicheText::read("---\n" + line + "---\n");
      REQUIRE(fiche);
      const auto* value = fiche->root().find("cle");
      REQUIRE((value->is_scalar() ? value->text : value->items[0].text) == text);
    }
  }
}

TEST_CASE("archives that lie are refused") {
  Scratch scratch;
  // Minimal stored ZIP files, made by hand: name, bytes, and the Unix mode of the entry.
  auto little = [](std::uint32_t number, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 255);
    return out;
  };
  auto crc = [](const std::string& bytes) {
    std::uint32_t value = ~0u;
    for (unsigned char c : bytes) {
      value ^= c;
      for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ (value & 1 ? 0xEDB88320u : 0);
    }
    return ~value;
  };
  struct Entry {
    std::string name, bytes;
    std::uint32_t mode = 0100644;
  };
  auto zip = [&](const std::vector<Entry>& entries) {
    std::string files, directory;
    for (const auto& [name, bytes, mode] : entries) {
      auto sizes = little(crc(bytes), 4) + little(static_cast<std::uint32_t>(bytes.size()), 4) +
                   little(static_cast<std::uint32_t>(bytes.size()), 4);
      auto names = little(static_cast<std::uint32_t>(name.size()), 2) + little(0, 2);
      directory += "PK\1\2" + little(0x0314, 2) + little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes +
                   names + little(0, 2) + little(0, 2) + little(0, 2) + little(mode << 16, 4) +
                   little(static_cast<std::uint32_t>(files.size()), 4) + name;
      files += "PK\3\4" + little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes + names + name + bytes;
    }
    auto count = little(static_cast<std::uint32_t>(entries.size()), 2);
    write(scratch.path / "a.zip", files + directory + "PK\5\6" + little(0, 4) + count + count +
                                      little(static_cast<std::uint32_t>(directory.size()), 4) +
                                      little(static_cast<std::uint32_t>(files.size()), 4) + little(0, 2));
    return scratch.path / "a.zip";
  };
  auto all = [](std::string_view) { return true; };
  auto refusal = [&](const std::vector<Entry>& entries, const ArchiveLimits& limits = {}) {
    auto path = zip(entries);
    return failure_of([&] { read_zip(path, all, limits); });
  };

  REQUIRE(is_zip(zip({{"d/a.csv", "a,b\n"}})));
  auto files = read_zip(zip({{"b.csv", "b"}, {"d/", "", 040755}, {"d/a.csv", "a"}}), all);
  REQUIRE(files.size() == 2);
  REQUIRE(files[1].name == "d/a.csv");
  REQUIRE(files[1].bytes == "a");

  for (const char* name : {"../a.csv", "d/../../a.csv", "/a.csv", "C:\\a.csv", "..\\a.csv"}) {
    INFO(name);
    REQUIRE(refusal({{name, "x"}}) != "");
  }
  REQUIRE(refusal({{"a.csv", "x"}, {"A.csv", "x"}}).find("le même nom") != std::string::npos);
  REQUIRE(refusal({{"a.csv", "/etc/passwd", 0120777}}).find("un lien") != std::string::npos);
  ArchiveLimits small;
  small.entry_bytes = 10;
  REQUIRE(refusal({{"a.csv", "12345678901"}}, small).find("dépasse") != std::string::npos);
  small = {};
  small.entries = 2;
  REQUIRE(refusal({{"a", ""}, {"b", ""}, {"c", ""}}, small).find("plus de 2 fichiers") != std::string::npos);
  small = {};
  small.total_bytes = 8;
  REQUIRE(refusal({{"a", "12345"}, {"b", "12345"}}, small).find("démesurément") != std::string::npos);
  auto path = zip({{"a.csv", "a,b\n"}});
  auto damaged = text_of(path);
  damaged[damaged.find("a,b")] = 'X';
  write(path, damaged);
  REQUIRE(failure_of([&] { read_zip(path, all); }).find("abîmée") != std::string::npos);
  write(path, "PK\3\4rien");
  REQUIRE(failure_of([&] { read_zip(path, all); }) != "");
  REQUIRE(failure_of([&] {
            import_rome({{scratch.path / "absent"}, scratch.path / "c", false});
          }).find("n'existe pas") != std::string::npos);
  REQUIRE(failure_of([&] { import_rome({{path}, scratch.path / "c", false}); }) != "");
}

TEST_CASE("the real ROME 4.0, version 60") {
  const char* data = std::getenv("REPERES_DATA");
  if (!data || !fs::is_directory(fs::path(data) / "rome" / "v460")) {
    WARN("skipped: REPERES_DATA does not name a folder with rome/v460");
    return;
  }
  auto rome = read_rome({fs::path(data) / "rome" / "v460"});
  REQUIRE(rome.version == "460");
  REQUIRE(rome.jobs.size() == 1584);
  REQUIRE(rome.appellations == 13120);
  std::size_t names = 0, moves = 0, parents = 0;
  for (const auto& job : rome.jobs) {
    names += job.appellations.size();
    moves += job.mobility.size();
    parents += !job.parent.empty();
    REQUIRE_FALSE(job.definition.empty());
    for (const auto& sentence : job.definition) REQUIRE(sentence.find("''") == std::string::npos);
  }
  REQUIRE(names == 13116);  // four stand twice in their job
  REQUIRE(moves == 14912);
  REQUIRE(parents == 1584);

  Scratch scratch;
  auto report = import_rome({{fs::path(data) / "rome" / "v460"}, scratch.path, false});
  REQUIRE(report.count(ImportOutcome::created) == 1584);
  REQUIRE(import_rome({{fs::path(data) / "rome" / "v460"}, scratch.path, false}).count(ImportOutcome::unchanged) ==
          1584);
}

}  // namespace reperes

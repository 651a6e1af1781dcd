// Questions to a small made-up index: each test is a question and the ids it gives.
#include <filesystem>
#include <random>

#include "search/browser.h"
#include "search/index.h"
#include "search/query.h"
#include "tests/support/catch.h"

using namespace reperes::search;
namespace fs = std::filesystem;

namespace {

Document fiche(std::string id, std::string kind, std::string title, std::vector<Name> names = {},
               std::string text = "") {
  Document d;
  d.id = id;
  d.kind = kind;
  d.url = kind + "/" + id + ".html";
  d.title = std::move(title);
  d.names = std::move(names);
  d.state = "a-jour";
  if (!text.empty()) d.sections = {{"pour-qui", "Pour qui", std::move(text)}};
  return d;
}

std::vector<Document> fiches() {
  std::vector<Document> all = {
      fiche("rsa", "dispositif", "Revenu de solidarité active",
            {{"RSA", NameKind::sigle, ""}, {"RMI", NameKind::old_name, ""}},
            "Aide versée par la Caf à qui n'a pas de ressources."),
      fiche("france-travail", "institution", "France Travail", {}, "Inscription et recherche d'emploi."),
      fiche("caf", "institution", "Caisse d'allocations familiales", {{"CAF", NameKind::sigle, ""}},
            "Verse le RSA et l'APL."),
      fiche("apl", "dispositif", "Aide personnalisée au logement", {{"APL", NameKind::sigle, ""}},
            "Une aide pour payer le loyer. Elle dépend des ressources du foyer."),
      fiche("loyer-impaye", "parcours", "Je ne peux plus payer mon loyer",
            {{"Mon loyer est impayé", NameKind::question, ""}}),
      fiche("K1801", "metier", "Conseiller / Conseillère en insertion professionnelle",
            {{"Conseiller / Conseillère à l'emploi", NameKind::appellation, ""}}),
      fiche("microcredit", "dispositif", "Microcrédit personnel", {}, "Un micro prêt, un crédit pour un projet."),
      fiche("ass", "dispositif", "Allocation de solidarité spécifique", {{"ASS", NameKind::sigle, ""}}),
      fiche("vieux-rsa", "dispositif", "Revenu minimum d'insertion", {},
            "Remplacé par le revenu de solidarité active, RSA, RSA, RSA."),
  };
  all.back().historical = true;
  all[0].facets["domaine"] = {"droits", "emploi"};
  all[3].facets["domaine"] = {"logement"};
  all[4].facets["domaine"] = {"logement"};
  return all;
}

const std::string synonyms =
    "terme,expansions,relation,note\n"
    "Pôle emploi,France Travail,ancien_nom,depuis le 01/01/2024\n"
    "allocs,Caisse d'allocations familiales,courant,\n"
    "boulot,emploi;travail,familier,\n"
    "proprio,bailleur,familier,\n"
    "à mon compte,Microcrédit personnel,courant,\n"
    "pas de voiture,Microcrédit personnel,courant,\n";
const std::string sigles =
    "sigle,developpe,domaine,statut,voir,ambigu\n"
    "ASS,Allocation de solidarité spécifique,emploi,actif,,oui\n"
    "ASS,Assistante de service social,droits,actif,,oui\n";
const std::string stops = "0 jours\nde\ndu\nla\nle\nje\nne\nmon\na\nau\nl\npas\nplus\npeux\nen\nun\nune\n";

struct Small {
  fs::path folder = fs::temp_directory_path() / ("reperes-query-" + std::to_string(std::random_device{}()));
  std::unique_ptr<Index> index;

  explicit Small(std::vector<Document> more = {}) {
    std::vector<Document> all = fiches();
    all.insert(all.end(), more.begin(), more.end());
    const auto read =
        parse_vocabulary({{"synonymes.csv", synonyms}, {"sigles.csv", sigles}, {"mots-vides.txt", stops}});
    write_index(folder.string(), all, read.vocabulary,
                {{"kind", "Genre", {{"dispositif", "Dispositifs"}, {"institution", "Institutions"}}}});
    index = std::make_unique<Index>(Index::open(folder.string()));
  }
  ~Small() { fs::remove_all(folder); }

  Answer ask(const std::string& text) const { return index->ask({.text = text}); }
  std::string first(const std::string& text) const {
    const Answer answer = ask(text);
    return answer.nearest || answer.hits.empty() ? "" : answer.hits[0].id;
  }
};

}  // namespace

TEST_CASE("the fiche whose name is the question comes first") {
  const Small small;
  CHECK(small.first("RSA") == "rsa");
  CHECK(small.first("r.s.a.") == "rsa");
  CHECK(small.first("le revenu de solidarité active") == "rsa");
  CHECK(small.first("REVENUS DE SOLIDARITE ACTIVE") == "rsa");
  CHECK(small.first("RMI") == "rsa");
  CHECK(small.first("k-1801") == "K1801");
  CHECK(small.first("conseillère à l'emploi") == "K1801");
  CHECK(small.first("conseillère en insertion professionnelle") == "K1801");
  CHECK(small.first("mon loyer est impayé") == "loyer-impaye");
}

TEST_CASE("the vocabulary leads on, and says so") {
  const Small small;
  const Answer answer = small.ask("pole emploi");
  REQUIRE(!answer.hits.empty());
  CHECK(answer.hits[0].id == "france-travail");
  CHECK(answer.hits[0].why == std::vector<std::string>{"Pôle emploi s'appelle France Travail depuis le 01/01/2024"});
  REQUIRE(answer.understood.size() == 1);
  CHECK(answer.understood[0].became == "France Travail");
  CHECK(small.first("poleemploi") == "france-travail");
  CHECK(small.ask("allocation").understood.empty());  // "allocs" is another word
  CHECK(small.ask("ma voiture").understood.empty());  // "pas de voiture" wants its "pas"
  CHECK(small.first("je n'ai pas de voiture") == "microcredit");
  CHECK(small.ask("compte en banque").understood.empty());  // nor is "à mon compte" any account
  CHECK(small.ask("créer mon compte").understood.empty());
  CHECK(small.ask("mon projet : un compte à la banque").understood.empty());
  CHECK(small.first("à mon compte") == "microcredit");
}

TEST_CASE("a familiar word is another word for a plain one, and nobody is told") {
  const Small small;
  CHECK(small.first("boulot") == small.first("emploi"));
  CHECK(small.first("recherche d'un boulot") == "france-travail");
  CHECK(small.ask("boulot").understood.empty());
  CHECK(!small.ask("boulot").corrected);
  CHECK(small.ask("proprio").nearest);  // no fiche has the plain word either
  CHECK(small.first("boulots") == small.first("emploi"));
  CHECK(small.ask("\"boulot\"").nearest);                    // in quotes, it is meant
  CHECK(small.ask("allocs boulot").understood.size() == 1);  // "allocs" is told, "boulot" is not
}

TEST_CASE("a number with its unit is no name") {
  const Small small({fiche("samu", "contact", "Samu", {{"15", NameKind::alias, ""}})});
  CHECK(small.first("15") == "samu");
  CHECK(small.first("le 15") == "samu");
  CHECK(small.first("loyer impayé depuis 15 jours") == "loyer-impaye");
  CHECK(small.ask("15 jours").hits[0].id == "samu");  // nothing else was said
}

TEST_CASE("what people say leads to a fiche, which is not called so") {
  Document mobility = fiche("mobilite", "dispositif", "Aide à la mobilité");
  mobility.sayings = {"Ma mobylette est en panne et le garage est cher."};
  const Small small({mobility});
  const Answer answer = small.ask("mobylette en panne");
  REQUIRE(!answer.hits.empty());
  CHECK(answer.hits[0].id == "mobilite");
  CHECK(answer.hits[0].why.empty());
  CHECK(answer.hits[0].snippet.empty());
}

TEST_CASE("a page that leads to others comes after those that bear its name") {
  Document page = fiche("sigle-ass", "sigle", "ASS");
  page.pointer = true;
  const Small small({page});
  const Answer answer = small.ask("ass");
  REQUIRE(answer.hits.size() >= 2);
  CHECK(answer.hits[0].id == "ass");
  CHECK(answer.hits[1].id == "sigle-ass");
}

TEST_CASE("unfinished words, and words that are not") {
  const Small small;
  CHECK(small.first("revenu de sol") == "rsa");
  CHECK(small.first("microcr") == "microcredit");
  CHECK(small.first("micro crédit") == "microcredit");
  CHECK(small.first("caisse d'alloc") == "caf");
}

TEST_CASE("spelling, only when the index does not know the word") {
  const Small small;
  const Answer answer = small.ask("solidaritée actyve");
  REQUIRE(!answer.hits.empty());
  CHECK(answer.hits[0].id == "rsa");
  CHECK(answer.corrected == "solidaritée active");
  CHECK(!small.ask("loyer").corrected);
  CHECK(!small.ask("XQZW").corrected);  // never a sigle
  CHECK(small.first("opital lojement") == "apl");
}

TEST_CASE("an apostrophe that was not typed") {
  const Small small;
  CHECK(small.ask("daloccation familiale").corrected == "allocation familiale");
  CHECK(small.first("linsertion") == "K1801");
}

TEST_CASE("a fiche of the past stays below") {
  const Small small;
  CHECK(small.first("revenu minimum d'insertion") == "vieux-rsa");
  CHECK(small.first("revenu") == "rsa");
}

TEST_CASE("an ambiguous sigle shows its meanings") {
  const Small small;
  const Answer answer = small.ask("ass");
  REQUIRE(answer.meanings.size() == 2);
  CHECK(answer.meanings[0].id == "ass");
  CHECK(answer.meanings[1].url.empty());
}

TEST_CASE("quoted phrases are exact") {
  const Small small;
  CHECK(small.ask("\"payer le loyer\"").total == 1);
  CHECK(small.ask("« ressources du foyer »").hits[0].id == "apl");
  CHECK(small.ask("\"loyer payer\"").nearest);
}

TEST_CASE("facets count what they would give") {
  const Small small;
  Question question{.text = "loyer"};
  const auto count = [&](const std::string& facet, const std::string& value) {
    for (const FacetCount& f : small.index->ask(question).facets)
      if (f.facet == facet && f.value == value) return f.count;
    return std::size_t{0};
  };
  CHECK(count("kind", "parcours") == 1);
  CHECK(count("domaine", "logement") == 2);
  question.filters["kind"] = {"parcours"};
  CHECK(small.index->ask(question).total == 1);
  CHECK(count("kind", "dispositif") == 1);   // the other kinds keep their counts
  CHECK(count("domaine", "logement") == 1);  // the other facets follow
  question.filters["kind"] = {"parcours", "dispositif"};
  CHECK(small.index->ask(question).total == 2);
}

TEST_CASE("the passage, its section, its marks") {
  const Small small;
  const Hit hit = small.ask("ressources du foyer").hits.at(0);
  CHECK(hit.id == "apl");
  CHECK(hit.anchor == "pour-qui");
  std::string shown;
  for (const Part& part : hit.snippet) shown += part.mark ? "[" + part.text + "]" : part.text;
  CHECK(shown == "Elle dépend des [ressources] du [foyer].");
}

TEST_CASE("never an empty page") {
  const Small small;
  for (const std::string text : {"", "   ", "?!", "zzzzqqqq", "de la", "日本語", "\xFF\xFE", "\"\"", "<script>"}) {
    const Answer answer = small.ask(text);
    INFO(text);
    CHECK(!answer.hits.empty());
  }
  CHECK(small.ask("zzzzqqqq").nearest);
  CHECK(small.ask("zzzzqqqq").hits[0].kind == "parcours");
}

TEST_CASE("hostile questions are answered") {
  const Small small;
  std::string many;
  for (int i = 0; i < 500; ++i) many += "mot" + std::to_string(i) + " ";
  for (const std::string& text :
       {std::string(8192, 'a'), std::string(10000, '*'), many, std::string("\u202Eloyer\x01\x02\x1b[31m"),
        std::string(4000, '"'), std::string(3000, '(')})
    CHECK(!small.ask(text).hits.empty());
}

TEST_CASE("JSON on one line, nothing unescaped") {
  const Small small;
  const std::string json = to_json(small.ask("\"<b>\n\x1b\\ loyer"));
  CHECK(json.starts_with("{\"query\":\"\\\"<b>\\u000a\\u001b\\\\ loyer\",\"corrected\":null"));
  CHECK(json.find('\n') == std::string::npos);
}

TEST_CASE("the export depends on the content alone") {
  const Small one, two;
  const BrowserIndex a = export_browser(*one.index), b = export_browser(*two.index);
  CHECK(a.base == b.base);
  CHECK(a.files == b.files);
  CHECK(a.files.contains(a.base + "root.js"));
  const BrowserIndex packed = export_browser(*one.index, 1000);
  CHECK(packed.base != a.base);
  CHECK(packed.files.contains(packed.base + "f0.js"));
  CHECK_FALSE(packed.files.contains(packed.base + "f1.js"));
}

TEST_CASE("a database of another kind is refused with a sentence") {
  CHECK_THROWS_AS(Index::open("tests"), Damaged);
}

#include "builder/revision.h"

#include <algorithm>
#include <array>
#include <set>

#include "builder/exam.h"
#include "builder/french.h"
#include "builder/render_revision.h"
#include "builder/revision_words.h"
#include "tests/support/catch.h"

using namespace reperes;

namespace {

constexpr Date today{2026, 11, 23};
using Texts = std::vector<std::string>;
using Files = std::vector<std::array<const char*, 2>>;  // « dispositifs/apl.md », front matter

Catalogue catalogue_of(const Files& files, Settings settings = {}) {
  Faults faults;
  std::vector<Fiche> fiches;
  for (const auto& [path, front] : files)
    fiches.push_back(parse_fiche({path, path, "---\n" + std::string(front) + "\n---\n"}, today, faults));
  return assemble(std::move(fiches), {}, {}, std::move(settings), Audience::everyone, today, faults);
}

const RevisionItem* find(const Revision& revision, std::string_view id) {
  for (const auto& item : revision.items)
    if (item.id == id) return &item;
  return nullptr;
}

Texts right_of(const RevisionItem& item) {
  return {item.choices.begin(), item.choices.begin() + static_cast<std::ptrdiff_t>(item.right)};
}
Texts wrong_of(const RevisionItem& item) {
  return {item.choices.begin() + static_cast<std::ptrdiff_t>(item.right), item.choices.end()};
}

// Ten institutions, each of which operates a right of its own: enough to choose wrong answers from.
Files crowd(Files files) {
  static std::vector<std::string> texts;
  if (texts.empty())
    for (const char* name : {"un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"})
      for (const char* part : {"institutions/maison-", "titre: Maison ", "dispositifs/bourse-", "titre: Bourse "})
        texts.push_back(std::string(part) + name);
  static std::vector<std::string> whole;
  if (whole.empty())
    for (std::size_t i = 0; i < texts.size(); i += 4) {
      const std::string id = texts[i].substr(texts[i].find('/') + 1);
      whole.push_back(texts[i] + ".md");
      whole.push_back(texts[i + 1] + "\ndomaines: [droits]");
      whole.push_back(texts[i + 2] + ".md");
      whole.push_back(texts[i + 3] + "\ndomaines: [droits]\nnature: allocation\nrelations: {opere_par: [" + id +
                      "], decide_par: [" + id + "]}");
    }
  for (std::size_t i = 0; i < whole.size(); i += 2) files.push_back({whole[i].c_str(), whole[i + 1].c_str()});
  return files;
}

}  // namespace

TEST_CASE("what an author wrote comes as it is, and keeps its id when an answer is mended") {
  const auto revision_of = [](const char* answer) {
    const std::string front =
        "titre: Non-recours\nrevision:\n  cartes: [{q: \"Qui l'étudie ?\", r: " + std::string(answer) +
        "}]\n  qcm:\n    - {q: Une, bonnes: [a], fausses: [b, c], retour: Car.}\n"
        "    - {q: Deux, bonnes: [a, b], fausses: [c]}\n"
        "  affirmations: [{q: Vrai donc, vrai: oui}, {q: Faux donc, vrai: non}]\n"
        "  ordres: [{q: Ranger, suite: [un, deux, trois]}]";
    return revise(catalogue_of({{"notions/non-recours.md", front.c_str()}}));
  };
  const Revision first = revision_of("L'Odenore"), mended = revision_of("Un observatoire");
  REQUIRE(first.items.size() == 6);
  CHECK(first.items[0].id == mended.items[0].id);
  CHECK(first.items[0].id.starts_with("non-recours:q-"));
  CHECK(first.items[0].answer == "L’Odenore");
  CHECK(first.items[0].source == "main");
  Texts exercises;
  for (const auto& item : first.items) exercises.emplace_back(name_of(item.exercise));
  CHECK(exercises == Texts{"carte", "qcm", "multiple", "vrai-faux", "vrai-faux", "ordre"});
  CHECK(first.items[1].choices == Texts{"a", "b", "c"});
  CHECK(first.items[1].feedback == "Car.");
  CHECK(first.items[2].right == 2);
  CHECK(right_of(first.items[3]) == Texts{"Vrai"});
  CHECK(right_of(first.items[4]) == Texts{"Faux"});
  CHECK(first.items[5].choices == Texts{"un", "deux", "trois"});
}

TEST_CASE("what is not finished is not asked") {
  const Revision revision = revise(catalogue_of({{"notions/a.md",
                                                  "titre: A\nrevision:\n  cartes: [{q: Sans réponse}]\n"
                                                  "  qcm: [{q: Sans fausse, bonnes: [a]}]\n"
                                                  "  affirmations: [{q: Sans verdict}]\n"
                                                  "  ordres: [{q: Trop court, suite: [un, deux]}]"}}));
  CHECK(revision.items.empty());
}

TEST_CASE("a wrong answer is not true: nor of those beside, nor a part, nor another name") {
  const auto catalogue = catalogue_of(crowd(
      {{"dispositifs/rente.md",
        "titre: Rente\ndomaines: [droits]\nnature: allocation\nrelations: {opere_par: [caf], decide_par: [cdaph]}"},
       {"dispositifs/prime.md",
        "titre: Prime\ndomaines: [droits]\nnature: allocation\nrelations: {opere_par: [caf, msa]}"},
       {"dispositifs/pension.md",
        "titre: Pension\ndomaines: [droits]\nnature: allocation\nrelations: {opere_par: [aripa]}"},
       {"dispositifs/colis.md",
        "titre: Colis\ndomaines: [droits]\nnature: allocation\nrelations: {opere_par: [allocs]}"},
       {"institutions/caf.md", "titre: Caisse\ndomaines: [droits]"},
       {"institutions/msa.md", "titre: Mutualité\ndomaines: [droits]"},
       {"institutions/aripa.md", "titre: Agence\ndomaines: [droits]\nrelations: {fait_partie_de: [caf]}"},
       {"institutions/allocs.md", "titre: Guichet\nalias: [caisse]\ndomaines: [droits]"},
       {"institutions/cdaph.md", "titre: Commission"}}));
  const Revision revision = revise(catalogue);
  const auto* item = find(revision, "rente:opere_par-qcm");
  REQUIRE(item);
  CHECK(item->question == typography("Rente : qui fait le versement ?"));
  CHECK(right_of(*item) == Texts{"Caisse"});
  CHECK(wrong_of(*item).size() == 3);
  CHECK(wrong_of(*item).front() == "Commission");  // who decides and does not pay
  for (const auto& wrong : wrong_of(*item)) CHECK((wrong == "Commission" || wrong.starts_with("Maison ")));

  // Who pays and does not decide is the best wrong answer to « qui décide ? ».
  const auto* decides = find(revision, "rente:decide_par-qcm");
  REQUIRE(decides);
  CHECK(decides->question == typography("Rente : qui décide de l'attribution ?"));
  CHECK(right_of(*decides) == Texts{"Commission"});
  CHECK(wrong_of(*decides).front() == "Caisse");

  const auto* both = find(revision, "prime:opere_par-qcm");
  REQUIRE(both);
  CHECK(both->exercise == Exercise::multiple);
  CHECK(right_of(*both) == Texts{"Caisse", "Mutualité"});
}

TEST_CASE("a wrong answer works in the field, in the whole country, and the fiche does not name it") {
  std::vector<Fiche> fiches;
  Faults faults;
  const auto add = [&](const char* path, const std::string& front, const char* body) {
    fiches.push_back(parse_fiche({path, path, "---\n" + front + "\n---\n" + body}, today, faults));
  };
  const auto add_right = [&](const char* name, const char* domaine, const char* institution, const char* body) {
    const std::string path = std::string("dispositifs/droit-") + name + ".md";
    add(path.c_str(),
        "titre: Droit " + std::string(name) + "\nnature: allocation\ndomaines: [" + domaine +
            "]\nrelations: {opere_par: [" + institution + "]}",
        body);
  };
  for (const char* name : {"payeur", "un", "deux", "trois", "lointain", "nomme"})
    add(("institutions/" + std::string(name) + ".md").c_str(), "titre: Organisme " + std::string(name), "");
  add("institutions/ile.md", "titre: Organisme ile\nterritoire: {echelle: departement, codes: [974]}", "");
  add_right("a", "logement", "payeur", "Voir aussi [lui](nomme).");
  for (const char* name : {"un", "deux", "trois", "nomme", "ile"}) add_right(name, "logement", name, "");
  add_right("lointain", "emploi", "lointain", "");
  const Revision revision = revise(assemble(std::move(fiches), {}, {}, {}, Audience::everyone, today, faults));
  const auto* item = find(revision, "droit-a:opere_par-qcm");
  REQUIRE(item);
  const auto wrong = wrong_of(*item);
  CHECK(std::set<std::string>(wrong.begin(), wrong.end()) ==
        std::set<std::string>{"Organisme un", "Organisme deux", "Organisme trois"});
}

TEST_CASE("a sigle is looked for from what it does: its initials would tell what it means") {
  const Revision revision = revise(catalogue_of(
      {{"institutions/ccas.md", "titre: Centre communal d'action sociale\nsigle: CCAS\nresume: Aide dans la commune."},
       {"institutions/cfa.md", "titre: Centre de formation d'apprentis\nsigle: CFA\nresume: Forme en alternance."},
       {"institutions/cio.md", "titre: Centre d'information et d'orientation\nsigle: CIO\nresume: Oriente."},
       {"institutions/cmp.md", "titre: Centre médico-psychologique\nsigle: CMP\nresume: Le CMP soigne."}}));
  const auto* item = find(revision, "ccas:sigle-qcm");
  REQUIRE(item);
  CHECK(item->question == typography("Quel sigle correspond à : « Aide dans la commune. »"));
  CHECK(right_of(*item) == Texts{"CCAS"});
  CHECK(wrong_of(*item).size() == 3);
  CHECK(item->feedback.find("Centre communal") != std::string::npos);
  CHECK(find(revision, "cmp:sigle"));
  CHECK_FALSE(find(revision, "cmp:sigle-qcm"));           // its summary says it
  CHECK_FALSE(find(revision, "ccas:appariement-sigle"));  // so does one of the four
}

TEST_CASE("a sigle that its description spells is on a card only; the others are asked among four, then explained") {
  const Revision revision = revise(catalogue_of(
      {{"institutions/guda.md",
        "titre: Guichet unique pour demandeurs d'asile\nsigle: Guda\nresume: Guichet qui enregistre la demande "
        "d'asile."},
       {"institutions/gaef.md",
        "titre: Groupe d'aide et d'entraide familiale\nsigle: GAEF\n"
        "resume: Gens qui accueillent, écoutent, forment."},
       {"institutions/gem.md", "titre: Groupe d'entraide mutuelle\nsigle: GEM\nresume: On s'y retrouve entre pairs."},
       {"dispositifs/gpa.md", "titre: Garantie des pensions\nsigle: GDP\nresume: Couvre un impayé."}}));
  CHECK(find(revision, "guda:sigle"));
  CHECK_FALSE(find(revision, "guda:sigle-qcm"));  // by the words of its name
  CHECK_FALSE(find(revision, "gaef:sigle-qcm"));  // by letters
  const auto* item = find(revision, "gem:sigle-qcm");
  REQUIRE(item);
  CHECK(wrong_of(*item).size() == 3);
  CHECK(wrong_of(*item).back() == "GDP");  // of another kind: after those of its own
  CHECK(item->feedback == typography("GEM : Groupe d'entraide mutuelle. On s'y retrouve entre pairs."));
  CHECK(initials_of("Centre de soins, d'accompagnement") == "csa");
}

TEST_CASE("an institution is called by its whole name, or by its sigle where the name would tell") {
  const auto catalogue =
      catalogue_of(crowd({{"dispositifs/bail.md",
                           "titre: Bail\ndomaines: [droits]\nnature: allocation\n"
                           "relations: {opere_par: [ccpx]}"},
                          {"dispositifs/expulsions.md",
                           "titre: Prévention des expulsions\ndomaines: [droits]\n"
                           "nature: allocation\nrelations: {opere_par: [ccpx]}"},
                          {"institutions/ccpx.md", "titre: Commission départementale des expulsions\nsigle: CCPX"}}));
  const Revision revision = revise(catalogue);
  REQUIRE(find(revision, "bail:opere_par-qcm"));
  CHECK(right_of(*find(revision, "bail:opere_par-qcm")) == Texts{"Commission départementale des expulsions (CCPX)"});
  REQUIRE(find(revision, "expulsions:opere_par-qcm"));
  CHECK(right_of(*find(revision, "expulsions:opere_par-qcm")) == Texts{"CCPX"});
  Faults faults;
  const auto title = [&](const char* front) {
    return name_with_sigle(
        parse_fiche({"dispositifs/a.md", "a", "---\n" + std::string(front) + "\n---\n"}, today, faults));
  };
  CHECK(title("titre: \"Aides au logement : APL, ALF\"\nsigle: APL") == "Aides au logement (APL, ALF)");
}

TEST_CASE("no court pays, and what a note tells on every tie is on a card only") {
  const Revision revision =
      revise(catalogue_of(crowd({{"dispositifs/rente.md",
                                  "titre: Rente\ndomaines: [droits]\nnature: allocation\n"
                                  "relations: {opere_par: [maison-un], decide_par: [tribunal]}"},
                                 {"dispositifs/garde.md",
                                  "titre: Garde\ndomaines: [droits]\nnature: protection\nrelations: {opere_par: "
                                  "[{id: maison-un, note: sans proche}], decide_par: [juge, tribunal]}"},
                                 {"institutions/tribunal.md", "titre: Tribunal"},
                                 {"institutions/juge.md", "titre: Juge\nrelations: {fait_partie_de: [tribunal]}"}})));
  REQUIRE(find(revision, "rente:opere_par-qcm"));
  for (const auto& wrong : wrong_of(*find(revision, "rente:opere_par-qcm"))) CHECK(wrong.starts_with("Maison "));
  CHECK(find(revision, "garde:opere_par"));
  CHECK_FALSE(find(revision, "garde:opere_par-qcm"));
  CHECK_FALSE(find(revision, "garde:decide_par-qcm"));  // the judge sits in the court
}

TEST_CASE("a definition that names its author, or whose verb only one title answers, is on a card only") {
  Files files = {{"ue/AST005.md", "titre: Cours"},
                 {"notions/lien.md",
                  "titre: Lien\nue: [AST005]\nauteurs: [Robert Castel]\n"
                  "definition: \"Ce que Robert Castel voit se rompre.\""},
                 {"notions/accueillir.md", "titre: Accueillir\nue: [AST005]\ndefinition: Recevoir qui se présente."},
                 {"notions/seuil.md", "titre: Seuil\nue: [AST005]\ndefinition: Point à partir duquel tout change."},
                 {"notions/cadre.md", "titre: Cadre\nue: [AST005]\ndefinition: Ce qui tient."},
                 {"notions/trace.md", "titre: Trace\nue: [AST005]\ndefinition: Ce qui reste."}};
  const Revision revision = revise(catalogue_of(files));
  CHECK(find(revision, "lien:definition"));
  CHECK_FALSE(find(revision, "lien:definition-qcm"));
  CHECK(find(revision, "accueillir:definition"));
  CHECK_FALSE(find(revision, "accueillir:definition-qcm"));
  CHECK(find(revision, "seuil:definition-qcm"));
}

TEST_CASE("a question does not hold its answer") {
  CHECK(gives_away("Aides de l'Agefiph", "Agefiph"));
  CHECK(gives_away("Allocation aux adultes handicapés", "personnes en situation de handicap"));
  CHECK_FALSE(gives_away("Revenu de solidarité active (RSA)", "Conseil départemental"));
  const Revision revision = revise(catalogue_of(
      crowd({{"dispositifs/aides.md", "titre: Aides de l'Agefiph\nrelations: {opere_par: [agefiph]}"},
             {"institutions/agefiph.md", "titre: Agefiph\npublics: [personnes-en-situation-de-handicap]"}})));
  CHECK_FALSE(find(revision, "aides:opere_par"));
  CHECK_FALSE(find(revision, "aides:opere_par-qcm"));
}

TEST_CASE("an old name that says the new one is not asked about, even written in one word") {
  const Revision revision = revise(catalogue_of(
      {{"dispositifs/psy.md", "titre: Mon soutien psy\nanciens_noms: [{nom: MonParcoursPsy}, {nom: Essai}]"}}));
  REQUIRE(revision.items.size() == 1);
  CHECK(revision.items[0].question == typography("Essai : qu'est-ce qui a pris la suite ?"));
}

TEST_CASE("a sigle that has two meanings is asked one way only") {
  const Files files = {{"institutions/cph.md", "titre: Conseil de prud'hommes\nsigle: CPH"},
                       {"institutions/centre.md", "titre: Centre provisoire d'hébergement\nsigle: CPH"},
                       {"institutions/ccas.md", "titre: Centre communal d'action sociale\nsigle: CCAS"}};
  const Revision revision = revise(catalogue_of(files));
  CHECK(find(revision, "ccas:sigle"));
  CHECK(find(revision, "ccas:sigle-retour"));
  CHECK_FALSE(find(revision, "cph:sigle"));
  CHECK(find(revision, "cph:sigle-retour"));
}

TEST_CASE("what site.yml does without is not made") {
  const Files files = {{"institutions/ccas.md", "titre: Centre communal d'action sociale\nsigle: CCAS"},
                       {"metiers/K1801.md", "titre: Conseiller\ncode_rome: K1801"}};
  Settings settings;
  settings.revision_without = {"sigle"};
  const Revision revision = revise(catalogue_of(files, settings));
  CHECK_FALSE(find(revision, "ccas:sigle"));
  CHECK(find(revision, "K1801:code_rome"));
}

TEST_CASE("what is over is asked about as such only") {
  const Revision revision = revise(catalogue_of(
      {{"dispositifs/rmi.md",
        "titre: Ancien minimum\nsigle: RMI\netat: historique\nrelations: {opere_par: [caf], remplace_par: [rsa]}"},
       {"dispositifs/rsa.md", "titre: Nouveau revenu"},
       {"institutions/caf.md", "titre: Caisse"}}));
  CHECK_FALSE(find(revision, "rmi:opere_par"));
  REQUIRE(find(revision, "rmi:remplace_par"));
  CHECK(find(revision, "rmi:remplace_par")->answer == "Nouveau revenu");
}

TEST_CASE("an item is revised for the UE that teaches its notion, or whose notions lead to it") {
  Faults faults;
  std::vector<Fiche> fiches;
  const auto add = [&](const char* path, const std::string& text) {
    fiches.push_back(parse_fiche({path, path, text}, today, faults));
  };
  add("ue/AST004.md", "---\ntitre: Institutions\n---\n");
  add("notions/accueil.md", "---\ntitre: Accueil\nue: [AST004]\n---\nVoir le [CCAS](ccas).\n");
  add("institutions/ccas.md", "---\ntitre: CCAS\n---\n");
  add("institutions/caf.md", "---\ntitre: Caf\n---\n");
  const auto catalogue = assemble(std::move(fiches), {}, {}, {}, Audience::everyone, today, faults);
  const Revision revision = revise(catalogue);
  const auto units = [&](const char* id) { return revision.units[catalogue.by_id.at(id)]; };
  const std::vector<std::size_t> ast004 = {catalogue.by_id.at("AST004")};
  CHECK(units("accueil") == ast004);
  CHECK(units("ccas") == ast004);
  CHECK(units("caf").empty());
}

TEST_CASE("cumul is no more often true than false") {
  const Revision revision = revise(catalogue_of(
      {{"dispositifs/a.md", "titre: Une\nnature: allocation\nrelations: {cumulable_avec: [b, e]}"},
       {"dispositifs/b.md", "titre: Deux\nnature: allocation"},
       {"dispositifs/c.md", "titre: Trois\nnature: allocation\nrelations: {exclut: [d], cumulable_avec: [e]}"},
       {"dispositifs/d.md", "titre: Quatre\nnature: contrat"},
       {"dispositifs/e.md", "titre: Cinq\nnature: allocation"}}));
  CHECK(find(revision, "c:cumul-d"));
  CHECK(find(revision, "c:cumul-e"));  // could be confused: c does exclude something
  CHECK_FALSE(find(revision, "a:cumul-b"));
  CHECK_FALSE(find(revision, "a:cumul-e"));
}

TEST_CASE("cumul is asked once a pair, true or false") {
  const Revision revision = revise(catalogue_of(
      {{"dispositifs/a.md", "titre: Une\nnature: allocation\nrelations: {cumulable_avec: [b], exclut: [c]}"},
       {"dispositifs/b.md", "titre: Deux\nnature: allocation"},
       {"dispositifs/c.md", "titre: Trois\nnature: aide-financiere"}}));
  REQUIRE(find(revision, "a:cumul-b"));
  CHECK(right_of(*find(revision, "a:cumul-b")) == Texts{"Vrai"});
  REQUIRE(find(revision, "a:cumul-c"));
  CHECK(right_of(*find(revision, "a:cumul-c")) == Texts{"Faux"});
  CHECK_FALSE(find(revision, "b:cumul-a"));
}

TEST_CASE("wrong answers: the nearest, of like length, the same on every machine") {
  const auto chosen = wrong_answers("apl", {"Caf"}, {{"Préfecture", 0}, {"MSA", 1}, {"caf", 9}, {"CPAM", 1}}, 2);
  CHECK(std::set<std::string>(chosen.begin(), chosen.end()) == std::set<std::string>{"MSA", "CPAM"});
  CHECK(chosen == wrong_answers("apl", {"Caf"}, {{"CPAM", 1}, {"caf", 9}, {"MSA", 1}, {"Préfecture", 0}}, 2));
}

TEST_CASE("the page's scripts: an index and packs, none on a kiosk") {
  Settings settings;
  const auto packs_of = [&] {
    const Catalogue catalogue =
        catalogue_of({{"notions/a.md",
                       "titre: A\ndomaines: [droits]\nue: [AST004]\nrevision:\n  cartes: [{q: \"</script>\", r: R}]"},
                      {"ue/AST004.md", "titre: Institutions"}},
                     settings);
    Faults faults;
    const Theme theme = read_theme({}, settings, {}, faults);
    const RenderOptions options;
    const Revision revision = revise(catalogue);
    return revision_packs(prepare_site(catalogue, revision, theme, options));
  };
  const auto packs = packs_of();
  REQUIRE(packs.files.size() == 2);
  const std::string& index = packs.files.at(packs.index);
  CHECK(index.starts_with("ReperesReviser.index({\"version\":1,\"ues\":[[\"AST004\",\"Institutions\"]],"));
  CHECK(index.find("[\"a\",\"A\",\"notions/a.html\",4,[2],[0],0,1,0]") != std::string::npos);
  for (const auto& [path, script] : packs.files) {
    CHECK(path.starts_with("reviser/"));
    CHECK(script.find("</script>") == std::string::npos);
  }
  settings.kiosk = true;
  CHECK(packs_of().files.empty());
}

TEST_CASE("the page's scripts: an exam names its unit and its fiches by their places, even a unit that teaches none") {
  const Settings settings;
  const Catalogue catalogue = catalogue_of(
      {{"notions/a.md", "titre: A\nue: [U2]\nrevision:\n  qcm: [{q: Une ?, bonnes: [b], fausses: [c, d]}]"},
       {"ue/U1.md", "titre: Une\nexamen: {minutes: 9, parties: [{titre: P, questions: 1, fiches: [a]}]}"},
       {"ue/U2.md", "titre: Deux"}},
      settings);
  Faults faults;
  const Theme theme = read_theme({}, settings, {}, faults);
  const RenderOptions options;
  Revision revision = revise(catalogue);
  revision.exams = exams_of(catalogue, revision, faults);
  const auto packs = revision_packs(prepare_site(catalogue, revision, theme, options));
  const std::string& index = packs.files.at(packs.index);
  CHECK(index.find("\"ues\":[[\"U1\",\"Une\"],[\"U2\",\"Deux\"]]") != std::string::npos);
  CHECK(index.find("\"examens\":[[0,9,[[\"P\",1,[0]]]]]") != std::string::npos);
}

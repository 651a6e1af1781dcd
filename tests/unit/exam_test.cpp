#include "builder/exam.h"

#include <array>

#include "tests/support/catch.h"

using namespace reperes;

namespace {

constexpr Date today{2026, 11, 23};
using Texts = std::vector<std::string>;
using Files = std::vector<std::array<const char*, 2>>;  // « ue/U1.md », front matter

struct Planned {
  Catalogue catalogue;
  std::vector<Exam> exams;
  Faults faults;  // of the planning alone

  explicit Planned(const Files& files) {
    Faults ignored;
    std::vector<Fiche> fiches;
    for (const auto& [path, front] : files)
      fiches.push_back(parse_fiche({path, path, "---\n" + std::string(front) + "\n---\n"}, today, ignored));
    catalogue = assemble(std::move(fiches), {}, {}, {}, Audience::everyone, today, ignored);
    exams = exams_of(catalogue, revise(catalogue), faults);
  }

  Texts fiches_of(const Exam::Part& part) const {
    Texts ids;
    for (const std::size_t index : part.fiches) ids.push_back(catalogue.fiches[index].id);
    return ids;
  }
};

#define QCM "\nrevision: {qcm: [{q: Une ?, bonnes: [a], fausses: [b, c]}, {q: Deux ?, bonnes: [a], fausses: [b, c]}]}"

const Files fiches = {{"notions/a.md", "titre: A\nue: [U1]" QCM},
                      {"notions/b.md", "titre: B\nue: [U1]" QCM},
                      {"notions/carte.md", "titre: Carte\nue: [U1]\nrevision: {cartes: [{q: Une ?, r: Oui}]}"},
                      {"notions/ailleurs.md", "titre: Ailleurs\nue: [U2]" QCM}};

Files with_unit(const char* plan) {
  Files files = fiches;
  files.push_back({"ue/U1.md", plan});
  files.push_back({"ue/U2.md", "titre: U2\nrelations: {enseigne: [ailleurs]}"});
  return files;
}

}  // namespace

TEST_CASE("a part has the fiches it names, then those of its kinds that the unit teaches and no part names") {
  const Planned planned(
      with_unit("titre: U1\nexamen:\n  minutes: 30\n  parties:\n"
                "    - {titre: Toutes, questions: 2, genres: [notion]}\n"
                "    - {titre: Celles-là, questions: 3, fiches: [b, ailleurs]}"));
  REQUIRE(planned.exams.size() == 1);
  const Exam& exam = planned.exams.front();
  CHECK(exam.minutes == 30);
  REQUIRE(exam.parts.size() == 2);
  CHECK(planned.fiches_of(exam.parts[0]) == Texts{"a"});
  CHECK(planned.fiches_of(exam.parts[1]) == Texts{"ailleurs", "b"});  // a fiche of another unit, when it is named
  CHECK(exam.parts[1].questions == 3);
  CHECK(planned.faults.empty());
}

TEST_CASE("no part asks for more than there is, and cards are no questions") {
  const Planned planned(
      with_unit("titre: U1\nexamen:\n  minutes: 30\n  parties:\n"
                "    - {titre: Une, questions: 5, fiches: [a, carte]}\n"
                "    - {titre: Rien, questions: 1, fiches: [carte]}\n"
                "    - {titre: Encore, questions: 1, fiches: [a, b]}"));
  REQUIRE(planned.exams.size() == 1);
  REQUIRE(planned.exams.front().parts.size() == 2);
  CHECK(planned.exams.front().parts[0].questions == 2);
  CHECK(planned.fiches_of(planned.exams.front().parts[0]) == Texts{"a"});
  CHECK(planned.fiches_of(planned.exams.front().parts[1]) == Texts{"b"});
  Texts codes;
  for (const auto& fault : planned.faults) codes.push_back(fault.code);
  CHECK(codes == Texts{"examen-en-double", "examen-en-double", "examen-trop-long", "examen-trop-long"});
}

TEST_CASE("a unit without a plan, or without a time, has no exam") {
  CHECK(Planned(with_unit("titre: U1")).exams.empty());
  CHECK(Planned(with_unit("titre: U1\nexamen: {parties: [{titre: Une, questions: 1, fiches: [a]}]}")).exams.empty());
}

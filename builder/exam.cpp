#include "builder/exam.h"

#include <algorithm>
#include <map>

#include "builder/french.h"

namespace reperes {
namespace {

using Questions = std::vector<std::size_t>;  // per fiche: how many there are, cards aside

struct Planner {
  const Catalogue& catalogue;
  const Revision& revision;
  const Questions& questions;
  Faults& faults;

  void warning(std::string code, const Place& at, std::string message, std::string hint) {
    faults.push_back({std::move(code), Severity::warning, at, std::move(message), std::move(hint), {}});
  }

  // Each fiche that a part names → that part.
  std::map<std::size_t, std::size_t> named_fiches(const Fiche& unit) {
    std::map<std::size_t, std::size_t> part_of;
    for (std::size_t part = 0; part < unit.exam.size(); ++part)
      for (std::size_t i = 0; i < unit.exam[part].fiches.size(); ++i) {
        const std::string& id = unit.exam[part].fiches[i];
        const auto [known, fresh] = part_of.emplace(catalogue.by_id.at(id), part);
        if (!fresh)
          warning("examen-en-double", unit.exam[part].fiche_places[i],
                  in_quotes(id) + " est déjà dans la partie " + in_quotes(unit.exam[known->second].title),
                  "une fiche ne sert qu'une partie : retirez-la de l'une des deux");
      }
    return part_of;
  }

  Exam plan(std::size_t unit) {
    const Fiche& fiche = catalogue.fiches[unit];
    Exam exam{unit, fiche.exam_minutes, {}};
    auto part_of = named_fiches(fiche);
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      const auto& units = revision.units[i];
      if (std::find(units.begin(), units.end(), unit) == units.end()) continue;
      const auto asks = std::find_if(fiche.exam.begin(), fiche.exam.end(), [&](const ExamPart& part) {
        return std::find(part.kinds.begin(), part.kinds.end(), catalogue.fiches[i].kind) != part.kinds.end();
      });
      if (asks != fiche.exam.end()) part_of.emplace(i, static_cast<std::size_t>(asks - fiche.exam.begin()));
    }
    for (std::size_t i = 0; i < fiche.exam.size(); ++i) {
      const ExamPart& asked = fiche.exam[i];
      Exam::Part part{typography(asked.title), 0, {}};
      std::size_t there = 0;
      for (const auto& [one, of] : part_of)
        if (of == i && questions[one] > 0) {
          part.fiches.push_back(one);
          there += questions[one];
        }
      part.questions = std::min(there, static_cast<std::size_t>(asked.questions));
      if (part.questions < static_cast<std::size_t>(asked.questions))
        warning("examen-trop-long", asked.place,
                "la partie " + in_quotes(asked.title) + " demande " + std::to_string(asked.questions) +
                    " questions, ses fiches en ont " + std::to_string(there),
                "demandez-en moins, ou ajoutez des fiches à « fiches » ou des questions à ces fiches");
      if (part.questions > 0) exam.parts.push_back(std::move(part));
    }
    return exam;
  }
};

}  // namespace

std::vector<Exam> exams_of(const Catalogue& catalogue, const Revision& revision, Faults& faults) {
  Questions questions(catalogue.fiches.size());
  for (const auto& item : revision.items) questions[item.fiche] += item.exercise != Exercise::card;
  Planner planner{catalogue, revision, questions, faults};
  std::vector<Exam> exams;
  for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
    if (catalogue.fiches[i].exam.empty() || catalogue.fiches[i].exam_minutes == 0) continue;
    Exam exam = planner.plan(i);
    if (!exam.parts.empty()) exams.push_back(std::move(exam));
  }
  return exams;
}

}  // namespace reperes

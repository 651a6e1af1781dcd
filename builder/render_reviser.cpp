#include "builder/render_reviser.h"

#include <algorithm>

namespace reperes {
namespace {

ValueMap learner_page(const Site& site, const RevisionPacks& packs, const PageHead& head) {
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["index_revision"] = packs.index;
  return data;
}

// What its scripts say.
Value phrases(const Site& site, std::initializer_list<std::string_view> groups) {
  ValueList sentences;
  for (const auto group : groups)
    for (const auto& [key, sentence] : site.theme.words.group(group))
      sentences.push_back(ValueMap{{"cle", key}, {"phrase", sentence}});
  return sentences;
}

}  // namespace

std::string render_reviser(const Site& site, const RevisionPacks& packs, Faults& faults) {
  ValueMap data = learner_page(site, packs, simple_head(site, "reviser", std::string(revise_page)));
  data["examen_href"] = has_exams(site) ? std::string(exam_page) : "";
  data["phrases"] = phrases(site, {"reviser."});
  return render_page(site, "reviser-seance", std::move(data), faults);
}

std::string render_exam(const Site& site, const RevisionPacks& packs, Faults& faults) {
  PageHead head = simple_head(site, "examen", std::string(exam_page));
  head.crumbs.insert(head.crumbs.begin(), {site.theme.words.say("reviser.titre"), std::string(revise_page)});
  ValueMap data = learner_page(site, packs, head);
  data["jour"] = long_date(site.catalogue.today);
  data["phrases"] = phrases(site, {"reviser.", "examen."});
  return render_page(site, "reviser-examen", std::move(data), faults);
}

bool has_exams(const Site& site) {
  return !site.revised.empty() && !site.revision.exams.empty();
}

std::string revise_href(const Site& site, std::size_t index, std::string_view from_path) {
  if (!site.revised.contains(index)) return {};
  const Fiche& fiche = site.fiche(index);
  const std::string set = (fiche.kind == Kind::ue ? "#ue=" : "#fiche=") + fiche.id;
  return link_to(from_path, revise_page) + set;
}

std::string exam_href(const Site& site, std::size_t index, std::string_view from_path) {
  const auto& exams = site.revision.exams;
  const bool is_planned =
      std::any_of(exams.begin(), exams.end(), [index](const Exam& exam) { return exam.unit == index; });
  return has_exams(site) && is_planned ? link_to(from_path, exam_page) + "#ue=" + site.fiche(index).id : "";
}

}  // namespace reperes

// CSV for a French spreadsheet: a mark of UTF-8 first, semicolons, every cell quoted. A cell that a spreadsheet would
// take for a formula begins with an apostrophe, which it shows as text.

#include "builder/export/course.h"
#include "builder/text.h"

namespace reperes {

namespace {

bool looks_like_a_formula(std::string_view text) {
  for (const std::string_view start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%"})
    if (text.starts_with(start)) return true;
  return false;
}

std::string cell(std::string text) {
  text = without_controls(text);
  if (looks_like_a_formula(text)) text.insert(0, "'");
  return '"' + replace_all(text, "\"", "\"\"") + '"';
}

std::string line(const std::vector<std::string>& texts) {
  std::vector<std::string> cells;
  for (const auto& text : texts) cells.push_back(cell(text));
  return join(cells, ";") + "\r\n";
}

std::vector<std::string> row_of(const CourseGroup& group, const CourseEntry& entry) {
  const RevisionItem& item = entry.item;
  std::vector<std::string> right = {item.answer}, wrong;
  if (item.exercise == Exercise::matching) {
    right.clear();
    for (const auto& [one, other] : item.pairs) right.push_back(one + " → " + other);
  } else if (item.exercise == Exercise::ordering) {
    right = item.choices;
  } else if (item.exercise != Exercise::card) {
    const auto end = item.choices.begin() + static_cast<std::ptrdiff_t>(item.right);
    right.assign(item.choices.begin(), end);
    wrong.assign(end, item.choices.end());
  }
  return {item.id,
          group.unit,
          join(entry.units, ", "),
          entry.kind,
          join(entry.domaines, ", "),
          entry.title,
          std::string(name_of(item.exercise)),
          item.source,
          item.question,
          join(right, " | "),
          join(wrong, " | "),
          item.feedback,
          entry.address + item.anchor};
}

}  // namespace

std::string spreadsheet_csv(const Course& course) {
  std::string csv =
      "\xEF\xBB\xBF" + line({"identifiant", "UE", "toutes les UE", "genre", "domaines", "fiche", "exercice", "origine",
                             "question", "bonnes réponses", "autres choix", "explication", "page"});
  for (const auto& group : course)
    for (const auto& entry : group.entries) csv += line(row_of(group, entry));
  return csv;
}

}  // namespace reperes

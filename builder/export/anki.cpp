// Notes for Anki, as its text import reads them: header lines, then a note a line, fields parted by tabs. A note's GUID
// is made of the item's id, so that importing again updates what was there, whatever changed in its answer.

#include "builder/export/course.h"
#include "builder/hash.h"
#include "builder/text.h"

namespace reperes {

namespace {

constexpr std::size_t guid_digits = 20;

std::string html(const std::string& text) {
  return replace_all(as_html(text), "\n", "<br>");
}

std::string list(const std::vector<std::string>& texts, const char* element) {
  std::string out = std::string("<") + element + ">";
  for (const auto& text : texts) out += "<li>" + html(text) + "</li>";
  return out + "</" + element + ">";
}

std::string front_of(const RevisionItem& item) {
  std::vector<std::string> shown;
  switch (item.exercise) {
    case Exercise::card:
      return html(item.question);
    case Exercise::matching:
      for (const auto& [left, right] : item.pairs) shown.push_back(left);
      break;
    default:
      shown = shown_choices(item);
  }
  return html(item.question) + list(shown, "ul");
}

std::string back_of(const CourseEntry& entry) {
  const RevisionItem& item = entry.item;
  std::vector<std::string> answers;
  switch (item.exercise) {
    case Exercise::card:
      answers = {item.answer};
      break;
    case Exercise::matching:
      for (const auto& [left, right] : item.pairs) answers.push_back(left + " → " + right);
      break;
    case Exercise::ordering:
      answers = item.choices;
      break;
    default:
      answers.assign(item.choices.begin(), item.choices.begin() + static_cast<std::ptrdiff_t>(item.right));
  }
  std::string back = item.exercise == Exercise::ordering ? list(answers, "ol")
                     : answers.size() == 1               ? html(answers.front())
                                                         : list(answers, "ul");
  if (!item.feedback.empty()) back += "<p>" + html(item.feedback) + "</p>";
  const std::string title = html(entry.title);
  return back + "<p>" +
         (entry.address.starts_with("http")
              ? "<a href=\"" + html_escape(entry.address + item.anchor) + "\">" + title + "</a>"
              : title) +
         "</p>";
}

// « :: » would part decks, a space parts tags.
std::string deck_name(std::string name) {
  return replace_all(replace_all(replace_all(without_controls(name), "::", ": "), "\n", " "), "\t", " ");
}
std::string tag_name(std::string name) {
  for (const char* space : {" ", "\t", "\n", "\u00a0", "\u202f"}) name = replace_all(name, space, "_");
  return name;
}

std::string field(const std::string& text) {
  if (text.find_first_of("\t\n\r\"") == std::string::npos) return text;
  return '"' + replace_all(text, "\"", "\"\"") + '"';
}

}  // namespace

std::string anki_text(const Course& course) {
  std::string text =
      "#separator:tab\n#html:true\n#notetype:Basique\n#guid column:1\n#deck column:2\n#tags column:5\n"
      "#columns:guid\tpaquet\tRecto\tVerso\ttags\n";
  for (const auto& group : course)
    for (const auto& entry : group.entries) {
      std::string tags = tag_name(entry.item.source);
      for (const auto& unit : entry.units) tags += " " + tag_name(unit);
      for (const auto& domaine : entry.domaines) tags += " " + tag_name(domaine);
      const std::string deck =
          "Repères::" + deck_name(group.unit.empty() ? group.title : group.unit) + "::" + deck_name(entry.kind);
      text += hash128_hex(entry.item.id).substr(0, guid_digits) + "\t" + field(deck) + "\t" +
              field(front_of(entry.item)) + "\t" + field(back_of(entry)) + "\t" + field(tags) + "\n";
    }
  return text;
}

}  // namespace reperes

// Moodle XML and GIFT, twins: the same questions under the same names in the same categories, so that a teacher may
// take either. Texts are HTML in both, which leaves nothing of what an author types with a meaning to either reader:
// `->`, that GIFT cannot escape, is `-&gt;`.
//
// What both readers have: one right answer, several, true or false, a match. Putting in order is a match with ranks.
// Cards stay out: nobody can mark them by machine.

#include <algorithm>
#include <array>
#include <functional>

#include "builder/export/course.h"
#include "builder/hash.h"
#include "builder/text.h"

namespace reperes {

namespace {

constexpr int name_characters_max = 80;
constexpr std::size_t idnumber_bytes_max = 100;  // what Moodle's column holds

// A question as both formats write it: texts are HTML but for the name.
struct Answer {
  std::string text, fraction;  // « 100 », « -33.33333 »
};
struct Question {
  std::string name, id, text, feedback;
  Exercise exercise = Exercise::single;
  std::vector<Answer> answers;
  bool is_true = false;
  std::vector<std::pair<std::string, std::string>> pairs;
  std::vector<std::string> tags;
};

std::string one_line(std::string_view text) {
  return trim(replace_all(replace_all(without_controls(text), "\n", " "), "\t", " "));
}

std::string name_of_question(const std::string& text) {
  std::string name = one_line(text);
  if (count_characters(name) <= name_characters_max) return name;
  while (count_characters(name) > name_characters_max - 1) {
    const auto space = name.rfind(' ');
    if (space == std::string::npos || space == 0) {
      do name.pop_back();
      while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80);
      continue;
    }
    name.resize(space);
  }
  return name + "…";
}

// The fractions Moodle knows, of 1 to 10 answers that share the whole.
std::string share_of(std::size_t count) {
  static constexpr std::array<const char*, 10> shares = {"100",      "50",       "33.33333", "25",       "20",
                                                         "16.66667", "14.28571", "12.5",     "11.11111", "10"};
  return shares[std::min(count, shares.size()) - 1];
}

std::string feedback_of(const CourseEntry& entry) {
  std::string html = entry.item.feedback.empty() ? "" : "<p>" + as_html(entry.item.feedback) + "</p>";
  const std::string title = as_html(entry.title);
  const bool reachable = entry.address.starts_with("http");
  html += "<p>À relire : " +
          (reachable ? "<a href=\"" + html_escape(entry.address + entry.item.anchor) + "\">" + title + "</a>" : title) +
          "</p>";
  return html;
}

Question question_of(const CourseEntry& entry) {
  const RevisionItem& item = entry.item;
  Question question;
  question.name = name_of_question(item.question);
  question.id = item.id.size() <= idnumber_bytes_max ? item.id : hash128_hex(item.id);
  question.text = "<p>" + as_html(item.question) + "</p>";
  question.feedback = feedback_of(entry);
  question.exercise = item.exercise;
  question.tags = entry.units;
  question.tags.push_back(item.source == by_hand ? "main" : item.source);
  switch (item.exercise) {
    case Exercise::card:
      break;
    case Exercise::single:
    case Exercise::multiple: {
      const std::size_t wrong = item.choices.size() - item.right;
      for (std::size_t i = 0; i < item.choices.size(); ++i) {
        const bool right = i < item.right;
        std::string fraction = right ? share_of(item.right) : "0";
        if (!right && item.exercise == Exercise::multiple) fraction = "-" + share_of(wrong);
        question.answers.push_back({as_html(item.choices[i]), fraction});
      }
      break;
    }
    case Exercise::true_false:
      question.is_true = item.choices.front() == "Vrai";
      break;
    case Exercise::matching:
      for (const auto& [left, right] : item.pairs) question.pairs.emplace_back(as_html(left), as_html(right));
      break;
    case Exercise::ordering:
      for (std::size_t i = 0; i < item.choices.size(); ++i)
        question.pairs.emplace_back(as_html(item.choices[i]), std::to_string(i + 1));
      break;
  }
  return question;
}

// « $course$/top/Repères/AST004 – Institutions…/Notions »; a slash of a name is doubled.
std::string category_of(const CourseGroup& group, const std::string& kind) {
  const auto part = [](const std::string& name) { return replace_all(one_line(name), "/", "//"); };
  const std::string unit = group.unit.empty() ? group.title : group.unit + " – " + group.title;
  return "$course$/top/Repères/" + part(unit) + "/" + part(kind);
}

using Visit = std::function<void(const Question&)>;

// Every question, its category said once, before it.
void each_question(const Course& course, const std::function<void(const std::string&)>& enter, const Visit& visit) {
  for (const auto& group : course) {
    std::string kind;
    for (const auto& entry : group.entries) {
      if (entry.item.exercise == Exercise::card) continue;
      if (entry.kind != kind) enter(category_of(group, kind = entry.kind));
      visit(question_of(entry));
    }
  }
}

// --- Moodle XML -----------------------------------------------------------------------------------------------------

std::string cdata(const std::string& text) {
  return "<![CDATA[" + replace_all(text, "]]>", "]]]]><![CDATA[>") + "]]>";
}

std::string html_text(const std::string& element, const std::string& html, const std::string& indent = "    ") {
  return indent + "<" + element + " format=\"html\"><text>" + cdata(html) + "</text></" + element + ">\n";
}

const char* xml_type(Exercise exercise) {
  switch (exercise) {
    case Exercise::true_false:
      return "truefalse";
    case Exercise::matching:
    case Exercise::ordering:
      return "matching";
    default:
      return "multichoice";
  }
}

std::string xml_answer(const std::string& fraction, const char* format, const std::string& text) {
  return "    <answer fraction=\"" + fraction + "\" format=\"" + format + "\">\n      <text>" + cdata(text) +
         "</text>\n" + html_text("feedback", "", "      ") + "    </answer>\n";
}

std::string xml_question(const Question& question) {
  std::string xml = std::string("  <question type=\"") + xml_type(question.exercise) + "\">\n    <name><text>" +
                    cdata(question.name) + "</text></name>\n" + html_text("questiontext", question.text) +
                    html_text("generalfeedback", question.feedback) +
                    "    <defaultgrade>1</defaultgrade>\n"
                    "    <penalty>0.3333333</penalty>\n"
                    "    <hidden>0</hidden>\n"
                    "    <idnumber>" +
                    cdata(question.id) + "</idnumber>\n";
  if (question.exercise == Exercise::true_false) {
    xml += xml_answer(question.is_true ? "100" : "0", "moodle_auto_format", "true") +
           xml_answer(question.is_true ? "0" : "100", "moodle_auto_format", "false");
  } else if (!question.pairs.empty()) {
    xml += "    <shuffleanswers>true</shuffleanswers>\n";
    for (const auto& [left, right] : question.pairs)
      xml += "    <subquestion format=\"html\">\n      <text>" + cdata(left) + "</text>\n      <answer><text>" +
             cdata(right) + "</text></answer>\n    </subquestion>\n";
  } else {
    xml += std::string("    <single>") + (question.exercise == Exercise::single ? "true" : "false") +
           "</single>\n    <shuffleanswers>true</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n";
    for (const auto& [text, fraction] : question.answers) xml += xml_answer(fraction, "html", text);
  }
  xml += "    <tags>\n";
  for (const auto& tag : question.tags) xml += "      <tag><text>" + cdata(tag) + "</text></tag>\n";
  return xml + "    </tags>\n  </question>\n";
}

// --- GIFT -----------------------------------------------------------------------------------------------------------

std::string gift_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (std::string_view("\\~=#{}:").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// « %50% » at the start of an answer would be its weight.
std::string gift_answer(const std::string& text) {
  return text.starts_with('%') ? "&\\#37;" + gift_escaped(text.substr(1)) : gift_escaped(text);
}

std::string gift_answers(const Question& question) {
  if (question.exercise == Exercise::true_false) return question.is_true ? "TRUE" : "FALSE";
  std::string out;
  for (const auto& [left, right] : question.pairs) out += "\n=" + gift_answer(left) + " -> " + gift_escaped(right);
  for (const auto& [text, fraction] : question.answers) {
    if (question.exercise == Exercise::single)
      out += (fraction == "100" ? "\n=" : "\n~") + gift_answer(text);
    else
      out += "\n~%" + fraction + "%" + gift_answer(text);
  }
  return out + "\n";
}

std::string gift_question(const Question& question) {
  std::string head = "// [id:" + question.id + "]";
  for (const auto& tag : question.tags) head += " [tag:" + tag + "]";
  return head + "\n::" + gift_escaped(question.name) + "::[html]" + gift_escaped(question.text) + "{" +
         gift_answers(question) + "####" + gift_escaped(question.feedback) + "}\n\n";
}

}  // namespace

std::string moodle_xml(const Course& course) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n";
  each_question(
      course,
      [&](const std::string& category) {
        xml += "  <question type=\"category\">\n    <category><text>" + cdata(category) +
               "</text></category>\n  </question>\n";
      },
      [&](const Question& question) { xml += xml_question(question); });
  return xml + "</quiz>\n";
}

std::string gift_text(const Course& course) {
  std::string text = "// Repères, GIFT\n\n";
  each_question(
      course, [&](const std::string& category) { text += "$CATEGORY: " + category + "\n\n"; },
      [&](const Question& question) { text += gift_question(question); });
  return text;
}

}  // namespace reperes

// What there is to revise, as a teacher carries it elsewhere: by UE, each exercise with where it comes from.
//
// In: a catalogue. Out: exercises in groups, each exercise in one group: under the first of its UE, the fullest UE
// first, what no UE teaches last. Each format has its function, from these values to the bytes of one file;
// `write_course` puts them on the disk in one step.
//
//   moodle  Moodle XML: categories by UE and kind, idnumbers that stay, feedback     questions only
//   gift    the same questions in GIFT, for Moodle and what else reads it            questions only
//   anki    notes as tabbed text, with GUIDs that stay: to import again is to update  cards and questions
//   tableur CSV for a spreadsheet                                                     cards and questions

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "builder/revision.h"

namespace reperes {

struct CourseEntry {
  RevisionItem item;
  std::string fiche, title;        // id and title of its fiche
  std::string address;             // of the page, when the site has one; its path otherwise
  std::string kind;                // « Notions »
  std::vector<std::string> units;  // codes
  std::vector<std::string> domaines;
};

struct CourseGroup {
  std::string unit, title;  // « AST004 », « Institutions et acteurs… »; unit empty: no UE
  std::vector<CourseEntry> entries;
};
using Course = std::vector<CourseGroup>;

// All of it, or what is revised for one UE. Throws Failure: no such UE, nothing to revise.
Course course_of(const Catalogue& catalogue, const Revision& revision, const std::string& unit);

std::string moodle_xml(const Course& course);
std::string gift_text(const Course& course);
std::string anki_text(const Course& course);
std::string spreadsheet_csv(const Course& course);

bool is_course_format(std::string_view name);  // moodle, gift, anki, tableur

struct CourseFile {
  std::size_t questions = 0, cards = 0;
};

// Throws Failure: a name that does not end as the format does, something there that is not of that format, the disk.
CourseFile write_course(const Course& course, std::string_view format, const std::filesystem::path& into);

// --- For the formats ------------------------------------------------------------------------------------------------

// No control characters but tab and newline: XML may not hold them, the others should not.
std::string without_controls(std::string_view text);

// & < > as HTML; quotes stay, so that what is written stays readable.
std::string as_html(std::string_view text);

// The choices in an order that gives nothing away and never changes.
std::vector<std::string> shown_choices(const RevisionItem& item);

}  // namespace reperes

#include "builder/export/course.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/french.h"
#include "builder/hash.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

struct Format {
  std::string_view name, ending, start;  // how its files end and begin
  std::string (*text)(const Course&);
  bool has_cards;
};
constexpr Format formats[] = {
    {"moodle", ".xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>", moodle_xml, false},
    {"gift", ".txt", "// Repères, GIFT", gift_text, false},
    {"anki", ".txt", "#separator:tab\n#html:true", anki_text, true},
    {"tableur", ".csv", "\xEF\xBB\xBF\"identifiant\"", spreadsheet_csv, true},
};

const Format* format_named(std::string_view name) {
  const auto found =
      std::find_if(std::begin(formats), std::end(formats), [&](const Format& format) { return format.name == name; });
  return found == std::end(formats) ? nullptr : found;
}

// A file of one's own that has the same name is not replaced.
void check_target(const Format& format, const fs::path& into) {
  if (into.extension() != format.ending)
    throw Failure("« " + into.string() + " » ne finit pas par " + std::string(format.ending),
                  "par exemple --into revision" + std::string(format.ending));
  std::error_code error;
  const auto status = fs::symlink_status(into, error);
  if (!fs::exists(status)) return;
  if (!fs::is_regular_file(status)) throw Failure(into.string() + " n'est pas un fichier : il reste tel quel");
  std::string start(format.start.size(), '\0');
  std::ifstream(into, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
  if (start != format.start)
    throw Failure(into.string() + " ne vient pas de cet export : il reste tel quel", "donnez un autre nom avec --into");
}

std::size_t unit_index(const Catalogue& catalogue, const Revision& revision, const std::string& code) {
  std::vector<std::string> codes;
  for (const std::size_t unit : units_in_order(revision)) {
    codes.push_back(catalogue.fiches[unit].id);
    if (codes.back() == code) return unit;
  }
  std::sort(codes.begin(), codes.end());
  const auto near = nearest(code, codes);
  throw Failure("aucune UE à réviser « " + code + " »", !near.empty()   ? "vouliez-vous dire « " + near + " » ?"
                                                        : codes.empty() ? ""
                                                                        : "les UE : " + join(codes, ", "));
}

CourseEntry entry_of(const Catalogue& catalogue, const Revision& revision, const RevisionItem& item) {
  const Fiche& fiche = catalogue.fiches[item.fiche];
  CourseEntry entry{item,
                    fiche.id,
                    typography(fiche.title),
                    catalogue.settings.url + catalogue.path_of(fiche),
                    typography(model().kind(fiche.kind).plural),
                    {},
                    {}};
  for (const std::size_t unit : revision.units[item.fiche]) entry.units.push_back(catalogue.fiches[unit].id);
  for (const auto& name : fiche.domaines) entry.domaines.push_back(typography(model().label("domaines", name)));
  return entry;
}

}  // namespace

Course course_of(const Catalogue& catalogue, const Revision& revision, const std::string& unit) {
  auto units = units_in_order(revision);
  if (!unit.empty()) units = {unit_index(catalogue, revision, unit)};
  Course course;
  std::vector<bool> taken(revision.items.size());
  const auto add = [&](CourseGroup group, auto belongs) {
    for (std::size_t i = 0; i < revision.items.size(); ++i) {
      if (taken[i] || !belongs(revision.items[i])) continue;
      taken[i] = true;
      group.entries.push_back(entry_of(catalogue, revision, revision.items[i]));
    }
    if (!group.entries.empty()) course.push_back(std::move(group));
  };
  for (const std::size_t one : units)
    add({catalogue.fiches[one].id, typography(catalogue.fiches[one].title), {}}, [&](const RevisionItem& item) {
      const auto& own = revision.units[item.fiche];
      return std::find(own.begin(), own.end(), one) != own.end();
    });
  if (unit.empty()) add({"", "Hors UE", {}}, [](const RevisionItem&) { return true; });
  if (course.empty())
    throw Failure("rien à réviser dans ces fiches", "le champ « revision » d'une fiche porte ses questions");
  return course;
}

bool is_course_format(std::string_view name) {
  return format_named(name) != nullptr;
}

CourseFile write_course(const Course& course, std::string_view name, const fs::path& into) {
  const Format& format = *format_named(name);
  check_target(format, into);
  std::error_code error;
  if (!into.parent_path().empty()) fs::create_directories(into.parent_path(), error);
  replace_file(into, format.text(course));
  CourseFile file;
  for (const auto& group : course)
    for (const auto& entry : group.entries) {
      if (entry.item.exercise != Exercise::card)
        ++file.questions;
      else if (format.has_cards)
        ++file.cards;
    }
  return file;
}

std::string without_controls(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7f) || c == '\n' || c == '\t') kept += c;
  }
  for (const char* noncharacter : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) kept = replace_all(kept, noncharacter, "");
  return kept;
}

std::string as_html(std::string_view text) {
  std::string html = replace_all(without_controls(text), "&", "&amp;");
  return replace_all(replace_all(html, "<", "&lt;"), ">", "&gt;");
}

std::vector<std::string> shown_choices(const RevisionItem& item) {
  auto choices = item.choices;
  if (item.exercise != Exercise::true_false)
    std::sort(choices.begin(), choices.end(), french_less);
  else
    choices = {"Vrai", "Faux"};
  return choices;
}

}  // namespace reperes

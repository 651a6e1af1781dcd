#include "builder/import/csv.h"

#include <algorithm>

#include "builder/failure.h"
#include "builder/text.h"

namespace reperes {

namespace {

// The separator that the header uses most, outside quotes.
char separator_of(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (semicolons > commas && semicolons >= tabs) return ';';
  return tabs > commas ? '\t' : ',';
}

// Reads cell after cell; `end_of_row` is set after the last one of a line.
class Reader {
 public:
  Reader(std::string_view text, std::string_view shown) : text_(text), shown_(shown), separator_(separator_of(text)) {}

  bool next_row(std::vector<std::string>& row) {
    row.clear();
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) step();  // an empty line is no row
    if (at_ >= text_.size()) return false;
    while (true) {
      row.push_back(next_cell());
      if (row.size() > csv_columns_max)
        throw Failure(std::string(shown_) + " : plus de " + std::to_string(csv_columns_max) + " colonnes à la ligne " +
                      std::to_string(line_));
      if (at_ >= text_.size()) return true;
      char c = text_[at_];
      if (c == '\r' || c == '\n') return true;
      step();  // the separator
    }
  }

 private:
  void step() { line_ += text_[at_++] == '\n'; }

  std::string next_cell() {
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') {
      auto opened = line_;
      for (step();;) {
        if (at_ >= text_.size())
          throw Failure(std::string(shown_) + " : le guillemet ouvert à la ligne " + std::to_string(opened) +
                        " n'est jamais fermé");
        if (text_[at_] == '"') {
          step();
          if (at_ >= text_.size() || text_[at_] != '"') break;
        }
        cell += text_[at_];
        step();
      }
    }
    // What follows a closing quote up to the separator is kept: better a strange cell than a lost one.
    auto end = at_;
    while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n' && text_[end] != '\r') ++end;
    cell += text_.substr(at_, end - at_);
    at_ = end;
    return cell;
  }

  std::string_view text_, shown_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

std::optional<std::size_t> CsvTable::column(std::initializer_list<std::string_view> names) const {
  for (auto name : names)
    if (auto at = std::find(header.begin(), header.end(), name); at != header.end())
      return static_cast<std::size_t>(at - header.begin());
  return std::nullopt;
}

CsvTable read_csv_table(std::string_view bytes, std::string_view shown) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  std::string converted;
  if (find_invalid_utf8(bytes)) bytes = converted = utf8_from_windows_1252(bytes);
  CsvTable table;
  Reader reader(bytes, shown);
  if (!reader.next_row(table.header)) throw Failure(std::string(shown) + " : le fichier est vide");
  for (auto& name : table.header) name = fold(trim(name));
  std::vector<std::string> row;
  while (reader.next_row(row)) {
    if (row.size() == table.header.size())
      table.rows.push_back(row);
    else
      ++table.odd_rows;
  }
  return table;
}

std::string utf8_from_windows_1252(std::string_view bytes) {
  static constexpr char16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (unsigned char c : bytes) {
    if (c == 0) continue;
    unsigned code = c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | code >> 6);
      out += static_cast<char>(0x80 | (code & 63));
    } else {
      out += static_cast<char>(0xE0 | code >> 12);
      out += static_cast<char>(0x80 | (code >> 6 & 63));
      out += static_cast<char>(0x80 | (code & 63));
    }
  }
  return out;
}

}  // namespace reperes

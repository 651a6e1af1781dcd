#include "search/csv.h"

namespace reperes::search {

Table read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Table table;
  TableRow row{1, {}};
  std::string cell;
  int line = 1;
  bool quoted = false, started = false;
  const auto end_cell = [&] {
    row.cells.push_back(cell);
    cell.clear();
  };
  const auto end_row = [&] {
    if (started) {
      end_cell();
      table.rows.push_back(row);
    }
    row = {line + 1, {}};
    started = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\n') ++line;
      if (c != '"')
        cell += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        cell += text[++i];
      else
        quoted = false, table.open_quote_line = 0;
    } else if (c == '\n') {
      end_row();
      ++line;
    } else if (c == '"' && cell.empty()) {
      quoted = started = true;
      table.open_quote_line = line;
    } else if (c == ',') {
      started = true;
      end_cell();
    } else if (c != '\r') {
      started = true;
      cell += c;
    }
  }
  end_row();
  return table;
}

}  // namespace reperes::search

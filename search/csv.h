// RFC 4180 tables, comma separated, for the vocabulary.
//
// In: text. Out: rows of cells with the line each starts on. Always: no row for an empty line; a quote left open ends
// with the text and is reported through `open_quote_line`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reperes::search {

struct TableRow {
  int line = 0;
  std::vector<std::string> cells;
};

struct Table {
  std::vector<TableRow> rows;
  int open_quote_line = 0;  // 0: none
};

Table read_csv(std::string_view text);

}  // namespace reperes::search

// Tables from elsewhere: RFC 4180 as it is met in the open data of France.
//
// In: the bytes of a file: comma, semicolon or tab (the header decides), with or without BOM, UTF-8 or Windows-1252,
// quoted cells that may hold line ends. Out: rows of UTF-8 cells under named columns. Always: every row has as many
// cells as the header.

#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reperes {

inline constexpr std::size_t csv_columns_max = 100;

struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::size_t odd_rows = 0;  // rows with another number of cells, left out

  // The first of these names that the header has.
  std::optional<std::size_t> column(std::initializer_list<std::string_view> names) const;
};

// Throws Failure, naming `shown`: a quote that never closes, too many columns, no header.
CsvTable read_csv_table(std::string_view bytes, std::string_view shown);

// Windows-1252 → UTF-8; its five holes become U+FFFD.
std::string utf8_from_windows_1252(std::string_view bytes);

}  // namespace reperes

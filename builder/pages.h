// The site as a value: relative path → bytes. Everything that will stand in the output folder, the database aside.

#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace reperes {

// Paths use `/`, never start with it; names are safe on FAT and in ZIM (checked by verify).
using Pages = std::map<std::string, std::string, std::less<>>;

// Of pages, or of any other map from path to bytes.
template <typename Files>
std::uintmax_t bytes_of(const Files& files) {
  std::uintmax_t sum = 0;
  for (const auto& [path, bytes] : files) sum += bytes.size();
  return sum;
}

}  // namespace reperes

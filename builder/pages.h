// The site as a value: relative path → bytes. Everything that will stand in the output folder, the database aside.

#pragma once

#include <map>
#include <string>

namespace reperes {

// Paths use `/`, never start with it; names are safe on FAT and in ZIM (checked by verify).
using Pages = std::map<std::string, std::string, std::less<>>;

}  // namespace reperes

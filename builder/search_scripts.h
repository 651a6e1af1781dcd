// search/analyse.js and search/reader.js, built into the program: the page's half of search, one classic script.

#pragma once

#include <string>

namespace reperes {

std::string search_script();

}  // namespace reperes

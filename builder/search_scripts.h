// search/analyse.js and search/reader.js, minified, built into the program: the page's half of search, one script.

#pragma once

#include <string>

namespace reperes {

std::string search_script();

}  // namespace reperes

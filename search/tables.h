// The two data tables of the analyser as they stand in stemming.txt and phonetics.txt, built into the program.
#pragma once

#include <string_view>

namespace reperes::search {

std::string_view stemming_table();
std::string_view phonetics_table();

}  // namespace reperes::search

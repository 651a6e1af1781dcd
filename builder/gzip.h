// gzip, for what is sent many times and compressed once. zlib is behind this header only.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

// The same bytes for the same text (no date, no name in the header).
std::string gzip(std::string_view bytes);

}  // namespace reperes

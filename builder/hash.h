// A short name for a stretch of bytes: asset names, the manifest, cache keys. Not for secrets.
//
// In: any bytes. Out: XXH3-128 as 32 lower-case hex digits, the same on every machine. xxhash is behind this header
// only.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

std::string hash128_hex(std::string_view bytes);

}  // namespace reperes

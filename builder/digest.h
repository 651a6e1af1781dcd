// Fingerprints that everybody's tools can check: `sha256sum`, a browser's crypto.subtle, a reader of ZIM files.
//
// In: any bytes. nettle is behind this header only.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits
std::string md5_bytes(std::string_view bytes);   // 16 bytes; ZIM asks for it, nothing else should

}  // namespace reperes

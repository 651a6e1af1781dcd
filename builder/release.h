// The name of this release, from CMakeLists.txt.

#pragma once

namespace reperes {

inline constexpr const char* release_name = REPERES_RELEASE;

}  // namespace reperes

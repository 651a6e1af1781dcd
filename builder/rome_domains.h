// « K1801 » → « Développement territorial et emploi »: what the first three characters of a ROME code stand for.

#pragma once

#include <string_view>

namespace reperes {

// Empty when the code belongs to no domain.
std::string_view rome_domain(std::string_view code);

}  // namespace reperes

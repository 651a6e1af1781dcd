// Catch2, version 2 (Debian 12) or 3 (Debian 13): unit tests include this and nothing else of it.
//
// Keep to TEST_CASE, SECTION, GENERATE, CHECK, REQUIRE, CHECK_THROWS_AS, Catch::Matchers and Catch::Approx: both have
// these.

#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
namespace Catch {
using Detail::Approx;
}
#endif

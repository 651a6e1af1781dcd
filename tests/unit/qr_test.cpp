#include "builder/qr.h"

#include "tests/support/catch.h"

using namespace reperes;

TEST_CASE("a QR code is one drawing with its quiet zone") {
  const auto svg = qr_svg("https://exemple.fr/a.html", "Adresse \"publique\"");
  CHECK(svg.find("viewBox=\"0 0 33 33\"") != std::string::npos);  // version 2: 25 modules, 4 around
  CHECK(svg.find("aria-label=\"Adresse &quot;publique&quot;\"") != std::string::npos);
  CHECK(svg.find("M4 4h7v1h-7z") != std::string::npos);  // the top of the first finder pattern
}

TEST_CASE("what is too long is no code") { CHECK(qr_svg(std::string(5000, 'x'), "").empty()); }

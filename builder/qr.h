// A QR code as an SVG drawing, for printed sheets and terminals. libqrencode is behind this header and nowhere else.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

// The same as numbers: what fills a square of `side` modules, quiet zone included, and is black. Side 0: no code.
struct QrDrawing {
  int side = 0;
  std::string path;
};
QrDrawing qr_drawing(std::string_view text);

// Black modules on white with the quiet zone the standard asks for (ISO/IEC 18004: four modules), error correction M,
// one path, no size of its own (the style sheet gives it). Empty when the text is too long to be a code (about 2 KB).
std::string qr_svg(std::string_view text, std::string_view label);

}  // namespace reperes

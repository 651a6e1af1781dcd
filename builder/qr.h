// A QR code as an SVG drawing, for printed sheets and terminals. libqrencode is behind this header and nowhere else.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reperes {

// The code alone: `side` rows of `side` modules, true for black, without the quiet zone. Side 0: too long to be a code.
struct QrCode {
  int side = 0;
  std::vector<bool> modules;
};
QrCode qr_code(std::string_view text);

// Its modules four to a hexadecimal digit, row by row, for scripts to draw: a tenth of what the drawing weighs.
std::string qr_digits(const QrCode& code);

// Black modules on white with the quiet zone the standard asks for (ISO/IEC 18004: four modules), error correction M,
// one path, no size of its own (the style sheet gives it). Empty when the text is too long to be a code (about 2 KB).
std::string qr_svg(std::string_view text, std::string_view label);

}  // namespace reperes

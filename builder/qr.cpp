#include "builder/qr.h"

#include <qrencode.h>

#include <memory>

#include "builder/text.h"

namespace reperes {

QrDrawing qr_drawing(std::string_view text) {
  constexpr int quiet_zone = 4;
  const std::string zero_ended(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(zero_ended.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return {};
  const int width = code->width;

  // Runs of black modules, row by row: « M x y h length v 1 h -length z ».
  QrDrawing drawing{width + 2 * quiet_zone, ""};
  for (int y = 0; y < width; ++y)
    for (int x = 0; x < width;) {
      const auto black = [&](int column) { return (code->data[y * width + column] & 1) != 0; };
      int end = x;
      while (end < width && black(end)) ++end;
      if (end > x)
        drawing.path += "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" +
                        std::to_string(end - x) + "v1h-" + std::to_string(end - x) + "z";
      x = end + 1;
    }
  return drawing;
}

std::string qr_svg(std::string_view text, std::string_view label) {
  const QrDrawing drawing = qr_drawing(text);
  if (drawing.side == 0) return {};
  const auto size = std::to_string(drawing.side);
  return "<svg class=\"qr\" role=\"img\" aria-label=\"" + html_escape(label) + "\" viewBox=\"0 0 " + size + " " + size +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size +
         "H0z\"/><path fill=\"#000\" d=\"" + drawing.path + "\"/></svg>";
}

}  // namespace reperes

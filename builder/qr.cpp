#include "builder/qr.h"

#include <qrencode.h>

#include <memory>

#include "builder/text.h"

namespace reperes {

QrCode qr_code(std::string_view text) {
  const std::string zero_ended(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(zero_ended.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return {};
  QrCode result{code->width, {}};
  for (int i = 0; i < code->width * code->width; ++i) result.modules.push_back((code->data[i] & 1) != 0);
  return result;
}

std::string qr_digits(const QrCode& code) {
  std::string digits;
  for (std::size_t i = 0; i < code.modules.size(); i += 4) {
    int value = 0;
    for (std::size_t j = i; j < i + 4; ++j) value = value * 2 + (j < code.modules.size() && code.modules[j] ? 1 : 0);
    digits += "0123456789abcdef"[value];
  }
  return digits;
}

std::string qr_svg(std::string_view text, std::string_view label) {
  constexpr int quiet_zone = 4;
  const QrCode code = qr_code(text);
  if (code.side == 0) return {};

  // Runs of black modules, row by row: « M x y h length v 1 h -length z ».
  std::string path;
  for (int y = 0; y < code.side; ++y)
    for (int x = 0; x < code.side;) {
      const auto black = [&](int column) { return code.modules[static_cast<std::size_t>(y * code.side + column)]; };
      int end = x;
      while (end < code.side && black(end)) ++end;
      if (end > x)
        path += "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" +
                std::to_string(end - x) + "v1h-" + std::to_string(end - x) + "z";
      x = end + 1;
    }
  const auto size = std::to_string(code.side + 2 * quiet_zone);
  return "<svg class=\"qr\" role=\"img\" aria-label=\"" + html_escape(label) + "\" viewBox=\"0 0 " + size + " " + size +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size +
         "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
}

}  // namespace reperes

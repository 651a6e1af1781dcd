#include "builder/render_kiosk.h"

#include "builder/html_scan.h"
#include "builder/qr.h"
#include "builder/render_site.h"

namespace reperes {
namespace {

bool is_absolute(std::string_view address) {
  const std::size_t colon = address.find(':');
  return colon != std::string_view::npos && colon < address.find_first_of("/?#");
}

// The address as somebody's telephone would follow it; empty for a link that stays, and for what has no address.
std::string taken_away(std::string_view address, std::string_view path, std::string_view url) {
  if (is_absolute(address)) return std::string(address);
  const std::string_view target = address.substr(0, address.find_first_of("?#"));
  if (target.empty() || target.ends_with(".html") || url.empty()) return {};
  const std::string root = root_of(path);
  if (!root.empty() && !address.starts_with(root)) return {};
  return std::string(url) + std::string(address.substr(root.size()));
}

}  // namespace

std::string with_qr_codes(std::string_view html, std::string_view path, std::string_view url) {
  std::string out;
  out.reserve(html.size() + html.size() / 8);
  std::size_t copied = 0;
  HtmlScanner scanner(html);
  for (HtmlTag tag; scanner.next(tag);) {
    const HtmlAttribute* href = tag.attribute("href");
    const HtmlAttribute* rel = tag.attribute("rel");
    if (!href || !(tag.is("a") || (rel && rel->value == "canonical"))) continue;
    const std::string address = taken_away(decode_entities(href->value), path, url);
    const QrCode code = address.empty() ? QrCode() : qr_code(address);
    if (code.side == 0) continue;
    const auto end = static_cast<std::size_t>(href->value.data() - html.data()) + href->value.size() + 1;  // the quote
    out += html.substr(copied, end - copied);
    out += " data-qr=\"" + std::to_string(code.side) + ":" + qr_digits(code) + "\"";
    copied = end;
  }
  out += html.substr(copied);
  return out;
}

}  // namespace reperes

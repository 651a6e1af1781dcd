// What a page of a kiosk carries besides: the QR code of every address that nobody can follow from there.
//
// In: a finished page. Out: the same page, where links to other sites, numbers, mail addresses and documents, and the
// page's own public address, have `data-qr="SIDE:DIGITS"`; scripts/borne/ draws them.

#pragma once

#include <string>
#include <string_view>

namespace reperes {

// `path`: of the page in the site. `url`: the site's public address, or empty: its documents then have no code.
std::string with_qr_codes(std::string_view html, std::string_view path, std::string_view url);

}  // namespace reperes

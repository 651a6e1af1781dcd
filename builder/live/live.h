// What `reperes serve` adds to the pages it shows while it watches: reload on a change, faults of the last build.
//
// The script and its style are files of their own beside this header, embedded at build time; what they are told is the
// JSON written here. Nothing of it is ever published.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "builder/diagnostic.h"
#include "builder/failure.h"

namespace reperes {

std::string_view live_script();
std::string_view live_style();

// What the page asks for: {"page","site","faults":[…],"hidden","failure":{"message","hint"}|null}. Errors only; the
// rest is for the terminal.
std::string live_state_json(const std::string& page_hash, bool has_site, const Faults& faults,
                            const std::optional<Failure>& failure);

// The page shown while there is no site yet.
std::string live_waiting_page();
inline constexpr const char* waiting_page_hash = "en-attente";

}  // namespace reperes

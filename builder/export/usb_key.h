// The files of a key → a folder, key or other; again → the same folder, of which only what changed is written.
//
// Pulled out or killed at any moment, what stands can be read: no page is ever half written, and once the key opens,
// every page finds its style, its scripts and the pages it links to. So the order is: a marker that says « en cours »;
// the styles, scripts and images the folder does not have yet; pages, written beside, then renamed, new ones first;
// what nobody needs any more, removed; the list of fingerprints; the marker again. One more run finishes what was
// interrupted.
//
// A folder that holds anything but what systems leave on keys, and no marker of ours, is refused. In a folder that is
// ours, files that others put there are left alone.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "builder/pages.h"

namespace reperes {

struct KeyCopy {
  std::size_t files = 0, written = 0, removed = 0;
  std::uintmax_t bytes = 0, bytes_written = 0;
  bool resumed = false;  // an earlier copy had been interrupted
};

// Throws Failure: not ours, not enough room, pulled out…
KeyCopy write_usb_key(const Pages& files, const std::filesystem::path& into);

// What a check of a key found. Paths are sorted.
struct KeyState {
  std::size_t files = 0;                                  // that should stand there
  std::vector<std::string> missing, altered, unexpected;  // unexpected: in our folders
  std::vector<std::string> others;                        // elsewhere on the key: no harm
  bool interrupted = false;                               // the last copy did not finish
  bool intact() const { return missing.empty() && altered.empty() && unexpected.empty() && !interrupted; }
};

KeyState check_usb_key(const std::filesystem::path& folder);  // throws Failure: not a key of ours

}  // namespace reperes

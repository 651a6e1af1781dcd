// The files of a terminal → a folder to review → the machine; and away again.
//
// `write` fills the folder, `apply` puts in place what stands in it, as its reader left it, `remove` takes away what
// apply may have put. Each says every file it touches, one a line, and leaves alone what is already the same.
// Always: a folder without our marker is refused; only the paths of kiosk_files() are ever read or written.

#pragma once

#include <filesystem>
#include <iosfwd>

#include "builder/kiosk/kiosk_files.h"

namespace reperes {

// All throw Failure: not ours, no right to write there, the disk is full…
void write_kiosk_folder(const KioskFiles& files, const std::filesystem::path& folder, std::ostream& out);
void apply_kiosk_folder(const std::filesystem::path& folder, const std::filesystem::path& root, std::ostream& out);
void remove_kiosk(const std::filesystem::path& root, std::ostream& out);

}  // namespace reperes

// What a person is told of a copy: sentences, and lists where something is wrong.

#pragma once

#include <filesystem>
#include <iosfwd>

#include "builder/export/course.h"
#include "builder/export/usb_key.h"
#include "builder/export/zim.h"

namespace reperes {

void print_key_copy(std::ostream& out, const KeyCopy& copy, const std::filesystem::path& into);
void print_zim_file(std::ostream& out, const ZimFile& file, const std::filesystem::path& into);
void print_course_file(std::ostream& out, const CourseFile& file, const std::filesystem::path& into);
// The files that are wrong on `out`, one a line; the verdict and what to do on `err`.
void print_key_state(std::ostream& out, std::ostream& err, const KeyState& state, const std::filesystem::path& folder);

}  // namespace reperes

// Small words about files, for those who publish and import: whole files in and out, and errors as French words.
//
// Every function throws Failure with one sentence that names the file and what could not be done with it.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace reperes {

// « permission refusée », « le disque est plein »…
std::string disk_reason(int error_number);

// The whole file; Failure when it is larger than `bytes_max`.
std::string read_whole_file(const std::filesystem::path& path, std::size_t bytes_max);

// A new file that everybody may read, whatever the umask. Fails when it exists.
void write_new_file(const std::filesystem::path& path, std::string_view bytes);

// A folder that everybody may enter, whatever the umask.
void make_folder(const std::filesystem::path& path);

// Replaces or makes a file in one step: readers see the old bytes or the new ones. Keeps the permissions of the old
// one.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace reperes

// A ZIP archive from elsewhere, read into memory and never onto the disk. libarchive is behind this header only.
//
// Names are judged before anything is read: absolute, `..`, backslashes, drive letters, links, devices and names that
// collide after case folding refuse the whole archive. So do sizes beyond the limits below: an archive that breaks them
// is a mistake or an attack, not data.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace reperes {

struct ArchiveLimits {
  std::size_t entries = 10'000;
  std::size_t entry_bytes = 20u << 20;
  std::size_t total_bytes = 200u << 20;
  std::size_t ratio = 100;  // bytes unpacked for one byte of archive
};

struct ArchiveFile {
  std::string name;
  std::string bytes;
};

bool is_zip(const std::filesystem::path& path);

// The wanted files, sorted by name. Throws Failure.
std::vector<ArchiveFile> read_zip(const std::filesystem::path& path,
                                  const std::function<bool(std::string_view name)>& wanted,
                                  const ArchiveLimits& limits = {});

}  // namespace reperes

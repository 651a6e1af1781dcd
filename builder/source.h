// The files a build starts from: the only place where content and theme are read from the disk.
//
// In: folders. Out: a SourceTree, sorted by path, every text checked to be UTF-8 and of bounded size; what is not is a
// fault and left out. Symbolic links that leave the folder are not followed.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "builder/diagnostic.h"

namespace reperes {

// A fiche is a page of text: a megabyte is a thousand pages, and Markdown bombs stay small (see ARCHITECTURE.md).
inline constexpr std::size_t fiche_bytes_max = 1 << 20;
inline constexpr std::size_t asset_bytes_max = 8 << 20;

struct SourceFile {
  std::string path;   // relative to its folder, `/` between parts: « dispositifs/apl.md »
  std::string shown;  // as diagnostics name it: « content/dispositifs/apl.md »
  std::string bytes;  // text without BOM, LF line ends; assets as they are
};

struct SourceTree {
  std::vector<SourceFile> fiches;      // *.md
  std::vector<SourceFile> vocabulary;  // vocabulaire/*.csv, *.txt (the shipped ones first, then the folder's own)
  std::vector<SourceFile> theme;       // every file of the theme, own folder laid over the built-in one
  std::vector<SourceFile> assets;      // images of the content folder
  SourceFile settings;                 // site.yml; empty path when absent
};

struct SourceFolders {
  std::filesystem::path content;
  std::vector<std::filesystem::path> themes;        // first is laid over the later ones
  std::vector<std::filesystem::path> vocabularies;  // shipped
};

SourceTree read_sources(const SourceFolders& folders, Faults& faults);

}  // namespace reperes

// Where an index stands: a folder, a server, or several of them that a list names.
//
// In: a path, and what stands there. Out: the places to open, in order, without opening them.
// Always: a list is Xapian's own (a stub file, or a folder with XAPIANDB, as its replicas are), of which only folders
// and servers are read: a line that would start a program is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reperes::search {

struct Place {
  std::string folder;  // a database in this folder; or else a server:
  std::string host;
  unsigned port = 0;

  bool operator==(const Place&) const = default;
};

// « dossier » or « machine:port », for messages.
std::string name_of(const Place& place);

// One line of a list to a place; a folder is relative to `below`. Throws Damaged, naming `list` and the line.
std::vector<Place> parse_places(std::string_view text, const std::string& list, const std::string& below);

// The places that `path` leads to: itself, or those of its list, lists in it included. Throws Damaged.
std::vector<Place> places_of(const std::string& path);

}  // namespace reperes::search

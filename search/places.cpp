#include "search/places.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "search/failure.h"

namespace reperes::search {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t list_bytes_max = 65536;
constexpr std::size_t places_max = 64;
constexpr int lists_deep_max = 3;  // a list of replicas, each a list of one
constexpr const char* name_of_list = "XAPIANDB";
constexpr const char* how_to = "une ligne par index : « auto DOSSIER » ou « remote MACHINE:PORT »";

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
  return first == std::string_view::npos ? "" : std::string(text.substr(first, last - first + 1));
}

Place server(const std::string& where, const std::string& at) {
  Place place;
  const auto colon = where.rfind(':');
  place.host = where.substr(0, colon);
  const std::string digits = colon == std::string::npos ? "" : where.substr(colon + 1);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), place.port);
  const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  if (place.host.empty()) throw Damaged(at + " : seul un serveur peut être nommé, sous la forme MACHINE:PORT", how_to);
  if (!whole || place.port == 0 || place.port > 65535)
    throw Damaged(at + " : « " + where + " » n'est pas une MACHINE:PORT", how_to);
  return place;
}

std::string read_list(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) throw Damaged("« " + file.string() + " » ne peut pas être lu");
  if (size > list_bytes_max)
    throw Damaged("« " + file.string() + " » n'est ni le dossier d'un index ni une liste d'index", how_to);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_places(std::vector<Place>& places, const std::string& path, int deep) {
  std::error_code error;
  fs::path list = path;
  if (fs::is_directory(path, error)) {
    list = fs::path(path) / name_of_list;
    if (!fs::is_regular_file(list, error)) {
      places.push_back({.folder = path, .host = "", .port = 0});
      return;
    }
  } else if (!fs::is_regular_file(path, error)) {
    throw Damaged("l'index « " + path + " » n'existe pas");
  }
  if (deep == 0) throw Damaged("la liste d'index « " + list.string() + " » se nomme elle-même");
  for (const Place& place : parse_places(read_list(list), list.string(), list.parent_path().string())) {
    if (place.folder.empty())
      places.push_back(place);
    else
      add_places(places, place.folder, deep - 1);
    if (places.size() > places_max)
      throw Damaged("« " + path + " » nomme plus de " + std::to_string(places_max) + " index");
  }
}

}  // namespace

std::string name_of(const Place& place) {
  return place.folder.empty() ? place.host + ":" + std::to_string(place.port) : place.folder;
}

std::vector<Place> parse_places(std::string_view text, const std::string& list, const std::string& below) {
  std::vector<Place> places;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    const std::string at = list + ", ligne " + std::to_string(number);
    const auto blank = std::min(line.find_first_of(" \t"), line.size());
    const std::string kind = line.substr(0, blank), where = trimmed(std::string_view(line).substr(blank));
    if ((kind != "auto" && kind != "glass" && kind != "remote") || where.empty())
      throw Damaged(at + " : cette ligne ne nomme pas un index", how_to);
    if (kind == "remote")
      places.push_back(server(where, at));
    else
      places.push_back({.folder = (fs::path(below) / where).string(), .host = "", .port = 0});
  }
  if (places.empty()) throw Damaged("la liste d'index « " + list + " » est vide", how_to);
  return places;
}

std::vector<Place> places_of(const std::string& path) {
  std::vector<Place> places;
  add_places(places, path, lists_deep_max);
  return places;
}

}  // namespace reperes::search

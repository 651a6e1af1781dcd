#include "search/shards.h"

#include <algorithm>

#include "search/record.h"
#include "search/unicode.h"

namespace reperes::search {
namespace {

// A question needs two to five shards; each costs its bytes, a request, and a start that every page loads.
constexpr std::size_t bytes_least = 900, bytes_most = 2600;

std::size_t same_bytes(const std::string& a, const std::string& b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// The shortest text that comes after `before` and not after `key`.
std::string separator(const std::string& before, const std::string& key) {
  std::size_t end = std::min(same_bytes(key, before) + 1, key.size());
  while (end < key.size() && (static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U) ++end;
  return key.substr(0, end);
}

// What a page is told of a start, after the one before. Folded text has no capitals, so they set starts apart.
std::string told(const std::string& before, const std::string& start) {
  std::size_t same = std::min<std::size_t>(same_bytes(start, before), 'Z' - 'A');
  while (same > 0 && static_cast<unsigned char>(start[same - 1]) >= 0x80) --same;  // whole characters
  return static_cast<char>('A' + same) + start.substr(same);
}

using Sorted = std::vector<const Entries::value_type*>;

std::size_t size_of(const Entries::value_type& entry, const std::string& before) {
  return entry.first.size() - same_bytes(entry.first, before) + entry.second.size() + 4;  // 4: lengths, nearly
}

// Where the shard that starts at `first` ends: between least and most, where the next start is shortest.
std::size_t end_of_shard(const Sorted& sorted, std::size_t first) {
  std::size_t best = sorted.size(), shortest = std::string::npos, bytes = 0;
  for (std::size_t i = first; i < sorted.size(); ++i) {
    const std::string& before = i == first ? "" : sorted[i - 1]->first;
    if (bytes >= bytes_least) {
      const std::size_t length = separator(before, sorted[i]->first).size();
      if (length < shortest) {
        shortest = length;
        best = i;
      }
    }
    bytes += size_of(*sorted[i], before);
    if (bytes > bytes_most && best != sorted.size()) return best;
  }
  return sorted.size();
}

}  // namespace

// The order of JavaScript strings: UTF-16 units. It differs from bytes beyond the first plane only.
bool js_less(const std::string& a, const std::string& b) {
  const bool ascii = std::all_of(a.begin(), a.end(), [](char c) { return c >= 0; }) &&
                     std::all_of(b.begin(), b.end(), [](char c) { return c >= 0; });
  return ascii ? a < b : utf16(a) < utf16(b);
}

Shards shard(const Entries& entries) {
  Sorted sorted;
  for (const auto& entry : entries) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return js_less(a->first, b->first); });
  Shards shards;
  std::string before_start;
  for (std::size_t first = 0; first < sorted.size();) {
    const std::string start = separator(first == 0 ? "" : sorted[first - 1]->first, sorted[first]->first);
    shards.starts += told(before_start, start);
    before_start = start;
    const std::size_t end = end_of_shard(sorted, first);
    std::string bytes, before;
    for (; first < end; ++first) {
      const auto& [key, content] = *sorted[first];
      const std::size_t same = same_bytes(key, before);
      bytes += RecordWriter().number(same).text(key.substr(same)).text(content).take();
      before = key;
    }
    shards.contents.push_back(bytes);
  }
  return shards;
}

}  // namespace reperes::search

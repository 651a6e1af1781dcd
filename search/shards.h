// Entries cut into shards, so that a page loads the few that a question needs.
//
// In: key → content. Out: shards in the order of JavaScript strings, in each an entry after the other: how much of the
// key before it keeps, what follows, the content (record.h); and where each shard starts.
// Always: a key stands in the last shard whose start is not after it. Starts are the shortest texts that tell two
// shards apart, and shards are cut where these are short: the page holds them all.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace reperes::search {

using Entries = std::map<std::string, std::string>;

struct Shards {
  std::vector<std::string> contents;
  std::string starts;  // in order: how much of the one before each keeps, as a capital (A: nothing), and what follows
};

Shards shard(const Entries& entries);

// The order of JavaScript strings: UTF-16 units. It differs from bytes beyond the first plane only.
bool js_less(const std::string& a, const std::string& b);

}  // namespace reperes::search

// Work on all cores, whose order never shows: each piece writes to a place of its own, and whoever asked puts the
// places together in their order.

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace reperes {

// work(i) for each i below `count`, on `jobs` threads at most, this one among them; returns once all is done. What
// `work` throws ends the program: it may not throw.
template <typename Work>
void in_parallel(std::size_t count, int jobs, const Work& work) {
  constexpr std::size_t small_batch = 1, batch = 16, much = 64;
  const std::size_t step = count > much ? batch : small_batch;
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (std::size_t start; (start = next.fetch_add(step)) < count;)
      for (std::size_t i = start; i < std::min(count, start + step); ++i) work(i);
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < jobs && static_cast<std::size_t>(i) < count; ++i) helpers.emplace_back(take);
  take();
  for (auto& helper : helpers) helper.join();
}

}  // namespace reperes

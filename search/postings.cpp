#include "search/postings.h"

#include <bit>

namespace reperes::search {
namespace {

constexpr unsigned parameter_bits = 3, byte_bits = 7;

class Bits {
 public:
  void put(std::uint64_t value, unsigned count) {
    while (count-- > 0) {
      kept_ = kept_ << 1 | (value >> count & 1U);
      if (++held_ == byte_bits) flush();
    }
  }

  // As many zeros as the value has binary digits after the first, then the value; from 1.
  void gamma(std::uint64_t value) {
    const auto digits = static_cast<unsigned>(std::bit_width(value));
    put(0, digits - 1);
    put(value, digits);
  }

  // As many zeros as value / 2^parameter, a one, then the rest.
  void rice(std::uint64_t value, unsigned parameter) {
    for (std::uint64_t whole = value >> parameter; whole > 0; --whole) put(0, 1);
    put(1, 1);
    put(value, parameter);
  }

  std::string take() {
    if (held_ > 0) put(0, byte_bits - held_);
    return std::move(bytes_);
  }

 private:
  void flush() {
    bytes_ += static_cast<char>(kept_);
    kept_ = held_ = 0;
  }

  std::string bytes_;
  unsigned kept_ = 0, held_ = 0;
};

// About log2 of 0.69 times the average distance, which is best for distances by chance.
unsigned parameter_of_distances(std::size_t size, std::size_t fiches) {
  unsigned parameter = 0;
  while ((std::uint64_t{2} << parameter) * size * 100 <= std::uint64_t{69} * fiches) ++parameter;
  return parameter;
}

unsigned parameter_of_numbers(const std::vector<Posting>& postings) {
  const auto bits = [&](unsigned parameter) {
    std::uint64_t sum = 0;
    for (const Posting& posting : postings) sum += (std::uint64_t{posting.number - 1} >> parameter) + 1 + parameter;
    return sum;
  };
  unsigned best = 0;
  for (unsigned other = 1; other < 1U << parameter_bits; ++other)
    if (bits(other) < bits(best)) best = other;
  return best;
}

}  // namespace

std::string pack_postings(const std::vector<std::vector<Posting>>& lists, std::size_t fiches) {
  Bits bits;
  for (const std::vector<Posting>& postings : lists) {
    bits.gamma(postings.size() + 1);
    if (postings.empty()) continue;
    const unsigned distances = parameter_of_distances(postings.size(), fiches);
    std::uint32_t next = 0;
    for (const Posting& posting : postings) {
      bits.rice(posting.document - next, distances);
      next = posting.document + 1;
    }
    const unsigned numbers = parameter_of_numbers(postings);
    bits.put(numbers, parameter_bits);
    for (const Posting& posting : postings) bits.rice(posting.number - 1, numbers);
  }
  return bits.take();
}

}  // namespace reperes::search

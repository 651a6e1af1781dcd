#include "search/record.h"

#include <algorithm>

namespace reperes::search {

RecordWriter& RecordWriter::number(std::uint64_t value) {
  for (; value >= 128; value /= 128) bytes_ += static_cast<char>(128 + value % 128);
  bytes_ += static_cast<char>(value);
  return *this;
}

RecordWriter& RecordWriter::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
  return *this;
}

std::uint64_t RecordReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !rest_.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte % 128) << shift;
    if (byte < 128) return value;
  }
  return value;
}

std::string RecordReader::text() {
  const std::uint64_t announced = number();  // first: it shortens what is left
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(announced, rest_.size()));
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

}  // namespace reperes::search

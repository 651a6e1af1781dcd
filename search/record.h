// Texts packed one after the other, each after its length: what the database keeps for a document.
//
// In: texts. Out: one string, and the texts again. Always: a record cut short reads as empty texts, never beyond its
// end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace reperes::search {

class RecordWriter {
 public:
  RecordWriter& number(std::uint64_t value);
  RecordWriter& text(std::string_view value);
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t number();
  std::string text();
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace reperes::search

// The database behind search, in our own words; Xapian stays behind xapian_store.cpp.
//
// A database holds documents numbered from 1, each with terms (a whole number each), one data string and values, and
// metadata. It may stand in a folder, on a server, or in several of these read as one.
// Always: weights are sums of integer products, whatever the order; ties by `order`, then by document number, so that
// parts give the order of the whole; every exception of the library comes out as a Failure.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/failure.h"
#include "search/places.h"

namespace reperes::search {

struct StoredDocument {
  std::vector<std::pair<std::string, std::uint32_t>> terms;
  std::vector<std::pair<unsigned, std::string>> values;  // slot, text
  std::string data;
  std::string order;  // of two that score alike, the lesser comes first
};

class StoreWriter {
 public:
  explicit StoreWriter(const std::string& folder);
  ~StoreWriter();
  void add(const StoredDocument& document);
  void set_metadata(const std::string& key, const std::string& value);
  void commit();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// What to look for, as a tree. A leaf gives number(term, document) × factor.
// `best` takes leaves only: the library would unfold a sum inside it and lose the sum.
struct Formula {
  enum class Kind { term, sum, best, all };  // sum: any part, added up; best: the greatest; all: every part, added up
  Kind kind = Kind::sum;
  std::string term;
  std::int64_t factor = 1;
  std::vector<Formula> parts;

  static Formula leaf(std::string term, std::int64_t factor);
  static Formula of(Kind kind, std::vector<Formula> parts);
};

struct Match {
  std::uint32_t document = 0;
  std::int64_t score = 0;
};

struct Posting {
  std::uint32_t document = 0;
  std::uint32_t number = 0;
};

class Store {
 public:
  explicit Store(const std::string& folder);  // one database, never a list
  explicit Store(const std::vector<Place>& places);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  std::uint32_t holders(const std::string& term) const;      // documents with the term
  std::uint64_t occurrences(const std::string& term) const;  // its numbers added up over documents
  std::uint32_t last_document() const;
  std::vector<std::string> terms(const std::string& prefix) const;  // sorted, with the prefix
  std::vector<Posting> postings(const std::string& term) const;
  std::string data(std::uint32_t document) const;
  // Slots 0 to count - 1, each by document number; [0] is empty.
  std::vector<std::vector<std::string>> columns(unsigned count) const;
  std::string metadata(const std::string& key) const;  // of the first part that has it
  std::vector<std::string> metadata_of_parts(const std::string& key) const;
  std::vector<std::string> metadata_keys(const std::string& prefix) const;

  // Every match, best first. Never cut short: the library drops results when it may stop early.
  std::vector<Match> matches(const Formula& formula) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// The library's version, for --version.
std::string store_version();

}  // namespace reperes::search

// How search says that it cannot work: a French sentence, and what to try.
//
// Always: every exception of the Xapian library becomes one of these inside xapian_store.cpp.
#pragma once

#include <stdexcept>
#include <string>

namespace reperes::search {

struct Failure : std::runtime_error {
  explicit Failure(const std::string& sentence, std::string hint_ = "")
      : std::runtime_error(sentence), hint(std::move(hint_)) {}
  std::string hint;
};

// The index is missing, broken, or written by another analyser.
struct Damaged : Failure {
  using Failure::Failure;
};

}  // namespace reperes::search

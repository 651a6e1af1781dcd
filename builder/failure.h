// What ends a command: the world refuses (disk full, port busy, damaged index) or the call makes no sense.
//
// An author's mistake is never a Failure: it is a Fault (builder/diagnostic.h), listed with all the others.
// A Failure carries one clear French sentence and, where it helps, a hint; main prints both and exits with 2.

#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace reperes {

class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& sentence, std::string hint = {})
      : std::runtime_error(sentence), hint_(std::move(hint)) {}
  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

}  // namespace reperes

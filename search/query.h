// Asks a question of an index and gets the answer that every home of the site gives: terminal, server, page.
//
// In: an index (a folder, or a list of several and of servers) and a Question. Out: an Answer, ready to be shown.
// Always: the same ids in the same order as search/page/ on the exported index; scores are whole numbers;
// an index with at least one document never gives an empty answer to a question without filters.
// One Index per thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "search/document.h"
#include "search/failure.h"

namespace reperes::search {

struct Question {
  std::string text;
  std::size_t limit = 10, offset = 0;
  std::map<std::string, std::vector<std::string>> filters;  // facet → values; any of the values, all of the facets
  bool explain = false;
};

struct Part {
  std::string text;
  bool mark = false;
};

// What one term gave to one hit (only when the question asks to explain).
struct Contribution {
  std::string what, term;
  std::int64_t score = 0;
};

struct Hit {
  std::string id, kind, url, title, summary;
  std::vector<Part> snippet;    // the matching passage in pieces; empty when the summary says it all
  std::string anchor, section;  // where the passage stands; may be empty
  std::string state;
  int urgency = 0;
  std::int64_t score = 0;
  std::vector<std::string> why;  // French sentences, e.g. "Pôle emploi : ancien nom, depuis le 01/01/2024"
  std::vector<Contribution> explanation;
};

// How a part of the question was read: an old name, a correction, a sigle.
struct Understood {
  std::string typed, became, note, reason;  // reason: ancien_nom, synonyme, courant, faute, sigle, correction
};

struct SigleMeaning {
  std::string sigle, expansion, domain, status, see;
  std::string id, url;  // of the fiche that carries this name, when there is one
};

struct FacetCount {
  std::string facet, value, label;
  std::size_t count = 0;
};

struct Answer {
  std::string query;
  std::optional<std::string> corrected;
  std::size_t total = 0;
  std::vector<Hit> hits;
  std::vector<Understood> understood;
  std::vector<SigleMeaning> meanings;
  std::vector<FacetCount> facets;
  bool nearest = false;  // nothing matched: these are the nearest fiches
};

class Index {
 public:
  // Both throw Damaged with a French sentence.
  static Index open(const std::string& folder);
  // Several indexes read as one, in the order of the whole: a list of folders and of servers (places.h).
  static Index open_list(const std::string& path);
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  Answer ask(const Question& question) const;
  std::size_t document_count() const;
  const std::vector<FacetLabel>& facet_labels() const;

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit Index(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The answer as one line of JSON, the shape page/reader.js gives too.
std::string to_json(const Answer& answer);

}  // namespace reperes::search

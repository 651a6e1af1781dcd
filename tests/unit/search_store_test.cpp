// The database adds up as plain arithmetic does: random formulas over random fiches, one database or several.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "search/record.h"
#include "search/store.h"
#include "tests/support/catch.h"

using namespace reperes::search;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("reperes-store-" + std::to_string(std::random_device{}()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

using Fiches = std::vector<std::map<std::string, std::uint32_t>>;

Fiches random_fiches(std::mt19937& random, int count) {
  Fiches fiches(static_cast<std::size_t>(count));
  for (auto& fiche : fiches)
    for (int term = 0; term < 20; ++term)
      if (random() % static_cast<unsigned>(2 + term) == 0) fiche["t" + std::to_string(term)] = 1 + random() % 63;
  return fiches;
}

Formula random_formula(std::mt19937& random, int depth) {
  if (depth == 0) return Formula::leaf("t" + std::to_string(random() % 21), 1 + random() % 20000);
  const auto kind = std::array{Formula::Kind::sum, Formula::Kind::best, Formula::Kind::all}[random() % 3];
  std::vector<Formula> parts;
  for (unsigned left = 1 + random() % (kind == Formula::Kind::all ? 3 : 18); left > 0; --left)
    parts.push_back(random_formula(random, kind == Formula::Kind::best ? 0 : depth - 1));
  return Formula::of(kind, parts);
}

std::int64_t expected(const Formula& formula, const std::map<std::string, std::uint32_t>& fiche) {
  if (formula.kind == Formula::Kind::term) {
    const auto found = fiche.find(formula.term);
    return found == fiche.end() ? 0 : found->second * formula.factor;
  }
  std::int64_t sum = 0, best = 0;
  for (const Formula& part : formula.parts) {
    const std::int64_t score = expected(part, fiche);
    if (score == 0 && formula.kind == Formula::Kind::all) return 0;
    sum += score;
    best = std::max(best, score);
  }
  return formula.kind == Formula::Kind::best ? best : sum;
}

void write(const fs::path& folder, const Fiches& fiches, std::size_t first, std::size_t step) {
  StoreWriter writer(folder.string());
  for (std::size_t i = first; i < fiches.size(); i += step) {
    StoredDocument document;
    document.terms.assign(fiches[i].begin(), fiches[i].end());
    writer.add(document);
  }
  writer.commit();
}

void compare(const Store& store, const Fiches& fiches, const Formula& formula) {
  std::vector<Match> right;
  for (std::size_t i = 0; i < fiches.size(); ++i)
    if (const auto score = expected(formula, fiches[i]); score > 0)
      right.push_back({static_cast<std::uint32_t>(i + 1), score});
  std::stable_sort(right.begin(), right.end(), [](const Match& a, const Match& b) { return a.score > b.score; });
  const auto found = store.matches(formula);
  REQUIRE(found.size() == right.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO("rank " << i);
    REQUIRE(found[i].score == right[i].score);
    REQUIRE(found[i].document == right[i].document);
  }
}

}  // namespace

TEST_CASE("random formulas, one database and a stub of two") {
  const Folder folder;
  std::mt19937 random(2026);
  const Fiches fiches = random_fiches(random, 200);
  write(folder.path / "one", fiches, 0, 1);
  write(folder.path / "odd", fiches, 0, 2);
  write(folder.path / "even", fiches, 1, 2);
  std::ofstream(folder.path / "stub") << "auto odd\nauto even\n";
  const Store one((folder.path / "one").string()), stub(places_of((folder.path / "stub").string()));
  for (int i = 0; i < 300; ++i) {
    const Formula formula = random_formula(random, 1 + i % 3);
    compare(one, fiches, formula);
    compare(stub, fiches, formula);
  }
  CHECK(one.holders("t3") == stub.holders("t3"));
}

TEST_CASE("a folder that is no database") {
  const Folder folder;
  CHECK_THROWS_AS(Store((folder.path / "absent").string()), Damaged);
  std::ofstream(folder.path / "iamglass") << "not a database";
  CHECK_THROWS_AS(Store(folder.path.string()), Damaged);
}

TEST_CASE("a record cut short reads as empty texts") {
  const std::string bytes = RecordWriter().text("abcdef").text("gh").take();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    RecordReader record(std::string_view(bytes).substr(0, size));
    CHECK(record.text() == std::string("abcdef").substr(0, size > 0 ? size - 1 : 0));
    CHECK(record.text() == std::string("gh").substr(0, size > 8 ? size - 8 : 0));
    CHECK(record.text().empty());
    CHECK(record.done());
  }
}

TEST_CASE("lists of places") {
  CHECK(parse_places("# deux\n\nauto a b\r\n remote machine:4711\nglass /c", "liste", "ici") ==
        std::vector<Place>{{"ici/a b", "", 0}, {"", "machine", 4711}, {"/c", "", 0}});
  for (const char* text : {"", "auto", "chert a", "a", "remote :prog", "remote machine", "remote machine:",
                           "remote machine:0", "remote machine:65536", "remote machine:12x", "remote a:-1"})
    CHECK_THROWS_AS(parse_places(text, "liste", "ici"), Damaged);
}

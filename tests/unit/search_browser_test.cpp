// What the page's index is made of: postings in bits, shards and their starts, cards. Its reader is search/page/,
// held to the same answers by search/agreement.
#include "search/cards.h"
#include "search/postings.h"
#include "search/record.h"
#include "search/shards.h"
#include "tests/support/catch.h"

using namespace reperes::search;

namespace {

// The bits of packed bytes, seven each.
std::string bits_of(const std::string& bytes) {
  std::string bits;
  for (const char c : bytes)
    for (int bit = 6; bit >= 0; --bit) bits += (c >> bit & 1) != 0 ? '1' : '0';
  return bits;
}

std::vector<std::string> starts_of(const Shards& shards) {
  std::vector<std::string> starts;
  for (const char c : shards.starts)
    if (c >= 'A' && c <= 'Z')
      starts.push_back(starts.empty() ? "" : starts.back().substr(0, static_cast<std::size_t>(c - 'A')));
    else
      starts.back() += c;
  return starts;
}

Entries entries_of(const std::string& shard) {
  Entries entries;
  std::string key;
  for (RecordReader in(shard); !in.done();) {
    const auto same = static_cast<std::size_t>(in.number());
    key = key.substr(0, same) + in.text();
    entries[key] = in.text();
  }
  return entries;
}

Document fiche() {
  Document d;
  d.id = "rsa";
  d.kind = "dispositif";
  d.url = "dispositifs/rsa.html";
  d.title = "RSA";
  d.state = "a-jour";
  return d;
}

}  // namespace

TEST_CASE("a list of postings is its size, its distances and its numbers, in bits") {
  // size + 1: 010; one fiche in one: no bit of distance but its 1; parameter of numbers 000; number - 1: 1.
  CHECK(bits_of(pack_postings({{{0, 1}}}, 1)) == "01010001000000");
  // Two fiches in twelve. 011; distances 3 and 5 by fours: 1 11, 01 01; parameter of numbers 010; 7 and 6 by fours.
  CHECK(bits_of(pack_postings({{{3, 8}, {9, 7}}}, 12)) == "011" "111" "0101" "010" "0111" "0110");
  CHECK(bits_of(pack_postings({{}, {}}, 5)) == "1100000");
  for (const char c : pack_postings({{{0, 63}, {4000, 1}, {5999, 20}}}, 6000)) CHECK(c >= 0);
}

TEST_CASE("every key stands in the last shard that starts at or before it") {
  Entries entries;
  for (int i = 0; i < 3000; ++i) {
    const char* const words[] = {"loyer ", "l\u00E9gume", "l"};
    const std::string key = words[i % 3] + std::to_string(i * 7919 % 3000);
    entries[key + "\ts"] = std::string(static_cast<std::size_t>(i % 40), 'x');
  }
  const Shards shards = shard(entries);
  const auto starts = starts_of(shards);
  REQUIRE(starts.size() == shards.contents.size());
  CHECK(std::is_sorted(starts.begin(), starts.end()));
  std::size_t held = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    CHECK(shards.contents[i].size() < 3200);
    for (const auto& [key, content] : entries_of(shards.contents[i])) {
      CHECK(starts[i] <= key);
      CHECK((i + 1 == starts.size() || key < starts[i + 1]));
      CHECK(entries.at(key) == content);
      ++held;
    }
  }
  CHECK(held == entries.size());
}

TEST_CASE("a card leaves out what its form, the first section and zeros tell") {
  Cards cards;
  CHECK(cards.add(fiche()) == R"([[0,"rsa","RSA",""],[],[]])");

  Document summed = fiche();
  summed.summary = "Une aide é";
  summed.sections = {{"", "", "Une aide été comme hiver"}};
  summed.state = "perime";
  CHECK(cards.add(summed) == R"([[0,"rsa","RSA",10,1],[],[["","","Une aide été comme hiver"]]])");

  Document elsewhere = fiche();
  elsewhere.url = "autre.html";
  elsewhere.summary = "Pas le début";
  elsewhere.urgency = 2;
  CHECK(cards.add(elsewhere) == R"([[1,"rsa","RSA","Pas le début",0,2],[],[]])");
  CHECK(cards.tables() ==
        R"("forms":[["dispositif","dispositifs/",".html"],["dispositif","autre.html"]],"states":["a-jour","perime"])");
}

#include "builder/territories.h"

#include "tests/support/catch.h"

using namespace reperes;

TEST_CASE("a code has a name at its scale") {
  CHECK(place_name(place_key("departement", "69")) == "Rhône (69)");
  CHECK(place_name(place_key("departement", "11")) == "Aude (11)");
  CHECK(place_name(place_key("region", "11")) == "Région Île-de-France");
  CHECK(place_name(place_key("departement", "2A")) == "Corse-du-Sud (2A)");
  CHECK(place_name(place_key("departement", "974")) == "La Réunion (974)");
  CHECK(place_name(place_key("national", "france")) == "France entière");
  CHECK(place_name(place_key("communes", "69123")) == "69123");
}

TEST_CASE("every row of the tables is found: they are in order") {
  int departements = 0, regions = 0;
  for (int code = 0; code < 1000; ++code) {
    std::string text = std::to_string(code);
    if (text.size() < 2) text.insert(0, "0");
    departements += is_known_place(place_key("departement", text));
    regions += is_known_place(place_key("region", text));
  }
  CHECK(departements == 107 - 2);  // 101 and six collectivities; 2A and 2B are no numbers
  CHECK(is_known_place("2A"));
  CHECK(is_known_place("2B"));
  CHECK(regions == 18);
}

TEST_CASE("what is in no table") {
  CHECK_FALSE(is_known_place(place_key("departement", "20")));
  CHECK_FALSE(is_known_place(place_key("departement", "1")));
  CHECK_FALSE(is_known_place(place_key("region", "69")));
  CHECK(place_name(place_key("departement", "20")) == "20");
  CHECK(place_name(place_key("region", "69")) == "Région 69");
}

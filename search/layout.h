// What stands where in the database: the agreement between index.cpp, which writes, and the readers.
//
//   stem            general posting: impact of the word in the fiche, 1 to 63
//   T + stem        the word in the fiche's best name: the name's worth divided by its number of stems
//   N + stems       a whole name, stems joined by a space: its worth
//   XE              every fiche; counts them
//   W + word        dictionary document only: fiches that hold this folded word
//   J + joined + TAB + words     dictionary document only: a name typed in one piece ("poleemploi")
//
// The dictionary document comes after the fiches. Its words stand as numbers of terms, so that several databases read
// as one add up by themselves. Values: slot by facet, slugs joined by TAB. Order: the address. Metadata: V + key, S +
// sigle, and `meta_…`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/document.h"
#include "search/vocabulary.h"

namespace reperes::search::layout {

inline constexpr std::string_view name_word = "T", name_key = "N", word = "W", joined = "J", vocabulary = "V",
                                  sigle = "S";
inline const std::string every_fiche = "XE";
inline const std::string meta_analyser = "reperes:analyseur", meta_release = "reperes:version",
                         meta_fields = "reperes:champs", meta_facets = "reperes:facettes",
                         meta_stops = "reperes:mots-vides";

// The database refuses longer terms and metadata keys.
inline constexpr std::size_t term_bytes_max = 200;

// A row of the vocabulary under its key. `relation` is that of the table, or sigle, or one of the two the index adds.
inline const std::string spelled_out = "developpe";  // from the words of a sigle back to it
inline const std::string in_one_word = "soude";      // from "micro credit" to "microcredit"
inline const std::string familiar = "familier";      // of the table: one word for another, "boulot" for "travail"
struct Row {
  std::string term, relation, note;
  std::vector<std::string> expansions;
};

// People are told about the rows of the tables, not about those the index adds.
inline bool worth_saying(const Row& row) {
  return row.relation != spelled_out && row.relation != in_one_word;
}

inline std::string term_of(std::string_view prefix, std::string_view text) {
  return std::string(prefix) + std::string(text);
}

std::string pack_document(const Document& document);
Document unpack_document(std::string_view bytes);

std::string pack_rows(const std::vector<Row>& rows);
std::vector<Row> unpack_rows(std::string_view bytes);

std::string pack_meanings(const std::vector<Meaning>& meanings);
std::vector<Meaning> unpack_meanings(std::string_view bytes);

std::string pack_labels(const std::vector<FacetLabel>& labels);
std::vector<FacetLabel> unpack_labels(std::string_view bytes);

std::string pack_list(const std::vector<std::string>& texts);
std::vector<std::string> unpack_list(std::string_view bytes);

}  // namespace reperes::search::layout

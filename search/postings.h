// Postings packed tight for the page: which fiches hold a term, and how much each, in few bits.
//
// In: lists of postings whose fiches are numbered from 0, ascending, their numbers from 1; how many fiches there are.
// Out: bytes below 128, seven bits in each, so that a script holds one a character.
// Always: the twin of `readPostings` in page/postings.js. A list is its size + 1 (gamma code); then, unless it is
// empty, how far each fiche is from the one before, less 1 (Rice code, its parameter made from size and fiches); then
// the parameter of the numbers (3 bits), and the numbers less 1 (Rice code).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/store.h"

namespace reperes::search {

std::string pack_postings(const std::vector<std::vector<Posting>>& lists, std::size_t fiches);

}  // namespace reperes::search

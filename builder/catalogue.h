// All fiches together: ids resolved, relations readable from both ends, freshness known, nothing dangling inside.
//
// In: the parsed fiches. Out: a Catalogue, and the faults only the whole can show (unknown or duplicate ids, links to
// anchors that do not exist, cycles of `remplace_par`, orphans, credits that do not add up). What is faulty is left
// out, so that later stages never check.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "builder/diagnostic.h"
#include "builder/fiche.h"
#include "builder/settings.h"

namespace reperes {

// How old the last verification is, held against the kind's period.
enum class Freshness { fresh, due, stale, historical, unverified };

std::string_view freshness_name(Freshness freshness);   // a-jour, a-reverifier, perime, historique, a-verifier
std::string_view freshness_label(Freshness freshness);  // « À jour », …

// One line of a fiche's relations, seen from that fiche.
struct Tie {
  const Relation* relation = nullptr;
  bool inverse = false;  // written on the other fiche
  std::size_t other = 0;  // index of the other fiche
  int days = 0;
  std::string condition, note;
  const std::string& label() const { return inverse ? relation->inverse : relation->label; }
};

struct Sigle {
  std::string sigle, slug;      // « ASS », « ass »
  struct Meaning {
    std::string text, domaine, see;
    bool former = false;
    std::size_t fiche = static_cast<std::size_t>(-1);  // index of the fiche it names, or none
  };
  std::vector<Meaning> meanings;
  bool has_page = false;        // ambiguous or homeless: a page `sigle-<slug>` is generated
};

struct Catalogue {
  std::vector<Fiche> fiches;                        // sorted by kind, then id
  std::map<std::string, std::size_t, std::less<>> by_id;  // ids and former ids, as written
  // Per fiche, in the order of the model's relations; targets sorted by title, except `etapes` and `mobilite`.
  std::vector<std::vector<Tie>> ties;
  std::vector<Freshness> freshness;                 // per fiche
  std::vector<Sigle> sigles;                        // sorted
  std::vector<SourceFile> assets;                   // images of the content folder that pages may show
  Settings settings;
  Date today;

  const Fiche* find(std::string_view id) const;
  // The page's path in the site: « dispositifs/apl.html ».
  std::string path_of(const Fiche& fiche) const;
};

Catalogue assemble(std::vector<Fiche> fiches, std::vector<Sigle> sigles, std::vector<SourceFile> assets,
                   Settings settings, Audience audience, Date today, Faults& faults);

}  // namespace reperes

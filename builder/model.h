// The content model as one table: kinds, fields, relations and vocabularies.
//
// The parser, the checker, the templates, `reperes new` and `reperes schema` all read this table, so that a new field
// or kind is one new row here (builder/model.cpp). Names are what authors write in the front matter; labels are what
// readers see.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reperes {

enum class Kind { institution, dispositif, metier, ue, notion, parcours, contact, page };
inline constexpr int kind_count = 8;

// A set of kinds, as a field or a relation accepts them.
class Kinds {
 public:
  constexpr Kinds() = default;
  constexpr Kinds(std::initializer_list<Kind> kinds) {
    for (Kind kind : kinds) bits_ |= 1u << static_cast<unsigned>(kind);
  }
  static constexpr Kinds all() { return Kinds((1u << kind_count) - 1); }
  constexpr bool has(Kind kind) const { return (bits_ >> static_cast<unsigned>(kind)) & 1u; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  explicit constexpr Kinds(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

struct KindInfo {
  Kind kind;
  std::string name;                   // « dispositif »: the front matter's `type`, the `kind` of search results
  std::string folder;                 // « dispositifs »: in content/ and in the site
  std::string label;                  // « Dispositif »
  std::string plural;                 // « Dispositifs et droits »
  std::string tagline;                // one sentence for the list page
  int recheck_months;                 // age from which a fiche is to be re-verified
  std::vector<std::string> headings;  // the body's usual `##` headings, for `reperes new` and the editorial test
};

struct Choice {
  std::string value, label;
};

struct Vocabulary {
  std::string name;
  std::vector<Choice> choices;  // in display order
  const Choice* find(std::string_view value) const;
};

// What a field holds.
enum class Shape {
  text,        // one line of text
  date,        // AAAA-MM-JJ
  integer,     // a whole number
  url,         // http(s), mailto or tel
  choice,      // one value of a vocabulary
  choices,     // a list of them
  texts,       // a list of lines
  reference,   // the id of a fiche
  references,  // a list of ids, each plain or a record {id, jours, si, note}
  record,      // a map of sub-fields
  records,     // a list of such maps
};

struct Field {
  std::string name;
  std::string label;       // « À qui s'adresser »; empty: never shown as a key fact
  Shape shape = Shape::text;
  Kinds kinds;             // who may have it
  Kinds required;          // whose lack of it is a warning (`titre`: an error)
  std::string help;        // one French sentence for `reperes schema`, `reperes new` and hints
  std::string vocabulary;  // choice, choices
  std::string relation;    // reference, references: the relation they stand for
  std::vector<Field> fields;  // record, records
};

struct Relation {
  std::string name;     // « opere_par »
  std::string label;    // « Assuré par »
  std::string inverse;  // « Assure » — read from the other end; same as label when symmetric
  Kinds from, to;
  bool symmetric = false;
  bool same_kind = false;  // both ends have the same kind
  bool acyclic = false;
};

struct Model {
  std::vector<KindInfo> kinds;  // in the order of Kind, which is also the order of display
  std::vector<Field> fields;    // in the order of display
  std::vector<Relation> relations;
  std::vector<Vocabulary> vocabularies;

  const KindInfo& kind(Kind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  const KindInfo* kind_named(std::string_view name) const;
  const KindInfo* kind_in_folder(std::string_view folder) const;
  // The field `name` of a kind, or null (`nature` has one row per kind that has it).
  const Field* field(std::string_view name, Kind kind) const;
  const Relation* relation(std::string_view name) const;
  const Vocabulary& vocabulary(std::string_view name) const;
  // « Demandeurs d'emploi » for publics, demandeurs-emploi; the value itself when unknown.
  std::string label(std::string_view vocabulary, std::string_view value) const;
};

const Model& model();

}  // namespace reperes

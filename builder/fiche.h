// One fiche: what one Markdown file says, checked against the model, every word still knowing its place.
//
// `parse_fiche` is pure: one file in, one value out, any thread. What it can judge alone it judges (unknown fields and
// values, dates, addresses); what needs the other fiches (links, relations, duplicates) is the catalogue's.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "builder/diagnostic.h"
#include "builder/front_matter.h"
#include "builder/markdown.h"
#include "builder/model.h"
#include "builder/source.h"
#include "builder/text.h"

namespace reperes {

enum class EditorialState { draft, published, historical, withdrawn };  // etat: brouillon, publie, historique, retire
enum class Audience { everyone, professionals, team };                  // visibilite: public, pro, interne

struct OldName {
  std::string name;
  std::optional<Date> until;
};

struct Source {
  std::string name, url, licence, external_id;
  std::optional<Date> consulted, dated;
};

struct LegalBasis {
  std::string text, article, url;
};

// A relation as its author wrote it, on the fiche that wrote it.
struct Reference {
  std::string relation;   // « opere_par »
  std::string id;
  int days = 0;           // recours_devant: delay
  std::string condition;  // `si`
  std::string note;
  bool reversed = false;  // written on the target's side: a notion's `ue` says that the UE teaches it
  Place place;
};

struct Card {
  std::string question, answer;
};

struct Quiz {
  std::string question;
  std::vector<std::string> right, wrong;
  std::string feedback;
};

struct Statement {  // true or false
  std::string text;
  bool is_true = false;
  std::string feedback;
};

struct Sequence {  // to be put in order
  std::string question;
  std::vector<std::string> steps;  // in the right order
  std::string feedback;
};

struct ExamPart {  // as a unit plans it
  std::string title;
  int questions = 0;
  std::vector<std::string> fiches;  // ids
  std::vector<Place> fiche_places;  // of each of them
  std::vector<Kind> kinds;
  Place place;
};

struct Fiche {
  Kind kind = Kind::page;
  std::string id;     // « apl », « K1801 »
  std::string path;   // in content/: « dispositifs/apl.md »
  std::string shown;  // « content/dispositifs/apl.md »
  Place id_place;

  std::string title, summary, sigle;
  std::vector<std::string> aliases;
  std::vector<OldName> old_names;
  std::vector<std::string> former_ids;
  std::vector<Place> former_places;  // of each of them
  std::vector<std::string> questions;
  std::vector<std::string> sayings;  // what people say before they know its name: found by, never shown
  std::vector<std::string> appellations;  // metier: job titles, both genders
  std::vector<std::string> domaines, thematiques, publics;
  std::string territory_scale;             // « national »
  std::vector<std::string> territory_codes;  // keys of builder/territories.h: « 01 », « region-84 », « france »
  int urgency = 0;
  EditorialState state = EditorialState::published;
  Audience audience = Audience::everyone;
  std::optional<Date> verified, valid_from, valid_until;
  std::string verified_by;
  std::vector<Source> sources;
  std::vector<LegalBasis> legal;
  std::vector<Card> cards;
  std::vector<Quiz> quizzes;
  std::vector<Statement> statements;
  std::vector<Sequence> sequences;
  int exam_minutes = 0;
  std::vector<ExamPart> exam;         // in order; those that ask for something
  std::vector<Reference> references;  // `relations` and every reference field, in the author's order

  Node front;  // everything that was written, for the key facts
  Body body;

  Place place_of(std::string_view field) const;  // of a top-level field's value, or of the file
  const std::string& text(std::string_view field) const;           // a scalar field, or ""
  std::vector<std::string> texts(std::string_view field) const;    // a list field (a scalar counts as one)
};

// `today` judges dates (a verification in the future is an error).
Fiche parse_fiche(const SourceFile& file, Date today, Faults& faults);

}  // namespace reperes

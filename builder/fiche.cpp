#include "builder/fiche.h"
#include "builder/territories.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "builder/territories.h"

namespace reperes {

namespace {

constexpr int exam_minutes_max = 600, exam_questions_max = 200;
constexpr int summary_characters_max = 200;
constexpr std::size_t id_bytes_max = 100;

// A name that is the same on every disk and in every address.
bool is_safe_id(std::string_view id) {
  if (id.empty() || id.size() > id_bytes_max || !std::isalnum(static_cast<unsigned char>(id.front())) ||
      id.ends_with('.'))
    return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

bool is_reserved_name(std::string_view id) {  // Windows cannot have these as files, the site cannot have `index`
  static const std::set<std::string> reserved = {"con", "prn", "aux", "nul", "index"};
  const auto name = fold(id.substr(0, id.find('.')));
  const bool port = name.size() == 4 && (name.starts_with("com") || name.starts_with("lpt")) &&
                    std::isdigit(static_cast<unsigned char>(name[3]));
  return reserved.contains(name) || port;
}

struct Parser {
  const SourceFile& file;
  Date today;
  Faults& faults;
  Fiche fiche;

  Place place(const Node& node) const { return {file.shown, node.line, node.column, std::max(1, node.length)}; }
  Place whole() const { return {file.shown, 0, 0, 0}; }

  void error(std::string code, Place at, std::string message, std::string hint = {}) {
    faults.push_back({std::move(code), Severity::error, std::move(at), std::move(message), std::move(hint), {}});
  }
  void warning(std::string code, Place at, std::string message, std::string hint = {}) {
    faults.push_back({std::move(code), Severity::warning, std::move(at), std::move(message), std::move(hint), {}});
  }

  // Kind and id: the folder and the file name say them, the front matter may repeat them.

  void find_kind() {
    const auto slash = file.path.find('/');
    const std::string folder = slash == std::string::npos ? "" : file.path.substr(0, slash);
    const KindInfo* by_folder = model().kind_in_folder(folder);
    const Node* type = fiche.front.find("type");
    const KindInfo* by_type = type ? model().kind_named(type->text) : nullptr;
    if (type && !by_type) {
      std::vector<std::string> names;
      for (const auto& info : model().kinds) names.push_back(info.name);
      const auto near = nearest(type->text, names);
      error("valeur-inconnue", place(*type), "genre inconnu " + in_quotes(type->text),
            near.empty() ? "les genres : " + join(names, ", ") : "vouliez-vous dire " + in_quotes(near) + " ?");
    }
    if (by_folder && by_type && by_folder != by_type)
      error("genre-different", place(*type),
            "le dossier dit " + in_quotes(by_folder->name) + ", l'en-tête dit " + in_quotes(by_type->name),
            "déplacez la fiche dans " + in_quotes(by_type->folder + "/") + ", ou retirez « type »");
    if (!by_folder && !by_type && !folder.empty()) {
      std::vector<std::string> folders;
      for (const auto& info : model().kinds) folders.push_back(info.folder);
      const auto near = nearest(folder, folders);
      warning("dossier-inconnu", whole(),
              "le dossier " + in_quotes(folder) + " n'est celui d'aucun genre : la fiche est prise pour une page",
              near.empty() ? "les dossiers : " + join(folders, ", ") : "vouliez-vous dire " + in_quotes(near) + " ?");
    }
    fiche.kind = by_folder ? by_folder->kind : by_type ? by_type->kind : Kind::page;
  }

  void find_id() {
    auto name = file.path.substr(file.path.rfind('/') + 1);
    name.resize(name.size() - std::string_view(".md").size());
    fiche.id = is_safe_id(name) ? name : slug(name);
    fiche.id_place = whole();
    if (const Node* written = fiche.front.find("id"); written && !written->text.empty()) {
      fiche.id_place = place(*written);
      if (!is_safe_id(written->text)) {
        error("id-invalide", place(*written), "identifiant refusé " + in_quotes(written->text),
              "des lettres sans accent, des chiffres et des tirets : " + in_quotes(fiche.id));
        return;
      }
      if (written->text != name && written->text != fiche.id)
        error("id-different", place(*written),
              "l'en-tête dit " + in_quotes(written->text) + ", le fichier s'appelle " + in_quotes(name + ".md"),
              "renommez le fichier, ou retirez « id »");
    } else if (fiche.id != name) {
      warning("id-normalise", whole(), "le nom du fichier donne l'identifiant " + in_quotes(fiche.id),
              "renommez-le en " + in_quotes(fiche.id + ".md") + " : lettres sans accent, chiffres, tirets");
    }
    if (is_reserved_name(fiche.id))
      error("id-invalide", whole(), "le nom " + in_quotes(fiche.id) + " est réservé",
            "choisissez un autre nom de fichier");
  }

  // Fields, against the model.

  void check_map(Node& map, const std::vector<const Field*>& known, const std::string& owner) {
    for (auto& [key, value] : map.entries) {
      const auto found = std::find_if(known.begin(), known.end(), [&](const Field* f) { return f->name == key.text; });
      if (found == known.end()) {
        std::vector<std::string> names;
        for (const auto* field : known) names.push_back(field->name);
        const auto near = nearest(key.text, names);
        bool elsewhere = false;
        for (const auto& field : model().fields) elsewhere |= owner.empty() && field.name == key.text;
        warning("champ-inconnu", place(key),
                elsewhere ? "le champ " + in_quotes(key.text) + " n'est pas prévu pour ce genre de fiche"
                          : "champ inconnu " + in_quotes(key.text) + (owner.empty() ? "" : " dans " + in_quotes(owner)),
                near.empty() || near == key.text ? "" : "vouliez-vous dire " + in_quotes(near) + " ?");
        value = Node{};
        continue;
      }
      if ((*found)->name != "relations" || !owner.empty()) check_value(value, **found);
    }
  }

  static std::vector<const Field*> pointers(const std::vector<Field>& fields) {
    std::vector<const Field*> out;
    for (const auto& field : fields) out.push_back(&field);
    return out;
  }

  // A single value where a list may stand counts as a list of one.
  static void wrap(Node& node) {
    if (node.is_list()) return;
    Node list;
    list.type = Node::Type::list;
    list.line = node.line, list.column = node.column, list.length = node.length;
    if (!node.empty()) list.items.push_back(std::move(node));
    node = std::move(list);
  }

  bool expect(Node& node, Node::Type type, const Field& field, const char* what) {
    if (node.type == type) return true;
    if (node.empty()) {
      node = Node{};
      node.type = type;
      return true;
    }
    std::string hint = field.help;
    if (type == Node::Type::map && field.fields.size() > 1)
      hint = "par exemple : " + field.name + ": [{" + field.fields[0].name + ": …, " + field.fields[1].name + ": …}]";
    error("forme-invalide", place(node), in_quotes(field.name) + " attend " + what, hint);
    node = Node{};
    node.type = type;
    return false;
  }

  void check_record(Node& node, const Field& field) {
    if (!expect(node, Node::Type::map, field, "des lignes « clé: valeur »")) return;
    check_map(node, pointers(field.fields), field.name);
    if (node.entries.empty()) return;
    for (const auto& sub : field.fields) {
      const Node* value = node.find(sub.name);
      if (!sub.required.empty() && (!value || value->empty()))
        warning("champ-manquant", place(node.entries.front().first),
                "il manque " + in_quotes(sub.name) + " dans " + in_quotes(field.name), sub.help);
    }
  }

  void check_value(Node& node, const Field& field) {
    switch (field.shape) {
      case Shape::text:
        expect(node, Node::Type::scalar, field, "un texte sur une ligne");
        break;
      case Shape::date:
        if (expect(node, Node::Type::scalar, field, "une date") && !node.text.empty() && !parse_date(node.text)) {
          error("date-invalide", place(node), "date illisible " + in_quotes(node.text),
                "une date s'écrit AAAA-MM-JJ, par exemple " + iso_date(today));
          node.text.clear();
        }
        break;
      case Shape::integer:
        if (expect(node, Node::Type::scalar, field, "un nombre") && !node.text.empty() &&
            (node.text.size() > 6 ||
             !std::all_of(node.text.begin(), node.text.end(), [](unsigned char c) { return std::isdigit(c); }))) {
          error("nombre-invalide", place(node),
                in_quotes(field.name) + " attend un nombre entier, pas " + in_quotes(node.text), field.help);
          node.text.clear();
        }
        break;
      case Shape::url:
        if (expect(node, Node::Type::scalar, field, "une adresse") && !node.text.empty() && !is_safe_url(node.text)) {
          warning("adresse-refusee", place(node), "adresse refusée " + in_quotes(node.text),
                  "une adresse commence par https:// et n'a pas d'espace");
          node.text.clear();
        }
        break;
      case Shape::choice:
        if (expect(node, Node::Type::scalar, field, "un mot")) check_choice(node, field);
        break;
      case Shape::choices:
      case Shape::texts:
        if (node.is_map()) {
          expect(node, Node::Type::list, field, "une liste");
          break;
        }
        wrap(node);
        for (auto& item : node.items)
          if (expect(item, Node::Type::scalar, field, "une liste de textes") && field.shape == Shape::choices)
            check_choice(item, field);
        std::erase_if(node.items, [](const Node& item) { return item.text.empty(); });
        break;
      case Shape::reference:
        if (node.is_scalar() || node.is_map()) add_reference(node, field.relation);
        else expect(node, Node::Type::scalar, field, "un identifiant");
        break;
      case Shape::references:
        wrap(node);
        for (auto& item : node.items) add_reference(item, field.relation);
        break;
      case Shape::record:
        check_record(node, field);
        break;
      case Shape::records:
        wrap(node);
        for (auto& item : node.items) {
          check_record(item, field);
          if (field.relation.empty()) continue;
          // A step: its fiche is the reference, the rest its condition and note.
          if (const Node* target = item.find("fiche"); target && !target->text.empty() && !fiche.references.empty()) {
            auto& last = fiche.references.back();
            if (const Node* condition = item.find("si")) last.condition = condition->text;
            if (const Node* note = item.find("note")) last.note = note->text;
            last.relation = field.relation;
          }
        }
        break;
    }
  }

  void check_choice(Node& node, const Field& field) {
    if (node.text.empty()) return;
    const auto& vocabulary = model().vocabulary(field.vocabulary);
    if (vocabulary.find(node.text)) return;
    std::vector<std::string> values;
    for (const auto& choice : vocabulary.choices) values.push_back(choice.value);
    const auto near = nearest(node.text, values);
    warning("valeur-inconnue", place(node),
            "valeur inconnue " + in_quotes(node.text) + " pour " + in_quotes(field.name),
            !near.empty()         ? "vouliez-vous dire " + in_quotes(near) + " ?"
            : values.size() <= 15 ? "les valeurs : " + join(values, ", ")
                                  : "");
    node.text.clear();
  }

  // `id`, or {id: …, jours: …, si: …, note: …}.
  void add_reference(const Node& node, const std::string& relation_name) {
    Reference reference;
    reference.relation = relation_name;
    if (const auto* relation = model().relation(relation_name))
      reference.reversed = !relation->from.has(fiche.kind) && relation->to.has(fiche.kind);
    if (node.is_scalar()) {
      reference.id = node.text;
      reference.place = place(node);
    } else if (node.is_map()) {
      for (const auto& [key, value] : node.entries) {
        if (key.text == "id") reference.id = value.text, reference.place = place(value);
        else if (key.text == "si") reference.condition = value.text;
        else if (key.text == "note") reference.note = value.text;
        else if (key.text == "jours") {
          const bool number =
              !value.text.empty() && value.text.size() <= 5 &&
              std::all_of(value.text.begin(), value.text.end(), [](unsigned char c) { return std::isdigit(c); });
          if (number) reference.days = std::stoi(value.text);
          else
            error("nombre-invalide", place(value), "« jours » attend un nombre entier, pas " + in_quotes(value.text));
        } else {
          warning("champ-inconnu", place(key), "champ inconnu " + in_quotes(key.text) + " dans un lien",
                  "id, jours, si ou note");
        }
      }
    } else {
      error("forme-invalide", place(node), "un lien attend un identifiant",
            "par exemple : " + relation_name + ": [caf]");
      return;
    }
    if (!reference.id.empty()) fiche.references.push_back(std::move(reference));
  }

  void read_relations() {
    const Node* map = fiche.front.find("relations");
    if (!map || map->empty()) return;
    if (!map->is_map()) {
      error("forme-invalide", place(*map), "« relations » attend des lignes « relation: [identifiants] »",
            "par exemple : opere_par: [caf]");
      return;
    }
    std::vector<std::string> names;
    for (const auto& relation : model().relations)
      if (relation.from.has(fiche.kind)) names.push_back(relation.name);
    for (const auto& [key, value] : map->entries) {
      const auto* relation = model().relation(key.text);
      if (!relation || !(relation->from.has(fiche.kind) || relation->to.has(fiche.kind))) {
        const auto near = nearest(key.text, names);
        warning("relation-inconnue", place(key),
                relation ? "la relation " + in_quotes(key.text) + " n'est pas prévue pour ce genre de fiche"
                         : "relation inconnue " + in_quotes(key.text),
                near.empty() || near == key.text ? "ici : " + join(names, ", ")
                                                 : "vouliez-vous dire " + in_quotes(near) + " ?");
        continue;
      }
      if (value.is_list())
        for (const auto& item : value.items) add_reference(item, key.text);
      else if (!value.empty())
        add_reference(value, key.text);
    }
  }

  // From checked nodes to typed values.

  std::optional<Date> date(const Node* node) const { return node ? parse_date(node->text) : std::nullopt; }
  static std::string text_in(const Node& record, std::string_view field) {
    const Node* value = record.find(field);
    return value && value->is_scalar() ? value->text : std::string();
  }
  static const std::vector<Node>& items_of(const Node* list) {
    static const std::vector<Node> none;
    return list && list->is_list() ? list->items : none;
  }
  static std::vector<std::string> texts_in(const Node& record, std::string_view field) {
    std::vector<std::string> out;
    const Node* value = record.find(field);
    for (const auto& item : items_of(value)) out.push_back(item.text);
    if (value && value->is_scalar() && !value->text.empty()) out.push_back(value->text);
    return out;
  }

  // At the scales that have a table, a code that isn't in it is a slip: « 1 » for « 01 », a région for a département.
  void read_places(const Node& territory) {
    const bool has_table = fiche.territory_scale == "departement" || fiche.territory_scale == "region";
    auto add = [&](const Node& written) {
      if (written.text.empty()) return;
      std::string key = place_key(fiche.territory_scale, written.text);
      if (has_table && written.text != "france" && (!is_known_place(key) || written.text.size() > 3))
        warning("territoire-inconnu", place(written),
                "aucun" + std::string(fiche.territory_scale == "region" ? "e région" : " département") +
                    " n'a le code " + in_quotes(written.text),
                fiche.territory_scale == "region" ? "les codes Insee des régions : \"11\", \"84\"…"
                                                  : "les codes Insee des départements : \"01\", \"2A\", \"974\"…");
      fiche.territory_codes.push_back(std::move(key));
    };
    const Node* codes = territory.find("codes");
    for (const auto& item : items_of(codes)) add(item);
    if (codes && codes->is_scalar()) add(*codes);
  }

  void read_values() {
    const Node& front = fiche.front;
    fiche.title = text_in(front, "titre");
    fiche.summary = text_in(front, "resume");
    fiche.sigle = text_in(front, "sigle");
    fiche.aliases = fiche.texts("alias");
    for (const auto& item : items_of(front.find("anciens_ids"))) {
      if (is_safe_id(item.text) && !is_reserved_name(item.text)) {
        fiche.former_ids.push_back(item.text);
        fiche.former_places.push_back(place(item));
      } else {
        error("id-invalide", place(item), "ancien identifiant refusé " + in_quotes(item.text),
              "des lettres sans accent, des chiffres et des tirets");
      }
    }
    fiche.questions = fiche.texts("questions");
    if (const auto question = text_in(front, "question"); !question.empty())
      fiche.questions.insert(fiche.questions.begin(), question);
    fiche.sayings = fiche.texts("paroles");
    fiche.appellations = fiche.texts("appellations");
    fiche.domaines = fiche.texts("domaines");
    fiche.thematiques = fiche.texts("thematiques");
    fiche.publics = fiche.texts("publics");
    for (const auto& item : items_of(front.find("anciens_noms")))
      fiche.old_names.push_back({text_in(item, "nom"), date(item.find("jusqu_au"))});
    std::erase_if(fiche.old_names, [](const OldName& old) { return old.name.empty(); });
    if (const Node* territory = front.find("territoire")) {
      fiche.territory_scale = text_in(*territory, "echelle");
      read_places(*territory);
    }
    if (const auto urgency = text_in(front, "urgence"); !urgency.empty()) {
      fiche.urgency = std::stoi(urgency);
      if (fiche.urgency > 3) {
        error("valeur-inconnue", place(*front.find("urgence")), "« urgence » va de 0 à 3",
              "0 information, 1 dans le mois, 2 sous 72 heures, 3 tout de suite");
        fiche.urgency = 3;
      }
    }
    const auto state = text_in(front, "etat");
    fiche.state = state == "brouillon"    ? EditorialState::draft
                  : state == "historique" ? EditorialState::historical
                  : state == "retire"     ? EditorialState::withdrawn
                                          : EditorialState::published;
    const auto audience = text_in(front, "visibilite");
    fiche.audience = audience == "pro"       ? Audience::professionals
                     : audience == "interne" ? Audience::team
                                             : Audience::everyone;
    fiche.verified = date(front.find("verifie_le"));
    fiche.verified_by = text_in(front, "verifie_par");
    fiche.valid_from = date(front.find("valable_du"));
    fiche.valid_until = date(front.find("valable_jusqu_au"));
    for (const auto& item : items_of(front.find("sources"))) {
      Source source{text_in(item, "nom"), text_in(item, "url"), text_in(item, "licence"), text_in(item, "id_externe"),
                    date(item.find("consulte_le")), date(item.find("date"))};
      if (!source.name.empty() || !source.url.empty()) fiche.sources.push_back(std::move(source));
    }
    for (const auto& item : items_of(front.find("base_legale")))
      fiche.legal.push_back({text_in(item, "texte"), text_in(item, "article"), text_in(item, "url")});
    if (const Node* revision = front.find("revision")) {
      for (const auto& item : items_of(revision->find("cartes")))
        fiche.cards.push_back({text_in(item, "q"), text_in(item, "r")});
      for (const auto& item : items_of(revision->find("qcm")))
        fiche.quizzes.push_back(
            {text_in(item, "q"), texts_in(item, "bonnes"), texts_in(item, "fausses"), text_in(item, "retour")});
      for (const auto& item : items_of(revision->find("affirmations")))
        if (const auto is_true = text_in(item, "vrai"); !is_true.empty())
          fiche.statements.push_back({text_in(item, "q"), is_true == "oui", text_in(item, "retour")});
      for (const auto& item : items_of(revision->find("ordres")))
        fiche.sequences.push_back({text_in(item, "q"), texts_in(item, "suite"), text_in(item, "retour")});
    }
    if (const Node* exam = front.find("examen")) read_exam(*exam);
  }

  // A whole number of a plan, 0 where there is none that serves.
  int planned(const Node& plan, std::string_view name, int most) {
    const Node* written = plan.find(name);
    if (!written || written->text.empty()) return 0;
    const int number = std::stoi(written->text);
    if (number >= 1 && number <= most) return number;
    error("valeur-inconnue", place(*written), in_quotes(name) + " va de 1 à " + std::to_string(most));
    return 0;
  }

  void read_exam(const Node& plan) {
    fiche.exam_minutes = planned(plan, "minutes", exam_minutes_max);
    for (const auto& item : items_of(plan.find("parties"))) {
      ExamPart part;
      part.title = text_in(item, "titre");
      part.questions = planned(item, "questions", exam_questions_max);
      part.place = item.entries.empty() ? place(item) : place(item.entries.front().first);
      for (const auto& id : items_of(item.find("fiches"))) {
        part.fiches.push_back(id.text);
        part.fiche_places.push_back(place(id));
      }
      for (const auto& name : texts_in(item, "genres"))
        if (const KindInfo* kind = model().kind_named(name)) part.kinds.push_back(kind->kind);
      if (!part.title.empty() && part.questions > 0) fiche.exam.push_back(std::move(part));
    }
  }

  void check_rules() {
    if (trim(fiche.title).empty()) {
      const Node* written = fiche.front.find_key("titre");
      error("titre-manquant", written ? place(*written) : whole(), "il manque le titre",
            "en tête du fichier, entre deux lignes « --- » : titre: " + fiche.id);
    }
    for (const auto& field : model().fields) {
      if (!field.required.has(fiche.kind) || field.name == "titre") continue;
      const Node* value = fiche.front.find(field.name);
      if (value && !value->empty()) continue;
      const bool by_relation =
          !field.relation.empty() && std::any_of(fiche.references.begin(), fiche.references.end(),
                                                 [&](const Reference& r) { return r.relation == field.relation; });
      if (!by_relation) warning("champ-manquant", whole(), "il manque " + in_quotes(field.name), field.help);
    }
    if (const Node* summary = fiche.front.find("resume");
        summary && count_characters(fiche.summary) > summary_characters_max)
      warning("resume-trop-long", place(*summary),
              "résumé de " + std::to_string(count_characters(fiche.summary)) + " caractères, 200 au plus",
              "gardez : à quoi ça sert, pour qui");
    if (fiche.verified && *fiche.verified > today)
      error("date-future", place(*fiche.front.find("verifie_le")),
            "vérification datée du " + french_date(*fiche.verified) + ", après aujourd'hui", "");
    for (const auto& item : items_of(fiche.front.find("sources")))
      if (const auto consulted = date(item.find("consulte_le")); consulted && *consulted > today)
        error("date-future", place(*item.find("consulte_le")),
              "consultation datée du " + french_date(*consulted) + ", après aujourd'hui", "");
    if (fiche.valid_from && fiche.valid_until && *fiche.valid_until < *fiche.valid_from)
      error("date-invalide", place(*fiche.front.find("valable_jusqu_au")), "la validité finit avant de commencer", "");
    if (fiche.publics.size() > 1 &&
        std::find(fiche.publics.begin(), fiche.publics.end(), "tous-publics") != fiche.publics.end())
      warning("publics-melanges", place(*fiche.front.find("publics")), "« tous-publics » ne va avec aucun autre public",
              "gardez l'un ou les autres");
  }
};

}  // namespace

Place Fiche::place_of(std::string_view field) const {
  const Node* value = front.find(field);
  if (!value) return {shown, 0, 0, 0};
  return {shown, value->line, value->column, std::max(1, value->length)};
}

const std::string& Fiche::text(std::string_view field) const {
  static const std::string none;
  const Node* value = front.find(field);
  return value && value->is_scalar() ? value->text : none;
}

std::vector<std::string> Fiche::texts(std::string_view field) const { return Parser::texts_in(front, field); }

Fiche parse_fiche(const SourceFile& file, Date today, Faults& faults) {
  Parser parser{file, today, faults, {}};
  Fiche& fiche = parser.fiche;
  fiche.path = file.path;
  fiche.shown = file.shown;
  FrontMatter front = parse_front_matter(file.bytes, file.shown, faults);
  fiche.front = std::move(front.root);
  parser.find_kind();
  parser.find_id();
  std::vector<const Field*> known;
  for (const auto& field : model().fields)
    if (field.kinds.has(fiche.kind)) known.push_back(&field);
  parser.check_map(fiche.front, known, "");
  parser.read_relations();
  parser.read_values();
  const bool readable = !(fiche.front.entries.empty() && has_errors(faults));  // a broken header already says it all
  if (readable) parser.check_rules();
  fiche.body =
      parse_markdown(std::string_view(file.bytes).substr(front.body_offset), file.shown, front.body_line, faults);
  return std::move(parser.fiche);
}

}  // namespace reperes

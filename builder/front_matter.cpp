#include "builder/front_matter.h"

#include <libfyaml.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "builder/text.h"

namespace reperes {

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : entries)
    if (name.text == key) return &value;
  return nullptr;
}

const Node* Node::find_key(std::string_view key) const {
  for (const auto& [name, value] : entries)
    if (name.text == key) return &name;
  return nullptr;
}

namespace {

constexpr int depth_max = 16;

struct Reader {
  std::string_view text;   // the YAML only
  std::string_view shown;
  int line_offset;         // lines of the file before the YAML
  Faults& faults;

  std::string_view line_at(int line) const {  // 0-based within the YAML
    std::size_t start = 0;
    for (int i = 0; i < line; ++i) {
      const auto end = text.find('\n', start);
      if (end == std::string_view::npos) return {};
      start = end + 1;
    }
    return text.substr(start, text.find('\n', start) - start);
  }

  Place place(const fy_mark& start, const fy_mark* end) const {
    // libfyaml counts lines from 0 and columns in characters from 0.
    Place at{std::string(shown), start.line + 1 + line_offset, start.column + 1, 1};
    if (end) {
      const int last = end->line == start.line ? end->column : count_characters(line_at(start.line));
      at.length = std::max(1, last - start.column);
    }
    return at;
  }

  void fault(std::string code, Place at, std::string message, std::string hint) {
    faults.push_back({std::move(code), Severity::error, std::move(at), std::move(message), std::move(hint), {}});
  }

  Node read(fy_node* node, int depth) {
    Node out;
    if (fy_token* start_token = fy_node_is_scalar(node) ? fy_node_get_scalar_token(node) : nullptr) {
      if (const fy_mark* start = fy_token_start_mark(start_token)) {
        const auto at = place(*start, fy_token_end_mark(start_token));
        out.line = at.line, out.column = at.column, out.length = at.length;
      }
    } else if (const auto* start = collection_mark(node)) {
      out.line = start->line + 1 + line_offset, out.column = start->column + 1, out.length = 1;
    }

    const Place here{std::string(shown), out.line, out.column, std::max(1, out.length)};
    if (depth > depth_max) {
      fault("yaml-trop-profond", here, "trop de niveaux imbriqués dans l'en-tête",
            "seize niveaux suffisent à toute fiche");
      return out;
    }
    if (fy_node_is_alias(node) || fy_node_get_anchor(node)) {
      fault("yaml-alias", here, "ancre ou alias YAML (« & », « * ») : refusés ici",
            "écrivez la valeur, ou mettez-la entre guillemets");
      return out;
    }
    std::size_t tag_length = 0;
    if (const char* tag = fy_node_get_tag(node, &tag_length); tag && tag_length > 0) {
      fault("yaml-etiquette", here, "étiquette YAML (« ! ») : refusée ici", "mettez la valeur entre guillemets");
      return out;
    }

    switch (fy_node_get_type(node)) {
      case FYNT_SCALAR: {
        std::size_t length = 0;
        if (const char* value = fy_node_get_scalar(node, &length)) out.text.assign(value, length);
        const auto style = fy_node_get_style(node);
        if (style == FYNS_PLAIN && (out.text == "~" || out.text == "null")) out.text.clear();
        out.text = to_nfc(out.text);
        break;
      }
      case FYNT_SEQUENCE: {
        out.type = Node::Type::list;
        void* iterator = nullptr;
        while (fy_node* item = fy_node_sequence_iterate(node, &iterator)) out.items.push_back(read(item, depth + 1));
        break;
      }
      case FYNT_MAPPING: {
        out.type = Node::Type::map;
        void* iterator = nullptr;
        while (fy_node_pair* pair = fy_node_mapping_iterate(node, &iterator)) {
          fy_node* key = fy_node_pair_key(pair);
          fy_node* value = fy_node_pair_value(pair);
          Node name = key ? read(key, depth + 1) : Node{};
          if (!name.is_scalar()) {
            fault("yaml-invalide", {std::string(shown), name.line, name.column, 1},
                  "une clé doit être un mot, pas une liste", "");
            continue;
          }
          Node content = value ? read(value, depth + 1) : Node{};
          if (content.line == 0) content.line = name.line, content.column = name.column, content.length = name.length;
          out.entries.emplace_back(std::move(name), std::move(content));
        }
        break;
      }
    }
    return out;
  }

  // Where a list or a map starts: at its first scalar (libfyaml does not tell where a bracket stands).
  const fy_mark* collection_mark(fy_node* node) {
    for (int guard = 0; node && guard < 64; ++guard) {
      if (fy_node_is_scalar(node)) {
        fy_token* token = fy_node_get_scalar_token(node);
        return token ? fy_token_start_mark(token) : nullptr;
      }
      if (fy_node_is_sequence(node)) {
        node = fy_node_sequence_get_by_index(node, 0);
      } else {
        fy_node_pair* pair = fy_node_mapping_get_by_index(node, 0);
        node = pair ? fy_node_pair_key(pair) : nullptr;
      }
    }
    return nullptr;
  }
};

struct DocumentDeleter {
  void operator()(fy_document* document) const { fy_document_destroy(document); }
};
struct DiagDeleter {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};

// libfyaml's English sentences, in French where authors meet them.
std::string french_message(std::string_view message) {
  static constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"duplicate key", "cette clé est écrite deux fois"},
      {"quoted scalar", "ce guillemet n'est jamais refermé, ou la suite du texte n'est pas en retrait"},
      {"nested block mapping", "un « : » de trop : une valeur qui contient « : » se met entre guillemets"},
      {"without a closing bracket", "un crochet « [ » ouvert plus haut n'est jamais refermé"},
      {"without a closing brace", "une accolade « { » ouverte plus haut n'est jamais refermée"},
      {"mapping values are not allowed in this context",
       "un « : » de trop : une valeur qui contient « : » se met entre guillemets"},
      {"invalid mapping in plain multiline",
       "un « : » de trop : une valeur qui contient « : » se met entre guillemets"},
      {"invalid indentation in mapping", "cette ligne n'est pas alignée avec les autres clés"},
      {"invalid indentation", "cette ligne n'est pas alignée avec les autres"},
      {"wrongly indented", "cette ligne n'est pas alignée avec les autres"},
      {"invalid multiline plain key", "il manque « : » après une clé"},
      {"simple key", "il manque « : » après une clé"},
      {"could not find expected ':'", "il manque « : » après une clé"},
      {"missing comma in flow", "il manque une virgule dans la liste"},
      {"missing ',' or ']'", "il manque « , » ou « ] »"},
      {"unterminated", "guillemet, crochet ou accolade jamais refermé"},
      {"did not find expected ',' or ']'", "il manque « , » ou « ] »"},
      {"did not find expected ',' or '}'", "il manque « , » ou « } »"},
      {"unexpected end", "l'en-tête finit au milieu d'une valeur (guillemet ou crochet jamais refermé ?)"},
      {"tab", "une tabulation sert de retrait : mettez des espaces"},
      {"flow", "liste ou accolade mal formée"},
      {"quoted", "guillemet jamais refermé"},
      {"anchor", "ancre YAML (« & ») : refusée ici"},
      {"alias", "alias YAML (« * ») : refusé ici"},
      {"depth", "trop de niveaux imbriqués dans l'en-tête"},
  };
  for (const auto& [english, french] : known)
    if (message.find(english) != std::string_view::npos) return std::string(french);
  return "l'en-tête n'est pas du YAML valide";
}

Node read_yaml(std::string_view yaml, std::string_view shown, int line_offset, Faults& faults) {
  Node root;
  root.type = Node::Type::map;
  if (trim(yaml).empty()) return root;

  // Errors are collected, never printed: libfyaml writes to stderr otherwise.
  fy_diag_cfg diag_settings;
  fy_diag_cfg_default(&diag_settings);
  diag_settings.fp = nullptr;
  diag_settings.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
  std::unique_ptr<fy_diag, DiagDeleter> diag(fy_diag_create(&diag_settings));
  fy_diag_set_collect_errors(diag.get(), true);
  fy_parse_cfg settings{};
  settings.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG);
  settings.diag = diag.get();
  std::unique_ptr<fy_document, DocumentDeleter> document(
      fy_document_build_from_string(&settings, yaml.data(), yaml.size()));

  Reader reader{yaml, shown, line_offset, faults};
  fy_diag_error* error = nullptr;
  void* iterator = nullptr;
  if ((error = fy_diag_errors_iterate(diag.get(), &iterator))) {
    const std::string_view english = error->msg ? error->msg : "";
    Place at{std::string(shown), error->line + line_offset, error->column, 1};  // here libfyaml counts from 1
    if (error->line <= 0) at.line = line_offset + 1, at.column = 0;
    reader.fault(english.find("duplicate") != std::string_view::npos ? "cle-en-double"
                 : english.find("alias") != std::string_view::npos || english.find("anchor") != std::string_view::npos
                     ? "yaml-alias"
                     : "yaml-invalide",
                 std::move(at), french_message(english), "");
    return root;
  }
  if (!document) {
    reader.fault("yaml-invalide", {std::string(shown), line_offset + 1, 0, 0}, "l'en-tête n'est pas du YAML valide",
                 "");
    return root;
  }
  fy_node* top = fy_document_root(document.get());
  if (!top) return root;
  Node read = reader.read(top, 0);
  if (!read.is_map()) {
    reader.fault("yaml-invalide", {std::string(shown), std::max(1, read.line), std::max(1, read.column), 1},
                 "l'en-tête doit être une suite de « clé: valeur »", "par exemple : titre: Mission locale");
    return root;
  }
  return read;
}

}  // namespace

FrontMatter parse_front_matter(std::string_view text, std::string_view shown_path, Faults& faults) {
  FrontMatter out;
  out.root.type = Node::Type::map;
  if (!text.starts_with("---\n") && text != "---") return out;
  std::size_t position = 4;
  int line = 2;
  while (position < text.size()) {
    const auto end = std::min(text.find('\n', position), text.size());
    auto current = text.substr(position, end - position);
    while (current.ends_with(' ')) current.remove_suffix(1);
    if (current == "---" || current == "...") {
      const auto yaml = text.substr(4, position - 4);
      out.body_offset = std::min(end + 1, text.size());
      out.body_line = line + 1;
      if (yaml.size() > front_matter_bytes_max) {
        faults.push_back({"en-tete-trop-gros", Severity::error, {std::string(shown_path), 1, 0, 0},
                          "l'en-tête pèse " + std::to_string(yaml.size() >> 10) + " Kio, la limite est de 64 Kio",
                          "le texte va sous l'en-tête, pas dedans", {}});
        return out;
      }
      out.root = read_yaml(yaml, shown_path, 1, faults);
      return out;
    }
    position = end + 1;
    ++line;
  }
  faults.push_back({"en-tete-ouvert", Severity::error, {std::string(shown_path), 1, 1, 3},
                    "l'en-tête n'est jamais refermé", "ajoutez une ligne « --- » avant le texte de la fiche", {}});
  out.body_offset = text.size();
  out.body_line = line;
  return out;
}

Node parse_yaml(std::string_view text, std::string_view shown_path, Faults& faults) {
  return read_yaml(text, shown_path, 0, faults);
}

}  // namespace reperes

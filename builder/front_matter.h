// The YAML between the two `---` lines of a fiche, as a tree that knows where each word stands.
//
// Every scalar stays text (« no », « 0123 », « 1E100 » are what the author typed). Anchors, aliases, tags and more than
// 64 KB are faults. libfyaml is behind this header and nowhere else.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builder/diagnostic.h"

namespace reperes {

struct Node {
  enum class Type { scalar, list, map };
  Type type = Type::scalar;
  std::string text;                                  // scalar
  std::vector<Node> items;                           // list
  std::vector<std::pair<Node, Node>> entries;        // map, in the author's order; keys are scalars
  int line = 0, column = 0, length = 0;              // where it starts; length in characters, on its first line

  const Node* find(std::string_view key) const;      // value of a map's entry, or null
  const Node* find_key(std::string_view key) const;  // its key, for the place
  bool is_scalar() const { return type == Type::scalar; }
  bool is_list() const { return type == Type::list; }
  bool is_map() const { return type == Type::map; }
  bool empty() const { return text.empty() && items.empty() && entries.empty(); }
};

inline constexpr std::size_t front_matter_bytes_max = 64 * 1024;

// Splits a fiche: its front matter (a map, empty when there is none) and where the body starts.
struct FrontMatter {
  Node root;
  std::size_t body_offset = 0;  // byte where the Markdown starts
  int body_line = 1;            // line of the file where it starts
};

FrontMatter parse_front_matter(std::string_view text, std::string_view shown_path, Faults& faults);

// A whole YAML file (site.yml, strings.fr.yml), with the same rules.
Node parse_yaml(std::string_view text, std::string_view shown_path, Faults& faults);

}  // namespace reperes

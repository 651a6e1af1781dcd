// Fiches as text: what an import writes, and how it changes a fiche that a person wrote without disturbing the rest.
//
// In: field values. Out: YAML that says exactly these texts, one field a line or a block, and the same bytes each time.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "builder/front_matter.h"

namespace reperes {

// A scalar that any YAML reader takes for this very text: quoted when it looks like a number, a date, a flag or markup.
std::string yaml_scalar(std::string_view text);

// `- item` lines under a key, and `[a, b]` on the key's own line. Each ends with a line end.
std::string yaml_block_list(std::string_view key, const std::vector<std::string>& items);
std::string yaml_flow_list(std::string_view key, const std::vector<std::string>& items);
std::string yaml_line(std::string_view key, std::string_view text);

// What was parsed, written again on one line.
std::string yaml_flow(const Node& node);

// Plain text as Markdown that shows it as it is.
std::string markdown_escape(std::string_view text);

// A fiche's text whose front matter can be changed field by field: everything else keeps its bytes (comments, order,
// quotes, line ends).
class FicheText {
 public:
  // Nothing when the front matter cannot be read, or does not hold one top-level field a line.
  static std::optional<FicheText> read(std::string_view bytes);

  const Node& root() const { return front_.root; }
  bool has_body() const;

  // Replaces the field, or adds it after the last one; `yaml` holds its whole lines, key included.
  void set(std::string_view key, std::string_view yaml);
  void set_body(std::string_view markdown);
  // Takes out the comment lines of the front matter that start like this.
  void remove_comments(std::string_view start);

  std::string bytes() const;

 private:
  std::string text() const;  // without BOM, LF line ends: what the parser reads

  std::vector<std::string> head_;  // the lines between the fences
  std::string body_;
  FrontMatter front_;
  std::string opening_ = "---", closing_ = "---";
  bool fenced_ = true, unended_ = false, byte_order_mark_ = false, carriage_returns_ = false;
};

// The comment that an import leaves in a fiche it wrote whole; it tells later whether anybody has touched it since.
std::string sign(std::string_view fiche, std::string_view source);
bool is_signed_and_untouched(std::string_view fiche, std::string_view source);
std::string signature_start(std::string_view source);

}  // namespace reperes

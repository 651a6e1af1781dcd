// Markdown to safe HTML, and what else the builder wants to know of a body: headings, links, plain text.
//
// GitHub's dialect (tables, strikethrough, autolinks, task lists), raw HTML never passes, `javascript:` and
// other foreign schemes never become links. cmark-gfm is behind this header and nowhere else; its extensions are not
// thread-safe, so parsing holds one lock (it costs nothing measurable).

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "builder/diagnostic.h"

namespace reperes {

struct Section {
  int level = 0;       // 2..6; 0 for the text before the first heading
  std::string title;   // plain text; empty for level 0
  std::string anchor;  // unique in the fiche; empty for level 0
  std::string html;    // the blocks under the heading, without the heading itself; internal links are still marked
  std::string text;    // the same as plain text, one block a line
  int line = 0;
};

struct Link {
  std::string target;   // as written: « mission-locale », « ../institutions/caf.md#acces », « https://… »
  std::string id;       // internal: the fiche meant; empty when external or an anchor of this page
  std::string anchor;   // after #
  bool external = false;
  bool image = false;    // `target` is a path, relative to the fiche's folder
  Place place;
};

struct Body {
  std::vector<Section> sections;
  std::vector<Link> links;
};

// Where a body's internal link stands in the HTML, waiting for the page's own relative address:
// `href="fiche:ID#ANCHOR"`. `resolve_links` writes the final ones; `href_of` gets id and anchor, an empty answer
// unlinks.
Body parse_markdown(std::string_view markdown, std::string_view shown_path, int first_line, Faults& faults);

std::string resolve_links(std::string_view html,
                          const std::function<std::string(std::string_view id, std::string_view anchor)>& href_of);

// True for addresses an author may link to: http, https, mailto, tel.
bool is_safe_url(std::string_view url);

// Registers cmark-gfm's extensions; called once by main (and tests) before any thread starts.
void prepare_markdown();

}  // namespace reperes

#include "builder/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "builder/text.h"

namespace reperes {

namespace {

// cmark-gfm turns short tables into quadratic HTML; nobody reads a table of this size.
constexpr long table_cells_max = 100'000;
// The autolink extension is quadratic in runs like « www._www._ » (measured: 100 KB takes 6.8 s).
constexpr int autolink_candidates_max = 500;

std::mutex parser_lock;  // cmark-gfm edits global tables while a parser with extensions works

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Document = std::unique_ptr<cmark_node, NodeDeleter>;

constexpr int parse_options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;
constexpr int render_options = CMARK_OPT_DEFAULT;

std::string taken(char* text) {
  std::string out = text ? text : "";
  std::free(text);
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

int count_of(std::string_view text, std::string_view word) {
  int count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

// Tables whose headers and rows multiply beyond reason, all of a file together, before cmark-gfm sees them.
bool has_huge_table(const std::vector<std::string_view>& lines) {
  long cells = 0, columns = 0;
  for (const auto line : lines) {
    const bool rule = line.find('-') != std::string_view::npos &&
                      line.find_first_not_of("|:- \t") == std::string_view::npos &&
                      line.find('|') != std::string_view::npos;
    if (rule) columns = std::count(line.begin(), line.end(), '|') + 1;
    else if (trim(line).empty()) columns = 0;
    else if (columns > 0 && (cells += columns) > table_cells_max) return true;
  }
  return false;
}

Document parse(std::string_view markdown, bool with_autolink) {
  const std::lock_guard guard(parser_lock);
  cmark_parser* parser = cmark_parser_new(parse_options);
  for (const char* name : {"table", "strikethrough", "tasklist", "autolink"}) {
    if (!with_autolink && std::string_view(name) == "autolink") continue;
    if (auto* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  Document document(cmark_parser_finish(parser));
  cmark_parser_free(parser);
  return document;
}

// The words of a node, without marks. Blocks are parted by line ends when `blocks` is set.
std::string plain_text(cmark_node* top, bool blocks) {
  std::string out;
  cmark_iter* iterator = cmark_iter_new(top);
  for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(iterator);
    const auto type = cmark_node_get_type(node);
    if (event == CMARK_EVENT_ENTER) {
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
        const char* literal = cmark_node_get_literal(node);
        out += literal ? literal : "";
      } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        out += ' ';
      }
    } else if (blocks) {
      if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || type == CMARK_NODE_ITEM) {
        if (!out.empty() && out.back() != '\n') out += '\n';
      } else if (std::string_view(cmark_node_get_type_string(node)) == "table_cell") {
        out += " · ";
      } else if (std::string_view(cmark_node_get_type_string(node)).starts_with("table_")) {
        if (out.ends_with(" · ")) out.resize(out.size() - std::string_view(" · ").size());
        out += '\n';
      }
    }
  }
  cmark_iter_free(iterator);
  return trim(out);
}

// « ../institutions/caf.md#acces » → id « caf », anchor « acces »; empty id for an anchor of this page.
void split_target(Link& link) {
  std::string_view target = link.target;
  if (const auto mark = target.find('#'); mark != std::string_view::npos) {
    link.anchor = std::string(target.substr(mark + 1));
    target = target.substr(0, mark);
  }
  if (const auto slash = target.rfind('/'); slash != std::string_view::npos) target = target.substr(slash + 1);
  if (target.ends_with(".md")) target.remove_suffix(3);
  else if (target.ends_with(".html")) target.remove_suffix(5);
  link.id = std::string(target);
}

bool has_scheme(std::string_view url) {
  // What a browser would take for a scheme, once it has dropped blanks and control characters.
  std::string clean;
  for (char c : url)
    if (static_cast<unsigned char>(c) > 0x20) clean.push_back(c);
  const auto colon = clean.find(':');
  if (colon == std::string::npos) return clean.starts_with("//");
  const auto before = std::string_view(clean).substr(0, colon);
  return before.find_first_of("/?#") == std::string_view::npos;
}

// The mark cmark-gfm writes for us; no author can write it (`fiche:` written by hand is an internal link too).
constexpr std::string_view fiche_scheme = "fiche:";

struct Walker {
  std::string_view shown;
  int first_line;
  const std::vector<std::string_view>& lines;
  Faults& faults;
  Body body;
  std::vector<cmark_node*> refused;             // links and images that lead nowhere we allow
  std::map<std::size_t, std::size_t> searched;  // per source line, where the last link was found
  long bytes_to_search = 100'000'000;           // a bomb of links is placed by its lines only, once this is used up

  Place place_of(cmark_node* node, const std::string& words) {
    cmark_node* block = node;
    while (block && cmark_node_get_start_line(block) == 0) block = cmark_node_parent(block);
    const int line = block ? std::max(1, cmark_node_get_start_line(block)) : 1;
    Place at{std::string(shown), first_line + line - 1, 0, 0};
    // cmark-gfm knows the block, not always the inline: look for the words from that line on.
    const auto first = static_cast<std::size_t>(line) - 1;
    for (auto i = first; i < lines.size() && i < first + 200 && bytes_to_search > 0; ++i) {
      bytes_to_search -= static_cast<long>(lines[i].size());
      const auto found = lines[i].find(words, searched[i]);
      if (found == std::string_view::npos) continue;
      searched[i] = found + words.size();
      at.line = first_line + static_cast<int>(i);
      at.column = count_characters(lines[i].substr(0, found)) + 1;
      at.length = count_characters(words);
      break;
    }
    return at;
  }

  void visit_link(cmark_node* node, bool image) {
    Link link;
    const char* url = cmark_node_get_url(node);
    link.target = url ? url : "";
    link.place = place_of(node, link.target);
    std::string_view target = link.target;
    if (target.starts_with(fiche_scheme)) {
      link.target.erase(0, fiche_scheme.size());
      target = link.target;
    }
    if (target.empty() || has_scheme(target)) {
      link.external = true;
      if (target.empty() || !is_safe_url(target)) {
        faults.push_back({"adresse-refusee", Severity::warning, link.place,
                          target.empty() ? "ce lien n'a pas d'adresse" : "adresse refusée « " + link.target + " »",
                          "un lien commence par https://, http://, mailto: ou tel:, ou nomme une fiche", {}});
        refused.push_back(node);
        return;
      }
      if (image) {
        faults.push_back({"image-externe",
                          Severity::warning,
                          link.place,
                          "une image doit être dans le dossier de contenu",
                          "copiez-la à côté de la fiche : les pages ne chargent rien du réseau",
                          {}});
        refused.push_back(node);
        return;
      }
    } else if (image) {
      link.image = true;
    } else {
      split_target(link);
      const std::string marked =
          link.id.empty() ? "#" + link.anchor
                          : std::string(fiche_scheme) + link.id + (link.anchor.empty() ? "" : "#" + link.anchor);
      cmark_node_set_url(node, marked.c_str());
    }
    body.links.push_back(std::move(link));
  }

  // What was refused leaves its words in the text: the link's, or the image's description.
  void unlink_refused() {
    for (cmark_node* node : refused) {
      while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
      cmark_node_free(node);
    }
    refused.clear();
  }
};

}  // namespace

void prepare_markdown() {
  static std::once_flag once;
  std::call_once(once, [] { cmark_gfm_core_extensions_ensure_registered(); });
}

bool is_safe_url(std::string_view url) {
  if (std::any_of(url.begin(), url.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>' || c == '\\' || c == 0x7F;
      }))
    return false;
  const auto lower = fold(url.substr(0, 8));
  return lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("mailto:") ||
         lower.starts_with("tel:");
}

Body parse_markdown(std::string_view markdown, std::string_view shown_path, int first_line, Faults& faults) {
  prepare_markdown();
  const auto lines = lines_of(markdown);
  const Place whole{std::string(shown_path), 0, 0, 0};
  if (has_huge_table(lines)) {
    faults.push_back({"tableau-trop-grand", Severity::error, whole, "des tableaux de plus de 100 000 cases en tout",
                      "mettez ces données dans un tableur et résumez-les ici", {}});
    return {};
  }
  const int candidates = count_of(markdown, "www.") + count_of(markdown, "://") + count_of(markdown, "@");
  const Document document = parse(markdown, candidates <= autolink_candidates_max);

  Walker walker{shown_path, first_line, lines, faults, {}, {}, {}};
  cmark_iter* iterator = cmark_iter_new(document.get());
  for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iterator);
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_LINK: walker.visit_link(node, false); break;
      case CMARK_NODE_IMAGE: walker.visit_link(node, true); break;
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_HTML_INLINE: {
        const std::string literal = cmark_node_get_literal(node) ? cmark_node_get_literal(node) : "";
        const auto first = literal.substr(0, literal.find('\n'));
        if (!first.starts_with("<!--"))
          faults.push_back({"html-ignore", Severity::warning, walker.place_of(node, first),
                            "le HTML n'est pas repris dans les fiches", "écrivez-le en Markdown", {}});
        break;
      }
      default: break;
    }
  }
  cmark_iter_free(iterator);
  walker.unlink_refused();

  // Blocks are rendered one by one and gathered under their heading.
  std::set<std::string> used;
  std::map<std::string, int> times;
  Section current;
  current.line = first_line;
  auto& sections = walker.body.sections;
  const auto close = [&] {
    current.text = trim(current.text);
    if (current.level > 0 || !current.html.empty()) sections.push_back(std::move(current));
    current = {};
  };
  for (cmark_node* block = cmark_node_first_child(document.get()); block; block = cmark_node_next(block)) {
    if (cmark_node_get_type(block) == CMARK_NODE_HEADING) {
      close();
      const int line = first_line + cmark_node_get_start_line(block) - 1;
      int level = cmark_node_get_heading_level(block);
      if (level == 1) {
        faults.push_back({"titre-de-niveau-1",
                          Severity::warning,
                          {std::string(shown_path), line, 1, 1},
                          "un titre « # » dans le texte : le titre de la fiche en est déjà un",
                          "commencez à « ## »",
                          {}});
        level = 2;
      }
      current.level = level;
      current.title = plain_text(block, false);
      current.line = line;
      // A second « Étape » is etape-2, unless a heading « Étape 2 » has that already.
      const auto name = slug(current.title);
      auto anchor = name;
      while (!used.insert(anchor).second) anchor = name + "-" + std::to_string(++times[name] + 1);
      current.anchor = anchor;
      continue;
    }
    current.html += taken(cmark_render_html(block, render_options, nullptr));
    const auto text = plain_text(block, true);
    if (!text.empty()) current.text += text + "\n";
  }
  close();
  return std::move(walker.body);
}

std::string resolve_links(std::string_view html,
                          const std::function<std::string(std::string_view id, std::string_view anchor)>& href_of) {
  constexpr std::string_view opening = "<a href=\"fiche:";
  std::string out;
  out.reserve(html.size() + html.size() / 8);
  bool unlinked = false;
  while (!html.empty()) {
    const auto at = std::min(html.find(opening), unlinked ? html.find("</a>") : std::string_view::npos);
    out += html.substr(0, at);
    if (at == std::string_view::npos) break;
    html.remove_prefix(at);
    if (html.starts_with("</a>")) {
      html.remove_prefix(4);
      unlinked = false;
      continue;
    }
    html.remove_prefix(opening.size());
    const auto end = html.find('"');
    auto target = html.substr(0, end);
    const auto mark = target.find('#');
    const auto href = href_of(target.substr(0, mark), mark == std::string_view::npos ? "" : target.substr(mark + 1));
    const auto close = html.find('>', end);
    if (href.empty()) unlinked = true;
    else out += "<a href=\"" + html_escape(href) + "\"" + std::string(html.substr(end + 1, close - end));
    html.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace reperes

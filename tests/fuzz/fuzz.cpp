// Absurd input is ordinary input: mutated fiches and random text through every parser, under the sanitizers.
//
//   fuzz ROUNDS SEED FOLDER…      FOLDER: where the fiches to be mutated are
//
// The run is the same every time for the same arguments. What must hold, whatever the author typed: nothing crashes or
// throws, faults point into the file, anchors are distinct, the same input gives the same HTML, and that HTML holds
// only tags, attributes and addresses we know. The first input that breaks a rule is written to fuzz-broken.md, and its
// rule to stderr.

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "builder/diagnostic.h"
#include "builder/fiche.h"
#include "builder/front_matter.h"
#include "builder/markdown.h"
#include "builder/text.h"

namespace {

using namespace reperes;
using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) { return end ? random() % end : 0; }

// What makes parsers stumble: marks of YAML, Markdown and HTML, half words, odd characters.
const std::vector<std::string>& morsels() {
  static const std::vector<std::string> all = {
      "---\n", "\n---\n", ": ", ":", "\n", "\n\n", "- ", "  ", "\t", "[", "]", "{", "}", "&a ", "*a", "!!str ",
      "|\n", ">\n", "\"", "'", "#", "## ", "# ", "```", "~~~", "|", "|-|\n", "![x](", "[x](", ")", "](", "<", ">",
      "<script>", "</script>", "<!--", "-->", "javascript:", "java&Tab;script:", "&#106;", "data:text/html,",
      "fiche:", "fiche:apl", "\n## Étape 2\n\n## Étape\n\n## Étape\n", "#ancre", "../", "\\", "http://", "www.",
      "www._", "@", "~~", "**", "__", "[^1]", "[^1]: ", "[r]: ", "- [x] ", "> ", "* * *", "titre: ",
      "relations:\n  voir: [", "verifie_le: 2026-02-30\n", "urgence: 9\n", "\xC3\xA9", "\xE2\x80\xAE",
      "\xE2\x80\xA8", "\xCC\x81", "\xF0\x9F\x8F\xA0", "\xEF\xBB\xBF", "\x01", "\x1B[31m", "\x7F", "0", "-1",
      "99999999999999999999", "<a href=\"fiche:x\">",
  };
  return all;
}

std::string mutate(std::string text, Random& random, const std::vector<std::string>& seeds) {
  for (std::size_t edits = 1 + below(random, 8); edits > 0; --edits) {
    const auto at = below(random, text.size() + 1);
    const auto length = std::min(text.size() - at, below(random, 40));
    switch (below(random, 6)) {
      case 0: text.insert(at, morsels()[below(random, morsels().size())]); break;
      case 1: text.erase(at, length); break;
      case 2: text.insert(at, text.substr(at, length)); break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(below(random, 256));
        break;
      case 4: {
        const auto& other = seeds[below(random, seeds.size())];
        text.insert(at, other.substr(below(random, other.size()), below(random, 200)));
        break;
      }
      case 5: {
        std::string run;
        const auto& morsel = morsels()[below(random, morsels().size())];
        for (auto times = below(random, 60); times > 0; --times) run += morsel;
        text.insert(at, run);
        break;
      }
    }
  }
  return text;
}

std::string noise(Random& random) {
  std::string text(below(random, 400), ' ');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

// What `read_sources` lets through: valid UTF-8 without NUL or carriage returns. Other bytes become « ? ».
std::string made_valid(std::string text) {
  std::replace(text.begin(), text.end(), '\r', '\n');
  while (const auto at = find_invalid_utf8(text)) text[*at] = '?';
  return text;
}

struct Broken : std::exception {
  explicit Broken(std::string which) : rule(std::move(which)) {}
  const char* what() const noexcept override { return rule.c_str(); }
  std::string rule;
};

void hold(bool rule, const std::string& words) {
  if (!rule) throw Broken(words);
}

// Everything between < and > must be a tag of Markdown's own, with the attributes cmark-gfm writes.
void hold_html(std::string_view html) {
  static const std::set<std::string, std::less<>> tags = {
      "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "input", "li",
      "ol", "p", "pre", "strong", "sup", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"};
  static const std::set<std::string, std::less<>> attributes = {
      "align", "alt", "checked", "class", "disabled", "href", "lang", "src", "start", "title", "type", "id"};
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    ++at;
    if (html.substr(at).starts_with("!-- raw HTML omitted -->")) continue;
    if (at < html.size() && html[at] == '/') ++at;
    auto end = at;
    while (end < html.size() && (std::isalnum(static_cast<unsigned char>(html[end])))) ++end;
    const auto tag = html.substr(at, end - at);
    hold(tags.contains(tag), "tag <" + std::string(tag) + ">");
    at = end;
    while (at < html.size() && html[at] != '>') {
      if (html[at] == ' ' || html[at] == '/' || html[at] == '\n') {
        ++at;
        continue;
      }
      end = html.find_first_of("= >/", at);
      hold(end != std::string_view::npos, "unfinished tag <" + std::string(tag) + ">");
      const auto name = html.substr(at, end - at);
      hold(attributes.contains(name), "attribute " + std::string(name) + " in <" + std::string(tag) + ">");
      at = end;
      if (html[at] != '=') continue;
      hold(at + 1 < html.size() && html[at + 1] == '"', "attribute without quotes");
      const auto close = html.find('"', at + 2);
      hold(close != std::string_view::npos, "unfinished attribute");
      const auto value = html.substr(at + 2, close - at - 2);
      if (name == "href" || name == "src")
        hold(value.starts_with("fiche:") || value.starts_with("#") || is_safe_url(value) || name == "src",
             "address " + std::string(value));
      if (name == "src")
        hold(value.find(':') >= value.find_first_of("/?#") && !value.starts_with("//"),
             "image from elsewhere: " + std::string(value));
      at = close + 1;
    }
    hold(at < html.size(), "unfinished tag <" + std::string(tag) + ">");
  }
}

void hold_places(const Faults& faults, std::string_view text) {
  const auto lines = split(text, '\n');
  for (const auto& fault : faults) {
    hold(!fault.code.empty() && !fault.message.empty(), "a fault without words");
    hold(fault.place.line >= 0 && fault.place.line <= static_cast<int>(lines.size()),
         fault.code + ": line " + std::to_string(fault.place.line) + " of " + std::to_string(lines.size()));
    if (fault.place.line == 0) continue;
    const int most = count_characters(lines[static_cast<std::size_t>(fault.place.line) - 1]) + 1;
    hold(fault.place.column >= 0 && fault.place.column <= most,
         fault.code + ": column " + std::to_string(fault.place.column) + " of " + std::to_string(most));
    hold(fault.place.length >= 0, fault.code + ": length");
  }
}

void try_text(const std::string& text) {
  const SourceFile file{"dispositifs/essai.md", "content/dispositifs/essai.md", text};
  Faults faults, again;
  const auto fiche = parse_fiche(file, {2026, 11, 23}, faults);
  const auto twin = parse_fiche(file, {2026, 11, 23}, again);
  hold_places(faults, text);
  hold(faults.size() == again.size(), "two parsings, two lists of faults");
  hold(fiche.body.sections.size() == twin.body.sections.size(), "two parsings, two bodies");

  std::set<std::string> anchors;
  for (std::size_t i = 0; i < fiche.body.sections.size(); ++i) {
    const auto& section = fiche.body.sections[i];
    hold(section.html == twin.body.sections[i].html, "two parsings, two texts");
    if (section.level > 0)
      hold(!section.anchor.empty() && anchors.insert(section.anchor).second, "anchor " + section.anchor);
    hold_html(section.html);
    hold_html(resolve_links(section.html, [](std::string_view id, std::string_view) {
      return id.size() % 2 ? std::string() : "https://exemple.fr/" + slug(id) + ".html";
    }));
    hold(!find_invalid_utf8(section.html) && !find_invalid_utf8(section.text), "invalid UTF-8 comes out");
  }
  (void)slug(text);
  (void)fold(text);
  (void)french_spaces(text);
  hold(!find_invalid_utf8(json_string(text)) && !find_invalid_utf8(html_escape(text)), "escaping breaks UTF-8");
}

std::vector<std::string> read_seeds(int count, char** folders) {
  std::vector<std::filesystem::path> paths;
  for (int i = 0; i < count; ++i)
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folders[i]))
      if (entry.is_regular_file() && entry.path().extension() == ".md") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    if (seeds.back().empty()) seeds.pop_back();
  }
  return seeds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "fuzz ROUNDS SEED FOLDER…\n";
    return 2;
  }
  const long rounds = std::atol(argv[1]);
  Random random(static_cast<std::uint64_t>(std::atol(argv[2])));
  const auto seeds = read_seeds(argc - 3, argv + 3);
  if (seeds.empty()) {
    std::cerr << "fuzz: no fiche to start from\n";
    return 2;
  }
  prepare_markdown();
  for (long round = 0; round < rounds; ++round) {
    const auto raw = round % 10 == 0 ? noise(random) : mutate(seeds[below(random, seeds.size())], random, seeds);
    const auto text = made_valid(raw);
    try {
      try_text(text);
    } catch (const std::exception& broken) {
      std::ofstream("fuzz-broken.md", std::ios::binary) << text;
      std::cerr << "fuzz: round " << round << ": " << broken.what() << " (see fuzz-broken.md)\n";
      return 1;
    }
  }
  std::cout << rounds << " rounds from " << seeds.size() << " fiches\n";
}

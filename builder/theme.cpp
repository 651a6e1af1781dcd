#include "builder/theme.h"

#include <algorithm>

#include "builder/french.h"
#include "builder/front_matter.h"
#include "builder/hash.h"
#include "builder/model.h"
#include "builder/offline.h"
#include "builder/search_scripts.h"
#include "builder/text.h"

namespace reperes {
namespace {

// What a learner revises with; a kiosk, which forgets, carries none of it.
constexpr std::string_view learner_folders = "reviser";  // and reviser-seance, reviser-examen
constexpr std::size_t hash_digits = 12;  // 48 bits name a dozen files
constexpr std::string_view offline_source = "hors-ligne/ouvrier.js";

void flatten(const Node& node, const std::string& prefix, std::map<std::string, std::string, std::less<>>& into) {
  for (const auto& [key, value] : node.entries) {
    std::string name = prefix.empty() ? key.text : prefix + "." + key.text;
    if (value.is_map())
      flatten(value, name, into);
    else
      into[name] = typography(value.text);
  }
}

std::string hashed_name(std::string_view stem, std::string_view extension, std::string_view bytes) {
  return "assets/" + std::string(stem) + "-" + hash128_hex(bytes).substr(0, hash_digits) + std::string(extension);
}

std::string without_extension(const std::string& path, std::string_view folder, std::string_view extension) {
  return path.substr(folder.size(), path.size() - folder.size() - extension.size());
}

// Scripts travel without the lines that are only comment, and without indentation unless a text may span lines.
std::string compact_script(std::string_view script) {
  const bool indented = script.find('`') != std::string_view::npos;
  std::string out;
  while (!script.empty()) {
    std::size_t end = std::min(script.find('\n'), script.size() - 1) + 1;
    std::string_view line = script.substr(0, end);
    std::size_t start = line.find_first_not_of(' ');
    if (start != std::string_view::npos && line.substr(start, 2) != "//" && line[start] != '\n')
      out += indented ? line : line.substr(start);
    script.remove_prefix(end);
  }
  return out;
}

// Styles travel without comments, indentation and the blanks around braces and semicolons; texts in quotes are left.
std::string compact_style(std::string_view style) {
  constexpr std::string_view blanks = " \n\t\r", alone = "{};,";
  std::string out;
  bool blank = false;
  for (std::size_t at = 0; at < style.size();) {
    const char c = style[at];
    if (style.substr(at, 2) == "/*") {
      const std::size_t end = style.find("*/", at + 2);
      at = end == std::string_view::npos ? style.size() : end + 2;
      blank = true;
    } else if (blanks.find(c) != std::string_view::npos) {
      blank = true;
      ++at;
    } else {
      const bool joins = out.empty() || alone.find(out.back()) != std::string_view::npos ||
                         alone.find(c) != std::string_view::npos;
      if (blank && !joins) out += ' ';
      blank = false;
      std::size_t end = at + 1;
      if (c == '"' || c == '\'') {
        while (end < style.size() && style[end] != c) end += style[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, style.size());
      } else if (c == '}' && !out.empty() && out.back() == ';') {
        out.pop_back();
      }
      out += style.substr(at, end - at);
      at = end;
    }
  }
  return out + "\n";
}

// « scripts/recherche/filtres.js » → « recherche »; nothing for a file of every page.
std::string layout_of(std::string_view path) {
  const std::size_t first = path.find('/'), last = path.rfind('/');
  return first == last ? std::string() : std::string(path.substr(first + 1, last - first - 1));
}

const SourceFile* find_file(const std::vector<SourceFile>& files, std::string_view path) {
  auto found = std::find_if(files.begin(), files.end(), [&](const SourceFile& file) { return file.path == path; });
  return found == files.end() ? nullptr : &*found;
}

// « window.ReperesMots = {…} »: what the scripts say, from strings.fr.yml and the model.
std::string words_script(const Words& words, bool kiosk) {
  std::string script = "window.ReperesMots = {\n";
  auto add = [&](const std::string& key, const std::string& sentence) {
    script += "\"" + json_string(key) + "\": \"" + json_string(sentence) + "\",\n";
  };
  for (const auto& [key, sentence] : words.group("scripts.")) add(key, sentence);
  for (const auto& [key, sentence] : words.group("etat.")) add("etat-" + key, sentence);
  if (kiosk)
    for (const auto& [key, sentence] : words.group("borne.")) add("borne-" + key, sentence);
  for (const KindInfo& kind : model().kinds) add("genre-" + kind.name, typography(kind.label));
  for (const Choice& domaine : model().vocabulary("domaines").choices)
    add("domaine-" + domaine.value, typography(domaine.label));
  return script + "};\n";
}

}  // namespace

std::string Theme::of_folder(const Files& files, std::string_view folder) {
  const auto found = files.find(folder);
  return found == files.end() ? std::string() : found->second;
}

// « fiche-ue-glossaire »: fiche/, fiche-ue/, fiche-ue-glossaire/, those there are.
std::vector<std::string> Theme::for_layout(const Files& files, std::string_view layout) {
  std::vector<std::string> paths;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = layout.find('-', end + 1);
    if (const auto found = files.find(layout.substr(0, end)); found != files.end()) paths.push_back(found->second);
  }
  return paths;
}

Words::Words(const SourceFile* file, Faults& faults) {
  if (!file) {
    Fault fault;
    fault.code = "textes-absents";
    fault.place.path = "strings.fr.yml";
    fault.message = "le thème n'a pas de fichier strings.fr.yml";
    faults.push_back(std::move(fault));
    return;
  }
  flatten(parse_yaml(file->bytes, file->shown, faults), "", sentences_);
}

std::string Words::say(std::string_view key, const std::vector<std::pair<std::string_view, std::string>>& names) const {
  auto found = sentences_.find(key);
  if (found == sentences_.end()) return std::string(key);
  std::string sentence = found->second;
  for (const auto& [name, value] : names) sentence = replace_all(sentence, "{" + std::string(name) + "}", value);
  return sentence;
}

std::string Words::count(std::string_view key, std::size_t n) const {
  return say(std::string(key) + (n < 2 ? ".un" : ".plusieurs"), {{"n", grouped_digits(n)}});
}

std::vector<std::pair<std::string, std::string>> Words::group(std::string_view prefix) const {
  std::vector<std::pair<std::string, std::string>> entries;
  for (auto at = sentences_.lower_bound(prefix); at != sentences_.end() && at->first.starts_with(prefix); ++at)
    entries.emplace_back(at->first.substr(prefix.size()), at->second);
  return entries;
}

Theme read_theme(const std::vector<SourceFile>& files, const Settings& settings, const std::vector<SourceFile>& assets,
                 Faults& faults) {
  std::vector<const SourceFile*> sorted;
  for (const SourceFile& file : files) sorted.push_back(&file);
  std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->path < b->path; });

  Words words(find_file(files, "strings.fr.yml"), faults);
  std::map<std::string, std::string> texts, shown;
  std::string style, head_script, script = words_script(words, settings.kiosk);
  Pages pages;
  std::string favicon;
  std::map<std::string, std::string, std::less<>> icons, layout_styles, layout_scripts;
  for (const SourceFile* file : sorted) {
    const std::string& path = file->path;
    const std::string folder = layout_of(path);
    if (settings.kiosk ? folder.starts_with(learner_folders) : folder == kiosk_folder) continue;
    if (settings.offline != Offline::kept && folder == offline_folder) continue;
    if (path.ends_with(".mustache") && (path.starts_with("layouts/") || path.starts_with("partials/"))) {
      std::string name = path.starts_with("layouts/") ? without_extension(path, "layouts/", ".mustache")
                                                      : without_extension(path, "", ".mustache");
      texts[name] = file->bytes;
      shown[name] = file->shown;
    } else if (path.starts_with("styles/") && path.ends_with(".css")) {
      const std::string layout = layout_of(path);
      (layout.empty() ? style : layout_styles[layout]) += file->bytes;
    } else if (path == "scripts/theme.js") {
      head_script = file->bytes;
    } else if (path.starts_with("scripts/") && path.ends_with(".js")) {
      const std::string layout = layout_of(path);
      (layout.empty() ? script : layout_scripts[layout]) += compact_script(file->bytes);
    } else if (path == offline_source) {
      if (settings.offline != Offline::absent) pages[offline_worker] = compact_script(file->bytes);
    } else if (path.starts_with("hors-ligne/")) {
      if (settings.offline == Offline::kept) pages["assets/" + path.substr(11)] = file->bytes;
    } else if (path == "images/favicon.svg") {
      favicon = "favicon.svg";
      pages[favicon] = file->bytes;
    } else if (path.starts_with("images/icones/") && path.ends_with(".svg")) {
      icons[without_extension(path, "images/icones/", ".svg")] = trim(file->bytes);
    } else if (path.starts_with("images/")) {
      pages["assets/" + path.substr(7)] = file->bytes;
    }
  }
  if (!settings.accent.empty()) style += ":root { --accent: " + settings.accent + "; }\n";

  std::string logo;
  if (!settings.logo.empty()) {
    if (const SourceFile* file = find_file(assets, settings.logo)) {
      std::size_t dot = settings.logo.rfind('.');
      logo = hashed_name("logo", dot == std::string::npos ? "" : settings.logo.substr(dot), file->bytes);
      pages[logo] = file->bytes;
    }
  }
  style = compact_style(style);
  head_script = compact_script(head_script);
  std::string engine = search_script();
  for (auto& [layout, bytes] : layout_styles) {
    bytes = compact_style(bytes);
    std::string path = hashed_name(layout, ".css", bytes);
    pages[path] = std::exchange(bytes, path);
  }
  for (auto& [layout, bytes] : layout_scripts) {
    std::string path = hashed_name(layout, ".js", bytes);
    pages[path] = std::exchange(bytes, path);
  }
  Theme theme{Templates(texts, shown, faults),
              std::move(words),
              hashed_name("site", ".css", style),
              hashed_name("theme", ".js", head_script),
              hashed_name("site", ".js", script),
              hashed_name("moteur", ".js", engine),
              favicon,
              logo,
              {},
              std::move(layout_styles),
              std::move(layout_scripts),
              std::move(icons),
              {}};
  for (const auto& [name, text] : texts)
    if (!name.starts_with("partials/")) theme.layouts.insert(name);
  pages[theme.style] = std::move(style);
  pages[theme.head_script] = std::move(head_script);
  pages[theme.script] = std::move(script);
  pages[theme.search_script] = std::move(engine);
  theme.pages = std::move(pages);
  return theme;
}

}  // namespace reperes

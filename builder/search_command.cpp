#include "builder/search_command.h"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "builder/failure.h"
#include "builder/publish.h"
#include "builder/text.h"
#include "search/analyse.h"
#include "search/query.h"
#include "search/store.h"

namespace reperes {
namespace {

constexpr std::string_view bold = "\x1b[1m", dim = "\x1b[2m", plain = "\x1b[0m";

// Text that can't steer a terminal: no control characters, no marks that turn the line round.
std::string shown(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string_view three = text.substr(i, 3);
    const bool turns = (three >= "\u202A" && three <= "\u202E") || (three >= "\u2066" && three <= "\u2069") ||
                       three == "\u200E" || three == "\u200F";
    const bool second_controls = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (turns)
      i += 2;
    else if (second_controls)
      ++i;
    else if (byte >= 0x20 && byte != 0x7F)
      out += text[i];
  }
  return out;
}

std::string label_of(const search::Index& index, std::string_view facet, const std::string& value) {
  for (const auto& label : index.facet_labels())
    if (label.facet == facet)
      for (const auto& [slug, text] : label.values)
        if (slug == value) return text;
  return value;
}

class Page {
 public:
  Page(std::ostream& out, const search::Index& index, const SearchOptions& options)
      : out_(out), index_(index), options_(options) {}

  void print(const search::Answer& answer) {
    for (const auto& meaning : answer.meanings)
      line(strong(meaning.sigle) + " : " + shown(meaning.expansion) +
           (meaning.url.empty() ? "" : faint("  " + meaning.url)));
    if (answer.corrected) line("Résultats pour « " + shown(*answer.corrected) + " »");
    for (const auto& understood : answer.understood)
      if (understood.reason != "correction")
        line(faint(shown(understood.typed) + " → " + shown(understood.became) +
                   (understood.note.empty() ? "" : " (" + shown(understood.note) + ")")));
    if (answer.nearest) line("Rien ne répond à ces mots. Les entrées par besoin :");
    std::size_t rank = options_.offset;
    for (const auto& hit : answer.hits) print(hit, ++rank);
  }

 private:
  std::string strong(std::string_view text) const { return wrapped(text, bold); }
  std::string faint(std::string_view text) const { return wrapped(text, dim); }
  std::string wrapped(std::string_view text, std::string_view style) const {
    return options_.colour ? std::string(style) + shown(text) + std::string(plain) : shown(text);
  }
  void line(const std::string& text) { out_ << text << '\n'; }

  void print(const search::Hit& hit, std::size_t rank) {
    line("");
    line(std::to_string(rank) + ". " + strong(hit.title) +
         faint("  " + label_of(index_, "kind", hit.kind) + ", " + label_of(index_, "etat", hit.state)));
    line("   " + faint(hit.url + (hit.anchor.empty() ? "" : "#" + hit.anchor)));
    for (const auto& reason : hit.why) line("   " + shown(reason));
    if (!hit.summary.empty()) line("   " + shown(hit.summary));
    if (!hit.snippet.empty()) {
      std::string passage;
      for (const auto& part : hit.snippet) passage += part.mark ? strong(part.text) : shown(part.text);
      line("   " + (hit.section.empty() ? "" : shown(hit.section) + " : ") + passage);
    }
    for (const auto& part : hit.explanation)
      line("     " + std::to_string(part.score) + "  " + part.what + "  " + shown(part.term));
    if (options_.explain) line("     " + std::to_string(hit.score) + "  en tout");
  }

  std::ostream& out_;
  const search::Index& index_;
  const SearchOptions& options_;
};

search::Index open_index(const SearchOptions& options) {
  if (!options.index.empty()) return search::Index::open_list(options.index);
  std::error_code error;
  if (!std::filesystem::is_directory(options.output, error))
    throw Failure("pas de site publié dans « " + options.output.string() + " »", "construisez-le : reperes build");
  return search::Index::open((options.output / database_folder).string());
}

void check_kinds(const search::Index& index, const std::vector<std::string>& kinds) {
  for (const auto& label : index.facet_labels()) {
    if (label.facet != "kind") continue;
    for (const auto& kind : kinds) {
      std::string known;
      bool found = false;
      for (const auto& [slug, text] : label.values) {
        known += (known.empty() ? "" : ", ") + slug;
        found = found || slug == kind;
      }
      if (!found) throw Failure("genre inconnu « " + kind + " »", "les genres : " + known);
    }
  }
}

std::string closing_line(const search::Answer& answer) {
  if (answer.nearest) return "aucun résultat : les fiches les plus proches sont montrées";
  const std::string count = std::to_string(answer.total) + (answer.total > 1 ? " résultats" : " résultat");
  return count + (answer.hits.size() < answer.total ? ", " + std::to_string(answer.hits.size()) + " montrés" : "");
}

}  // namespace

int run_search(const SearchOptions& options, std::ostream& out, std::ostream& err) {
  const std::string text = join(options.words, " ");
  if (trim(text).empty()) throw Failure("la question est vide", "par exemple : reperes search aide au loyer");
  try {
    const search::Index index = open_index(options);
    check_kinds(index, options.kinds);
    search::Question question{
        .text = text, .limit = options.limit, .offset = options.offset, .explain = options.explain};
    if (!options.kinds.empty()) question.filters["kind"] = options.kinds;
    const search::Answer answer = index.ask(question);
    if (options.json) {
      out << search::to_json(answer) << '\n';
      return 0;
    }
    Page(out, index, options).print(answer);
    err << closing_line(answer) << '\n';
    return 0;
  } catch (const search::Failure& failure) {
    throw Failure(failure.what(), failure.hint);
  }
}

std::string search_json(const std::string& index, const std::string& question) {
  try {
    return search::to_json(search::Index::open_list(index).ask({.text = question})) + "\n";
  } catch (const search::Failure& failure) {
    throw Failure(failure.what(), failure.hint);
  }
}

std::string search_version() {
  return "analyseur " + std::to_string(search::analyser_version) + "\nXapian " + search::store_version();
}

}  // namespace reperes

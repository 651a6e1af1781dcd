// The C++ half of search on the command line, for the suites that compare it with the JavaScript half.
//
//   search_tool analyse                          text lines → the line, then folded|stem|capitals|sound of each word
//   search_tool distance                         lines "word TAB word" → their distance, up to 3
//   search_tool index FICHES VOCABULARY OUT      fiches in the line format below → a database
//   search_tool split INDEX VOCABULARY OUT       its fiches again: OUT/whole, and halves OUT/first and OUT/second
//   search_tool export INDEX OUT                 a database → its scripts below OUT; prints the folder's name
//   search_tool list INDEX                       lines "id TAB url", in the order of the database
//   search_tool ask INDEX                        lines "question TAB facet=value&facet=value" → answers, JSON lines;
//                                                INDEX may be a list of several
//   search_tool explain INDEX QUESTION           what gave the first five hits their scores
//
// Fiches, one field a line, a blank line between two:
//   id …  kind …  url …  title …  summary …  state …  historical  background  name KIND …  section ANCHOR TITLE|TEXT
//   facet NAME VALUE
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "search/analyse.h"
#include "search/browser.h"
#include "search/correct.h"
#include "search/index.h"
#include "search/query_parts.h"
#include "search/unicode.h"

using namespace reperes::search;
namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Failure("illisible : " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::pair<std::string, std::string> cut(const std::string& text, char at) {
  const auto place = text.find(at);
  if (place == std::string::npos) return {text, ""};
  return {text.substr(0, place), text.substr(place + 1)};
}

std::vector<Document> read_fiches(const fs::path& path) {
  const std::map<std::string, NameKind> kinds = {
      {"sigle", NameKind::sigle},       {"alias", NameKind::alias},
      {"old_name", NameKind::old_name}, {"appellation", NameKind::appellation},
      {"question", NameKind::question}, {"title", NameKind::title}};
  std::vector<Document> documents;
  std::ifstream in(path);
  bool open = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!open) documents.emplace_back();
    open = true;
    Document& d = documents.back();
    const auto [field, value] = cut(line, ' ');
    const auto [first, rest] = cut(value, ' ');
    if (field == "id") d.id = value;
    if (field == "kind") d.kind = value;
    if (field == "url") d.url = value;
    if (field == "title") d.title = value;
    if (field == "summary") d.summary = value;
    if (field == "state") d.state = value;
    if (field == "historical") d.historical = true;
    if (field == "background") d.background = true;
    if (field == "urgency") d.urgency = std::stoi(value);
    if (field == "name") d.names.push_back({rest, kinds.at(first), ""});
    if (field == "note") d.names.back().note = value;
    if (field == "section") d.sections.push_back({first, cut(rest, '|').first, cut(rest, '|').second});
    if (field == "facet") d.facets[first].push_back(rest);
  }
  return documents;
}

Vocabulary read_vocabulary(const fs::path& folder) {
  std::vector<VocabularyFile> files;
  for (const char* name : {"sigles.csv", "synonymes.csv", "mots-vides.txt"})
    if (fs::exists(folder / name)) files.push_back({name, read_file(folder / name)});
  return parse_vocabulary(files).vocabulary;
}

Question read_question(const std::string& line) {
  auto [text, filters] = cut(line, '\t');
  Question question{.text = text, .limit = 20, .offset = 0, .filters = {}};
  while (!filters.empty()) {
    const auto [one, others] = cut(filters, '&');
    const auto [facet, value] = cut(one, '=');
    question.filters[facet].push_back(value);
    filters = others;
  }
  return question;
}

void write_files(const std::map<std::string, std::string>& files, const fs::path& folder) {
  for (const auto& [path, content] : files) {
    fs::create_directories((folder / path).parent_path());
    std::ofstream(folder / path, std::ios::binary) << content;
  }
}

// The fiches of an index with their facets, in its order.
std::vector<Document> documents_of(const Index::Parts& parts) {
  std::vector<Document> documents;
  for (const std::uint32_t number : parts.fiches) {
    Document& d = documents.emplace_back(layout::unpack_document(parts.store.data(number)));
    for (std::size_t slot = 0; slot < parts.facets.labels().size(); ++slot)
      if (number < parts.facets.column(slot).size() && !parts.facets.column(slot)[number].empty())
        d.facets[parts.facets.labels()[slot].facet] = parts.facets.column(slot)[number];
  }
  return documents;
}

// As two houses would: what stands first in the order of addresses, and the rest.
void split(const Index& index, const Vocabulary& vocabulary, const fs::path& out) {
  const auto all = documents_of(index.parts());
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  fs::create_directories(out);
  const auto write = [&](const char* name, std::vector<Document> documents) {
    write_index((out / name).string(), std::move(documents), vocabulary, index.facet_labels());
  };
  write("whole", all);
  write("first", {all.begin(), middle});
  write("second", {middle, all.end()});
}

int run(const std::vector<std::string>& arguments) {
  const std::string& command = arguments.at(0);
  std::string line;
  if (command == "analyse") {
    while (std::getline(std::cin, line)) {
      const std::string text = nfc(line);
      std::cout << text;
      for (const Word& word : analyse(text))
        std::cout << '\t' << word.folded << '|' << word.stem << '|' << (word.capitals ? "C" : "") << '|'
                  << sound(word.folded);
      std::cout << '\n';
    }
  } else if (command == "distance") {
    while (std::getline(std::cin, line))
      std::cout << edit_distance(cut(line, '\t').first, cut(line, '\t').second, 3) << '\n';
  } else if (command == "index") {
    write_index(arguments.at(3), read_fiches(arguments.at(1)), read_vocabulary(arguments.at(2)), {});
  } else if (command == "split") {
    split(Index::open(arguments.at(1)), read_vocabulary(arguments.at(2)), arguments.at(3));
  } else if (command == "export") {
    const BrowserIndex exported = export_browser(Index::open(arguments.at(1)));
    write_files(exported.files, arguments.at(2));
    std::cout << exported.base << '\n';
  } else if (command == "list") {
    const Index index = Index::open(arguments.at(1));
    for (const std::uint32_t number : index.parts().fiches) {
      const Document d = layout::unpack_document(index.parts().store.data(number));
      std::cout << d.id << '\t' << d.url << '\n';
    }
  } else if (command == "explain") {
    const Answer answer = Index::open(arguments.at(1)).ask({.text = arguments.at(2), .limit = 5, .explain = true});
    for (const Understood& u : answer.understood)
      std::cout << u.typed << " → " << u.became << " (" << u.reason << ")\n";
    for (const Hit& hit : answer.hits) {
      std::cout << hit.score << ' ' << hit.id << " « " << hit.title << " »\n";
      for (const Contribution& c : hit.explanation)
        std::cout << "  " << c.score << ' ' << c.what << ' ' << c.term << '\n';
    }
  } else if (command == "ask") {
    const Index index = Index::open_list(arguments.at(1));
    while (std::getline(std::cin, line)) std::cout << to_json(index.ask(read_question(line))) << '\n';
  } else {
    return 2;
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  try {
    return run(std::vector<std::string>(values + 1, values + count));
  } catch (const Failure& failure) {
    std::cerr << failure.what() << '\n' << failure.hint << '\n';
    return 2;
  } catch (const std::out_of_range&) {
    std::cerr << "usage: search_tool analyse|distance|index|split|export|list|ask|explain …\n";
    return 2;
  }
}

#include "search/vocabulary.h"

#include <algorithm>

#include "search/analyse.h"
#include "search/csv.h"
#include "search/names.h"
#include "search/unicode.h"

namespace reperes::search {
namespace {

constexpr std::string_view sigle_columns = "sigle,developpe,domaine,statut,voir,ambigu";
constexpr std::string_view synonym_columns = "terme,expansions,relation,note";
const std::set<std::string> relations = {"ancien_nom", "synonyme", "courant", "familier", "faute"};
const std::set<std::string> statuses = {"actif", "ancien"};

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

// A familiar word stands in the place of another: one word for one word.
bool is_one_for_one(const Synonym& synonym) {
  const auto is_word = [](const std::string& text) { return analyse(text).size() == 1; };
  return is_word(synonym.term) && std::all_of(synonym.expansions.begin(), synonym.expansions.end(), is_word);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto at = std::min(text.find(';'), text.size());
    if (const std::string part = trimmed(text.substr(0, at)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return parts;
}

// What is being gathered: the tables, where each row came from, the faults.
struct Reading {
  std::map<std::string, std::vector<Meaning>> sigles;  // folded sigle → meanings
  std::map<std::string, int> sigle_file, synonym_file;
  std::vector<Synonym> synonyms;
  std::map<std::string, std::size_t> synonym_of;  // folded term → place in synonyms
  std::set<std::string> stop_phrases;
  std::vector<TableFault> faults;
  const VocabularyFile* file = nullptr;
  int number = 0;

  void fault(int line, std::string code, std::string message, std::string hint = "", bool note = false) {
    faults.push_back({file->path, line, std::move(message), std::move(hint), std::move(code), note});
  }
};

// The rows below the header, each with `width` cells; says what is wrong with the others.
std::vector<TableRow> rows_below(Reading& reading, std::string_view columns) {
  const auto width = static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ',') + 1);
  Table table = read_csv(reading.file->text);
  if (table.open_quote_line != 0)
    reading.fault(table.open_quote_line, "table-guillemet", "guillemet ouvert et jamais fermé",
                  "fermez la cellule par un guillemet \"");
  std::string header;
  if (!table.rows.empty())
    for (const std::string& cell : table.rows[0].cells) header += (header.empty() ? "" : ",") + trimmed(cell);
  if (header != columns) {
    reading.fault(1, "table-entete", "la première ligne doit nommer les colonnes", "attendu : " + std::string(columns));
    return {};
  }
  table.rows.erase(table.rows.begin());
  std::erase_if(table.rows, [&](const TableRow& row) {
    if (row.cells.size() == width) return false;
    reading.fault(
        row.line, "table-colonnes",
        "cette ligne a " + std::to_string(row.cells.size()) + " colonne(s) au lieu de " + std::to_string(width),
        "une virgule dans une cellule demande des guillemets autour de la cellule");
    return true;
  });
  return table.rows;
}

void read_sigles(Reading& reading) {
  for (const TableRow& row : rows_below(reading, sigle_columns)) {
    const Meaning meaning{trimmed(row.cells[0]), trimmed(row.cells[1]), trimmed(row.cells[2]), trimmed(row.cells[3]),
                          trimmed(row.cells[4])};
    const std::string key = fold(meaning.sigle);
    if (key.empty() || meaning.expansion.empty()) {
      reading.fault(row.line, "table-vide", "il faut un sigle et son développé");
      continue;
    }
    if (!meaning.status.empty() && !statuses.contains(meaning.status))
      reading.fault(row.line, "table-valeur", "statut inconnu « " + meaning.status + " »", "actif ou ancien");
    auto& meanings = reading.sigles[key];
    if (const auto [at, is_new] = reading.sigle_file.try_emplace(key, reading.number);
        !is_new && at->second != reading.number) {
      meanings.clear();  // a later file says what the sigle means here
      at->second = reading.number;
    }
    const bool twice = std::any_of(meanings.begin(), meanings.end(), [&](const Meaning& other) {
      return fold(other.expansion) == fold(meaning.expansion);
    });
    if (twice)
      reading.fault(row.line, "table-double", "« " + meaning.sigle + " » a déjà ce développé", "", true);
    else
      meanings.push_back(meaning);
  }
}

void read_synonyms(Reading& reading) {
  for (const TableRow& row : rows_below(reading, synonym_columns)) {
    const Synonym synonym{trimmed(row.cells[0]), split_list(row.cells[1]), trimmed(row.cells[2]),
                          trimmed(row.cells[3])};
    const std::string key = fold(synonym.term);
    if (key.empty() || synonym.expansions.empty()) {
      reading.fault(row.line, "table-vide", "il faut un terme et ce vers quoi il mène");
      continue;
    }
    if (!relations.contains(synonym.relation)) {
      reading.fault(row.line, "table-valeur", "relation inconnue « " + synonym.relation + " »",
                    "ancien_nom, synonyme, courant, familier ou faute");
      continue;
    }
    if (synonym.relation == "familier" && !is_one_for_one(synonym)) {
      reading.fault(row.line, "table-valeur", "« " + synonym.term + " » n'est pas un mot pour un mot",
                    "familier mène d'un seul mot à un seul mot ; pour une tournure, prenez courant");
      continue;
    }
    const auto [at, is_new] = reading.synonym_of.try_emplace(key, reading.synonyms.size());
    if (is_new) {
      reading.synonyms.push_back(synonym);
      reading.synonym_file[key] = reading.number;
      continue;
    }
    if (reading.synonym_file[key] == reading.number)
      reading.fault(row.line, "table-double", "« " + synonym.term + " » est déjà plus haut dans cette table",
                    "la dernière ligne l'emporte", true);
    reading.synonyms[at->second] = synonym;
    reading.synonym_file[key] = reading.number;
  }
}

void read_stop_phrases(Reading& reading) {
  std::string_view text = reading.file->text;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, std::min(line.find('#'), line.size()));
    if (const std::string phrase = trimmed(line); !fold(phrase).empty()) reading.stop_phrases.insert(phrase);
  }
}

// Each phrase once, folded; not those whose every word is ignored by itself.
std::vector<std::string> spare(const std::set<std::string>& written) {
  std::set<std::vector<std::string>> phrases;
  for (const std::string& phrase : written) {
    std::vector<std::string> words;
    for (const Word& word : analyse(nfc(phrase))) words.push_back(word.folded);
    if (!words.empty()) phrases.insert(words);
  }
  std::vector<std::string> spared;
  for (const auto& words : phrases) {
    const auto is_ignored = [&](const std::string& word) { return phrases.contains({word}); };
    if (words.size() == 1 || !std::all_of(words.begin(), words.end(), is_ignored)) spared.push_back(join(words));
  }
  return spared;
}

bool is_named(std::string_view path, std::string_view name) {
  const auto slash = path.rfind('/');
  return (slash == std::string_view::npos ? path : path.substr(slash + 1)) == name;
}

}  // namespace

ParsedVocabulary parse_vocabulary(const std::vector<VocabularyFile>& files) {
  Reading reading;
  for (const VocabularyFile& file : files) {
    reading.file = &file;
    ++reading.number;
    if (is_named(file.path, "sigles.csv"))
      read_sigles(reading);
    else if (is_named(file.path, "synonymes.csv"))
      read_synonyms(reading);
    else if (is_named(file.path, "mots-vides.txt"))
      read_stop_phrases(reading);
    else if (file.path.ends_with(".csv") || file.path.ends_with(".txt"))
      reading.fault(1, "table-inconnue", "table inconnue", "sigles.csv, synonymes.csv ou mots-vides.txt", true);
  }
  ParsedVocabulary result;
  for (const auto& [key, meanings] : reading.sigles)
    result.vocabulary.meanings.insert(result.vocabulary.meanings.end(), meanings.begin(), meanings.end());
  result.vocabulary.synonyms = std::move(reading.synonyms);
  result.vocabulary.stop_phrases = spare(reading.stop_phrases);
  result.faults = std::move(reading.faults);
  return result;
}

std::map<std::string, std::vector<Meaning>> ambiguous_sigles(const Vocabulary& vocabulary) {
  std::map<std::string, std::vector<Meaning>> result;
  for (const Meaning& meaning : vocabulary.meanings) result[fold(meaning.sigle)].push_back(meaning);
  std::erase_if(result, [](const auto& entry) { return entry.second.size() < 2; });
  return result;
}

}  // namespace reperes::search

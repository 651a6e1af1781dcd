#include "builder/import/rome_source.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/import/archive.h"
#include "builder/import/csv.h"
#include "builder/text.h"

namespace reperes {

namespace fs = std::filesystem;

namespace {

// The largest table of the ROME is about 10 MB; a table of a gigabyte is another thing.
constexpr std::size_t csv_bytes_max = 200u << 20;
constexpr std::size_t csv_files_max = 1000;

struct NamedTable {
  std::string name;
  std::string version;  // from « _v460_ » in the name
  CsvTable table;
};

bool ends_with_folded(std::string_view name, std::string_view end) {
  return name.size() >= end.size() && fold(name.substr(name.size() - end.size())) == end;
}

// « unix_texte_v460_utf8.csv » → 460.
std::string version_in(std::string_view name) {
  for (auto at = name.find("_v"); at != std::string_view::npos; at = name.find("_v", at + 1)) {
    auto end = at + 2;
    while (end < name.size() && name[end] >= '0' && name[end] <= '9') ++end;
    if (end - at >= 5 && end - at <= 6) return std::string(name.substr(at + 2, end - at - 2));
  }
  return {};
}

void add_table(std::vector<NamedTable>& tables, std::string name, std::string_view bytes) {
  if (tables.size() >= csv_files_max) throw Failure("trop de fichiers CSV dans la source");
  auto table = read_csv_table(bytes, name);
  auto version = version_in(name);
  tables.push_back({std::move(name), std::move(version), std::move(table)});
}

std::vector<NamedTable> read_tables(const std::vector<fs::path>& sources) {
  std::vector<NamedTable> tables;
  for (const auto& source : sources) {
    std::error_code error;
    if (fs::is_directory(source, error)) {
      std::vector<fs::path> files;
      for (const auto& entry : fs::directory_iterator(source, error))
        if (entry.is_regular_file(error) && ends_with_folded(entry.path().filename().string(), ".csv"))
          files.push_back(entry.path());
      if (error) throw Failure("impossible de lire " + source.string() + " : " + disk_reason(error.value()));
      std::sort(files.begin(), files.end());
      for (const auto& file : files) add_table(tables, file.filename().string(), read_whole_file(file, csv_bytes_max));
    } else if (!fs::exists(source, error)) {
      throw Failure("la source " + source.string() + " n'existe pas", "donnez le dossier ou l'archive ZIP du ROME");
    } else if (is_zip(source)) {
      for (const auto& file : read_zip(source, [](std::string_view name) { return ends_with_folded(name, ".csv"); }))
        add_table(tables, file.name, file.bytes);
    } else {
      add_table(tables, source.filename().string(), read_whole_file(source, csv_bytes_max));
    }
  }
  return tables;
}

bool is_rome_code(std::string_view code) {
  return code.size() == 5 && code[0] >= 'A' && code[0] <= 'Z' &&
         std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// One row in the making: where its job's parts stand until all tables are read.
struct Move {
  std::string from, to;
  int rank = 0;
  std::size_t row = 0;
};

struct Sentence {
  std::string code;
  bool access = false;
  int position = 0;
  std::size_t row = 0;
  std::string text;
};

struct Gathered {
  std::map<std::string, RomeJob> jobs;
  std::map<std::string, std::set<std::string>> appellations;
  std::vector<Move> moves;
  std::vector<Sentence> sentences;
  std::size_t appellation_rows = 0, repeated_appellations = 0, strange_codes = 0, odd_rows = 0;
  std::string version;
  bool has_jobs = false, has_appellations = false;

  void take_version(const NamedTable& source) {
    if (source.version.empty() || source.version == version) return;
    if (!version.empty())
      throw Failure("la source mêle deux versions du ROME (" + version + " et " + source.version + ")",
                    "donnez un dossier par version");
    version = source.version;
  }
};

void take_jobs(const NamedTable& source, std::size_t code, std::size_t title, Gathered& all) {
  auto parent = source.table.column({"code_rome_parent"});
  for (const auto& row : source.table.rows) {
    if (!is_rome_code(row[code])) {
      ++all.strange_codes;
      continue;
    }
    auto& job = all.jobs[row[code]];
    job.code = row[code];
    job.title = clean_rome_text(row[title]);
    if (parent && is_rome_code(row[*parent])) job.parent = row[*parent];
  }
  all.has_jobs = true;
}

void take_appellations(const NamedTable& source, std::size_t code, std::size_t label, Gathered& all) {
  for (const auto& row : source.table.rows) {
    if (!is_rome_code(row[code])) {
      ++all.strange_codes;
      continue;
    }
    ++all.appellation_rows;
    auto name = clean_rome_text(row[label]);
    if (!name.empty() && !all.appellations[row[code]].insert(std::move(name)).second) ++all.repeated_appellations;
  }
  all.has_appellations = true;
}

void take_moves(const NamedTable& source, std::size_t from, std::size_t to, Gathered& all) {
  auto rank = source.table.column({"numero_ordre", "code_type_mobilite"});  // ROME 3 only tells near (1) from far (2)
  for (const auto& row : source.table.rows)
    all.moves.push_back({row[from], row[to], rank ? number_in(row[*rank]) : 0, all.moves.size()});
}

void take_sentences(const NamedTable& source, std::size_t code, std::size_t type, std::size_t text, Gathered& all) {
  auto position = source.table.column({"position_phrase", "position_texte", "numero_ordre"});
  for (const auto& row : source.table.rows) {
    auto kind = fold(row[type]);
    bool access = kind.starts_with("acces");
    if (!access && !kind.starts_with("definition")) continue;  // ROME 3 also has working conditions
    all.sentences.push_back({row[code], access, position ? number_in(row[*position]) : 0, all.sentences.size(),
                             clean_rome_text(row[text])});
  }
}

void take(const NamedTable& source, Gathered& all) {
  const auto& table = source.table;
  auto code = table.column({"code_rome"});
  auto target = table.column({"code_rome_cible"});
  auto text = table.column({"libelle_texte"}), type = table.column({"libelle_type_texte"});
  auto appellation = table.column({"libelle_appellation_long", "libelle_appellation"});
  auto title = table.column({"libelle_rome"});
  auto plain_code = table.column({"code"}), plain_label = table.column({"libelle"});
  if (code && target)
    take_moves(source, *code, *target, all);
  else if (code && text && type)
    take_sentences(source, *code, *type, *text, all);
  else if (code && appellation)
    take_appellations(source, *code, *appellation, all);
  else if (code && plain_label && table.column({"code_ogr"}))
    take_appellations(source, *code, *plain_label, all);
  else if (code && title)
    take_jobs(source, *code, *title, all);
  else if (plain_code && plain_label && !table.rows.empty() && is_rome_code(table.rows.front()[*plain_code]))
    take_jobs(source, *plain_code, *plain_label, all);
  else
    return;  // the archive has a dozen other tables
  all.odd_rows += table.odd_rows;
  all.take_version(source);
}

void add_remark(Rome& rome, std::size_t count, const std::string& one, const std::string& many) {
  if (count > 0) rome.remarks.push_back(count > 1 ? std::to_string(count) + " " + many : "1 " + one);
}

Rome assemble_rome(Gathered all) {
  Rome rome;
  rome.version = all.version;
  rome.appellations = all.appellation_rows;
  std::size_t orphans = 0, dangling = 0, parents_lost = 0;
  for (auto& [code, names] : all.appellations) {
    auto job = all.jobs.find(code);
    if (job == all.jobs.end()) {
      orphans += names.size();
      continue;
    }
    job->second.appellations.assign(names.begin(), names.end());
    std::stable_sort(job->second.appellations.begin(), job->second.appellations.end(), french_less);
  }
  std::sort(all.moves.begin(), all.moves.end(), [](const Move& a, const Move& b) {
    return std::tie(a.from, a.rank, a.row) < std::tie(b.from, b.rank, b.row);
  });
  for (const auto& move : all.moves) {
    auto job = all.jobs.find(move.from);
    if (job == all.jobs.end() || !all.jobs.count(move.to)) {
      ++dangling;
      continue;
    }
    auto& mobility = job->second.mobility;
    if (move.to != move.from && std::find(mobility.begin(), mobility.end(), move.to) == mobility.end())
      mobility.push_back(move.to);
  }
  std::sort(all.sentences.begin(), all.sentences.end(), [](const Sentence& a, const Sentence& b) {
    return std::tie(a.code, a.access, a.position, a.row) < std::tie(b.code, b.access, b.position, b.row);
  });
  for (auto& sentence : all.sentences)
    if (auto job = all.jobs.find(sentence.code); job != all.jobs.end() && !sentence.text.empty())
      (sentence.access ? job->second.access : job->second.definition).push_back(std::move(sentence.text));
  for (auto& [code, job] : all.jobs) {
    if (!job.parent.empty() && !all.jobs.count(job.parent)) {
      ++parents_lost;
      job.parent.clear();
    }
    rome.jobs.push_back(std::move(job));
  }
  add_remark(rome, all.repeated_appellations, "appellation en double dans sa fiche, écrite une seule fois",
             "appellations en double dans leur fiche, écrites une seule fois");
  add_remark(rome, orphans, "appellation d'un code absent du référentiel, laissée de côté",
             "appellations de codes absents du référentiel, laissées de côté");
  add_remark(rome, dangling, "mobilité vers un code absent du référentiel, laissée de côté",
             "mobilités vers des codes absents du référentiel, laissées de côté");
  add_remark(rome, parents_lost, "code parent absent du référentiel, laissé de côté",
             "codes parents absents du référentiel, laissés de côté");
  add_remark(rome, all.strange_codes, "ligne sans code ROME, laissée de côté",
             "lignes sans code ROME, laissées de côté");
  add_remark(rome, all.odd_rows, "ligne qui n'a pas le nombre de colonnes de l'en-tête, laissée de côté",
             "lignes qui n'ont pas le nombre de colonnes de l'en-tête, laissées de côté");
  if (rome.version.empty())
    rome.remarks.push_back("version du ROME inconnue : les noms de fichiers ne la disent pas (« _v460_ »)");
  if (!all.has_appellations) rome.remarks.push_back("aucune table d'appellations dans la source");
  return rome;
}

}  // namespace

Rome read_rome(const std::vector<fs::path>& sources) {
  Gathered all;
  for (const auto& table : read_tables(sources)) take(table, all);
  if (!all.has_jobs || all.jobs.empty())
    throw Failure("aucune table du ROME dans la source",
                  "il faut au moins un CSV avec les colonnes code_rome et libelle_rome");
  return assemble_rome(std::move(all));
}

std::string clean_rome_text(std::string_view text) {
  // Characters of Windows-1252 that went through as Latin-1: U+009C is œ.
  std::string repaired;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
      repaired += utf8_from_windows_1252(text.substr(++i, 1));
    } else if (text.substr(i, 3) == "\u200B" || text.substr(i, 3) == "\uFEFF") {
      i += 2;
    } else if (c < 0x20 || c == 0x7F) {
      repaired += ' ';
    } else if (c == 0xC2 && next == 0xA0) {
      repaired += ' ';
      ++i;
    } else {
      repaired += static_cast<char>(c);
    }
  }
  repaired = replace_all(std::move(repaired), "''", "'");
  std::string out;
  for (char c : repaired)
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  return trim(out);
}

}  // namespace reperes

// Arguments → command → exit status. Every sentence for people is French; the only clock of the program is read here.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include "builder/build.h"
#include "builder/diagnostic.h"
#include "builder/export/course.h"
#include "builder/export/report.h"
#include "builder/export/usb_files.h"
#include "builder/failure.h"
#include "builder/import/import.h"
#include "builder/import/rome.h"
#include "builder/kiosk/kiosk_install.h"
#include "builder/manual.h"
#include "builder/publish.h"
#include "builder/release.h"
#include "builder/scaffold.h"
#include "builder/search_command.h"
#include "builder/serve.h"
#include "builder/text.h"

namespace {

namespace fs = std::filesystem;
using namespace reperes;

constexpr int status_fine = 0, status_faults = 1, status_failure = 2;

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

bool use_colour() { return isatty(STDERR_FILENO) && !std::getenv("NO_COLOR"); }

// Where the program keeps what ships with it: beside an installed binary, or in the tree it was built from.
std::vector<fs::path> shipped(const char* installed, const char* in_tree) {
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  for (const fs::path& candidate :
       {binary.parent_path() / ".." / "share" / "reperes" / installed, binary.parent_path() / ".." / ".." / in_tree})
    if (fs::is_directory(candidate, error)) return {fs::weakly_canonical(candidate, error)};
  return {};
}

struct Arguments {
  BuildOptions build;
  std::string theme, audience, date;
  bool json = false, timings = false;
};

BuildOptions resolve(const Arguments& arguments) {
  BuildOptions options = arguments.build;
  std::error_code error;
  const auto built_in = shipped("theme", "theme");
  if (!arguments.theme.empty()) {
    if (!fs::is_directory(arguments.theme, error))
      throw Failure("le dossier de thème « " + arguments.theme + " » n'existe pas");
    options.themes.push_back(arguments.theme);
  } else if (fs::is_directory("theme", error) &&
             (built_in.empty() || !fs::equivalent("theme", built_in.front(), error))) {
    options.themes.push_back("theme");
  }
  options.themes.insert(options.themes.end(), built_in.begin(), built_in.end());
  if (options.themes.empty()) throw Failure("aucun thème trouvé", "indiquez-le avec --theme DOSSIER");
  options.vocabularies = shipped("vocabulaire", "search/vocabulaire");
  options.today = today();
  if (!arguments.date.empty()) {
    const auto date = parse_date(arguments.date);
    if (!date) throw Failure("date illisible « " + arguments.date + " »", "une date s'écrit AAAA-MM-JJ");
    options.today = *date;
  }
  // The widest audience named decides: each one also reads what the ones before it read.
  for (const auto& name : arguments.audience.empty() ? std::vector<std::string>{} : split(arguments.audience, ',')) {
    std::optional<Audience> named;
    if (name == "public") named = Audience::everyone;
    if (name == "pro") named = Audience::professionals;
    if (name == "interne") named = Audience::team;
    if (!named) throw Failure("audience inconnue « " + name + " »", "public, pro ou interne");
    options.audience = std::max(options.audience.value_or(*named), *named);
  }
  return options;
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count > 1 ? many : one);
}

std::string megabytes(std::uintmax_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(bytes) / 1e6);
  std::string out = text;
  std::replace(out.begin(), out.end(), '.', ',');
  return out + " Mo";
}

void print_timings(std::ostream& out, const BuildResult& result) {
  double total = 0;
  for (const auto& [stage, milliseconds] : result.times) {
    char line[64];
    std::snprintf(line, sizeof line, "%10.1f ms", milliseconds);
    out << line << "  " << stage << '\n';
    total += milliseconds;
  }
  char line[64];
  std::snprintf(line, sizeof line, "%10.1f ms", total);
  out << line << "  en tout\n";
}

// The faults, then one closing line; the exit status.
int report(const BuildResult& result, const Arguments& arguments, const BuildOptions& options, const char* command) {
  std::size_t errors = 0, warnings = 0;
  for (const auto& fault : result.faults) {
    errors += fault.severity == Severity::error;
    warnings += fault.severity == Severity::warning;
  }
  const int status = errors > 0 ? status_faults : status_fine;
  if (arguments.json) {
    std::cout << "{\"command\":\"" << command << "\",\"status\":" << status
              << ",\"faults\":" << faults_to_json(result.faults) << ",\"fiches\":" << result.fiches
              << ",\"pages\":" << result.pages << ",\"published\":" << (result.published ? "true" : "false")
              << ",\"kinds\":{";
    bool first = true;
    for (const auto& [kind, count] : result.fiches_by_kind)
      std::cout << (std::exchange(first, false) ? "" : ",") << '"' << kind << "\":" << count;
    std::cout << "}}\n";
  } else {
    print_faults(std::cerr, result.faults, use_colour());
  }
  if (arguments.timings) print_timings(std::cerr, result);

  const auto output = options.output.generic_string();
  if (status != status_fine) {
    std::cerr << counted(errors, "erreur", "erreurs")
              << (warnings ? ", " + counted(warnings, "avertissement", "avertissements") : "") << " dans "
              << counted(result.fiches, "fiche", "fiches")
              << (options.publish ? "; " + output + " est resté tel quel" : "") << '\n';
    return status;
  }
  std::cerr << counted(result.fiches, "fiche", "fiches");
  if (result.published)
    std::cerr << ", " << counted(result.pages, "page", "pages") << ", " << megabytes(result.bytes) << " dans "
              << output;
  std::cerr << (warnings ? ", " + counted(warnings, "avertissement", "avertissements") : "");
  if (const auto unverified = result.fiches_by_freshness.find("a-verifier");
      unverified != result.fiches_by_freshness.end() && !options.publish)
    std::cerr << ", " << counted(unverified->second, "jamais vérifiée", "jamais vérifiées");
  std::cerr << '\n';
  if (!options.publish && !arguments.json)
    for (const auto& info : model().kinds)
      if (const auto count = result.fiches_by_kind.at(info.name)) std::cout << count << '\t' << info.plural << '\n';
  return status;
}

int check_output(const fs::path& output) {
  const auto differences = compare_with_manifest(output, read_manifest(output));
  for (const auto& sentence : differences) std::cout << sentence << '\n';
  std::cerr << (differences.empty() ? "rien n'a changé dans "
                                    : counted(differences.size(), "différence", "différences") + " dans ")
            << output.generic_string() << '\n';
  return differences.empty() ? status_fine : status_faults;
}

int check_key(const fs::path& folder) {
  const auto state = check_usb_key(folder);
  print_key_state(std::cout, std::cerr, state, folder);
  return state.intact() ? status_fine : status_faults;
}

// Compiles the content and carries the site, or what there is to revise, away; nothing is written when the content has
// faults.
int export_site(const std::string& target, const fs::path& into, const std::string& unit, const Arguments& arguments) {
  static const std::vector<std::string> targets = {"cle-usb", "zim", "moodle", "gift", "anki", "tableur"};
  if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
    const auto near = nearest(target, targets);
    throw Failure("destination inconnue « " + target + " »", near.empty() ? "les destinations : " + join(targets, ", ")
                                                                          : "vouliez-vous dire « " + near + " » ?");
  }
  if (!unit.empty() && !is_course_format(target))
    throw Failure("--ue ne va qu'avec moodle, gift, anki et tableur", "retirez --ue : le site s'emporte entier");
  auto options = resolve(arguments);
  options.publish = false;
  options.keep = true;
  // On a key each file takes a cluster, of 32 kB often: eight fiches fill one.
  if (target == "cle-usb") options.fiches_per_file = 8;
  auto result = build(options);
  if (!result.site) return report(result, arguments, options, "export");
  if (is_course_format(target)) {
    const Course course = course_of(result.site->catalogue, result.site->revision, unit);
    print_course_file(std::cerr, write_course(course, target, into), into);
    return status_fine;
  }
  if (target == "zim") {
    const auto made = write_zim(*result.site, into, result.faults);
    print_zim_file(std::cerr, made, into);
    return status_fine;
  }
  const Pages files = usb_key_files(*result.site, result.faults);
  if (has_errors(result.faults)) return report(result, arguments, options, "export");
  print_key_copy(std::cerr, write_usb_key(files, into), into);
  return status_fine;
}

std::string kind_names() {
  std::vector<std::string> names;
  for (const auto& info : model().kinds) names.push_back(info.name);
  return join(names, ", ");
}

// What the command line left out is asked, when somebody is there to answer.
std::string given_or_asked(const std::string& given, const std::string& name, const std::string& question) {
  if (!given.empty()) return given;
  if (!isatty(STDIN_FILENO)) throw Failure("il manque un argument : " + name, "reperes new --help");
  std::cerr << question << " : " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  answer = trim(answer);
  if (answer.empty()) throw Failure("sans " + name + ", pas de fiche");
  return answer;
}

int create_fiche(const std::string& given_kind, const std::string& given_title, const fs::path& content) {
  const std::string kind_name = given_or_asked(given_kind, "genre", "Quel genre de fiche (" + kind_names() + ")");
  const KindInfo* kind = model().kind_named(kind_name);
  if (!kind) throw Failure("genre inconnu « " + kind_name + " »", "les genres : " + kind_names());
  const std::string title = given_or_asked(given_title, "titre", "Son titre");
  const bool code = kind->kind == Kind::metier || kind->kind == Kind::ue;  // K1801, AST004: the code is the id
  const bool one_word = code && title.find(' ') == std::string::npos && slug(title) != title;
  const fs::path file = content / kind->folder / ((one_word ? title : slug(title)) + ".md");
  if (find_invalid_utf8(title) || title.find('/') != std::string::npos)
    throw Failure("ce titre ne peut pas nommer un fichier");
  if (fs::exists(file)) throw Failure("« " + file.generic_string() + " » existe déjà");
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream out(file, std::ios::binary);
  out << new_fiche(*kind, title);
  out.close();
  if (!out) throw Failure("impossible d'écrire « " + file.generic_string() + " »");
  std::cout << file.generic_string() << '\n';
  return status_fine;
}

struct KioskArguments {
  KioskOptions options;
  std::string action;
  fs::path into = "borne", root = "/";
  bool apply = false, chosen = false;  // chosen: what the folder would hold was named
};

int prepare_kiosk(const KioskArguments& arguments) {
  if (arguments.action != "install" && arguments.action != "remove")
    throw Failure("action inconnue « " + arguments.action + " »", "les actions : install, remove");
  if (arguments.apply && arguments.chosen)
    throw Failure("--apply pose le dossier tel qu'il est",
                  "refaites-le d'abord sans --apply, avec --site, --port, --print");
  if (arguments.action == "remove")
    remove_kiosk(arguments.root, std::cout);
  else if (arguments.apply)
    apply_kiosk_folder(arguments.into, arguments.root, std::cout);
  else
    write_kiosk_folder(kiosk_files(arguments.options), arguments.into, std::cout);
  return status_fine;
}

// The program and its commands, as they are declared; what has no group is for packages, not for people.
std::vector<ManualCommand> described(const CLI::App& app) {
  std::vector<ManualCommand> commands;
  const auto add = [&](const CLI::App& one) {
    commands.push_back({one.get_name(), one.get_description(), {}});
    for (const auto* option : one.get_options())
      commands.back().options.push_back({.names = option->get_name(option->get_positional(), true),
                                         .value = option->get_option_text(),
                                         .text = option->get_description(),
                                         .is_argument = option->get_positional(),
                                         .required = option->get_required()});
  };
  add(app);
  for (const auto* command : app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); }))
    add(*command);
  return commands;
}

int print_manual(const std::string& form, const CLI::App& app) {
  if (form != "man" && form != "bash") throw Failure("forme inconnue « " + form + " »", "les formes : man, bash");
  std::cout << (form == "man" ? man_page(described(app)) : bash_completion(described(app)));
  return status_fine;
}

// CLI11's errors in our words: a Failure with, where it helps, the name that was meant.
Failure french(const CLI::ParseError& error, const CLI::App& app) {
  const std::string what = error.what();
  const auto after = [&](std::string_view mark) {
    const auto at = what.find(mark);
    return at == std::string::npos ? std::string() : trim(what.substr(at + mark.size()));
  };
  const CLI::App* command = app.get_subcommands().empty() ? &app : app.get_subcommands().front();
  const std::string help = "reperes " + (command == &app ? "" : command->get_name() + " ") + "--help";
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
    // CLI11 lists them from the last to the first; the first is where the mistake is.
    const std::string wrong = split(after("expected:"), ' ').back();
    std::vector<std::string> known;
    for (const auto* option : command->get_options()) known.push_back(option->get_name());
    const auto near = wrong.starts_with("-") ? nearest(wrong, known) : "";
    return Failure("argument inconnu « " + wrong + " »", near.empty() ? help : "vouliez-vous dire « " + near + " » ?");
  }
  const std::string before = what.substr(0, what.find(" is required")), name = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::RequiredError*>(&error)) return Failure("il manque un argument : " + before, help);
  if (dynamic_cast<const CLI::ConversionError*>(&error)) return Failure("valeur refusée : " + after(":"), help);
  if (dynamic_cast<const CLI::ValidationError*>(&error)) return Failure("valeur refusée pour « " + name + " »", help);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error))
    return Failure("il manque une valeur après « " + name + " »", help);
  return Failure("arguments incompris : " + what, help);
}

// The command, before CLI11 says in English that there is none of that name.
void check_command_name(int argc, char** argv, const CLI::App& app) {
  std::vector<std::string> known, shown;
  for (const auto* command : app.get_subcommands({})) {
    known.push_back(command->get_name());
    if (!command->get_group().empty()) shown.push_back(command->get_name());
  }
  const std::string commands = "les commandes : " + join(shown, ", ");
  if (argc < 2) throw Failure("il manque une commande", commands);
  const std::string word = argv[1];
  if (word.starts_with("-") || std::find(known.begin(), known.end(), word) != known.end()) return;
  const auto near = nearest(word, known);
  throw Failure("commande inconnue « " + word + " »", near.empty() ? commands : "vouliez-vous dire « " + near + " » ?");
}

void add_build_options(CLI::App& app, Arguments& arguments) {
  app.add_option("--content", arguments.build.content, "dossier des fiches (content)")->option_text("DOSSIER");
  app.add_option("--theme", arguments.theme, "dossier du thème")->option_text("DOSSIER");
  app.add_option("--audience", arguments.audience, "public, pro ou interne")->option_text("LISTE");
  app.add_option("--date", arguments.date, "date du jour, pour juger de la fraîcheur")->option_text("AAAA-MM-JJ");
  app.add_option("--jobs", arguments.build.jobs, "nombre de fils d'exécution (autant que de cœurs)")->option_text("N");
  app.add_flag("--strict", arguments.build.strict, "un avertissement compte comme une erreur");
}

void add_kiosk_option(CLI::App& command, Arguments& arguments) {
  command.add_flag("--kiosk", arguments.build.kiosk, "site pour une borne : public seul, oubli automatique, clavier");
}

void add_search_options(CLI::App& command, SearchOptions& options) {
  command.add_option("requete", options.words, "ce que l'on cherche")->required();
  command.add_option("--output", options.output, "site publié (site/www)")->option_text("DOSSIER");
  command.add_option("--index", options.index, "un index, ou une liste d'index lus comme un seul")
      ->option_text("CHEMIN");
  command.add_option("--limit", options.limit, "nombre de résultats (10)")
      ->option_text("N")
      ->check(CLI::Range(1, 1000));
  command.add_option("--kind", options.kinds, "un genre de fiche ; plusieurs fois pour plusieurs")
      ->option_text("GENRE");
  command.add_flag("--json", options.json, "réponse en JSON");
  command.add_flag("--explain", options.explain, "ce que chaque mot et chaque champ a donné");
}

int run(int argc, char** argv) {
  CLI::App app("Repères : d'un dossier de fiches à une base de connaissances qui marche partout", "reperes");
  app.set_help_flag("-h,--help", "cette aide");
  app.set_version_flag("--version", std::string("reperes ") + release_name + "\n" + search_version(),
                       "la version du programme, de l'analyseur et de Xapian");
  app.get_formatter()->label("Usage", "Usage");
  app.get_formatter()->label("OPTIONS", "OPTIONS");
  app.get_formatter()->label("Options", "Options");
  app.get_formatter()->label("Positionals", "Arguments");
  app.get_formatter()->label("SUBCOMMAND", "COMMANDE");
  app.get_formatter()->label("SUBCOMMANDS", "COMMANDES");
  app.get_formatter()->label("REQUIRED", "(obligatoire)");
  app.require_subcommand(1);

  Arguments arguments;

  auto* build_command = app.add_subcommand("build", "compile content/ vers site/www");
  add_build_options(*build_command, arguments);
  add_kiosk_option(*build_command, arguments);
  build_command->add_option("--output", arguments.build.output, "dossier publié (site/www)")->option_text("DOSSIER");
  build_command->add_flag("--timings", arguments.timings, "durée de chaque étape");
  build_command->add_flag("--json", arguments.json, "résultat en JSON");

  ServeOptions serve_options;
  auto* serve_command = app.add_subcommand("serve", "compile, montre le site, recompile à chaque changement");
  add_build_options(*serve_command, arguments);
  bool no_watch = false;
  serve_command->add_option("--output", arguments.build.output, "dossier publié (site/www)")->option_text("DOSSIER");
  serve_command->add_option("--address", serve_options.address, "adresse d'écoute (127.0.0.1)")->option_text("ADRESSE");
  serve_command->add_option("--port", serve_options.port, "port (8080)")
      ->option_text("PORT")
      ->check(CLI::Range(0, 65535));
  serve_command->add_flag("--no-watch", no_watch, "ne suit pas les changements");
  serve_command->add_flag("--poll", serve_options.poll, "regarde les fichiers toutes les secondes (clé USB, réseau)");
  serve_command->add_flag("--kiosk", serve_options.kiosk, "sert le site publié sans le recompiler");
  serve_command
      ->add_option("--index", serve_options.index, "index que /.reperes/recherche.json interroge, ou leur liste")
      ->option_text("CHEMIN");
  serve_command->add_flag("--open", serve_options.open, "ouvre le navigateur");

  auto* check_command = app.add_subcommand("check", "vérifie tout, n'écrit rien");
  add_build_options(*check_command, arguments);
  std::string checked_output, checked_key;
  bool list_stale = false, list_links = false;
  check_command->add_option("--output", checked_output, "vérifie un site publié contre son manifeste")
      ->option_text("DOSSIER");
  check_command->add_option("--cle", checked_key, "vérifie une clé USB faite par « export cle-usb »")
      ->option_text("DOSSIER");
  check_command->add_flag("--stale", list_stale, "liste les fiches à revérifier");
  check_command->add_flag("--links", list_links, "liste les liens externes, par fiche");
  check_command->add_flag("--timings", arguments.timings, "durée de chaque étape");
  check_command->add_flag("--json", arguments.json, "résultat en JSON");

  std::string export_target, export_unit;
  fs::path export_into;
  auto* export_command =
      app.add_subcommand("export", "emporte le site (clé USB, fichier ZIM) ou les questions (Moodle, Anki, tableur)");
  export_command->add_option("destination", export_target, "cle-usb, zim, moodle, gift, anki ou tableur")->required();
  export_command
      ->add_option("--into", export_into, "dossier de la clé, ou fichier : .zim, .xml, .txt (gift, anki), .csv")
      ->option_text("CHEMIN")
      ->required();
  export_command->add_option("--ue", export_unit, "les questions d'une seule UE, par exemple AST004")
      ->option_text("CODE");
  add_build_options(*export_command, arguments);
  add_kiosk_option(*export_command, arguments);

  SearchOptions search_options;
  auto* search_command = app.add_subcommand("search", "interroge un site publié");
  add_search_options(*search_command, search_options);

  std::string kind_name, title;
  fs::path new_content = "content";
  auto* new_command = app.add_subcommand("new", "crée une fiche prête à remplir");
  new_command->add_option("genre", kind_name, kind_names() + " ; demandé s'il manque");
  new_command->add_option("titre", title, "le titre de la fiche ; demandé s'il manque");
  new_command->add_option("--content", new_content, "dossier des fiches (content)")->option_text("DOSSIER");

  std::string schema_kind;
  auto* schema_command = app.add_subcommand("schema", "schéma JSON de l'en-tête des fiches");
  schema_command->add_option("genre", schema_kind, "un seul genre");

  ImportOptions import_options;
  std::string import_source;
  bool import_json = false;
  auto* import_command = app.add_subcommand("import", "fait des fiches d'une source ouverte");
  import_command->add_option("source", import_source, "rome")->required();
  import_command->add_option("fichier", import_options.sources, "fichiers, dossier ou archive")->required();
  import_command->add_option("--into", import_options.into, "dossier de contenu, créé s'il manque")
      ->option_text("DOSSIER")
      ->required();
  import_command->add_flag("--dry-run", import_options.dry_run, "dit ce qui serait fait, n'écrit rien");
  import_command->add_flag("--json", import_json, "compte rendu en JSON");

  KioskArguments kiosk;
  auto* kiosk_command = app.add_subcommand("kiosk", "prépare une machine Debian en borne publique");
  kiosk_command->add_option("action", kiosk.action, "install ou remove")->required();
  kiosk_command->add_option("--into", kiosk.into, "dossier à relire (borne)")->option_text("DOSSIER");
  const std::vector<CLI::Option*> kiosk_choices = {
      kiosk_command->add_option("--site", kiosk.options.site, "site de la borne (/var/lib/reperes-borne/site)")
          ->option_text("DOSSIER"),
      kiosk_command->add_option("--port", kiosk.options.port, "port (8080)")
          ->option_text("PORT")
          ->check(CLI::Range(1024, 65535)),
      kiosk_command->add_flag("--print", kiosk.options.print, "permet d'imprimer")};
  kiosk_command->add_flag("--apply", kiosk.apply, "met en place le dossier relu, au lieu de l'écrire");
  kiosk_command->add_option("--root", kiosk.root, "racine où poser ou retirer (/)")->option_text("DOSSIER");

  std::string manual_form;
  auto* manual_command = app.add_subcommand("manual", "page de manuel ou complétion, pour les paquets")->group("");
  manual_command->add_option("forme", manual_form, "man ou bash")->required();

  for (auto* command : app.get_subcommands([](CLI::App* one) { return !one->get_group().empty(); }))
    command->group("Commandes");
  check_command_name(argc, argv, app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    throw french(error, app);
  }

  if (*build_command) {
    const auto options = resolve(arguments);
    return report(build(options), arguments, options, "build");
  }
  if (*check_command) {
    if (!checked_output.empty()) return check_output(checked_output);
    if (!checked_key.empty()) return check_key(checked_key);
    auto options = resolve(arguments);
    options.publish = false;
    options.list_stale = list_stale;
    options.list_links = list_links;
    const auto result = build(options);
    for (const auto& line : result.listing) std::cout << line << '\n';
    return report(result, arguments, options, "check");
  }
  if (*export_command) return export_site(export_target, export_into, export_unit, arguments);
  if (*serve_command) {
    serve_options.build = resolve(arguments);
    serve_options.watch = !no_watch;
    return serve(serve_options, std::cout, std::cerr);
  }
  search_options.colour = isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
  if (*search_command) return run_search(search_options, std::cout, std::cerr);
  if (*new_command) return create_fiche(kind_name, title, new_content);
  if (*schema_command) {
    const KindInfo* kind = schema_kind.empty() ? nullptr : model().kind_named(schema_kind);
    if (!schema_kind.empty() && !kind) throw Failure("genre inconnu « " + schema_kind + " »");
    std::cout << (kind ? front_matter_schema(*kind) : front_matter_schema());
    return status_fine;
  }
  if (*manual_command) return print_manual(manual_form, app);
  if (*kiosk_command) {
    for (const auto* choice : kiosk_choices) kiosk.chosen = kiosk.chosen || choice->count() > 0;
    return prepare_kiosk(kiosk);
  }
  if (*import_command) {
    if (import_source != "rome") throw Failure("source inconnue « " + import_source + " »", "les sources : rome");
    const auto imported = import_rome(import_options);
    if (import_json) std::cout << import_report_to_json(imported, import_options.dry_run) << '\n';
    else print_import_report(std::cout, imported, import_options.dry_run);
    return status_fine;
  }
  return status_failure;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    return run(argc, argv);
  } catch (const Failure& failure) {
    std::cout.flush();
    std::cerr << "reperes: " << failure.what() << '\n';
    if (!failure.hint().empty()) std::cerr << "aide: " << failure.hint() << '\n';
  } catch (const std::exception& error) {
    std::cout.flush();
    std::cerr << "reperes: " << error.what() << '\n';
  }
  return status_failure;
}

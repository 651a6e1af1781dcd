#include "builder/manual.h"

#include "builder/release.h"
#include "builder/text.h"

namespace reperes {

namespace {

constexpr const char* program = "reperes";
constexpr const char* help = "-h,--help";

// groff reads « - » as a hyphen, « \ » as itself, and a line that starts with « . » or « ' » as an order.
std::string roff(const std::string& text) {
  std::string out = replace_all(replace_all(text, "\\", "\\e"), "-", "\\-");
  if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
  return out;
}

// « -h,--help » → « \fB\-h\fR, \fB\-\-help\fR », with the value after the last.
std::string heading(const ManualOption& option) {
  if (option.is_argument) return "\\fI" + roff(option.names) + "\\fR";
  std::vector<std::string> names;
  for (const auto& name : split(option.names, ',')) names.push_back("\\fB" + roff(name) + "\\fR");
  return join(names, ", ") + (option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR");
}

void add_options(std::string& page, const ManualCommand& command) {
  for (const auto& option : command.options) {
    // Every command has it, and the first lists it.
    if (option.names == help && command.name != program) continue;
    page += ".TP\n" + heading(option) + "\n" + roff(option.text) + (option.required ? " (obligatoire)\n" : "\n");
  }
}

constexpr const char* opening = R"(.SH NOM
reperes \- d'un dossier de fiches à une base de connaissances qui marche partout
.SH SYNOPSIS
\fBreperes\fR \fICOMMANDE\fR [\fIoptions\fR]
.SH DESCRIPTION
Repères transforme un dossier de fiches en Markdown en un site fait de simples fichiers, avec sa recherche. Le site se
lit depuis un serveur web, une clé USB ou une borne. Les messages nomment le fichier et la ligne, et proposent souvent
la correction ; tant que des fiches ont des fautes, le site publié reste tel quel.
)";

constexpr const char* closing = R"(.SH CODES DE RETOUR
.TP
\fB0\fR
Tout va bien.
.TP
\fB1\fR
Des fiches ont des fautes ; toutes sont listées.
.TP
\fB2\fR
La commande n'a pas pu travailler.
.SH FICHIERS
Ces dossiers sont ceux du paquet Debian ; l'archive a les mêmes sous son propre dossier \fIshare\fR.
.TP
\fI/usr/share/reperes/content\fR
Les fiches livrées, à copier pour commencer.
.TP
\fI/usr/share/reperes/theme\fR
Le thème, utilisé quand \fB\-\-theme\fR n'en nomme pas un autre. Un dossier \fItheme\fR dans le dossier courant passe
avant.
.TP
\fI/usr/share/reperes/vocabulaire\fR
Les sigles et les synonymes de la recherche.
.SH SERVICE
Le paquet Debian apporte l'unité \fBreperes.service\fR, éteinte. Elle compile les fiches livrées et les montre à cette
machine seulement. Pour l'allumer :
.PP
.RS
systemctl enable \-\-now reperes
.RE
.PP
Pour servir un autre dossier, ou un autre port :
.PP
.RS
systemctl edit reperes
.RE
.PP
puis, dans l'éditeur, par exemple :
.PP
.nf
.RS
[Service]
Environment=REPERES_CONTENT=/srv/fiches REPERES_PORT=8090
.RE
.fi
.SH EXEMPLES
.PP
.nf
.RS
cp \-r /usr/share/reperes/content .
reperes build
reperes search "perdu mon emploi"
reperes serve
.RE
.fi
.SH LICENCE
Le programme est libre, sous la licence publique générale GNU, version 2 ou ultérieure.
)";

}  // namespace

std::string man_page(const std::vector<ManualCommand>& commands) {
  std::string page = std::string(".TH REPERES 1 \"\" \"reperes ") + release_name + "\" \"Commandes\"\n" + opening;
  page += ".SH OPTIONS\n";
  add_options(page, commands.front());
  page += ".SH COMMANDES\n";
  for (std::size_t i = 1; i < commands.size(); ++i) {
    page += ".SS reperes " + commands[i].name + "\n" + roff(commands[i].text) + "\n";
    add_options(page, commands[i]);
  }
  return page + closing;
}

std::string bash_completion(const std::vector<ManualCommand>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const auto& command : commands) {
    std::vector<std::string> options;
    for (const auto& option : command.options) {
      if (option.is_argument) continue;
      for (const auto& name : split(option.names, ',')) options.push_back(name);
    }
    if (&command == &commands.front()) {
      names = options;
      continue;
    }
    names.push_back(command.name);
    cases += "    " + command.name + ") words='" + join(options, " ") + "' ;;\n";
  }
  return "# Complétion de reperes pour bash.\n"
         "_reperes() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} words=\n"
         "  COMPREPLY=()\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    words='" +
         join(names, " ") +
         "'\n"
         "  elif [[ $word != -* ]]; then\n"
         "    return\n"
         "  fi\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
         "}\n"
         "complete -o default -F _reperes reperes\n";
}

}  // namespace reperes

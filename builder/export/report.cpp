#include "builder/export/report.h"

#include <cstdio>
#include <ostream>

#include "builder/text.h"

namespace reperes {

namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count > 1 ? many : one);
}

std::string megabytes(std::uintmax_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f Mo", static_cast<double>(bytes) / 1e6);
  return replace_all(text, ".", ",");
}

}  // namespace

void print_key_copy(std::ostream& out, const KeyCopy& copy, const std::filesystem::path& into) {
  const auto folder = into.generic_string();
  if (copy.resumed) out << "la copie précédente avait été interrompue : elle est finie\n";
  if (copy.written == 0 && copy.removed == 0) {
    out << folder << " est déjà à jour : " << counted(copy.files, "fichier", "fichiers") << ", "
        << megabytes(copy.bytes) << "\n";
    return;
  }
  out << counted(copy.written, "fichier copié", "fichiers copiés") << " sur " << copy.files << " ("
      << megabytes(copy.bytes_written) << " sur " << megabytes(copy.bytes) << ")";
  if (copy.removed) out << ", " << counted(copy.removed, "retiré", "retirés");
  out << " dans " << folder << "\n";
  out << "éjectez la clé avant de la retirer ; on l'ouvre par « Ouvrir.html »\n";
}

void print_zim_file(std::ostream& out, const ZimFile& file, const std::filesystem::path& into) {
  out << counted(file.entries, "entrée", "entrées") << " et " << counted(file.redirects, "redirection", "redirections")
      << ", " << megabytes(file.bytes) << " dans " << into.generic_string() << "\n";
}

void print_course_file(std::ostream& out, const CourseFile& file, const std::filesystem::path& into) {
  out << counted(file.questions, "question", "questions");
  if (file.cards > 0) out << " et " << counted(file.cards, "carte", "cartes");
  out << " dans " << into.generic_string() << "\n";
}

void print_key_state(std::ostream& out, std::ostream& err, const KeyState& state, const std::filesystem::path& folder) {
  for (const auto& path : state.missing) out << path << " manque\n";
  for (const auto& path : state.altered) out << path << " n'est plus tel qu'il a été copié\n";
  for (const auto& path : state.unexpected) out << path << " est en trop : il ne vient pas de Repères\n";
  if (!state.others.empty())
    err << counted(state.others.size(), "autre fichier est", "autres fichiers sont")
        << " sur la clé, sans la gêner : " << state.others.front() << (state.others.size() > 1 ? "…" : "") << "\n";
  if (state.intact()) {
    err << "la copie est intacte : " << counted(state.files, "fichier vérifié", "fichiers vérifiés") << "\n";
    return;
  }
  if (state.interrupted) err << "la dernière copie ne s'est pas terminée\n";
  std::vector<std::string> counts;
  if (!state.missing.empty()) counts.push_back(counted(state.missing.size(), "fichier manque", "fichiers manquent"));
  if (!state.altered.empty())
    counts.push_back(counted(state.altered.size(), "fichier a changé", "fichiers ont changé"));
  if (!state.unexpected.empty())
    counts.push_back(counted(state.unexpected.size(), "fichier est en trop", "fichiers sont en trop"));
  if (!counts.empty()) err << "la copie est abîmée : " << join(counts, ", ") << "\n";
  err << "aide: « reperes export cle-usb --into " << folder.generic_string()
      << " » remet en place ce qui manque ou a changé";
  if (!state.unexpected.empty()) err << " ; ce qui est en trop se supprime à la main";
  err << "\n";
}

}  // namespace reperes

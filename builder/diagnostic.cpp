#include "builder/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <tuple>

#include "builder/text.h"

namespace reperes {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error: return "erreur";
    case Severity::warning: return "avertissement";
    case Severity::note: return "note";
  }
  return "";
}

void add_excerpts(Faults& faults, const std::function<std::string_view(const std::string& path)>& text_of) {
  for (auto& fault : faults) {
    if (fault.place.line <= 0 || !fault.excerpt.empty()) continue;
    auto text = text_of(fault.place.path);
    for (int line = 1; line < fault.place.line && !text.empty(); ++line) {
      const auto end = text.find('\n');
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    text = text.substr(0, text.find('\n'));
    // An excerpt may come from a file that is not text: show what is.
    if (!find_invalid_utf8(text)) fault.excerpt = text;
  }
}

void sort_faults(Faults& faults) {
  auto key = [](const Fault& fault) {
    return std::tie(fault.place.path, fault.place.line, fault.place.column, fault.code, fault.message);
  };
  std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  faults.erase(
      std::unique(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) { return key(a) == key(b); }),
      faults.end());
}

void limit_faults(Faults& faults) {
  constexpr const char* code = "trop-de-fautes";
  Faults kept;
  for (auto at = faults.begin(); at != faults.end();) {
    const auto end = std::find_if(at, faults.end(), [&](const Fault& f) { return f.place.path != at->place.path; });
    const auto count = static_cast<std::size_t>(end - at);
    const auto last = at + static_cast<std::ptrdiff_t>(std::min(count, faults_per_file_max));
    if (last != end && at->code != code) {
      Fault rest{code, Severity::note, {at->place.path, 0, 0, 0}, "", "corrigez celles-ci d'abord", ""};
      for (auto left = last; left != end; ++left) rest.severity = std::min(rest.severity, left->severity);
      rest.message = std::to_string(count) + " fautes dans ce fichier, les " + std::to_string(faults_per_file_max) +
                     " premières sont montrées";
      kept.push_back(std::move(rest));
    }
    std::move(at, last, std::back_inserter(kept));
    at = end;
  }
  faults = std::move(kept);
}

void raise_warnings(Faults& faults) {
  for (auto& fault : faults)
    if (fault.severity == Severity::warning) fault.severity = Severity::error;
}

bool has_errors(const Faults& faults) {
  return std::any_of(faults.begin(), faults.end(), [](const Fault& f) { return f.severity == Severity::error; });
}

namespace {

// What a terminal would obey (escape sequences, carriage returns) is shown as a harmless sign.
std::string printable(std::string_view text) {
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) out += c == '\t' ? " " : "\u00B7";
    else out.push_back(c);
  }
  return out;
}

// Long lines are shown as a window around the caret, so that a message stays readable.
constexpr int excerpt_characters_max = 110;

struct Window {
  std::string text;
  int column;  // of the caret in `text`, from 1
};

Window window_of(const std::string& line, int column) {
  const std::string clean = printable(line);
  if (count_characters(clean) <= excerpt_characters_max) return {clean, column};
  const int from = std::max(0, column - 1 - excerpt_characters_max / 2);
  std::string shown;
  int index = 0, taken = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const bool starts = (clean[i] & 0xC0) != 0x80;
    if (starts && index++ >= from && ++taken > excerpt_characters_max) break;
    if (index > from) shown.push_back(clean[i]);
  }
  return {(from > 0 ? "…" : "") + shown + "…", column - from + (from > 0 ? 1 : 0)};
}

}  // namespace

void print_faults(std::ostream& out, const Faults& faults, bool colour) {
  const auto paint = [&](const char* code) { return colour ? code : ""; };
  for (const auto& fault : faults) {
    out << paint("\x1b[1m") << printable(fault.place.path);
    if (fault.place.line > 0) out << ':' << fault.place.line;
    if (fault.place.line > 0 && fault.place.column > 0) out << ':' << fault.place.column;
    out << ": "
        << paint(fault.severity == Severity::error     ? "\x1b[31m"
                 : fault.severity == Severity::warning ? "\x1b[33m"
                                                       : "\x1b[36m")
        << severity_name(fault.severity) << paint("\x1b[0m") << ": " << printable(fault.message) << " [" << fault.code
        << "]\n";
    if (fault.place.line > 0 && !fault.excerpt.empty()) {
      const auto number = std::to_string(fault.place.line);
      const std::string margin(number.size() < 5 ? 5 - number.size() : 0, ' ');
      const auto window = window_of(fault.excerpt, std::max(1, fault.place.column));
      out << margin << number << " | " << window.text << '\n';
      if (fault.place.column > 0) {
        const int room = std::max(1, count_characters(window.text) - window.column + 1);
        const int carets = std::clamp(fault.place.length, 1, room);
        out << std::string(margin.size() + number.size(), ' ') << " | " << std::string(window.column - 1, ' ')
            << paint("\x1b[31m") << '^' << std::string(carets - 1, '~') << paint("\x1b[0m") << '\n';
      }
    }
    if (!fault.hint.empty()) out << paint("\x1b[36m") << "aide: " << paint("\x1b[0m") << printable(fault.hint) << '\n';
  }
}

std::string faults_to_json(const Faults& faults) {
  std::string out = "[";
  for (const auto& fault : faults) {
    if (out.size() > 1) out += ',';
    out += "{\"code\":\"" + json_string(fault.code) + "\",\"severity\":\"" +
           std::string(severity_name(fault.severity)) + "\",\"file\":\"" + json_string(fault.place.path) +
           "\",\"line\":" + std::to_string(fault.place.line) + ",\"column\":" + std::to_string(fault.place.column) +
           ",\"length\":" + std::to_string(fault.place.length) + ",\"message\":\"" + json_string(fault.message) +
           "\",\"hint\":\"" + json_string(fault.hint) + "\"}";
  }
  return out + "]";
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  const auto folded = fold(word);
  const int allowed = std::max(1, count_characters(folded) / 3);
  std::string best;
  int best_distance = allowed + 1;
  for (const auto& candidate : known) {
    const int distance = edit_distance(folded, fold(candidate), allowed);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace reperes

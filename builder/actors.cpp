#include "builder/actors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "builder/text.h"

namespace reperes {
namespace {

// The drawing, in its own units: as wide as a small telephone shows it at full size.
constexpr int width = 344, names_width = 104, head_height = 28, line_height = 15, row_least = 34;
constexpr int column = (width - names_width) / static_cast<int>(actor_roles.size());
constexpr int name_characters = 14;               // of a line of a name: no font is asked, this fits the widest
constexpr double disc_least = 9, disc_most = 17;  // radii, from a number near nothing to the greatest

std::string number(double value) {  // one decimal, whatever the locale
  const long tenths = std::lround(value * 10);
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

std::vector<std::string> wrapped(const std::string& name) {
  std::vector<std::string> lines;
  for (const std::string& word : split(name, ' ')) {
    if (!lines.empty() && count_characters(lines.back()) + 1 + count_characters(word) <= name_characters)
      lines.back() += " " + word;
    else
      lines.push_back(word);
  }
  return lines;
}

std::string text_at(double x, double y, std::string_view css_class, std::string_view text) {
  return "<text class=\"" + std::string(css_class) + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\">" +
         html_escape(text) + "</text>";
}

double middle_of(std::size_t role) {
  return names_width + column * (static_cast<double>(role) + 0.5);
}

}  // namespace

std::size_t Actor::sum() const {
  return std::accumulate(rights.begin(), rights.end(), std::size_t{0});
}

std::vector<RightActors> actors_by_right(const Catalogue& catalogue, const std::vector<std::size_t>& rights) {
  std::vector<RightActors> found;
  for (const std::size_t right : rights) {
    RightActors line{right, {}};
    for (std::size_t role = 0; role < actor_roles.size(); ++role)
      for (const Tie& tie : catalogue.ties[right])
        if (!tie.inverse && tie.relation->name == actor_roles[role] &&
            catalogue.fiches[tie.other].state != EditorialState::historical)
          line.institutions[role].push_back(tie.other);
    if (std::any_of(line.institutions.begin(), line.institutions.end(), [](const auto& some) { return !some.empty(); }))
      found.push_back(std::move(line));
  }
  std::stable_sort(found.begin(), found.end(), [&](const RightActors& a, const RightActors& b) {
    return french_less(catalogue.fiches[a.right].title, catalogue.fiches[b.right].title);
  });
  return found;
}

std::vector<Actor> actors_of(const Catalogue& catalogue, const std::vector<RightActors>& rights) {
  std::map<std::size_t, Actor> by_institution;
  for (const RightActors& right : rights)
    for (std::size_t role = 0; role < actor_roles.size(); ++role)
      for (const std::size_t institution : right.institutions[role]) {
        Actor& actor = by_institution[institution];
        actor.institution = institution;
        ++actor.rights[role];
      }
  std::vector<Actor> actors;
  for (const auto& [institution, actor] : by_institution) actors.push_back(actor);
  std::stable_sort(actors.begin(), actors.end(), [&](const Actor& a, const Actor& b) {
    if (a.sum() != b.sum()) return a.sum() > b.sum();
    return french_less(catalogue.fiches[a.institution].title, catalogue.fiches[b.institution].title);
  });
  return actors;
}

std::string actors_svg(const std::array<std::string, actor_roles.size()>& heads, const std::vector<ActorRow>& rows,
                       std::string_view label) {
  std::size_t most = 1;
  for (const ActorRow& row : rows) most = std::max(most, *std::max_element(row.rights.begin(), row.rights.end()));

  std::string drawn;
  for (std::size_t role = 0; role < heads.size(); ++role)
    drawn += text_at(middle_of(role), head_height - 10, "acteurs-role", heads[role]);
  double top = head_height;
  for (const ActorRow& row : rows) {
    const auto lines = wrapped(row.name);
    const double height = std::max<double>(row_least, line_height * static_cast<double>(lines.size()) + 8);
    const double middle = top + height / 2;
    drawn += "<path class=\"acteurs-trait\" d=\"M0 " + number(top) + "h" + std::to_string(width) + "\"/>";
    for (std::size_t line = 0; line < lines.size(); ++line)
      drawn += text_at(
          0, middle + 4.5 + line_height * (static_cast<double>(line) - (static_cast<double>(lines.size()) - 1) / 2),
          "acteurs-nom", lines[line]);
    for (std::size_t role = 0; role < row.rights.size(); ++role) {
      const auto rights = static_cast<double>(row.rights[role]);
      if (row.rights[role] == 0) continue;
      const double share = std::sqrt(rights / static_cast<double>(most));
      drawn += "<circle cx=\"" + number(middle_of(role)) + "\" cy=\"" + number(middle) + "\" r=\"" +
               number(disc_least + (disc_most - disc_least) * share) + "\"/>" +
               text_at(middle_of(role), middle + 4.2, "acteurs-nombre", std::to_string(row.rights[role]));
    }
    top += height;
  }
  return "<svg class=\"acteurs\" role=\"img\" aria-label=\"" + html_escape(label) + "\" viewBox=\"0 0 " +
         std::to_string(width) + " " + number(top) + "\">" + drawn + "</svg>";
}

}  // namespace reperes

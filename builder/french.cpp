#include "builder/french.h"

#include <algorithm>
#include <array>
#include <utility>

#include "builder/text.h"

namespace reperes {

Telephone telephone(std::string_view written) {
  std::string digits;
  bool plain = true;  // nothing but a number
  for (char c : written) {
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty()))
      digits += c;
    else if (c != ' ' && c != '.' && c != '-' && c != '(' && c != ')')
      plain = false;
  }
  if (!plain || digits.size() < 2) return {std::string(written), ""};
  auto pairs = [](std::string_view number) {  // « 123456789 » → « 1 23 45 67 89 »
    std::string shown;
    for (std::size_t i = 0; i < number.size(); ++i) {
      if (i && (number.size() - i) % 2 == 0) shown += "\u00A0";
      shown += number[i];
    }
    return shown;
  };
  Telephone result{std::string(written), digits};
  const std::string national = digits.starts_with("+33") && digits.size() == 12 ? "0" + digits.substr(3) : digits;
  if (national.size() == 10 && national.starts_with("08")) {  // « 0 800 23 13 13 », as these numbers are announced
    result.shown = "0\u00A0" + national.substr(1, 3) + "\u00A0" + pairs(national.substr(4));
  } else if (national.size() == 10 && national[0] == '0') {
    result.shown = pairs(national);
  } else if (digits.size() == 6) {
    result.shown = digits.substr(0, 3) + "\u00A0" + digits.substr(3);
  } else {
    result.shown = replace_all(std::string(written), " ", "\u00A0");
  }
  return result;
}

std::string opening_hours(std::string_view written) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> days = {{{"Mo", "lundi"},
                                                                                         {"Tu", "mardi"},
                                                                                         {"We", "mercredi"},
                                                                                         {"Th", "jeudi"},
                                                                                         {"Fr", "vendredi"},
                                                                                         {"Sa", "samedi"},
                                                                                         {"Su", "dimanche"},
                                                                                         {"PH", "jours fériés"}}};
  const std::string raw(written);
  if (trim(written) == "24/7") return "24 heures sur 24, 7 jours sur 7";
  auto day_name = [](std::string_view code) -> std::string {
    for (const auto& [short_name, name] : days)
      if (code == short_name) return std::string(name);
    return {};
  };
  auto clock = [](std::string_view time) -> std::string {  // « 08:30 » → « 8 h 30 »
    if (time.size() != 5 || time[2] != ':') return {};
    for (std::size_t i : {0, 1, 3, 4})
      if (time[i] < '0' || time[i] > '9') return {};
    std::string text(time[0] == '0' ? time.substr(1, 1) : time.substr(0, 2));
    text += "\u00A0h";
    if (time.substr(3) != "00") text += "\u00A0" + std::string(time.substr(3));
    return text;
  };
  std::vector<std::string> sentences;
  for (const std::string& part : split(written, ';')) {
    std::string rule = trim(part);
    if (rule.empty()) continue;
    std::size_t space = rule.find(' ');
    std::string when = space == std::string::npos ? "" : rule.substr(0, space);
    std::string hours = space == std::string::npos ? rule : trim(std::string_view(rule).substr(space + 1));
    if (space == std::string::npos && rule.find(':') == std::string::npos) return raw;
    std::string subject;
    if (!when.empty()) {
      std::vector<std::string> names;
      for (const std::string& span : split(when, ',')) {
        std::size_t dash = span.find('-');
        std::string first = day_name(span.substr(0, dash));
        std::string last = dash == std::string::npos ? "" : day_name(span.substr(dash + 1));
        if (first.empty() || (dash != std::string::npos && last.empty())) return raw;
        if (dash == std::string::npos)
          names.push_back(span == "PH" ? "les jours fériés" : "le " + first);
        else
          names.push_back(span == "Mo-Su" ? "tous les jours" : "du " + first + " au " + last);
      }
      subject = join(names, ", ");
    }
    if (hours == "off" || hours == "closed") {
      sentences.push_back("fermé " + (subject.empty() ? "" : subject));
      continue;
    }
    std::vector<std::string> spans;
    for (const std::string& span : split(hours, ',')) {
      std::string text = trim(span);
      if (text.size() != 11 || text[5] != '-') return raw;
      std::string from = clock(text.substr(0, 5)), to = clock(text.substr(6));
      if (from.empty() || to.empty()) return raw;
      spans.push_back(text == "00:00-24:00" ? "24 heures sur 24" : "de " + from + " à " + to);
    }
    sentences.push_back((subject.empty() ? "" : subject + " ") + join(spans, " et "));
  }
  if (sentences.empty()) return raw;
  return capitalised(join(sentences, "\u00A0; "));
}

// Most stretches of text hold nothing to change; looking is cheaper than copying.
static bool wants_french_spaces(std::string_view text) {
  for (std::size_t at = text.find(' '); at != std::string_view::npos && at + 1 < text.size();
       at = text.find(' ', at + 1))
    if (std::string_view(":;!?%\xC2\xE2").find(text[at + 1]) != std::string_view::npos) return true;
  return text.find("«") != std::string_view::npos;
}

std::string typography(std::string_view text) {
  std::string shown = wants_french_spaces(text) ? french_spaces(text) : std::string(text);
  return shown.find('\'') == std::string::npos ? shown : replace_all(std::move(shown), "'", "’");
}

std::string typography_html(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  bool code = false;  // what is inside <code> is there to be copied: it keeps its characters
  for (std::size_t at = 0; at < html.size();) {
    std::size_t tag = std::min(html.find('<', at), html.size());
    const std::string_view text = html.substr(at, tag - at);
    out += code ? std::string(text) : typography(text);
    if (html.substr(tag).starts_with("<code")) code = true;
    if (html.substr(tag).starts_with("</code")) code = false;
    std::size_t end = tag == html.size() ? tag : html.find('>', tag);
    end = end == std::string_view::npos ? html.size() : std::min(end + 1, html.size());
    out += html.substr(tag, end - tag);
    at = end;
  }
  return out;
}

std::string grouped_digits(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, "\u202F");
  return digits;
}

std::string capitalised(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  } else if (text.size() > 1 && static_cast<unsigned char>(text[0]) == 0xC3) {
    auto second = static_cast<unsigned char>(text[1]);  // à…þ stand 0x20 above À…Þ
    if (second >= 0xA0 && second <= 0xBE && second != 0xB7) text[1] = static_cast<char>(second - 0x20);
  }
  return text;
}

std::string host_of(std::string_view url) {
  std::size_t start = url.find("://");
  if (start == std::string_view::npos) return std::string(url.substr(url.find(':') + 1));
  std::string_view rest = url.substr(start + 3);
  return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

}  // namespace reperes

// How it works: partials are laid into their layout as text before parsing (one parse, no surprise at render time), and
// a list of stretches remembers where each piece came from, so that a fault names the file the author must open.
// kainjow prints nothing for a name it does not find; our context sits between it and the data and writes down what was
// missing.

#include "builder/template.h"

#include <algorithm>
#include <deque>
#include <kainjow/mustache.hpp>
#include <set>
#include <unordered_map>

#include "builder/text.h"

namespace reperes {
namespace {

using kainjow::mustache::basic_context;
using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::mustache;

// Partials inside partials: deeper than this is a circle.
constexpr int partial_depth_max = 16;

// A stretch of the expanded text and where it was written.
struct Stretch {
  std::size_t begin = 0;   // in the expanded text
  std::string source;      // template name
  std::size_t offset = 0;  // in that template's own text
};

struct Tag {
  std::string name;  // without sigil and spaces
  char sigil = 0;    // # ^ / > ! & { = or 0
  std::size_t begin = 0, end = 0;
};

// The tags of a template, in order. An unclosed one ends the list: kainjow reports it.
std::vector<Tag> scan_tags(std::string_view text) {
  std::vector<Tag> tags;
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
    bool triple = text.substr(at, 3) == "{{{";
    std::string_view closing = triple ? "}}}" : "}}";
    std::size_t inside = at + (triple ? 3 : 2);
    std::size_t close = text.find(closing, inside);
    if (close == std::string_view::npos) break;
    Tag tag;
    tag.begin = at;
    tag.end = close + closing.size();
    std::string content = trim(text.substr(inside, close - inside));
    if (triple) {
      tag.sigil = '{';
    } else if (!content.empty() && std::string_view("#^/>!&=").find(content[0]) != std::string_view::npos) {
      tag.sigil = content[0];
      content = trim(std::string_view(content).substr(1));
    }
    tag.name = std::move(content);
    at = tag.end;
    tags.push_back(std::move(tag));
  }
  return tags;
}

Place place_in(std::string_view text, std::size_t offset, const std::string& shown, std::string& excerpt) {
  offset = std::min(offset, text.size());
  std::size_t line_start = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  line_start = line_start == std::string_view::npos ? 0 : line_start + 1;
  std::size_t line_end = std::min(text.find('\n', offset), text.size());
  excerpt = std::string(text.substr(line_start, line_end - line_start));
  Place place;
  place.path = shown;
  place.line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  place.column = 1 + count_characters(text.substr(line_start, offset - line_start));
  return place;
}

// The data as kainjow wants it, made only where it looks: a page's data is a large tree, a layout reads a part of it.
class Context : public basic_context<std::string> {
 public:
  explicit Context(const Value& root) { stack_.push_back(&root); }

  void push(const data* pushed) override {
    auto known = values_.find(pushed);
    stack_.push_back(known == values_.end() ? &nothing_ : known->second);
  }
  void pop() override { stack_.pop_back(); }

  const data* get(const std::string& name) const override {
    const Value* value = find(name);
    if (!value) {
      missing_.insert(name);
      return nullptr;
    }
    return as_data(*value);
  }
  const data* get_partial(const std::string&) const override { return nullptr; }  // laid in before parsing

  const std::set<std::string>& missing() const { return missing_; }

 private:
  static const Value* child(const Value& value, std::string_view name) {
    auto map = std::get_if<std::shared_ptr<const ValueMap>>(&value.is);
    if (!map) return nullptr;
    auto found = (*map)->find(name);
    return found == (*map)->end() ? nullptr : &found->second;
  }

  const Value* find(std::string_view name) const {
    if (name == ".") return stack_.back();
    std::size_t dot = name.find('.');
    std::string_view first = name.substr(0, dot);
    for (auto level = stack_.rbegin(); level != stack_.rend(); ++level) {
      const Value* value = child(**level, first);
      if (!value) continue;
      while (value && dot != std::string_view::npos) {
        std::size_t next = name.find('.', dot + 1);
        value = child(*value, name.substr(dot + 1, next == std::string_view::npos ? next : next - dot - 1));
        dot = next;
      }
      return value;
    }
    return nullptr;
  }

  // An empty text counts as false in a section and prints as nothing: kainjow's « false » is both.
  static data scalar(const Value& value) {
    if (auto text = std::get_if<std::string>(&value.is)) return text->empty() ? data(false) : data(*text);
    if (auto flag = std::get_if<bool>(&value.is)) return data(*flag);
    return data(true);  // a map: kainjow only asks whether to enter it; its names are looked up here
  }

  const data* as_data(const Value& value) const {
    auto made = made_.find(&value);
    if (made != made_.end()) return made->second;
    const data* result = nullptr;
    if (auto items = std::get_if<std::shared_ptr<const ValueList>>(&value.is)) {
      list shells;
      shells.reserve((*items)->size());
      for (const Value& item : **items) shells.push_back(scalar(item));
      result = &arena_.emplace_back(shells);
      for (std::size_t i = 0; i < (*items)->size(); ++i) values_[&result->list_value()[i]] = &(**items)[i];
    } else {
      result = &arena_.emplace_back(scalar(value));
      values_[result] = &value;
    }
    made_[&value] = result;
    return result;
  }

  const Value nothing_;
  std::vector<const Value*> stack_;
  mutable std::deque<data> arena_;
  mutable std::unordered_map<const data*, const Value*> values_;
  mutable std::unordered_map<const Value*, const data*> made_;
  mutable std::set<std::string> missing_;
};

}  // namespace

struct Templates::Parsed {
  struct Layout {
    std::string text;  // expanded
    std::vector<Stretch> stretches;
    std::vector<Tag> tags;
    mutable mustache parsed{""};  // read only once parsed: no lambda and no partial is left in it
    bool sound = true;
  };
  std::map<std::string, std::string> texts, shown;
  std::map<std::string, Layout> layouts;

  Fault fault_at(const std::string& source, std::size_t offset, int length, std::string code, std::string message,
                 std::string hint) const {
    Fault fault;
    fault.code = std::move(code);
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    auto path = shown.find(source);
    fault.place = place_in(texts.at(source), offset, path == shown.end() ? source : path->second, fault.excerpt);
    fault.place.length = length;
    return fault;
  }

  Fault fault_in(const Layout& layout, std::size_t offset, int length, std::string code, std::string message,
                 std::string hint = {}) const {
    auto after = std::upper_bound(layout.stretches.begin(), layout.stretches.end(), offset,
                                  [](std::size_t at, const Stretch& stretch) { return at < stretch.begin; });
    const Stretch& stretch = after == layout.stretches.begin() ? layout.stretches.front() : *(after - 1);
    return fault_at(stretch.source, stretch.offset + (offset - stretch.begin), length, std::move(code),
                    std::move(message), std::move(hint));
  }

  void expand(const std::string& name, int depth, Layout& into, Faults& faults) const {
    const std::string& text = texts.at(name);
    std::size_t done = 0;
    auto copy_until = [&](std::size_t end) {
      if (end > done) {
        into.stretches.push_back({into.text.size(), name, done});
        into.text.append(text, done, end - done);
      }
    };
    for (const Tag& tag : scan_tags(text)) {
      if (tag.sigil != '>' && tag.sigil != '=') continue;
      copy_until(tag.begin);
      done = tag.end;
      int length = count_characters(std::string_view(text).substr(tag.begin, tag.end - tag.begin));
      if (tag.sigil == '=') {
        faults.push_back(fault_at(name, tag.begin, length, "gabarit-illisible",
                                  "changer les accolades n'est pas prévu dans les gabarits", ""));
        into.sound = false;
        continue;
      }
      std::string partial = tag.name.starts_with("partials/") ? tag.name : "partials/" + tag.name;
      if (!texts.contains(partial)) {
        std::vector<std::string> known;
        for (const auto& [other, unused] : texts)
          if (other.starts_with("partials/")) known.push_back(other.substr(9));
        const std::string near = nearest(tag.name, known);
        faults.push_back(fault_at(name, tag.begin, length, "gabarit-partiel-inconnu",
                                  "aucun morceau de gabarit « " + tag.name + " » dans partials/",
                                  near.empty() ? "" : "vouliez-vous dire « " + near + " » ?"));
        into.sound = false;
      } else if (depth >= partial_depth_max) {
        faults.push_back(fault_at(name, tag.begin, length, "gabarit-circulaire",
                                  "le morceau « " + tag.name + " » s'appelle lui-même", ""));
        into.sound = false;
      } else {
        expand(partial, depth + 1, into, faults);
        if (into.text.ends_with('\n')) into.text.pop_back();  // the file's last line end is not part of the piece
      }
    }
    copy_until(text.size());
  }

  // kainjow's errors end in « at OFFSET ».
  Fault parse_fault(const Layout& layout) const {
    const std::string& message = layout.parsed.error_message();
    std::size_t digits = message.find_last_not_of("0123456789") + 1;
    std::size_t offset = digits < message.size() ? std::stoul(message.substr(digits)) : 0;
    std::string sentence = "gabarit illisible";
    if (message.starts_with("Unclosed section")) sentence = "section ouverte ici et jamais fermée";
    if (message.starts_with("Unopened section")) sentence = "section fermée ici sans avoir été ouverte";
    if (message.starts_with("Unclosed tag")) sentence = "accolades ouvertes ici et jamais fermées";
    return fault_in(layout, offset, 2, "gabarit-illisible", sentence);
  }
};

Templates::Templates(const std::map<std::string, std::string>& texts, const std::map<std::string, std::string>& shown,
                     Faults& faults)
    : parsed_(std::make_unique<Parsed>()) {
  parsed_->texts = texts;
  parsed_->shown = shown;
  for (const auto& [name, text] : texts) {
    if (name.starts_with("partials/")) continue;
    Parsed::Layout& layout = parsed_->layouts[name];
    parsed_->expand(name, 0, layout, faults);
    if (layout.stretches.empty()) layout.stretches.push_back({0, name, 0});
    layout.tags = scan_tags(layout.text);
    layout.parsed = mustache(layout.text);
    if (!layout.parsed.is_valid()) {
      faults.push_back(parsed_->parse_fault(layout));
      layout.sound = false;
    }
    layout.parsed.set_custom_escape([](const std::string& plain) { return html_escape(plain); });
  }
}

Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

std::string Templates::render(const std::string& name, const Value& data, Faults& faults) const {
  auto found = parsed_->layouts.find(name);
  if (found == parsed_->layouts.end()) {
    Fault fault;
    fault.code = "gabarit-absent";
    fault.place.path = "layouts/" + name + ".mustache";
    fault.message = "le thème n'a pas de gabarit « " + name + " »";
    faults.push_back(std::move(fault));
    return {};
  }
  const Parsed::Layout& layout = found->second;
  if (!layout.sound) return {};  // said once, when the theme was read

  Context context(data);
  std::string page;
  page.reserve(layout.text.size() * 2);
  struct Sink {  // kainjow asks for « << »
    std::string& into;
    Sink& operator<<(const std::string& text) {
      into += text;
      return *this;
    }
  } sink{page};
  layout.parsed.render(context, sink);

  for (const std::string& missing : context.missing()) {
    auto tag = std::find_if(layout.tags.begin(), layout.tags.end(),
                            [&](const Tag& candidate) { return candidate.name == missing && candidate.sigil != '/'; });
    std::size_t at = tag == layout.tags.end() ? 0 : tag->begin;
    int length = tag == layout.tags.end() ? 1 : static_cast<int>(tag->end - tag->begin);
    faults.push_back(parsed_->fault_in(layout, at, length, "gabarit-variable-inconnue",
                                       "la variable « " + missing + " » n'existe pas pour cette page"));
  }
  return page;
}

}  // namespace reperes

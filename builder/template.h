// Layouts: mustache templates of the theme, filled with plain values. kainjow's mustache is behind this header only.
//
// Every variable is HTML-escaped ({{x}}); {{{x}}} is for HTML the builder made itself. A variable or partial that the
// data does not know is a fault with file, line and column of the layout (a missing name is never silently empty).

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "builder/diagnostic.h"

namespace reperes {

// What a layout is filled with. `Value{}` is false; an empty list or text is false too in sections.
struct Value;
using ValueList = std::vector<Value>;
using ValueMap = std::map<std::string, Value, std::less<>>;
struct Value {
  std::variant<bool, std::string, std::shared_ptr<const ValueList>, std::shared_ptr<const ValueMap>> is = false;
  Value() = default;
  Value(bool flag) : is(flag) {}
  Value(const char* text) : is(std::string(text)) {}
  Value(std::string text) : is(std::move(text)) {}
  Value(std::string_view text) : is(std::string(text)) {}
  Value(ValueList list) : is(std::make_shared<const ValueList>(std::move(list))) {}
  Value(ValueMap map) : is(std::make_shared<const ValueMap>(std::move(map))) {}
};

// The theme's templates, parsed once. Rendering is const and may run on several threads.
class Templates {
 public:
  // name → text, « page » for layouts/page.mustache, « partials/carte » for partials; shown: name → path for faults.
  Templates(const std::map<std::string, std::string>& texts, const std::map<std::string, std::string>& shown,
            Faults& faults);
  ~Templates();
  Templates(Templates&&) noexcept;
  std::string render(const std::string& name, const Value& data, Faults& faults) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace reperes

// JSON as text of a classic script: safe inside <script>, in the order it is given, nothing that was empty.

#pragma once

#include <string>
#include <string_view>

#include "builder/text.h"

namespace reperes {

inline std::string json(std::string_view text) {
  return '"' + json_string(text) + '"';
}

template <typename Values, typename Print>
std::string json_array(const Values& values, Print print) {
  std::string out = "[";
  for (const auto& value : values) {
    if (out.size() > 1) out += ",";
    out += print(value);
  }
  return out + "]";
}

inline const std::string& as_is(const std::string& value) {
  return value;
}

// An object; what is empty is left out.
class JsonObject {
 public:
  JsonObject& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : raw(name, json(value));
  }
  JsonObject& raw(std::string_view name, const std::string& value) {
    if (value != "[]") out_ += (out_.empty() ? "" : ",") + json(name) + ":" + value;
    return *this;
  }
  std::string take() const { return "{" + out_ + "}"; }

 private:
  std::string out_;
};

}  // namespace reperes

#include "builder/scaffold.h"

#include <vector>

#include "builder/text.h"

namespace reperes {

namespace {

// A title as a YAML value that means exactly itself.
std::string yaml_text(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

std::string choices_of(const Field& field) {
  std::vector<std::string> values;
  for (const auto& choice : model().vocabulary(field.vocabulary).choices) values.push_back(choice.value);
  if (values.size() > 14) return "";
  return " (" + join(values, ", ") + ")";
}

std::string empty_value(const Field& field) {
  switch (field.shape) {
    case Shape::choices:
    case Shape::texts:
    case Shape::references: return " []";
    case Shape::records: return field.fields.empty() ? " []" : "\n  - " + field.fields.front().name + ":";
    case Shape::record: {
      std::string lines;
      for (const auto& sub : field.fields) lines += "\n  # " + sub.name + ": " + sub.help;
      return lines;
    }
    default: return "";
  }
}

std::string schema_of(const Field& field);

std::string object_schema(const std::vector<Field>& fields) {
  std::string properties, required;
  for (const auto& field : fields) {
    properties += (properties.empty() ? "\n\"" : ",\n\"") + field.name + "\":" + schema_of(field);
    if (!field.required.empty()) required += (required.empty() ? "\"" : ",\"") + field.name + "\"";
  }
  return "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + properties + "}" +
         (required.empty() ? "" : ",\"required\":[" + required + "]") + "}";
}

std::string enumeration(const std::string& vocabulary) {
  std::string values;
  for (const auto& choice : model().vocabulary(vocabulary).choices)
    values += (values.empty() ? "\"" : ",\"") + json_string(choice.value) + "\"";
  return "{\"enum\":[" + values + "]}";
}

constexpr const char* link_schema =
    "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"id\":{"
    "\"type\":\"string\"},"
    "\"jours\":{\"type\":\"integer\"},\"si\":{\"type\":\"string\"},\"note\":{\"type\":\"string\"}},\"required\":["
    "\"id\"]}]}";

std::string shape_schema(const Field& field) {
  switch (field.shape) {
    case Shape::text: return "{\"type\":[\"string\",\"number\",\"null\"]}";
    case Shape::date: return "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}";
    case Shape::integer: return "{\"type\":[\"integer\",\"null\"],\"minimum\":0}";
    case Shape::url: return "{\"type\":[\"string\",\"null\"],\"pattern\":\"^(https?://|mailto:|tel:)\"}";
    case Shape::choice: return enumeration(field.vocabulary);
    case Shape::choices:
      return "{\"type\":\"array\",\"uniqueItems\":true,\"items\":" + enumeration(field.vocabulary) + "}";
    case Shape::texts: return "{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"number\"]}}";
    case Shape::reference: return link_schema;
    case Shape::references: return std::string("{\"type\":\"array\",\"items\":") + link_schema + "}";
    case Shape::record:
    case Shape::records: {
      const auto object = object_schema(field.fields);
      return field.shape == Shape::record ? object : "{\"type\":\"array\",\"items\":" + object + "}";
    }
  }
  return "{}";
}

std::string schema_of(const Field& field) {
  auto schema = shape_schema(field);
  if (!field.help.empty())
    schema.insert(1, "\"description\":\"" + json_string(field.help) + "\"" + (schema == "{}" ? "" : ","));
  return schema;
}

std::string relations_schema(Kind kind) {
  std::string properties;
  for (const auto& relation : model().relations) {
    if (!relation.from.has(kind)) continue;
    properties += (properties.empty() ? "\n\"" : ",\n\"") + relation.name + "\":{\"description\":\"" +
                  json_string(relation.label) + "\",\"type\":\"array\",\"items\":" + link_schema + "}";
  }
  return "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + properties + "}}";
}

std::string kind_schema(const KindInfo& kind) {
  std::string properties;
  for (const auto& field : model().fields) {
    if (!field.kinds.has(kind.kind)) continue;
    const auto schema = field.name == "relations" ? relations_schema(kind.kind)
                        : field.name == "type"    ? "{\"const\":\"" + kind.name + "\"}"
                                                  : schema_of(field);
    properties += (properties.empty() ? "\n\"" : ",\n\"") + field.name + "\":" + schema;
  }
  return "{\"title\":\"" + json_string(kind.label) +
         "\",\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + properties +
         "\n},\"required\":[\"titre\"]}";
}

}  // namespace

std::string new_fiche(const KindInfo& kind, std::string_view title) {
  std::string out = "---\ntitre: " + yaml_text(title) + "\n";
  for (const auto& field : model().fields) {
    if (!field.required.has(kind.kind) || field.name == "titre") continue;
    out += "# " + field.help + (field.vocabulary.empty() ? "" : choices_of(field)) + "\n" + field.name + ":" +
           empty_value(field) + "\n";
  }
  out += "territoire: {echelle: national, codes: [france]}\nurgence: 0\netat: brouillon\nvisibilite: public\n";
  std::vector<std::string> relations;
  for (const auto& relation : model().relations)
    if (relation.from.has(kind.kind)) relations.push_back(relation.name);
  out += "# Liens vers d'autres fiches, par leur identifiant : " + join(relations, ", ") +
         "\nrelations:\n  voir: []\n---\n";
  for (const auto& heading : kind.headings) out += "\n## " + heading + "\n";
  return out;
}

std::string front_matter_schema(const KindInfo& kind) {
  auto schema = kind_schema(kind);
  schema.insert(1, "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",");
  return schema + "\n";
}

std::string front_matter_schema() {
  std::string kinds;
  for (const auto& kind : model().kinds) kinds += (kinds.empty() ? "\n" : ",\n") + kind_schema(kind);
  return "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Fiche Repères\",\"anyOf\":[" +
         kinds + "\n]}\n";
}

}  // namespace reperes

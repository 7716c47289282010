#pragma once

/// Compares a page's data with src/page/schema.json: field for field, type for type.

#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

namespace leitwort::test {

class PageSchema {
 public:
  explicit PageSchema(const std::string& path) : schema_(read(path)) {}

  [[nodiscard]] const nlohmann::ordered_json& blocks() const { return schema_.at("blocks"); }

  /// What is wrong with a value of a type, the first of it; empty: nothing is.
  [[nodiscard]] std::string wrong(const nlohmann::json& value, const std::string& type) const {
    if (type.ends_with('?')) {
      return value.is_null() ? "" : wrong(value, type.substr(0, type.size() - 1));
    }
    if (type.ends_with("[]")) return wrong_list(value, type.substr(0, type.size() - 2), true);
    if (type.starts_with('{')) return wrong_list(value, type.substr(1, type.size() - 2), false);
    if (type == "text") return value.is_string() ? "" : "no text";
    if (type == "flag") return value.is_boolean() ? "" : "no flag";
    if (type == "count") return value.is_number_unsigned() ? "" : "no count";
    if (type == "whole") return value.is_number_integer() ? "" : "no whole number";
    if (type == "ratio" || type.starts_with("decimal")) return value.is_number() ? "" : "no number";
    return wrong_object(value, type);
  }

 private:
  static nlohmann::ordered_json read(const std::string& path) {
    std::ifstream file(path);
    return nlohmann::ordered_json::parse(file);
  }

  [[nodiscard]] std::string wrong_list(const nlohmann::json& list, const std::string& type,
                                       bool is_array) const {
    if (is_array ? !list.is_array() : !list.is_object()) return "no list";
    for (const auto& [key, value] : list.items()) {
      const std::string what = wrong(value, type);
      if (!what.empty()) return key + ": " + what;
    }
    return "";
  }

  [[nodiscard]] std::string wrong_object(const nlohmann::json& object,
                                         const std::string& name) const {
    for (const nlohmann::ordered_json& of : schema_.at("objects")) {
      if (of.at("name") != name) continue;
      const nlohmann::ordered_json& fields = of.at("fields");
      if (object.size() != fields.size()) return name + " has not as many fields";
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto field = fields[i].at("name").get<std::string>();
        if (object.is_object() && !object.contains(field)) return name + " lacks " + field;
        const nlohmann::json& value = object.is_array() ? object.at(i) : object.at(field);
        std::string what = wrong(value, fields[i].at("type").get<std::string>());
        if (what.empty() && fields[i].contains("values") && !is_one_of(value, fields[i])) {
          what = "none of its values: " + value.dump();
        }
        if (!what.empty()) return name + "." + field + ": " + what;
      }
      return "";
    }
    return "no such object: " + name;
  }

  static bool is_one_of(const nlohmann::json& value, const nlohmann::ordered_json& field) {
    for (const nlohmann::ordered_json& allowed : field.at("values")) {
      if (value.get<std::string>() == allowed.get<std::string>()) return true;
    }
    return false;
  }

  nlohmann::ordered_json schema_;
};

}  // namespace leitwort::test

#pragma once

/// JSON as short as it can be: no spaces, and numbers of no more digits than they deserve.

#include <cmath>
#include <concepts>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace leitwort::page {

/// Writes values one after another; what belongs between them comes by itself.
class JsonText {
 public:
  void open(char bracket) {
    separate();
    text_ += bracket;
  }
  void close(char bracket) { text_ += bracket; }
  void key(std::string_view name) {
    string(name);
    text_ += ':';
  }
  /// Bytes that are not UTF-8 become U+FFFD.
  void string(std::string_view value) {
    using Json = nlohmann::json;
    separate();
    text_ += Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  void number(std::integral auto value) {
    separate();
    fmt::format_to(std::back_inserter(text_), "{}", value);
  }
  /// To six significant digits, as in tables; what is no number is null.
  void ratio(double value) {
    if (!std::isfinite(value)) return null();
    separate();
    fmt::format_to(std::back_inserter(text_), "{:.6g}", value);
  }
  /// Rounded to so many decimals.
  void decimal(double value, int decimals) {
    if (!std::isfinite(value)) return null();
    separate();
    const double unit = std::pow(10.0, decimals);
    fmt::format_to(std::back_inserter(text_), "{}", std::round(value * unit) / unit);
  }
  void boolean(bool value) {
    separate();
    text_ += value ? "true" : "false";
  }
  void null() {
    separate();
    text_ += "null";
  }

  /// What was written. Nothing is left here.
  std::string take() { return std::move(text_); }

 private:
  void separate() {
    if (text_.empty()) return;
    const char last = text_.back();
    if (last != '{' && last != '[' && last != ':') text_ += ',';
  }
  std::string text_;
};

}  // namespace leitwort::page

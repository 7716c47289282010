#pragma once

/// Lists of the page's data that are made while they are written, so that no second copy of what
/// was found is ever held.

#include "page/json.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <ranges>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leitwort::page {

/// The values of a list, one after another; each is gone when the next one comes.
template <typename Value>
class Each {
 public:
  using Take = std::function<void(const Value&)>;

  /// `visit` gives every value to what it is given. It is called once, when the list is written:
  /// what it refers to must be there by then.
  explicit Each(std::function<void(const Take&)> visit) : visit_(std::move(visit)) {}

  void visit(const Take& take) const { visit_(take); }

 private:
  std::function<void(const Take&)> visit_;
};

/// A range that is named is referred to; one that is not, and a view in any case, is kept.
template <typename Range>
using Held = std::conditional_t<std::ranges::view<std::remove_cvref_t<Range>>,
                                std::remove_cvref_t<Range>, Range>;

/// What `make` makes of each of a range.
template <typename Value, typename Range, typename Make = std::identity>
Each<Value> each(Range&& range, Make make = {}) {
  using Take = typename Each<Value>::Take;
  return Each<Value>([held = std::tuple<Held<Range>>(std::forward<Range>(range)),
                      make = std::move(make)](const Take& take) {
    for (auto&& value : std::get<0>(held)) take(std::invoke(make, value));
  });
}

/// A value under a key that is data itself.
template <typename Value>
using Keyed = std::pair<std::string, Value>;

/// Six significant digits; what is no number is null.
struct Ratio {
  // NOLINTNEXTLINE(google-explicit-constructor): a number is one
  Ratio(double number) : value(number) {}
  double value;
};

/// So many decimals; what is no number is null.
template <int decimals>
struct Decimal {
  // NOLINTNEXTLINE(google-explicit-constructor): a number is one
  Decimal(double number) : value(number) {}
  double value;
};

// Named by type, so that the fields of an object are all written in the same way.

inline void write(JsonText& json, const std::string& value) {
  json.string(value);
}
inline void write(JsonText& json, std::uint64_t value) {
  json.number(value);
}
inline void write(JsonText& json, std::int64_t value) {
  json.number(value);
}
inline void write(JsonText& json, bool value) {
  json.boolean(value);
}
inline void write(JsonText& json, Ratio ratio) {
  json.ratio(ratio.value);
}
template <int decimals>
void write(JsonText& json, Decimal<decimals> decimal) {
  json.decimal(decimal.value, decimals);
}

template <typename Value>
void write(JsonText& json, const Each<Value>& list) {
  json.open('[');
  list.visit([&](const Value& value) { write(json, value); });
  json.close(']');
}

template <typename Value>
void write(JsonText& json, const Each<Keyed<Value>>& list) {
  json.open('{');
  list.visit([&](const Keyed<Value>& keyed) {
    json.key(keyed.first);
    write(json, keyed.second);
  });
  json.close('}');
}

template <typename Value>
void write(JsonText& json, const std::optional<Value>& value) {
  if (value)
    write(json, *value);
  else
    json.null();
}

}  // namespace leitwort::page

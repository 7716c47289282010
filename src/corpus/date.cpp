#include "corpus/source.hpp"
#include <leitwort/corpus.hpp>

#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace leitwort {
namespace {

using corpus::trim;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads exactly `width` digits at `position`; -1 where they are not there.
int digits(std::string_view text, std::size_t position, std::size_t width) {
  if (position + width > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(position, width)) {
    if (!is_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool strip_circa(std::string_view& text) {
  if (text.ends_with('~')) {
    text = trim(text.substr(0, text.size() - 1));
    return true;
  }
  for (const std::string_view mark : {"circa", "ca.", "c.", "ca", "c"}) {
    if (text.starts_with(mark)) {
      const std::string_view rest = trim(text.substr(mark.size()));
      if (rest.empty() || !is_digit(rest.front())) continue;
      text = rest;
      return true;
    }
  }
  return false;
}

}  // namespace

DatePrecision Date::precision() const {
  if (year == 0) return DatePrecision::none;
  if (month == 0) return DatePrecision::year;
  return day == 0 ? DatePrecision::month : DatePrecision::day;
}

std::optional<Date> parse_date(std::string_view text) {
  text = trim(text);
  Date date;
  date.circa = strip_circa(text);

  const int year = digits(text, 0, 4);
  if (year < 1) return std::nullopt;
  date.year = static_cast<std::int16_t>(year);
  if (text.size() == 4) return date;

  const int month = text[4] == '-' ? digits(text, 5, 2) : -1;
  if (month < 1 || month > 12) return std::nullopt;
  date.month = static_cast<std::uint8_t>(month);
  if (text.size() == 7) return date;

  const int day = text[7] == '-' ? digits(text, 8, 2) : -1;
  const auto ymd = std::chrono::year(year) / month / (day < 0 ? 0 : day);
  if (day < 1 || !ymd.ok()) return std::nullopt;
  date.day = static_cast<std::uint8_t>(day);
  if (text.size() == 10) return date;
  // A time of day is finer than anything here compares; that it follows a date is enough.
  const bool time_follows = (text[10] == 'T' || text[10] == ' ') && digits(text, 11, 2) >= 0;
  return time_follows ? std::optional(date) : std::nullopt;
}

std::string to_string(const Date& date) {
  switch (date.precision()) {
    case DatePrecision::none:
      return "";
    case DatePrecision::year:
      return fmt::format("{:04}", date.year);
    case DatePrecision::month:
      return fmt::format("{:04}-{:02}", date.year, date.month);
    case DatePrecision::day:
      break;
  }
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string_view precision_name(const Date& date) {
  if (!date.known()) return "";
  if (date.circa) return "circa";
  constexpr std::array<std::string_view, 4> names = {"", "year", "month", "day"};
  return names[static_cast<std::size_t>(date.precision())];
}

std::partial_ordering compare_dates(const Date& a, const Date& b) {
  if (!a.known() || !b.known()) return std::partial_ordering::unordered;
  if (a.year != b.year) return a.year <=> b.year;
  if (a.month == 0 || b.month == 0) return std::partial_ordering::equivalent;
  if (a.month != b.month) return a.month <=> b.month;
  if (a.day == 0 || b.day == 0) return std::partial_ordering::equivalent;
  return a.day <=> b.day;
}

}  // namespace leitwort

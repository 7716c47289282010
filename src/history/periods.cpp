#include <leitwort/history.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace leitwort {
namespace {

constexpr int kNoPeriod = std::numeric_limits<int>::min();

/// The number of a date's period since year 0, kNoPeriod where the date is unknown or too coarse.
int period_number(const Date& date, PeriodLength length) {
  if (!date.known()) return kNoPeriod;
  switch (length) {
    case PeriodLength::month:
      return date.month == 0 ? kNoPeriod : date.year * 12 + date.month - 1;
    case PeriodLength::year:
      return date.year;
    case PeriodLength::decade:
      break;
  }
  return date.year / 10;
}

std::string name_of(int number, PeriodLength length) {
  switch (length) {
    case PeriodLength::month:
      return fmt::format("{:04}-{:02}", number / 12, number % 12 + 1);
    case PeriodLength::year:
      return fmt::format("{:04}", number);
    case PeriodLength::decade:
      break;
  }
  return fmt::format("{:04}s", number * 10);
}

}  // namespace

std::string Periods::name(std::size_t entry) const {
  const std::string first = name_of(begin[entry], length);
  return run(entry) == 1 ? first
                         : fmt::format("{}..{}", first, name_of(begin[entry + 1] - 1, length));
}

Periods make_periods(const Tokens& tokens, std::span<const Date> dates, PeriodLength length) {
  Periods periods;
  periods.length = length;
  std::vector<int> numbers;  // of the periods with documents
  for (const Date& date : dates) {
    const int number = period_number(date, length);
    if (number != kNoPeriod) numbers.push_back(number);
  }
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (const int number : numbers) {
    if (periods.begin.empty()) periods.begin.push_back(number);
    if (number - periods.begin.back() > kLongestEmptyRun) periods.begin.push_back(number);
    while (periods.begin.back() < number) periods.begin.push_back(periods.begin.back() + 1);
    periods.begin.push_back(number + 1);
  }
  periods.documents.resize(periods.begin.empty() ? 0 : periods.begin.size() - 1);
  periods.tokens.resize(periods.documents.size());
  for (DocumentIndex d = 0; d < dates.size(); ++d) {
    const int number = period_number(dates[d], length);
    if (number == kNoPeriod) {
      periods.of_document.push_back(-1);
      ++periods.left_out;
      continue;
    }
    const auto entry = static_cast<std::size_t>(std::ranges::lower_bound(periods.begin, number) -
                                                periods.begin.begin());
    periods.of_document.push_back(static_cast<std::int32_t>(entry));
    ++periods.documents[entry];
    periods.tokens[entry] += tokens.document_begin[d + 1] - tokens.document_begin[d];
  }
  return periods;
}

}  // namespace leitwort

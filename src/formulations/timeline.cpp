#include <leitwort/formulations.hpp>

#include <algorithm>
#include <functional>
#include <limits>

#include <fmt/format.h>

namespace leitwort {
namespace {

/// The documents that none precedes by `before` (less: the earliest; greater: the latest), and the
/// least precise of their dates. A document is beaten only by a better year; by a better month of
/// that year; by a better day of the best month: so the best of each is found, then compared with.
template <typename Before>
Attestation extreme(std::span<const DocumentIndex> documents, std::span<const Date> dates,
                    Before before) {
  const auto best_of = [&](auto member, auto counts) {
    int best = 0;
    for (const DocumentIndex d : documents) {
      const int value = dates[d].*member;
      if (value != 0 && counts(dates[d]) && (best == 0 || before(value, best))) best = value;
    }
    return best;
  };
  const int year = best_of(&Date::year, [](const Date&) { return true; });
  const int month = best_of(&Date::month, [&](const Date& d) { return d.year == year; });
  const int day =
      best_of(&Date::day, [&](const Date& d) { return d.year == year && d.month == month; });

  Attestation result;
  for (const DocumentIndex d : documents) {
    const Date& date = dates[d];
    if (!date.known() || date.year != year || (date.month != 0 && date.month != month) ||
        (date.month != 0 && date.day != 0 && date.day != day)) {
      continue;
    }
    result.documents.push_back(d);
    const auto vaguer = [](const Date& a, const Date& b) {
      return a.precision() != b.precision() ? a.precision() < b.precision() : a.circa && !b.circa;
    };
    if (!result.date.known() || vaguer(date, result.date)) result.date = date;
  }
  return result;
}

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

Attestation first_attestation(std::span<const DocumentIndex> documents,
                              std::span<const Date> dates) {
  return extreme(documents, dates, std::less<>{});
}

Attestation last_attestation(std::span<const DocumentIndex> documents,
                             std::span<const Date> dates) {
  return extreme(documents, dates, std::greater<>{});
}

std::vector<DocumentIndex> documents_of(std::span<const Place> places, const Tokens& tokens) {
  std::vector<DocumentIndex> documents;
  for (const Place& place : places) {
    if (!documents.empty() && place.begin < tokens.document_begin[documents.back() + 1]) continue;
    documents.push_back(tokens.document_of(place.begin));
  }
  return documents;
}

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

std::vector<PeriodUse> use_over_time(std::span<const Place> places, const Tokens& tokens,
                                     const Periods& periods) {
  std::vector<PeriodUse> uses(periods.size());
  std::size_t next = 0;
  for (const DocumentIndex d : documents_of(places, tokens)) {
    const TokenIndex end = tokens.document_begin[d + 1];
    const std::size_t begin = next;
    while (next < places.size() && places[next].begin < end) ++next;
    if (periods.of_document[d] < 0) continue;
    PeriodUse& use = uses[static_cast<std::size_t>(periods.of_document[d])];
    ++use.documents_with;
    use.occurrences += static_cast<std::uint32_t>(next - begin);
  }
  return uses;
}

std::ptrdiff_t peak(std::span<const PeriodUse> uses, const Periods& periods) {
  std::ptrdiff_t best = -1;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (uses[p].documents_with == 0) continue;
    // with / total compared without division: exact, so that ties are ties
    const auto b = static_cast<std::size_t>(best);
    if (best < 0 || std::uint64_t{uses[p].documents_with} * periods.documents[b] >
                        std::uint64_t{uses[b].documents_with} * periods.documents[p]) {
      best = static_cast<std::ptrdiff_t>(p);
    }
  }
  return best;
}

}  // namespace leitwort

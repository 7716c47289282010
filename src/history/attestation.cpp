#include <leitwort/history.hpp>

#include <functional>

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

}  // namespace

Attestation first_attestation(std::span<const DocumentIndex> documents,
                              std::span<const Date> dates) {
  return extreme(documents, dates, std::less<>{});
}

Attestation last_attestation(std::span<const DocumentIndex> documents,
                             std::span<const Date> dates) {
  return extreme(documents, dates, std::greater<>{});
}

}  // namespace leitwort

#include <leitwort/history.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace leitwort {
namespace {

constexpr double kLast = std::numeric_limits<double>::max();

/// A number that grows with the date. An unknown month or day counts as the first.
double number_of(const Date& date) {
  return 512.0 * date.year + 32.0 * date.month + date.day;
}

/// What a row is sorted by: the least comes first.
double key_of(const Formulation& row, std::span<const Place> places, FormulationSort sort,
              const Tokens& tokens, std::span<const Date> dates, const Periods& periods) {
  switch (sort) {
    case FormulationSort::salience:
      break;
    case FormulationSort::documents:
      return -static_cast<double>(row.documents);
    case FormulationSort::occurrences:
      return -static_cast<double>(row.occurrences);
    case FormulationSort::length:
      return -static_cast<double>(row.length);
    case FormulationSort::first: {
      const Date date = first_attestation(documents_of(places, tokens), dates).date;
      return date.known() ? number_of(date) : kLast;
    }
    case FormulationSort::last: {
      const Date date = last_attestation(documents_of(places, tokens), dates).date;
      return date.known() ? -number_of(date) : kLast;
    }
    case FormulationSort::burst:
      return -burst(use_over_time(places, tokens, periods), periods).g2;
  }
  return 0;
}

}  // namespace

void sort_rows(Formulations& formulations, FormulationSort sort, const Tokens& tokens,
               std::span<const Date> dates, const Periods& periods) {
  if (sort == FormulationSort::salience) return;
  std::vector<std::pair<double, std::size_t>> order;
  for (const Formulation& row : formulations.rows) {
    order.emplace_back(key_of(row, formulations.places_of(row), sort, tokens, dates, periods),
                       order.size());
  }
  std::ranges::sort(order);
  std::vector<Formulation> rows;
  rows.reserve(order.size());
  for (const auto& [key, row] : order) rows.push_back(std::move(formulations.rows[row]));
  formulations.rows = std::move(rows);
}

}  // namespace leitwort

#pragma once

/// What of all that was found the page shows.

#include <leitwort/page.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::page {

/// So many changes of a formulation are shown at first, the clearest, and what shows them is in the
/// page in any case.
inline constexpr std::size_t kChangesAtFirst = 3;

/// A slot of a formulation changed hands.
struct SlotChange {
  std::size_t slot = 0;
  HandOver change{};
  std::size_t told = 0;  ///< place, from 1, among those that are told, the clearest first; 0: not
  bool clear = false;    ///< more than what may be chance
};

/// A formulation of the page.
struct ShownFormulation {
  const FormulationTables* tables = nullptr;
  const Formulation* row = nullptr;
  std::uint64_t rank = 0;             ///< in its table
  std::vector<SlotChange> changes{};  ///< by slot, then by period
  std::vector<Place> places{};        ///< that the page has

  [[nodiscard]] std::span<const Place> all_places() const {
    return tables->formulations.places_of(*row);
  }
};

/// What is left out of a kind.
struct PageLimit {
  std::string_view kind;  ///< see schema.json
  std::string what;
  std::uint64_t shown = 0, all = 0;
  std::string file;  ///< that has all of it; empty: none has
  unsigned k = 0;    ///< of pairs: tokens of a shingle
};

/// What the page shows.
struct Shown {
  std::vector<ShownFormulation> formulations;
  std::size_t watched = 0;            ///< so many of them, the first, are of the watch-list
  std::vector<std::size_t> passages;  ///< indices, ascending
  std::vector<PassageLink> links;     ///< most tokens first
  std::vector<std::vector<Span>> stretches;
  std::vector<PageLimit> limits;
};

/// The first of everything that is listed, as far as the limits go. `limits` has those that were
/// reached.
Shown choose(const PageTables& tables, const PageLimits& limits);

/// The place of each document in the order of dates.
std::vector<std::size_t> places_by_date(std::span<const Date> dates);

}  // namespace leitwort::page

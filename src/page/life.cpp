#include "page/life.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace leitwort::page {
namespace {

using contract::Became;

/// With two digits, as in the tables.
std::string chance_in_words(double chance) {
  return chance < 0.0001 ? "less than 0.01%" : fmt::format("{:.2g}%", 100 * chance);
}

Became replacement(const SlotChange& told, const Periods& periods) {
  const std::string words =
      fmt::format("{} → {} {}{}", told.change.from.front(), told.change.to.front(),
                  periods.name(told.change.period), told.clear ? "" : ", on few places");
  return {.kind = "changed", .brief = words, .sentence = words + "."};
}

Became silence_in_words(const Silence& silence, const Formulation& row, const Periods& periods) {
  const std::string when =
      fmt::format("{}–{}", periods.name(silence.begin), periods.name(silence.end - 1));
  const std::string words =
      row.wordings.size() > 1 ? fmt::format("any of its {} wordings", grouped(row.wordings.size()))
                              : "these words";
  return {.kind = "silent",
          .brief = fmt::format("silent {}", when),
          .sentence = fmt::format(
              "No document of {} has it in {}; it came back in {}. By chance alone, a formulation "
              "as frequent would fall silent for so long somewhere in {} of cases.",
              when, words, periods.name(silence.revival), chance_in_words(silence.chance))};
}

Became burst_in_words(const Burst& burst, const Periods& periods) {
  const std::string when = periods.name(static_cast<std::size_t>(burst.period));
  return {
      .kind = "burst",
      .brief = fmt::format("most in {}", when),
      .sentence = fmt::format("Its rate of {} stands out from that of all other {}s (G² {:.1f}; "
                              "above 15 is rarely chance).",
                              when, length_name(periods.length), burst.g2)};
}

}  // namespace

std::string length_name(PeriodLength length) {
  switch (length) {
    case PeriodLength::month:
      return "month";
    case PeriodLength::year:
      return "year";
    case PeriodLength::decade:
      break;
  }
  return "decade";
}

std::vector<Became> life_of(const ShownFormulation& formulation, std::span<const PeriodUse> uses) {
  const Periods& periods = formulation.tables->periods;
  std::vector<const SlotChange*> told;
  for (const SlotChange& change : formulation.changes) {
    if (change.told > 0) told.push_back(&change);
  }
  std::ranges::sort(told, {},
                    [](const SlotChange* c) { return std::pair(c->change.period, c->slot); });
  std::vector<Became> life;
  const auto add_changes = [&](bool clear) {
    for (const SlotChange* change : told) {
      if (change->clear == clear) life.push_back(replacement(*change, periods));
    }
  };
  add_changes(true);
  const Silence silence = longest_silence(uses, periods);
  if (is_dormancy(silence)) life.push_back(silence_in_words(silence, *formulation.row, periods));
  const Burst highest = burst(uses, periods);
  if (highest.g2 >= kToldBurst) life.push_back(burst_in_words(highest, periods));
  add_changes(false);
  return life;
}

}  // namespace leitwort::page

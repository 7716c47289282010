/// What the counts by period say of a formulation's life.

#include "watchlist/similar_words.hpp"
#include <leitwort/history.hpp>
#include <leitwort/statistics.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort {
namespace {

/// A run of n documents without it begins at the first document, or after one with it.
double chance_of(const Silence& silence, std::span<const PeriodUse> uses, const Periods& periods) {
  std::uint64_t with = 0, total = 0;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    with += uses[p].documents_with;
    total += periods.documents[p];
  }
  const auto n = static_cast<double>(silence.documents), all = static_cast<double>(total);
  const double share = static_cast<double>(with) / all;
  return std::min(1.0, std::pow(1 - share, n) * (1 + share * (all - n)));
}

/// `0.2%`, to two digits.
std::string chance_for_people(double chance) {
  return chance < 0.0001 ? "<0.01%" : fmt::format("{:.2g}%", 100 * chance);
}

std::string leaders_for_people(const Leaders& leaders) {
  std::vector<std::string> names;
  for (const std::string& value : leaders) names.push_back(value.empty() ? "(nothing)" : value);
  return fmt::format("{}", fmt::join(names, "|"));
}

/// `slot 1: a → b 2004 → c 2010`; of many changes the number, and the last.
std::string hand_overs_for_people(std::size_t slot, const std::vector<HandOver>& changes,
                                  const Periods& periods) {
  constexpr std::size_t kShown = 4;
  const bool all = changes.size() <= kShown;
  const std::size_t first = all ? 0 : changes.size() - 1;
  std::string text = fmt::format("slot {}: ", slot + 1);
  if (!all) text += fmt::format("{} changes of lead, the last ", changes.size());
  for (std::size_t i = first; i < changes.size(); ++i) {
    const HandOver& change = changes[i];
    if (i == first) text += leaders_for_people(change.from);
    text += fmt::format(" → {} {}", leaders_for_people(change.to), periods.name(change.period));
  }
  return text;
}

std::size_t slots_of(const Formulation& row) {
  std::size_t slots = 0;
  for (const Wording& wording : row.wordings) slots = std::max(slots, wording.slot_values.size());
  return slots;
}

}  // namespace

Silence longest_silence(std::span<const PeriodUse> uses, const Periods& periods) {
  Silence longest, current;
  bool used = false;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (periods.documents[p] == 0) continue;
    if (uses[p].documents_with == 0) {
      if (current.periods == 0) current.begin = p;
      current.end = p + 1;
      ++current.periods;
      current.documents += periods.documents[p];
      continue;
    }
    current.revival = p;
    if (used && (current.periods > longest.periods ||
                 (current.periods == longest.periods && current.documents > longest.documents))) {
      longest = current;
    }
    current = {};
    used = true;
  }
  if (longest.periods > 0) longest.chance = chance_of(longest, uses, periods);
  return longest;
}

bool is_dormancy(const Silence& silence) {
  return silence.periods >= kDormantPeriods && silence.chance < kDormantChance;
}

Burst burst(std::span<const PeriodUse> uses, const Periods& periods) {
  std::uint64_t all_places = 0;
  for (const PeriodUse& use : uses) all_places += use.occurrences;
  const std::uint64_t all_tokens =
      std::accumulate(periods.tokens.begin(), periods.tokens.end(), std::uint64_t{0});
  Burst best;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    const std::uint64_t places = uses[p].occurrences, tokens = periods.tokens[p];
    const std::uint64_t other_places = all_places - places, other_tokens = all_tokens - tokens;
    const auto inside = static_cast<double>(tokens), outside = static_cast<double>(other_tokens);
    if (static_cast<double>(places) * outside <= static_cast<double>(other_places) * inside)
      continue;
    const double g2 = log_likelihood_ratio(places, inside, other_places, outside);
    if (g2 > best.g2) best = {static_cast<std::ptrdiff_t>(p), g2};
  }
  return best;
}

std::vector<std::vector<Leaders>> slot_leaders(const Formulation& row,
                                               std::span<const Place> places, const Tokens& tokens,
                                               const Periods& periods) {
  const std::size_t slots = slots_of(row);
  std::vector<std::vector<Leaders>> leaders(slots, std::vector<Leaders>(periods.size()));
  if (slots == 0) return leaders;
  std::vector<std::vector<std::uint32_t>> counts(periods.size());  // by period, by wording
  DocumentIndex document = 0;
  TokenIndex document_end = 0;
  for (const Place& place : places) {
    if (place.begin >= document_end) {
      document = tokens.document_of(place.begin);
      document_end = tokens.document_begin[document + 1];
    }
    if (periods.of_document[document] < 0) continue;
    auto& of_period = counts[static_cast<std::size_t>(periods.of_document[document])];
    of_period.resize(row.wordings.size());
    ++of_period[place.wording];
  }
  for (std::size_t slot = 0; slot < slots; ++slot) {
    for (std::size_t p = 0; p < periods.size(); ++p) {
      std::map<std::string_view, std::uint32_t> of_value;
      std::uint32_t most = 1;
      for (std::size_t w = 0; w < counts[p].size(); ++w) {
        const Wording& wording = row.wordings[w];
        if (slot >= wording.slot_values.size()) continue;
        most = std::max(most, of_value[wording.slot_values[slot]] += counts[p][w]);
      }
      for (const auto& [value, count] : of_value) {
        if (count == most) leaders[slot][p].emplace_back(value);
      }
    }
  }
  return leaders;
}

namespace {

/// Whether some words of a phrase are another phrase.
bool holds_words(const std::string& phrase, const std::string& other) {
  return fmt::format(" {} ", phrase).find(fmt::format(" {} ", other)) != std::string::npos;
}

}  // namespace

bool is_replacement(const Formulation& row, std::size_t slot, const HandOver& change) {
  const bool content = slot >= row.content_slots.size() || row.content_slots[slot] != 0;
  const auto is_one = [](const Leaders& values) {
    return values.size() == 1 && !values.front().empty();
  };
  if (!content || !is_one(change.from) || !is_one(change.to)) return false;
  const std::string& from = change.from.front();
  const std::string& to = change.to.front();
  return !watchlist::are_similar(from, to) && !holds_words(from, to) && !holds_words(to, from);
}

double hand_over_strength(const Formulation& row, std::size_t slot, const HandOver& change,
                          std::span<const Place> places, const Tokens& tokens,
                          const Periods& periods) {
  struct Side {
    std::uint64_t of_new = 0, of_both = 0;
  } before, after;
  const auto holds = [](const Leaders& values, const std::string& value) {
    return std::ranges::find(values, value) != values.end();
  };
  for (const Place& place : places) {
    const std::vector<std::string>& values = row.wordings[place.wording].slot_values;
    const std::int32_t period = periods.of_document[tokens.document_of(place.begin)];
    if (slot >= values.size() || period < 0) continue;
    const bool is_new = holds(change.to, values[slot]);
    if (!is_new && !holds(change.from, values[slot])) continue;
    Side& side = static_cast<std::size_t>(period) < change.period ? before : after;
    ++side.of_both;
    if (is_new) ++side.of_new;
  }
  if (after.of_new * before.of_both <= before.of_new * after.of_both) return 0;
  return log_likelihood_ratio(after.of_new, static_cast<double>(after.of_both), before.of_new,
                              static_cast<double>(before.of_both));
}

std::vector<HandOver> hand_overs(std::span<const Leaders> leaders) {
  std::vector<HandOver> changes;
  Leaders holders;
  for (std::size_t p = 0; p < leaders.size(); ++p) {
    if (leaders[p].empty()) continue;
    Leaders remaining;
    std::ranges::set_intersection(holders, leaders[p], std::back_inserter(remaining));
    if (!holders.empty() && remaining.empty()) changes.push_back({p, holders, leaders[p]});
    holders = remaining.empty() ? leaders[p] : remaining;
  }
  return changes;
}

std::string life_in_words(const Formulation& row, std::span<const Place> places,
                          const Tokens& tokens, const Periods& periods) {
  const std::vector<PeriodUse> uses = use_over_time(places, tokens, periods);
  std::vector<std::string> parts;
  const Silence silence = longest_silence(uses, periods);
  if (is_dormancy(silence)) {
    parts.push_back(fmt::format("dormant {}–{} (chance {})", periods.name(silence.begin),
                                periods.name(silence.end - 1), chance_for_people(silence.chance)));
    parts.push_back(fmt::format("revived {}", periods.name(silence.revival)));
  }
  const auto leaders = slot_leaders(row, places, tokens, periods);
  for (std::size_t slot = 0; slot < leaders.size(); ++slot) {
    // That an article comes or goes is no news, nor that a word is left out once.
    if (slot < row.content_slots.size() && row.content_slots[slot] == 0) continue;
    std::vector<HandOver> changes = hand_overs(leaders[slot]);
    const auto holds_nothing = [](const Leaders& l) { return std::ranges::find(l, "") != l.end(); };
    std::erase_if(changes, [&](const HandOver& change) {
      return holds_nothing(change.from) || holds_nothing(change.to);
    });
    if (!changes.empty()) parts.push_back(hand_overs_for_people(slot, changes, periods));
  }
  const Burst highest = burst(uses, periods);
  if (highest.g2 >= kToldBurst) {
    parts.push_back(fmt::format("burst {} (G2 {:.1f})",
                                periods.name(static_cast<std::size_t>(highest.period)),
                                highest.g2));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace leitwort

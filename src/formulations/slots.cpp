#include "formulations/phrases.hpp"
#include "formulations/stages.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::formulations {
namespace {

/// A stretch of the row's units that a wording replaces: [begin, end) → the wording's [from, to).
struct Edit {
  std::size_t begin = 0, end = 0;
  std::size_t from = 0, to = 0;
};

/// Costs of an alignment, in tenths: an inflected form is nearly the word itself; a word put for
/// another of its sort is one change, not a loss and a gain; a content word is not put for a
/// function word.
constexpr int kInflected = 4, kReplaced = 10, kOtherSort = 16, kLost = 7;

int cost_of(const Unit& x, const Unit& y) {
  if (x.text == y.text) return 0;
  if (x.symbol != 0 && x.symbol == y.symbol) return kInflected;
  return (x.symbol == 0) == (y.symbol == 0) ? kReplaced : kOtherSort;
}

/// The cheapest alignment (S. B. Needleman, C. D. Wunsch, 1970) as the edits it takes, neighbouring
/// ones joined.
std::vector<Edit> align(const std::vector<Unit>& row, const std::vector<Unit>& wording) {
  const std::size_t n = row.size(), m = wording.size();
  std::vector<int> cost((n + 1) * (m + 1));
  const auto at = [&](std::size_t i, std::size_t j) -> int& { return cost[i * (m + 1) + j]; };
  for (std::size_t i = n + 1; i-- > 0;) {
    for (std::size_t j = m + 1; j-- > 0;) {
      if (i == n || j == m) {
        at(i, j) = kLost * static_cast<int>(n - i + m - j);
        continue;
      }
      at(i, j) = std::min({at(i + 1, j + 1) + cost_of(row[i], wording[j]), at(i + 1, j) + kLost,
                           at(i, j + 1) + kLost});
    }
  }
  std::vector<Edit> edits;
  const auto edit = [&](std::size_t i, std::size_t to_i, std::size_t j, std::size_t to_j) {
    if (!edits.empty() && edits.back().end == i && edits.back().to == j) {
      edits.back().end = to_i;
      edits.back().to = to_j;
    } else {
      edits.push_back({i, to_i, j, to_j});
    }
  };
  for (std::size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && at(i, j) == at(i + 1, j + 1) + cost_of(row[i], wording[j])) {
      if (row[i].text != wording[j].text) edit(i, i + 1, j, j + 1);
      ++i, ++j;
    } else if (i < n && at(i, j) == at(i + 1, j) + kLost) {
      edit(i, i + 1, j, j);
      ++i;
    } else {
      edit(i, i, j, j + 1);
      ++j;
    }
  }
  return edits;
}

/// A stretch of the row's units that varies.
struct Slot {
  std::size_t begin = 0, end = 0;
};

/// The slots with room for another edit. Slots that overlap or that an insertion touches are one.
std::vector<Slot> with_edits(std::vector<Slot> slots, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) slots.push_back({edit.begin, edit.end});
  std::ranges::sort(slots, {}, [](const Slot& slot) { return std::pair(slot.begin, slot.end); });
  std::vector<Slot> merged;
  for (const Slot& slot : slots) {
    const bool touches_insertion =
        !merged.empty() && slot.begin == merged.back().end &&
        (slot.begin == slot.end || merged.back().begin == merged.back().end);
    if (!merged.empty() && (slot.begin < merged.back().end || touches_insertion)) {
      merged.back().end = std::max(merged.back().end, slot.end);
    } else {
      merged.push_back(slot);
    }
  }
  return merged;
}

std::size_t units_in(const std::vector<Slot>& slots) {
  std::size_t units = 0;
  for (const Slot& slot : slots) units += slot.end - slot.begin;
  return units;
}

std::string text_of(const std::vector<Unit>& units, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) append_word(units[i].text, text);
  return text;
}

/// What a wording has where the slots are. An edit belongs to the first slot that holds it: where
/// two slots meet, what is put in between belongs to the first.
std::vector<std::string> values_in(const std::vector<Slot>& slots, const std::vector<Edit>& edits,
                                   const std::vector<Unit>& wording) {
  std::vector<std::string> values;
  auto edit = edits.begin();
  std::size_t gained = 0, lost = 0;  // units by the edits before
  for (const Slot& slot : slots) {
    const std::size_t begin = slot.begin + gained - lost;
    for (; edit != edits.end() && edit->end <= slot.end; ++edit) {
      gained += edit->to - edit->from;
      lost += edit->end - edit->begin;
    }
    values.push_back(text_of(wording, begin, slot.end + gained - lost));
  }
  return values;
}

/// The row's text with the alternatives of each slot, the commonest first.
std::string with_alternatives(const std::vector<Unit>& row, const std::vector<Slot>& slots,
                              const Formulation& formulation) {
  std::string text;
  std::size_t next = 0;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    for (; next < slots[s].begin; ++next) append_word(row[next].text, text);
    std::map<std::string, std::uint32_t> uses;
    for (const Wording& wording : formulation.wordings) {
      if (!wording.slot_values.empty()) uses[wording.slot_values[s]] += wording.occurrences;
    }
    append_word(slot_of(uses), text);
    next = slots[s].end;
  }
  for (; next < row.size(); ++next) append_word(row[next].text, text);
  return text;
}

}  // namespace

std::string slot_of(const std::map<std::string, std::uint32_t>& uses) {
  constexpr std::size_t kMost = 12;
  std::vector<std::pair<std::string, std::uint32_t>> order(uses.begin(), uses.end());
  std::ranges::sort(order, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(order.size(), kMost); ++i) shown.push_back(order[i].first);
  if (order.size() > kMost) shown.push_back(fmt::format("… {} more", order.size() - kMost));
  return fmt::format("{{{}}}", fmt::join(shown, "|"));
}

void fill_slots(const std::vector<std::vector<Unit>>& units, Formulation& row) {
  // The row's text is one of its wordings.
  std::size_t own = 0;
  while (row.wordings[own].text != row.text) ++own;
  const std::vector<Unit>& text = units[own];
  // At least half of the text stays in place, or nothing could be read: wordings that would take
  // more have no slot values, the rarest first.
  const std::size_t most = text.size() / 2;
  std::vector<Slot> slots;
  std::vector<std::vector<Edit>> edits(units.size());
  std::vector<std::uint8_t> aligned(units.size());
  for (std::size_t w = 0; w < units.size(); ++w) {
    edits[w] = align(text, units[w]);
    std::vector<Slot> wider = with_edits(slots, edits[w]);
    if (units_in(wider) > most) continue;
    slots = std::move(wider);
    aligned[w] = 1;
  }
  if (slots.empty()) return;
  for (std::size_t w = 0; w < units.size(); ++w) {
    if (aligned[w] == 0) continue;
    row.wordings[w].slot_values = values_in(slots, edits[w], units[w]);
  }
  row.slots = with_alternatives(text, slots, row);
  for (const Slot& slot : slots) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(slot.begin);
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(slot.end);
    const bool content = std::any_of(begin, end, [](const Unit& unit) { return unit.symbol != 0; });
    row.content_slots.push_back(content ? 1 : 0);
  }
}

}  // namespace leitwort::formulations

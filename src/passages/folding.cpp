#include "passages/folding.hpp"

#include "disjoint_sets.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace leitwort::passages {
namespace {

/// Ten places make up to 45 rows that say the same, and readers stop at less.
constexpr std::size_t kFewPlaces = 10;
/// Tokens of the longest stretch: an address or a salutation ends before it (the longest of the
/// State of the Union has 31), a paragraph does not.
constexpr TokenIndex kShort = 32;

bool is_short(const Passage& p) {
  return p.label != PassageLabel::near_duplicate && p.end_a - p.begin_a <= kShort &&
         p.end_b - p.begin_b <= kShort;
}

/// A side of a short row; tokens are counted over the corpus, and therefore tell documents apart.
struct Side {
  TokenIndex begin = 0, end = 0;
  std::uint32_t number = 0;  ///< twice the index of the row among the short ones, plus one for `b`
};

/// Whether more than half of the longer of two stretches, of which the second does not begin first,
/// is in both. More, so that two stretches side by side are never one place with what holds both.
bool is_same_place(const Side& x, const Side& y) {
  const TokenIndex end = std::min(x.end, y.end);
  return y.begin < end && 2 * (end - y.begin) > std::max(x.end - x.begin, y.end - y.begin);
}

/// Which sides are one place.
DisjointSets places_of(std::vector<Side> sides) {
  DisjointSets places(sides.size());
  std::ranges::sort(sides, {}, [](const Side& s) { return std::tuple(s.begin, s.end, s.number); });
  std::vector<Side> different;
  for (const Side& side : sides) {
    if (!different.empty() && different.back().begin == side.begin &&
        different.back().end == side.end) {
      places.unite(different.back().number, side.number);
    } else {
      different.push_back(side);
    }
  }
  for (std::size_t i = 0; i < different.size(); ++i) {
    const TokenIndex end = different[i].end;
    for (std::size_t j = i + 1; j < different.size() && different[j].begin < end; ++j) {
      if (is_same_place(different[i], different[j])) {
        places.unite(different[i].number, different[j].number);
      }
    }
  }
  return places;
}

/// What rows join.
struct Family {
  std::vector<std::uint32_t> rows;                    ///< of Passages::rows
  std::map<std::uint32_t, Version> places;            ///< by the number of the place
  std::map<std::uint32_t, std::uint32_t> place_of_a;  ///< by row
};

std::vector<Family> families_of(const Passages& passages) {
  std::vector<std::uint32_t> rows;
  std::vector<Side> sides;
  for (std::uint32_t r = 0; r < passages.rows.size(); ++r) {
    const Passage& p = passages.rows[r];
    if (!is_short(p)) continue;
    const auto number = static_cast<std::uint32_t>(2 * rows.size());
    sides.push_back({p.begin_a, p.end_a, number});
    sides.push_back({p.begin_b, p.end_b, number + 1});
    rows.push_back(r);
  }
  DisjointSets places = places_of(sides);
  DisjointSets joined = places;
  for (std::uint32_t i = 0; i < rows.size(); ++i) joined.unite(2 * i, 2 * i + 1);
  std::map<std::uint32_t, Family> families;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    Family& family = families[joined.first_of(2 * i)];
    const Passage& p = passages.rows[rows[i]];
    family.rows.push_back(rows[i]);
    family.place_of_a[rows[i]] = places.first_of(2 * i);
    for (const std::uint32_t side : {2 * i, 2 * i + 1}) {
      const DocumentIndex document = side % 2 == 0 ? p.a : p.b;
      const Version empty{document, sides[side].begin, sides[side].end, VersionOrder::unknown};
      Version& place = family.places.try_emplace(places.first_of(side), empty).first->second;
      place.begin = std::min(place.begin, sides[side].begin);
      place.end = std::max(place.end, sides[side].end);
    }
  }
  std::vector<Family> result;
  for (auto& [number, family] : families) {
    if (family.places.size() > kFewPlaces) result.push_back(std::move(family));
  }
  return result;
}

}  // namespace

void remove_rows(Passages& passages, std::span<const std::uint8_t> is_gone) {
  std::vector<AlignmentRun> runs;
  std::vector<Passage> rows;
  for (std::size_t r = 0; r < passages.rows.size(); ++r) {
    if (is_gone[r] != 0) continue;
    rows.push_back(passages.rows[r]);
    rows.back().runs_begin = runs.size();
    const auto of_row = passages.runs_of(passages.rows[r]);
    runs.insert(runs.end(), of_row.begin(), of_row.end());
    rows.back().runs_end = runs.size();
  }
  passages.rows = std::move(rows);
  passages.runs = std::move(runs);
}

void add_formula(const Passage& row, std::span<const AlignmentRun> runs,
                 std::vector<Version> places, const Version& centre, std::span<const Date> dates,
                 Passages& formulas) {
  Passage formula = row;
  formula.label = PassageLabel::formula;
  formula.places = static_cast<std::uint32_t>(places.size());
  formula.cluster = static_cast<std::uint32_t>(formulas.clusters.size());
  formula.runs_begin = formulas.runs.size();
  formulas.runs.insert(formulas.runs.end(), runs.begin(), runs.end());
  formula.runs_end = formulas.runs.size();
  add_cluster(std::move(places), centre, dates, formulas);
  formulas.rows.push_back(formula);
}

void fold_rows(const PassageInput& input, const Words& words, Passages& passages,
               Passages& formulas) {
  // The row that says most stands for all; of equal ones the first by rank.
  const auto order = [&](std::uint32_t r) {
    const Passage& p = passages.rows[r];
    const bool is_in_order = words.rank(p.a) <= words.rank(p.b);
    return std::tuple(-p.score, -p.similarity, words.rank(is_in_order ? p.a : p.b),
                      words.rank(is_in_order ? p.b : p.a), is_in_order ? p.begin_a : p.begin_b,
                      is_in_order ? p.begin_b : p.begin_a);
  };
  std::vector<std::uint8_t> is_gone(passages.rows.size());
  for (const Family& family : families_of(passages)) {
    const std::uint32_t best = *std::ranges::min_element(family.rows, {}, order);
    std::vector<Version> places;
    for (const auto& [number, place] : family.places) places.push_back(place);
    const Passage& row = passages.rows[best];
    add_formula(row, passages.runs_of(row), std::move(places),
                family.places.at(family.place_of_a.at(best)), input.dates, formulas);
    for (const std::uint32_t r : family.rows) is_gone[r] = 1;
    passages.counts.formula_rows += family.rows.size() - 1;
  }
  remove_rows(passages, is_gone);
}

}  // namespace leitwort::passages

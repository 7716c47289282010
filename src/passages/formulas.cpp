#include "passages/formulas.hpp"

#include "passages/folding.hpp"
#include "passages/pairs.hpp"
#include "passages/ranges.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace leitwort::passages {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Tokens next to each other at which windows begin that are too frequent.
struct Stretch {
  DocumentIndex document = 0;
  TokenIndex begin = 0, end = 0;     ///< of the tokens of the windows
  std::size_t first = 0, count = 0;  ///< of Windows::frequent
  Bits bits = 0;
};

std::vector<Stretch> stretches_of(const Tokens& tokens, const Windows& windows) {
  std::vector<Stretch> stretches;
  DocumentIndex d = 0;
  for (std::size_t i = 0; i < windows.frequent.size(); ++i) {
    const TokenIndex token = windows.frequent[i].first;
    while (tokens.document_begin[d + 1] <= token) ++d;
    if (stretches.empty() || stretches.back().document != d ||
        windows.frequent[i - 1].first + 1 != token) {
      stretches.push_back({d, token, token, i, 0, 0});
    }
    stretches.back().end = token + windows.length;
    ++stretches.back().count;
  }
  return stretches;
}

/// What the content words of a stretch say.
Bits bits_of(const Words& words, const Stretch& stretch) {
  const auto begin = words.begin.begin() + words.document_begin[stretch.document];
  const auto end = words.begin.begin() + words.end(stretch.document);
  Bits bits = 0;
  for (auto at = std::lower_bound(begin, end, stretch.begin); at != end && *at < stretch.end; ++at)
    bits += words.information[static_cast<std::size_t>(at - words.begin.begin())];
  return bits;
}

/// Stretches that share a window, and where it begins in each.
struct Star {
  std::vector<std::uint32_t> stretches;
  std::vector<TokenIndex> windows;
};

/// The windows that are too frequent, put together into stars: the most frequent window takes the
/// stretches that have it; a window all of whose places these hold needs no star of its own. So
/// every place of every window lies in a stretch of one star that has all the others.
class Stars {
 public:
  Stars(const PassageInput& input, const Words& words, const Windows& windows, Bits least)
      : input_(input),
        windows_(windows),
        stretches_(stretches_of(input.tokens, windows)),
        places_(windows.classes.size()),
        here_(windows.classes.size()),
        last_(windows.classes.size(), kNone) {
    for (std::uint32_t s = 0; s < stretches_.size(); ++s) {
      stretches_[s].bits = bits_of(words, stretches_[s]);
      // What says too little by itself says too little with any other.
      if (stretches_[s].bits < least) continue;
      for (std::size_t i = 0; i < stretches_[s].count; ++i) {
        ++places_[windows.frequent[stretches_[s].first + i].second];
        carrying_.push_back({windows.frequent[stretches_[s].first + i].second, s,
                             windows.frequent[stretches_[s].first + i].first});
      }
    }
    std::ranges::sort(carrying_, {}, [](const Place& p) { return std::pair(p.number, p.token); });
  }

  std::vector<Star> choose() {
    std::vector<Star> stars;
    std::vector<std::uint8_t> done(windows_.classes.size());
    for (const std::uint32_t number : by_frequency()) {
      if (done[number] != 0 || places_[number] < 2) continue;
      Star star;
      for (const Place& place : places_of(number)) {
        if (!star.stretches.empty() && star.stretches.back() == place.stretch) continue;
        star.stretches.push_back(place.stretch);
        star.windows.push_back(place.token);
      }
      const auto name = static_cast<std::uint32_t>(stars.size());
      for (const std::uint32_t s : star.stretches) mark(stretches_[s], name, done);
      if (star.stretches.size() > 1) stars.push_back(std::move(star));
    }
    return stars;
  }
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }

 private:
  struct Place {
    std::uint32_t number = 0, stretch = 0;
    TokenIndex token = 0;
  };
  [[nodiscard]] std::span<const Place> places_of(std::uint32_t number) const {
    const auto range = std::ranges::equal_range(carrying_, number, {}, &Place::number);
    return {range.begin(), range.end()};
  }
  /// The most frequent classes first; of as frequent ones by what they hash to.
  [[nodiscard]] std::vector<std::uint32_t> by_frequency() const {
    struct Named {
      std::uint32_t places = 0;
      std::uint64_t hash = 0;
      std::uint32_t number = 0;
    };
    std::vector<Named> named;
    for (std::uint32_t number = 0; number < places_.size(); ++number) {
      if (places_[number] < 2) continue;
      const std::span<const TokenId> window(&input_.tokens.ids[windows_.places_of(number).front()],
                                            windows_.length);
      named.push_back({places_[number], hash_of(window, input_.vocabulary), number});
    }
    std::ranges::sort(named, [](const Named& x, const Named& y) {
      return x.places != y.places ? x.places > y.places : x.hash < y.hash;
    });
    std::vector<std::uint32_t> order;
    for (const Named& next : named) order.push_back(next.number);
    return order;
  }
  /// Counts what a stretch holds of every class, for the star `name`.
  void mark(const Stretch& stretch, std::uint32_t name, std::vector<std::uint8_t>& done) {
    for (std::size_t i = 0; i < stretch.count; ++i) {
      const std::uint32_t number = windows_.frequent[stretch.first + i].second;
      if (last_[number] != name) here_[number] = 0;
      last_[number] = name;
      if (++here_[number] == places_[number]) done[number] = 1;
    }
  }

  const PassageInput& input_;
  const Windows& windows_;
  std::vector<Stretch> stretches_;
  std::vector<std::uint32_t> places_;       // by class: places in stretches that say enough
  std::vector<std::uint32_t> here_, last_;  // by class: of them in the star that counted last
  std::vector<Place> carrying_;
};

/// What the rows of two documents cover, for one pair at a time.
class Covered {
 public:
  explicit Covered(std::span<const Passage> rows) : rows_(rows) {}

  bool both(const Stretch& x, const Stretch& y) {
    const Stretch &first = x.document <= y.document ? x : y,
                  &second = x.document <= y.document ? y : x;
    const std::pair pair(first.document, second.document);
    if (pair != pair_) {
      pair_ = pair;
      in_a_.clear();
      in_b_.clear();
      for (const Passage& p : std::ranges::equal_range(rows_, pair, {}, [](const Passage& passage) {
             return std::pair(passage.a, passage.b);
           })) {
        in_a_.add({p.begin_a, p.end_a});
        (p.a == p.b ? in_a_ : in_b_).add({p.begin_b, p.end_b});
      }
    }
    const RangeSet& of_second = pair.first == pair.second ? in_a_ : in_b_;
    return in_a_.covers({first.begin, first.end}) && of_second.covers({second.begin, second.end});
  }

 private:
  std::span<const Passage> rows_;
  std::pair<DocumentIndex, DocumentIndex> pair_{kNone, kNone};
  RangeSet in_a_, in_b_;
};

/// Finds the formula of a star, if some pair of its stretches that says enough is in no row.
class Formulas {
 public:
  Formulas(const PassageInput& input, const PassageOptions& options, const Words& words, Bits least,
           std::span<const Passage> rows)
      : input_(input), options_(options), words_(words), least_(least), covered_(rows) {}

  void find(const std::vector<Stretch>& stretches, const Star& star, PassageCounts& counts) {
    VerbatimRun best;
    std::pair<std::uint32_t, std::uint32_t> of_best;
    const std::vector<std::uint32_t> order = by_information(stretches, star);
    constexpr std::size_t kStrongest = 10;  // stretches, among which what is shown is looked for
    // Pairs that lie in no row, the strongest first. What is frequent and says enough in some pair
    // does so in one of the first; the rest is counted.
    constexpr std::size_t kTried = 2048;
    constexpr std::size_t kSeen = std::size_t{1}
                                  << 17;  // and those that lie in rows or are not asked for
    std::size_t tried = 0, seen = 0;
    const auto goes_on = [&] { return tried < kTried && seen < kSeen; };
    for (std::size_t j = 1; j < order.size() && goes_on(); ++j) {
      for (std::size_t i = 0; i < j && goes_on(); ++i) {
        ++seen;
        const Stretch &x = stretches[star.stretches[order[i]]],
                      &y = stretches[star.stretches[order[j]]];
        if (!may_compare(input_, options_.pairs, x.document, y.document)) continue;
        if (covered_.both(x, y)) continue;
        ++tried;
        const VerbatimRun run = run_of(x, y, star.windows[order[i]], star.windows[order[j]]);
        if (run.bits <= best.bits) continue;
        best = run;
        of_best = {star.stretches[order[i]], star.stretches[order[j]]};
      }
      if (best.bits >= least_ && j >= kStrongest) break;
    }
    if (best.bits < least_ && !goes_on()) ++counts.untried_formulas;
    if (best.bits < least_) return;
    add(stretches, star, best, of_best);
  }

  /// Those that were found, as rows. Stars that share stretches may show the same two places: these
  /// are one formula, with the places of all.
  void write(Passages& formulas) const {
    for (const Formula& formula : found_) {
      const AlignmentRun equal{AlignmentRun::Kind::equal, formula.row.equal};
      add_formula(formula.row, std::span(&equal, 1), {formula.places.begin(), formula.places.end()},
                  formula.centre, input_.dates, formulas);
    }
  }

 private:
  /// The stretches of a star, those that say most first.
  std::vector<std::uint32_t> by_information(const std::vector<Stretch>& stretches,
                                            const Star& star) const {
    std::vector<std::uint32_t> order(star.stretches.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t i) {
      const Stretch& s = stretches[star.stretches[i]];
      return std::tuple(-s.bits, words_.rank(s.document), s.begin);
    });
    return order;
  }

  /// The run of two stretches around a window that both have.
  VerbatimRun run_of(const Stretch& x, const Stretch& y, TokenIndex in_x, TokenIndex in_y) {
    VerbatimRun run = run_around(input_.tokens, {x.begin, x.end}, {y.begin, y.end}, in_x, in_y);
    anchors_of_run(words_, x.document, y.document, run, anchors_);
    run.bits = weight_of(anchors_);
    return run;
  }

  struct InOrder {
    bool operator()(const Version& x, const Version& y) const {
      return std::tuple(x.begin, x.end) < std::tuple(y.begin, y.end);
    }
  };
  struct Formula {
    Passage row;
    std::set<Version, InOrder> places;
    Version centre;
  };

  void add(const std::vector<Stretch>& stretches, const Star& star, VerbatimRun run,
           std::pair<std::uint32_t, std::uint32_t> of_run) {
    if (run.b < run.a) {
      std::swap(run.a, run.b);
      std::swap(of_run.first, of_run.second);
    }
    Passage row;
    row.a = stretches[of_run.first].document, row.b = stretches[of_run.second].document;
    row.begin_a = run.a, row.end_a = run.a + run.length;
    row.begin_b = run.b, row.end_b = run.b + run.length;
    row.equal = run.length;
    row.similarity = 1;
    row.score = static_cast<double>(run.bits) / kBit;
    const Stretch& centre = stretches[of_run.first];
    const auto [at, is_new] =
        number_.try_emplace(std::tuple(run.a, run.b, run.length), found_.size());
    if (is_new) found_.push_back({row, {}, {centre.document, centre.begin, centre.end, {}}});
    for (const std::uint32_t s : star.stretches) {
      found_[at->second].places.insert(
          {stretches[s].document, stretches[s].begin, stretches[s].end, VersionOrder::unknown});
    }
  }

  const PassageInput& input_;
  const PassageOptions& options_;
  const Words& words_;
  Bits least_;
  Covered covered_;
  std::vector<Anchor> anchors_;
  std::vector<Formula> found_;
  std::map<std::tuple<TokenIndex, TokenIndex, TokenIndex>, std::size_t> number_;  // by its run
};

/// Removes the rows both of whose stretches lie in places of one formula.
void remove_between_places(const Passages& formulas, Passages& passages) {
  struct Place {
    TokenIndex begin = 0, end = 0;
    std::uint32_t formula = 0;
  };
  std::vector<Place> places;
  for (std::uint32_t f = 0; f < formulas.clusters.size(); ++f) {
    for (const Version& v : formulas.versions_of(formulas.clusters[f])) {
      places.push_back({v.begin, v.end, f});
    }
  }
  std::ranges::sort(places, {}, [](const Place& p) { return std::pair(p.begin, p.formula); });
  // Where stretches overlap, those that begin later end later.
  const auto around = [&](TokenIndex begin, TokenIndex end) {
    std::vector<std::uint32_t> found;
    for (auto at = std::ranges::upper_bound(places, begin, {}, &Place::begin);
         at != places.begin() && (--at)->end >= end;) {
      found.push_back(at->formula);
    }
    std::ranges::sort(found);
    return found;
  };
  const std::size_t before = passages.rows.size();
  std::vector<std::uint8_t> is_gone(before);
  for (std::size_t r = 0; r < before; ++r) {
    const Passage& row = passages.rows[r];
    if (row.label == PassageLabel::near_duplicate) continue;
    const std::vector<std::uint32_t> in_a = around(row.begin_a, row.end_a);
    if (in_a.empty()) continue;
    const std::vector<std::uint32_t> in_b = around(row.begin_b, row.end_b);
    is_gone[r] = std::ranges::find_first_of(in_a, in_b) != in_a.end() ? 1 : 0;
  }
  remove_rows(passages, is_gone);
  passages.counts.formula_rows += before - passages.rows.size();
}

}  // namespace

Passages find_formulas(const PassageInput& input, const PassageOptions& options, const Words& words,
                       const Windows& windows, const Thresholds& thresholds, Passages& passages) {
  Passages formulas;
  if (windows.frequent.empty()) return formulas;
  Stars stars(input, words, windows, thresholds.passage);
  Formulas finder(input, options, words, thresholds.passage, passages.rows);
  for (const Star& star : stars.choose()) finder.find(stars.stretches(), star, passages.counts);
  finder.write(formulas);
  remove_between_places(formulas, passages);
  return formulas;
}

void append_formulas(Passages formulas, Passages& passages) {
  for (Passage row : formulas.rows) {
    row.runs_begin += passages.runs.size();
    row.runs_end += passages.runs.size();
    row.cluster += static_cast<std::uint32_t>(passages.clusters.size());
    passages.rows.push_back(row);
  }
  passages.runs.insert(passages.runs.end(), formulas.runs.begin(), formulas.runs.end());
  for (const Cluster& cluster : formulas.clusters) {
    const auto shift = static_cast<std::uint32_t>(passages.versions.size());
    passages.clusters.push_back(
        {cluster.begin + shift, cluster.end + shift, cluster.centre + shift});
  }
  passages.versions.insert(passages.versions.end(), formulas.versions.begin(),
                           formulas.versions.end());
  std::ranges::sort(passages.rows, {}, [](const Passage& p) {
    return std::tuple(p.a, p.b, p.begin_a, p.begin_b, p.end_a, p.end_b);
  });
  // Clusters in the order of their first rows.
  std::vector<std::uint32_t> number(passages.clusters.size(), kNone);
  std::vector<Cluster> clusters;
  for (Passage& row : passages.rows) {
    if (number[row.cluster] == kNone) {
      number[row.cluster] = static_cast<std::uint32_t>(clusters.size());
      clusters.push_back(passages.clusters[row.cluster]);
    }
    row.cluster = number[row.cluster];
    if (row.label != PassageLabel::formula) continue;
    ++passages.counts.formulas;
    passages.counts.formula_places += row.places;
  }
  passages.clusters = std::move(clusters);
}

}  // namespace leitwort::passages

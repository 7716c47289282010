/// The cells of an alignment, a strip of rows at a time. align.cpp includes this file once for each
/// kernel, in a namespace of its own, with ALIGN_LANES rows in a strip and ALIGN_TARGET, the
/// machine's attribute, on every function: vectors of a machine can be passed and inlined only
/// between functions that are all compiled for it.

constexpr int kLanes = ALIGN_LANES;
using Lanes [[gnu::vector_size(4 * kLanes)]] = std::int32_t;

#define ALIGN_INLINE [[gnu::always_inline]] ALIGN_TARGET inline

ALIGN_INLINE Lanes load(const void* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

ALIGN_INLINE void store(void* to, Lanes lanes) {
  std::memcpy(to, &lanes, sizeof lanes);
}

ALIGN_INLINE Lanes all(std::int32_t value) {
  return Lanes{} + value;
}

ALIGN_INLINE Lanes larger(Lanes x, Lanes y) {
  return x > y ? x : y;
}

template <int... kIndex>
ALIGN_INLINE Lanes ascending(std::integer_sequence<int, kIndex...> /*lanes*/) {
  return Lanes{kIndex...};
}

/// Each lane to the next; `first` into the first.
template <int... kIndex>
ALIGN_INLINE Lanes shift(Lanes lanes, std::int32_t first,
                         std::integer_sequence<int, kIndex...> /*lanes*/) {
  return __builtin_shufflevector(lanes, all(first), (kIndex == 0 ? kLanes : kIndex - 1)...);
}

/// The last four lanes: the shortest vector there is.
using LastLanes [[gnu::vector_size(16)]] = std::int32_t;
ALIGN_INLINE void store_last(std::int32_t* to, Lanes lanes) {
  const LastLanes last =
      __builtin_shufflevector(lanes, lanes, kLanes - 4, kLanes - 3, kLanes - 2, kLanes - 1);
  std::memcpy(to + kLanes - 4, &last, sizeof last);
}

using EachLane = std::make_integer_sequence<int, kLanes>;

/// A strip: lane l is the row first_row + l + 1 of the matrix. In step t that row is at column
/// t − l + 1, so that every cell that a step needs was made in the steps before.
struct Strip {
  // Of the rows.
  Lanes symbols, classes, whole, half, border;
  // Of the scores.
  Lanes zero, mismatch, opening, extension, lane;
  // Of the cells of this step, but `diagonal_after` of the next.
  Lanes diagonal, diagonal_after, gap_a, gap_b;
  Lanes score;  ///< of the cells of the step before
  Lanes best, best_step;
  Lanes trace;  ///< of four steps, a byte each
};

// An edge is a step where some lanes are outside of the matrix. Those left of it, at column 0 or
// less, must look like column 0. Those right of it lead to no cell inside.

ALIGN_INLINE Lanes gains(const Rectangle& r, const Strip& s, std::ptrdiff_t t) {
  return load(r.b_symbols - t) == s.symbols   ? s.whole
         : load(r.b_classes - t) == s.classes ? s.half
                                              : s.mismatch;
}

template <AlignmentMode kMode, bool kEdge>
ALIGN_INLINE Lanes best_ways(const Strip& s, Lanes without_gap_a, std::ptrdiff_t t) {
  const Lanes ways = larger(without_gap_a, s.gap_a);
  const Lanes score = kMode == AlignmentMode::local ? larger(ways, s.zero) : ways;
  return kEdge ? (s.lane > static_cast<std::int32_t>(t) ? s.border : score) : score;
}

template <AlignmentMode kMode, bool kEdge>
ALIGN_INLINE void keep_best(const Rectangle& r, Strip& s, Lanes score, std::ptrdiff_t t) {
  if constexpr (kMode == AlignmentMode::global) return;
  // Scores right of the matrix could be the best of their row; those left of it are at most 0.
  const Lanes inside = kEdge ? static_cast<std::int32_t>(t - r.columns) < s.lane : all(-1);
  const Lanes better = (score > s.best) & inside;
  s.best = better ? score : s.best;
  s.best_step = better ? all(static_cast<std::int32_t>(t)) : s.best_step;
}

/// Makes the cells of step t.
template <AlignmentMode kMode, bool kEdge>
ALIGN_INLINE void step(const Rectangle& r, Strip& s, std::uint32_t* trace, std::ptrdiff_t t) {
  const Lanes aligned = s.diagonal + gains(r, s, t);
  const Lanes without_gap_a = larger(aligned, s.gap_b);
  const Lanes score = best_ways<kMode, kEdge>(s, without_gap_a, t);
  const Lanes opened = score - s.opening;
  const Lanes longer_a = s.gap_a - s.extension, longer_b = s.gap_b - s.extension;
  const Lanes begins = kMode == AlignmentMode::local ? (score == s.zero) & kBegins : s.zero;
  s.trace = s.trace << 8 | ((aligned < score) & kNotAligned) | ((s.gap_a < score) & kNotOnlyA) |
            ((longer_a < opened) & kOpenedA) | ((longer_b < opened) & kOpenedB) | begins;
  store(trace + (t >> 2) * kLanes, s.trace);
  keep_best<kMode, kEdge>(r, s, score, t);

  // Where the score is that of gap_a, opening another gap is no better than a longer one; so `down`
  // need not wait for the score.
  const Lanes down = larger(longer_a, without_gap_a - s.opening);
  // A lane's column is the next lane's of the next step. The row above the strip comes from memory,
  // and the strip's last row goes there, for the next strip; what is written of other rows falls on
  // columns that have been read, and the last row overwrites it.
  s.diagonal = s.diagonal_after;
  s.diagonal_after = shift(score, r.above[-(t + 2)], EachLane());
  s.gap_a = shift(down, r.above_gap[-(t + 2)], EachLane());
  s.gap_b = larger(longer_b, opened);
  store_last(r.above - (t + 1), score);
  store_last(r.above_gap - (t + 1), down);
  s.score = score;
}

ALIGN_INLINE void begin_strip(const Rectangle& r, std::ptrdiff_t first_row, Strip& s) {
  s.symbols = load(r.a_symbols + first_row);
  s.classes = load(r.a_classes + first_row);
  s.whole = load(r.a_weights + first_row);
  s.half = s.whole >> 1;
  s.zero = Lanes{};
  s.mismatch = all(-r.mismatch);
  s.opening = all(r.gap_open + r.gap_extend);
  s.extension = all(r.gap_extend);
  s.lane = ascending(EachLane());
  s.border =
      all(r.border_open) - (s.lane + static_cast<std::int32_t>(first_row + 1)) * r.border_extend;
  s.diagonal = shift(s.border, r.above[0], EachLane());
  s.diagonal_after = shift(s.border, r.above[-1], EachLane());
  s.gap_a = all(r.above_gap[-1]);
  s.gap_b = s.border - s.opening;
  s.score = s.zero;
  s.best = s.zero;
  s.best_step = s.zero;
  s.trace = s.zero;
}

/// All strips; where the best alignment ends.
template <AlignmentMode kMode>
ALIGN_TARGET AlignmentEnd fill(const Rectangle& rectangle) {
  const Rectangle r = rectangle;  // NOLINT(performance-unnecessary-copy-initialization): no store
                                  // can change a copy, so that it stays in registers
  AlignmentEnd end{.row = 0, .column = 0, .score = 0};
  std::uint32_t* trace = r.trace;
  for (std::ptrdiff_t first_row = 0; first_row < r.rows; first_row += kLanes) {
    const std::ptrdiff_t rows = std::min<std::ptrdiff_t>(kLanes, r.rows - first_row);
    const std::ptrdiff_t steps = r.columns + rows - 1;
    Strip s;
    begin_strip(r, first_row, s);
    std::ptrdiff_t t = 0;
    for (; t < rows - 1; ++t) step<kMode, true>(r, s, trace, t);
    for (; t < r.columns; ++t) step<kMode, false>(r, s, trace, t);
    for (; t < steps; ++t) step<kMode, true>(r, s, trace, t);
    // The last group of four steps may not be full.
    store(trace + ((steps - 1) >> 2) * kLanes, s.trace << static_cast<int>(8 * (-steps & 3)));
    trace += r.trace_strip;

    for (std::ptrdiff_t l = 0; l < rows; ++l) {
      if (kMode == AlignmentMode::global || s.best[l] <= end.score) continue;
      end = {first_row + l + 1, s.best_step[l] - l + 1, s.best[l]};
    }
    if (kMode == AlignmentMode::global) end = {r.rows, r.columns, s.score[rows - 1]};
  }
  return end;
}

#undef ALIGN_INLINE

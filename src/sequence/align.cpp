/// Alignment with affine gaps, after Gotoh; many cells at once along anti-diagonals, after A.
/// Wozniak, "Using video-oriented instructions to speed up sequence comparison", CABIOS 13, 1997.
/// The matrix is cut into strips of as many rows as a vector has lanes. Of the cells of an
/// anti-diagonal of a strip none needs another; they stay in registers from one step to the next,
/// and only the strip's last row goes through memory. Each cell leaves a byte, and the best
/// alignment is read from the bytes backwards.

#include "kernel.hpp"
#include "require.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <new>
#include <utility>

namespace leitwort {
namespace {

/// What a cell's byte says of the best ways into it and on from it. A gap in `b` (`only_a`) leads
/// to the cell below, one in `a` (`only_b`) to the cell on the right.
constexpr std::int32_t kNotAligned = 1;  // no best way ends with aligned symbols
constexpr std::int32_t kNotOnlyA = 2;    // no best way ends with a gap in `b`
constexpr std::int32_t kOpenedA = 4;     // a gap in `b` into the cell below is best opened here
constexpr std::int32_t kOpenedB = 8;     // a gap in `a` into the cell on the right likewise
constexpr std::int32_t kBegins = 16;     // local: the score is 0

/// A problem laid out for strips. Rows are symbols of `a`, columns of `b`; row and column 0 lie
/// before the first symbols. The lanes of a vector are rows downwards, so columns are stored from
/// right to left, with room for as many as lanes on both sides.
struct Rectangle {
  std::ptrdiff_t rows = 0, columns = 0;
  // [row − 1], with room for as many as lanes at the end.
  const std::uint32_t* a_symbols = nullptr;
  const std::uint32_t* a_classes = nullptr;
  const std::int32_t* a_weights = nullptr;
  // [−(column − 1)]
  const std::uint32_t* b_symbols = nullptr;
  const std::uint32_t* b_classes = nullptr;
  // [−column]: scores of the row above the strip, and of gaps in `b` that lead down from it.
  std::int32_t* above = nullptr;
  std::int32_t* above_gap = nullptr;

  std::int32_t mismatch = 0, gap_open = 0, gap_extend = 0;
  std::int32_t border_open = 0, border_extend = 0;  ///< cell n of a border: open − n · extend

  /// [strip][step / 4][lane], four steps in a number, the first of them highest.
  std::uint32_t* trace = nullptr;
  std::ptrdiff_t trace_strip = 0;
};

struct AlignmentEnd {
  std::ptrdiff_t row = 0, column = 0;
  std::int32_t score = 0;
};

namespace plain {
#define ALIGN_LANES 4
#define ALIGN_TARGET
#include "sequence/align_strips.inl"
#undef ALIGN_LANES
#undef ALIGN_TARGET
}  // namespace plain

#if defined(__x86_64__)
namespace avx2 {
#define ALIGN_LANES 8
#define ALIGN_TARGET LEITWORT_AVX2
#include "sequence/align_strips.inl"
#undef ALIGN_LANES
#undef ALIGN_TARGET
}  // namespace avx2

namespace avx512 {
#define ALIGN_LANES 16
#define ALIGN_TARGET LEITWORT_AVX512
#include "sequence/align_strips.inl"
#undef ALIGN_LANES
#undef ALIGN_TARGET
}  // namespace avx512
#endif

using FillFunction = AlignmentEnd (*)(const Rectangle&);

struct Filling {
  std::ptrdiff_t lanes = 0;
  FillFunction of_mode[3] = {};
};

Filling filling(Kernel kernel) {
  constexpr auto kGlobal = AlignmentMode::global, kPrefix = AlignmentMode::prefix,
                 kLocal = AlignmentMode::local;
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) {
    return {avx512::kLanes, {avx512::fill<kGlobal>, avx512::fill<kPrefix>, avx512::fill<kLocal>}};
  }
  if (kernel == Kernel::avx2) {
    return {avx2::kLanes, {avx2::fill<kGlobal>, avx2::fill<kPrefix>, avx2::fill<kLocal>}};
  }
#endif
  (void)kernel;
  return {plain::kLanes, {plain::fill<kGlobal>, plain::fill<kPrefix>, plain::fill<kLocal>}};
}

/// Room for `size` numbers, of any value.
template <typename T>
T* room(std::vector<T>& buffer, std::ptrdiff_t size) {
  if (buffer.size() < static_cast<std::size_t>(size)) buffer.resize(static_cast<std::size_t>(size));
  return buffer.data();
}

void append_run(AlignmentRun::Kind kind, std::uint32_t length, std::vector<AlignmentRun>& runs) {
  if (length == 0) return;
  if (!runs.empty() && runs.back().kind == kind) {
    runs.back().length += length;
  } else {
    runs.push_back({kind, length});
  }
}

}  // namespace

struct Aligner::State {
  Filling filling;
  Alignment alignment;
  std::vector<std::uint32_t> a_symbols, a_classes, b_symbols, b_classes;
  std::vector<std::int32_t> a_weights, above, above_gap;
  // Not a vector, which would set it to zero.
  struct Free {
    void operator()(std::uint32_t* numbers) const {
      ::operator delete[](numbers, std::align_val_t(64));
    }
  };
  std::unique_ptr<std::uint32_t[], Free> trace;
  std::ptrdiff_t trace_size = 0;

  void lay_out_a(const AlignmentSide& a, Rectangle& r);
  void lay_out_b(const AlignmentSide& b, Rectangle& r);
  void lay_out_borders(AlignmentMode mode, const AlignmentScores& scores, Rectangle& r);
  void lay_out_trace(Rectangle& r);
  void read_back(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                 const Rectangle& r, const AlignmentEnd& end);
  void align_with_nothing(AlignmentMode mode, std::size_t a, std::size_t b,
                          const AlignmentScores& scores);
};

void Aligner::State::lay_out_a(const AlignmentSide& a, Rectangle& r) {
  r.rows = static_cast<std::ptrdiff_t>(a.symbols.size());
  std::uint32_t* const symbols = room(a_symbols, r.rows + filling.lanes);
  std::uint32_t* const classes = room(a_classes, r.rows + filling.lanes);
  std::int32_t* const weights = room(a_weights, r.rows + filling.lanes);
  for (std::size_t i = 0; i < a.symbols.size(); ++i) {
    symbols[i] = a.symbols[i];
    classes[i] = a.classes[i];
    weights[i] = a.weights[i];
  }
  r.a_symbols = symbols, r.a_classes = classes, r.a_weights = weights;
}

void Aligner::State::lay_out_b(const AlignmentSide& b, Rectangle& r) {
  r.columns = static_cast<std::ptrdiff_t>(b.symbols.size());
  // Lanes reach a vector's length to the left of the first column and to the right of the last.
  const std::ptrdiff_t first = r.columns + filling.lanes, size = first + filling.lanes;
  std::uint32_t* const symbols = room(b_symbols, size) + first;
  std::uint32_t* const classes = room(b_classes, size) + first;
  for (std::ptrdiff_t j = 0; j < r.columns; ++j) {
    symbols[-j] = b.symbols[static_cast<std::size_t>(j)];
    classes[-j] = b.classes[static_cast<std::size_t>(j)];
  }
  r.b_symbols = symbols, r.b_classes = classes;
}

void Aligner::State::lay_out_borders(AlignmentMode mode, const AlignmentScores& scores,
                                     Rectangle& r) {
  r.mismatch = scores.mismatch, r.gap_open = scores.gap_open, r.gap_extend = scores.gap_extend;
  if (mode != AlignmentMode::local) r.border_open = -r.gap_open, r.border_extend = r.gap_extend;
  const std::ptrdiff_t last = r.columns + filling.lanes, size = last + filling.lanes;
  r.above = room(above, size) + last;
  r.above_gap = room(above_gap, size) + last;
  const std::int32_t opening = r.gap_open + r.gap_extend;
  for (std::ptrdiff_t j = 1; j <= last; ++j) {
    const std::int32_t score = r.border_open - static_cast<std::int32_t>(j) * r.border_extend;
    r.above[-j] = score;
    r.above_gap[-j] = score - opening;
  }
  r.above[0] = 0;
}

void Aligner::State::lay_out_trace(Rectangle& r) {
  const std::ptrdiff_t strips = (r.rows + filling.lanes - 1) / filling.lanes;
  r.trace_strip = (r.columns + filling.lanes + 2) / 4 * filling.lanes;
  if (trace_size < strips * r.trace_strip) {
    trace_size = std::max(strips * r.trace_strip, 2 * trace_size);
    trace.reset(static_cast<std::uint32_t*>(::operator new[](
        static_cast<std::size_t>(trace_size) * sizeof(std::uint32_t), std::align_val_t(64))));
  }
  r.trace = trace.get();
}

void Aligner::State::read_back(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                               const Rectangle& r, const AlignmentEnd& end) {
  using Kind = AlignmentRun::Kind;
  std::ptrdiff_t row = end.row, column = end.column;
  const int lane_bits = std::countr_zero(static_cast<std::size_t>(filling.lanes));
  const auto bits = [&] {
    // Lanes are a power of two.
    const std::ptrdiff_t strip = (row - 1) >> lane_bits, lane = (row - 1) & (filling.lanes - 1);
    const std::ptrdiff_t step = column - 1 + lane;
    const std::uint32_t four = r.trace[strip * r.trace_strip + (step >> 2) * filling.lanes + lane];
    return static_cast<std::int32_t>(four >> (8 * (~step & 3)));
  };
  std::vector<AlignmentRun>& runs = alignment.runs;
  enum class Way : std::uint8_t { any, only_a, only_b } way = Way::any;
  while (row > 0 && column > 0) {
    if (way == Way::any) {
      const std::int32_t cell = bits();
      if (mode == AlignmentMode::local && (cell & kBegins) != 0) break;
      if ((cell & kNotAligned) == 0) {
        --row, --column;
        const bool equal =
            a.symbols[static_cast<std::size_t>(row)] == b.symbols[static_cast<std::size_t>(column)];
        append_run(equal ? Kind::equal : Kind::different, 1, runs);
        continue;
      }
      way = (cell & kNotOnlyA) == 0 ? Way::only_a : Way::only_b;
    }
    if (way == Way::only_a) {
      append_run(Kind::only_a, 1, runs);
      if (--row > 0 && (bits() & kOpenedA) != 0) way = Way::any;
    } else {
      append_run(Kind::only_b, 1, runs);
      if (--column > 0 && (bits() & kOpenedB) != 0) way = Way::any;
    }
  }
  if (mode != AlignmentMode::local) {
    append_run(Kind::only_a, static_cast<std::uint32_t>(row), runs);
    append_run(Kind::only_b, static_cast<std::uint32_t>(column), runs);
    row = column = 0;
  }
  std::reverse(runs.begin(), runs.end());
  alignment.begin_a = static_cast<std::uint32_t>(row);
  alignment.begin_b = static_cast<std::uint32_t>(column);
  alignment.end_a = static_cast<std::uint32_t>(end.row);
  alignment.end_b = static_cast<std::uint32_t>(end.column);
  alignment.score = end.score;
}

/// One of the sizes is 0.
void Aligner::State::align_with_nothing(AlignmentMode mode, std::size_t a, std::size_t b,
                                        const AlignmentScores& scores) {
  const auto length = static_cast<std::int32_t>(a + b);
  if (mode != AlignmentMode::global || length == 0) return;
  alignment.end_a = static_cast<std::uint32_t>(a);
  alignment.end_b = static_cast<std::uint32_t>(b);
  alignment.score = -scores.gap_open - length * scores.gap_extend;
  append_run(AlignmentRun::Kind::only_a, alignment.end_a, alignment.runs);
  append_run(AlignmentRun::Kind::only_b, alignment.end_b, alignment.runs);
}

Aligner::Aligner(Kernel kernel) : state_(std::make_unique<State>()) {
  state_->filling = filling(kernel);
}
Aligner::~Aligner() = default;
Aligner::Aligner(Aligner&&) noexcept = default;
Aligner& Aligner::operator=(Aligner&&) noexcept = default;

const Alignment& Aligner::align(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                                const AlignmentScores& scores) {
  const std::size_t in_a = a.symbols.size(), in_b = b.symbols.size();
  LEITWORT_REQUIRE(in_a * in_b < std::size_t{1} << 31, "a.size() · b.size() < 2³¹");
  LEITWORT_REQUIRE(in_a + in_b < std::size_t{1} << 20, "a.size() + b.size() < 2²⁰");
  LEITWORT_REQUIRE(a.classes.size() == in_a && a.weights.size() == in_a && b.classes.size() == in_b,
                   "all spans have one size");
  LEITWORT_REQUIRE(std::ranges::all_of(a.weights, [](auto w) { return w % 2 == 0 && w <= 64; }),
                   "weights are even and in [0, 64]");
  State& s = *state_;
  s.alignment.runs.clear();
  s.alignment.begin_a = s.alignment.end_a = s.alignment.begin_b = s.alignment.end_b = 0;
  s.alignment.score = 0;
  if (a.symbols.empty() || b.symbols.empty()) {
    s.align_with_nothing(mode, a.symbols.size(), b.symbols.size(), scores);
    return s.alignment;
  }
  Rectangle r;
  s.lay_out_a(a, r);
  s.lay_out_b(b, r);
  s.lay_out_borders(mode, scores, r);
  s.lay_out_trace(r);
  const AlignmentEnd end = s.filling.of_mode[static_cast<std::size_t>(mode)](r);
  s.read_back(mode, a, b, r, end);
  return s.alignment;
}

}  // namespace leitwort

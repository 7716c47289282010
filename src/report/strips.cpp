#include <leitwort/report.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace leitwort {
namespace {

constexpr std::size_t kLevels = 8;
constexpr std::array<std::string_view, kLevels> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
/// Of the 256 colours of a terminal, those nearest to viridis from dark to bright: for the
/// colour-blind, and in grey.
constexpr std::array<unsigned, kLevels> kColours = {53, 54, 60, 30, 36, 71, 149, 220};
constexpr std::string_view kNone = "·", kEmpty = "╱", kEmptyRun = "≈";
constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 40;  // columns of a terminal; below, lines are cut by it
constexpr std::size_t kShareWidth = 4;  // `100%`

/// Lengths, in periods, of a cell or of the way between two marks of the axis: what people count
/// in.
std::span<const int> round_lengths(PeriodLength length) {
  static constexpr std::array months = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000};
  static constexpr std::array others = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};
  return length == PeriodLength::month ? std::span<const int>(months) : std::span(others);
}

/// The periods, several to a cell where there are more of them than columns. A long run without
/// documents is a cell of its own.
struct Axis {
  int step = 1;                    // periods a cell
  std::vector<std::size_t> begin;  // first period of each cell, and the end of the last
  std::string labels, rule;
  std::size_t width = 0;

  [[nodiscard]] std::size_t cells() const { return begin.empty() ? 0 : begin.size() - 1; }
};

/// Whether an entry is a run without documents that a cell of so many periods does not hold.
bool is_long_run(const Periods& periods, std::size_t entry, int step) {
  return periods.run(entry) > static_cast<std::size_t>(step);
}

std::vector<std::size_t> cut(const Periods& periods, int step) {
  const auto cell_of = [&](std::size_t p) {
    const int number = periods.begin[p];
    return (number - (number % step + step) % step) / step;
  };
  std::vector<std::size_t> begin;
  for (std::size_t p = 0; p < periods.size(); ++p) {
    if (p == 0 || cell_of(p) != cell_of(p - 1) || is_long_run(periods, p, step) ||
        is_long_run(periods, p - 1, step)) {
      begin.push_back(p);
    }
  }
  if (!begin.empty()) begin.push_back(periods.size());
  return begin;
}

/// Names the first cell, and those that begin at round numbers as far as there is room.
void name_cells(const Periods& periods, Axis& axis) {
  if (axis.cells() == 0) return;
  const std::size_t label = display_width(periods.name(0));
  axis.width = std::max(axis.cells(), label);
  int stride = axis.step;
  for (const int length : round_lengths(periods.length)) {
    stride = length;
    if (length % axis.step == 0 && static_cast<std::size_t>(length / axis.step) >= label + 1) break;
  }
  std::vector<bool> marked(axis.width);
  std::size_t next = axis.width;  // the label to the right begins here
  for (std::size_t c = axis.cells(); c-- > 0;) {
    const std::size_t p = axis.begin[c];
    const bool round = periods.begin[p] % stride == 0 && periods.run(p) == 1;
    const std::size_t end = c + label + (next == axis.width ? 0 : 1);
    if ((!round && c > 0) || end > next) continue;
    axis.labels.insert(0, periods.name(p) + std::string(next - c - label, ' '));
    marked[c] = true;
    next = c;
  }
  axis.labels.insert(0, std::string(next, ' '));
  for (const bool mark : marked) axis.rule += mark ? "┬" : "─";
}

Axis make_axis(const Periods& periods, std::size_t most_cells) {
  Axis axis;
  for (const int length : round_lengths(periods.length)) {
    axis.step = length;
    axis.begin = cut(periods, length);
    if (axis.cells() <= most_cells) break;
  }
  name_cells(periods, axis);
  return axis;
}

/// A row before it is laid out.
struct Line {
  std::string rank, text, first, last;
  std::vector<PeriodUse> uses;
};

std::vector<Line> lines_of(const FormulationTables& tables, std::size_t most_rows) {
  std::vector<Line> lines;
  for (const Formulation& f : tables.formulations.rows) {
    if (lines.size() == most_rows) break;
    const auto places = tables.formulations.places_of(f);
    const auto documents = documents_of(places, tables.tokens);
    lines.push_back(
        {fmt::format("{}", lines.size() + 1), visible_line(f.text),
         documents.empty() ? "–"
                           : attestation_for_people(first_attestation(documents, tables.dates)),
         documents.empty() ? "–"
                           : attestation_for_people(last_attestation(documents, tables.dates)),
         use_over_time(places, tables.tokens, tables.periods)});
  }
  return lines;
}

std::string block(std::size_t level, bool colour) {
  if (!colour) return std::string(kBlocks[level]);
  // Of one colour before and behind: a full cell to the eye, and still a block where it is copied.
  return fmt::format("\x1b[38;5;{0};48;5;{0}m{1}\x1b[0m", kColours[level], kBlocks[level]);
}

struct Strip {
  std::string cells;
  std::string most;  // the share that the highest block stands for
};

Strip strip_of(const std::vector<PeriodUse>& uses, const Periods& periods, const Axis& axis,
               bool colour) {
  std::vector<double> shares;  // negative: no documents
  for (std::size_t c = 0; c < axis.cells(); ++c) {
    std::uint64_t with = 0, total = 0;
    for (std::size_t p = axis.begin[c]; p < axis.begin[c + 1]; ++p) {
      with += uses[p].documents_with;
      total += periods.documents[p];
    }
    shares.push_back(total == 0 ? -1 : static_cast<double>(with) / static_cast<double>(total));
  }
  Strip strip;
  const double most = shares.empty() ? 0 : std::ranges::max(shares);
  for (std::size_t c = 0; c < axis.cells(); ++c) {
    const double share = shares[c];
    if (share <= 0) {
      const bool is_run = is_long_run(periods, axis.begin[c], axis.step);
      strip.cells += is_run ? kEmptyRun : share < 0 ? kEmpty : kNone;
      continue;
    }
    const auto level = static_cast<std::size_t>(std::ceil(share / most * kLevels));
    strip.cells += block(std::clamp<std::size_t>(level, 1, kLevels) - 1, colour);
  }
  if (most > 0) strip.most = most < 0.01 ? "<1%" : fmt::format("{:.0f}%", 100 * most);
  return strip;
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, display_width(text)), ' ');
}
std::string padded_left(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, display_width(text)), ' ') + text;
}

std::string dashes(std::size_t width) {
  std::string line;
  for (std::size_t i = 0; i < width; ++i) line += "─";
  return line;
}

/// `5 years`.
std::string cell_length(const Axis& axis, PeriodLength length) {
  if (length == PeriodLength::month) {
    return axis.step % 12 == 0 ? fmt::format("{} year{}", axis.step / 12, axis.step > 12 ? "s" : "")
                               : fmt::format("{} months", axis.step);
  }
  return fmt::format("{} {}", axis.step, length == PeriodLength::year ? "years" : "decades");
}

/// How wide each column is.
struct Layout {
  std::size_t rank = 4, text = 0, first = 5, last = 4;
  bool dates = true;
  Axis axis;
};

std::size_t widest(const std::vector<Line>& lines, std::string Line::* member, std::size_t least) {
  for (const Line& line : lines) least = std::max(least, display_width(line.*member));
  return least;
}

/// Words get at most half of what dates and shares leave, periods the rest; words grow into what
/// periods do not need.
Layout lay_out(const std::vector<Line>& lines, const Periods& periods, std::size_t width) {
  Layout layout;
  width = std::max(width, kNarrowest);
  layout.first = widest(lines, &Line::first, layout.first);
  layout.last = widest(lines, &Line::last, layout.last);
  const std::size_t fixed = layout.rank + kShareWidth + 3 * kGap;
  const std::size_t dates = layout.first + layout.last + 2 * kGap;
  layout.dates = fixed + dates + kNarrowest / 2 <= width;
  const std::size_t left = width - fixed - (layout.dates ? dates : 0);
  const std::size_t words = widest(lines, &Line::text, std::string_view("formulation").size());
  layout.axis = make_axis(periods, left - std::min(words, left / 2));
  layout.text = std::min(words, left - std::min(layout.axis.width, left / 2 + left % 2));
  return layout;
}

class StripWriter {
 public:
  StripWriter(const Sink& sink, Layout layout) : sink_(sink), layout_(std::move(layout)) {}

  void line(const Line& words, const std::string& strip, const std::string& most,
            const std::string& between = "  ") {
    std::string line = padded_left(words.rank, layout_.rank) + between +
                       padded(cut_to_width(words.text, layout_.text), layout_.text);
    if (layout_.dates) {
      line +=
          between + padded(words.first, layout_.first) + between + padded(words.last, layout_.last);
    }
    if (layout_.axis.cells() > 0)
      line += between + strip + between + padded_left(most, kShareWidth);
    line.erase(line.find_last_not_of(' ') + 1);
    sink_(line + "\n");
  }

  void head() {
    line({"rank", "formulation", "first", "last", {}}, layout_.axis.labels, "most");
    line({dashes(layout_.rank),
          dashes(layout_.text),
          dashes(layout_.first),
          dashes(layout_.last),
          {}},
         layout_.axis.rule, dashes(kShareWidth));
  }

  /// What the signs mean, as many to a line as have room.
  void legend(const std::vector<std::string>& meanings, std::size_t width, bool colour) {
    std::string line =
        block(0, colour) + block(kLevels / 2 - 1, colour) + block(kLevels - 1, colour);
    std::size_t used = 3;
    for (const std::string& meaning : meanings) {
      const std::size_t wide = display_width(meaning);
      if (used + 3 + wide > width) {
        sink_(line + "\n");
        line.clear();
        used = 0;
      }
      const std::string_view gap = used == 0 || &meaning == &meanings.front() ? "" : "   ";
      line += fmt::format("{}{}", gap, meaning);
      used += gap.size() + wide;
    }
    sink_(line + "\n");
  }

 private:
  const Sink& sink_;
  Layout layout_;
};

std::vector<std::string> legend_of(const Axis& axis, const Periods& periods) {
  std::vector<std::string> parts = {" share of documents, █ the row's most",
                                    fmt::format("{} in none", kNone)};
  std::vector<std::size_t> runs;
  std::size_t empty = 0;
  for (std::size_t p = 0; p < periods.size(); ++p) {
    if (is_long_run(periods, p, axis.step))
      runs.push_back(p);
    else if (periods.documents[p] == 0)
      ++empty;
  }
  if (empty > 0) parts.push_back(fmt::format("{} there are no documents", kEmpty));
  if (runs.size() == 1) {
    parts.push_back(fmt::format("{} nor any of {}", kEmptyRun, periods.name(runs.front())));
  } else if (!runs.empty()) {
    parts.push_back(fmt::format("{} nor any for more than {} {}s", kEmptyRun, kLongestEmptyRun,
                                periods.length == PeriodLength::month  ? "month"
                                : periods.length == PeriodLength::year ? "year"
                                                                       : "decade"));
  }
  if (axis.step > 1) {
    parts.push_back(fmt::format("1 cell = {}", cell_length(axis, periods.length)));
  }
  return parts;
}

}  // namespace

std::string attestation_for_people(const Attestation& attestation) {
  std::string text = date_for_people(attestation.date);
  if (attestation.documents.size() > 1) {
    text += fmt::format(" ({} tie)", attestation.documents.size());
  }
  return text;
}

void write_strips(const FormulationTables& tables, const StripOptions& options, const Sink& sink) {
  const Periods& periods = tables.periods;
  const std::vector<Line> lines = lines_of(tables, options.most_rows);
  const Layout layout = lay_out(lines, periods, options.width);
  const Axis& axis = layout.axis;
  StripWriter writer(sink, layout);
  writer.head();
  for (const Line& line : lines) {
    const Strip strip = strip_of(line.uses, periods, axis, options.colour);
    writer.line(line, strip.cells + std::string(axis.width - axis.cells(), ' '), strip.most);
  }
  const std::size_t rest = tables.formulations.rows.size() - lines.size();
  if (rest > 0) sink(fmt::format("… {} more rows (--format csv shows all)\n", grouped(rest)));
  if (lines.empty()) return;
  if (axis.cells() > 0)
    writer.legend(legend_of(axis, periods), std::max(options.width, kNarrowest), options.colour);
  else
    sink("No document is dated as precisely as a period, so there is nothing to show over time.\n");
}

}  // namespace leitwort

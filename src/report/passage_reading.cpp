#include "report/passage_words.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

namespace leitwort {
namespace {

using namespace report;

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kIndent = 4;      // `a │ `
constexpr std::size_t kLongFrom = 12;   // lines of each side; more are abbreviated
constexpr std::size_t kMostLines = 24;  // of one that is abbreviated
constexpr std::size_t kContext = 8;     // words that are shown around a difference

/// How a difference is marked: below it, or in colour and underlined.
struct Mark {
  char below;
  std::string_view colour;
};

Mark mark_of(AlignmentRun::Kind kind) {
  switch (kind) {
    case AlignmentRun::Kind::different:
      return {'^', "\x1b[4;33m"};
    case AlignmentRun::Kind::only_a:
      return {'-', "\x1b[4;31m"};
    case AlignmentRun::Kind::only_b:
      return {'+', "\x1b[4;32m"};
    case AlignmentRun::Kind::equal:
      break;
  }
  return {' ', ""};
}

/// Two stretches under each other, line by line.
class Lines {
 public:
  Lines(const PassageReadingOptions& options, const Sink& sink)
      : sink_(sink),
        colour_(options.colour),
        room_(std::max(options.width, kNarrowest) - kIndent) {}

  void add(const WordPair& pair) {
    const std::string a = cut_to_width(pair.a.text, room_), b = cut_to_width(pair.b.text, room_);
    const std::size_t width = std::max(display_width(a), display_width(b));
    if (width == 0) return;
    const bool space = used_ > 0 && (pair.a.space || pair.b.space);
    if (used_ + width + (space ? 1 : 0) > room_) {
      flush();
      return add(pair);
    }
    const Mark mark = mark_of(pair.kind);
    if (space) {
      a_ += ' ';
      b_ += ' ';
      marks_ += marks_.ends_with(mark.below) ? mark.below : ' ';
      ++used_;
    }
    put(a, width, mark, a_);
    put(b, width, mark, b_);
    marks_.append(width, mark.below);
    used_ += width;
  }

  /// Ends the line, and says what is not shown.
  void leave_out(const std::string& what) {
    flush();
    sink_(fmt::format("    {}\n", what));
  }

  void flush() {
    if (used_ == 0) return;
    line("a │ ", a_);
    line("b │ ", b_);
    if (!colour_ && marks_.find_first_not_of(' ') != std::string::npos) line("    ", marks_);
    for (std::string* text : {&a_, &b_, &marks_}) text->clear();
    used_ = 0;
    ++lines_;
  }

  [[nodiscard]] std::size_t lines() const { return lines_; }

 private:
  void put(const std::string& word, std::size_t width, const Mark& mark, std::string& line) const {
    const bool coloured = colour_ && !mark.colour.empty() && !word.empty();
    if (coloured) line += mark.colour;
    line += word;
    if (coloured) line += "\x1b[0m";
    line.append(width - display_width(word), ' ');
  }
  void line(std::string_view head, std::string& text) {
    text.erase(text.find_last_not_of(' ') + 1);
    if (text.empty()) head.remove_suffix(1);
    sink_(fmt::format("{}{}\n", head, text));
  }

  const Sink& sink_;
  bool colour_;
  std::size_t room_;
  std::string a_, b_, marks_;
  std::size_t used_ = 0, lines_ = 0;
};

/// How many lines the whole would take, about.
std::size_t count_lines(const std::vector<WordPair>& pairs, std::size_t width) {
  std::size_t columns = 0;
  for (const WordPair& pair : pairs) {
    columns += std::max(display_width(pair.a.text), display_width(pair.b.text));
    columns += pair.a.space || pair.b.space ? 1 : 0;
  }
  return columns / (width - kIndent) + 1;
}

std::string words(std::size_t count, std::string_view kind) {
  return fmt::format("{} {}word{}", grouped(count), kind, count == 1 ? "" : "s");
}

/// Hides the inside of long runs that only one side has.
void hide_long_runs(const std::vector<WordPair>& pairs, std::vector<bool>& shown) {
  constexpr std::size_t kLong = 24, kEnds = 6;  // words
  for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    const AlignmentRun::Kind kind = pairs[begin].kind;
    while (end < pairs.size() && pairs[end].kind == kind) ++end;
    const bool one_sided = kind == AlignmentRun::Kind::only_a || kind == AlignmentRun::Kind::only_b;
    if (!one_sided || end - begin <= kLong) continue;
    for (std::size_t i = begin + kEnds; i < end - kEnds; ++i) shown[i] = false;
  }
}

std::string left_out_words(std::size_t count, AlignmentRun::Kind kind) {
  if (kind == AlignmentRun::Kind::equal) return fmt::format("… {} …", words(count, "equal "));
  return fmt::format("… {} only in {} …", words(count, ""),
                     kind == AlignmentRun::Kind::only_a ? "a" : "b");
}

void write_words(const std::vector<WordPair>& pairs, const PassageReadingOptions& options,
                 const Sink& sink) {
  Lines lines(options, sink);
  const bool abbreviated = count_lines(pairs, std::max(options.width, kNarrowest)) > kLongFrom;
  std::vector<bool> shown =
      abbreviated ? near_differences(pairs, kContext) : std::vector<bool>(pairs.size(), true);
  hide_long_runs(pairs, shown);
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (abbreviated && lines.lines() >= kMostLines) {
      const auto rest = pairs.begin() + static_cast<std::ptrdiff_t>(i);
      const auto different = static_cast<std::size_t>(
          std::count_if(rest, pairs.end(), [](const WordPair& p) { return !p.equal(); }));
      lines.leave_out(fmt::format("… {}, {} of them different …",
                                  words(pairs.size() - i + left_out, "more "), grouped(different)));
      return;
    }
    if (!shown[i]) {
      ++left_out;
      continue;
    }
    if (left_out > 0) lines.leave_out(left_out_words(left_out, pairs[i - 1].kind));
    left_out = 0;
    lines.add(pairs[i]);
  }
  lines.flush();
}

/// Lines of at most `width` columns; all but the first, or all, indented.
void write_wrapped(const std::string& text, std::size_t width, bool indented, const Sink& sink) {
  const std::string indent(kIndent, ' ');
  std::string line = indented ? indent : "";
  std::size_t used = line.size();
  bool begun = false;  // whether the line has a word
  std::istringstream stream(text);
  for (std::string word; stream >> word;) {
    word = cut_to_width(word, width - kIndent);
    const std::size_t wide = display_width(word);
    if (begun && used + 1 + wide > width) {
      sink(fmt::format("{}\n", line));
      line = indent;
      used = kIndent;
      begun = false;
    }
    if (begun) line += ' ';
    line += word;
    used += wide + (begun ? 1 : 0);
    begun = true;
  }
  sink(fmt::format("{}\n", line));
}

void write_heading(const PassageTables& tables, std::size_t index, std::size_t width,
                   const Sink& sink) {
  const Passage& p = tables.passages.rows[index];
  const std::string_view label = label_name(p.label);
  write_wrapped(fmt::format("{}. {} ↔ {}", index + 1, named(tables, p.a), named(tables, p.b)),
                width, false, sink);
  write_wrapped(fmt::format("{}{}{}", measures_for_people(p), label.empty() ? "" : ", ", label),
                width, true, sink);
  write_wrapped(fmt::format("cluster {}: {}", p.cluster + 1,
                            cluster_for_people(tables, tables.passages.clusters[p.cluster])),
                width, true, sink);
}

}  // namespace

void write_passages_for_people(const PassageTables& tables, const PassageReadingOptions& options,
                               const Sink& sink) {
  const std::vector<std::size_t> shown = best_passages(tables.passages, options.most_passages);
  for (const std::size_t index : shown) {
    write_heading(tables, index, std::max(options.width, kNarrowest), sink);
    write_words(word_pairs(tables, tables.passages.rows[index]), options, sink);
    sink("\n");
  }
  const std::size_t rest = tables.passages.rows.size() - shown.size();
  if (rest > 0) {
    sink(fmt::format("… {} more passages of lower scores (--format csv shows all)\n",
                     grouped(rest)));
  }
}

}  // namespace leitwort

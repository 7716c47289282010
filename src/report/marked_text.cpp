#include "report/marked_text.hpp"

#include "report/characters.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

namespace leitwort::report {
namespace {

constexpr std::size_t kTab = 8;
constexpr std::uint32_t kNone = 0xFFFFFFFF;

std::string_view mark_of(const Highlight& highlight) {
  return highlight.kind == HighlightKind::passage ? kPassageMark
                                                  : level_of(highlight.documents + 1).mark;
}

std::string superscript(std::size_t number) {
  static constexpr std::array<std::string_view, 10> kDigits = {"⁰", "¹", "²", "³", "⁴",
                                                               "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char digit : std::to_string(number)) {
    text += kDigits[static_cast<std::size_t>(digit - '0')];
  }
  return text;
}

/// A character as it is shown.
struct Glyph {
  std::string text;
  std::size_t width = 0;
  std::uint32_t highlight = kNone;  // index
  bool space = false;
};

bool ends_line(UChar32 c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}
/// Says where a word may be broken, and is not seen.
bool is_hint(UChar32 c) {
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}
/// Joins letters, or says that punctuation is written from the right.
bool joins_or_directs(UChar32 c) {
  return (c >= 0x200C && c <= 0x200F) || c == 0x61C;
}

std::string shown(UChar32 c, std::string_view bytes) {
  if (is_hint(c)) return {};
  return joins_or_directs(c) ? std::string(bytes) : visible(bytes);
}

/// Where lines may be broken, by the rules of Unicode (UAX #14).
class LineBreaker {
 public:
  LineBreaker() {
    UErrorCode status = U_ZERO_ERROR;
    breaker_.reset(icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
    require(status);
  }
  ~LineBreaker() { utext_close(&text_); }
  LineBreaker(const LineBreaker&) = delete;
  LineBreaker& operator=(const LineBreaker&) = delete;

  /// Calls visit(piece) for all pieces of a line, in order.
  template <typename Visit>
  void visit_pieces(std::string_view line, Visit visit) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, line.data(), static_cast<std::int64_t>(line.size()), &status);
    breaker_->setText(&text_, status);
    require(status);
    std::size_t begin = 0;
    breaker_->first();
    while (begin < line.size()) {
      const std::int32_t boundary = breaker_->next();
      const std::size_t end =
          boundary == icu::BreakIterator::DONE ? line.size() : static_cast<std::size_t>(boundary);
      visit(line.substr(begin, end - begin));
      begin = end;
    }
  }

 private:
  static void require(UErrorCode status) {
    if (U_SUCCESS(status)) return;
    throw Error("ICU's line break data is missing", u_errorName(status),
                "install ICU's data package");
  }
  std::unique_ptr<icu::BreakIterator> breaker_;
  UText text_ = UTEXT_INITIALIZER;
};

/// Wraps a text and writes its lines, highlighted.
class TextWriter {
 public:
  TextWriter(const SharedTextOptions& options, const Sink& sink)
      : sink_(sink), room_(std::max(options.width, kNarrowest)), colour_(options.colour) {}

  /// Lines end where those of the text do, or where there is no room. `begin`: of what is written.
  void write(std::string_view text, std::size_t begin, const Marked& marked) {
    marked_ = &marked;
    next_ = 0;
    labelled_ = kNone;
    std::size_t line = begin;
    bool after_return = false;
    for_each_character(text.substr(begin), [&](UChar32 c, std::size_t from, std::size_t to) {
      if (ends_line(c) && !(c == '\n' && after_return)) write_line(text, line, begin + from);
      if (ends_line(c)) line = begin + to;
      after_return = c == '\r';
      return true;
    });
    if (line < text.size()) write_line(text, line, text.size());
  }

 private:
  void write_line(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t piece_begin = begin;
    breaker_.visit_pieces(text.substr(begin, end - begin), [&](std::string_view piece) {
      add(glyphs_of(piece, piece_begin));
      piece_begin += piece.size();
    });
    flush();
  }

  /// The highlight that holds a byte, which must not lie before the last one asked for.
  std::uint32_t highlight_at(std::size_t byte) {
    const std::vector<Highlight>& highlights = marked_->highlights;
    while (next_ < highlights.size() && highlights[next_].end <= byte) ++next_;
    const bool inside = next_ < highlights.size() && highlights[next_].begin <= byte;
    return inside ? next_ : kNone;
  }

  std::vector<Glyph> glyphs_of(std::string_view piece, std::size_t offset) {
    std::vector<Glyph> glyphs;
    for_each_character(piece, [&](UChar32 c, std::size_t begin, std::size_t end) {
      const std::uint32_t highlight = highlight_at(offset + begin);
      std::string text = shown(c, piece.substr(begin, end - begin));
      const std::size_t width = display_width(text);
      glyphs.push_back({std::move(text), width, highlight, c == '\t' || u_isUWhiteSpace(c) != 0});
      if (c == '\t') glyphs.back().text.assign(1, '\t');
      if (colour_ && highlight != kNone && offset + end >= marked_->highlights[highlight].end) {
        add_number(highlight, glyphs);
      }
      return true;
    });
    return glyphs;
  }

  /// Behind the last word.
  void add_number(std::uint32_t highlight, std::vector<Glyph>& glyphs) const {
    const std::size_t number = marked_->numbers[highlight];
    if (number == 0) return;
    auto at = glyphs.end();
    while (at != glyphs.begin() && std::prev(at)->space) --at;
    glyphs.insert(at, {superscript(number), std::to_string(number).size(), highlight, false});
  }

  void add(std::vector<Glyph> glyphs) {
    std::size_t width = 0, wide = 0;  // the latter without spaces at the end
    for (const Glyph& glyph : glyphs) {
      width += glyph.width;
      if (!glyph.space) wide = width;
    }
    if (used_ + wide > room_) flush_if_begun();
    for (Glyph& glyph : glyphs) {
      if (glyph.text == "\t") {
        glyph.width = kTab - used_ % kTab;
        glyph.text = std::string(glyph.width, ' ');
      }
      if (!glyph.space && used_ + glyph.width > room_) flush_if_begun();
      used_ += glyph.width;
      line_.push_back(std::move(glyph));
    }
  }

  void flush_if_begun() {
    if (used_ > 0) flush();
  }

  void flush() {
    while (!line_.empty() && line_.back().space) line_.pop_back();
    part_highlights();
    sink_(fmt::format("{}\n", colour_ ? coloured() : plain()));
    if (!colour_) write_marks();
    line_.clear();
    used_ = 0;
  }

  /// A space belongs to a highlight if the words on both sides of it do.
  void part_highlights() {
    std::uint32_t before = kNone;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      if (!line_[i].space) {
        before = line_[i].highlight;
        continue;
      }
      std::size_t end = i;
      while (end < line_.size() && line_[end].space) ++end;
      const bool inside = end < line_.size() && line_[end].highlight == before;
      for (; i < end; ++i) line_[i].highlight = inside ? before : kNone;
      --i;
    }
  }

  [[nodiscard]] std::string plain() const {
    std::string text;
    for (const Glyph& glyph : line_) text += glyph.text;
    return text;
  }

  [[nodiscard]] std::string coloured() const {
    std::string text, now;
    for (const Glyph& glyph : line_) {
      std::string wanted;
      if (glyph.highlight != kNone) {
        const Highlight& highlight = marked_->highlights[glyph.highlight];
        wanted = colour_of(level_of(highlight.documents + 1), highlight.kind);
      }
      if (wanted != now) {
        if (!now.empty()) text += kReset;
        text += wanted;
        now = std::move(wanted);
      }
      text += glyph.text;
    }
    if (!now.empty()) text += kReset;
    return text;
  }

  /// Where a place of a formulation begins its number stands among the marks, if there is room.
  void write_marks() {
    std::vector<std::uint32_t> columns;
    for (const Glyph& glyph : line_) columns.insert(columns.end(), glyph.width, glyph.highlight);
    std::string marks;
    std::size_t marked_until = 0;  // columns
    for (std::size_t begin = 0; begin < columns.size();) {
      const std::uint32_t highlight = columns[begin];
      std::size_t end = begin;
      while (end < columns.size() && columns[end] == highlight) ++end;
      if (highlight != kNone) {
        marks.append(begin - marked_until, ' ');
        const std::string label = label_of(highlight, end - begin);
        marks += label;
        for (std::size_t c = begin + label.size(); c < end; ++c) {
          marks += mark_of(marked_->highlights[highlight]);
        }
        marked_until = end;
      }
      begin = end;
    }
    if (!marks.empty()) sink_(fmt::format("{}\n", marks));
  }

  /// The number of a highlight that has not got it yet.
  std::string label_of(std::uint32_t highlight, std::size_t room) {
    const std::size_t number = marked_->numbers[highlight];
    if (number == 0 || highlight == labelled_) return {};
    std::string label = std::to_string(number);
    if (label.size() > room) return {};
    labelled_ = highlight;
    return label;
  }

  const Sink& sink_;
  std::size_t room_;
  bool colour_;
  LineBreaker breaker_;
  const Marked* marked_ = nullptr;
  std::uint32_t next_ = 0;          // highlight
  std::uint32_t labelled_ = kNone;  // the last highlight whose number was written
  std::vector<Glyph> line_;
  std::size_t used_ = 0;
};

}  // namespace

const Level& level_of(std::uint32_t documents) {
  const auto above = std::ranges::upper_bound(kLevels, documents, {}, &Level::least);
  return *std::prev(above);
}

std::string colour_of(const Level& level, HighlightKind kind) {
  return fmt::format("\x1b[{}{}m", kind == HighlightKind::passage ? "4;" : "", level.colour);
}

void write_marked(std::string_view text, std::size_t begin, const Marked& marked,
                  const SharedTextOptions& options, const Sink& sink) {
  TextWriter(options, sink).write(text, begin, marked);
}

void write_wrapped(std::string_view text, const SharedTextOptions& options, const Sink& sink) {
  write_marked(text, 0, Marked{}, options, sink);
}

}  // namespace leitwort::report

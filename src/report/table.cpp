#include "report/characters.hpp"
#include "require.hpp"
#include <leitwort/reading.hpp>
#include <leitwort/tables.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unicode/uchar.h>

namespace leitwort {

using report::for_each_character;

/// How a table is spelled.
class TableWriter::Form {
 public:
  Form() = default;
  virtual ~Form() = default;
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;
  virtual void row(const Row& row) = 0;
  virtual void finish() {}

  std::size_t width = 0;  // columns
};

namespace {

/// What is unknown appends nothing. Returns whether the cell is a known number.
bool append_number(const Cell& cell, std::string& line) {
  if (const auto* whole = std::get_if<std::uint64_t>(&cell)) {
    fmt::format_to(std::back_inserter(line), "{}", *whole);
    return true;
  }
  const auto* number = std::get_if<double>(&cell);
  if (number == nullptr || std::isnan(*number)) return false;
  fmt::format_to(std::back_inserter(line), "{:.6g}", *number);
  return true;
}

std::string plain_text(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  std::string number;
  append_number(cell, number);
  return number;
}

Row as_row(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

/// Lines of fields with something between them.
class Separated : public TableWriter::Form {
 public:
  Separated(Sink sink, const TableForm& form, char separator, std::string_view line_end)
      : sink_(std::move(sink)), form_(form), separator_(separator), line_end_(line_end) {
    if (form_.byte_order_mark) sink_("\xEF\xBB\xBF");
  }

  void row(const Row& row) override {
    line_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line_ += separator_;
      // Numbers are numbers: -0.5 is no formula.
      if (const auto* text = std::get_if<std::string>(&row[i]))
        append_text(*text);
      else
        append_number(row[i], line_);
    }
    line_ += line_end_;
    sink_(line_);
  }

 private:
  virtual void append(const std::string& field, std::string& line) const = 0;

  void append_text(const std::string& text) {
    if (!form_.guarded && !form_.visible) return append(text, line_);
    const std::string field = form_.guarded ? guarded_cell(text) : text;
    append(form_.visible ? visible_lines(field) : field, line_);
  }

  Sink sink_;
  TableForm form_;
  char separator_;
  std::string line_end_, line_;
};

class Csv final : public Separated {
 public:
  Csv(Sink sink, const TableForm& form) : Separated(std::move(sink), form, ',', "\r\n") {}

 private:
  void append(const std::string& field, std::string& line) const override {
    // Spaces at the ends are quoted too: some readers trim them where they are not.
    const bool padded = !field.empty() && (field.front() == ' ' || field.back() == ' ');
    if (!padded && field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      return;
    }
    line += '"';
    for (const char c : field) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
};

class Tsv final : public Separated {
 public:
  Tsv(Sink sink, const TableForm& form) : Separated(std::move(sink), form, '\t', "\n") {}

 private:
  void append(const std::string& field, std::string& line) const override {
    for (const char c : field) {
      switch (c) {
        case '\t':
          line += "\\t";
          break;
        case '\n':
          line += "\\n";
          break;
        case '\r':
          line += "\\r";
          break;
        case '\\':
          line += "\\\\";
          break;
        default:
          line += c;
      }
    }
  }
};

class JsonLines final : public TableWriter::Form {
 public:
  JsonLines(Sink sink, const TableForm& form, const std::vector<std::string>& columns)
      : sink_(std::move(sink)), visible_(form.visible) {
    for (const std::string& column : columns) keys_.push_back(text(column) + ": ");
  }

  void row(const Row& row) override {
    line_.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line_ += i == 0 ? "{" : ", ";
      line_ += keys_[i];
      if (const auto* string = std::get_if<std::string>(&row[i]))
        line_ += text(*string);
      else if (!append_number(row[i], line_))
        line_ += "null";
    }
    line_ += "}\n";
    sink_(line_);
  }

 private:
  [[nodiscard]] std::string text(const std::string& value) const {
    const std::string json =
        nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return visible_ ? escaped(json) : json;
  }
  /// The same value, without what JSON allows and a terminal must not get.
  static std::string escaped(const std::string& json) {
    std::string text;
    for_each_character(json, [&](UChar32 c, std::size_t begin, std::size_t end) {
      text += report::is_control(c) ? fmt::format("\\u{:04x}", static_cast<unsigned>(c))
                                    : json.substr(begin, end - begin);
      return true;
    });
    return text;
  }

  Sink sink_;
  bool visible_;
  std::vector<std::string> keys_;  // as they are written
  std::string line_;
};

/// Aligned columns. Numbers stand right, words left.
class Aligned final : public TableWriter::Form {
 public:
  Aligned(Sink sink, const std::vector<std::string>& columns, std::size_t most_rows)
      : sink_(std::move(sink)),
        most_rows_(most_rows),
        widths_(columns.size()),
        words_(columns.size()) {
    keep(as_row(columns));
  }

  void row(const Row& row) override {
    ++rows_;
    if (rows_ > most_rows_) return;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (std::holds_alternative<std::string>(row[i])) words_[i] = true;
    }
    keep(row);
  }

  void finish() override {
    for (std::size_t r = 0; r < lines_.size(); ++r) {
      std::string line;
      for (std::size_t i = 0; i < lines_[r].size(); ++i) {
        const std::string& field = lines_[r][i];
        const std::string gap(widths_[i] - display_width(field), ' ');
        if (i > 0) line += "  ";
        if (!words_[i]) line += gap;
        line += field;
        if (words_[i]) line += gap;
      }
      line.erase(line.find_last_not_of(' ') + 1);
      sink_(line + "\n");
      if (r == 0) sink_(rule());
    }
    if (rows_ > most_rows_) {
      sink_(fmt::format("… {} more rows (--format csv shows all)\n", grouped(rows_ - most_rows_)));
    }
  }

 private:
  static constexpr std::size_t kWidest = 72;

  void keep(const Row& row) {
    std::vector<std::string>& fields = lines_.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* number = std::get_if<double>(&row[i]);
      fields.push_back(number != nullptr && !std::isnan(*number)
                           ? fmt::format("{:.4g}", *number)
                           : cut_to_width(visible_line(plain_text(row[i])), kWidest));
      widths_[i] = std::max(widths_[i], display_width(fields.back()));
    }
  }
  [[nodiscard]] std::string rule() const {
    std::string line;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      if (i > 0) line += "  ";
      for (std::size_t c = 0; c < widths_[i]; ++c) line += "─";
    }
    return line + "\n";
  }

  Sink sink_;
  std::size_t most_rows_;
  std::size_t rows_ = 0;
  std::vector<std::vector<std::string>> lines_;
  std::vector<std::size_t> widths_;
  std::vector<bool> words_;  // whether a column holds words
};

}  // namespace

TableWriter::TableWriter(Sink sink, const TableForm& form, const std::vector<std::string>& columns,
                         std::size_t most_rows) {
  switch (form.format) {
    case TableFormat::csv:
      form_ = std::make_unique<Csv>(std::move(sink), form);
      break;
    case TableFormat::tsv:
      form_ = std::make_unique<Tsv>(std::move(sink), form);
      break;
    case TableFormat::jsonl:
      form_ = std::make_unique<JsonLines>(std::move(sink), form, columns);
      break;
    case TableFormat::table:
      form_ = std::make_unique<Aligned>(std::move(sink), columns, most_rows);
      break;
  }
  form_->width = columns.size();
  const bool has_header = form.format == TableFormat::csv || form.format == TableFormat::tsv;
  if (has_header) form_->row(as_row(columns));
}
TableWriter::~TableWriter() = default;
TableWriter::TableWriter(TableWriter&&) noexcept = default;

void TableWriter::row(const Row& row) {
  LEITWORT_REQUIRE(row.size() == form_->width, "row.size() == number of columns");
  form_->row(row);
}
void TableWriter::finish() {
  form_->finish();
}

std::string guarded_cell(const std::string& text) {
  if (text.empty()) return text;
  // What looks guarded is guarded once more, so that a guard can be taken away.
  const std::size_t begin = std::min(text.find_first_not_of('\''), text.size() - 1);
  bool formula = std::string_view("\t\r\n").find(text[begin]) != std::string_view::npos;
  for_each_character(text, [&](UChar32 c, std::size_t, std::size_t) {
    const bool passed_over = c == '\'' || c == '"' || u_isUWhiteSpace(c) != 0 ||
                             u_iscntrl(c) != 0 || u_charType(c) == U_FORMAT_CHAR;
    if (passed_over) return true;
    // The wide forms are what an input method for Chinese or Japanese writes.
    constexpr std::u32string_view kBegin = U"=+-@＝＋－＠";
    formula = formula || kBegin.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
    return false;
  });
  return formula ? fmt::format("'{}", text) : text;
}

std::string date_for_people(const Date& date) {
  if (!date.known()) return "undated";
  return fmt::format("{}{}", date.circa ? "c. " : "", to_string(date));
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string counted(std::uint64_t number, std::string_view what) {
  return fmt::format("{} {}{}", grouped(number), what, number == 1 ? "" : "s");
}

namespace {

std::size_t width_of(UChar32 c) {
  const uint32_t general = U_GET_GC_MASK(c);
  if ((general & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) != 0) return 0;
  const int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for_each_character(text, [&](UChar32 c, std::size_t, std::size_t) {
    width += width_of(c);
    return true;
  });
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t width = 1, end = 0;  // 1 for the …
  for_each_character(text, [&](UChar32 c, std::size_t, std::size_t after) {
    width += width_of(c);
    if (width > columns) return false;
    end = after;
    return true;
  });
  return std::string(text.substr(0, end)) + "…";
}

std::string one_line(std::string_view text) {
  std::string line;
  for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (u_isUWhiteSpace(c) == 0 && u_iscntrl(c) == 0)
      line += text.substr(begin, end - begin);
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
    return true;
  });
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace leitwort

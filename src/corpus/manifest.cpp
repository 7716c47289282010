#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/kind.hpp"
#include "corpus/paths.hpp"
#include "corpus/source.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include <csv.h>
#include <fmt/format.h>

namespace leitwort::corpus {
namespace {

namespace fs = std::filesystem;

using Row = std::vector<std::string>;

/// Rows of a CSV file, read a block at a time.
class CsvRows {
 public:
  CsvRows(const std::string& path, Log& log)
      : path_(path), log_(log), source_(path, log.source_options()) {
    refuse_foreign(source_, Use::manifest);
    csv_init(&parser_, 0);
  }
  ~CsvRows() { csv_free(&parser_); }
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  /// False at the end. `number()` is then the row's number, the header being row 1.
  bool next(Row& row) {
    while (rows_.empty() && !ended_) read_block();
    if (rows_.empty()) return false;
    row = std::move(rows_.front().row);
    swallowed_ = rows_.front().swallowed;
    rows_.pop_front();
    ++number_;
    return true;
  }
  [[nodiscard]] std::size_t number() const { return number_; }
  /// Whether the row that `next` gave last seems to have swallowed others: a quoted field of
  /// several lines goes on after what looks like the beginning of another quoted field. In a sound
  /// file a quote inside a field is written twice, so this cannot be.
  [[nodiscard]] bool swallowed() const { return swallowed_; }

 private:
  struct Parsed {
    Row row;
    bool swallowed = false;
  };

  static void on_field(void* data, std::size_t size, void* self) {
    auto* rows = static_cast<CsvRows*>(self);
    rows->row_.row.emplace_back(static_cast<const char*>(data), size);
    rows->searched_ = 0;
  }
  static void on_row(int, void* self) {
    auto* rows = static_cast<CsvRows*>(self);
    rows->rows_.push_back(std::move(rows->row_));
    rows->row_ = {};
  }

  /// Gives the parser bytes, and looks at its state where a quoted field may begin.
  void parse(std::string_view bytes) {
    std::size_t parsed = 0;
    const auto parse_to = [&](std::size_t end) {
      const std::size_t size = end - parsed;
      if (csv_parse(&parser_, bytes.data() + parsed, size, on_field, on_row, this) != size)
        throw Error(csv_strerror(csv_error(&parser_)), path_);
      parsed = end;
    };
    for (std::size_t at = bytes.find('"', 1); at != std::string_view::npos;
         at = bytes.find('"', at + 1)) {
      constexpr std::string_view kAfterClosing = "\",\r\n";
      const bool opens = (bytes[at - 1] == ',' || bytes[at - 1] == '\n') && at + 1 < bytes.size() &&
                         kAfterClosing.find(bytes[at + 1]) == std::string_view::npos;
      if (!opens || row_.swallowed) continue;
      parse_to(at);
      row_.swallowed = parser_.quoted != 0 && field_has_line_end();
    }
    parse_to(bytes.size());
  }

  /// Of the field that is being parsed. No byte is looked at twice.
  bool field_has_line_end() {
    const std::string_view field(reinterpret_cast<const char*>(parser_.entry_buf),
                                 parser_.entry_pos);
    const std::size_t from = std::exchange(searched_, field.size());
    return field.find('\n', from) != std::string_view::npos;
  }

  void read_block() {
    std::string block(std::size_t{1} << 16, '\0');
    try {
      const std::size_t size = source_.read(block.data(), block.size());
      std::string_view bytes(block.data(), size);
      if (first_ && has_bom(bytes)) bytes.remove_prefix(3);
      first_ = false;
      if (size > 0) return parse(bytes);
      // Strict only here: a stray quote inside a row must not end the reading of all others.
      csv_set_opts(&parser_, CSV_STRICT | CSV_STRICT_FINI);
      if (csv_fini(&parser_, on_field, on_row, this) != 0) {
        log_.leave_out(path_, fmt::format("malformed row {}: a quote is opened and never closed",
                                          number_ + rows_.size() + 1));
      }
      log_.finish(source_);
    } catch (const Error& error) {
      log_.leave_out(error);
    }
    ended_ = true;
  }

  std::string path_;
  Log& log_;
  ByteSource source_;
  csv_parser parser_{};
  Parsed row_;                // what has been parsed of the next
  std::size_t searched_ = 0;  // no line end lies before it in the field that is being parsed
  std::deque<Parsed> rows_;
  bool swallowed_ = false;
  std::size_t number_ = 0;
  bool first_ = true;
  bool ended_ = false;
};

class Manifest final : public Source {
 public:
  Manifest(const std::string& path, const std::vector<std::string>& listed, Log& log)
      : path_(path), log_(log), rows_(path, log) {
    for (const std::string& file : listed) unnamed_.insert(normal(file));
    rows_.next(header_);
    for (std::string& name : header_) name = field_name(decode(name).text);
    const auto column = [&](std::string_view name) {
      const auto found = std::find(header_.begin(), header_.end(), name);
      return static_cast<std::size_t>(found - header_.begin());
    };
    warn_of_repeated_columns();
    path_column_ = column("path");
    text_column_ = column("text");
    if (path_column_ == header_.size() && text_column_ == header_.size()) {
      throw Error("has neither a column \"path\" nor a column \"text\" in its first row", path,
                  "add one of them; a manifest is a CSV file in UTF-8 with a header row");
    }
  }

  bool next(Document& document) override {
    Row row;
    while (next_row(row)) {
      if (read(row, document)) return true;
      document = {};
    }
    end();
    return false;
  }

  /// The text files that it names, without reading them.
  std::vector<std::string> files() {
    std::vector<std::string> files;
    for (Row row; next_row(row);) {
      if (!names_file(row)) continue;
      if (const fs::path file = find(row[path_column_]); !file.empty())
        files.push_back(file.string());
    }
    end();
    return files;
  }

 private:
  void warn_of_repeated_columns() {
    std::set<std::string> names, told;
    for (const std::string& name : header_) {
      if (name.empty() || names.insert(name).second || !told.insert(name).second) continue;
      const bool is_used = name == "text" || name == "path";
      log_.warn(path_,
                fmt::format(
                    "has several columns \"{}\"; {}; give each a name of its own", name,
                    is_used ? "the first is read" : "of each row the first with a value is read"));
    }
  }

  /// The next row that has not too many fields, filled up to the header's columns.
  bool next_row(Row& row) {
    while (rows_.next(row)) {
      if (rows_.swallowed()) {
        log_.leave_out(
            place(),
            "malformed row: a quote is opened and not closed, and rows behind it seem to "
            "be taken for its text; close it, and write a quote inside a field twice");
        continue;
      }
      if (row.size() <= header_.size()) {
        row.resize(header_.size());
        return true;
      }
      log_.leave_out(place(), fmt::format("malformed row: {} fields under {} columns", row.size(),
                                          header_.size()));
    }
    return false;
  }

  void end() {
    if (!unnamed_.empty()) {
      log_.warn(path_, fmt::format("{} text file{} of the folder {} not named here and left out",
                                   unnamed_.size(), unnamed_.size() == 1 ? "" : "s",
                                   unnamed_.size() == 1 ? "is" : "are"));
      unnamed_.clear();
    }
  }

  static std::string normal(const fs::path& path) {
    return path.lexically_normal().generic_string();
  }
  [[nodiscard]] std::string place() const {
    return fmt::format("{}: row {}", path_, rows_.number());
  }

  bool read(const Row& row, Document& document) {
    std::vector<std::string> warnings;
    Fields fields;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == text_column_ || i == path_column_) continue;
      Decoded value = decode(row[i]);
      fields.emplace_back(header_[i], std::move(value.text));
      warnings.insert(warnings.end(), value.warnings.begin(), value.warnings.end());
    }
    const bool read = names_file(row) ? read_file(row[path_column_], fields, document)
                                      : read_text(row, fields, document);
    document.warnings.insert(document.warnings.end(), warnings.begin(), warnings.end());
    return read;
  }

  [[nodiscard]] bool names_file(const Row& row) const {
    return path_column_ < row.size() && !row[path_column_].empty();
  }

  /// A file that a row names. Empty, with an entry in the log, where there is none to be read.
  fs::path find(const std::string& name) {
    fs::path file = fs::path(path_).parent_path() / name;
    unnamed_.erase(normal(file));
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) {
      log_.leave_out(place(), fmt::format("the file {} does not exist", file.string()));
      return {};
    }
    if (const std::string special = special_file(status); !special.empty()) {
      log_.leave_out(
          place(), fmt::format("{} is {}, and no text; it was not opened", file.string(), special));
      return {};
    }
    return file;
  }

  bool read_file(const std::string& name, const Fields& fields, Document& document) {
    const fs::path file = find(name);
    if (file.empty()) return false;
    return read_text_file(
        {file.string(), fs::path(name).lexically_normal().replace_extension().generic_string(),
         fields},
        log_, document);
  }

  bool read_text(const Row& row, const Fields& fields, Document& document) {
    if (text_column_ >= row.size()) {
      log_.leave_out(place(), "malformed row: no path");
      return false;
    }
    Decoded decoded = decode(row[text_column_]);
    document.path = path_;
    document.text = std::move(decoded.text);
    document.warnings = std::move(decoded.warnings);
    Metadata metadata;
    metadata.merge(fields);
    metadata.assign_to(document, std::to_string(rows_.number() - 1));
    return true;
  }

  std::string path_;
  Log& log_;
  CsvRows rows_;
  Row header_;
  std::size_t path_column_ = 0, text_column_ = 0;
  std::set<std::string> unnamed_;
};

}  // namespace

std::unique_ptr<Source> open_manifest(const std::string& path,
                                      const std::vector<std::string>& listed, Log& log) {
  return std::make_unique<Manifest>(path, listed, log);
}

std::vector<std::string> manifest_files(const std::string& path,
                                        const std::vector<std::string>& listed, Log& log) {
  return Manifest(path, listed, log).files();
}

}  // namespace leitwort::corpus

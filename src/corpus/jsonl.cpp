#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/kind.hpp"
#include "corpus/source.hpp"

#include <array>
#include <cstring>
#include <new>

#include <fmt/format.h>
#include <simdjson.h>

namespace leitwort::corpus {
namespace {

/// A JSON value as the text of a metadata field; null is no value.
std::string field_text(simdjson::dom::element value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(std::string_view(value));
  return simdjson::minify(value);
}

}  // namespace

/// What parsing a line takes.
struct JsonScratch {
  simdjson::dom::parser parser;
  std::string padded;
  Fields fields;

  /// Puts the metadata of a line into an empty document and returns its text, which lasts until the
  /// next call. `padded_line`: simdjson may read a little past its end. Throws simdjson_error, or
  /// Error without a place.
  std::string_view parse(std::string_view line, bool padded_line, const std::string& default_id,
                         Document& document) {
    if (!padded_line) line = copy(line);
    simdjson::dom::element element;
    auto error = parser.parse(line.data(), line.size(), false).get(element);
    if (error == simdjson::UTF8_ERROR) {
      Decoded decoded = decode(std::string(line));
      document.warnings = std::move(decoded.warnings);
      line = copy(decoded.text);
      error = parser.parse(line.data(), line.size(), false).get(element);
    }
    if (error == simdjson::MEMALLOC) throw std::bad_alloc();  // not the fault of the line
    if (error) throw simdjson::simdjson_error(error);
    const simdjson::dom::object object = element;

    std::string_view text;
    bool has_text = false;
    fields.clear();
    for (const auto [key, value] : object) {
      if (key == "text" && !has_text) {
        if (!value.is_string()) continue;
        text = value;
        has_text = true;
      } else {
        fields.emplace_back(key, field_text(value));
      }
    }
    if (!has_text) throw Error("JSON line without a string field \"text\"", "");
    Metadata metadata;
    metadata.merge(fields);
    metadata.assign_to(document, default_id);
    return text;
  }

 private:
  std::string_view copy(std::string_view line) {
    if (padded.size() < line.size() + simdjson::SIMDJSON_PADDING) {
      padded.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
    }
    std::memcpy(padded.data(), line.data(), line.size());
    return {padded.data(), line.size()};
  }
};

namespace {

/// What is wrong with a line, in words that help more than those of the parser where that is known.
std::string explain(std::string_view line, const simdjson::simdjson_error& error) {
  struct Mistake {
    std::string_view token, remedy;
  };
  // Longer tokens first: what is found first is told.
  constexpr std::array kMistakes = {
      Mistake{"NaN", "write null"},       Mistake{"-Infinity", "write null"},
      Mistake{"Infinity", "write null"},  Mistake{"None", "write null"},
      Mistake{"undefined", "write null"}, Mistake{"True", "write true"},
      Mistake{"False", "write false"},    Mistake{"'", "write \" for '"}};
  bool in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (in_string && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      in_string = !in_string;
    } else if (!in_string) {
      for (const Mistake& mistake : kMistakes) {
        if (!line.substr(i).starts_with(mistake.token)) continue;
        return fmt::format("{} at byte {} is not JSON; {}", mistake.token, i + 1, mistake.remedy);
      }
    }
  }
  return error.what();
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

class JsonLines final : public Source {
 public:
  JsonLines(ByteSource source, Log& log)
      : path_(source.path()), lines_(std::move(source)), log_(log) {}

  bool next(Document& document) override {
    std::string_view line;
    while (next_line(line)) {
      if (is_blank(line)) continue;
      std::string problem;
      std::string_view text;
      if (parse_line(line, false, std::to_string(lines_.number()), scratch_, document, text,
                     problem)) {
        document.text = text;
        return true;
      }
      log_.leave_out(fmt::format("{}:{}", path_, lines_.number()), problem);
      document = {};
    }
    return false;
  }

  bool next_piece(Piece& piece, const Log& /*log*/) override {
    // Large enough that threads seldom meet, small enough to stay in the cache.
    constexpr std::size_t kBytes = std::size_t{1} << 19;
    if (ended_) return false;
    try {
      piece.path = path_;
      piece.first = std::exchange(first_, false);
      piece.size = lines_.next_lines(piece.bytes, kBytes, simdjson::SIMDJSON_PADDING);
      if (piece.size > 0) return true;
      log_.finish(lines_.source());
    } catch (const Error& error) {
      piece.failure = error;
    }
    ended_ = true;
    return piece.failure.has_value();
  }

  void parse(Piece& piece, const PieceVisitor& visit) const override {
    if (piece.json == nullptr) piece.json = std::make_shared<JsonScratch>();
    std::string_view rest(piece.bytes.data(), piece.size);
    if (piece.first && has_bom(rest)) rest.remove_prefix(3);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      ++piece.lines;
      if (is_blank(line)) continue;
      Document& document = piece.next_document();
      std::string problem;
      std::string_view text;
      if (parse_line(line, true, "", *piece.json, document, text, problem)) {
        piece.lines_of.push_back(piece.lines);
        visit(document, text, line);
      } else {
        --piece.count;
        piece.malformed.emplace_back(piece.lines, std::move(problem));
      }
    }
  }

 private:
  /// False, with the reason in `problem`, where the line is no document.
  bool parse_line(std::string_view line, bool padded, const std::string& default_id,
                  JsonScratch& scratch, Document& document, std::string_view& text,
                  std::string& problem) const {
    try {
      text = scratch.parse(line, padded, default_id, document);
      if (document.path.empty()) document.path = path_;
      return true;
    } catch (const simdjson::simdjson_error& error) {
      problem = fmt::format("malformed JSON line ({})", explain(line, error));
    } catch (const Error& error) {
      problem = error.problem();
    }
    return false;
  }

  bool next_line(std::string_view& line) {
    if (ended_) return false;
    try {
      if (lines_.next(line)) {
        if (lines_.number() == 1 && has_bom(line)) line.remove_prefix(3);
        return true;
      }
      log_.finish(lines_.source());
    } catch (const Error& error) {
      log_.leave_out(error.where(),
                     fmt::format("{}; read up to line {}", error.problem(), lines_.number()));
    }
    ended_ = true;
    return false;
  }

  std::string path_;
  LineReader lines_;
  Log& log_;
  JsonScratch scratch_;
  bool first_ = true;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Source> open_json_lines(ByteSource source, Log& log) {
  refuse_foreign(source, Use::json_lines);
  const std::string_view head = source.head();
  const std::size_t begin = head.find_first_not_of(" \t\r\n", has_bom(head) ? 3 : 0);
  if (source.path() == "-" && begin != std::string_view::npos && head[begin] != '{') {
    throw Error("standard input is not JSON Lines", "-",
                "give texts as files, or an object with a field \"text\" a line");
  }
  return std::make_unique<JsonLines>(std::move(source), log);
}

}  // namespace leitwort::corpus

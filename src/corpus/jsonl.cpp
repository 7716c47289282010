#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/source.hpp"

#include <cstring>

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

class JsonLines final : public Source {
 public:
  JsonLines(const std::string& path, Log& log)
      : path_(path),
        lines_(ByteSource(path, [&log](std::uint64_t bytes) { log.bytes_read += bytes; })),
        log_(log) {}

  bool next(Document& document) override {
    std::string_view line;
    while (next_line(line)) {
      if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
      try {
        parse(line, document);
        return true;
      } catch (const simdjson::simdjson_error& error) {
        log_.leave_out(place(), fmt::format("malformed JSON line ({})", error.what()));
      } catch (const Error& error) {
        log_.leave_out(error);
      }
      document = {};
    }
    return false;
  }

 private:
  [[nodiscard]] std::string place() const { return fmt::format("{}:{}", path_, lines_.number()); }

  bool next_line(std::string_view& line) {
    if (ended_) return false;
    try {
      if (lines_.next(line)) {
        if (lines_.number() == 1 && has_bom(line)) line.remove_prefix(3);
        return true;
      }
      log_.inputs.push_back(lines_.source().finish());
    } catch (const Error& error) {
      log_.leave_out(error.where(),
                     fmt::format("{}; read up to line {}", error.problem(), lines_.number()));
    }
    ended_ = true;
    return false;
  }

  void parse(std::string_view line, Document& document) {
    Decoded decoded;
    if (!simdjson::validate_utf8(line)) {
      decoded = decode(std::string(line));
      line = decoded.text;
    }
    // simdjson reads a little past the end, so the line needs a padded home.
    if (padded_.size() < line.size() + simdjson::SIMDJSON_PADDING) {
      padded_.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
    }
    std::memcpy(padded_.data(), line.data(), line.size());
    const simdjson::dom::object object = parser_.parse(padded_.data(), line.size(), false);

    Fields fields;
    bool has_text = false;
    for (const auto [key, value] : object) {
      if (key == "text" && !has_text) {
        if (!value.is_string()) continue;
        document.text = std::string_view(value);
        has_text = true;
      } else {
        fields.emplace_back(key, field_text(value));
      }
    }
    if (!has_text) throw Error("JSON line without a string field \"text\"", place());
    document.warnings = std::move(decoded.warnings);
    Metadata metadata;
    metadata.merge(fields);
    metadata.assign_to(document, std::to_string(lines_.number()));
    if (document.path.empty()) document.path = path_;
  }

  std::string path_;
  LineReader lines_;
  Log& log_;
  simdjson::dom::parser parser_;
  std::string padded_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Source> open_json_lines(const std::string& path, Log& log) {
  return std::make_unique<JsonLines>(path, log);
}

}  // namespace leitwort::corpus

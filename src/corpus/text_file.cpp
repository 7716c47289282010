#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/kind.hpp"
#include "corpus/source.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include <fmt/format.h>

namespace leitwort::corpus {
namespace {

class TextFiles final : public Source {
 public:
  TextFiles(std::vector<TextFile> files, Log& log) : files_(std::move(files)), log_(log) {}

  bool next(Document& document) override {
    while (next_ < files_.size()) {
      if (read_text_file(files_[next_++], log_, document)) return true;
    }
    return false;
  }

 private:
  std::vector<TextFile> files_;
  std::size_t next_ = 0;
  Log& log_;
};

}  // namespace

std::string id_of_path(const std::string& path, const std::string& folder) {
  namespace fs = std::filesystem;
  fs::path below =
      folder.empty() ? fs::path(path).filename() : fs::path(path).lexically_relative(folder);
  return below.replace_extension().generic_string();
}

bool read_text_file(const TextFile& file, Log& log, Document& document) {
  try {
    ByteSource source(file.path, log.source_options());
    return read_text(source, file, log, document);
  } catch (const Error& error) {
    log.leave_out(error);
    return false;
  }
}

bool read_text(ByteSource& source, const TextFile& file, Log& log, Document& document) {
  try {
    refuse_foreign(source, Use::text);
    Decoded decoded = decode(read_all(source));
    if (const auto kind = foreign_text(decoded.text, file.path))
      throw Error(kind->what, file.path, kind->next);
    log.finish(source);

    document.path = decode(file.path).text;
    document.text = std::move(decoded.text);
    document.warnings = std::move(decoded.warnings);
    if (const std::size_t nul = document.text.find('\0'); nul != std::string::npos) {
      document.warnings.push_back(fmt::format("holds NUL bytes, the first at byte {}", nul));
    }
    const FrontMatter front = parse_front_matter(document.text);
    document.body_begin = front.end;
    if (front.begun && front.end == 0) {
      document.warnings.emplace_back(
          "begins with --- like front matter, but not every line up to the next --- is \"key: "
          "value\"; "
          "taken for text");
    }
    document.warnings.insert(document.warnings.end(), front.dropped.begin(), front.dropped.end());
    Metadata metadata;
    metadata.merge(file.fields);
    metadata.merge(front.fields);
    metadata.merge(file_name_fields(file.path));
    Decoded id = decode(file.default_id);  // file names may be any bytes
    if (!id.warnings.empty()) document.warnings.push_back("file name: " + id.warnings.front());
    metadata.assign_to(document, id.text);
    return true;
  } catch (const Error& error) {
    log.leave_out(error);
    return false;
  }
}

namespace {

/// A pipe that holds one text.
class TextStream final : public Source {
 public:
  TextStream(ByteSource source, Log& log) : source_(std::move(source)), log_(log) {}

  bool next(Document& document) override {
    if (std::exchange(read_, true)) return false;
    const std::string& path = source_.path();
    return read_text(source_, {path, id_of_path(path, ""), {}}, log_, document);
  }

 private:
  ByteSource source_;
  Log& log_;
  bool read_ = false;
};

/// The id that front matter gives a file, if it gives one: needed before reading, to put the files
/// of a folder in the order of their ids.
std::string front_matter_id(const std::string& path, const Log& log) {
  try {
    ByteSource source(path, {.digest = false, .expansion = log.expansion});
    std::string bytes(4, '\0');
    bytes.resize(source.read(bytes.data(), bytes.size()));
    // Front matter begins with dashes, or with a byte order mark before them.
    if (!bytes.starts_with("---") && !bytes.starts_with("\xEF\xBB\xBF") &&
        !bytes.starts_with("\xFF\xFE") && !bytes.starts_with("\xFE\xFF")) {
      return "";
    }
    bytes += read_all(source);
    const std::string text = decode(std::move(bytes)).text;
    Metadata metadata;
    metadata.merge(parse_front_matter(text).fields);
    Document document;
    metadata.assign_to(document, "");
    return document.id;
  } catch (const Error&) {
    return "";  // reported when the file is read
  }
}

}  // namespace

std::unique_ptr<Source> open_stream(const std::string& path, Log& log) {
  ByteSource source(path, log.source_options());
  if (begins_json_lines(source.head())) return open_json_lines(std::move(source), log);
  return std::make_unique<TextStream>(std::move(source), log);
}

std::unique_ptr<Source> open_text_files(const std::vector<std::string>& paths,
                                        const std::string& folder, Log& log) {
  std::vector<std::pair<std::string, TextFile>> by_id;
  for (const std::string& path : paths) {
    TextFile file = {path, id_of_path(path, folder), {}};
    const std::string given = front_matter_id(path, log);
    by_id.emplace_back(given.empty() ? file.default_id : given, std::move(file));
  }
  std::ranges::sort(by_id, {},
                    [](const auto& file) { return std::tie(file.first, file.second.path); });
  std::vector<TextFile> files;
  files.reserve(by_id.size());
  for (auto& [id, file] : by_id) files.push_back(std::move(file));
  return std::make_unique<TextFiles>(std::move(files), log);
}

}  // namespace leitwort::corpus

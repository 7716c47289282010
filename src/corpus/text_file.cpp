#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/source.hpp"

#include <filesystem>

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
    ByteSource source(
        file.path, [&log](std::uint64_t bytes) { log.bytes_read += bytes; }, log.digest);
    Decoded decoded = decode(read_all(source));
    log.inputs.push_back(source.finish());

    document.path = decode(file.path).text;
    document.text = std::move(decoded.text);
    document.warnings = std::move(decoded.warnings);
    const FrontMatter front = parse_front_matter(document.text);
    document.body_begin = front.end;
    if (front.begun && front.end == 0) {
      document.warnings.emplace_back(
          "begins with --- like front matter, but not every line up to the next --- is \"key: "
          "value\"; "
          "taken for text");
    }
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

std::unique_ptr<Source> open_text_files(std::vector<TextFile> files, Log& log) {
  return std::make_unique<TextFiles>(std::move(files), log);
}

}  // namespace leitwort::corpus

#include "corpus/formats.hpp"

#include <algorithm>
#include <filesystem>

namespace leitwort::corpus {

const Format kText = {
    .use = Use::text,
    .open = [](const Path& path,
               Log& log) { return open_text_files(path.files, path.folder, log); },
};

const Format kJsonLines = {
    .endings = {".jsonl", ".ndjson"},
    .use = Use::json_lines,
    .open =
        [](const Path& path, Log& log) {
          return open_json_lines(ByteSource(path.files.front(), log.source_options()), log);
        },
};

const Format kManifest = {
    .endings = {".csv"},
    .use = Use::manifest,
    .open = [](const Path& path,
               Log& log) { return open_manifest(path.files.front(), path.listed, log); },
    .named_files = [](const Path& path,
                      Log& log) { return manifest_files(path.files.front(), path.listed, log); },
};

const Format kStream = {
    .use = Use::text,
    .open = [](const Path& path, Log& log) { return open_stream(path.files.front(), log); },
};

namespace {

/// Those that a file's name tells.
constexpr const Format* kByEnding[] = {&kJsonLines, &kManifest};

}  // namespace

const Format& format_of(const std::string& path) {
  std::string ending = lower_ending(path);
  if (ending == ".gz" || ending == ".zst")
    ending = lower_ending(std::filesystem::path(path).stem().string());
  if (ending.empty()) return kText;
  for (const Format* format : kByEnding) {
    if (std::ranges::find(format->endings, ending) != format->endings.end()) return *format;
  }
  return kText;
}

}  // namespace leitwort::corpus

#pragma once

/// Private to corpus/: the formats that an input of a corpus may have. Each is defined once, in the
/// list of formats.cpp: what belongs to it is found, planned, checked and read by its row.

#include "corpus/kind.hpp"
#include "corpus/paths.hpp"
#include "corpus/source.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::corpus {

struct Format {
  /// Of names, with the dot, in small letters; no others than these are taken for it by name.
  std::array<std::string_view, 2> endings = {};
  Use use;  ///< what the first bytes of a file must fit
  /// Throws Error where the path cannot be read at all.
  std::unique_ptr<Source> (*open)(const Path& path, Log& log);
  /// The other files that a file of it names and the corpus reads; null where it names none.
  std::vector<std::string> (*named_files)(const Path& path, Log& log) = nullptr;
};

extern const Format kText;       ///< what no other takes
extern const Format kJsonLines;  ///< by its ending, or by its first bytes
extern const Format kManifest;
extern const Format kStream;  ///< a pipe or a terminal: what it holds is seen when it is read

/// What a file is by the ending of its name, before which that of a compressed file may stand.
const Format& format_of(const std::string& path);

}  // namespace leitwort::corpus

#pragma once

/// Private to corpus/: what the user's paths are, found without opening a text.

#include "corpus/source.hpp"

#include <string>
#include <vector>

#include <sys/stat.h>

namespace leitwort::corpus {

struct Format;

/// What a path of the user's is.
struct Path {
  const Format* format;
  std::vector<std::string> files;   ///< one, or any number of text files
  std::string folder;               ///< that they lie in; empty if named one by one
  std::vector<std::string> listed;  ///< text files beside a manifest that was found in a folder
};

/// Adds its size to the log where that is known, and what of a folder is left out. Throws Error
/// where nothing can be read.
Path examine(const std::string& path, Log& log);

/// All paths of a corpus, in their order. Text files that are named one after another are one.
/// Trouble goes to the log.
std::vector<Path> examine_all(const std::vector<std::string>& paths, Log& log);

/// `a named pipe`, `a socket`, `a device`, `a folder`: what cannot be read like a file. Empty for
/// regular files.
std::string special_file(const struct stat& status);

/// The ending of a name with its dot, in small letters.
std::string lower_ending(const std::string& path);

}  // namespace leitwort::corpus

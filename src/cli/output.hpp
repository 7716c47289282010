#pragma once

/// Where results go. Nothing is ever half-written: files are made beside their place and renamed.

#include <leitwort/report.hpp>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace leitwort::cli {

/// A file under construction, or standard output where `path` is empty. Without `commit` the file
/// at `path` stays as it was. Throws Error where writing fails.
class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  [[nodiscard]] Sink sink();
  void commit();

 private:
  std::string path_, temporary_;
  std::FILE* file_ = nullptr;
};

/// A folder under construction: files are made in a hidden folder, inside it where it exists and
/// beside it where it does not, and moved at the end.
class OutputFolder {
 public:
  /// Nothing is made before the first file. Throws Error if `path` is a file.
  explicit OutputFolder(std::string path);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// The path that a file will have in the end.
  [[nodiscard]] std::string path_of(const std::string& name) const;
  /// The path under which to make a file that will be called `name`.
  [[nodiscard]] std::string place(const std::string& name);
  /// Makes a file from what `fill` writes.
  void write(const std::string& name, const std::function<void(const Sink&)>& fill);
  /// Names of the files made so far, sorted.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Moves all files to their places. `stale`: files of an earlier run that this one replaces;
  /// those that it did not make again are removed, or they would contradict the rest.
  void commit(const std::vector<std::string>& stale);

 private:
  void stage();
  std::string path_, staging_;  // the latter empty until there is something to write
};

/// Whether `path` asks for a folder: it is one, or ends in a slash.
bool names_folder(const std::string& path);

}  // namespace leitwort::cli

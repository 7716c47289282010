#pragma once

/// Where results go. Nothing is ever half-written: files are made beside their place, under names
/// that nobody can foresee, brought to the disk, and renamed.

#include "cli/interrupt.hpp"
#include "cli/temporary.hpp"
#include <leitwort/report.hpp>

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace leitwort::cli {

/// Nobody reads standard output any more (`| head -1`): no fault, and nothing to say.
struct ReaderGone : std::exception {};

/// A file under construction, or standard output where `path` is empty. Without `commit` the file
/// at `path` stays as it was. Throws Error where writing fails, ReaderGone where nobody reads.
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
  void make_temporary();
  [[noreturn]] void fail(int error) const;
  void flush();
  std::string path_, temporary_;
  std::FILE* file_ = nullptr;
  std::optional<Begun> begun_;
};

/// A folder under construction: files are made in a hidden folder, inside it where it exists and
/// beside it where it does not, and all put in place at the end (publish.hpp).
class OutputFolder {
 public:
  /// `names`: patterns of the files that may be made (files.hpp). Nothing is made before the first
  /// file. Throws Error if `path` is a file.
  OutputFolder(const std::string& path, std::vector<std::string> names);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// The path that a file will have in the end.
  [[nodiscard]] std::string path_of(const std::string& name) const;
  /// The path under which to make a file that will be called `name`, which must fit one of `names`.
  [[nodiscard]] std::string place(const std::string& name);
  /// Makes a file from what `fill` writes.
  void write(const std::string& name, const std::function<void(const Sink&)>& fill);
  /// Names of the files made so far, sorted.
  [[nodiscard]] std::vector<std::string> made() const;
  /// Puts all files in place, `last` as the last one. `stale`: files that an earlier run made;
  /// those that fit `names` and that this one did not make again are removed, or they would
  /// contradict the rest.
  void commit(const std::string& last, const std::vector<std::string>& stale);

 private:
  void stage();
  void bring_to_disk() const;
  std::string path_;
  std::vector<std::string> names_;
  TemporaryFile staging_;             // its path is empty until there is something to write
  std::vector<std::string> parents_;  // folders that were made to hold it, outermost first
  std::optional<Begun> begun_;
};

/// Whether `path` asks for a folder: it is one, or ends in a slash.
bool names_folder(const std::string& path);

/// Where an output will lie: the path without slashes at its end, and with its links followed.
std::string output_place(std::string path);

/// A path with the links in its last part followed, also where what they point to does not exist.
std::string follow_links(const std::string& path);

/// Throws Error where there is a file that nobody may write, or that this user may not.
void require_replaceable(const std::string& path);
/// Throws Error where a file could not be written at `path`. Leaves nothing behind.
void require_writable_file(const std::string& path);
/// The same of a folder, which need not exist.
void require_writable_folder(const std::string& path);

/// Throws Error: what `path` names (empty: standard output) cannot be written.
[[noreturn]] void cannot_write(const std::string& path, const std::string& reason);
[[noreturn]] void cannot_write(const std::string& path, int error);

}  // namespace leitwort::cli

#pragma once

/// Which files a run reads, writes and removes, found out before any work: nothing that is read,
/// and nothing else that is written, is ever replaced.

#include "cli/options.hpp"
#include "cli/settings.hpp"
#include <leitwort/corpus.hpp>

#include <span>
#include <string>
#include <vector>

namespace leitwort::cli {

/// The files of a folder of results are declared by patterns: a name; `table.*` for a table as
/// `.csv`, `.tsv` and `.jsonl`; `*.xml` for what is named after documents.
using FilePatterns = std::span<const std::string>;

/// The record of a run, and its name where run.json is somebody else's.
inline constexpr const char* kRunRecord = "run.json";
inline constexpr const char* kOwnRunRecord = "leitwort.run.json";

/// Whether one of the patterns stands for `name`.
bool may_write(FilePatterns patterns, const std::string& name);
/// The same without `*.xml`: such a name alone does not say whose file it is.
bool may_remove(FilePatterns patterns, const std::string& name);
/// The patterns of all commands.
FilePatterns files_of_all_commands();

/// A file and why it is read or written.
struct FileUse {
  std::string path;
  std::string role;     ///< "--output", "a part of the corpus", …
  bool exists = false;  ///< of what is written: it is replaced, or may be removed
};

/// What a run will do to the disk.
struct FilePlan {
  std::vector<FileUse> reads, writes;
  InputPlan inputs;  ///< of the corpus, where it was looked at: what will not be read, and why
};

/// Throws Error if an output would replace an input or another output, could not be written, or has
/// the ending of another format. Where nothing exists that could be replaced inputs are not looked
/// at. Then finishes what a run that was killed has left in the output folder; tells so in the
/// returned line, else empty.
std::string check_files(const Command& command, const Settings& settings);

/// For --dry-run: prints what check_files looks at, as a table. Returns the exit status that
/// reading would have by what is known before it.
int print_plan(const Command& command, const Settings& settings);

}  // namespace leitwort::cli

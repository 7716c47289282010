#pragma once

/// What all commands share: reading the corpus with progress, saying what was wrong with it,
/// timing.

#include "cli/progress.hpp"
#include "cli/settings.hpp"
#include <leitwort/corpus.hpp>
#include <leitwort/report.hpp>

#include <functional>
#include <vector>

namespace leitwort::cli {

/// What was read, when it has been read.
struct Reading {
  std::vector<Document> documents;  ///< without their texts if they came in batches
  std::vector<DocumentFacts> facts;
  std::vector<Date> dates;
  std::vector<Notice> notices;
  std::vector<Input> inputs;

  [[nodiscard]] std::vector<std::string> ids() const;
  [[nodiscard]] std::uint64_t tokens() const;
};

class Session {
 public:
  explicit Session(const Settings& settings);

  /// Reads everything and keeps it. Tells the user what was wrong. Throws Error if there is no
  /// document.
  Reading read_all(Tokens& tokens, Vocabulary& vocabulary);

  /// Reads batch by batch: `use` gets the tokens of each, and their texts are dropped.
  Reading read_batches(const std::function<void(const Tokens&, const Vocabulary&)>& use);

  /// A line for the user; not with --quiet.
  void note(const std::string& line);
  /// The last thing a command does: with --verbose it says how long the stages took. Returns the
  /// exit status: 0, or 1 if something was left out.
  [[nodiscard]] int finish();

  const Settings& settings;
  Progress progress;
  Timings timings;

 private:
  void report_notices(const Reading& reading);
  bool left_out_ = false;
};

/// The format to write, `automatic` resolved. `terminal`: standard output is one.
Format resolve_format(const Settings& settings, bool terminal);
TableFormat table_format(Format format);
/// Of a file of that format: `.csv`, `.tsv` or `.jsonl`.
std::string ending_of(Format format);

}  // namespace leitwort::cli

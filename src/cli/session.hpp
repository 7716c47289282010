#pragma once

/// What all commands share: reading the corpus with progress, saying what was wrong with it,
/// timing.

#include "cli/formats.hpp"
#include "cli/progress.hpp"
#include "cli/settings.hpp"
#include <leitwort/analysis.hpp>
#include <leitwort/boilerplate.hpp>
#include <leitwort/corpus.hpp>
#include <leitwort/error.hpp>
#include <leitwort/report.hpp>
#include <leitwort/similarity.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leitwort::cli {

/// What was read in batches, when it has been read.
struct Reading {
  std::vector<Document> documents;  ///< without their texts
  std::vector<DocumentFacts> facts;
  std::vector<Date> dates;
  std::vector<Notice> notices;
  std::vector<Input> inputs;
  std::uint64_t document_count = 0;
  std::uint64_t token_count = 0;
};

/// What --cut asked for, and what it did.
struct Cutting {
  Input list;
  std::string text;  ///< of the list
  CutPatterns patterns;
  std::uint64_t documents = 0;  ///< that something was cut from
  std::uint64_t bytes = 0;      ///< what two patterns cut counted once
};

/// There is no document. The notices say why, and are told with it, a line each.
class NothingRead : public Error {
 public:
  explicit NothingRead(const std::vector<Notice>& notices);
  [[nodiscard]] const std::vector<std::string>& reasons() const { return reasons_; }

 private:
  std::vector<std::string> reasons_;
};

/// The list that an option names. Throws Error, with what it `holds`, where there is none.
ListFile read_list_of(const std::string& option, const std::string& path, ExpansionLimit expansion,
                      const std::string& holds);

class Session {
 public:
  /// Throws Error if --cut names no list of patterns.
  explicit Session(const Settings& settings);

  /// Reads everything and keeps it, with what is to be cut marked. Tells the user what was wrong.
  /// Throws Error if there is no document.
  Corpus read_corpus();
  /// Tells the user and the record how far the stages of an analysis are. Must not outlive this.
  AnalysisObserver observer();
  /// Begins what is no stage of the analysis: its name in the record, and what is shown meanwhile
  /// (empty: nothing new).
  void begin(const std::string& timing, const std::string& shown = "");

  /// Reads batch by batch, with all threads: `take` gets the token hashes of each document, side by
  /// side for different slots, of which there are reading_slots(); `commit` follows in the order of
  /// the corpus. Texts are dropped.
  Reading read_hashes(
      const std::function<void(std::size_t slot, std::span<const std::uint64_t> hashes)>& take,
      const std::function<void(std::size_t slot)>& commit);

  /// Reads the sketches of the corpus, from .sketch files or from texts; of the documents only ids
  /// and dates are kept, with the sketches. `options` matter for texts only.
  Sketches read_sketches(const SketchOptions& options, Reading& reading);
  /// Whether the corpus is .sketch files. Throws Error if only a part of it is.
  [[nodiscard]] bool has_sketches() const;
  /// The corpus again, from its beginning. Throws Error, with `purpose`, where it has no texts or
  /// cannot be read twice.
  [[nodiscard]] CorpusReader open_again(const std::string& purpose) const;
  /// Cuts what --cut asks for without counting it again; empty without --cut.
  [[nodiscard]] std::function<void(Document&)> cut_again() const;
  /// What reading needs from the session.
  ReadingHooks hooks(const CorpusReader& reader, const std::string& stage);

  /// A line for the user; not with --quiet.
  void note(const std::string& line);
  /// The last thing a command does: with --verbose it says how long the stages took. Returns the
  /// exit status: 0, or 1 if something was left out.
  [[nodiscard]] int finish();

  /// Null without --cut; complete when everything has been read.
  [[nodiscard]] const Cutting* cutting() const { return cutting_ ? &*cutting_ : nullptr; }

  const Settings& settings;
  Progress progress;
  Timings timings;

 private:
  void cut(std::span<Document> documents);
  Corpus read_texts(const std::vector<std::string>& paths);
  void report_cuts(std::vector<Notice>& notices);
  void take_end(const CorpusReader& reader, Reading& reading);
  [[nodiscard]] ReaderOptions reader_options() const;
  void report_notices(std::span<const Notice> notices);
  std::optional<Cutting> cutting_;
  bool left_out_ = false;
  std::string shown_;  // what progress shows
};

}  // namespace leitwort::cli

#pragma once

/// Private to corpus/: what every kind of input shares.

#include "corpus/bytes.hpp"
#include <leitwort/corpus.hpp>
#include <leitwort/error.hpp>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leitwort::corpus {

/// What the reader learns beside the documents.
struct Log {
  std::vector<Notice> notices;
  std::vector<Input> inputs;
  std::atomic<std::uint64_t> bytes_read = 0;
  std::uint64_t bytes_total = 0;
  bool digest = true;  ///< whether inputs are hashed
  bool total_known = true;
  ExpansionLimit expansion = {};

  /// How the files of the corpus are opened.
  [[nodiscard]] SourceOptions source_options() {
    return {[this](std::uint64_t bytes) { bytes_read += bytes; }, digest, expansion};
  }
  /// To be called for a source that has been read to its end.
  void finish(ByteSource& source);
  void warn(std::string where, std::string what) {
    notices.push_back({Notice::Kind::warning, std::move(where), std::move(what)});
  }
  void leave_out(const Error& error) { leave_out(error.where(), error.problem()); }
  void leave_out(std::string where, std::string what) {
    notices.push_back({Notice::Kind::left_out, std::move(where), std::move(what)});
  }
};

struct JsonScratch;

/// A part of the input: what one thread makes documents of while others read on. Its buffers are
/// used again and again.
struct Piece {
  std::string bytes;  ///< as they were read; `size` of them, and room behind them
  std::size_t size = 0;
  std::vector<Document> documents;  ///< the first `count` are of this piece
  std::size_t count = 0;
  std::uint64_t lines = 0;              ///< that it holds
  std::vector<std::uint64_t> lines_of;  ///< of each document, from 1; empty if not of lines
  std::vector<std::pair<std::uint64_t, std::string>> malformed;  ///< line, what is wrong with it
  std::string path;                                              ///< of the lines
  std::vector<Notice> notices;                                   ///< of the reading that led to it
  std::vector<std::size_t> notices_before;  ///< how many of them come before a document; empty: all
  bool first = false;                       ///< the first of its source
  std::optional<Error> failure;             ///< the reading of lines ended with it
  std::shared_ptr<JsonScratch> json;

  void clear() {
    size = count = 0;
    lines = 0;
    lines_of.clear();
    malformed.clear();
    notices.clear();
    notices_before.clear();
    path.clear();
    first = false;
    failure.reset();
  }
  /// An empty document, with the memory of an earlier one.
  Document& next_document();
};

/// Gets the documents of a piece with their texts, and the lines that they were (empty for others);
/// both last until it returns.
using PieceVisitor = std::function<void(Document&, std::string_view text, std::string_view line)>;

/// One of the user's paths as a stream of documents.
class Source {
 public:
  Source() = default;
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// Fills an empty document; false at the end. Trouble goes to the log and is passed over.
  virtual bool next(Document& document) = 0;

  /// The same in pieces: `next_piece` reads one, false at the end, and notes when `log`, its own,
  /// got what; `parse` makes its documents, and may be called from several threads. Not to be mixed
  /// with `next`.
  virtual bool next_piece(Piece& piece, const Log& log);
  virtual void parse(Piece& piece, const PieceVisitor& visit) const;
};

/// Names and values as they stood in a manifest row, a JSON object, front matter or a file name.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// Gathers fields from several places, the most trusted first, and puts them into a document.
class Metadata {
 public:
  /// Takes what no earlier call has given. Names are compared in lower case, empty values are no
  /// values, `lang` means `language`. A date's precision is only taken along with the date.
  void merge(const Fields& fields);

  /// Sets every field of `document` except `text`, and `path` only if it is empty (else a field of
  /// that name is carried through); what cannot be understood becomes one of its warnings. `id`
  /// falls back to `default_id`.
  void assign_to(Document& document, const std::string& default_id) const;

 private:
  [[nodiscard]] const std::string* find(const std::string& name) const;
  Fields fields_;
  /// Where a name stands in `fields_`; empty while they are few, and looked through faster.
  std::unordered_map<std::string, std::size_t> places_;
};

/// Without white space at the ends.
std::string_view trim(std::string_view text);

/// A field's name without white space at its ends and in lower case; `lang` is `language`.
std::string field_name(std::string_view name);

/// What a file name tells: `2017-07-04_author_title`, `2017-07…`, `2017…`.
Fields file_name_fields(const std::string& path);

/// The `key: value` lines between `---` and `---` (or `...`) at the start of `text`.
struct FrontMatter {
  Fields fields;
  std::size_t end = 0;               ///< first byte after it; 0 where there is none
  bool begun = false;                ///< the text begins like one, even if it is none
  std::vector<std::string> dropped;  ///< a sentence for each key whose value is not read here
};
FrontMatter parse_front_matter(std::string_view text);

/// A text file to be read: where it is, and what is known before reading.
struct TextFile {
  std::string path;
  std::string default_id;
  Fields fields;
};

/// Empties a document and keeps its memory.
void clear(Document& document);

/// The document that a source holds. False, with an entry in the log, where there is none.
bool read_text(ByteSource& source, const TextFile& file, Log& log, Document& document);
/// Reads one text file. False, with an entry in the log, where that is not possible.
bool read_text_file(const TextFile& file, Log& log, Document& document);

/// `path` below `folder` without its ending, `/` between the parts: the default id.
std::string id_of_path(const std::string& path, const std::string& folder);

/// The kinds of sources. Each may throw Error from its constructor if it cannot be opened.
/// Text files in the order of their ids, bytewise. `folder`: that they lie in, or empty.
std::unique_ptr<Source> open_text_files(const std::vector<std::string>& paths,
                                        const std::string& folder, Log& log);
std::unique_ptr<Source> open_json_lines(ByteSource source, Log& log);
/// A pipe: JSON Lines, or one text.
std::unique_ptr<Source> open_stream(const std::string& path, Log& log);
/// `listed`: the text files of the folder that the manifest belongs to; those it does not name are
/// counted in a warning. Empty where the manifest was given by its own name.
std::unique_ptr<Source> open_manifest(const std::string& path,
                                      const std::vector<std::string>& listed, Log& log);
/// The text files that a manifest names, in its order, without reading them.
std::vector<std::string> manifest_files(const std::string& path,
                                        const std::vector<std::string>& listed, Log& log);

}  // namespace leitwort::corpus

#pragma once

/// The corpus room: from paths to a stream of `Document`s. It is the only room that reads inputs.
///
///     leitwort::CorpusReader reader({"speeches/"});
///     leitwort::Document document;
///     while (reader.next(document)) use(document);
///     for (const auto& notice : reader.notices()) warn(notice);

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leitwort {

/// Index of a document in its corpus, counted from 0 in corpus order.
using DocumentIndex = std::uint32_t;

enum class DatePrecision : std::uint8_t { none, year, month, day };

/// A date as far as it is known. `month` and `day` are 0 where unknown; year 0 means no date.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  bool circa = false;  ///< the source gives the date as approximate

  [[nodiscard]] bool known() const { return year != 0; }
  [[nodiscard]] DatePrecision precision() const;
  bool operator==(const Date&) const = default;
};

/// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (years 0001–9999, the day must exist), optionally
/// followed by a time of day after `T` or a space, optionally marked approximate (`c. 2021`, `ca.
/// 2021`, `circa 2021`, or ISO 8601-2's `2021~`). Nothing else is a date.
std::optional<Date> parse_date(std::string_view text);

/// `2017`, `2017-07` or `2017-07-04`; empty when unknown. Says nothing of `circa`.
std::string to_string(const Date& date);

/// `day|month|year|circa`, or empty when unknown.
std::string_view precision_name(const Date& date);

/// Compares at the coarser of the two precisions: 2017 and 2017-07 are a tie (`equivalent`), which
/// therefore is not transitive. `unordered` if either is unknown.
std::partial_ordering compare_dates(const Date& a, const Date& b);

/// A half-open range of bytes of `Document::text`.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
};

/// One text and what is known about it. Strings are UTF-8; empty means unknown.
struct Document {
  std::string id;    ///< unique in its corpus
  std::string path;  ///< where it was read, or where its metadata say that it comes from
  Date date;
  std::string title, author, institution, genre, language, series, source_url;
  /// Metadata that Leitwort carries through without using it, sorted by key.
  std::vector<std::pair<std::string, std::string>> extra;

  /// Byte offsets everywhere count into this: the file byte for byte where it is valid UTF-8, the
  /// decoded string for JSON, the UTF-8 it was decoded to for other encodings.
  std::string text;
  /// First byte of `text` after the front matter. What lies before it is not tokenised.
  std::size_t body_begin = 0;
  /// What is not tokenised either; ascending, disjoint, none empty. No reader fills it: see
  /// CutPatterns in boilerplate.hpp.
  std::vector<Span> cut;
  /// For people, one sentence each: encoding guessed, date not understood, …
  std::vector<std::string> warnings;
};

/// Makes ids unique. Ids are kept as 63-bit hashes, 16 to 64 bytes each: that one of a million is
/// taken for another, and gets a number, has a chance of 5 in 100 million.
class UniqueIds {
 public:
  /// `id`, or where an earlier document has it, `id#2` and so on.
  std::string claim(const std::string& id);

 private:
  bool insert(const std::string& id);
  void grow();

  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1024);  // open hash table, 0: free
  std::size_t size_ = 0;
  std::unordered_map<std::string, std::size_t> renamed_;  // how often an id was
};

/// Something the user should know about the input.
struct Notice {
  enum class Kind : std::uint8_t {
    warning,   ///< the document was read; look at it
    left_out,  ///< something that should have been read was not
  };
  Kind kind = Kind::warning;
  std::string where;  ///< path, or path:line
  std::string what;
};

/// An input file as it lay on the disk (compressed, if it is).
struct Input {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal digits
};

/// How far compressed input may expand. A file of a few megabytes can be made to expand to
/// terabytes; what is read of it up to the bound stays, the rest is left out and told.
struct ExpansionLimit {
  /// Bytes read for each byte on the disk; 0: any number. Ordinary text expands 3 to 5 times, one
  /// document a thousand times over some 500 times; gzip ends at 1,032, Zstandard at 32,000.
  std::uint64_t ratio = 1000;
  /// Up to so many bytes no ratio matters.
  std::uint64_t free_bytes = std::uint64_t{64} << 20;
};

struct ReaderOptions {
  bool digest = true;  ///< whether to hash the inputs; Input::sha256 is empty otherwise
  ExpansionLimit expansion = {};
};

/// Who gets documents in batches. A batch is about half a megabyte of input, on its way in one of
/// several slots; what a slot's documents became is kept with the slot until it is committed.
struct BatchUse {
  /// Called for the documents of a batch in their order, by one thread for each slot, slots side by
  /// side. The document lacks its text, which is `text`, and its id may yet change. `line`: the
  /// line of JSON Lines that it was, without its end; empty for other input. Both last until the
  /// call returns.
  std::function<void(std::size_t slot, Document& document, std::string_view text,
                     std::string_view line)>
      take;
  /// Called when all documents of a batch have been taken, for one batch at a time, in the order of
  /// the corpus. The documents have their final ids and may be moved away.
  std::function<void(std::size_t slot, std::span<Document> documents)> commit;
};

/// A stream of documents from folders, text files, JSON Lines (plain, gzip, Zstandard), CSV
/// manifests, and `-` for JSON Lines on standard input. A pipe given by name is read once, as JSON
/// Lines if that is what it holds and else as one text. What is no text by its content (PDF, office
/// files, HTML, pictures, …) is left out, and a notice names the command that makes text of it.
///
/// Order: paths as given; within a manifest or JSON Lines its own order; the files of a folder, and
/// text files named one after another, by id, bytewise. Ids are made unique (`id#2`). Not
/// thread-safe. Memory: one document, plus the list of files of a folder.
class CorpusReader {
 public:
  /// A path that cannot be read becomes a notice, not an exception. Few files are open at a time.
  explicit CorpusReader(const std::vector<std::string>& paths, ReaderOptions options = {});
  ~CorpusReader();
  CorpusReader(CorpusReader&&) noexcept;
  CorpusReader& operator=(CorpusReader&&) noexcept;

  /// Reads the next document into `document`, whose old content is lost; false at the end.
  bool next(Document& document);

  /// Reads everything with all threads of OpenMP, each parsing one batch while another reads on.
  /// The documents, their order and all notices are those of `next`, which must not have been
  /// called. What `use` throws is thrown here, of several exceptions that of the first batch.
  /// Memory: `slots` batches. REQUIRES: slots ≥ 1.
  void read_batches(std::size_t slots, const BatchUse& use);

  /// All notices so far; complete once `next` has returned false.
  [[nodiscard]] const std::vector<Notice>& notices() const;
  /// The files read to their end so far, in the order of reading.
  [[nodiscard]] const std::vector<Input>& inputs() const;
  /// Bytes read from files so far, and in all where that is known (0 with standard input): for a
  /// progress bar.
  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] std::uint64_t bytes_total() const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

/// Checks that a corpus that is read again has the documents that it had.
class SecondReading {
 public:
  /// `ids`: of the first reading.
  explicit SecondReading(std::span<const std::string> ids) : ids_(ids) {}

  /// The number of the next document. Throws Error if it is another one than before.
  DocumentIndex next(const std::string& id);
  /// Throws Error if documents are missing.
  void finish() const;
  /// Throws the Error.
  [[noreturn]] static void changed(const std::string& what);

 private:
  std::span<const std::string> ids_;
  std::size_t next_ = 0;
};

/// A corpus in memory.
struct Corpus {
  std::vector<Document> documents;
  std::vector<Notice> notices;
  std::vector<Input> inputs;
  /// Of two collections that were joined the first document of the second; else 0.
  DocumentIndex second_begin = 0;
};

/// Puts the documents of `second` behind those of `first`. Ids are made unique as a reader of both
/// would make them, and each that is renamed gets a warning and a notice.
Corpus join(Corpus first, Corpus second);

/// Reads everything. An unreadable part becomes a notice; no document at all is an empty corpus.
Corpus load_corpus(const std::vector<std::string>& paths, ReaderOptions options = {});

/// What a corpus will read, found by looking at its paths, its folders and its manifests.
struct InputPlan {
  /// Every file that will be read, in the order of the corpus: texts, JSON Lines, manifests and the
  /// texts that they name, and .sketch files. Those of a folder are in no order.
  std::vector<std::string> files;
  /// Standard input (`-`) and other pipes, which can be read once: nothing is read of them here.
  std::vector<std::string> streams;
  /// What will be left out, and why, as far as can be known without reading the texts.
  std::vector<Notice> notices;
};

/// Reads manifests and nothing of the texts.
InputPlan plan_inputs(const std::vector<std::string>& paths, ReaderOptions options = {});

/// What will be left out of the files of a plan for what they hold, by their first bytes.
std::vector<Notice> foreign_inputs(const InputPlan& plan, ReaderOptions options = {});

/// Whether a file of this name is read as a text where its folder is named.
bool is_folder_text(const std::string& path);

/// Whether a path is standard input or another pipe, which cannot be read a second time.
bool is_read_once(const std::string& path);

/// A file that is no document, such as a list of patterns: its text in UTF-8 (decoded as texts are,
/// without a byte order mark) and what lay on the disk.
struct ListFile {
  std::string text;
  Input input;
};

/// Throws Error if the file cannot be read or holds no text.
ListFile read_list(const std::string& path, ExpansionLimit expansion = {});

/// Path, size and hash of a file as it lies on the disk. Throws Error if it cannot be read.
Input describe_input(const std::string& path);

/// The bytes of a file in memory, in huge pages where the system has them. Not copyable. They are
/// read and not mapped: a mapped file that somebody else shortens ends the program at the next
/// touch of what is gone. Costs the size of the file in memory.
class WholeFile {
 public:
  /// Throws Error if the file cannot be read, or became shorter meanwhile.
  explicit WholeFile(const std::string& path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// By document: a number that all documents with the same value of a field of the metadata share
/// (`author`, or one that is carried through), and one of its own for each without it. Empty where
/// no document has the field.
std::vector<std::uint32_t> number_series(std::span<const Document> documents,
                                         std::string_view field);

}  // namespace leitwort

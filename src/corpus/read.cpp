#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/source.hpp"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include <fmt/format.h>
#include <sys/stat.h>

namespace leitwort {
namespace {

namespace fs = std::filesystem;
using corpus::Log;
using corpus::Piece;
using corpus::Source;
using corpus::TextFile;

std::string lower_extension(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

/// Finds the text files below a folder. Symbolic links are followed; a folder that is its own
/// ancestor is entered once and named in a warning.
class FolderSearch {
 public:
  FolderSearch(const fs::path& root, Log& log) : log_(log) { enter(root); }

  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

  /// "3 .pdf, 1 .docx": what lies there and is not read, for the message when nothing else does.
  [[nodiscard]] std::string others() const {
    std::string text;
    for (const auto& [ending, count] : others_) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count,
                          ending.empty() ? "without an ending" : ending);
    }
    return text;
  }

 private:
  void enter(const fs::path& folder) {
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0) {
      log_.leave_out(folder.string(), "folder cannot be read");
      return;
    }
    const std::pair self{status.st_dev, status.st_ino};
    if (std::find(ancestors_.begin(), ancestors_.end(), self) != ancestors_.end()) {
      log_.warn(folder.string(), "is a link to a folder that contains it; not followed");
      return;
    }
    std::error_code error;
    const fs::directory_iterator entries(folder, error);
    if (error) {
      log_.leave_out(folder.string(), "folder cannot be read (" + error.message() + ")");
      return;
    }
    ancestors_.push_back(self);
    for (const fs::directory_entry& entry : entries) visit(entry);
    ancestors_.pop_back();
  }

  void visit(const fs::directory_entry& entry) {
    if (entry.path().filename().string().starts_with('.')) return;  // hidden by custom
    std::error_code error;
    if (entry.is_directory(error)) return enter(entry.path());
    const std::string ending = lower_extension(entry.path());
    if (ending == ".txt" || ending == ".md") {
      files_.push_back(entry.path().string());
    } else {
      ++others_[ending];
    }
  }

  Log& log_;
  std::vector<std::string> files_;
  std::map<std::string, std::size_t> others_;
  std::vector<std::pair<dev_t, ino_t>> ancestors_;
};

/// The id that front matter gives a file, if it gives one: needed before reading, to put the files
/// of a folder in the order of their ids.
std::string front_matter_id(const std::string& path) {
  try {
    corpus::ByteSource source(path, nullptr);
    std::string bytes(4, '\0');
    bytes.resize(source.read(bytes.data(), bytes.size()));
    // Front matter begins with dashes, or with a byte order mark before them.
    if (!bytes.starts_with("---") && !bytes.starts_with("\xEF\xBB\xBF") &&
        !bytes.starts_with("\xFF\xFE") && !bytes.starts_with("\xFE\xFF")) {
      return "";
    }
    bytes += corpus::read_all(source);
    const std::string text = corpus::decode(std::move(bytes)).text;
    corpus::Metadata metadata;
    metadata.merge(corpus::parse_front_matter(text).fields);
    Document document;
    metadata.assign_to(document, "");
    return document.id;
  } catch (const Error&) {
    return "";  // reported when the file is read
  }
}

/// Text files in the order of their ids, bytewise.
std::unique_ptr<Source> open_by_id(std::vector<TextFile> files, Log& log) {
  std::vector<std::pair<std::string, TextFile>> by_id;
  for (TextFile& file : files) {
    const std::string given = front_matter_id(file.path);
    by_id.emplace_back(given.empty() ? file.default_id : given, std::move(file));
  }
  std::sort(by_id.begin(), by_id.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.path) < std::tie(b.first, b.second.path);
  });
  files.clear();
  for (auto& [id, file] : by_id) files.push_back(std::move(file));
  return corpus::open_text_files(std::move(files), log);
}

/// What a path of the user's is, once it is known to exist.
struct Path {
  enum class Kind : std::uint8_t { text, json_lines, manifest };
  Kind kind = Kind::text;
  std::vector<std::string> files;   // one, or any number of text files
  std::string folder;               // that they lie in, for their ids; empty if named one by one
  std::vector<std::string> listed;  // text files beside a manifest that was found in a folder
};

Path examine_folder(const std::string& folder, Log& log) {
  const FolderSearch search(folder, log);
  const fs::path manifest = fs::path(folder) / "manifest.csv";
  std::error_code error;
  if (fs::exists(manifest, error)) {
    log.total_known = false;
    return {Path::Kind::manifest, {manifest.string()}, folder, search.files()};
  }
  if (search.files().empty()) {
    const std::string others = search.others();
    throw Error("no .txt or .md file in this folder" +
                    (others.empty() ? "" : " (there are: " + others + ")"),
                folder, "give a folder of texts, a .jsonl file or a manifest .csv");
  }
  if (const std::string others = search.others(); !others.empty()) {
    log.warn(folder, "only .txt and .md files are read; not read: " + others);
  }
  for (const std::string& file : search.files()) {
    const std::uintmax_t size = fs::file_size(file, error);
    if (!error) log.bytes_total += size;
  }
  return {Path::Kind::text, search.files(), folder, {}};
}

/// By its ending.
Path::Kind kind_of(const std::string& path) {
  fs::path bare = path;
  if (const std::string ending = lower_extension(bare); ending == ".gz" || ending == ".zst") {
    bare.replace_extension();
  }
  const std::string ending = lower_extension(bare);
  if (ending == ".jsonl" || ending == ".ndjson") return Path::Kind::json_lines;
  return ending == ".csv" ? Path::Kind::manifest : Path::Kind::text;
}

/// Looks at a path without opening files, and adds its size where that is known.
Path examine(const std::string& path, Log& log) {
  if (path == "-") {
    log.total_known = false;
    return {Path::Kind::json_lines, {path}, "", {}};
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) throw Error("does not exist", path, "check the path");
  if (fs::is_directory(status)) return examine_folder(path, log);
  if (lower_extension(path) == ".sketch") {
    throw Error("holds sketches, not texts", path, "only duplicates and similarity read them");
  }
  const Path::Kind kind = kind_of(path);
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || kind == Path::Kind::manifest)
    log.total_known = false;
  else
    log.bytes_total += size;
  return {kind, {path}, "", {}};
}

std::unique_ptr<Source> open(const Path& path, Log& log) {
  switch (path.kind) {
    case Path::Kind::json_lines:
      return corpus::open_json_lines(path.files.front(), log);
    case Path::Kind::manifest:
      return corpus::open_manifest(path.files.front(), path.listed, log);
    case Path::Kind::text:
      break;
  }
  std::vector<TextFile> files;
  for (const std::string& file : path.files) {
    files.push_back({file, corpus::id_of_path(file, path.folder), {}});
  }
  return open_by_id(std::move(files), log);
}

/// Adds what a look at the text of a document tells.
void examine_text(std::string_view text, Document& document) {
  const std::size_t begin =
      document.body_begin == 0 && corpus::has_bom(text) ? 3 : document.body_begin;
  if (text.find_first_not_of(" \t\r\n", begin) == std::string_view::npos) {
    document.warnings.emplace_back("empty document");
  }
  if (corpus::looks_garbled(text)) {
    document.warnings.emplace_back(
        "looks like UTF-8 that was once read as GBK: parts of it are no Chinese");
  }
}

}  // namespace

struct CorpusReader::State {
  Log log;
  std::vector<Path> paths;
  std::size_t next_path = 0;
  std::shared_ptr<Source> source;  // of the path before next_path
  UniqueIds ids;
  std::size_t documents = 0, undated = 0;
  bool ended = false;

  void make_id_unique(Document& document) {
    std::string unique = ids.claim(document.id);
    if (unique == document.id) return;
    document.warnings.push_back(
        fmt::format("the id {} is taken by an earlier document; renamed {}", document.id, unique));
    document.id = std::move(unique);
  }

  /// Opens paths until one of them is a source; false at the end.
  bool open_next() {
    while (source == nullptr && next_path < paths.size()) {
      try {
        source = open(paths[next_path++], log);
      } catch (const Error& error) {
        log.leave_out(error);
      }
    }
    return source != nullptr;
  }

  /// The last step for every document, in corpus order.
  void admit(Document& document, std::vector<Notice>& notices) {
    make_id_unique(document);
    for (const std::string& warning : document.warnings) {
      notices.push_back(
          {Notice::Kind::warning, fmt::format("{} ({})", document.path, document.id), warning});
    }
    ++documents;
    undated += document.date.known() ? 0 : 1;
  }

  void finish() {
    if (ended) return;
    ended = true;
    if (undated > 0) {
      log.warn("corpus", fmt::format("{} of {} documents {} no date and {} out of the timeline",
                                     undated, documents, undated == 1 ? "has" : "have",
                                     undated == 1 ? "stays" : "stay"));
    }
  }
};

CorpusReader::CorpusReader(const std::vector<std::string>& paths, ReaderOptions options)
    : state_(std::make_unique<State>()) {
  Log& log = state_->log;
  log.digest = options.digest;
  bool reads_standard_input = false;
  for (const std::string& path : paths) {
    if (path == "-" && std::exchange(reads_standard_input, true)) {
      log.leave_out(path, "standard input can be read once only");
      continue;
    }
    try {
      Path examined = examine(path, log);
      // Text files that are named one after another are one source, in the order of their ids.
      const auto is_single = [](const Path& p) {
        return p.kind == Path::Kind::text && p.folder.empty();
      };
      if (!state_->paths.empty() && is_single(examined) && is_single(state_->paths.back()))
        state_->paths.back().files.push_back(path);
      else
        state_->paths.push_back(std::move(examined));
    } catch (const Error& error) {
      log.leave_out(error);
    }
  }
}
CorpusReader::~CorpusReader() = default;
CorpusReader::CorpusReader(CorpusReader&&) noexcept = default;
CorpusReader& CorpusReader::operator=(CorpusReader&&) noexcept = default;

bool CorpusReader::next(Document& document) {
  State& state = *state_;
  while (state.open_next()) {
    document = {};
    if (state.source->next(document)) {
      examine_text(document.text, document);
      state.admit(document, state.log.notices);
      return true;
    }
    state.source.reset();  // closes the file
  }
  document = {};
  state.finish();
  return false;
}

namespace {

/// Pieces on their way from the input, side by side through the threads, to the output in the order
/// of the corpus.
class PieceQueue {
 public:
  PieceQueue(CorpusReader::State& state, std::size_t slots, const BatchUse& use)
      : state_(state), use_(use), slots_(slots) {
    for (std::size_t slot = 0; slot < slots; ++slot) free_.push_back(slot);
  }

  /// What every thread does.
  void work() {
    std::optional<std::size_t> slot;
    try {
      while ((slot = read())) {
        Slot& mine = slots_[*slot];
        mine.source->parse(mine.piece,
                           [&](Document& document, std::string_view text, std::string_view line) {
                             examine_text(text, document);
                             use_.take(*slot, document, text, line);
                           });
        deliver(*slot);
      }
    } catch (...) {
      const std::lock_guard lock(output_);
      fail(slot ? slots_[*slot].number : read_);
    }
  }

  /// After all threads are done.
  void finish() {
    if (failure_) std::rethrow_exception(failure_);
    notices_.insert(notices_.end(), state_.log.notices.begin(), state_.log.notices.end());
    state_.log.notices = std::move(notices_);
    state_.finish();
  }

 private:
  struct Slot {
    Piece piece;
    std::shared_ptr<Source> source;
    std::size_t number = 0;  // of the piece, from 0
  };

  /// Reads the next piece into a free slot; none at the end, or when another thread has failed.
  std::optional<std::size_t> read() {
    const std::lock_guard input(input_);
    std::size_t slot = 0;
    {
      std::unique_lock lock(output_);
      freed_.wait(lock, [&] { return !free_.empty() || failure_; });
      if (failure_) return std::nullopt;
      slot = free_.back();
      free_.pop_back();
    }
    Slot& mine = slots_[slot];
    mine.piece.clear();
    while (state_.open_next()) {
      if (state_.source->next_piece(mine.piece)) {
        mine.source = state_.source;
        mine.number = read_++;
        // What the log says so far comes before the documents of this piece.
        mine.piece.notices = std::exchange(state_.log.notices, {});
        return slot;
      }
      state_.source.reset();
    }
    return std::nullopt;
  }

  /// Stops everybody. Of several exceptions that of the first piece is kept. The output is locked.
  void fail(std::size_t piece) {
    if (!failure_ || piece < failed_) {
      failure_ = std::current_exception();
      failed_ = piece;
    }
    freed_.notify_all();
  }

  void deliver(std::size_t slot) {
    const std::lock_guard lock(output_);
    ready_.emplace(slots_[slot].number, slot);
    while (!failure_ && !ready_.empty() && ready_.begin()->first == delivered_) {
      const std::size_t next = ready_.begin()->second;
      ready_.erase(ready_.begin());
      try {
        commit(next);
      } catch (...) {
        return fail(delivered_);
      }
      free_.push_back(next);
      ++delivered_;
    }
    freed_.notify_all();
  }

  void commit(std::size_t slot) {
    Slot& done = slots_[slot];
    Piece& piece = done.piece;
    // The log belongs to whoever reads; `notices` of the documents are gathered here.
    notices_.insert(notices_.end(), piece.notices.begin(), piece.notices.end());
    if (piece.first) lines_ = 0;
    auto malformed = piece.malformed.begin();
    const auto report_malformed = [&](std::uint64_t before) {
      for (; malformed != piece.malformed.end() && malformed->first < before; ++malformed) {
        notices_.push_back({Notice::Kind::left_out,
                            fmt::format("{}:{}", piece.path, lines_ + malformed->first),
                            malformed->second});
      }
    };
    for (std::size_t d = 0; d < piece.count; ++d) {
      Document& document = piece.documents[d];
      if (!piece.lines_of.empty()) {
        report_malformed(piece.lines_of[d]);
        if (document.id.empty()) document.id = std::to_string(lines_ + piece.lines_of[d]);
      }
      state_.admit(document, notices_);
    }
    report_malformed(~std::uint64_t{0});
    lines_ += piece.lines;
    if (piece.failure) {
      notices_.push_back({Notice::Kind::left_out, piece.failure->where(),
                          fmt::format("{}; read up to line {}", piece.failure->problem(), lines_)});
    }
    use_.commit(slot, std::span(piece.documents).first(piece.count));
  }

  CorpusReader::State& state_;
  const BatchUse& use_;
  std::vector<Slot> slots_;

  std::mutex input_;  // held while reading: `read_`, the log, the source
  std::size_t read_ = 0;

  std::mutex output_;  // held while delivering: all that follows
  std::condition_variable freed_;
  std::vector<std::size_t> free_;
  std::map<std::size_t, std::size_t> ready_;  // number of the piece → slot
  std::size_t delivered_ = 0;
  std::uint64_t lines_ = 0;  // of the current source, delivered
  std::vector<Notice> notices_;
  std::exception_ptr failure_;
  std::size_t failed_ = 0;  // number of its piece
};

}  // namespace

void CorpusReader::read_batches(std::size_t slots, const BatchUse& use) {
  PieceQueue queue(*state_, slots, use);
#pragma omp parallel
  queue.work();
  queue.finish();
}

const std::vector<Notice>& CorpusReader::notices() const {
  return state_->log.notices;
}
const std::vector<Input>& CorpusReader::inputs() const {
  return state_->log.inputs;
}
std::uint64_t CorpusReader::bytes_read() const {
  return state_->log.bytes_read;
}
std::uint64_t CorpusReader::bytes_total() const {
  return state_->log.total_known ? state_->log.bytes_total : 0;
}

Corpus load_corpus(const std::vector<std::string>& paths) {
  CorpusReader reader(paths);
  Corpus corpus;
  for (Document document; reader.next(document);) corpus.documents.push_back(std::move(document));
  corpus.notices = reader.notices();
  corpus.inputs = reader.inputs();
  return corpus;
}

}  // namespace leitwort

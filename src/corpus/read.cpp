#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/formats.hpp"
#include "corpus/paths.hpp"
#include "corpus/piece_queue.hpp"
#include "corpus/source.hpp"
#include "require.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace leitwort {
namespace {

using corpus::Log;
using corpus::Path;
using corpus::Piece;
using corpus::Source;

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
        const Path& path = paths[next_path++];
        source = path.format->open(path, log);
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
  log.expansion = options.expansion;
  state_->paths = corpus::examine_all(paths, log);
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

/// The documents of pieces, as they come out in the order of the corpus: their notices and their
/// last step.
class Admission {
 public:
  Admission(CorpusReader::State& state, const BatchUse& use) : state_(state), use_(use) {}

  void commit(std::size_t slot, Piece& piece) {
    // The log belongs to whoever reads; `notices` of the documents are gathered here.
    auto notice = piece.notices.begin();
    const auto report_notices = [&](std::size_t end) {
      for (; notice < piece.notices.begin() + static_cast<std::ptrdiff_t>(end); ++notice) {
        notices_.push_back(std::move(*notice));
      }
    };
    if (piece.notices_before.empty()) report_notices(piece.notices.size());
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
      if (!piece.notices_before.empty()) report_notices(piece.notices_before[d]);
      if (!piece.lines_of.empty()) {
        report_malformed(piece.lines_of[d]);
        if (document.id.empty()) document.id = std::to_string(lines_ + piece.lines_of[d]);
      }
      state_.admit(document, notices_);
    }
    report_malformed(~std::uint64_t{0});
    report_notices(piece.notices.size());
    lines_ += piece.lines;
    if (piece.failure) {
      notices_.push_back({Notice::Kind::left_out, piece.failure->where(),
                          fmt::format("{}; read up to line {}", piece.failure->problem(), lines_)});
    }
    use_.commit(slot, std::span(piece.documents).first(piece.count));
  }

  /// After the last piece.
  void finish() {
    notices_.insert(notices_.end(), state_.log.notices.begin(), state_.log.notices.end());
    state_.log.notices = std::move(notices_);
    state_.finish();
  }

 private:
  CorpusReader::State& state_;
  const BatchUse& use_;
  std::uint64_t lines_ = 0;  // of the current source, delivered
  std::vector<Notice> notices_;
};

}  // namespace

void CorpusReader::read_batches(std::size_t slots, const BatchUse& use) {
  LEITWORT_REQUIRE(slots >= 1, "slots ≥ 1");
  State& state = *state_;
  Admission admission(state, use);
  const auto read = [&](Piece& piece) -> std::shared_ptr<const Source> {
    while (state.open_next()) {
      if (state.source->next_piece(piece, state.log)) {
        // What the log says so far is told with the documents of this piece.
        piece.notices = std::exchange(state.log.notices, {});
        return state.source;
      }
      state.source.reset();
    }
    return nullptr;
  };
  const auto take = [&](std::size_t slot, const Source& source, Piece& piece) {
    source.parse(piece, [&](Document& document, std::string_view text, std::string_view line) {
      examine_text(text, document);
      use.take(slot, document, text, line);
    });
  };
  const auto commit = [&](std::size_t slot, Piece& piece) { admission.commit(slot, piece); };
  corpus::PieceQueue queue(slots, {read, take, commit});
#pragma omp parallel
  queue.work();
  queue.finish();
  admission.finish();
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

Corpus load_corpus(const std::vector<std::string>& paths, ReaderOptions options) {
  CorpusReader reader(paths, options);
  Corpus corpus;
  for (Document document; reader.next(document);) corpus.documents.push_back(std::move(document));
  corpus.notices = reader.notices();
  corpus.inputs = reader.inputs();
  return corpus;
}

}  // namespace leitwort

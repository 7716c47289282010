#include "cli/session.hpp"

#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/threads.hpp"
#include <leitwort/error.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

/// What a stage of the analysis is called in run.json and on the line that shows progress.
struct StageWords {
  const char* timing;
  const char* progress;
};

StageWords words_of(Stage stage) {
  switch (stage) {
    case Stage::tokens:
      return {"tokenise", "Cutting into tokens"};
    case Stage::lexicons:
      return {"words", "Finding content words"};
    case Stage::shingles:
      return {"similarity", "Comparing documents"};
    case Stage::boilerplate:
      return {"boilerplate", "Looking for boilerplate"};
    case Stage::skeleton:
      return {"skeleton", "Finding content words"};
    case Stage::formulations:
      return {"formulations", "Finding formulations"};
    case Stage::watched:
      return {"watch", "Following formulations"};
    case Stage::passages:
      break;
  }
  return {"passages", "Finding passages"};
}

}  // namespace

NothingRead::NothingRead(const std::vector<Notice>& notices)
    : Error("no document could be read", "corpus",
            notices.empty() ? "the input is empty" : "mend the input or give another") {
  constexpr std::size_t kMost = 5;
  for (std::size_t i = 0; i < std::min(notices.size(), kMost); ++i) {
    reasons_.push_back(fmt::format("{}: {}", notices[i].where, notices[i].what));
  }
  if (notices.size() > kMost) {
    reasons_.push_back(fmt::format("… and {} more", notices.size() - kMost));
  }
}

ListFile read_list_of(const std::string& option, const std::string& path, ExpansionLimit expansion,
                      const std::string& holds) {
  namespace fs = std::filesystem;
  const std::string where = fmt::format("--{} {}", option, path);
  std::error_code error;
  if (path != "-" && !fs::exists(path, error)) throw Error("there is no such file", where, holds);
  if (fs::is_directory(path, error)) throw Error("is a folder", where, "name a file: " + holds);
  if (path != "-" && ::access(path.c_str(), R_OK) != 0) {
    throw Error(fmt::format("cannot be read ({})", std::generic_category().message(errno)), where,
                "name a file that you may read: " + holds);
  }
  return read_list(path, expansion);
}

Session::Session(const Settings& s)
    : settings(s), progress(!s.run.quiet && ::isatty(STDERR_FILENO) != 0), timings(*s.run.work) {
  const std::size_t wanted =
      s.run.threads > 0 ? s.run.threads : static_cast<std::size_t>(omp_get_max_threads());
  if (const std::size_t threads = start_threads(wanted); threads < wanted && !s.run.quiet) {
    say(fmt::format("warning: --threads: the system does not start {} threads; {} used", wanted,
                    threads == 1 ? "one is" : fmt::format("{} are", threads)));
  }
  check_spreadsheet_options(s);
  if (s.corpus.cut_list.empty()) return;
  const std::string holds = "it holds patterns of what to cut, one ICU regular expression a line";
  ListFile list = read_list_of("cut", s.corpus.cut_list, s.corpus.expansion, holds);
  CutPatterns patterns(list.text, s.corpus.cut_list);
  if (patterns.patterns().empty())
    throw Error("holds no pattern", "--cut " + s.corpus.cut_list, holds);
  cutting_.emplace(Cutting{std::move(list.input), std::move(list.text), std::move(patterns), 0, 0});
}

void Session::cut(std::span<Document> documents) {
  if (!cutting_) return;
  cutting_->patterns.cut(documents);
  for (const Document& document : documents) {
    cutting_->documents += document.cut.empty() ? 0 : 1;
    cutting_->bytes += bytes_cut(document);
  }
}

std::function<void(Document&)> Session::cut_again() const {
  if (!cutting_) return {};
  return [patterns = std::make_shared<CutPatterns>(cutting_->text, cutting_->list.path)](
             Document& document) { patterns->cut(std::span(&document, 1)); };
}

void Session::report_cuts(std::vector<Notice>& notices) {
  if (!cutting_) return;
  std::uint64_t places = 0;
  for (const CutPattern& pattern : cutting_->patterns.patterns()) {
    places += pattern.places;
    if (pattern.places > 0) continue;
    notices.push_back({Notice::Kind::warning,
                       fmt::format("{}:{}", cutting_->list.path, pattern.line),
                       fmt::format("nothing matches \"{}\"", pattern.pattern)});
  }
  note(fmt::format("--cut left out {} place{} ({} bytes) of {} document{}", grouped(places),
                   places == 1 ? "" : "s", grouped(cutting_->bytes), grouped(cutting_->documents),
                   cutting_->documents == 1 ? "" : "s"));
}

Corpus Session::read_texts(const std::vector<std::string>& paths) {
  CorpusReader reader(paths, {.expansion = settings.corpus.expansion});
  Corpus corpus;
  for (Document document; reader.next(document);) {
    corpus.documents.push_back(std::move(document));
    settings.run.work->bytes = reader.bytes_total();
    progress.show("Reading", reader.bytes_read(), reader.bytes_total());
  }
  corpus.notices = reader.notices();
  corpus.inputs = reader.inputs();
  if (corpus.documents.empty()) throw NothingRead(corpus.notices);
  return corpus;
}

Corpus Session::read_corpus() {
  timings.begin("read");
  const auto& [first, second] = settings.corpus.between;
  Corpus corpus;
  if (first.empty()) {
    corpus = read_texts(settings.corpus.paths);
  } else {
    corpus = read_texts({first});
    corpus = join(std::move(corpus), read_texts({second}));
  }
  for (Notice& notice : notice_distant_dates(corpus.documents)) {
    corpus.notices.push_back(std::move(notice));
  }
  if (cutting_) timings.begin("cut");
  cut(corpus.documents);
  report_cuts(corpus.notices);
  report_notices(corpus.notices);
  return corpus;
}

AnalysisObserver Session::observer() {
  return {.begin = [this](Stage stage) { begin(words_of(stage).timing, words_of(stage).progress); },
          .work = {.advance = [this](std::uint64_t done, std::uint64_t all) {
            progress.show(shown_, done, all);
          }}};
}

void Session::begin(const std::string& timing, const std::string& shown) {
  timings.begin(timing);
  shown_ = shown;
  if (!shown.empty()) progress.show(shown);
}

ReaderOptions Session::reader_options() const {
  // run.json records the digests.
  return {.digest = names_folder(settings.output.path), .expansion = settings.corpus.expansion};
}

/// What a reader knows at its end.
void Session::take_end(const CorpusReader& reader, Reading& reading) {
  reading.notices = reader.notices();
  reading.inputs = reader.inputs();
  if (reading.document_count == 0) throw NothingRead(reading.notices);
  report_cuts(reading.notices);
  report_notices(reading.notices);
}

ReadingHooks Session::hooks(const CorpusReader& reader, const std::string& stage) {
  ReadingHooks hooks;
  if (cutting_) {
    hooks.cut = [this](Document& document) { cut(std::span(&document, 1)); };
  }
  hooks.advance = [this, &reader, stage] {
    settings.run.work->bytes = reader.bytes_total();
    progress.show(stage, reader.bytes_read(), reader.bytes_total());
  };
  return hooks;
}

Reading Session::read_hashes(
    const std::function<void(std::size_t slot, std::span<const std::uint64_t> hashes)>& take,
    const std::function<void(std::size_t slot)>& commit) {
  timings.begin("read, tokenise and sketch");
  Reading reading;
  CorpusReader reader(settings.corpus.paths, reader_options());
  std::vector<std::vector<DocumentFacts>> facts(reading_slots());
  const auto take_document = [&](std::size_t slot, const Document& document, std::string_view text,
                                 std::span<const std::uint64_t> hashes) {
    const bool wrapped = is_hard_wrapped(text.substr(document.body_begin));
    facts[slot].push_back({text.size(), hashes.size(), wrapped, bytes_cut(document)});
    take(slot, hashes);
  };
  const auto commit_batch = [&](std::size_t slot, std::span<Document> documents) {
    for (Document& document : documents) {
      // Swapped away: an assignment would keep the memory.
      std::string().swap(document.text);
      reading.dates.push_back(document.date);
      reading.documents.push_back(std::move(document));
    }
    for (const DocumentFacts& fact : facts[slot]) {
      reading.facts.push_back(fact);
      reading.token_count += fact.tokens;
    }
    facts[slot].clear();
    commit(slot);
  };
  read_token_hashes(reader, {take_document, commit_batch}, hooks(reader, "Reading"));
  reading.document_count = reading.documents.size();
  take_end(reader, reading);
  return reading;
}

namespace {

bool is_sketch(const std::string& path) {
  return path.ends_with(".sketch");
}

/// Throws Error where there is none to be read.
void check_sketch_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw Error("there is no such file", path,
                fmt::format("leitwort sketch CORPUS -o {} makes it", path));
  }
  if (fs::is_directory(path, error)) {
    throw Error("is a folder, and what ends in .sketch is taken for a sketch file", path,
                "name the files in it, or rename the folder if it holds texts");
  }
}

}  // namespace

bool Session::has_sketches() const {
  const auto& corpus = settings.corpus.paths;
  const auto sketch = std::ranges::find_if(corpus, is_sketch);
  const auto text = std::ranges::find_if_not(corpus, is_sketch);
  if (sketch != corpus.end() && text != corpus.end()) {
    throw Error(fmt::format("is no .sketch file, but {} is one", *sketch), *text,
                "give either texts or sketches; leitwort sketch makes them of texts");
  }
  return sketch != corpus.end();
}

CorpusReader Session::open_again(const std::string& purpose) const {
  if (has_sketches()) {
    throw Error("needs the texts, and sketches do not hold them", purpose,
                "give the texts in place of .sketch files");
  }
  const auto once = std::ranges::find_if(settings.corpus.paths, is_read_once);
  if (once != settings.corpus.paths.end()) {
    throw Error(fmt::format("reads the corpus twice, and {} comes once",
                            *once == "-" ? "standard input" : *once),
                purpose, fmt::format("give a file in place of {}", *once));
  }
  return CorpusReader(settings.corpus.paths,
                      {.digest = false, .expansion = settings.corpus.expansion});
}

Sketches Session::read_sketches(const SketchOptions& options, Reading& reading) {
  if (!has_sketches()) {
    timings.begin("read, tokenise and sketch");
    CorpusReader reader(settings.corpus.paths, reader_options());
    Sketches sketches = sketch_corpus(reader, options, hooks(reader, "Reading"));
    reading.document_count = sketches.documents();
    reading.token_count = sketches.tokens;
    take_end(reader, reading);
    return sketches;
  }
  timings.begin("read sketches");
  for (const char* option : {"shingle", "signature", "seed", "scale"}) {
    if (settings.is_given(option)) {
      throw Error("is fixed in sketches", std::string("--") + option,
                  "leave it out; leitwort sketch takes it");
    }
  }
  if (cutting_) {
    throw Error("cannot cut from sketches", "--cut", "cut when the sketches are made");
  }
  for (auto path = settings.corpus.paths.begin(); path != settings.corpus.paths.end(); ++path) {
    if (std::find(settings.corpus.paths.begin(), path, *path) != path) {
      throw Error("is given twice", *path, "give every file once");
    }
  }
  Sketches sketches;
  UniqueIds ids;
  for (const std::string& path : settings.corpus.paths) {
    check_sketch_file(path);
    auto file = std::make_shared<const WholeFile>(path);
    reading.inputs.push_back(reader_options().digest ? describe_input(path)
                                                     : Input{path, file->bytes().size(), ""});
    Sketches more = leitwort::read_sketches(std::move(file), path);
    if (reading.inputs.size() == 1) sketches = empty_sketches(more.options);
    for (const std::string& id : append(std::move(more), sketches, ids, path)) {
      reading.notices.push_back(
          {Notice::Kind::warning, path,
           fmt::format("an id is taken by an earlier document; renamed {}", id)});
    }
  }
  reading.document_count = sketches.documents();
  reading.token_count = sketches.tokens;
  report_notices(reading.notices);
  return sketches;
}

void Session::report_notices(std::span<const Notice> notices) {
  constexpr std::size_t kMostWarnings = 10;
  progress.clear();
  std::size_t warnings = 0;
  for (const Notice& notice : notices) {
    if (notice.kind == Notice::Kind::left_out) {
      left_out_ = true;
      say(fmt::format("left out: {}: {}", visible_line(notice.where), visible_line(notice.what)));
    } else if (!settings.run.quiet && (settings.run.verbose || ++warnings <= kMostWarnings)) {
      say(fmt::format("warning: {}: {}", visible_line(notice.where), visible_line(notice.what)));
    }
  }
  if (warnings > kMostWarnings) {
    say(fmt::format("warning: {} more (--verbose shows them)", warnings - kMostWarnings));
  }
}

void Session::note(const std::string& line) {
  if (settings.run.quiet) return;
  progress.clear();
  say(line);
}

int Session::finish() {
  timings.end();
  if (settings.run.verbose) {
    for (const auto& [stage, seconds] : timings.seconds()) {
      note(fmt::format("{:>9.3f} s  {}", seconds, stage));
    }
  }
  return left_out_ ? 1 : 0;
}

}  // namespace leitwort::cli

#include "cli/session.hpp"

#include <leitwort/error.hpp>

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

/// Texts of a batch are in memory together: enough to keep all threads busy.
constexpr std::uint64_t kBatchBytes = std::uint64_t{8} << 20;

void take_facts(const Tokens& tokens, std::size_t first_document, Reading& reading) {
  for (std::size_t d = 0; d < tokens.documents(); ++d) {
    const Document& document = reading.documents[first_document + d];
    reading.facts.push_back({document.text.size(),
                             tokens.document_begin[d + 1] - tokens.document_begin[d],
                             tokens.hard_wrapped[d] != 0, bytes_cut(document)});
    reading.dates.push_back(document.date);
  }
}

[[noreturn]] void nothing_readable(const std::vector<Notice>& notices) {
  std::string why;
  constexpr std::size_t kMost = 5;
  for (std::size_t i = 0; i < std::min(notices.size(), kMost); ++i) {
    why += "\n  " + notices[i].where + ": " + notices[i].what;
  }
  if (notices.size() > kMost) why += fmt::format("\n  … and {} more", notices.size() - kMost);
  throw Error("no document could be read" + why, "corpus",
              why.empty() ? "the input is empty" : "mend the input or give another");
}

}  // namespace

std::vector<std::string> Reading::ids() const {
  std::vector<std::string> ids;
  for (const Document& document : documents) ids.push_back(document.id);
  return ids;
}

std::uint64_t Reading::tokens() const {
  std::uint64_t sum = 0;
  for (const DocumentFacts& fact : facts) sum += fact.tokens;
  return sum;
}

Session::Session(const Settings& s)
    : settings(s), progress(!s.quiet && ::isatty(STDERR_FILENO) != 0) {
  if (s.threads > 0) omp_set_num_threads(static_cast<int>(s.threads));
  if (s.cut_list.empty()) return;
  ListFile list = read_list(s.cut_list);
  cutting_.emplace(Cutting{std::move(list.input), CutPatterns(list.text, s.cut_list), 0, 0});
}

void Session::cut(std::span<Document> documents) {
  if (!cutting_) return;
  cutting_->patterns.cut(documents);
  for (const Document& document : documents) {
    cutting_->documents += document.cut.empty() ? 0 : 1;
    cutting_->bytes += bytes_cut(document);
  }
}

void Session::report_cuts(Reading& reading) {
  if (!cutting_) return;
  std::uint64_t places = 0;
  for (const CutPattern& pattern : cutting_->patterns.patterns()) {
    places += pattern.places;
    if (pattern.places > 0) continue;
    reading.notices.push_back({Notice::Kind::warning,
                               fmt::format("{}:{}", cutting_->list.path, pattern.line),
                               fmt::format("nothing matches \"{}\"", pattern.pattern)});
  }
  note(fmt::format("--cut left out {} place{} ({} bytes) of {} document{}", grouped(places),
                   places == 1 ? "" : "s", grouped(cutting_->bytes), grouped(cutting_->documents),
                   cutting_->documents == 1 ? "" : "s"));
}

Reading Session::read_all(Tokens& tokens, Vocabulary& vocabulary) {
  timings.begin("read");
  Reading reading;
  CorpusReader reader(settings.corpus);
  std::uint64_t bytes = 0;
  for (Document document; reader.next(document);) {
    bytes += document.text.size();
    reading.documents.push_back(std::move(document));
    progress.show("Reading", reader.bytes_read(), reader.bytes_total());
  }
  reading.notices = reader.notices();
  reading.inputs = reader.inputs();
  if (reading.documents.empty()) nothing_readable(reading.notices);
  if (cutting_) timings.begin("cut");
  cut(reading.documents);
  report_cuts(reading);
  timings.begin("tokenise");
  progress.show("Cutting into tokens");
  reserve_tokens(tokens, bytes);
  tokenize(reading.documents, tokens, vocabulary);
  take_facts(tokens, 0, reading);
  report_notices(reading);
  return reading;
}

Reading Session::read_batches(const std::function<void(const Tokens&, const Vocabulary&)>& use) {
  timings.begin("read, tokenise and index");
  Reading reading;
  CorpusReader reader(settings.corpus);
  Tokens tokens;
  Vocabulary vocabulary;
  std::size_t first = 0;
  std::uint64_t bytes = 0;
  const auto finish_batch = [&] {
    tokens.clear();
    vocabulary.clear();
    cut(std::span(reading.documents).subspan(first));
    tokenize(std::span(reading.documents).subspan(first), tokens, vocabulary);
    take_facts(tokens, first, reading);
    use(tokens, vocabulary);
    // Swapped away: an assignment would keep the memory.
    for (; first < reading.documents.size(); ++first) {
      std::string().swap(reading.documents[first].text);
    }
    bytes = 0;
  };
  for (Document document; reader.next(document);) {
    bytes += document.text.size();
    reading.documents.push_back(std::move(document));
    progress.show("Reading", reader.bytes_read(), reader.bytes_total());
    if (bytes >= kBatchBytes) finish_batch();
  }
  finish_batch();
  reading.notices = reader.notices();
  reading.inputs = reader.inputs();
  if (reading.documents.empty()) nothing_readable(reading.notices);
  report_cuts(reading);
  report_notices(reading);
  return reading;
}

void Session::report_notices(const Reading& reading) {
  constexpr std::size_t kMostWarnings = 10;
  progress.clear();
  std::size_t warnings = 0;
  for (const Notice& notice : reading.notices) {
    if (notice.kind == Notice::Kind::left_out) {
      left_out_ = true;
      fmt::print(stderr, "left out: {}: {}\n", one_line(notice.where), one_line(notice.what));
    } else if (!settings.quiet && (settings.verbose || ++warnings <= kMostWarnings)) {
      fmt::print(stderr, "warning: {}: {}\n", one_line(notice.where), one_line(notice.what));
    }
  }
  if (warnings > kMostWarnings) {
    fmt::print(stderr, "warning: {} more (--verbose shows them)\n", warnings - kMostWarnings);
  }
}

void Session::note(const std::string& line) {
  if (settings.quiet) return;
  progress.clear();
  fmt::print(stderr, "{}\n", line);
}

int Session::finish() {
  timings.end();
  if (settings.verbose) {
    for (const auto& [stage, seconds] : timings.seconds()) {
      note(fmt::format("{:>9.3f} s  {}", seconds, stage));
    }
  }
  return left_out_ ? 1 : 0;
}

Format resolve_format(const Settings& settings, bool terminal) {
  if (settings.format != Format::automatic) return settings.format;
  if (settings.output.empty()) return terminal ? Format::table : Format::csv;
  if (settings.output.ends_with(".tsv")) return Format::tsv;
  if (settings.output.ends_with(".jsonl")) return Format::jsonl;
  if (settings.output.ends_with(".npy")) return Format::npy;
  return Format::csv;
}

std::string ending_of(Format format) {
  if (format == Format::tsv) return ".tsv";
  return format == Format::jsonl ? ".jsonl" : ".csv";
}

TableFormat table_format(Format format) {
  switch (format) {
    case Format::tsv:
      return TableFormat::tsv;
    case Format::jsonl:
      return TableFormat::jsonl;
    case Format::table:
      return TableFormat::table;
    default:
      return TableFormat::csv;
  }
}

}  // namespace leitwort::cli

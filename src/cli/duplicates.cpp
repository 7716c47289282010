#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/session.hpp"
#include "cli/similarity.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

/// Candidates that are this many standard errors below the threshold are not counted exactly.
constexpr double kMargin = 4;

/// The threshold for estimates that are to be verified exactly: less than it, for a share of `n`.
double with_margin(double threshold, double n) {
  return std::max(0.0, threshold - kMargin * std::sqrt(threshold * (1 - threshold) / n));
}

/// What was found, and what is to be said about it.
struct Found {
  Sketches sketches;
  std::vector<PairScore> pairs;                // verified, ascending by (a, b)
  std::vector<DocumentIndex> representatives;  // by document
  Record record;
};

std::string percent(double share) {
  return fmt::format("{:.1f}%", 100 * share);
}

bool verifies_exactly(const Session& session) {
  const Settings& settings = session.settings;
  if (settings.verify != Verify::automatic) return settings.verify == Verify::exact;
  const bool readable =
      !session.has_sketches() && std::ranges::find(settings.corpus, "-") == settings.corpus.end();
  return settings.measure == Measure::containment && readable;
}

/// Candidates by LSH, with what was expected and what came.
std::vector<PairScore> find_by_signatures(const Sketches& sketches, bool exactly, Session& session,
                                          Record& record) {
  const Settings& settings = session.settings;
  DuplicateOptions options = settings.duplicates;
  if ((options.banding.bands == 0) != (options.banding.rows == 0)) {
    throw Error("--bands and --rows go together", "leitwort duplicates",
                "give both, or neither to have them chosen");
  }
  session.timings.begin("forecast");
  session.progress.show("Comparing a sample");
  const DuplicateForecast forecast = forecast_duplicates(sketches.signatures, options);
  options.banding = forecast.banding;
  session.note(fmt::format(
      "{} bands of {} slots: {} of the pairs at {} become candidates, and about {:.0f} pairs below "
      "it are expected to (from {} documents compared with all)",
      options.banding.bands, options.banding.rows, percent(forecast.recall_at_threshold),
      options.threshold, forecast.false_candidates, grouped(forecast.sampled_documents)));

  session.timings.begin("candidates");
  session.progress.show("Comparing candidates");
  const unsigned slots = sketches.options.signature.slots;
  const double least = exactly ? with_margin(options.threshold, slots) : options.threshold;
  Duplicates found =
      find_duplicates(sketches.signatures, {sketches.dates, sketches.ids}, options, least);
  const auto at_threshold = static_cast<std::uint64_t>(std::ranges::count_if(
      found.pairs, [&](const PairScore& s) { return s.jaccard >= options.threshold; }));
  const std::uint64_t sampled = forecast.sampled_pairs.size();
  std::string line =
      fmt::format("{} candidates: {} pairs at {} or more by their {}, {} below it",
                  grouped(found.candidates), grouped(at_threshold), options.threshold, "signatures",
                  grouped(found.candidates - std::min(found.candidates, at_threshold)));
  if (sampled > 0) {
    const std::uint64_t hits = count_found(forecast, found.pairs);
    const Interval interval =
        wilson_interval(static_cast<double>(hits), static_cast<double>(sampled));
    line +=
        fmt::format("; of the {} such pairs of the sample {} were found ({} to {} with 95%)",
                    grouped(sampled), grouped(hits), percent(interval.low), percent(interval.high));
  } else {
    line += "; the sample has no such pair, so recall was not measured";
  }
  session.note(line);
  if (found.large_buckets > 0) {
    session.note(fmt::format(
        "{} buckets hold more than {} documents (the largest {}): they were compared with "
        "representatives, and {} pairs in them were not compared (--bucket)",
        grouped(found.large_buckets), grouped(options.largest_bucket),
        grouped(found.largest_bucket), grouped(found.not_compared)));
  }
  record.cuts.emplace_back("pairs of large buckets not compared", found.not_compared);
  record.methods.push_back(
      fmt::format("{} bands of {} slots", options.banding.bands, options.banding.rows));
  return std::move(found.pairs);
}

/// All pairs that share kept shingles enough.
std::vector<PairScore> find_by_samples(const Sketches& sketches, bool exactly, Session& session,
                                       Record& record) {
  const double threshold = session.settings.duplicates.threshold;
  const ScaleOptions& scale = sketches.options.scale;
  session.timings.begin("candidates");
  session.progress.show("Comparing");
  const auto is_near = [&](const PairScore& score) {
    if (!exactly || score.method == Method::exact) return score.overlap >= threshold;
    const std::uint64_t smaller = std::min(score.shingles_a, score.shingles_b);
    return score.overlap >=
           with_margin(threshold, std::max(1.0, static_cast<double>(smaller) / scale.scale));
  };
  std::vector<PairScore> pairs;
  const PairCount count = visit_pairs(
      sketches.scaled, {.threshold = exactly ? 1e-9 : threshold, .measure = Measure::containment},
      [&](const PairScore& score) {
        if (is_near(score)) pairs.push_back(score);
      });
  session.note(fmt::format(
      "one shingle in {}, at least {} of a document: {} pairs compared, {} near {} or above it",
      scale.scale, scale.least, grouped(count.compared), grouped(pairs.size()), threshold));
  record.methods.push_back(fmt::format("one shingle in {}, at least {}", scale.scale, scale.least));
  return pairs;
}

/// Keeps the pairs that are duplicates by their exact counts.
void verify_exactly(std::vector<PairScore>& pairs, const Sketches& sketches, Session& session) {
  const Settings& settings = session.settings;
  session.timings.begin("verify");
  session.progress.show("Counting exactly");
  const std::size_t before = pairs.size();
  ReadingHooks hooks;
  hooks.advance = [&session] { session.progress.show("Counting exactly"); };
  hooks.cut = session.cut_again();
  std::vector<PairScore> scores =
      count_exactly([&session] { return session.open_again("--verify exact"); }, sketches.ids,
                    pairs, sketches.options.k, settings.similarity.memory_bytes, hooks);
  std::erase_if(scores, [&](const PairScore& score) {
    return !(value_of(score, settings.measure) >= settings.duplicates.threshold);
  });
  session.note(fmt::format("{} pairs counted exactly, {} are at {} or more", grouped(before),
                           grouped(scores.size()), settings.duplicates.threshold));
  pairs = std::move(scores);
}

void write_pairs(const Found& found, TableFormat format, const Sink& sink) {
  TableWriter table(sink, format, duplicate_pair_columns());
  for (const PairScore& pair : found.pairs) table.row(duplicate_pair_row(pair, found.sketches.ids));
  table.finish();
}

void write_groups(const Found& found, TableFormat format, const Sink& sink) {
  TableWriter table(sink, format, duplicate_columns());
  visit_duplicate_rows(found.pairs, found.representatives, found.sketches.ids, found.sketches.dates,
                       [&](const Row& row) { table.row(row); });
  table.finish();
}

/// The corpus without the documents that another one represents. Returns how many were left out.
std::uint64_t write_kept(const Found& found, Session& session) {
  OutputFile file(session.settings.keep);
  CorpusReader reader = session.open_again("--keep");
  std::vector<std::vector<std::string>> lines(reading_slots());
  std::size_t next = 0;  // document of the corpus
  std::uint64_t left_out = 0;
  const auto take = [&](std::size_t slot, const Document& document, std::string_view text,
                        std::string_view line) {
    // The front matter of a file has become fields.
    lines[slot].push_back(line.empty() ? json_line(document, text.substr(document.body_begin))
                                       : std::string(line) + "\n");
  };
  const auto commit = [&](std::size_t slot, std::span<Document> documents) {
    for (std::size_t i = 0; i < documents.size(); ++i, ++next) {
      if (next >= found.sketches.documents() || documents[i].id != found.sketches.ids[next]) {
        throw Error("changed while it was read (document " + documents[i].id + ")", "corpus",
                    "run again when nothing writes to it");
      }
      if (found.representatives[next] == next)
        file.write(lines[slot][i]);
      else
        ++left_out;
    }
    lines[slot].clear();
    session.progress.show("Writing what is kept", reader.bytes_read(), reader.bytes_total());
  };
  reader.read_batches(lines.size(), {take, commit});
  file.commit();
  return left_out;
}

void write_results(Found& found, const Reading& reading, Session& session) {
  const Settings& settings = session.settings;
  const Format format = resolve_format(settings, ::isatty(STDOUT_FILENO) != 0);
  if (!names_folder(settings.output)) {
    session.progress.clear();  // the table may go to the same terminal
    OutputFile file(settings.output);
    if (settings.listing == Listing::pairs)
      write_pairs(found, table_format(format), file.sink());
    else
      write_groups(found, table_format(format), file.sink());
    file.commit();
    return;
  }
  if (format == Format::table) {
    throw Error("a table is for a terminal", "--format table",
                "choose csv, tsv or jsonl for a folder");
  }
  OutputFolder folder(settings.output);
  folder.write("duplicates" + ending_of(format),
               [&](const Sink& sink) { write_groups(found, table_format(format), sink); });
  folder.write("duplicates.pairs" + ending_of(format),
               [&](const Sink& sink) { write_pairs(found, table_format(format), sink); });
  finish_folder(folder, session, reading, found.record);
}

void summarise(const Found& found, Session& session) {
  std::uint64_t duplicates = 0, groups = 0;
  std::vector<std::uint8_t> represents(found.representatives.size());
  for (DocumentIndex d = 0; d < found.representatives.size(); ++d) {
    const DocumentIndex representative = found.representatives[d];
    if (representative == d) continue;
    ++duplicates;
    groups += represents[representative] == 0 ? 1 : 0;
    represents[representative] = 1;
  }
  session.note(fmt::format(
      "{} documents, {} tokens: {} pairs; {} groups of {} documents, {} of which an earlier one "
      "represents",
      grouped(found.sketches.documents()), grouped(found.sketches.tokens),
      grouped(found.pairs.size()), grouped(groups), grouped(groups + duplicates),
      grouped(duplicates)));
}

}  // namespace

int run_duplicates(const Settings& settings) {
  Session session(settings);
  const bool exactly = verifies_exactly(session);
  // What cannot be done is said before the work.
  if (exactly) (void)session.open_again("--verify exact");
  if (!settings.keep.empty()) (void)session.open_again("--keep");

  Reading reading;
  Found found{session.read_sketches(sketch_options_of(settings), reading), {}, {}, {}};
  const bool by_signatures = found.sketches.options.measure == Measure::jaccard;
  if (by_signatures != (settings.measure == Measure::jaccard)) {
    throw Error(by_signatures ? "holds signatures for jaccard" : "holds samples for containment",
                settings.corpus.front(), "give --measure as it was given to leitwort sketch");
  }
  found.pairs = by_signatures ? find_by_signatures(found.sketches, exactly, session, found.record)
                              : find_by_samples(found.sketches, exactly, session, found.record);
  if (exactly) verify_exactly(found.pairs, found.sketches, session);
  session.timings.begin("group");
  found.representatives = group_duplicates(found.pairs, {found.sketches.dates, found.sketches.ids});
  summarise(found, session);

  session.timings.begin("write");
  session.progress.show("Writing");
  if (!settings.keep.empty()) {
    const std::uint64_t left_out = write_kept(found, session);
    session.note(fmt::format("{}: {} documents, {} duplicates left out", settings.keep,
                             grouped(found.sketches.documents() - left_out), grouped(left_out)));
  }
  write_results(found, reading, session);
  return session.finish();
}

}  // namespace leitwort::cli

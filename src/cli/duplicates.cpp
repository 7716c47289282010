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

/// "1 pair", "1,204 pairs".
std::string counted(std::uint64_t number, const std::string& what) {
  return fmt::format("{} {}{}", grouped(number), what, number == 1 ? "" : "s");
}

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

/// How many of the pairs at the threshold were found: of all, of which each found one stands for as
/// many as its chance to be found says (D. Horvitz, D. Thompson, 1952), and of the sample.
std::string recall_note(const DuplicateForecast& forecast, const std::vector<PairScore>& found,
                        const DuplicateOptions& options) {
  double pairs = 0, all = 0;
  for (const PairScore& score : found) {
    if (!(score.jaccard >= options.threshold)) continue;
    pairs += 1;
    all += 1 / candidate_probability(score.jaccard, options.banding);
  }
  std::string line = "recall: ";
  line += pairs > 0 ? fmt::format("{} by the similarities of what was found", percent(pairs / all))
                    : "nothing was found that could tell it";
  const std::uint64_t sampled = forecast.sampled_pairs.size();
  if (sampled == 0) return line + "; the sample has no pair to measure it";
  const std::uint64_t hits = count_found(forecast, found);
  const Interval interval =
      wilson_interval(static_cast<double>(hits), static_cast<double>(sampled));
  return line + fmt::format("; measured, {} of {} of the sample ({} to {} with 95%)", grouped(hits),
                            counted(sampled, "pair"), percent(interval.low),
                            percent(interval.high));
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
      "{} of {}: a pair at {} becomes a candidate with a chance of {}; {} below it {} expected to "
      "as "
      "well (from {})",
      counted(options.banding.bands, "band"), counted(options.banding.rows, "slot"),
      options.threshold, percent(forecast.recall_at_threshold),
      counted(static_cast<std::uint64_t>(std::llround(forecast.false_candidates)), "pair"),
      std::llround(forecast.false_candidates) == 1 ? "is" : "are",
      counted(forecast.sampled, "pair")));

  session.timings.begin("candidates");
  session.progress.show("Comparing candidates");
  const unsigned slots = sketches.options.signature.slots;
  const double least = exactly ? with_margin(options.threshold, slots) : options.threshold;
  Duplicates found =
      find_duplicates(sketches.signatures, {sketches.dates, sketches.ids}, options, least);
  const auto at_threshold = static_cast<std::uint64_t>(std::ranges::count_if(
      found.pairs, [&](const PairScore& s) { return s.jaccard >= options.threshold; }));
  session.note(fmt::format("{}: {} at {} or more by the signatures, {} below it",
                           counted(found.candidates, "candidate"), counted(at_threshold, "pair"),
                           options.threshold,
                           grouped(found.candidates - std::min(found.candidates, at_threshold))));
  session.note(recall_note(forecast, found.pairs, options));
  if (found.large_buckets > 0) {
    session.note(fmt::format(
        "{} of more than {} documents (the largest {}): compared with representatives only, {} not "
        "compared (--bucket)",
        counted(found.large_buckets, "bucket"), grouped(options.largest_bucket),
        grouped(found.largest_bucket), counted(found.not_compared, "pair")));
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
  session.note(fmt::format("{} counted exactly, {} at {} or more", counted(before, "pair"),
                           grouped(scores.size()), settings.duplicates.threshold));
  pairs = std::move(scores);
}

void write_pairs(const Found& found, TableFormat format, const Sink& sink) {
  TableWriter table(sink, format, duplicate_pair_columns());
  for (const PairScore& pair : found.pairs) table.row(duplicate_pair_row(pair, found.sketches.ids));
  table.finish();
}

/// For people: a row a group.
void write_group_table(const Found& found, const Sink& sink) {
  std::vector<std::pair<DocumentIndex, DocumentIndex>> members;
  for (DocumentIndex d = 0; d < found.representatives.size(); ++d) {
    if (found.representatives[d] != d) members.emplace_back(found.representatives[d], d);
  }
  std::ranges::sort(members);
  TableWriter table(sink, TableFormat::table,
                    {"group", "documents", "representative", "date", "its duplicates"});
  std::uint64_t group = 0;
  for (std::size_t first = 0, last = 0; first < members.size(); first = last) {
    const DocumentIndex earliest = members[first].first;
    std::string others;
    for (; last < members.size() && members[last].first == earliest; ++last) {
      others += (others.empty() ? "" : "  ") + found.sketches.ids[members[last].second];
    }
    table.row({++group, std::uint64_t{last - first + 1}, found.sketches.ids[earliest],
               to_string(found.sketches.dates[earliest]), others});
  }
  table.finish();
}

void write_groups(const Found& found, TableFormat format, const Sink& sink) {
  if (format == TableFormat::table) return write_group_table(found, sink);
  TableWriter table(sink, format, duplicate_columns());
  visit_duplicate_rows(found.pairs, found.representatives, found.sketches.ids, found.sketches.dates,
                       [&](const Row& row) { table.row(row); });
  table.finish();
}

/// By document: 1 where another one represents it and has at least a share of its shingles. By
/// containment a long text may be the duplicate of a short one that it holds: it is kept.
std::vector<std::uint8_t> dispensable(const Found& found, double threshold) {
  std::vector<std::uint8_t> result(found.representatives.size());
  const bool by_containment = found.sketches.options.measure == Measure::containment;
  for (const PairScore& pair : found.pairs) {
    if (found.representatives[pair.a] == pair.b) {
      result[pair.a] = !by_containment || pair.containment_a >= threshold ? 1 : 0;
    } else if (found.representatives[pair.b] == pair.a) {
      result[pair.b] = !by_containment || pair.containment_b >= threshold ? 1 : 0;
    }
  }
  return result;
}

/// The corpus without what is dispensable. Returns how many were left out.
std::uint64_t write_kept(const Found& found, Session& session) {
  OutputFile file(session.settings.keep);
  CorpusReader reader = session.open_again("--keep");
  std::vector<std::vector<std::string>> lines(reading_slots());
  const std::vector<std::uint8_t> leave = dispensable(found, session.settings.duplicates.threshold);
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
      if (leave[next] == 0)
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
  session.note(fmt::format("{}, {}: {}; {} with {}, {} of which another one represents",
                           counted(found.sketches.documents(), "document"),
                           counted(found.sketches.tokens, "token"),
                           counted(found.pairs.size(), "pair"), counted(groups, "group"),
                           counted(groups + duplicates, "document"), grouped(duplicates)));
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
    session.note(fmt::format("{}: {}, {} left out", settings.keep,
                             counted(found.sketches.documents() - left_out, "document"),
                             counted(left_out, "duplicate")));
  }
  write_results(found, reading, session);
  return session.finish();
}

}  // namespace leitwort::cli

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/session.hpp"
#include "cli/similarity.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

/// What was found, and what is to be said about it.
struct Found {
  Sketches sketches;
  std::vector<PairScore> pairs;                // verified, ascending by (a, b)
  std::vector<DocumentIndex> representatives;  // by document
  Record record;
};

/// A date for people.
std::string shown(const Date& date) {
  return (date.circa ? "c. " : "") + to_string(date);
}

std::string percent(double share) {
  return fmt::format("{:.1f}%", 100 * share);
}

bool verifies_exactly(const Session& session) {
  const Settings& settings = session.settings;
  if (settings.duplicates.verify != Verify::automatic)
    return settings.duplicates.verify == Verify::exact;
  const bool readable = !session.has_sketches() && std::ranges::find(settings.corpus.paths, "-") ==
                                                       settings.corpus.paths.end();
  return settings.similarity.pairs.measure == Measure::containment && readable;
}

/// How many of the pairs at the threshold were found: of all, told from what was found, and of the
/// sample.
std::string recall_note(const DuplicateForecast& forecast, const Duplicates& found,
                        const DuplicateOptions& options) {
  const RecallEstimate estimate = estimate_recall(found.pairs, options.banding, options.threshold);
  std::string line = "of the pairs there, became candidates: ";
  if (found.not_compared > 0)
    line += "not known of all, since large buckets hide pairs";
  else if (std::isnan(estimate.recall))
    line += "nothing was found that could tell";
  else
    line += fmt::format("{} by the similarities of what was found (standard error {})",
                        percent(estimate.recall), percent(estimate.standard_error));
  const std::uint64_t sampled = forecast.sampled_pairs.size();
  if (sampled == 0) return line + "; the sample has none to measure it";
  const std::uint64_t hits = count_found(forecast, found.pairs);
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
  DuplicateOptions options = settings.duplicates.options;
  session.timings.begin("forecast");
  session.progress.show("Comparing a sample");
  const DuplicateForecast forecast = forecast_duplicates(sketches.signatures, options);
  options.banding = forecast.banding;
  const auto expected = static_cast<std::uint64_t>(std::llround(forecast.false_candidates));
  session.note(fmt::format(
      "{} of {}: a pair at {} becomes a candidate with a chance of {}; about {} below it {} "
      "expected to as well (from {})",
      counted(options.banding.bands, "band"), counted(options.banding.rows, "slot"),
      options.threshold, percent(forecast.recall_at_threshold), counted(expected, "pair"),
      expected == 1 ? "is" : "are", counted(forecast.sampled, "pair")));

  session.timings.begin("candidates");
  session.progress.show("Comparing candidates");
  const unsigned slots = sketches.options.signature.slots;
  const double least = exactly ? screening_threshold(options.threshold, slots) : options.threshold;
  Duplicates found =
      find_duplicates(sketches.signatures, {sketches.dates, sketches.ids}, options, least);
  const auto at_threshold = static_cast<std::uint64_t>(std::ranges::count_if(
      found.pairs, [&](const PairScore& s) { return s.jaccard >= options.threshold; }));
  session.note(fmt::format("{} compared: {} at {} or more by the signatures, {} below it",
                           counted(found.candidates, "candidate"), counted(at_threshold, "pair"),
                           options.threshold, grouped(found.below)));
  session.note(recall_note(forecast, found, options));
  if (found.large_buckets > 0) {
    session.note(fmt::format(
        "{} of more than {} documents in {} (the largest {}): compared with representatives only; "
        "{} not made there (--bucket)",
        counted(found.large_buckets, "bucket"), grouped(options.largest_bucket),
        counted(options.banding.bands, "band"), grouped(found.largest_bucket),
        counted(found.not_compared, "comparison")));
  }
  record.cuts.emplace_back("comparisons in large buckets, over all bands", found.not_compared);
  record.methods.push_back(fmt::format("k={}: signatures of {} slots, seed {}; {} bands of {}",
                                       sketches.options.k, slots, sketches.options.signature.seed,
                                       options.banding.bands, options.banding.rows));
  return std::move(found.pairs);
}

/// All pairs that share kept shingles enough.
std::vector<PairScore> find_by_samples(const Sketches& sketches, bool exactly, Session& session,
                                       Record& record) {
  const double threshold = session.settings.duplicates.options.threshold;
  const ScaleOptions& scale = sketches.options.scale;
  session.timings.begin("candidates");
  session.progress.show("Comparing");
  const auto missed = [&scale](int shingles) {
    return percent(std::pow(1 - 1.0 / scale.scale, shingles));
  };
  session.note(fmt::format(
      "one shingle in {}, at least {} of a document: a text of 10 shingles inside a long one "
      "shares none that is kept, and is missed, with a chance of {}, one of 25 of {}, one of 50 of "
      "{}",
      scale.scale, scale.least, missed(10), missed(25), missed(50)));
  PairCount count;
  std::vector<PairScore> pairs = find_contained(sketches.scaled, threshold, exactly, count);
  session.note(fmt::format(
      "{} compared: {} {}", counted(count.compared, "pair"), grouped(pairs.size()),
      exactly ? fmt::format("may reach {}", threshold) : fmt::format("at {} or more", threshold)));
  record.methods.push_back(fmt::format("k={}: one shingle in {}, at least {}", sketches.options.k,
                                       scale.scale, scale.least));
  return pairs;
}

/// Documents too short for a shingle are like no other, which is to be said.
void report_short(const Sketches& sketches, Session& session, Record& record) {
  const auto count = static_cast<std::uint64_t>(std::ranges::count(sketches.shingles(), 0U));
  record.cuts.emplace_back("documents too short for a shingle", count);
  if (count == 0) return;
  session.note(fmt::format("{} of fewer than {} tokens compared with none (--shingle)",
                           counted(count, "document"), sketches.options.k));
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
                    pairs, sketches.options.k, settings.similarity.options.memory_bytes, hooks);
  std::erase_if(scores, [&](const PairScore& score) {
    return !(settings.similarity.pairs.measure.of(score) >= settings.duplicates.options.threshold);
  });
  session.note(fmt::format("{} counted exactly, {} at {} or more", counted(before, "pair"),
                           grouped(scores.size()), settings.duplicates.options.threshold));
  pairs = std::move(scores);
}

/// For people: a row a group.
void write_group_table(const Found& found, const Sink& sink) {
  const std::vector<std::string>& ids = found.sketches.ids;
  TableWriter table(sink, TableFormat::table,
                    {"group", "documents", "representative", "date", "its duplicates"});
  std::uint64_t number = 0;
  for (const auto& [representative, duplicates] : list_groups(found.representatives)) {
    std::string others;
    for (const DocumentIndex d : duplicates) others += (others.empty() ? "" : "  ") + ids[d];
    table.row({++number, std::uint64_t{duplicates.size() + 1}, ids[representative],
               shown(found.sketches.dates[representative]), others});
  }
  table.finish();
}

void write_groups(const Found& found, const TableForm& form, const Sink& sink) {
  if (form.format == TableFormat::table) return write_group_table(found, sink);
  write_duplicates(found.pairs, found.representatives, found.sketches.ids, found.sketches.dates,
                   form, sink);
}

/// The corpus without what is dispensable. Returns how many were left out.
std::uint64_t write_kept(const Found& found, Session& session, OutputFile& file) {
  CorpusReader reader = session.open_again("--keep");
  std::vector<std::vector<std::string>> lines(reading_slots());
  const std::vector<std::uint8_t> leave = find_dispensable(
      found.pairs, {found.sketches.dates, found.sketches.ids}, found.sketches.options.measure,
      session.settings.duplicates.options.threshold);
  SecondReading again(found.sketches.ids);
  std::uint64_t left_out = 0;
  const auto take = [&](std::size_t slot, const Document& document, std::string_view text,
                        std::string_view line) {
    // The front matter of a file has become fields.
    lines[slot].push_back(line.empty() ? json_line(document, text.substr(document.body_begin))
                                       : std::string(line) + "\n");
  };
  const auto commit = [&](std::size_t slot, std::span<Document> documents) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (leave[again.next(documents[i].id)] == 0)
        file.write(lines[slot][i]);
      else
        ++left_out;
    }
    lines[slot].clear();
    session.progress.show("Writing what is kept", reader.bytes_read(), reader.bytes_total());
  };
  reader.read_batches(lines.size(), {take, commit});
  again.finish();
  return left_out;
}

void write_results(Found& found, const Reading& reading, Session& session) {
  const Settings& settings = session.settings;
  const Format format = resolve_format(settings, ::isatty(STDOUT_FILENO) != 0);
  if (!names_folder(settings.output.path)) {
    session.progress.clear();  // the table may go to the same terminal
    OutputFile file(settings.output.path);
    if (settings.duplicates.listing == Listing::pairs)
      write_duplicate_pairs(found.pairs, found.sketches.ids, table_form(format, settings),
                            file.sink());
    else
      write_groups(found, table_form(format, settings), file.sink());
    file.commit();
    return;
  }
  OutputFolder folder(settings.output.path, settings.output.folder_files);
  folder.write("duplicates" + ending_of(format),
               [&](const Sink& sink) { write_groups(found, table_form(format, settings), sink); });
  folder.write("duplicates.pairs" + ending_of(format), [&](const Sink& sink) {
    write_duplicate_pairs(found.pairs, found.sketches.ids, table_form(format, settings), sink);
  });
  finish_folder(folder, session, account_of(reading), found.record);
}

void summarise(const Found& found, bool exactly, Session& session) {
  const Settings& settings = session.settings;
  const std::string corpus = counted(found.sketches.documents(), "document") + ", " +
                             counted(found.sketches.tokens, "token");
  if (found.pairs.empty()) {
    session.note(fmt::format("{}: no duplicates at {} or more", corpus,
                             settings.duplicates.options.threshold));
    return;
  }
  // Documents of pairs that no group holds.
  std::vector<std::uint8_t> beside(found.representatives.size());
  for (const PairScore& pair : found.pairs) beside[pair.a] = beside[pair.b] = 1;
  std::uint64_t grouped_documents = 0;
  const std::vector<DuplicateGroup> groups = list_groups(found.representatives);
  for (const auto& [representative, duplicates] : groups) {
    grouped_documents += 1 + duplicates.size();
    beside[representative] = 0;
    for (const DocumentIndex d : duplicates) beside[d] = 0;
  }
  const auto left = static_cast<std::uint64_t>(std::ranges::count(beside, 1));
  std::string line = fmt::format(
      "{}: {}; {} with {}, {} of which another one represents", corpus,
      counted(found.pairs.size(), "pair"), counted(groups.size(), "group"),
      counted(grouped_documents, "document"), grouped(grouped_documents - groups.size()));
  if (left > 0) {
    line += fmt::format("; {} beside them, like a member but not like its representative",
                        counted(left, "document"));
  }
  session.note(line);
  if (!exactly && settings.similarity.pairs.measure == Measure::jaccard) {
    session.note(
        "pairs near the threshold are judged by estimates, and may lie on its other side: "
        "--verify exact counts them");
  }
}

/// What cannot be done is said before the work.
void check(const Session& session, bool exactly) {
  const Settings& settings = session.settings;
  if (settings.is_given("memory") && !exactly) {
    throw Error("does nothing without exact counts", "--memory", "add --verify exact");
  }
  if (names_folder(settings.output.path)) refuse_table(settings.output.format);
  if (exactly) (void)session.open_again("--verify exact");
  if (!settings.output.keep.empty()) (void)session.open_again("--keep");
}

}  // namespace

int run_duplicates(const Settings& settings) {
  Session session(settings);
  const bool exactly = verifies_exactly(session);
  check(session, exactly);
  Reading reading;
  Found found{session.read_sketches(sketch_options_of(settings), reading), {}, {}, {}};
  const bool by_signatures = found.sketches.options.measure == Measure::jaccard;
  if (by_signatures != (settings.similarity.pairs.measure == Measure::jaccard)) {
    throw Error(by_signatures ? "holds signatures for jaccard" : "holds samples for containment",
                settings.corpus.paths.front(), "give --measure as it was given to leitwort sketch");
  }
  report_short(found.sketches, session, found.record);
  found.pairs = by_signatures ? find_by_signatures(found.sketches, exactly, session, found.record)
                              : find_by_samples(found.sketches, exactly, session, found.record);
  if (exactly) verify_exactly(found.pairs, found.sketches, session);
  session.timings.begin("group");
  found.representatives = group_duplicates(found.pairs, {found.sketches.dates, found.sketches.ids});
  summarise(found, exactly, session);

  session.timings.begin("write");
  session.progress.show("Writing");
  std::optional<OutputFile> keep;
  std::uint64_t left_out = 0;
  if (!settings.output.keep.empty()) {
    keep.emplace(settings.output.keep);
    left_out = write_kept(found, session, *keep);
  }
  write_results(found, reading, session);
  if (keep) {
    keep->commit();
    session.note(fmt::format("{}: {}, {} left out", settings.output.keep,
                             counted(found.sketches.documents() - left_out, "document"),
                             counted(left_out, "duplicate")));
  }
  return session.finish();
}

}  // namespace leitwort::cli

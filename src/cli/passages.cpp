#include "cli/passages.hpp"

#include "cli/close_ids.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace leitwort::cli {
namespace {

bool explains(const Settings& settings) {
  return !settings.passages.explained.first.empty();
}

Format format_of(const Settings& settings) {
  const std::string& output = settings.output.path;
  if (settings.output.format != Format::automatic || names_folder(output)) {
    return resolve_format(settings, false);
  }
  return resolve_format(settings, standard_output().is_one);
}

/// Refuses those of the options that are given.
void refuse(const Settings& settings, std::initializer_list<const char*> options,
            const std::string& why, const std::string& next) {
  for (const char* option : options) {
    if (settings.is_given(option)) throw Error(why, fmt::format("--{}", option), next);
  }
}

void check_output(const Settings& settings, Format format) {
  const bool folder = names_folder(settings.output.path);
  if (folder) {
    refuse_table(format);
    if (format == Format::html || format == Format::tei) {
      const bool page = format == Format::html;
      throw Error("is one file, and --output names a folder",
                  fmt::format("--format {}", page ? "html" : "tei"),
                  page ? "name a file, or leave the format out: a folder gets passages.html too"
                       : "name a file");
    }
    refuse(settings, {"list"}, "does nothing for a folder, which gets both", "leave it out");
  }
  if (format == Format::html || format == Format::pan || format == Format::tei) {
    refuse(settings, {"list"}, "chooses between tables, and this format is none",
           "leave it out, or choose csv, tsv, jsonl or table");
  }
  if (names_folder(settings.output.network)) {
    throw Error("is a folder", fmt::format("--network {}", settings.output.network), "name a file");
  }
}

/// What cannot be done is said before the work.
void check(const Settings& settings, Format format) {
  const PassagePairs& pairs = settings.passages.options.pairs;
  if (explains(settings)) {
    refuse(settings, {"format", "list", "network"},
           "does nothing with --explain, which prints lines", "leave it out");
    if (names_folder(settings.output.path)) {
      throw Error("prints lines, and no folder", "--explain", "name a file or nothing by --output");
    }
  } else {
    refuse(settings, {"at"}, "asks about words of two documents", "add --explain A B");
    check_output(settings, format);
  }
  if (pairs.skip_series && !settings.is_given("series")) {
    throw Error("needs to know what a series is", "--skip-series", "add --series FIELD");
  }
  if (pairs.within) {
    refuse(settings, {"between", "series", "skip-series", "window"},
           "does nothing with --within, which compares every document with itself",
           "leave one of them out");
  }
}

PassageOptions options_of(const Reading& reading, const Settings& settings) {
  PassageOptions options = settings.passages.options;
  options.pairs.between = reading.second_begin;
  if (settings.is_given("series")) {
    options.pairs.series = number_series(reading.documents, settings.passages.series);
    if (options.pairs.series.empty() && settings.command == "passages") {
      throw Error(fmt::format("no document has the field \"{}\"", settings.passages.series),
                  "--series", "name a field of the metadata");
    }
  }
  if (options.pairs.window_years > 0 &&
      std::ranges::none_of(reading.dates, [](const Date& date) { return date.known(); })) {
    throw Error("no document is dated", "--window", "leave it out");
  }
  return options;
}

void count_cuts(const PassageCounts& counts, std::uint64_t beyond_limit, Cuts& cuts) {
  cuts.emplace_back("seeds that stand at more places than --max-places", counts.frequent_seeds);
  cuts.emplace_back("kinds of such seeds", counts.frequent_kinds);
  cuts.emplace_back("longer seeds too frequent to be compared with all others",
                    counts.thinned_words);
  cuts.emplace_back("pairs of documents not compared for --skip-series or --window",
                    counts.skipped_pairs);
  cuts.emplace_back("undated documents left out by --window", counts.undated);
  cuts.emplace_back("stretches shorter than --min-tokens", counts.too_short);
  cuts.emplace_back("stretches less similar than --min-similarity", counts.too_different);
  cuts.emplace_back("stretches that chance could have made alike", counts.too_weak);
  cuts.emplace_back("alignments of what better ones align on both sides", counts.repeated);
  cuts.emplace_back("passages between places of formulas, which the formulas stand for",
                    counts.formula_rows);
  cuts.emplace_back("runs of words at more places than --max-places of which not all were tried",
                    counts.untried_formulas);
  cuts.emplace_back("passages beyond --limit", beyond_limit);
}

/// Why there are no passages.
std::string reason_of_none(const PassageCounts& counts) {
  if (counts.pairs == 0 && counts.frequent_kinds > 0) {
    return "all pairs of words that the texts share are too frequent (--max-places)";
  }
  if (counts.pairs == 0) return "the texts that are compared share no pair of words";
  const std::uint64_t compared = counts.pairs - counts.skipped_pairs;
  if (compared == 0) return "all pairs that share words are skipped";
  if (counts.chains == 0) {
    return fmt::format("of {} that share words none shares enough to be more than chance",
                       counted(compared, "pair"));
  }
  return fmt::format("what is alike is too short or too different ({})",
                     counted(counts.chains, "chain"));
}

/// What was not used, and why.
std::vector<std::string> notes_on_cuts(const PassageCounts& counts, const Settings& settings) {
  std::vector<std::string> notes;
  if (counts.frequent_kinds > 0) {
    notes.push_back(fmt::format(
        "{} of seeds at more than {} places each start nothing (--max-places); in their place {} "
        "used{}",
        counted(counts.frequent_kinds, "kind"), grouped(settings.passages.options.max_places),
        fmt::format("{} {}", counted(counts.long_seeds, "longer seed"),
                    counts.long_seeds == 1 ? "is" : "are"),
        counts.thinned_words == 0
            ? std::string()
            : fmt::format(", {} of them compared with some only", grouped(counts.thinned_words))));
  }
  if (counts.formulas > 0) {
    notes.push_back(fmt::format(
        "{} at {} (label formula) {} for {} between them", counted(counts.formulas, "formula"),
        counted(counts.formula_places, "place"), counts.formulas == 1 ? "stands" : "stand",
        counted(counts.formula_rows, "passage")));
  }
  if (counts.untried_formulas > 0) {
    notes.push_back(fmt::format(
        "{} of words at more than {} places were not tried with all of them (--max-places)",
        counted(counts.untried_formulas, "run"), grouped(settings.passages.options.max_places)));
  }
  if (counts.skipped_pairs > 0) {
    notes.push_back(fmt::format(
        "{} of documents that share words not compared ({})", counted(counts.skipped_pairs, "pair"),
        settings.is_given("window") && settings.is_given("skip-series") ? "--skip-series, --window"
        : settings.is_given("window")                                   ? "--window"
                                                                        : "--skip-series"));
  }
  if (counts.undated > 0) {
    notes.push_back(fmt::format("{} compared with none (--window)",
                                counted(counts.undated, "undated document")));
  }
  if (counts.too_short + counts.too_different + counts.too_weak > 0) {
    notes.push_back(fmt::format(
        "stretches dropped: {} of fewer than {} tokens, {} less similar than {}, {} that chance "
        "could have made alike",
        grouped(counts.too_short), settings.passages.options.min_tokens,
        grouped(counts.too_different), settings.passages.options.min_similarity,
        grouped(counts.too_weak)));
  }
  return notes;
}

/// A file name of an id, which no other has.
std::string file_name_of(std::string_view id, std::set<std::string>& taken) {
  constexpr std::size_t kLongest = 200;  // bytes; file systems end at 255
  std::string name(id.empty() || id.front() == '.' ? "_" : "");
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= 'A' && byte <= 'Z') || c == '-' || c == '_' || c == '.' ||
                       byte >= 0x80;
    name += plain ? c : '_';
  }
  if (name.size() > kLongest) {
    std::size_t end = kLongest;
    while ((static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;  // not inside a character
    name.resize(end);
  }
  // Some file systems take A.xml and a.xml for the same.
  const auto folded = [](std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
  };
  std::string unique = name;
  for (std::size_t n = 2; !taken.insert(folded(unique)).second; ++n) {
    unique = fmt::format("{}-{}", name, n);
  }
  return fmt::format("{}.xml", unique);
}

void write_pan_files(OutputFolder& folder, const PassageTables& tables) {
  std::set<std::string> taken;
  for (const LaterDocument& later : later_documents(tables.passages, tables.dates)) {
    folder.write(file_name_of(tables.documents[later.document].id, taken),
                 [&](const Sink& sink) { write_pan_document(tables, later, sink); });
  }
}

void write_folder(const PassageTables& tables, const Reading& reading, Format format,
                  Session& session, const Record& record) {
  OutputFolder folder(session.settings.output.path, session.settings.output.folder_files);
  if (format == Format::pan) {
    write_pan_files(folder, tables);
  } else {
    write_passage_tables(folder, tables, format, session.settings);
    folder.write("passages.html", [&](const Sink& sink) { write_passages_html(tables, sink); });
    write_documents_file(folder, reading, session.settings);
  }
  finish_folder(folder, session, reading, record);
}

void write_file(const PassageTables& tables, Format format, const Settings& settings) {
  OutputFile file(settings.output.path);
  const Sink sink = file.sink();
  if (format == Format::html) {
    write_passages_html(tables, sink);
  } else if (format == Format::pan) {
    write_pan(tables, sink);
  } else if (format == Format::tei) {
    write_tei(tables, sink);
  } else if (settings.passages.listing == PassageListing::clusters) {
    write_clusters(tables, table_form(format, settings), sink);
  } else if (format == Format::table) {
    // As wide as the terminal, in colour if it may be; a file gets neither, but all passages.
    PassageReadingOptions options;
    if (settings.output.path.empty()) {
      const Terminal terminal = standard_output();
      options.width = terminal.width;
      options.colour = terminal.colour;
    } else {
      options.most_passages = std::numeric_limits<std::size_t>::max();
    }
    write_passages_for_people(tables, options, sink);
  } else {
    write_passages(tables, table_form(format, settings), sink);
  }
  file.commit();
}

/// Prints what became of two documents.
int explain_documents(Session& session) {
  Tokens tokens;
  Vocabulary vocabulary;
  const Settings& settings = session.settings;
  Reading reading = session.read_all(tokens, vocabulary);
  const DocumentIndex a =
      document_with_id(settings.passages.explained.first, reading.documents, "--explain");
  const DocumentIndex b =
      document_with_id(settings.passages.explained.second, reading.documents, "--explain");
  const PassageOptions options = options_of(reading, settings);
  const Lexicons lexicons = find_lexicons(reading, tokens, vocabulary, session);
  session.timings.begin("passages");
  session.progress.show("Finding passages");
  PassageQuestion question{.at = settings.passages.at};
  if (settings.is_given("limit")) question.most = settings.passages.limit;
  const std::vector<std::string> lines =
      explain_passages({tokens, vocabulary, lexicons, reading.dates, reading.documents}, options,
                       std::min(a, b), std::max(a, b), question);
  session.progress.clear();
  OutputFile file(settings.output.path);
  for (const std::string& line : lines) file.write(visible_lines(line) + "\n");
  file.commit();
  return session.finish();
}

}  // namespace

Lexicons find_lexicons(Reading& reading, const Tokens& tokens, const Vocabulary& vocabulary,
                       Session& session) {
  session.timings.begin("words");
  session.progress.show("Finding content words");
  return lexicons_of(reading, tokens, vocabulary, session.settings);
}

Passages find_passages_of(const Reading& reading, const Tokens& tokens,
                          const Vocabulary& vocabulary, const Lexicons& lexicons, Session& session,
                          Record& record) {
  const PassageOptions options = options_of(reading, session.settings);
  session.timings.begin("passages");
  Passages found = find_passages({tokens, vocabulary, lexicons, reading.dates, reading.documents},
                                 options, [&session](std::uint64_t done, std::uint64_t all) {
                                   session.progress.show("Finding passages", done, all);
                                 });
  record.methods.push_back(
      fmt::format("passages: chains of at least {:.1f} bits", found.counts.least_score));
  return found;
}

void limit_passages(Passages& found, Session& session, Record& record) {
  const std::uint64_t beyond = keep_best(found, session.settings.passages.limit);
  if (beyond > 0) {
    session.note(
        fmt::format("{} more beyond {}, of lower scores", counted(beyond, "passage"),
                    session.settings.command == "passages" ? "--limit" : "those of the report"));
  }
  count_cuts(found.counts, beyond, record.cuts);
}

void write_passage_tables(OutputFolder& folder, const PassageTables& tables, Format format,
                          const Settings& settings) {
  const std::string ending = ending_of(format);
  folder.write(fmt::format("passages{}", ending), [&](const Sink& sink) {
    write_passages(tables, table_form(format, settings), sink);
  });
  folder.write(fmt::format("passages.clusters{}", ending), [&](const Sink& sink) {
    write_clusters(tables, table_form(format, settings), sink);
  });
}

std::vector<std::string> passage_notes(const PassageTables& tables, const Settings& settings) {
  const Passages& found = tables.passages;
  const std::string corpus = fmt::format("{}, {}", counted(tables.documents.size(), "document"),
                                         counted(tables.tokens.size(), "token"));
  std::vector<std::string> notes;
  if (found.rows.empty()) {
    notes.push_back(
        fmt::format("{}: no passages: {}; leitwort passages --explain A B tells of two documents",
                    corpus, reason_of_none(found.counts)));
  } else {
    std::string line = fmt::format("{}: {} in {}", corpus, counted(found.rows.size(), "passage"),
                                   counted(found.clusters.size(), "cluster"));
    const std::uint64_t pairs = count_near_duplicates(found);
    if (pairs > 0) {
      line += fmt::format("; {} of documents nearly the same (label near-duplicate)",
                          counted(pairs, "pair"));
    }
    notes.push_back(std::move(line));
  }
  std::ranges::move(notes_on_cuts(found.counts, settings), std::back_inserter(notes));
  return notes;
}

int run_passages(const Settings& settings) {
  const Format format = format_of(settings);
  check(settings, format);
  Session session(settings);
  if (explains(settings)) return explain_documents(session);
  Tokens tokens;
  Vocabulary vocabulary;
  Reading reading = session.read_all(tokens, vocabulary);
  Record record;
  const Lexicons lexicons = find_lexicons(reading, tokens, vocabulary, session);
  Passages found = find_passages_of(reading, tokens, vocabulary, lexicons, session, record);
  const PassageTables tables{reading.documents, reading.dates, tokens, vocabulary, found};
  session.timings.begin("write");
  session.progress.clear();                // the table may go to the same terminal
  if (!settings.output.network.empty()) {  // of all passages
    OutputFile network(settings.output.network);
    write_network(tables, network.sink());
    network.commit();
  }
  limit_passages(found, session, record);
  if (names_folder(settings.output.path))
    write_folder(tables, reading, format, session, record);
  else
    write_file(tables, format, settings);
  for (const std::string& note : passage_notes(tables, settings)) session.note(note);
  return session.finish();
}

}  // namespace leitwort::cli

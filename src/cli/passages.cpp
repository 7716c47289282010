#include "cli/passages.hpp"

#include "cli/analysis.hpp"
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
    if (settings.is_given("list")) {
      throw Error("does nothing for a folder, which gets both", "--list", "leave it out");
    }
  }
  const bool table = format != Format::html && format != Format::pan && format != Format::tei;
  if (!table && settings.is_given("list")) {
    throw Error("chooses between tables, and this format is none", "--list",
                "leave it out, or choose csv, tsv, jsonl or table");
  }
  if (names_folder(settings.output.network)) {
    throw Error("is a folder", fmt::format("--network {}", settings.output.network), "name a file");
  }
}

/// What cannot be done is said before the work.
void check(const Settings& settings, Format format) {
  if (!explains(settings)) {
    check_output(settings, format);
  } else if (names_folder(settings.output.path)) {
    throw Error("prints lines, and no folder", "--explain", "name a file or nothing by --output");
  }
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

void write_folder(Analysis& analysis, const PassageTables& tables, Format format,
                  Session& session) {
  const Settings& settings = session.settings;
  OutputFolder folder(settings.output.path, settings.output.folder_files);
  if (format == Format::pan) {
    write_pan_files(folder, tables);
  } else {
    const Folder files = files_of(folder);
    write_passage_files(tables, table_form(format, settings), files);
    folder.write("passages.html", [&](const Sink& sink) { write_passages_html(tables, sink); });
    write_documents_file(analysis, table_form(Format::csv, settings), files);
  }
  finish_folder(folder, session, account_of(analysis), record_of(analysis, std::nullopt));
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
int explain_documents(Analysis& analysis, Session& session) {
  const PassagesPart& asked = session.settings.passages;
  const std::vector<Document>& documents = analysis.corpus().documents;
  const DocumentIndex a = document_with_id(asked.explained.first, documents, "--explain");
  const DocumentIndex b = document_with_id(asked.explained.second, documents, "--explain");
  PassageQuestion question{.at = asked.at};
  if (session.settings.is_given("limit")) question.most = asked.limit;
  return print_explanation(analysis.explain(std::min(a, b), std::max(a, b), question), session);
}

/// The network of all passages, listed or not.
void write_network_file(Analysis& analysis, const std::string& path) {
  OutputFile file(path);
  write_network(network_tables(analysis), file.sink());
  file.commit();
}

}  // namespace

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

std::string beyond_limit_note(Analysis& analysis, const Settings& settings) {
  const std::uint64_t beyond = analysis.network().passages - analysis.passages().rows.size();
  if (beyond == 0) return "";
  return fmt::format("{} more beyond {}, of lower scores", counted(beyond, "passage"),
                     settings.command == "passages" ? "--limit" : "those of the report");
}

int run_passages(const Settings& settings) {
  const Format format = format_of(settings);
  check(settings, format);
  Session session(settings);
  Analysis analysis(session.read_corpus(), analysis_options(settings, std::nullopt),
                    session.observer());
  check_fields(analysis, settings);
  if (explains(settings)) return explain_documents(analysis, session);
  const PassageTables tables = passage_tables(analysis);
  session.begin("write");
  session.progress.clear();  // the table may go to the same terminal
  if (!settings.output.network.empty()) write_network_file(analysis, settings.output.network);
  const std::string beyond = beyond_limit_note(analysis, settings);
  if (!beyond.empty()) session.note(beyond);
  if (names_folder(settings.output.path))
    write_folder(analysis, tables, format, session);
  else
    write_file(tables, format, settings);
  for (const std::string& note : passage_notes(tables, settings)) session.note(note);
  return session.finish();
}

}  // namespace leitwort::cli

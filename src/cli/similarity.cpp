#include "cli/similarity.hpp"

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include <leitwort/error.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

/// The square form, for the one k that was asked for.
Square the_square(const std::vector<OverlapIndex>& indexes, const Reading& reading,
                  Session& session) {
  const Settings& settings = session.settings;
  if (indexes.size() != 1) {
    throw Error("the square form holds one length of shingles", "--shingle",
                "give one value, or --format csv");
  }
  Square square =
      make_square(indexes.front(), reading.documents, reading.dates, settings.similarity);
  session.note(pairs_note(comparison_of(indexes.front(), square.count), settings));
  return square;
}

/// How each of them compares, for run.json.
std::vector<std::string> methods_of(const std::vector<OverlapIndex>& indexes) {
  std::vector<std::string> methods;
  for (const OverlapIndex& index : indexes) {
    methods.push_back(method_in_words(index.k(), index.method()));
  }
  return methods;
}

/// Writes the selected pairs of every index, notes how they were compared and counts what was not
/// written.
void write_pairs(const std::vector<OverlapIndex>& indexes, const Reading& reading, Session& session,
                 const TableForm& form, const Sink& sink, Cuts& cuts) {
  RowWriter<SimilarityRow> rows(similarity_table(), form, sink);
  for (const OverlapIndex& index : indexes) {
    const PairSelection selection = select_pairs(session.settings.similarity.pairs, index);
    const PairCount count = index.visit(selection, [&](const PairScore& score) {
      rows.write({score, index.k(), reading.documents});
    });
    session.note(pairs_note(comparison_of(index, count), session.settings));
    cuts.emplace_back(fmt::format("pairs not written (k={})", index.k()),
                      count.compared - count.visited);
  }
  rows.finish();
}

/// On a terminal the closest pairs are what one wants to see; the rest is counted.
void write_closest(const std::vector<OverlapIndex>& indexes, const Reading& reading,
                   Session& session, const Sink& sink) {
  constexpr std::size_t kRows = 40;
  for (const OverlapIndex& index : indexes) {
    const PairSelection selection = select_pairs(session.settings.similarity.pairs, index);
    ClosestPairs closest(std::max(kRows, selection.top));
    const PairCount count =
        index.visit(selection, [&](const PairScore& score) { closest.add(score); });
    TableWriter table(
        sink, TableFormat::table,
        {"a", "b", "k", "shared", "jaccard", "low", "high", "in a", "in b", "overlap", "weighted"},
        std::max(kRows, selection.top));
    const std::vector<PairScore> pairs = closest.pairs();
    for (const PairScore& s : pairs) {
      table.row({reading.documents[s.a].id, reading.documents[s.b].id, std::uint64_t{index.k()},
                 s.shared, s.jaccard, s.interval.low, s.interval.high, s.containment_a,
                 s.containment_b, s.overlap, s.weighted});
    }
    table.finish();
    const std::uint64_t rest = count.compared - pairs.size();
    if (selection.top > 0 || selection.threshold > 0) {
      sink(fmt::format("… {} further pairs were compared and not asked for\n",
                       grouped(count.compared - count.visited)));
      if (count.visited > pairs.size()) {
        sink(fmt::format("… {} more that were (--format csv writes them)\n",
                         grouped(count.visited - pairs.size())));
      }
    } else if (rest > 0) {
      sink(fmt::format("… {} further pairs share less or nothing (--format csv writes them)\n",
                       grouped(rest)));
    }
    session.note(pairs_note(comparison_of(index, count), session.settings));
  }
}

void write_square(const Square& square, Format format, const Settings& settings, const Sink& sink) {
  if (format == Format::npy)
    write_npy(square.matrix, sink);
  else
    write_matrix(square.matrix, square.ids, table_form(format, settings), sink);
}

/// The results in a folder, with what was read and how.
void write_folder(const std::vector<OverlapIndex>& indexes, const Reading& reading,
                  Session& session, Format format) {
  refuse_table(format);
  OutputFolder folder(session.settings.output.path, session.settings.output.folder_files);
  Record record{{}, methods_of(indexes)};
  if (format == Format::matrix || format == Format::npy) {
    const Square square = the_square(indexes, reading, session);
    const std::string name = format == Format::npy ? "similarity.npy" : "similarity.matrix.csv";
    folder.write(name,
                 [&](const Sink& sink) { write_square(square, format, session.settings, sink); });
    if (format == Format::npy) {
      folder.write(name + ".ids.csv", [&](const Sink& sink) {
        write_matrix_ids(square.ids, table_form(Format::csv, session.settings), sink);
      });
    }
  } else {
    folder.write("similarity" + ending_of(format), [&](const Sink& sink) {
      write_pairs(indexes, reading, session, table_form(format, session.settings), sink,
                  record.cuts);
    });
  }
  if (!session.has_sketches()) write_documents_file(folder, reading, session.settings);
  finish_folder(folder, session, account_of(reading), record);
}

/// One result to standard output or into a file.
void write_file(const std::vector<OverlapIndex>& indexes, const Reading& reading, Session& session,
                Format format) {
  const std::string& path = session.settings.output.path;
  session.progress.clear();  // the table may go to the same terminal
  OutputFile file(path);
  if (format == Format::matrix || format == Format::npy) {
    const Square square = the_square(indexes, reading, session);
    write_square(square, format, session.settings, file.sink());
    if (format == Format::npy && !path.empty()) {
      OutputFile ids(path + kMatrixIds);
      write_matrix_ids(square.ids, table_form(Format::csv, session.settings), ids.sink());
      ids.commit();
    }
  } else if (format == Format::table) {
    write_closest(indexes, reading, session, file.sink());
  } else {
    Cuts cuts;
    write_pairs(indexes, reading, session, table_form(format, session.settings), file.sink(), cuts);
  }
  file.commit();
}

}  // namespace

std::vector<OverlapIndex> make_indexes(const Settings& settings) {
  SimilarityOptions share = settings.similarity.options;
  share.measure = sketch_options_of(settings).measure;
  share.memory_bytes /= share.shingle.size();
  std::vector<OverlapIndex> indexes;
  for (const unsigned k : settings.similarity.options.shingle) indexes.emplace_back(k, share);
  return indexes;
}

SketchOptions sketch_options_of(const Settings& settings) {
  return {settings.similarity.options.shingle.front(),
          settings.similarity.pairs.measure == Measure::containment ? Measure::containment
                                                                    : Measure::jaccard,
          settings.similarity.options.signature, settings.similarity.options.scale};
}

void check_selection(const Settings& settings) {
  if (settings.similarity.pairs.top > 0 && settings.similarity.pairs.all) {
    throw Error("cannot go with --all-pairs", "--top", "leave one of them out");
  }
  const bool square =
      settings.output.format == Format::matrix || settings.output.format == Format::npy;
  if (square && (settings.similarity.pairs.top > 0 || settings.similarity.pairs.threshold > 0)) {
    throw Error("the square form holds all pairs",
                settings.similarity.pairs.top > 0 ? "--top" : "--threshold",
                "leave it out, or choose csv");
  }
}

Square make_square(const OverlapIndex& index, std::span<const Document> documents,
                   std::span<const Date> dates, const SimilarityPart& asked) {
  Square square;
  const SimilarityMatrix matrix = full_matrix(index, asked.pairs.measure, square.count);
  const std::vector<DocumentIndex> order = order_documents(asked.order, matrix, dates);
  square.matrix = reorder(matrix, order);
  for (const DocumentIndex d : order) square.ids.push_back(documents[d].id);
  return square;
}

Comparison comparison_of(const OverlapIndex& index, const PairCount& count) {
  return {index.k(), index.method(), index.sketch_options(), count};
}

std::string pairs_note(const Comparison& comparison, const Settings& settings) {
  const PairCount& count = comparison.count;
  std::string text = fmt::format("{}-token shingles of the normalised text: {} pairs compared, ",
                                 comparison.k, grouped(count.compared));
  const SketchOptions& sketch = comparison.sketch;
  if (comparison.method == Method::exact) {
    text += "exactly";
  } else if (sketch.measure == Measure::containment) {
    text += fmt::format("estimates from one shingle in {}, and at least {} of a document",
                        sketch.scale.scale, sketch.scale.least);
  } else {
    const unsigned slots = sketch.signature.slots;
    text += fmt::format(
        "estimates from {} slots (standard error at most {:.3f}; shared, union and containments "
        "are derived from the estimate and biased by O(1/{}))",
        slots, 0.5 / std::sqrt(static_cast<double>(slots)), slots);
  }
  if (count.visited == count.compared) return text;
  text += fmt::format("; {} written", grouped(count.visited));
  if (settings.similarity.pairs.top > 0) text += ", the closest of all";
  if (settings.similarity.pairs.threshold > 0) {
    text += fmt::format(", those with a {} of {} or more", settings.similarity.pairs.measure.name,
                        settings.similarity.pairs.threshold);
  }
  if (settings.similarity.pairs.top == 0 && !(settings.similarity.pairs.threshold > 0)) {
    text += fmt::format(", the {} closest of each document (--all-pairs for all)",
                        settings.similarity.pairs.closest);
  }
  return text;
}

namespace {

/// The documents of sketches, of which only ids and dates are known.
void take_documents(const Sketches& sketches, Reading& reading) {
  for (std::size_t d = 0; d < sketches.documents(); ++d) {
    Document document;
    document.id = sketches.ids[d];
    document.date = sketches.dates[d];
    reading.documents.push_back(std::move(document));
    reading.dates.push_back(sketches.dates[d]);
  }
}

/// Indexes of .sketch files.
std::vector<OverlapIndex> read_indexes(Session& session, Reading& reading) {
  if (session.settings.similarity.options.method == MethodChoice::exact) {
    throw Error("needs the texts, and sketches do not hold them", "--method exact",
                "give the texts in place of .sketch files");
  }
  Sketches sketches = session.read_sketches({}, reading);
  take_documents(sketches, reading);
  std::vector<OverlapIndex> indexes;
  indexes.emplace_back(std::move(sketches));
  return indexes;
}

/// Indexes of texts, for every k.
std::vector<OverlapIndex> build_indexes(Session& session, Reading& reading) {
  std::vector<OverlapIndex> indexes = make_indexes(session.settings);
  std::vector<std::vector<OverlapIndex::Batch>> batches(reading_slots());
  for (auto& of_slot : batches) {
    for (const OverlapIndex& index : indexes) of_slot.push_back(index.make_batch());
  }
  reading = session.read_hashes(
      [&](std::size_t slot, std::span<const std::uint64_t> hashes) {
        for (std::size_t i = 0; i < indexes.size(); ++i) indexes[i].add(hashes, batches[slot][i]);
      },
      [&](std::size_t slot) {
        for (std::size_t i = 0; i < indexes.size(); ++i) indexes[i].commit(batches[slot][i]);
      });
  return indexes;
}

}  // namespace

int run_similarity(const Settings& settings) {
  Session session(settings);
  check_selection(settings);
  Reading reading;
  const std::vector<OverlapIndex> indexes =
      session.has_sketches() ? read_indexes(session, reading) : build_indexes(session, reading);
  session.timings.begin("compare and write");
  session.progress.show("Comparing");

  const Format format = resolve_format(settings, ::isatty(STDOUT_FILENO) != 0);
  if (names_folder(settings.output.path))
    write_folder(indexes, reading, session, format);
  else
    write_file(indexes, reading, session, format);
  return session.finish();
}

}  // namespace leitwort::cli

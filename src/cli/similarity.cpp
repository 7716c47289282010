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

/// The ordered square form, for the one k that was asked for.
struct Square {
  SimilarityMatrix matrix;
  std::vector<std::string> ids;
};

Square make_square(const std::vector<OverlapIndex>& indexes, const Reading& reading,
                   Session& session) {
  const Settings& settings = session.settings;
  if (indexes.size() != 1) {
    throw Error("the square form holds one length of shingles", "--shingle",
                "give one value, or --format csv");
  }
  PairCount count;
  const SimilarityMatrix matrix = full_matrix(indexes.front(), settings.similarity.measure, count);
  session.note(pairs_note(indexes.front(), count, settings));
  const std::vector<DocumentIndex> order =
      order_of(settings.similarity.order, matrix, reading.dates);
  Square square{reorder(matrix, order), {}};
  for (const DocumentIndex d : order) square.ids.push_back(reading.documents[d].id);
  return square;
}

/// On a terminal the closest pairs are what one wants to see; the rest is counted.
void write_closest(const std::vector<OverlapIndex>& indexes, const Reading& reading,
                   Session& session, const Sink& sink) {
  constexpr std::size_t kRows = 40;
  for (const OverlapIndex& index : indexes) {
    const PairSelection selection = select_pairs(session.settings, index);
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
    session.note(pairs_note(index, count, session.settings));
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
    const Square square = make_square(indexes, reading, session);
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
  finish_folder(folder, session, reading, record);
}

/// One result to standard output or into a file.
void write_file(const std::vector<OverlapIndex>& indexes, const Reading& reading, Session& session,
                Format format) {
  const std::string& path = session.settings.output.path;
  session.progress.clear();  // the table may go to the same terminal
  OutputFile file(path);
  if (format == Format::matrix || format == Format::npy) {
    const Square square = make_square(indexes, reading, session);
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

std::vector<std::string> methods_of(const std::vector<OverlapIndex>& indexes) {
  std::vector<std::string> methods;
  for (const OverlapIndex& index : indexes) {
    methods.push_back(
        fmt::format("k={}: {}", index.k(), index.method() == Method::exact ? "exact" : "estimate"));
  }
  return methods;
}

void write_pairs(const std::vector<OverlapIndex>& indexes, const Reading& reading, Session& session,
                 const TableForm& form, const Sink& sink, Cuts& cuts,
                 std::span<ClosestPairs> closest) {
  RowWriter<SimilarityRow> rows(similarity_table(), form, sink);
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const OverlapIndex& index = indexes[i];
    const PairSelection selection = select_pairs(session.settings, index);
    const PairCount count = index.visit(selection, [&](const PairScore& score) {
      rows.write({score, index.k(), reading.documents});
      if (!closest.empty()) closest[i].add(score);
    });
    session.note(pairs_note(index, count, session.settings));
    cuts.emplace_back(fmt::format("pairs not written (k={})", index.k()),
                      count.compared - count.visited);
  }
  rows.finish();
}

SketchOptions sketch_options_of(const Settings& settings) {
  return {
      settings.similarity.options.shingle.front(),
      settings.similarity.measure == Measure::containment ? Measure::containment : Measure::jaccard,
      settings.similarity.options.signature, settings.similarity.options.scale};
}

void check_selection(const Settings& settings) {
  if (settings.similarity.top > 0 && settings.similarity.all_pairs) {
    throw Error("cannot go with --all-pairs", "--top", "leave one of them out");
  }
  const bool square =
      settings.output.format == Format::matrix || settings.output.format == Format::npy;
  if (square && (settings.similarity.top > 0 || settings.similarity.threshold > 0)) {
    throw Error("the square form holds all pairs",
                settings.similarity.top > 0 ? "--top" : "--threshold",
                "leave it out, or choose csv");
  }
}

PairSelection select_pairs(const Settings& settings, const OverlapIndex& index) {
  const Measure measure = settings.similarity.measure;
  if (settings.similarity.threshold > 0 && !measure.estimable &&
      index.method() == Method::estimate) {
    throw Error("cannot be estimated", fmt::format("--threshold with --measure {}", measure.name),
                "use --method exact, or another measure");
  }
  const std::size_t documents = index.documents();
  const bool all = settings.similarity.all_pairs || settings.similarity.top > 0 ||
                   settings.similarity.threshold > 0 || documents <= kAllPairsUpTo;
  return {all ? 0 : settings.similarity.closest, settings.similarity.top,
          settings.similarity.threshold, settings.similarity.measure};
}

void ClosestPairs::add(const PairScore& score) {
  if (!(score.jaccard > 0)) return;
  if (heap_.size() == most_) {
    if (!is_closer(score, heap_.front())) return;
    std::ranges::pop_heap(heap_, is_closer);
    heap_.pop_back();
  }
  heap_.push_back(score);
  std::ranges::push_heap(heap_, is_closer);
}

std::vector<PairScore> ClosestPairs::pairs() const {
  std::vector<PairScore> sorted = heap_;
  std::ranges::sort(sorted, is_closer);
  return sorted;
}

SimilarityMatrix full_matrix(const OverlapIndex& index, const Measure& measure, PairCount& count) {
  if (!measure.estimable && index.method() == Method::estimate) {
    throw Error("cannot be estimated from signatures", fmt::format("--measure {}", measure.name),
                "use --method exact, or another measure");
  }
  SimilarityMatrix matrix = empty_matrix(index.documents());
  count = index.visit({}, [&](const PairScore& score) { enter(score, measure, matrix); });
  return matrix;
}

std::vector<DocumentIndex> order_of(Order order, const SimilarityMatrix& matrix,
                                    const std::vector<Date>& dates) {
  switch (order) {
    case Order::date:
      return order_by_date(dates);
    case Order::similarity:
      return order_by_similarity(matrix);
    case Order::input:
      break;
  }
  return order_by_input(dates.size());
}

std::string pairs_note(const OverlapIndex& index, const PairCount& count,
                       const Settings& settings) {
  std::string text = fmt::format("{}-token shingles of the normalised text: {} pairs compared, ",
                                 index.k(), grouped(count.compared));
  const SketchOptions& sketch = index.sketch_options();
  if (index.method() == Method::exact) {
    text += "exactly";
  } else if (sketch.measure == Measure::containment) {
    text += fmt::format("estimates from one shingle in {}, and at least {} of a document",
                        sketch.scale.scale, sketch.scale.least);
  } else {
    const unsigned slots = sketch.signature.slots;
    text += fmt::format(
        "estimates from {} slots (standard error at most {:.3f}; shared, union and containments "
        "are "
        "derived from the estimate and biased by O(1/{}))",
        slots, 0.5 / std::sqrt(static_cast<double>(slots)), slots);
  }
  if (count.visited == count.compared) return text;
  text += fmt::format("; {} written", grouped(count.visited));
  if (settings.similarity.top > 0) text += ", the closest of all";
  if (settings.similarity.threshold > 0) {
    text += fmt::format(", those with a {} of {} or more", settings.similarity.measure.name,
                        settings.similarity.threshold);
  }
  if (settings.similarity.top == 0 && !(settings.similarity.threshold > 0)) {
    text += fmt::format(", the {} closest of each document (--all-pairs for all)",
                        settings.similarity.closest);
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

#include "report/table_list.hpp"

#include <algorithm>
#include <deque>

#include <fmt/format.h>

namespace leitwort {
namespace {

/// The columns around those of measures, where they have always stood.
constexpr Column<SimilarityRow> kCounts[] = {
    {"a", "id of a document",
     [](const SimilarityRow& row) { return row.documents[row.score.a].id; }},
    {"b", "id of another one, which comes later in the corpus",
     [](const SimilarityRow& row) { return row.documents[row.score.b].id; }},
    {"shingle", "tokens of a shingle", [](const SimilarityRow& row) { return row.k; }},
    {"shingles_a", "different shingles of a",
     [](const SimilarityRow& row) { return row.score.shingles_a; }},
    {"shingles_b", "different shingles of b",
     [](const SimilarityRow& row) { return row.score.shingles_b; }},
    {"shared", "shingles of both; an estimate is derived from jaccard",
     [](const SimilarityRow& row) { return row.score.shared; }},
    {"union", "shingles of either; likewise",
     [](const SimilarityRow& row) { return row.score.united; }},
};
constexpr Column<SimilarityRow> kCertainty[] = {
    {"method", "exact or estimate",
     [](const SimilarityRow& row) {
       return row.score.method == Method::exact ? "exact" : "estimate";
     }},
    {"standard_error", "of jaccard; 0 where it is exact",
     [](const SimilarityRow& row) { return row.score.standard_error; }},
    {"low", "lower end of the 95% interval of jaccard (Wilson); jaccard where it is exact",
     [](const SimilarityRow& row) { return row.score.interval.low; }},
    {"high", "upper end of it", [](const SimilarityRow& row) { return row.score.interval.high; }},
};
/// Of kMeasures; the others stand behind kCertainty, and so do new ones.
constexpr std::size_t kMeasuresBefore = 2;

/// A column for a measure, two for a directed one. `kept` owns their names.
void add_measure(std::size_t index, std::deque<std::string>& kept,
                 std::vector<Column<SimilarityRow>>& columns) {
  const Measure& measure = kMeasures[index];
  if (!measure.directed()) {
    columns.push_back(
        {measure.name, measure.about, index, [](const SimilarityRow& row, std::size_t which) {
           return kMeasures[which].of(row.score);
         }});
    return;
  }
  const auto name = [&](std::string_view side) -> std::string_view {
    return kept.emplace_back(fmt::format("{}_{}", measure.name, side));
  };
  columns.push_back(
      {name("a"), measure.about, index, [](const SimilarityRow& row, std::size_t which) {
         return kMeasures[which].a_in_b(row.score);
       }});
  columns.push_back({name("b"), "the same with a and b exchanged", index,
                     [](const SimilarityRow& row, std::size_t which) {
                       return kMeasures[which].b_in_a(row.score);
                     }});
}

/// A row of the square form.
struct MatrixRow {
  const SimilarityMatrix& matrix;
  std::span<const std::string> ids;
  std::size_t index = 0;
};

constexpr Column<MatrixRow> kMatrixColumns[] = {
    {"document", "id of the row's document",
     [](const MatrixRow& row) { return row.ids[row.index]; }},
};
constexpr Table<MatrixRow> kMatrix = {
    "similarity.matrix",
    "a document, in the order of --order, and its --measure with every document; 1 with itself",
    kMatrixColumns};

/// A column for a document, called `id`.
Column<MatrixRow> document_column(std::string_view id, std::size_t document) {
  return {id,
          "a column for each document, by its id: the measure; containment is of the row in "
          "the column",
          document,
          [](const MatrixRow& row, std::size_t column) { return row.matrix(row.index, column); }};
}

constexpr Column<std::string> kIdColumns[] = {
    {"document", "its id", [](const std::string& id) { return id; }},
};
constexpr Table<std::string> kIds = {
    "similarity.npy.ids", "a row of the square form in the .npy file beside it, in order",
    kIdColumns};

}  // namespace

const Table<SimilarityRow>& similarity_table() {
  static std::deque<std::string> kept;
  static const std::vector<Column<SimilarityRow>> columns = [] {
    std::vector<Column<SimilarityRow>> all(std::begin(kCounts), std::end(kCounts));
    for (std::size_t i = 0; i < kMeasuresBefore; ++i) add_measure(i, kept, all);
    all.insert(all.end(), std::begin(kCertainty), std::end(kCertainty));
    for (std::size_t i = kMeasuresBefore; i < kMeasures.size(); ++i) add_measure(i, kept, all);
    return all;
  }();
  static const Table<SimilarityRow> table = {"similarity", "two documents and what they share",
                                             columns};
  return table;
}

void write_matrix(const SimilarityMatrix& matrix, std::span<const std::string> ids,
                  const TableForm& form, const Sink& sink) {
  std::vector<Column<MatrixRow>> columns(std::begin(kMatrixColumns), std::end(kMatrixColumns));
  for (std::size_t i = 0; i < ids.size(); ++i) columns.push_back(document_column(ids[i], i));
  RowWriter<MatrixRow> rows({kMatrix.name, kMatrix.about, columns}, form, sink);
  for (std::size_t i = 0; i < ids.size(); ++i) rows.write({matrix, ids, i});
  rows.finish();
}

void write_matrix_ids(std::span<const std::string> ids, const TableForm& form, const Sink& sink) {
  RowWriter<std::string> rows(kIds, form, sink);
  for (const std::string& id : ids) rows.write(id);
  rows.finish();
}

namespace report {

TableFacts similarity_facts() {
  return facts_of(similarity_table());
}
TableFacts matrix_facts() {
  TableFacts facts = facts_of(kMatrix);
  facts.columns.push_back(document_column(kNamedByCorpus, 0));
  return facts;
}
TableFacts matrix_ids_facts() {
  return facts_of(kIds);
}

}  // namespace report
}  // namespace leitwort

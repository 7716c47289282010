/// Any bytes as a manifest: read, and what was read is written as tables, which are read strictly.

#include "csv_reader.hpp"
#include "fuzz.hpp"
#include <leitwort/report.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

namespace {

using namespace leitwort;

std::string documents_as(const Corpus& corpus, TableFormat format) {
  const std::vector<DocumentFacts> facts(corpus.documents.size());
  std::string table;
  write_documents(corpus.documents, facts, format, [&](std::string_view bytes) { table += bytes; });
  return table;
}

/// Names that lead out of the folder would have the fuzzer read devices.
bool leads_elsewhere(std::string_view bytes) {
  return bytes.find('/') != std::string_view::npos || bytes.find("..") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort::fuzz;
  if (leads_elsewhere(view(data, size))) return -1;
  static const ScratchFile file("input.csv");
  const Corpus corpus = read_all_ways(file, view(data, size));
  if (corpus.documents.empty()) return 0;

  const auto records = test::parse_csv_records(documents_as(corpus, TableFormat::csv));
  require(records.size() == corpus.documents.size() + 1, "a row a document");
  for (std::size_t d = 0; d < corpus.documents.size(); ++d) {
    require(records[d + 1].size() == records[0].size(), "rows have the columns of the header");
    require(std::ranges::find(records[d + 1], corpus.documents[d].id) != records[d + 1].end(),
            "the id of a document is in its row");
  }
  const auto lines = split(documents_as(corpus, TableFormat::jsonl), "\n");
  require(lines.size() == corpus.documents.size() + 1 && lines.back().empty(), "a line a document");
  for (std::size_t d = 0; d < corpus.documents.size(); ++d) {
    const nlohmann::json line = nlohmann::json::parse(lines[d]);
    require(line.at("document") == corpus.documents[d].id, "the id of a document is in its line");
  }
  const auto rows = split(documents_as(corpus, TableFormat::tsv), "\n");
  require(rows.size() == corpus.documents.size() + 2, "a line a document");
  return 0;
}

/// passage_recall CORPUS [N]: how many of the verbatim runs that must be found (see passages.hpp)
/// are, in a corpus (of more than N documents, N spread evenly), in its order and in the reverse
/// one; and whether both orders have the same passages. The twin of tests/oracle counts them.

#include "oracle/verbatim.hpp"
#include "passages/stages.hpp"
#include <leitwort/error.hpp>
#include <leitwort/passages.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

namespace {

using namespace leitwort;

/// A passage by ids and places, the document with the lesser id first.
using Named = std::tuple<std::string, std::string, TokenIndex, TokenIndex, TokenIndex, TokenIndex,
                         std::uint32_t, std::uint32_t, std::uint32_t, int, std::uint32_t>;

struct Corpus {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Lexicons lexicons;

  explicit Corpus(std::vector<Document> given) : documents(std::move(given)) {
    for (const Document& document : documents) dates.push_back(document.date);
    tokenize(documents, tokens, vocabulary);
    lexicons = make_lexicons(tokens, vocabulary, {}, "");
  }
  [[nodiscard]] PassageInput input() const {
    return {tokens, vocabulary, lexicons, dates, documents};
  }
};

std::set<Named> named(const Corpus& corpus, const Passages& found) {
  std::set<Named> all;
  for (const Passage& p : found.rows) {
    const TokenIndex a = corpus.tokens.document_begin[p.a], b = corpus.tokens.document_begin[p.b];
    Named row{corpus.documents[p.a].id,
              corpus.documents[p.b].id,
              p.begin_a - a,
              p.end_a - a,
              p.begin_b - b,
              p.end_b - b,
              p.equal,
              p.near,
              p.moved,
              static_cast<int>(p.label),
              p.places};
    if (std::get<1>(row) < std::get<0>(row)) {
      std::swap(std::get<0>(row), std::get<1>(row));
      std::swap(std::get<2>(row), std::get<4>(row));
      std::swap(std::get<3>(row), std::get<5>(row));
    }
    all.insert(row);
  }
  return all;
}

std::set<Named> measure(const char* order, std::vector<Document> documents) {
  const Corpus corpus(std::move(documents));
  const PassageOptions options;
  const std::clock_t begin = std::clock();
  const Passages found = find_passages(corpus.input(), options);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const oracle::Recall recall = oracle::recall_of(corpus.input(), options, found);
  const auto reached = static_cast<double>(recall.runs - recall.lost.size());
  fmt::print(
      "{}: {} documents, {} rows ({} formulas of {} places, {} rows between them folded, {} "
      "restored), {:.2f} processor s; {} verbatim runs, {} in passages, {} in formulas, {} lost: "
      "recall {:.6f}\n",
      order, corpus.documents.size(), found.rows.size(), found.counts.formulas,
      found.counts.formula_places, found.counts.formula_rows, found.counts.restored, seconds,
      recall.runs, recall.found, recall.formula, recall.lost.size(),
      recall.runs == 0 ? 1 : reached / static_cast<double>(recall.runs));
  for (std::size_t i = 0; i < std::min<std::size_t>(recall.lost.size(), 5); ++i) {
    const oracle::VerbatimRun& run = recall.lost[i];
    std::string text;
    for (TokenIndex t = run.begin_a; t < run.begin_a + run.length; ++t) {
      text += fmt::format("{} ", corpus.vocabulary[corpus.tokens.ids[t]]);
    }
    fmt::print("  lost, {} tokens, {:.1f} bits, {} and {}: {}\n", run.length, run.bits,
               corpus.documents[run.a].id, corpus.documents[run.b].id, text);
  }
  return named(corpus, found);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: passage_recall CORPUS [N]\n");
    return 2;
  }
  try {
    std::vector<Document> all;
    CorpusReader reader({arguments[1]}, {});
    Document document;
    while (reader.next(document)) all.push_back(document);
    const std::size_t most = count > 2 ? std::strtoul(arguments[2], nullptr, 10) : all.size();
    std::vector<Document> documents;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i) {
      documents.push_back(all[i * all.size() / std::min(most, all.size())]);
    }
    all.clear();
    const std::set<Named> forward = measure("as given", documents);
    std::ranges::reverse(documents);
    const std::set<Named> backward = measure("reversed", std::move(documents));
    std::vector<Named> either;
    std::ranges::set_symmetric_difference(forward, backward, std::back_inserter(either));
    fmt::print("rows of one order only: {}\n", either.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(either.size(), 6); ++i) {
      const auto& [a, b, begin_a, end_a, begin_b, end_b, equal, near, moved, label, places] =
          either[i];
      fmt::print(
          "  {} [{}, {}) and {} [{}, {}): {} equal, {} near, {} moved, label {}, {} places\n", a,
          begin_a, end_a, b, begin_b, end_b, equal, near, moved, label, places);
    }
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

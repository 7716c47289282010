/// Passages of small corpora. The first byte chooses the options, the others are the corpus.

#include "fuzz.hpp"
#include "generated.hpp"
#include <leitwort/passages.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace leitwort::fuzz {
namespace {

using Kind = AlignmentRun::Kind;

/// The runs cover both sides, from first to last, and count what is equal.
void require_sound_alignment(const Generated& corpus, const Passages& found, const Passage& row) {
  TokenIndex a = row.begin_a, b = row.begin_b;
  std::uint32_t equal = 0;
  const auto runs = found.runs_of(row);
  require(!runs.empty(), "a passage has an alignment");
  for (const AlignmentRun& run : runs) {
    require(run.length > 0, "no run is empty");
    for (std::uint32_t i = 0; i < run.length; ++i) {
      if (run.kind == Kind::equal || run.kind == Kind::different) {
        require(a < row.end_a && b < row.end_b, "an alignment stays in its passage");
        const bool same = corpus.tokens.ids[a] == corpus.tokens.ids[b];
        require(same == (run.kind == Kind::equal), "equal is what has equal tokens");
        equal += same ? 1 : 0;
      }
      a += run.kind == Kind::only_b ? 0 : 1;
      b += run.kind == Kind::only_a ? 0 : 1;
    }
  }
  require(a == row.end_a && b == row.end_b, "an alignment covers both sides");
  require(equal <= row.equal, "equal tokens of the alignment are counted");
}

void require_sound_sides(const Generated& corpus, const Passage& row, unsigned min_tokens) {
  const Tokens& tokens = corpus.tokens;
  require(row.a <= row.b && row.b < tokens.documents(), "a passage is of two documents");
  require(row.begin_a >= tokens.document_begin[row.a] && row.begin_a < row.end_a &&
              row.end_a <= tokens.document_begin[row.a + 1],
          "a side lies in its document");
  require(row.begin_b >= tokens.document_begin[row.b] && row.begin_b < row.end_b &&
              row.end_b <= tokens.document_begin[row.b + 1],
          "a side lies in its document");
  const TokenIndex size_a = row.end_a - row.begin_a, size_b = row.end_b - row.begin_b;
  require(size_a >= min_tokens && size_b >= min_tokens, "a side has --min-tokens tokens");
  require(row.matched() <= std::min(size_a, size_b), "no token is matched twice");
  require(row.moved <= row.matched(), "what is moved is matched");
  const double dice = (2.0 * row.equal + row.near) / (size_a + size_b);
  require(std::abs(row.similarity - dice) < 1e-9, "similarity is Dice's coefficient");
}

void require_sound_cluster(const Passages& found, const Passage& row) {
  require(row.cluster < found.clusters.size(), "a passage has a cluster");
  const auto versions = found.versions_of(found.clusters[row.cluster]);
  const auto holds = [&](DocumentIndex document, TokenIndex begin, TokenIndex end) {
    return std::ranges::any_of(versions, [&](const Version& v) {
      return v.document == document && v.begin < end && begin < v.end;
    });
  };
  require(holds(row.a, row.begin_a, row.end_a) && holds(row.b, row.begin_b, row.end_b),
          "a cluster has both sides of its passages");
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  if (size == 0) return 0;
  const Generated corpus(view(data, size).substr(1));
  PassageOptions options;
  options.min_tokens = 3U + (data[0] & 7U);
  options.noisy = (data[0] & 8U) != 0;
  options.max_places = (data[0] & 16U) != 0 ? 2 : 64;
  options.pairs.within = (data[0] & 32U) != 0;
  options.min_similarity = (data[0] & 64U) != 0 ? 0.6 : 0.25;
  const Lexicons lexicons = make_lexicons(corpus.tokens, corpus.vocabulary, {}, "en");
  const PassageInput input{corpus.tokens, corpus.vocabulary, lexicons, corpus.dates,
                           corpus.documents};
  const Passages found = find_passages(input, options);
  const Passage* before = nullptr;
  for (const Passage& row : found.rows) {
    const auto key = [](const Passage& p) { return std::tuple(p.a, p.b, p.begin_a, p.begin_b); };
    require(before == nullptr || key(*before) <= key(row), "passages are in their order");
    before = &row;
    require(row.similarity >= options.min_similarity - 1e-9, "--min-similarity is kept");
    require(options.pairs.within == (row.a == row.b), "only the pairs asked for are compared");
    require_sound_sides(corpus, row, options.min_tokens);
    require_sound_alignment(corpus, found, row);
    require_sound_cluster(found, row);
  }
  if (!found.rows.empty() && corpus.documents.size() > 1) {
    explain_passages(input, options, found.rows[0].a, found.rows[0].b);
  }
  return 0;
}

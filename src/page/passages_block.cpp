#include "page/blocks.hpp"
#include "page/contract.hpp"
#include "report/passage_words.hpp"

#include <algorithm>
#include <utility>

namespace leitwort::page {
namespace {

/// Where a step of an alignment begins that is the token `token` of a side, or its end.
std::uint32_t byte_of(const Tokens& tokens, TokenIndex token, TokenIndex end, const Span& side) {
  return token < end ? tokens.spans[token].begin : side.end;
}

void visit_runs(const PassageTables& tables, const Passage& p,
                const Each<std::uint64_t>::Take& take) {
  const Span a = report::bytes_of(tables.tokens, p.begin_a, p.end_a);
  const Span b = report::bytes_of(tables.tokens, p.begin_b, p.end_b);
  TokenIndex token_a = p.begin_a, token_b = p.begin_b;
  std::uint32_t byte_a = a.begin, byte_b = b.begin;
  for (const AlignmentRun& run : tables.passages.runs_of(p)) {
    token_a += run.kind == AlignmentRun::Kind::only_b ? 0 : run.length;
    token_b += run.kind == AlignmentRun::Kind::only_a ? 0 : run.length;
    const std::uint32_t next_a = byte_of(tables.tokens, token_a, p.end_a, a);
    const std::uint32_t next_b = byte_of(tables.tokens, token_b, p.end_b, b);
    take(static_cast<std::uint64_t>(run.kind));
    take(next_a - std::exchange(byte_a, next_a));
    take(next_b - std::exchange(byte_b, next_b));
  }
}

contract::PassageRow passage(const PassageTables& tables, std::size_t index, std::size_t cluster) {
  const Passage& p = tables.passages.rows[index];
  const Span a = report::bytes_of(tables.tokens, p.begin_a, p.end_a);
  const Span b = report::bytes_of(tables.tokens, p.begin_b, p.end_b);
  return {.number = index + 1,
          .a = p.a,
          .b = p.b,
          .a_begin = a.begin,
          .a_end = a.end,
          .b_begin = b.begin,
          .b_end = b.end,
          .tokens_a = p.end_a - p.begin_a,
          .tokens_b = p.end_b - p.begin_b,
          .matched = p.matched(),
          .similarity = p.similarity,
          .score = p.score,
          .label = std::string(label_name(p.label)),
          .cluster = cluster,
          .runs = Each<std::uint64_t>([&](const auto& take) { visit_runs(tables, p, take); })};
}

contract::PassageCluster cluster(const PassageTables& tables, std::uint32_t number) {
  const auto version = [&](const Version& of) {
    const Span bytes = report::bytes_of(tables.tokens, of.begin, of.end);
    return contract::PassageVersion{.document = of.document,
                                    .begin = bytes.begin,
                                    .end = bytes.end,
                                    .order = std::string(report::order_name(of.order))};
  };
  return {.number = std::uint64_t{number} + 1,
          .versions = each<contract::PassageVersion>(
              tables.passages.versions_of(tables.passages.clusters[number]), version)};
}

contract::Link link(const PassageLink& of) {
  return {.a = of.a, .b = of.b, .passages = of.passages, .tokens = of.tokens};
}

/// Of the passages that are shown, ascending.
std::vector<std::uint32_t> clusters_of(const Passages& passages, const Shown& shown) {
  std::vector<std::uint32_t> clusters;
  for (const std::size_t i : shown.passages) clusters.push_back(passages.rows[i].cluster);
  std::ranges::sort(clusters);
  clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
  return clusters;
}

}  // namespace

std::string passages_block(const PageTables& tables, const Shown& shown) {
  const Passages& passages = tables.passages.passages;
  const std::vector<std::uint32_t> clusters = clusters_of(passages, shown);
  const auto row = [&](std::size_t i) {
    const auto at = std::ranges::lower_bound(clusters, passages.rows[i].cluster);
    return passage(tables.passages, i, static_cast<std::size_t>(at - clusters.begin()));
  };
  const contract::PassagesBlock block{
      .rows = each<contract::PassageRow>(shown.passages, row),
      .clusters = each<contract::PassageCluster>(
          clusters, [&](std::uint32_t number) { return cluster(tables.passages, number); }),
      .network = each<contract::Link>(shown.links, link),
      .network_all = tables.links.size()};
  JsonText json;
  write(json, block);
  return json.take();
}

}  // namespace leitwort::page

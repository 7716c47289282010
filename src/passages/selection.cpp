#include "require.hpp"
#include <leitwort/passages.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace leitwort {
namespace {

/// The highest score first, then the first.
auto by_score(const Passages& passages) {
  return [&](std::size_t i) { return std::pair(-passages.rows[i].score, i); };
}

}  // namespace

std::vector<std::size_t> best_passages(const Passages& passages, std::size_t most) {
  std::vector<std::size_t> all(passages.rows.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (all.size() <= most) return all;
  std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(most), {},
                           by_score(passages));
  all.resize(most);
  std::ranges::sort(all);
  return all;
}

std::vector<std::size_t> best_first(const Passages& passages, std::vector<std::size_t> indices) {
  std::ranges::sort(indices, {}, by_score(passages));
  return indices;
}

std::uint64_t keep_best(Passages& passages, std::size_t most) {
  const std::size_t before = passages.rows.size();
  if (most == 0 || before <= most) return 0;
  std::vector<Passage> rows;
  std::vector<std::uint32_t> number(passages.clusters.size(), 0);  // 1: stays; then its new number
  for (const std::size_t index : best_passages(passages, most)) {
    rows.push_back(passages.rows[index]);
    number[passages.rows[index].cluster] = 1;
  }
  std::vector<Cluster> clusters;
  for (std::size_t c = 0; c < number.size(); ++c) {
    if (number[c] == 0) continue;
    number[c] = static_cast<std::uint32_t>(clusters.size());
    clusters.push_back(passages.clusters[c]);
  }
  for (Passage& row : rows) row.cluster = number[row.cluster];
  passages.rows = std::move(rows);
  passages.clusters = std::move(clusters);
  return before - passages.rows.size();
}

std::vector<PassageLink> link_documents(const Passages& passages) {
  std::map<std::pair<DocumentIndex, DocumentIndex>, PassageLink> of_pair;
  for (const Passage& p : passages.rows) {
    PassageLink& link = of_pair.try_emplace({p.a, p.b}, PassageLink{p.a, p.b}).first->second;
    ++link.passages;
    link.tokens += p.matched();
  }
  std::vector<PassageLink> links;
  links.reserve(of_pair.size());
  for (const auto& [pair, link] : of_pair) links.push_back(link);
  return links;
}

std::vector<LaterDocument> later_documents(const Passages& passages, std::span<const Date> dates) {
  std::map<DocumentIndex, std::vector<std::size_t>> found;
  for (std::size_t i = 0; i < passages.rows.size(); ++i) {
    const Passage& p = passages.rows[i];
    const bool a_is_later = compare_dates(dates[p.a], dates[p.b]) > 0;
    found[a_is_later ? p.a : p.b].push_back(i);
  }
  std::vector<LaterDocument> documents;
  for (auto& [document, indices] : found) documents.push_back({document, std::move(indices)});
  return documents;
}

std::vector<std::uint64_t> tokens_in_passages(const Passages& passages, std::size_t documents) {
  std::vector<std::vector<std::pair<TokenIndex, TokenIndex>>> ranges(documents);
  for (const Passage& p : passages.rows) {
    ranges[p.a].emplace_back(p.begin_a, p.end_a);
    ranges[p.b].emplace_back(p.begin_b, p.end_b);
  }
  std::vector<std::uint64_t> tokens;
  for (auto& of_document : ranges) tokens.push_back(covered_tokens(std::move(of_document)));
  return tokens;
}

std::uint64_t count_near_duplicates(const Passages& passages) {
  std::set<std::pair<DocumentIndex, DocumentIndex>> pairs;
  for (const Passage& p : passages.rows) {
    if (p.label == PassageLabel::near_duplicate) pairs.emplace(p.a, p.b);
  }
  return pairs.size();
}

std::vector<std::pair<TokenIndex, TokenIndex>> equal_stretches(const Passages& passages,
                                                               const Passage& passage,
                                                               DocumentIndex document) {
  LEITWORT_REQUIRE(passage.a != passage.b && (document == passage.a || document == passage.b),
                   "`document` is one of two different sides");
  constexpr std::uint32_t kLeastRun = 3;
  const bool is_a = passage.a == document;
  const auto missing = is_a ? AlignmentRun::Kind::only_b : AlignmentRun::Kind::only_a;
  TokenIndex at = is_a ? passage.begin_a : passage.begin_b;
  std::vector<std::pair<TokenIndex, TokenIndex>> stretches;
  for (const AlignmentRun& run : passages.runs_of(passage)) {
    if (run.kind == missing) continue;
    if (run.kind == AlignmentRun::Kind::equal && run.length >= kLeastRun) {
      stretches.emplace_back(at, at + run.length);
    }
    at += run.length;
  }
  return stretches;
}

}  // namespace leitwort

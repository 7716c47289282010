#include "passages/stages.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using passages::cluster_versions;

/// Documents of a thousand tokens, so that a token tells its document.
constexpr TokenIndex kDocument = 1000;

struct Stretch {
  DocumentIndex document = 0;
  TokenIndex begin = 0, end = 0;  ///< of the document
  auto operator<=>(const Stretch&) const = default;
};

Stretch stretch_of(const Version& version) {
  const TokenIndex first = version.document * kDocument;
  return {version.document, version.begin - first, version.end - first};
}

void add(Passages& passages, const Stretch& a, const Stretch& b) {
  Passage& row = passages.rows.emplace_back();
  row.a = a.document;
  row.b = b.document;
  row.begin_a = a.document * kDocument + a.begin;
  row.end_a = a.document * kDocument + a.end;
  row.begin_b = b.document * kDocument + b.begin;
  row.end_b = b.document * kDocument + b.end;
}

Passages clustered(const std::vector<std::pair<Stretch, Stretch>>& rows,
                   const std::vector<Date>& dates = std::vector<Date>(50)) {
  Passages passages;
  for (const auto& [a, b] : rows) add(passages, a, b);
  cluster_versions(passages, dates);
  return passages;
}

std::vector<Stretch> versions_of(const Passages& passages, std::size_t cluster) {
  std::vector<Stretch> versions;
  for (const Version& version : passages.versions_of(passages.clusters[cluster])) {
    versions.push_back(stretch_of(version));
  }
  return versions;
}

// --- by hand ------------------------------------------------------------------------------------

TEST(Clusters, OfNoPassagesAreNone) {
  const Passages passages = clustered({});
  EXPECT_TRUE(passages.clusters.empty());
  EXPECT_TRUE(passages.versions.empty());
}

TEST(Clusters, AreNotChainedThroughACommonSentence) {
  // A has one stretch in common with B, B another with C.
  const Passages passages = clustered({{{0, 10, 30}, {1, 50, 70}}, {{1, 200, 230}, {2, 0, 30}}});
  ASSERT_EQ(passages.clusters.size(), 2U);
  EXPECT_EQ(versions_of(passages, 0), (std::vector<Stretch>{{0, 10, 30}, {1, 50, 70}}));
  EXPECT_EQ(versions_of(passages, 1), (std::vector<Stretch>{{1, 200, 230}, {2, 0, 30}}));
  EXPECT_EQ(passages.rows[0].cluster, 0U);
  EXPECT_EQ(passages.rows[1].cluster, 1U);
}

TEST(Clusters, AreNotChainedThroughStretchesThatOverlapALittle) {
  const Passages passages = clustered({{{0, 10, 50}, {1, 100, 140}}, {{1, 120, 160}, {2, 0, 40}}});
  EXPECT_EQ(passages.clusters.size(), 2U);
  EXPECT_EQ(passages.versions.size(), 4U);
}

TEST(Clusters, JoinWhatIsNearlyTheSameStretch) {
  // Three quarters of the longer one are in both: 40 tokens, 30 shared.
  for (const TokenIndex begin : {10U, 11U}) {
    const Passages passages = clustered(
        {{{0, 0, 40}, {1, 0, 40}}, {{1, begin, 40}, {2, 0, 30}}, {{1, 300, 400}, {3, 0, 100}}});
    EXPECT_EQ(passages.clusters.size(), begin == 10 ? 2U : 3U);
    EXPECT_EQ(versions_of(passages, 0).size(), begin == 10 ? 3U : 2U);
    EXPECT_EQ(versions_of(passages, 0)[1], (Stretch{1, 0, 40})) << "the longest";
  }
  // On the other side likewise, and where the shorter one reaches beyond.
  for (const TokenIndex end : {30U, 29U}) {
    const Passages passages =
        clustered({{{0, 0, 40}, {1, 100, 140}}, {{1, 100, 100 + end}, {2, 0, 30}}});
    EXPECT_EQ(passages.clusters.size(), end == 30 ? 1U : 2U);
  }
  for (const TokenIndex shift : {10U, 11U}) {
    const Passages passages =
        clustered({{{0, 0, 40}, {1, 100, 140}}, {{1, 100 + shift, 140 + shift}, {2, 0, 40}}});
    EXPECT_EQ(passages.clusters.size(), shift == 10 ? 1U : 2U);
    const Passages back =
        clustered({{{0, 0, 40}, {1, 100, 140}}, {{1, 100 - shift, 140 - shift}, {2, 0, 40}}});
    EXPECT_EQ(back.clusters.size(), shift == 10 ? 1U : 2U);
  }
}

TEST(Clusters, HaveTheCentreThatSharesMostPassages) {
  const Passages passages = clustered({{{0, 0, 20}, {3, 0, 20}},
                                       {{1, 0, 20}, {3, 0, 20}},
                                       {{2, 0, 20}, {3, 0, 20}},
                                       {{2, 0, 20}, {4, 0, 20}}});
  ASSERT_EQ(passages.clusters.size(), 2U);
  EXPECT_EQ(versions_of(passages, 0),
            (std::vector<Stretch>{{0, 0, 20}, {1, 0, 20}, {2, 0, 20}, {3, 0, 20}}));
  EXPECT_EQ(stretch_of(passages.versions[passages.clusters[0].centre]), (Stretch{3, 0, 20}));
  // The last one shares nothing with the centre; its row has a cluster with both of its sides.
  EXPECT_EQ(versions_of(passages, 1), (std::vector<Stretch>{{2, 0, 20}, {4, 0, 20}}));
  EXPECT_EQ(passages.rows[3].cluster, 1U);
}

TEST(Clusters, TellTwoStretchesOfOneDocumentApart) {
  const Passages passages = clustered({{{0, 0, 20}, {0, 500, 520}}});
  ASSERT_EQ(passages.clusters.size(), 1U);
  EXPECT_EQ(versions_of(passages, 0), (std::vector<Stretch>{{0, 0, 20}, {0, 500, 520}}));
}

/// The orders of the versions of documents with these dates, all alike, by document.
std::vector<VersionOrder> orders(const std::vector<Date>& dates) {
  std::vector<std::pair<Stretch, Stretch>> rows;
  const auto n = static_cast<DocumentIndex>(dates.size());
  for (DocumentIndex a = 0; a < n; ++a) {
    for (DocumentIndex b = a + 1; b < n; ++b) rows.push_back({{a, 0, 20}, {b, 0, 20}});
  }
  const Passages passages = clustered(rows, dates);
  EXPECT_EQ(passages.clusters.size(), 1U);
  std::vector<VersionOrder> orders(dates.size());
  for (const Version& version : passages.versions) orders[version.document] = version.order;
  return orders;
}

TEST(Clusters, SayWhichVersionIsEarliest) {
  using enum VersionOrder;
  using Orders = std::vector<VersionOrder>;
  EXPECT_EQ(orders({{2018}, {2017}}), (Orders{later, earliest}));
  EXPECT_EQ(orders({{2017}, {2017}}), (Orders{tie, tie}));
  EXPECT_EQ(orders({{2017}, {2017, 7}}), (Orders{tie, tie})) << "at the coarser precision";
  EXPECT_EQ(orders({{2017, 7, 4}, {2017, 7}, {2017, 8}}), (Orders{tie, tie, later}));
  EXPECT_EQ(orders({{2017}, {2017, 7}, {2017, 8}}), (Orders{tie, tie, later}));
  EXPECT_EQ(orders({{2017, 8}, {2017, 7}, {2017}}), (Orders{later, tie, tie}));
  EXPECT_EQ(orders({{2017, 7, 4}, {2017, 7, 3}}), (Orders{later, earliest}));
  EXPECT_EQ(orders({{}, {2017}}), (Orders{unknown, earliest}));
  EXPECT_EQ(orders({{}, {}}), (Orders{unknown, unknown}));
  EXPECT_EQ(orders({{2019}, {}, {2018}, {2018}}), (Orders{later, unknown, tie, tie}));
}

TEST(Clusters, ListVersionsByDateUndatedOnesLast) {
  const std::vector<Date> dates = {{}, {2018}, {2017, 8}, {2017, 7, 9}, {2017, 7}, {}};
  std::vector<std::pair<Stretch, Stretch>> rows;
  for (DocumentIndex a = 0; a < 6; ++a) {
    for (DocumentIndex b = a + 1; b < 6; ++b) rows.push_back({{a, 0, 20}, {b, 0, 20}});
  }
  const Passages passages = clustered(rows, dates);
  std::vector<DocumentIndex> documents;
  for (const Version& version : passages.versions) documents.push_back(version.document);
  EXPECT_EQ(documents, (std::vector<DocumentIndex>{4, 3, 2, 1, 0, 5}));
}

// --- at random ----------------------------------------------------------------------------------

bool is_same(const Stretch& x, const Stretch& y) {
  if (x.document != y.document) return false;
  std::size_t both = 0;
  for (TokenIndex t = x.begin; t < x.end; ++t) both += t >= y.begin && t < y.end ? 1 : 0;
  return 4 * both >= 3 * std::max<std::size_t>(x.end - x.begin, y.end - y.begin);
}

VersionOrder order_of(const Version& version, std::span<const Version> all,
                      const std::vector<Date>& dates) {
  const Date& date = dates[version.document];
  if (!date.known()) return VersionOrder::unknown;
  std::size_t earlier = 0, as_early = 0;
  for (const Version& other : all) {
    const std::partial_ordering order = compare_dates(dates[other.document], date);
    earlier += order == std::partial_ordering::less ? 1 : 0;
    as_early += order == std::partial_ordering::equivalent ? 1 : 0;
  }
  if (earlier > 0) return VersionOrder::later;
  return as_early > 1 ? VersionOrder::tie : VersionOrder::earliest;
}

/// What cluster_versions promises, looked at version by version.
void expect_promises(const Passages& passages, const std::vector<std::pair<Stretch, Stretch>>& rows,
                     const std::vector<Date>& dates) {
  std::size_t next = 0;
  for (std::uint32_t c = 0; c < passages.clusters.size(); ++c) {
    const Cluster& cluster = passages.clusters[c];
    ASSERT_EQ(cluster.begin, next) << "each version is in one cluster";
    ASSERT_LT(cluster.begin, cluster.end);
    next = cluster.end;
    ASSERT_LE(cluster.begin, cluster.centre);
    ASSERT_LT(cluster.centre, cluster.end);
    const Stretch centre = stretch_of(passages.versions[cluster.centre]);
    for (std::uint32_t v = cluster.begin; v < cluster.end; ++v) {
      const Version& version = passages.versions[v];
      const Stretch stretch = stretch_of(version);
      EXPECT_EQ(version.order, order_of(version, passages.versions_of(cluster), dates));
      const bool shares = std::ranges::any_of(rows, [&](const auto& row) {
        return (is_same(row.first, stretch) && is_same(row.second, centre)) ||
               (is_same(row.second, stretch) && is_same(row.first, centre));
      });
      EXPECT_TRUE(v == cluster.centre || shares) << "chained";
      EXPECT_TRUE(std::ranges::any_of(rows, [&](const auto& row) {
        return row.first == stretch || row.second == stretch;
      })) << "made up";
      if (v == cluster.begin) continue;
      const Date& before = dates[passages.versions[v - 1].document];
      const Date& date = dates[version.document];
      EXPECT_TRUE(before.known() || !date.known());
      if (before.known() && date.known()) {
        EXPECT_LE(std::tie(before.year, before.month, before.day),
                  std::tie(date.year, date.month, date.day));
      }
      if (before == date) {
        EXPECT_LE(passages.versions[v - 1].begin, version.begin);
      }
    }
  }
  EXPECT_EQ(next, passages.versions.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    ASSERT_LT(passages.rows[r].cluster, passages.clusters.size());
    const auto has = [&](std::span<const Version> versions, const Stretch& side) {
      return std::ranges::any_of(
          versions, [&](const Version& version) { return is_same(stretch_of(version), side); });
    };
    const Cluster& cluster = passages.clusters[passages.rows[r].cluster];
    EXPECT_TRUE(has(passages.versions_of(cluster), rows[r].first));
    EXPECT_TRUE(has(passages.versions_of(cluster), rows[r].second));
  }
  // No cluster has a stretch twice.
  for (const Cluster& cluster : passages.clusters) {
    std::set<Stretch> seen;
    for (const Version& version : passages.versions_of(cluster)) {
      EXPECT_TRUE(seen.insert(stretch_of(version)).second);
    }
  }
}

TEST(Clusters, KeepTheirPromises) {
  std::mt19937_64 random(11);
  const auto below = [&](std::uint64_t n) { return static_cast<std::uint32_t>(random() % n); };
  std::size_t large = 0;
  for (int round = 0; round < 400; ++round) {
    const std::uint32_t documents = 1 + below(8);
    std::vector<Date> dates(documents);
    for (Date& date : dates) {
      if (below(4) > 0) date.year = static_cast<std::int16_t>(2015 + below(3));
      if (date.known() && below(2) > 0) date.month = static_cast<std::uint8_t>(1 + below(3));
      if (date.month > 0 && below(2) > 0) date.day = static_cast<std::uint8_t>(1 + below(3));
    }
    const auto stretch = [&] {
      const TokenIndex begin = 40 * below(3) + below(12);
      return Stretch{below(documents), begin, begin + 8 + below(30)};
    };
    std::vector<std::pair<Stretch, Stretch>> rows;
    for (std::uint32_t n = below(40); n > 0; --n) {
      Stretch a = stretch(), b = stretch();
      if (b < a) std::swap(a, b);
      rows.emplace_back(a, b);
    }
    std::ranges::sort(rows);
    const Passages passages = clustered(rows, dates);
    expect_promises(passages, rows, dates);
    if (HasFailure()) FAIL() << "round " << round;
    for (const Cluster& cluster : passages.clusters) large += cluster.end - cluster.begin > 3;
  }
  EXPECT_GT(large, 100U);
}

}  // namespace
}  // namespace leitwort

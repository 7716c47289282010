#include "passages/stages.hpp"

#include <algorithm>
#include <compare>
#include <numeric>

namespace leitwort::passages {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// One side of a passage.
struct Side {
  DocumentIndex document = 0;
  TokenIndex begin = 0, end = 0;
  std::uint32_t number = 0;  ///< twice the row, plus one for `b`

  [[nodiscard]] TokenIndex length() const { return end - begin; }
};

/// Whether two stretches of a document are one version: three quarters of the longer one are in
/// both.
bool is_same(const Side& side, const Version& version) {
  const TokenIndex begin = std::max(side.begin, version.begin);
  const TokenIndex end = std::min(side.end, version.end);
  if (begin >= end) return false;
  const TokenIndex longer = std::max(side.length(), version.end - version.begin);
  return 4 * std::uint64_t{end - begin} >= 3 * std::uint64_t{longer};
}

/// The versions, and which of them each side is.
struct Stretches {
  std::vector<Version> versions;
  std::vector<std::uint32_t> of_side;
};

Stretches find_stretches(const Passages& passages) {
  std::vector<Side> sides;
  for (std::uint32_t row = 0; row < passages.rows.size(); ++row) {
    const Passage& p = passages.rows[row];
    sides.push_back({p.a, p.begin_a, p.end_a, 2 * row});
    sides.push_back({p.b, p.begin_b, p.end_b, 2 * row + 1});
  }
  // The longest first, so that a version is as long as it may be; tokens are counted over the
  // corpus, and therefore tell documents apart.
  std::ranges::sort(sides, [](const Side& x, const Side& y) {
    if (x.document != y.document) return x.document < y.document;
    if (x.length() != y.length()) return x.length() > y.length();
    return x.begin != y.begin ? x.begin < y.begin : x.number < y.number;
  });
  Stretches result;
  result.of_side.resize(sides.size());
  std::vector<std::uint32_t> here;  // versions of the present document, by where they begin
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const Side& side = sides[i];
    if (i == 0 || sides[i - 1].document != side.document) here.clear();
    // One that begins before this side's end by more than four thirds of its length is too long.
    const auto begins = [&](std::uint32_t v) { return result.versions[v].begin; };
    const TokenIndex reach = side.length() + side.length() / 3;
    auto at = std::ranges::lower_bound(here, side.begin - std::min(side.begin, reach), {}, begins);
    std::uint32_t found = kNone;
    for (; at != here.end() && begins(*at) < side.end && found == kNone; ++at) {
      if (is_same(side, result.versions[*at])) found = *at;
    }
    if (found == kNone) {
      found = static_cast<std::uint32_t>(result.versions.size());
      result.versions.push_back({side.document, side.begin, side.end, VersionOrder::unknown});
      here.insert(std::ranges::upper_bound(here, side.begin, {}, begins), found);
    }
    result.of_side[side.number] = found;
  }
  return result;
}

/// By version: the sides that are it, ascending.
struct Links {
  std::vector<std::uint32_t> begin, sides;

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t version) const {
    return std::span(sides).subspan(begin[version], begin[version + 1] - begin[version]);
  }
};

Links link(const Stretches& stretches) {
  Links links;
  links.begin.assign(stretches.versions.size() + 1, 0);
  for (const std::uint32_t version : stretches.of_side) ++links.begin[version + 1];
  std::partial_sum(links.begin.begin(), links.begin.end(), links.begin.begin());
  links.sides.resize(stretches.of_side.size());
  std::vector<std::uint32_t> at(links.begin.begin(), links.begin.end() - 1);
  for (std::uint32_t side = 0; side < stretches.of_side.size(); ++side) {
    links.sides[at[stretches.of_side[side]]++] = side;
  }
  return links;
}

/// A version, and others that share a passage with it; it is the first.
using Star = std::vector<std::uint32_t>;

/// Groups versions so that every row has both of its sides in one star, `star_of_row`. Versions
/// are taken by the number of their links. First each that is still free takes the free ones that
/// it shares a passage with; what rows are left between the stars make stars of their own, so that
/// a version may be in several.
std::vector<Star> choose_stars(const Stretches& stretches, const Links& links,
                               std::span<const std::uint32_t> ranks,
                               std::vector<std::uint32_t>& star_of_row) {
  const std::size_t n = stretches.versions.size();
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  const auto degree = [&](std::uint32_t v) { return links.of(v).size(); };
  // Of versions with as many links the first by rank, so that the corpus may stand in any order.
  const auto rank = [&](std::uint32_t v) {
    const DocumentIndex d = stretches.versions[v].document;
    return ranks.empty() ? d : ranks[d];
  };
  std::ranges::sort(order, [&](std::uint32_t x, std::uint32_t y) {
    if (degree(x) != degree(y)) return degree(x) > degree(y);
    return rank(x) != rank(y) ? rank(x) < rank(y) : x < y;
  });
  const auto other = [&](std::uint32_t side) { return stretches.of_side[side ^ 1]; };

  std::vector<Star> stars;
  std::vector<std::uint32_t> star_of(n, kNone);
  for (const std::uint32_t version : order) {
    if (star_of[version] != kNone) continue;
    const auto number = static_cast<std::uint32_t>(stars.size());
    Star star{version};
    star_of[version] = number;
    for (const std::uint32_t side : links.of(version)) {
      if (star_of[other(side)] != kNone) continue;
      star_of[other(side)] = number;
      star.push_back(other(side));
    }
    stars.push_back(std::move(star));
  }
  star_of_row.assign(stretches.of_side.size() / 2, kNone);
  for (std::size_t row = 0; row < star_of_row.size(); ++row) {
    const std::uint32_t star = star_of[stretches.of_side[2 * row]];
    if (star == star_of[stretches.of_side[2 * row + 1]]) star_of_row[row] = star;
  }
  for (const std::uint32_t version : order) {
    Star star{version};
    for (const std::uint32_t side : links.of(version)) {
      if (star_of_row[side / 2] != kNone) continue;
      star_of_row[side / 2] = static_cast<std::uint32_t>(stars.size());
      if (std::ranges::find(star, other(side)) == star.end()) star.push_back(other(side));
    }
    if (star.size() > 1) stars.push_back(std::move(star));
  }
  return stars;
}

/// A date as a number to sort by; what is not known of it counts as early.
std::int32_t sort_key(const Date& date) {
  return (date.year * 16 + date.month) * 32 + date.day;
}

/// Versions [begin, end) that have one date.
struct SameDate {
  std::size_t begin = 0, end = 0;
};

/// Of versions by date, those that have one.
std::vector<SameDate> same_dates(std::span<const Version> versions, std::span<const Date> dates) {
  std::vector<SameDate> all;
  for (std::size_t v = 0; v < versions.size(); ++v) {
    const Date& date = dates[versions[v].document];
    if (!date.known()) break;
    const bool is_new =
        all.empty() || sort_key(dates[versions[all.back().begin].document]) != sort_key(date);
    if (is_new) all.push_back({v, v});
    all.back().end = v + 1;
  }
  return all;
}

/// Says of the versions of a cluster, by date, which are earliest: once for each date, since a
/// formula has many places of one.
void judge_dates(std::span<Version> versions, std::span<const Date> dates) {
  const std::vector<SameDate> all = same_dates(versions, dates);
  const auto date_of = [&](const SameDate& same) -> const Date& {
    return dates[versions[same.begin].document];
  };
  for (const SameDate& same : all) {
    VersionOrder judged = same.end - same.begin > 1 ? VersionOrder::tie : VersionOrder::earliest;
    for (const SameDate& other : all) {
      if (other.begin == same.begin) continue;
      const std::partial_ordering order = compare_dates(date_of(other), date_of(same));
      if (order == std::partial_ordering::equivalent) judged = VersionOrder::tie;
      if (order != std::partial_ordering::less) continue;
      judged = VersionOrder::later;
      break;
    }
    for (std::size_t v = same.begin; v < same.end; ++v) versions[v].order = judged;
  }
}

}  // namespace

void add_cluster(std::vector<Version> versions, const Version& centre, std::span<const Date> dates,
                 Passages& passages) {
  std::ranges::sort(versions, [&](const Version& v, const Version& w) {
    const Date& of_v = dates[v.document];
    const Date& of_w = dates[w.document];
    if (of_v.known() != of_w.known()) return of_v.known();
    if (sort_key(of_v) != sort_key(of_w)) return sort_key(of_v) < sort_key(of_w);
    return v.begin != w.begin ? v.begin < w.begin : v.end < w.end;
  });
  Cluster cluster;
  cluster.begin = static_cast<std::uint32_t>(passages.versions.size());
  for (const Version& version : versions) {
    if (version.begin == centre.begin && version.end == centre.end) {
      cluster.centre = static_cast<std::uint32_t>(passages.versions.size());
    }
    passages.versions.push_back(version);
  }
  cluster.end = static_cast<std::uint32_t>(passages.versions.size());
  judge_dates(std::span(passages.versions).subspan(cluster.begin), dates);
  passages.clusters.push_back(cluster);
}

void cluster_versions(Passages& passages, std::span<const Date> dates,
                      std::span<const std::uint32_t> ranks) {
  const Stretches stretches = find_stretches(passages);
  std::vector<std::uint32_t> star_of_row;
  const std::vector<Star> stars = choose_stars(stretches, link(stretches), ranks, star_of_row);

  // Clusters in the order of their first rows.
  std::vector<std::uint32_t> cluster_of(stars.size(), kNone);
  for (std::size_t row = 0; row < star_of_row.size(); ++row) {
    std::uint32_t& number = cluster_of[star_of_row[row]];
    if (number == kNone) {
      number = static_cast<std::uint32_t>(passages.clusters.size());
      const Star& star = stars[star_of_row[row]];
      std::vector<Version> versions;
      for (const std::uint32_t v : star) versions.push_back(stretches.versions[v]);
      add_cluster(std::move(versions), stretches.versions[star.front()], dates, passages);
    }
    passages.rows[row].cluster = number;
  }
}

}  // namespace leitwort::passages

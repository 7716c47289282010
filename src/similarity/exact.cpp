#include "parallel.hpp"
#include "similarity/pairs.hpp"
#include <leitwort/sequence.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace leitwort {
namespace {

using similarity::RowGroup;
using similarity::WantedScores;

/// The shingles that stand in two documents or more, as a sparse matrix by rows of shingles
/// (`documents`) and by rows of documents (`groups`).
struct Postings {
  std::vector<std::uint64_t> group_begin{0};  // G + 1, into `documents`
  std::vector<DocumentIndex> documents;       // of each group, ascending
  std::vector<std::uint64_t> document_begin;  // D + 1, into `groups`
  std::vector<std::uint32_t> groups;          // of each document, ascending
};

/// One part of the shingles, those whose hashes begin with the same bits.
struct Partition {
  std::span<std::uint64_t> hashes;
  std::span<DocumentIndex> documents;
  std::vector<std::uint32_t> sizes;  // of the groups found in it
};

/// Moves the postings of groups of two or more to the front of the partition.
void group(Partition& partition) {
  std::size_t kept = 0;
  const std::size_t n = partition.hashes.size();
  for (std::size_t begin = 0, end = 0; begin < n; begin = end) {
    while (end < n && partition.hashes[end] == partition.hashes[begin]) ++end;
    if (end - begin < 2) continue;
    std::copy(partition.documents.begin() + static_cast<std::ptrdiff_t>(begin),
              partition.documents.begin() + static_cast<std::ptrdiff_t>(end),
              partition.documents.begin() + static_cast<std::ptrdiff_t>(kept));
    kept += end - begin;
    partition.sizes.push_back(static_cast<std::uint32_t>(end - begin));
  }
  partition.documents = partition.documents.first(kept);
}

Postings make_postings(const Shingles& shingles) {
  const std::size_t n = shingles.hashes.size();
  const std::size_t documents = shingles.documents();
  // Parts of about 2¹³ postings fit into the second-level cache while they are sorted.
  const unsigned part_bits = std::min(20U, static_cast<unsigned>(std::bit_width(n >> 13)));
  const std::size_t parts = std::size_t{1} << part_bits;
  const auto part_of = [&](std::uint64_t hash) {
    return part_bits == 0 ? 0 : static_cast<std::size_t>(hash >> (64 - part_bits));
  };

  std::vector<std::uint64_t> hashes(n);
  std::vector<DocumentIndex> of(n);
  std::vector<std::size_t> begin(parts + 1, 0);
  for (const std::uint64_t hash : shingles.hashes) ++begin[part_of(hash) + 1];
  for (std::size_t p = 0; p < parts; ++p) begin[p + 1] += begin[p];
  std::vector<std::size_t> place(begin.begin(), begin.end() - 1);
  for (DocumentIndex d = 0; d < documents; ++d) {
    for (const std::uint64_t hash : shingles.of(d)) {
      const std::size_t to = place[part_of(hash)]++;
      hashes[to] = hash;
      of[to] = d;
    }
  }

  std::vector<Partition> partitions(parts);
  parallel_ranges(parts, 16, [&](std::size_t first, std::size_t last) {
    std::vector<std::uint64_t> key_scratch;
    std::vector<std::uint32_t> value_scratch;
    for (std::size_t p = first; p < last; ++p) {
      const std::size_t size = begin[p + 1] - begin[p];
      Partition& partition = partitions[p];
      partition.hashes = std::span(hashes).subspan(begin[p], size);
      partition.documents = std::span(of).subspan(begin[p], size);
      radix_sort(partition.hashes, partition.documents, 64 - part_bits, key_scratch, value_scratch);
      group(partition);
    }
  });

  Postings postings;
  std::size_t total = 0;
  for (const Partition& partition : partitions) total += partition.documents.size();
  hashes = std::vector<std::uint64_t>();  // not {}, which would keep the memory
  postings.documents.reserve(total);
  postings.document_begin.assign(documents + 1, 0);
  for (const Partition& partition : partitions) {
    for (const std::uint32_t size : partition.sizes) {
      postings.group_begin.push_back(postings.group_begin.back() + size);
    }
    for (const DocumentIndex d : partition.documents) {
      postings.documents.push_back(d);
      ++postings.document_begin[d + 1];
    }
  }
  for (std::size_t d = 0; d < documents; ++d) {
    postings.document_begin[d + 1] += postings.document_begin[d];
  }
  postings.groups.resize(total);
  std::vector<std::uint64_t> next(postings.document_begin.begin(),
                                  postings.document_begin.end() - 1);
  for (std::uint32_t g = 0; g + 1 < postings.group_begin.size(); ++g) {
    for (std::uint64_t i = postings.group_begin[g]; i < postings.group_begin[g + 1]; ++i) {
      postings.groups[next[postings.documents[i]]++] = g;
    }
  }
  return postings;
}

/// ln(D / df) for every df.
std::vector<double> inverse_document_frequency(std::size_t documents) {
  std::vector<double> weights(documents + 1, 0);
  for (std::size_t df = 1; df <= documents; ++df) {
    weights[df] = std::log(static_cast<double>(documents) / static_cast<double>(df));
  }
  return weights;
}

/// What one document's shared shingles are counted in: an entry for every other document, zero
/// between rows, and the list of those that are not.
struct Counters {
  std::vector<std::uint32_t> shared;
  std::vector<double> weighted;
  std::vector<DocumentIndex> touched;
  explicit Counters(std::size_t documents) : shared(documents), weighted(documents) {}
};

class ExactRows {
 public:
  explicit ExactRows(const Shingles& shingles)
      : shingles_(shingles),
        postings_(make_postings(shingles)),
        weights_(inverse_document_frequency(shingles.documents())),
        total_weight_(shingles.documents()) {
    for (DocumentIndex d = 0; d < shingles.documents(); ++d) {
      const std::uint64_t common = postings_.document_begin[d + 1] - postings_.document_begin[d];
      double weight = static_cast<double>(shingles.of(d).size() - common) * weights_[1];
      for_each_group(
          d, [&](std::uint64_t begin, std::uint64_t end) { weight += weights_[end - begin]; });
      total_weight_[d] = weight;
    }
  }

  void operator()(const RowGroup& group) const {
    Counters counters(shingles_.documents());
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      score_row(group.first + static_cast<DocumentIndex>(i), group.column(i), group.rows[i],
                counters);
    }
  }

 private:
  void score_row(DocumentIndex a, DocumentIndex first, WantedScores& wanted,
                 Counters& counters) const {
    for_each_group(a, [&](std::uint64_t begin, std::uint64_t end) {
      const double weight = weights_[end - begin];
      for (std::uint64_t i = end; i > begin && postings_.documents[i - 1] >= first; --i) {
        const DocumentIndex b = postings_.documents[i - 1];
        if (counters.shared[b]++ == 0) counters.touched.push_back(b);
        counters.weighted[b] += weight;
      }
    });
    const auto score = [&](DocumentIndex b) {
      if (b == a) return;
      const double weighted = counters.weighted[b];
      PairScore pair;
      pair.a = std::min(a, b);
      pair.b = std::max(a, b);
      pair.shingles_a = shingles_.of(pair.a).size();
      pair.shingles_b = shingles_.of(pair.b).size();
      pair.shared = counters.shared[b];
      similarity::complete_exact(pair, weighted, total_weight_[a] + total_weight_[b] - weighted);
      wanted.add(pair);
    };
    if (wanted.wants_disjoint()) {
      for (DocumentIndex b = first; b < shingles_.documents(); ++b) score(b);
    } else {
      std::ranges::sort(counters.touched);
      for (const DocumentIndex b : counters.touched) score(b);
    }
    for (const DocumentIndex b : counters.touched) {
      counters.shared[b] = 0;
      counters.weighted[b] = 0;
    }
    counters.touched.clear();
  }

  template <typename Visit>
  void for_each_group(DocumentIndex d, Visit visit) const {
    for (std::uint64_t i = postings_.document_begin[d]; i < postings_.document_begin[d + 1]; ++i) {
      const std::uint32_t g = postings_.groups[i];
      visit(postings_.group_begin[g], postings_.group_begin[g + 1]);
    }
  }

  const Shingles& shingles_;
  Postings postings_;
  std::vector<double> weights_;       // by document frequency
  std::vector<double> total_weight_;  // of each document's shingles
};

double ratio(double part, double whole) {
  return whole > 0 ? part / whole : kUnknown;
}

}  // namespace

namespace similarity {

void complete_exact(PairScore& score, double weighted_shared, double weighted_union) {
  const auto shared = static_cast<double>(score.shared);
  const auto a = static_cast<double>(score.shingles_a), b = static_cast<double>(score.shingles_b);
  score.united = score.shingles_a + score.shingles_b - score.shared;
  score.jaccard = ratio(shared, static_cast<double>(score.united));
  score.containment_a = ratio(shared, a);
  score.containment_b = ratio(shared, b);
  score.overlap = ratio(shared, std::min(a, b));
  score.weighted = ratio(weighted_shared, weighted_union);
  score.method = Method::exact;
  score.standard_error = 0;
  score.interval = {score.jaccard, score.jaccard};
}

bool is_closer(const PairScore& x, const PairScore& y) {
  if (x.jaccard != y.jaccard) return x.jaccard > y.jaccard;
  if (x.shared != y.shared) return x.shared > y.shared;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
}

}  // namespace similarity

PairCount visit_pairs(const Shingles& shingles, PairSelection selection, const PairVisitor& visit) {
  return similarity::visit_rows(shingles.documents(), selection, visit, ExactRows(shingles));
}

std::uint64_t exact_bytes(std::uint64_t shingles) {
  // The sets (8), sorted with their documents (8 + 4), and both forms of the postings (4 + 8 + 4);
  // growing vectors may hold a half more.
  return shingles * 40;
}

}  // namespace leitwort

#include "similarity/postings.hpp"

#include "parallel.hpp"
#include <leitwort/error.hpp>
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <bit>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace leitwort::similarity {
namespace {

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

/// All postings, in parts by the first bits of their hashes; within a part by document.
struct Parts {
  unsigned bits = 0;
  std::vector<std::size_t> begin;  // 2^bits + 1
  std::vector<std::uint64_t> hashes;
  std::vector<DocumentIndex> documents;
};

Parts part(const Shingles& shingles) {
  const std::size_t n = shingles.hashes.size();
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
  for (DocumentIndex d = 0; d < shingles.documents(); ++d) {
    for (const std::uint64_t hash : shingles.of(d)) {
      const std::size_t to = place[part_of(hash)]++;
      hashes[to] = hash;
      of[to] = d;
    }
  }
  return {part_bits, std::move(begin), std::move(hashes), std::move(of)};
}

/// Sorts each part by hash and finds the groups in it. The partitions are views of the parts.
std::vector<Partition> group_parts(Parts& parts) {
  std::vector<Partition> partitions(parts.begin.size() - 1);
  parallel_ranges(partitions.size(), 16, [&](std::size_t first, std::size_t last) {
    std::vector<std::uint64_t> key_scratch;
    std::vector<std::uint32_t> value_scratch;
    for (std::size_t p = first; p < last; ++p) {
      const std::size_t size = parts.begin[p + 1] - parts.begin[p];
      Partition& partition = partitions[p];
      partition.hashes = std::span(parts.hashes).subspan(parts.begin[p], size);
      partition.documents = std::span(parts.documents).subspan(parts.begin[p], size);
      radix_sort(partition.hashes, partition.documents, 64 - parts.bits, key_scratch,
                 value_scratch);
      group(partition);
    }
  });
  return partitions;
}

/// The groups of all partitions, joined; none is listed by document yet.
Postings join_groups(const std::vector<Partition>& partitions, std::size_t total,
                     std::size_t documents) {
  Postings postings;
  postings.documents.reserve(total);
  postings.document_begin.assign(documents + 1, 0);
  for (const Partition& partition : partitions) {
    for (const DocumentIndex d : partition.documents) {
      postings.documents.push_back(d);
      ++postings.document_begin[d + 1];
    }
  }
  for (std::size_t d = 0; d < documents; ++d) {
    postings.document_begin[d + 1] += postings.document_begin[d];
  }
  return postings;
}

/// Lists for each document the groups that it is in, in their order.
void list_groups(const std::vector<Partition>& partitions, Postings& postings) {
  postings.groups.resize(postings.documents.size());
  std::vector<std::uint64_t> next(postings.document_begin.begin(),
                                  postings.document_begin.end() - 1);
  std::uint32_t at = 0;
  for (const Partition& partition : partitions) {
    for (const std::uint32_t size : partition.sizes) {
      for (std::uint32_t i = at; i < at + size; ++i) {
        postings.groups[next[postings.documents[i]]++] = {at, size};
      }
      at += size;
    }
  }
}

}  // namespace

Postings make_postings(const Shingles& shingles) {
  Parts parts = part(shingles);
  const std::vector<Partition> partitions = group_parts(parts);
  parts.hashes = std::vector<std::uint64_t>();  // not {}, which would keep the memory
  std::size_t total = 0;
  for (const Partition& partition : partitions) total += partition.documents.size();
  if (total > 0xFFFFFFFF) {
    throw Error(fmt::format("{} shared shingles are more than 2³² − 1", total), "corpus",
                "use --method estimate, a larger --scale, or parts of the corpus");
  }
  Postings postings = join_groups(partitions, total, shingles.documents());
  list_groups(partitions, postings);
  return postings;
}

}  // namespace leitwort::similarity

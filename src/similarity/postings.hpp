#pragma once

/// Private to similarity/: which documents have a shingle.

#include <leitwort/similarity.hpp>

#include <cstdint>
#include <vector>

namespace leitwort::similarity {

/// The shingles that stand in two documents or more, as a sparse matrix by rows of shingles
/// (`documents`) and by rows of documents (`groups`).
struct Postings {
  std::vector<std::uint64_t> group_begin{0};  // G + 1, into `documents`
  std::vector<DocumentIndex> documents;       // of each group, ascending
  std::vector<std::uint64_t> document_begin;  // D + 1, into `groups`
  std::vector<std::uint32_t> groups;          // of each document, ascending

  /// Calls visit(begin, end), a range of `documents`, for each of d's shingles.
  template <typename Visit>
  void for_each_group(DocumentIndex d, Visit visit) const {
    for (std::uint64_t i = document_begin[d]; i < document_begin[d + 1]; ++i) {
      visit(group_begin[groups[i]], group_begin[groups[i] + 1]);
    }
  }
};

/// Radix sort of (shingle, document) in parts that fit the cache. Parallel over parts.
Postings make_postings(const Shingles& shingles);

}  // namespace leitwort::similarity

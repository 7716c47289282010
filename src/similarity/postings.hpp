#pragma once

/// Private to similarity/: which documents have a shingle.

#include <leitwort/similarity.hpp>

#include <cstdint>
#include <vector>

namespace leitwort::similarity {

/// The shingles that stand in two documents or more, as a sparse matrix by rows of shingles
/// (`documents`) and by rows of documents (`groups`). 12 bytes for each of their occurrences.
struct Postings {
  /// A shingle: a range of `documents`.
  struct Group {
    std::uint32_t begin = 0, size = 0;
  };
  std::vector<DocumentIndex> documents;       // of each group, ascending
  std::vector<std::uint64_t> document_begin;  // D + 1, into `groups`
  std::vector<Group> groups;                  // of each document, ascending

  /// Calls visit(group) for each of d's shingles.
  template <typename Visit>
  void for_each_group(DocumentIndex d, Visit visit) const {
    constexpr std::uint64_t kAhead = 16;  // groups whose documents are fetched in time
    const std::uint64_t end = document_begin[d + 1];
    for (std::uint64_t i = document_begin[d]; i < end; ++i) {
      if (i + kAhead < end) {
        const Group& next = groups[i + kAhead];
        __builtin_prefetch(documents.data() + next.begin + next.size - 1);
      }
      visit(groups[i]);
    }
  }

  /// Calls visit(other, group) for each of d's shingles and each document that has it too, of those
  /// from `first` on; for d itself, too, if it is one of them.
  template <typename Visit>
  void for_each_other(DocumentIndex d, DocumentIndex first, Visit visit) const {
    for_each_group(d, [&](Group group) {
      for (std::uint32_t i = group.begin + group.size; i > group.begin; --i) {
        const DocumentIndex other = documents[i - 1];
        if (other < first) break;
        visit(other, group);
      }
    });
  }
};

/// Radix sort of (shingle, document) in parts that fit the cache. Parallel over parts.
Postings make_postings(const Shingles& shingles);

}  // namespace leitwort::similarity

#pragma once

/// What the writers of passages share: where passages lie, and their words as printed.

#include "text/bytes_of.hpp"
#include <leitwort/report.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitwort::report {

using text::bytes_of;

/// What stands at tokens of one document.
std::string_view printed(const PassageTables& tables, DocumentIndex document, TokenIndex begin,
                         TokenIndex end);

/// A token as printed, with the punctuation that is attached to it, all of it visible. Empty where
/// one character became several tokens, for all but the first of them.
struct PrintedWord {
  std::string text;
  bool space = false;  ///< whether something separates it from the word before
};

/// A step of an alignment: words that stand under each other. That of a side that has none is
/// empty.
struct WordPair {
  AlignmentRun::Kind kind = AlignmentRun::Kind::equal;
  PrintedWord a, b;

  [[nodiscard]] bool equal() const { return kind == AlignmentRun::Kind::equal; }
};
std::vector<WordPair> word_pairs(const PassageTables& tables, const Passage& passage);

/// The steps that are shown of a long passage: by step, whether it stands near a difference or at
/// an end. No gap is so short that telling of it takes more room than showing it.
std::vector<bool> near_differences(const std::vector<WordPair>& pairs, std::size_t context);

/// `earliest`, `tie`, `later` or `unknown`.
std::string_view order_name(VersionOrder order);
/// `a-document (2017-07)`.
std::string named(const PassageTables& tables, DocumentIndex document);
/// `4 versions in 3 documents, the earliest in a-document (2017); 1 undated`.
std::string cluster_for_people(const PassageTables& tables, const Cluster& cluster);
/// `12 and 14 tokens, 11 matched, similarity 0.9167, score 80.2`.
std::string measures_for_people(const Passage& passage);

}  // namespace leitwort::report

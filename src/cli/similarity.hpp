#pragma once

/// What `similarity` and `report` share.

#include "cli/record.hpp"
#include "cli/session.hpp"
#include <leitwort/similarity.hpp>

#include <span>
#include <vector>

namespace leitwort::cli {

/// An OverlapIndex for every k that was asked for; the memory is shared out between them.
std::vector<OverlapIndex> make_indexes(const Settings& settings);

/// How a collection is sketched that is not compared exactly.
SketchOptions sketch_options_of(const Settings& settings);

/// Throws Error for options of pairs that contradict each other.
void check_selection(const Settings& settings);

/// What was asked for; else all pairs, or the closest ones of a large corpus. Throws Error if the
/// index cannot tell.
PairSelection select_pairs(const Settings& settings, const OverlapIndex& index);

/// The closest of the pairs that share something.
class ClosestPairs {
 public:
  explicit ClosestPairs(std::size_t most) : most_(most) {}
  void add(const PairScore& score);
  [[nodiscard]] std::vector<PairScore> pairs() const;  ///< best first

 private:
  std::size_t most_;
  std::vector<PairScore> heap_;  // the least close on top
};

/// How each of them compares, for run.json.
std::vector<std::string> methods_of(const std::vector<OverlapIndex>& indexes);

/// Writes the selected pairs of every index, notes how they were compared and counts what was not
/// written. The closest pairs of every index go to `closest`, one for each, unless that is empty.
void write_pairs(const std::vector<OverlapIndex>& indexes, const Reading& reading, Session& session,
                 const TableForm& form, const Sink& sink, Cuts& cuts,
                 std::span<ClosestPairs> closest = {});

/// The square form of all pairs, and how many they are.
SimilarityMatrix full_matrix(const OverlapIndex& index, const Measure& measure, PairCount& count);

/// Where each row of the square form comes from.
std::vector<DocumentIndex> order_of(Order order, const SimilarityMatrix& matrix,
                                    const std::vector<Date>& dates);

/// How an index was compared, for the user: method, error, what was not written.
std::string pairs_note(const OverlapIndex& index, const PairCount& count, const Settings& settings);

}  // namespace leitwort::cli

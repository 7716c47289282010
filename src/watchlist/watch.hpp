#pragma once

/// Private to watchlist/: what the stages of the watch-list hand on.

#include <leitwort/watchlist.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leitwort::watchlist {

/// The wording of the corpus that comes nearest to a line that is not found.
struct Nearest {
  TokenIndex begin = 0, end = 0;  ///< its first place, inside one phrase
  std::size_t places = 0;         ///< of the same words, overlapping ones included
  std::size_t words = 0;          ///< of the watched wording that it comes near to
  std::size_t shared = 0;         ///< … that it has, in whatever order
  std::size_t similar = 0;        ///< … among these, that it has in another form
};

/// What a watch-list took, so that tests can hold it to its bounds.
struct WatchWork {
  /// Words of a wording compared with a token, and gaps tried: for each token at most twice as many
  /// as the wording can run over.
  std::uint64_t words_compared = 0;
  /// Runs of words for which a bound of their likeness was computed, …
  std::uint64_t runs_bounded = 0;
  /// … and words of those runs that were compared with a line that is not found.
  std::uint64_t run_words = 0;
};

/// For each line the nearest wording; none where nothing shares content. Adds to `work`.
std::vector<std::optional<Nearest>> find_nearest(const Tokens& tokens, const Vocabulary& vocabulary,
                                                 std::span<const WatchLine* const> lines,
                                                 WatchWork& work);

/// leitwort::find_watched, which counts what it does. Adds to `work`.
Formulations find_watched(const Tokens& tokens, const Vocabulary& vocabulary, const WatchList& list,
                          std::span<const Document> documents, WatchWork& work);

/// The wording as it was given, normalised, `*` for what varies.
std::string text_of(const WatchedWording& wording);

}  // namespace leitwort::watchlist

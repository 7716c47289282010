#pragma once

/// The watch-list room: formulations that the user names, followed through a corpus. What is not
/// found is told with the nearest wording that is. And why a phrase is no formulation.
///
///     text → WatchList; Tokens, WatchList → Formulations (found or not, in the order of the list)
///
///     using namespace leitwort;
///     std::vector<Document> documents(2);
///     documents[0].text = "We rest on mutual trust. This is the hard work of peace.";
///     documents[1].text = "They spoke of trust, which is mutual; of the work of peace.";
///     Tokens tokens;
///     Vocabulary vocabulary;
///     tokenize(documents, tokens, vocabulary);
///
///     const WatchList list = parse_watch_list("the * of peace\nmutual trust | reliance", "list");
///     const Formulations found = find_watched(tokens, vocabulary, list, documents);
///
///     assert(found.rows[0].slots == "the {hard work|work} of peace");
///     assert(found.rows[1].text == "mutual trust" && found.rows[1].documents == 1);
///
/// A line holds one formulation. Its wordings stand between bars, and `*` in a wording stands for
/// up to three words (or Han characters), or none:
///
///     # what the treaty promised
///     mutual trust | trust in each other
///     the * of peace

#include <leitwort/formulations.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort {

/// A wording to look for: words, and between two neighbours at most so many others.
struct WatchedWording {
  std::vector<std::string> words;         ///< normalised; never empty
  std::vector<std::uint32_t> most_after;  ///< by word: most other words before the next one; 0 for
                                          ///< the last
  bool operator==(const WatchedWording&) const = default;
};

/// A formulation to look for.
struct WatchLine {
  std::uint64_t line = 0;                ///< its number in the file, from 1
  std::vector<WatchedWording> wordings;  ///< as given, each once; never empty
};

struct WatchList {
  std::vector<WatchLine> lines;
};

/// Reads a watch-list. Empty lines, and lines that begin with `#`, are passed over. Words are
/// normalised as those of texts are, so that case and punctuation do not matter. The full-width
/// `｜` and `＊` are as good as `|` and `*`. Throws Error with `name` and the line where a wording
/// has no words, begins or ends with `*`, or could run over more than 1,000 words, and where the
/// list is empty.
WatchList parse_watch_list(std::string_view text, std::string_view name);

/// Finds every formulation of the list. Rows: one a line, found or not, in the order of the list;
/// the text is the first wording, the score unknown (NaN). Wordings of a row: the distinct word
/// sequences that stand in the corpus. `documents` is for the names in explanations.
///
/// A wording stands where its words stand inside one phrase: as formulations do, it does not run
/// across the end of a sentence, `; :`, dashes or brackets. From each first word it gives at most
/// one place, each `*` standing for as few words as it can, the first `*` first. Where places of a
/// row overlap, the leftmost counts, then the longest. Slots are the `*`, numbered along the line.
///
/// A row that is not found is explained by the nearest wording that the corpus has: the run of
/// words v inside one phrase, at most three longer than the wording w, that has the highest
///
///     Σ s(x, y) · 2 min(g(x), g(y)) / (Σ g(x) + Σ g(y)),   x in w, y in v
///
/// which is Dice's coefficient where s is 1. g is word_weights, 1/16 at least, in steps of 1/1024;
/// words that the corpus does not have weigh 1. Every x and every y is matched once at most, in any
/// order: from the left, the words of v take an equal one (s = 1); then those left over a similar
/// one (s = ½), similar being two words that begin with the same four letters or more, three fifths
/// of the longer word at least, and not with a digit. A tie goes to the word sequence with the most
/// places, then to the earliest, then to the shortest. What is shared, Σ s · min, must reach ½, or
/// a quarter of Σ g(x) where that is less, and one of the shared y must weigh more than 1/16.
///
/// Parallel; the result does not depend on the number of threads. Memory: 24 bytes a place,
/// and 4 a place of the words of lines that are not found.
Formulations find_watched(const Tokens& tokens, const Vocabulary& vocabulary, const WatchList& list,
                          std::span<const Document> documents);

/// Why a phrase is or is not among the rows that find_formulations would give, in words, a line
/// each: where it stands, what of it is looked for, which rows have its places, which threshold it
/// fails, what its score would be. Throws Error where `phrase` has no words.
std::vector<std::string> explain_phrase(const FormulationCorpus& corpus,
                                        const FormulationOptions& options,
                                        std::span<const Document> documents,
                                        std::string_view phrase);

}  // namespace leitwort

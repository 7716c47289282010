#pragma once

/// The boilerplate room: what stands in a text and is not the text. It may be cut out by patterns,
/// when somebody asks; what merely looks like it is listed.
///
///     leitwort::CutPatterns patterns(leitwort::read_list("cut.txt").text, "cut.txt");
///     patterns.cut(documents);                            // fills Document::cut
///     for (const auto& found : leitwort::find_boilerplate(documents)) list(found);

#include <leitwort/corpus.hpp>
#include <leitwort/observer.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort {

// --- cutting ----------------------------------------------------------------------------------

/// A pattern and what it has cut so far. What two patterns match is counted for both.
struct CutPattern {
  std::string pattern;       ///< a regular expression of ICU
  bool whole_lines = false;  ///< cuts every line in which it matches, not just what it matches
  std::uint64_t line = 0;    ///< of the list, from 1
  std::uint64_t places = 0;
  std::uint64_t bytes = 0;
  /// Of ICU's engine, in whole ten thousands of each document; what takes fewer is not seen.
  std::uint64_t steps = 0;
};

/// Regular expressions of ICU that say what is not to be counted. `^` and `$` stand for the ends of
/// lines, `(?i)` begins a pattern that ignores case. A match of nothing cuts nothing.
class CutPatterns {
 public:
  /// One pattern a line. `line:` before a pattern cuts every whole line (without its line end) that
  /// it matches somewhere; `span:` or nothing cuts what is matched, over line ends if the pattern
  /// says so. Blank lines and lines that begin with `#` are passed over; otherwise every character
  /// counts. `where` names the list in errors. Throws Error for what is no pattern.
  CutPatterns(std::string_view list, const std::string& where);
  ~CutPatterns();
  CutPatterns(CutPatterns&&) noexcept;
  CutPatterns& operator=(CutPatterns&&) noexcept;

  /// Adds to `Document::cut` of each what the patterns match from `body_begin` on. Texts and
  /// offsets stay as they are. Parallel over documents; the result does not depend on the threads.
  ///
  /// Throws Error where a pattern takes too long or a text is longer than 1 GiB. The steps of a
  /// pattern are bounded in proportion to the length of all texts so far, so that the same input
  /// fails in the same document, or does not, on every machine and however it comes in calls.
  void cut(std::span<Document> documents);

  /// In the order of the list.
  [[nodiscard]] const std::vector<CutPattern>& patterns() const;

 private:
  struct Compiled;
  void cut_together(std::span<Document> documents);
  [[noreturn]] void refuse(std::size_t pattern, const Document& document,
                           const std::string& why) const;

  std::string where_;
  std::vector<CutPattern> patterns_;
  std::unique_ptr<Compiled> compiled_;
};

/// Bytes of a document that are cut.
std::uint64_t bytes_cut(const Document& document);

// --- suspecting -------------------------------------------------------------------------------

/// A stretch of a document that looks like boilerplate.
struct SuspectedBoilerplate {
  DocumentIndex document = 0;
  std::uint32_t begin = 0, end = 0;  ///< half-open range of bytes of its text
  std::string reason;                ///< for people: `navigation`, `citation line`, …
  bool operator==(const SuspectedBoilerplate&) const = default;
};

/// What looks like boilerplate, by document and place; no two overlap. It removes nothing. What is
/// cut already is passed over. Parallel over documents; linear in their text.
/// src/boilerplate/find.cpp has the rules, each with its reason.
///
/// REQUIRES: every text is shorter than 4 GiB.
std::vector<SuspectedBoilerplate> find_boilerplate(std::span<const Document> documents,
                                                   const Observer& observer = {});

}  // namespace leitwort

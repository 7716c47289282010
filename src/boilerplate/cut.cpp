#include "parallel.hpp"
#include <leitwort/boilerplate.hpp>
#include <leitwort/error.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace leitwort {
namespace {

/// ICU counts the states that its engine saves, and calls back after every so many of them.
constexpr std::uint64_t kStepsAUnit = 10000;
/// A pattern may take so many units in the whole corpus, about a second of a catastrophic one, …
constexpr std::uint64_t kFreeUnits = 3000;
/// … and a unit more for so many characters of it, 320 steps each: ten times what a pattern takes
/// that is linear, and as much as one that goes through every line of a page from each of its
/// words.
constexpr std::uint64_t kCharactersAUnit = kStepsAUnit / 320;

/// What one pattern takes in one document, line by line or at once. A find that takes less than a
/// unit is not seen, and needs no bound: it is part of a line at least.
struct Meter {
  std::uint64_t most = 0;  ///< units
  std::uint64_t used = 0;
};

/// Called by ICU after every unit. Whether the search may go on.
UBool count_unit(const void* meter, int32_t /*units*/) {
  auto& counted = *static_cast<Meter*>(const_cast<void*>(meter));
  return static_cast<UBool>(++counted.used <= counted.most);
}

/// The body of a document for ICU's engine, which is several times faster on UTF-16, and the way
/// back to the bytes.
class Body {
 public:
  explicit Body(const Document& document)
      : bytes_(std::string_view(document.text).substr(document.body_begin)),
        begin_(document.body_begin),
        characters_(icu::UnicodeString::fromUTF8(
            icu::StringPiece(bytes_.data(), static_cast<int32_t>(bytes_.size())))),
        one_to_one_(static_cast<std::size_t>(characters_.length()) == bytes_.size()) {}

  [[nodiscard]] const icu::UnicodeString& characters() const { return characters_; }

  /// Byte offsets into the document of ascending UTF-16 offsets into the body.
  class Walk {
   public:
    explicit Walk(const Body& body) : body_(body) {}
    std::uint32_t to(int32_t character) {
      if (body_.one_to_one_) {
        return static_cast<std::uint32_t>(body_.begin_ + static_cast<std::size_t>(character));
      }
      const auto* bytes = reinterpret_cast<const uint8_t*>(body_.bytes_.data());
      while (character_ < character) {
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, byte_, body_.bytes_.size(), c);
        character_ += U16_LENGTH(c);
      }
      return static_cast<std::uint32_t>(body_.begin_ + byte_);
    }

   private:
    const Body& body_;
    int32_t character_ = 0;
    std::size_t byte_ = 0;
  };

 private:
  std::string_view bytes_;
  std::size_t begin_;
  icu::UnicodeString characters_;
  bool one_to_one_;  // as many characters as bytes: every one is ASCII
};

/// What one pattern matches in one document, ascending and disjoint.
using Matches = std::vector<Span>;

void find_spans(icu::RegexMatcher& matcher, const Body& body, Matches& matches,
                UErrorCode& status) {
  Body::Walk walk(body);
  while (matcher.find(status) && U_SUCCESS(status)) {
    const int32_t begin = matcher.start(status), end = matcher.end(status);
    if (begin == end) continue;
    const std::uint32_t first = walk.to(begin);
    matches.push_back({first, walk.to(end)});
  }
}

/// Whether the pattern matches some of the characters from `begin` to `end`.
bool matches_within(icu::RegexMatcher& matcher, int32_t begin, int32_t end, UErrorCode& status) {
  matcher.region(begin, end, status);
  while (matcher.find(status) && U_SUCCESS(status)) {
    if (matcher.start(status) < matcher.end(status)) return true;
  }
  return false;
}

void find_lines(icu::RegexMatcher& matcher, const Body& body, Matches& matches,
                UErrorCode& status) {
  Body::Walk walk(body);
  const icu::UnicodeString& text = body.characters();
  const int32_t size = text.length();
  for (int32_t begin = 0; begin < size && U_SUCCESS(status);) {
    int32_t end = begin;
    while (end < size && text[end] != u'\n' && text[end] != u'\r') ++end;
    if (begin < end && matches_within(matcher, begin, end, status)) {
      const std::uint32_t first = walk.to(begin);
      matches.push_back({first, walk.to(end)});
    }
    begin = end + 1;
  }
}

/// Sorted and disjoint; what overlaps or touches becomes one.
void unite(std::vector<Span>& spans) {
  std::ranges::sort(spans, {}, [](const Span& s) { return std::pair(s.begin, s.end); });
  std::size_t size = 0;
  for (const Span& span : spans) {
    if (size > 0 && span.begin <= spans[size - 1].end)
      spans[size - 1].end = std::max(spans[size - 1].end, span.end);
    else
      spans[size++] = span;
  }
  spans.resize(size);
}

/// What ICU found wrong, for people.
std::string explain(UErrorCode status) {
  switch (status) {
    case U_REGEX_STOPPED_BY_CALLER:
    case U_REGEX_STACK_OVERFLOW:
      return "takes too long: it tries more and more ways to match";
    case U_MEMORY_ALLOCATION_ERROR:
      return "takes too much memory";
    default:
      return fmt::format("cannot be matched (ICU: {})", u_errorName(status));
  }
}

}  // namespace

struct CutPatterns::Compiled {
  std::vector<std::unique_ptr<icu::RegexPattern>> patterns;
  std::vector<std::uint64_t> units;  ///< by pattern, of all documents so far
  std::uint64_t characters = 0;      ///< of all documents so far

  /// Units that every pattern may have taken up to here.
  [[nodiscard]] std::uint64_t allowed() const { return kFreeUnits + characters / kCharactersAUnit; }
};

CutPatterns::~CutPatterns() = default;
CutPatterns::CutPatterns(CutPatterns&&) noexcept = default;
CutPatterns& CutPatterns::operator=(CutPatterns&&) noexcept = default;

CutPatterns::CutPatterns(std::string_view list, const std::string& where)
    : where_(where), compiled_(std::make_unique<Compiled>()) {
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('\n', begin), list.size());
    std::string_view line = list.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#') || line.find_first_not_of(" \t") == std::string_view::npos) continue;

    CutPattern pattern;
    pattern.line = number;
    pattern.whole_lines = line.starts_with("line:");
    if (pattern.whole_lines || line.starts_with("span:")) line.remove_prefix(5);
    pattern.pattern = line;
    const std::string place = fmt::format("{}:{}", where, number);
    if (line.empty()) throw Error("no pattern stands after the colon", place, "write one there");

    UErrorCode status = U_ZERO_ERROR;
    UParseError error{};
    compiled_->patterns.emplace_back(icu::RegexPattern::compile(
        icu::UnicodeString::fromUTF8(pattern.pattern),
        UREGEX_MULTILINE | UREGEX_ERROR_ON_UNKNOWN_ESCAPES, error, status));
    if (U_FAILURE(status)) {
      throw Error(fmt::format("\"{}\" is no regular expression (ICU: {} at character {})",
                              pattern.pattern, u_errorName(status), error.offset),
                  place, "put \\ before a character that is meant as it stands");
    }
    patterns_.push_back(std::move(pattern));
  }
  compiled_->units.resize(patterns_.size());
}

namespace {

/// What one pattern did in one document.
struct Outcome {
  std::uint64_t places = 0, bytes = 0;
  std::uint64_t units = 0;
  UErrorCode status = U_ZERO_ERROR;
};

/// Matches one pattern and adds to Document::cut. `most` units besides those that the text gives.
Outcome match(const icu::RegexPattern& pattern, bool whole_lines, const Body& body,
              std::uint64_t most, Document& document) {
  Outcome outcome;
  Matches matches;
  const std::unique_ptr<icu::RegexMatcher> matcher(
      pattern.matcher(body.characters(), outcome.status));
  if (U_FAILURE(outcome.status)) return outcome;
  // A unit more, since a share of one carries over from document to document.
  Meter meter{most + static_cast<std::uint64_t>(body.characters().length()) / kCharactersAUnit + 1,
              0};
  matcher->setMatchCallback(count_unit, &meter, outcome.status);
  if (whole_lines)
    find_lines(*matcher, body, matches, outcome.status);
  else
    find_spans(*matcher, body, matches, outcome.status);
  outcome.units = meter.used;
  outcome.places = matches.size();
  for (const Span& span : matches) outcome.bytes += span.end - span.begin;
  document.cut.insert(document.cut.end(), matches.begin(), matches.end());
  return outcome;
}

}  // namespace

/// The budget of a pattern is that of the corpus, and is settled in its order, so that the same
/// pattern fails in the same document for any number of threads. Between two settlements a few
/// documents are matched side by side, each with what was left at the last one.
void CutPatterns::cut(std::span<Document> documents) {
  constexpr std::size_t kTogether = 32;
  for (std::size_t begin = 0; begin < documents.size() && !patterns_.empty(); begin += kTogether) {
    cut_together(documents.subspan(begin, std::min(kTogether, documents.size() - begin)));
  }
}

void CutPatterns::cut_together(std::span<Document> documents) {
  constexpr std::size_t kLongest = std::size_t{1} << 30;
  const std::size_t size = patterns_.size();
  std::vector<Outcome> outcomes(documents.size() * size);
  std::vector<std::uint64_t> characters(documents.size());
  parallel_for(documents.size(), [&](std::size_t d) {
    Document& document = documents[d];
    if (document.text.size() > kLongest) {
      throw Error("is longer than 1 GiB", document.path, "split the text to cut patterns from it");
    }
    const Body body(document);
    characters[d] = static_cast<std::uint64_t>(body.characters().length());
    for (std::size_t p = 0; p < size; ++p) {
      const std::uint64_t left = compiled_->allowed() - compiled_->units[p];
      Outcome& outcome = outcomes[d * size + p];
      outcome = match(*compiled_->patterns[p], patterns_[p].whole_lines, body, left, document);
      if (U_FAILURE(outcome.status)) break;
    }
    unite(document.cut);
  });
  for (std::size_t d = 0; d < documents.size(); ++d) {
    compiled_->characters += characters[d];
    for (std::size_t p = 0; p < size; ++p) {
      Outcome& outcome = outcomes[d * size + p];
      compiled_->units[p] += outcome.units;
      if (U_SUCCESS(outcome.status) && compiled_->units[p] > compiled_->allowed()) {
        outcome.status = U_REGEX_STOPPED_BY_CALLER;
      }
      if (U_FAILURE(outcome.status)) refuse(p, documents[d], explain(outcome.status));
      patterns_[p].places += outcome.places;
      patterns_[p].bytes += outcome.bytes;
      patterns_[p].steps += outcome.units * kStepsAUnit;
    }
  }
}

void CutPatterns::refuse(std::size_t p, const Document& document, const std::string& why) const {
  throw Error(fmt::format("\"{}\" {} in {} ({} million steps in {} characters up to there)",
                          patterns_[p].pattern, why, document.id.empty() ? "a text" : document.id,
                          compiled_->units[p] * kStepsAUnit / 1000000, compiled_->characters),
              fmt::format("{}:{}", where_, patterns_[p].line),
              "write it with fewer nested repetitions");
}

const std::vector<CutPattern>& CutPatterns::patterns() const {
  return patterns_;
}

std::uint64_t bytes_cut(const Document& document) {
  std::uint64_t bytes = 0;
  for (const Span& span : document.cut) bytes += span.end - span.begin;
  return bytes;
}

}  // namespace leitwort

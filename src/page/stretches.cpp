#include "page/stretches.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <numeric>

namespace leitwort::page {
namespace {

using Stretches = std::vector<std::vector<Span>>;  // by document

constexpr int kLongestCharacter = 4;

constexpr std::size_t kLongestWord = 40;  // bytes, for the ends of margins

/// The end of a margin, moved inwards by a word at most so that no word is cut; as it is where the
/// words have no spaces between them.
std::size_t first_word(std::string_view text, std::size_t begin, std::size_t inner) {
  if (begin == 0) return begin;
  const std::size_t space = text.substr(0, std::min(inner, begin + kLongestWord)).find(' ', begin);
  return space == std::string_view::npos ? begin : space + 1;
}

std::size_t last_word(std::string_view text, std::size_t end, std::size_t inner) {
  if (end == text.size()) return end;
  const std::size_t least = std::max(inner, end - std::min(end, kLongestWord));
  const std::size_t space = text.substr(least, end - least).rfind(' ');
  return space == std::string_view::npos ? end : least + space;
}

/// The range with a margin on both sides, of whole characters where the text is UTF-8.
Span widened(std::string_view text, const Span& bytes, std::size_t margin) {
  std::size_t begin = bytes.begin - std::min<std::size_t>(bytes.begin, margin);
  std::size_t end = std::min(text.size(), bytes.end + margin);
  for (int i = 1; i < kLongestCharacter && begin > 0 && continues_character(text[begin]); ++i) {
    --begin;
  }
  for (int i = 1; i < kLongestCharacter && end < text.size() && continues_character(text[end]);
       ++i) {
    ++end;
  }
  begin = first_word(text, begin, bytes.begin);
  end = last_word(text, end, bytes.end);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Sorts, and makes one of those that overlap or touch.
void merge(std::vector<Span>& spans) {
  std::ranges::sort(spans, {}, [](const Span& s) { return std::pair(s.begin, s.end); });
  std::vector<Span> merged;
  for (const Span& span : spans) {
    if (span.begin == span.end) continue;
    if (!merged.empty() && span.begin <= merged.back().end)
      merged.back().end = std::max(merged.back().end, span.end);
    else
      merged.push_back(span);
  }
  spans = std::move(merged);
}

std::size_t size_of(std::span<const Span> spans) {
  std::size_t bytes = 0;
  for (const Span& span : spans) bytes += span.end - span.begin;
  return bytes;
}

std::vector<Span> whole(const Document& document) {
  if (document.text.empty()) return {};
  return {{0, static_cast<std::uint32_t>(document.text.size())}};
}

/// What surrounds a part of the evidence, and how many pieces of it each document has.
struct Surroundings {
  Stretches stretches;
  std::vector<std::size_t> pieces;
  std::size_t bytes = 0;
};

Surroundings surroundings(std::span<const Document> documents, const Evidence& evidence,
                          std::size_t places, std::size_t passages, std::size_t margin) {
  Surroundings result{Stretches(documents.size()), std::vector<std::size_t>(documents.size())};
  const auto hold = [&](const ShownStretch& shown) {
    result.stretches[shown.document].push_back(
        widened(documents[shown.document].text, shown.bytes, margin));
    ++result.pieces[shown.document];
  };
  for (const ShownStretch& change : evidence.changes) hold(change);
  for (const auto& of_formulation : evidence.places) {
    visit_spread(of_formulation.size(), places, [&](std::size_t i) { hold(of_formulation[i]); });
  }
  for (std::size_t i = 0; i < std::min(passages, evidence.passages.size()); ++i) {
    hold(evidence.passages[i]);
  }
  for (std::vector<Span>& spans : result.stretches) {
    merge(spans);
    result.bytes += size_of(spans);
  }
  return result;
}

}  // namespace

Stretches choose_stretches(std::span<const Document> documents, const Evidence& evidence,
                           const PageLimits& limits) {
  std::size_t all = 0;
  for (const Document& document : documents) all += document.text.size();
  Stretches stretches(documents.size());
  if (all <= limits.text_bytes) {
    for (std::size_t d = 0; d < documents.size(); ++d) stretches[d] = whole(documents[d]);
    return stretches;
  }
  std::size_t places = limits.evidence_places, passages = evidence.passages.size();
  Surroundings held = surroundings(documents, evidence, places, passages, limits.margin);
  while (held.bytes > limits.text_bytes && places + passages > 0) {
    places /= 2;
    passages /= 2;
    held = surroundings(documents, evidence, places, passages, limits.margin);
  }
  std::vector<DocumentIndex> order(documents.size());
  std::iota(order.begin(), order.end(), DocumentIndex{0});
  std::ranges::sort(order, [&](DocumentIndex a, DocumentIndex b) {
    return held.pieces[a] != held.pieces[b] ? held.pieces[a] > held.pieces[b] : a < b;
  });
  for (const DocumentIndex d : order) {
    const std::size_t more = documents[d].text.size() - size_of(held.stretches[d]);
    if (held.bytes + more > limits.text_bytes) continue;
    held.bytes += more;
    held.stretches[d] = whole(documents[d]);
  }
  return std::move(held.stretches);
}

bool is_held(std::span<const Span> stretches, const Span& bytes) {
  const auto after = std::ranges::upper_bound(stretches, bytes.begin, {}, &Span::begin);
  return after != stretches.begin() && bytes.end <= std::prev(after)->end;
}

}  // namespace leitwort::page

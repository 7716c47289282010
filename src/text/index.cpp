#include "parallel.hpp"
#include "text/normalize.hpp"
#include "text/tokenize.hpp"
#include <leitwort/error.hpp>
#include <leitwort/text.hpp>

#include <algorithm>

namespace leitwort {
namespace {

/// A half-open range of neighbouring documents.
struct Range {
  std::size_t begin = 0, end = 0;
};

/// The tokens of such a range, with a vocabulary of their own. Kept and cleared from one range to
/// the next: fresh memory costs more than filling it.
struct Chunk {
  Tokens tokens;
  Vocabulary vocabulary;
};

/// Cuts documents into ranges of about the same number of bytes. Independent of the threads.
std::vector<Range> cut_into_ranges(std::span<const Document> documents) {
  constexpr std::size_t kBytes = std::size_t{1} << 19;
  std::vector<Range> ranges;
  std::size_t bytes = kBytes;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (bytes >= kBytes) {
      ranges.push_back({d, d});
      bytes = 0;
    }
    bytes += documents[d].text.size();
    ranges.back().end = d + 1;
  }
  return ranges;
}

void tokenize_range(std::span<const Document> documents, Range range, Chunk& chunk) {
  chunk.tokens.clear();
  chunk.vocabulary.clear();
  for (std::size_t d = range.begin; d < range.end; ++d) {
    const Document& document = documents[d];
    const auto body = std::string_view(document.text).substr(document.body_begin);
    const bool wrapped = is_hard_wrapped(body);
    text::tokenize_text(document.text, document.body_begin, wrapped, chunk.tokens, chunk.vocabulary,
                        document.cut);
    chunk.tokens.document_begin.push_back(static_cast<TokenIndex>(chunk.tokens.size()));
    chunk.tokens.hard_wrapped.push_back(wrapped ? 1 : 0);
  }
}

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Chunks are merged in the order of their documents, so tokens are numbered by first appearance in
/// the corpus, however they were cut.
void merge_chunk(const Chunk& chunk, Tokens& tokens, Vocabulary& vocabulary) {
  const std::size_t offset = tokens.size();
  if (offset + chunk.tokens.size() >= (std::size_t{1} << 31)) {
    throw Error("has 2^31 tokens or more", "corpus", "analyse it in parts");
  }
  std::vector<TokenId> renumbered(chunk.vocabulary.size());
  for (TokenId id = 0; id < renumbered.size(); ++id) {
    renumbered[id] = vocabulary.intern(chunk.vocabulary[id]);
  }
  for (const TokenId id : chunk.tokens.ids) tokens.ids.push_back(renumbered[id]);
  append(tokens.spans, chunk.tokens.spans);
  append(tokens.marks, chunk.tokens.marks);
  append(tokens.hard_wrapped, chunk.tokens.hard_wrapped);
  for (std::size_t d = 1; d < chunk.tokens.document_begin.size(); ++d) {
    tokens.document_begin.push_back(
        static_cast<TokenIndex>(offset + chunk.tokens.document_begin[d]));
  }
}

}  // namespace

void Tokens::clear() {
  ids.clear();
  spans.clear();
  marks.clear();
  document_begin.assign(1, 0);
  hard_wrapped.clear();
}

DocumentIndex Tokens::document_of(TokenIndex token) const {
  const auto after = std::upper_bound(document_begin.begin(), document_begin.end(), token);
  return static_cast<DocumentIndex>(after - document_begin.begin() - 1);
}

void tokenize(std::span<const Document> documents, Tokens& tokens, Vocabulary& vocabulary,
              const Observer& observer) {
  for (const Document& document : documents) {
    if (document.text.size() > 0xFFFFFFFFU) {
      throw Error("is longer than 4 GiB", document.path, "split the text");
    }
  }
  // A few ranges at a time, so that little is held twice.
  constexpr std::size_t kRound = 16;
  const std::vector<Range> ranges = cut_into_ranges(documents);
  std::vector<Chunk> chunks(std::min(kRound, ranges.size()));
  for (std::size_t round = 0; round < ranges.size(); round += kRound) {
    const std::size_t size = std::min(kRound, ranges.size() - round);
    parallel_for(size, [&](std::size_t c) {
      observer.check();
      tokenize_range(documents, ranges[round + c], chunks[c]);
    });
    for (std::size_t c = 0; c < size; ++c) merge_chunk(chunks[c], tokens, vocabulary);
    if (observer.advance) observer.advance(round + size, ranges.size());
  }
}

void reserve_tokens(Tokens& tokens, std::uint64_t text_bytes) {
  // The densest ordinary text is one letter, one space.
  const std::size_t most = std::min<std::uint64_t>(text_bytes / 2 + 1, std::uint64_t{1} << 31);
  tokens.ids.reserve(most);
  tokens.spans.reserve(most);
  tokens.marks.reserve(most);
}

void append_word(std::string_view word, std::string& phrase) {
  if (!phrase.empty() && !(text::ends_single(phrase) && text::begins_single(word))) phrase += ' ';
  phrase += word;
}

std::vector<std::string> words_of(std::string_view text) {
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, 0, false, tokens, vocabulary);
  std::vector<std::string> words;
  for (const TokenId id : tokens.ids) words.emplace_back(vocabulary[id]);
  return words;
}

}  // namespace leitwort

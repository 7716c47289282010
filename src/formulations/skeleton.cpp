#include <leitwort/error.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/sequence.hpp>

#include <utility>

namespace leitwort {
namespace {

void check_size(std::size_t symbols) {
  if (symbols >= 0x7FFFFFFE) {
    throw Error("has too many tokens for one search of repeats (some 2^30)", "corpus",
                "analyse it in parts");
  }
}

void add(WordSequence& words, std::int32_t symbol, TokenIndex begin, std::uint8_t length) {
  words.symbols.push_back(symbol);
  words.begin.push_back(begin);
  words.length.push_back(length);
}

void reserve(WordSequence& words, std::size_t size) {
  words.symbols.reserve(size);
  words.begin.reserve(size);
  words.length.reserve(size);
}

}  // namespace

WordSequence exact_words(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::size_t breaks = 0;
  for (const std::uint8_t marks : tokens.marks) breaks += marks & kBreakBefore;
  check_size(tokens.size() + breaks);
  WordSequence words;
  reserve(words, tokens.size() + breaks);
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    for (TokenIndex t = tokens.document_begin[d]; t < tokens.document_begin[d + 1]; ++t) {
      if ((tokens.marks[t] & kBreakBefore) != 0) add(words, kSeparator, t, 0);
      add(words, static_cast<std::int32_t>(tokens.ids[t]) + 1, t, 1);
    }
    words.document_begin.push_back(static_cast<std::uint32_t>(words.size()));
  }
  words.alphabet = static_cast<std::int32_t>(vocabulary.size()) + 1;
  return words;
}

Skeleton make_skeleton(const Tokens& tokens, const Vocabulary& vocabulary, Lexicons lexicons,
                       std::uint32_t max_gap, const Observer& observer) {
  check_size(2 * tokens.size());
  Skeleton skeleton;
  skeleton.stems = std::move(lexicons.stems);
  WordSequence& words = skeleton.words;
  reserve(words, tokens.size());  // what is never written takes no memory
  std::vector<std::uint8_t>& light = skeleton.light;
  DocumentIndex document = 0;
  std::uint32_t left_out = 0;
  bool open = false;  // a word stands before, and no separator since
  const auto end_documents = [&](DocumentIndex before) {
    for (; document < before; ++document) {
      observer.check();
      words.document_begin.push_back(static_cast<std::uint32_t>(words.size()));
      left_out = 0;
      open = false;
    }
  };
  visit_words(tokens, vocabulary, lexicons, skeleton.stems, [&](DocumentIndex d, const Word& word) {
    end_documents(d);
    if (open && ((tokens.marks[word.begin] & kBreakBefore) != 0 || left_out > max_gap))
      open = false;
    const TokenIndex length = word.end - word.begin;
    if (word.word_class == WordClass::function || word.word_class == WordClass::number) {
      left_out += length;
      return;
    }
    if (!open) add(words, kSeparator, word.begin, 0);
    open = true;
    left_out = 0;
    const std::size_t symbol = word.stem + std::size_t{1};
    if (light.size() <= symbol) light.resize(symbol + 1);
    if (word.word_class == WordClass::light) light[symbol] = 1;
    add(words, static_cast<std::int32_t>(symbol), word.begin, static_cast<std::uint8_t>(length));
  });
  end_documents(static_cast<DocumentIndex>(tokens.documents()));
  words.alphabet = static_cast<std::int32_t>(skeleton.stems.size()) + 1;
  light.resize(static_cast<std::size_t>(words.alphabet));
  return skeleton;
}

}  // namespace leitwort

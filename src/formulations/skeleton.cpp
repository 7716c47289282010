#include <leitwort/error.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/sequence.hpp>

#include <limits>
#include <unordered_map>

namespace leitwort {
namespace {

void check_size(std::size_t symbols) {
  if (symbols >= 0x7FFFFFFE) {
    throw Error("has too many tokens for one search of repeats (2^31)", "corpus",
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
                       std::uint32_t max_gap) {
  check_size(2 * tokens.size());
  Skeleton skeleton;
  skeleton.stems = std::move(lexicons.stems);
  WordSequence& words = skeleton.words;
  reserve(words, tokens.size());  // what is never written takes no memory
  const std::vector<std::uint8_t> continues = continues_word(tokens, vocabulary);
  std::vector<std::uint8_t>& light = skeleton.light;
  std::string joined;
  std::unordered_map<TokenId, WordClass> joined_class;  // of words of several tokens, by stem
  constexpr std::uint32_t kLongestWord = std::numeric_limits<std::uint8_t>::max();
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    const Lexicon& lexicon = lexicons.languages[lexicons.of_document[d]];
    const TokenIndex document_end = tokens.document_begin[d + 1];
    std::uint32_t left_out = 0;
    bool open = false;  // a word stands before, and no separator since
    for (TokenIndex t = tokens.document_begin[d]; t < document_end;) {
      if (open && ((tokens.marks[t] & kBreakBefore) != 0 || left_out > max_gap)) open = false;
      TokenIndex end = t + 1;
      while (end < document_end && continues[end] != 0 && end - t < kLongestWord) ++end;
      TokenId stem = lexicon.stem[tokens.ids[t]];
      WordClass word_class = lexicon.word_class[tokens.ids[t]];
      if (end - t > 1) {
        joined.clear();
        for (TokenIndex i = t; i < end; ++i) joined += vocabulary[tokens.ids[i]];
        stem = skeleton.stems.intern(joined);
        const auto [known, is_new] = joined_class.try_emplace(stem);
        if (is_new) known->second = class_of_word(joined, lexicon.language);
        word_class = known->second;
      }
      if (word_class == WordClass::function || word_class == WordClass::number) {
        left_out += end - t;
        t = end;
        continue;
      }
      if (!open) add(words, kSeparator, t, 0);
      open = true;
      left_out = 0;
      const std::size_t symbol = stem + std::size_t{1};
      if (light.size() <= symbol) light.resize(symbol + 1);
      if (word_class == WordClass::light) light[symbol] = 1;
      add(words, static_cast<std::int32_t>(symbol), t, static_cast<std::uint8_t>(end - t));
      t = end;
    }
    words.document_begin.push_back(static_cast<std::uint32_t>(words.size()));
  }
  words.alphabet = static_cast<std::int32_t>(skeleton.stems.size()) + 1;
  light.resize(static_cast<std::size_t>(words.alphabet));
  return skeleton;
}

}  // namespace leitwort

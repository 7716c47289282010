#pragma once

/// Small random corpora of made-up words.

#include <leitwort/text.hpp>

#include <random>
#include <string>
#include <vector>

namespace leitwort::oracle {

struct RandomCorpus {
  Tokens tokens;
  Vocabulary vocabulary;
};

struct RandomShape {
  std::size_t documents = 5;
  std::size_t longest = 30;    ///< tokens a document, at most
  std::size_t alphabet = 3;    ///< different words
  unsigned break_percent = 0;  ///< of the tokens
};

inline RandomCorpus random_corpus(std::mt19937& random, const RandomShape& shape) {
  RandomCorpus corpus;
  for (std::size_t w = 0; w < shape.alphabet; ++w) {
    corpus.vocabulary.intern(std::string(1, static_cast<char>('a' + w % 26)) +
                             std::to_string(w / 26));
  }
  for (std::size_t d = 0; d < shape.documents; ++d) {
    const std::size_t size = random() % (shape.longest + 1);
    for (std::size_t i = 0; i < size; ++i) {
      corpus.tokens.ids.push_back(static_cast<TokenId>(random() % shape.alphabet));
      const bool breaks = i == 0 || random() % 100 < shape.break_percent;
      corpus.tokens.marks.push_back(breaks ? kBreakBefore : 0);
      const auto at = static_cast<std::uint32_t>(2 * i);
      corpus.tokens.spans.push_back({at, at + 1});
    }
    corpus.tokens.document_begin.push_back(static_cast<TokenIndex>(corpus.tokens.size()));
    corpus.tokens.hard_wrapped.push_back(0);
  }
  return corpus;
}

}  // namespace leitwort::oracle

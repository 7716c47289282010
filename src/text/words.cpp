#include <leitwort/text.hpp>

#include <limits>
#include <unordered_map>

namespace leitwort {

void visit_words(const Tokens& tokens, const Vocabulary& vocabulary, const Lexicons& lexicons,
                 Vocabulary& stems, const std::function<void(DocumentIndex, const Word&)>& visit) {
  constexpr std::uint32_t kLongestWord = std::numeric_limits<std::uint8_t>::max();
  const std::vector<std::uint8_t> continues = continues_word(tokens, vocabulary);
  std::unordered_map<TokenId, WordClass> joined_class;  // of words of several tokens, by stem
  std::string joined;
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    const Lexicon& lexicon = lexicons.languages[lexicons.of_document[d]];
    const TokenIndex document_end = tokens.document_begin[d + 1];
    for (TokenIndex t = tokens.document_begin[d]; t < document_end;) {
      const TokenId id = tokens.ids[t];
      Word word{t, t + 1, lexicon.stem[id], lexicon.word_class[id]};
      while (word.end < document_end && continues[word.end] != 0 && word.end - t < kLongestWord) {
        ++word.end;
      }
      if (word.end - t > 1) {
        joined.clear();
        for (TokenIndex i = t; i < word.end; ++i) joined += vocabulary[tokens.ids[i]];
        word.stem = stems.intern(joined);
        const auto [known, is_new] = joined_class.try_emplace(word.stem);
        if (is_new) known->second = class_of_word(joined, lexicon.language);
        word.word_class = known->second;
      }
      visit(d, word);
      t = word.end;
    }
  }
}

}  // namespace leitwort

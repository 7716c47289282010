#include "passages/extend.hpp"

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using passages::Chain;
using passages::Extender;
using passages::kBit;
using passages::Words;

/// Two documents that begin and end with the same word, and `in_a` and `in_b` others between.
struct Texts {
  Texts(TokenIndex in_a, TokenIndex in_b) {
    for (const char* word : {"first", "last", "here", "there"}) vocabulary.intern(word);
    for (const auto& [between, word] : {std::pair{in_a, 2U}, std::pair{in_b, 3U}}) {
      add(0);
      tokens.ids.insert(tokens.ids.end(), between, word);
      add(1);
      words.document_begin.push_back(static_cast<std::uint32_t>(words.size()));
      tokens.document_begin.push_back(static_cast<TokenIndex>(tokens.ids.size()));
      tokens.hard_wrapped.push_back(0);
    }
    words.classes = tokens.ids;
    words.weights.assign(tokens.ids.size(), 2);
    words.shapes.resize(vocabulary.size());
  }

  void add(TokenId word) {
    words.symbols.push_back(word);
    words.begin.push_back(static_cast<TokenIndex>(tokens.ids.size()));
    words.length.push_back(1);
    words.information.push_back(kBit);
    tokens.ids.push_back(word);
  }

  Tokens tokens;
  Vocabulary vocabulary;
  Lexicons lexicons;
  Words words;
};

TEST(Extend, StaysApartWhereTheAlignerHasNoRoom) {
  // Few cells, and more tokens than an alignment may have.
  constexpr TokenIndex kMany = TokenIndex{1} << 20;
  const Texts texts(1, kMany);
  const PassageInput input{texts.tokens, texts.vocabulary, texts.lexicons, {}, {}};
  Extender extender(input, texts.words);
  std::vector<AlignmentRun> runs;
  extender.extend(0, 1, Chain{{{0, 2, kBit}, {1, 3, kBit}}, 2 * kBit}, runs);
  using Kind = AlignmentRun::Kind;
  EXPECT_EQ(runs,
            (std::vector<AlignmentRun>{
                {Kind::equal, 1}, {Kind::only_a, 1}, {Kind::only_b, kMany}, {Kind::equal, 1}}));
  EXPECT_LT(extender.cells(), kMany);
}

TEST(Extend, AlignsWhatStandsBetweenAnchors) {
  const Texts texts(1, 3);
  const PassageInput input{texts.tokens, texts.vocabulary, texts.lexicons, {}, {}};
  Extender extender(input, texts.words);
  std::vector<AlignmentRun> runs;
  const Passage passage =
      extender.extend(0, 1, Chain{{{0, 2, kBit}, {1, 3, kBit}}, 2 * kBit}, runs);
  EXPECT_EQ(passage.equal, 2U);
  EXPECT_GE(extender.cells(), 3U);
}

}  // namespace
}  // namespace leitwort

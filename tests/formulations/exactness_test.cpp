/// The counts are exact: what a slow search for the wordings of a row finds is what the row says.

#include "oracle/exactness.hpp"

#include "formulations/texts.hpp"
#include "oracle/planted.hpp"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using oracle::Stretch;
using test::Texts;

struct Counts {
  std::size_t rows = 0, places = 0, several_wordings = 0;
  std::size_t clear = 0;   ///< places that no other overlaps or crowds
  std::size_t missed = 0;  ///< stretches of a wording that touch no place of the row
};

/// Where the words of a row crowd, several wordings overlap: then the best set of them stands, and
/// what lacks words may be left out because it is a formulation of its own. A stretch is clear of
/// that if no content word of the row stands close to it.
class Crowds {
 public:
  Crowds(const Texts& texts, const Lexicons& lexicons, const Formulation& row)
      : tokens_(texts.tokens) {
    for (const Wording& wording : row.wordings) {
      const std::vector<std::string> words = words_of(wording.text);
      reach_ = std::max(reach_, static_cast<TokenIndex>(words.size()));
      for (const std::string& word : words) {
        const TokenId id = texts.vocabulary.find(word);
        const WordClass word_class = lexicons.languages[0].word_class[id];
        if (word_class == WordClass::content || word_class == WordClass::light) {
          stems_.insert(lexicons.languages[0].stem[id]);
        }
      }
    }
    for (const TokenId id : tokens_.ids)
      is_own_.push_back(stems_.contains(lexicons.languages[0].stem[id]));
  }
  [[nodiscard]] bool clear(const Stretch& s) const {
    for (TokenIndex t = s.begin; t > 0 && s.begin - t < reach_; --t) {
      if ((tokens_.marks[t] & kBreakBefore) != 0) break;
      if (is_own_[t - 1]) return false;
    }
    for (TokenIndex t = s.end; t < tokens_.size() && t - s.end < reach_; ++t) {
      if ((tokens_.marks[t] & kBreakBefore) != 0) break;
      if (is_own_[t]) return false;
    }
    return true;
  }

 private:
  const Tokens& tokens_;
  TokenIndex reach_ = 0;
  std::set<TokenId> stems_;
  std::vector<bool> is_own_;  // by token
};

void expect_exact(const Texts& texts, const Formulations& found, Counts& counts) {
  const Tokens& tokens = texts.tokens;
  const Lexicons lexicons = make_lexicons(tokens, texts.vocabulary, {}, "en");
  for (const Formulation& row : found.rows) {
    ++counts.rows;
    counts.several_wordings += row.wordings.size() > 1 ? 1 : 0;
    const auto places = found.places_of(row);
    counts.places += places.size();
    ASSERT_EQ(row.occurrences, places.size());
    ASSERT_LE(row.occurrences_alone, row.occurrences);
    ASSERT_LE(row.documents_alone, row.documents);
    std::vector<std::uint32_t> occurrences(row.wordings.size());
    std::vector<std::set<DocumentIndex>> documents(row.wordings.size());
    std::set<DocumentIndex> all_documents;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Place& place = places[i];
      ASSERT_LT(place.begin, place.end);
      if (i > 0) {
        ASSERT_LE(places[i - 1].end, place.begin) << row.text;
      }
      ASSERT_LT(place.wording, row.wordings.size());
      ASSERT_EQ(texts.text_of(place.begin, place.end), row.wordings[place.wording].text);
      ++occurrences[place.wording];
      const DocumentIndex document = tokens.document_of(place.begin);
      ASSERT_LE(place.end, tokens.document_begin[document + 1]);
      documents[place.wording].insert(document);
      all_documents.insert(document);
      for (TokenIndex t = place.begin + 1; t < place.end; ++t) {
        ASSERT_EQ(tokens.marks[t] & kBreakBefore, 0) << row.text << " runs across a break";
      }
    }
    ASSERT_EQ(row.documents, all_documents.size());
    std::set<std::string> different;
    for (std::size_t w = 0; w < row.wordings.size(); ++w) {
      ASSERT_EQ(row.wordings[w].occurrences, occurrences[w]);
      ASSERT_EQ(row.wordings[w].documents, documents[w].size());
      ASSERT_GT(occurrences[w], 0U);
      ASSERT_TRUE(different.insert(row.wordings[w].text).second) << row.wordings[w].text;
      if (w > 0) {
        ASSERT_GE(occurrences[w - 1], occurrences[w]);
      }
    }
    ASSERT_TRUE(different.contains(row.text));

    const Crowds crowds(texts, lexicons, row);
    const auto stretches = oracle::all_stretches(tokens, texts.vocabulary, row);
    for (const Stretch& s : stretches) {
      const bool touched = std::ranges::any_of(
          places, [&](const Place& p) { return p.begin < s.end && s.begin < p.end; });
      if (touched) continue;
      ++counts.missed;
      ASSERT_FALSE(crowds.clear(s)) << texts.text_of(s.begin, s.end) << " of " << row.text;
    }
    std::vector<Stretch> reported;
    for (const Place& place : places) reported.push_back({place.begin, place.end});
    std::vector<Stretch> apart = oracle::without_overlaps(stretches);
    const auto crowded = [&](const Stretch& s) { return !crowds.clear(s); };
    std::erase_if(reported, crowded);
    std::erase_if(apart, crowded);
    ASSERT_EQ(reported, apart) << row.text;
    counts.clear += reported.size();
  }
}

TEST(Exactness, OnPlantedCorpora) {
  Counts counts;
  for (unsigned seed = 1; seed <= 2; ++seed) {
    const oracle::PlantedCorpus corpus = oracle::Planter(seed).plant();
    Texts texts({});
    tokenize(corpus.documents, texts.tokens, texts.vocabulary);
    expect_exact(texts, texts.find(), counts);
  }
  EXPECT_GT(counts.several_wordings, 100U);
  EXPECT_GT(100 * counts.clear, 90 * counts.places);
  EXPECT_EQ(counts.missed, 0U);
}

TEST(Exactness, OnDenseRandomCorpora) {
  const std::vector<std::string> words = {
      "the",    "of",     "and",     "to",     "a",      "amber",  "lantern", "lanterns", "copper",
      "towers", "tower",  "rivers",  "silver", "bells",  "bell",   "burning", "burned",   "harbour",
      "marble", "candle", "candles", "garden", "castle", "winter", "million", "2017",     "forest"};
  std::mt19937 random(41);
  Counts counts;
  for (int round = 0; round < 24; ++round) {
    std::vector<std::string> phrases;
    for (int i = 0; i < 6; ++i) {
      std::string& phrase = phrases.emplace_back();
      for (std::size_t n = 3 + random() % 5; n > 0; --n) {
        phrase += words[random() % words.size()] + " ";
      }
    }
    std::vector<std::string> parts(2 + random() % 6);
    for (std::string& part : parts) {
      for (std::size_t n = random() % 30; n > 0; --n) {
        if (random() % 2 == 0) {
          part += phrases[random() % phrases.size()];
        } else {
          part += words[random() % words.size()] + " ";
        }
        if (random() % 8 == 0) part += "; ";
      }
    }
    const Texts texts(round % 2 == 0 ? parts : test::with_filler(parts));
    expect_exact(texts, texts.find(), counts);
  }
  EXPECT_GT(counts.several_wordings, 50U);
  EXPECT_GT(3 * counts.clear, counts.places);
  EXPECT_LT(100 * counts.missed, counts.places);
}

}  // namespace
}  // namespace leitwort

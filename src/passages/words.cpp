#include "passages/spelling.hpp"
#include "passages/stages.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace leitwort::passages {

Bits log2_bits(std::uint64_t n) {
  if (n <= 1) return 0;
  // Of the number's upper bits, so that it is the same on every machine.
  const int exponent = static_cast<int>(std::bit_width(n)) - 1;
  const std::uint64_t mantissa = exponent >= 8 ? n >> (exponent - 8) : n << (8 - exponent);
  static const auto kTable = [] {
    std::array<Bits, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      table[i] = static_cast<Bits>(std::lround(kBit * std::log2(1 + static_cast<double>(i) / 256)));
    }
    return table;
  }();
  return kBit * exponent + kTable[mantissa & 255];
}

namespace {

/// What the tokens of a class of words are worth in an alignment.
std::uint8_t weight_of(WordClass word_class) {
  return word_class == WordClass::function ? 2 : 4;
}

void drop_last(Words& words) {
  words.symbols.pop_back();
  words.begin.pop_back();
  words.length.pop_back();
}

/// Whether a hyphen and a line end divide what stands before and after them.
bool is_hyphenated(std::string_view between) {
  const bool hyphen = between.starts_with('-') || between.starts_with("\u00ad") ||
                      between.starts_with("\u2010") || between.starts_with("\u00ac");
  if (!hyphen || between.find('\n') == std::string_view::npos) return false;
  return between.find_first_not_of(" \t\r\n", between[0] == '-'      ? 1
                                              : between[0] == '\xe2' ? 3
                                                                     : 2) == std::string_view::npos;
}

/// By token of the vocabulary: the language that it is read in, an index into Lexicons::languages.
/// What is the same in two texts must be the same word, whatever is said of their languages; so a
/// word is read, wherever it stands, in the language of most of its places. Of languages with
/// equally many, in one where it is a function word, else in the first by code, the unknown last. A
/// pass over the tokens and the vocabulary for each language; nothing where there is one.
std::vector<std::uint8_t> languages_of_words(const PassageInput& input) {
  const std::vector<Lexicon>& languages = input.lexicons.languages;
  std::vector<std::uint8_t> language_of(input.vocabulary.size());
  if (languages.size() == 1) return language_of;
  std::vector<std::uint32_t> most(language_of.size());
  for (std::size_t l = 0; l < languages.size(); ++l) {
    const auto is_first = [&](TokenId id) {
      const Lexicon &lexicon = languages[l], &best = languages[language_of[id]];
      const bool is_function = lexicon.word_class[id] == WordClass::function;
      if (is_function != (best.word_class[id] == WordClass::function)) return is_function;
      if (lexicon.language.empty() != best.language.empty()) return best.language.empty();
      return lexicon.language < best.language;
    };
    const std::vector<std::uint32_t> count = places_in_language(input.tokens, input.lexicons, l);
    for (TokenId id = 0; id < count.size(); ++id) {
      if (count[id] < most[id] || (count[id] == most[id] && !is_first(id))) continue;
      most[id] = count[id];
      language_of[id] = static_cast<std::uint8_t>(l);
    }
  }
  return language_of;
}

/// The words as they were, or as they were likely meant.
class Reader {
 public:
  Reader(const PassageInput& input, bool noisy)
      : input_(input), stems_(input.lexicons.stems), language_of_(languages_of_words(input)) {
    if (noisy) readings_ = find_readings(input.tokens, input.vocabulary);
  }

  [[nodiscard]] std::uint32_t stem(TokenId id) const {
    const TokenId meant = reading(id);
    return lexicon_of(meant).stem[meant];
  }
  [[nodiscard]] WordClass word_class(TokenId id) const {
    const TokenId meant = reading(id);
    return lexicon_of(meant).word_class[meant];
  }

  /// Takes the words as read; where a line end divides one, `next` is its second half.
  bool join(DocumentIndex d, const Word& word, const Word& next, Word& joined) {
    if (readings_.empty() || word.end != next.begin) return false;
    const Span& before = input_.tokens.spans[word.end - 1];
    const Span& after = input_.tokens.spans[next.begin];
    const std::string_view text = input_.documents[d].text;
    if (!is_hyphenated(text.substr(before.end, after.begin - before.end))) return false;
    joined_.assign(input_.vocabulary[input_.tokens.ids[word.begin]]);
    joined_ += input_.vocabulary[input_.tokens.ids[next.begin]];
    joined = {word.begin, next.end, 0, WordClass::content};
    if (const TokenId id = input_.vocabulary.find(joined_); id != Vocabulary::kUnknown) {
      joined.stem = stem(id);
      joined.word_class = word_class(id);
    } else {
      joined.stem = stems_.intern(joined_);
    }
    return true;
  }

  /// The word in its language, as it was likely meant.
  [[nodiscard]] Word read(Word word) {
    const TokenId id = input_.tokens.ids[word.begin];
    if (word.end - word.begin == 1) {
      word.stem = stem(id);
      word.word_class = word_class(id);
    } else if (input_.lexicons.languages.size() > 1) {
      // Han characters and kana, which one document may have as Chinese and another as Japanese.
      const auto [known, is_new] = joined_class_.try_emplace(word.stem);
      if (is_new) known->second = class_of_word(stems_[word.stem], lexicon_of(id).language);
      word.word_class = known->second;
    }
    return word;
  }

  Vocabulary& stems() { return stems_; }

 private:
  [[nodiscard]] TokenId reading(TokenId id) const { return readings_.empty() ? id : readings_[id]; }
  [[nodiscard]] const Lexicon& lexicon_of(TokenId id) const {
    return input_.lexicons.languages[language_of_[id]];
  }

  const PassageInput& input_;
  Vocabulary stems_;
  std::vector<std::uint8_t> language_of_;
  std::vector<TokenId> readings_;
  std::unordered_map<TokenId, WordClass> joined_class_;  // of words of several tokens, by stem
  std::string joined_;
};

/// By token: its class, and what it is worth in an alignment.
void fill_classes(const Tokens& tokens, const Reader& reader, Words& words) {
  words.classes.resize(tokens.size());
  words.weights.resize(tokens.size());
  for (TokenIndex t = 0; t < tokens.size(); ++t) {
    words.classes[t] = reader.stem(tokens.ids[t]);
    words.weights[t] = weight_of(reader.word_class(tokens.ids[t]));
  }
}

void fill_shapes(const Vocabulary& vocabulary, Words& words) {
  words.shapes.resize(vocabulary.size());
  for (TokenId id = 0; id < vocabulary.size(); ++id) {
    for (const char32_t letter : letters_of(vocabulary[id])) {
      words.shapes[id].letters |= std::uint64_t{1} << (letter % 64);
      ++words.shapes[id].length;
    }
  }
}

void fill_information(std::size_t alphabet, Words& words) {
  std::vector<std::uint32_t> count(alphabet), count_here(alphabet);
  for (const std::uint32_t symbol : words.symbols) ++count[symbol];
  words.information.resize(words.size());
  const Bits all = log2_bits(words.size());
  for (std::size_t d = 0; d + 1 < words.document_begin.size(); ++d) {
    const WordIndex begin = words.document_begin[d], end = words.document_begin[d + 1];
    for (WordIndex i = begin; i < end; ++i) ++count_here[words.symbols[i]];
    // A short text has no subject of its own that would make its words less telling.
    constexpr WordIndex kSubject = 1000;
    const Bits here = log2_bits(std::max(end - begin, kSubject));
    for (WordIndex i = begin; i < end; ++i) {
      const std::uint32_t symbol = words.symbols[i];
      words.information[i] = static_cast<std::uint16_t>(
          std::min(all - log2_bits(count[symbol]), here - log2_bits(count_here[symbol])));
    }
    for (WordIndex i = begin; i < end; ++i) count_here[words.symbols[i]] = 0;
  }
}

}  // namespace

DocumentIndex Words::document_of(WordIndex word) const {
  return static_cast<DocumentIndex>(std::ranges::upper_bound(document_begin, word) -
                                    document_begin.begin() - 1);
}

Words find_words(const PassageInput& input, bool noisy) {
  const Tokens& tokens = input.tokens;
  Words words;
  Reader reader(input, noisy);
  fill_classes(tokens, reader, words);
  fill_shapes(input.vocabulary, words);
  DocumentIndex document = 0;
  const auto end_documents = [&](DocumentIndex before) {
    for (; document < before; ++document) {
      words.document_begin.push_back(static_cast<WordIndex>(words.size()));
    }
  };
  Word last;  // the word before, of the same document
  bool has_last = false;
  visit_words(tokens, input.vocabulary, input.lexicons, reader.stems(),
              [&](DocumentIndex d, const Word& found) {
                if (d != document) has_last = false;
                end_documents(d);
                Word word = reader.read(found);
                if (has_last && reader.join(d, last, found, word)) {
                  if (!words.begin.empty() && words.begin.back() == last.begin) drop_last(words);
                }
                last = found;
                has_last = true;
                if (word.word_class == WordClass::function) return;
                words.symbols.push_back(word.stem);
                words.begin.push_back(word.begin);
                words.length.push_back(static_cast<std::uint8_t>(word.end - word.begin));
              });
  end_documents(static_cast<DocumentIndex>(tokens.documents()));
  if (words.size() >= (std::size_t{1} << 32) / kSlots) {
    throw Error("has too many words for one search of passages (2^30)", "corpus",
                "compare it in parts");
  }
  fill_information(reader.stems().size(), words);
  words.ranks = rank_documents(input);
  return words;
}

}  // namespace leitwort::passages

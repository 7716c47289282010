// Which language a document is written in.

#include "text/language.hpp"

#include "parallel.hpp"
#include "text/normalize.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace leitwort {
namespace text {
namespace {

/// Of a text's words, the share that must be function words of a language. They make up 40 to 50%
/// in English, French or Spanish, 20 to 30% in Turkish or Polish, whose endings do the same work;
/// lists of the wrong language, names and tables stay below a tenth, close relatives that are not
/// listed (Afrikaans read as Dutch, Bulgarian as Russian) above it.
constexpr double kLeastShare = 0.2;
/// So many different ones, lest a list of "a … b … a" be English.
constexpr unsigned kFewestDifferent = 3;
/// The best language must be ahead of the second by so much. Danish and Norwegian share nine tenths
/// of their function words and still differ by more in a few sentences.
constexpr double kLead = 1.05;
/// Of a text's tokens, the share of Han and kana from which it is Chinese or Japanese.
constexpr double kHanShare = 0.5;
/// Of Han and kana, the share of kana that makes it Japanese. It is 40 to 60% in Japanese prose and
/// next to nothing in Chinese (a quoted name).
constexpr double kKanaShare = 0.05;
/// A shorter text, or one without words, that is undecided takes the language of most others.
constexpr std::size_t kShort = 20;

/// Bit l: of language_words()[l].
using LanguageMask = std::uint64_t;
static_assert(kMostLanguages <= 64);

/// What detection wants to know of a word.
struct WordEvidence {
  LanguageMask function_word_of = 0;
  bool word = false;    // anything but a number
  bool single = false;  // Han or kana
  bool kana = false;
};

bool is_kana(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || c == 0x30FC;
}

std::vector<WordEvidence> evidence_of_words(const Vocabulary& vocabulary) {
  std::vector<WordEvidence> evidence(vocabulary.size());
  const auto languages = language_words();
  for (std::size_t l = 0; l < languages.size(); ++l) {
    for_each_word(languages[l].function_words, [&](std::string_view word) {
      const TokenId id = vocabulary.find(word);
      if (id != Vocabulary::kUnknown) evidence[id].function_word_of |= LanguageMask{1} << l;
    });
  }
  parallel_ranges(evidence.size(), 1 << 12, [&](std::size_t begin, std::size_t end) {
    for (std::size_t id = begin; id < end; ++id) {
      const std::string_view word = vocabulary[static_cast<TokenId>(id)];
      const char32_t first = first_character(word);
      evidence[id].word = classify(first) != CharacterClass::digit;
      evidence[id].single = classify(first) == CharacterClass::single;
      evidence[id].kana = evidence[id].single && is_kana(first);
      if (word.find('\'') == std::string_view::npos) continue;
      // An article or pronoun that is elided speaks for its language as if it stood alone.
      for (std::size_t l = 0; l < languages.size(); ++l) {
        if (elided_length(word, languages[l].code) > 0) {
          evidence[id].function_word_of |= LanguageMask{1} << l;
        }
      }
    }
  });
  return evidence;
}

/// What the words of one document say together.
struct DocumentEvidence {
  std::size_t words = 0, singles = 0, kana = 0;
  std::array<std::size_t, kMostLanguages> function_words{};  // occurrences
  std::array<unsigned, kMostLanguages> different{};          // up to kFewestDifferent
};

DocumentEvidence evidence_of(std::span<const TokenId> ids,
                             const std::vector<WordEvidence>& evidence) {
  DocumentEvidence sum;
  std::array<std::array<TokenId, kFewestDifferent>, kMostLanguages> met{};
  for (const TokenId id : ids) {
    const WordEvidence& word = evidence[id];
    sum.words += word.word ? 1 : 0;
    sum.singles += word.single ? 1 : 0;
    sum.kana += word.kana ? 1 : 0;
    for (LanguageMask mask = word.function_word_of; mask != 0; mask &= mask - 1) {
      const auto l = static_cast<std::size_t>(std::countr_zero(mask));
      ++sum.function_words[l];
      unsigned& different = sum.different[l];
      if (different == kFewestDifferent) continue;
      const auto end = met[l].begin() + different;
      if (std::find(met[l].begin(), end, id) == end) met[l][different++] = id;
    }
  }
  return sum;
}

std::uint8_t index_of(std::string_view code) {
  return static_cast<std::uint8_t>(find_language(code) - language_words().data());
}

/// The languages that a document may be in, the likeliest first: one if that is certain, several if
/// they are as good as equal, none if nothing is known.
std::vector<std::uint8_t> candidates(const DocumentEvidence& document) {
  if (static_cast<double>(document.singles) > kHanShare * static_cast<double>(document.words)) {
    const bool japanese =
        static_cast<double>(document.kana) >= kKanaShare * static_cast<double>(document.singles);
    return {index_of(japanese ? "ja" : "zh")};
  }
  // Han and kana beside another language are quotations and names.
  const auto least = kLeastShare * static_cast<double>(document.words - document.singles);
  std::vector<std::uint8_t> enough;
  std::size_t most = 0;
  for (std::size_t l = 0; l < language_words().size(); ++l) {
    if (document.different[l] < kFewestDifferent) continue;
    if (static_cast<double>(document.function_words[l]) < least) continue;
    enough.push_back(static_cast<std::uint8_t>(l));
    most = std::max(most, document.function_words[l]);
  }
  std::erase_if(enough, [&](std::uint8_t l) {
    return kLead * static_cast<double>(document.function_words[l]) <= static_cast<double>(most);
  });
  return enough;
}

}  // namespace

const LanguageWords* find_language(std::string_view code) {
  const auto languages = language_words();
  const auto found = std::ranges::find(languages, code, &LanguageWords::code);
  return found == languages.end() ? nullptr : &*found;
}

char32_t first_character(std::string_view word) {
  UChar32 c = 0;
  std::size_t i = 0;
  U8_NEXT_UNSAFE(word.data(), i, c);
  return static_cast<char32_t>(c);
}

std::vector<Detected> detect_languages(const Tokens& tokens, const Vocabulary& vocabulary) {
  const std::vector<WordEvidence> evidence = evidence_of_words(vocabulary);
  const std::size_t documents = tokens.documents();
  std::vector<Detected> result(documents);
  std::vector<std::vector<std::uint8_t>> undecided(documents);
  std::vector<std::uint8_t> is_short(documents, 0);
  parallel_ranges(documents, 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      const DocumentEvidence document =
          evidence_of(tokens.ids_of(static_cast<DocumentIndex>(d)), evidence);
      std::vector<std::uint8_t> possible = candidates(document);
      is_short[d] = document.words < kShort ? 1 : 0;
      if (possible.size() == 1) {
        result[d].language = possible.front();
        continue;
      }
      if (is_short[d] != 0 && possible.empty()) {
        for (std::size_t l = 0; l < language_words().size(); ++l) {
          if (document.words == 0 || document.function_words[l] > 0) {
            possible.push_back(static_cast<std::uint8_t>(l));
          }
        }
      }
      undecided[d] = std::move(possible);
    }
  });

  // The first of the languages that most documents are in.
  std::vector<std::size_t> decided(language_words().size() + 1, 0);
  for (const Detected& detected : result) {
    if (detected.language != kUndecided) ++decided[detected.language];
  }
  const auto most = std::ranges::max_element(decided);
  if (*most == 0) return result;
  const auto main_language = static_cast<std::uint8_t>(most - decided.begin());
  for (std::size_t d = 0; d < documents; ++d) {
    if (std::ranges::find(undecided[d], main_language) != undecided[d].end()) {
      result[d] = {main_language, true};
    }
  }
  return result;
}

}  // namespace text

std::string language_code(std::string_view declared) {
  const std::vector<std::string> words = words_of(declared);
  if (words.empty()) return {};
  // A Han name is several tokens, a code or an English name is one; what follows is a region.
  std::string name;
  for (const std::string& word : words) append_word(word, name);
  for (const text::LanguageWords& language : text::language_words()) {
    bool found = words.front() == language.code;
    text::for_each_word(language.names, [&](std::string_view known) {
      found = found || known == words.front() || known == name;
    });
    if (found) return std::string(language.code);
  }
  return {};
}

std::string iso_language(std::string_view declared) {
  std::string code = language_code(declared);
  const std::vector<std::string> words = words_of(declared);
  if (!code.empty() || words.empty()) return code;
  const std::string& word = words.front();
  const bool is_code = (word.size() == 2 || word.size() == 3) &&
                       std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  for (const char* none : {"und", "mul", "mis", "zxx"}) {
    if (!is_code || word == none) return {};
  }
  // ICU knows the two-letter codes of those that have one.
  std::array<char, ULOC_LANG_CAPACITY> shortest{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(word.c_str(), shortest.data(), static_cast<std::int32_t>(shortest.size()),
                   &status);
  if (U_FAILURE(status) != 0) return {};
  code = language_code(shortest.data());
  if (!code.empty()) return code;
  code = shortest.data();
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (code == *known) return code;
  }
  return code.size() == 3 ? code : std::string();
}

std::vector<std::string> known_languages() {
  std::vector<std::string> codes;
  for (const text::LanguageWords& language : text::language_words()) {
    codes.emplace_back(language.code);
  }
  return codes;
}

}  // namespace leitwort

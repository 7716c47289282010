// The languages of a corpus: what each word contributes in each of them, and its stem.

#include "parallel.hpp"
#include "text/language.hpp"
#include "text/normalize.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace leitwort {
namespace {

using ClassOfWord = std::unordered_map<std::string_view, WordClass>;

ClassOfWord listed_words(const text::LanguageWords* language) {
  ClassOfWord listed;
  if (language == nullptr) return listed;
  text::for_each_word(language->light_words,
                      [&](std::string_view word) { listed[word] = WordClass::light; });
  text::for_each_word(language->function_words,
                      [&](std::string_view word) { listed[word] = WordClass::function; });
  return listed;
}

/// What a word contributes in any language.
WordClass class_by_form(std::string_view word) {
  bool digits_only = true;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < word.size(); ++characters) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(word.data(), i, c);
    digits_only = digits_only && u_isdigit(c) != 0;
  }
  if (digits_only) return WordClass::number;
  const auto first = static_cast<UChar32>(text::first_character(word));
  // 20th, 1990s, 2e
  if (u_isdigit(first) != 0) return WordClass::light;
  // Letters of an alphabet; a syllable or a Han character can be a word.
  const bool letter = u_hasBinaryProperty(first, UCHAR_CASED) != 0;
  return characters == 1 && letter ? WordClass::light : WordClass::content;
}

std::vector<WordClass> classes_of(const Vocabulary& vocabulary,
                                  const text::LanguageWords* language) {
  const ClassOfWord listed = listed_words(language);
  const std::string_view code = language == nullptr ? std::string_view() : language->code;
  const auto class_of = [&](std::string_view word) {
    if (const auto found = listed.find(word); found != listed.end()) return found->second;
    const std::string base = text::bare(word, code);
    if (const auto found = listed.find(base); found != listed.end()) return found->second;
    return class_by_form(base.empty() ? word : base);
  };
  std::vector<WordClass> classes(vocabulary.size());
  parallel_ranges(classes.size(), 1 << 12, [&](std::size_t begin, std::size_t end) {
    for (std::size_t id = begin; id < end; ++id) {
      classes[id] = class_of(vocabulary[static_cast<TokenId>(id)]);
    }
  });
  return classes;
}

/// The language of every document, where the user gives one.
DocumentLanguage given_language(const std::string& language) {
  if (language == kNoLanguage) return {};
  std::string code = iso_language(language);
  if (code.empty()) {
    throw Error(fmt::format("\"{}\" is no language", language), "language",
                fmt::format("take a code of ISO 639, such as {}, or {}",
                            fmt::join(known_languages(), ", "), kNoLanguage));
  }
  return {std::move(code), LanguageSource::given};
}

std::vector<DocumentLanguage> languages_of(const Tokens& tokens, const Vocabulary& vocabulary,
                                           std::span<const std::string> declared,
                                           const std::string& language) {
  const std::size_t documents = tokens.documents();
  if (!language.empty()) {
    return std::vector<DocumentLanguage>(documents, given_language(language));
  }
  std::vector<DocumentLanguage> languages(documents);
  bool all_declared = true;
  for (std::size_t d = 0; d < documents; ++d) {
    if (d < declared.size()) languages[d].code = iso_language(declared[d]);
    if (!languages[d].code.empty()) languages[d].source = LanguageSource::given;
    all_declared = all_declared && !languages[d].code.empty();
  }
  if (all_declared) return languages;
  const std::vector<text::Detected> detected = text::detect_languages(tokens, vocabulary);
  for (std::size_t d = 0; d < documents; ++d) {
    const auto& [found, of_corpus] = detected[d];
    if (!languages[d].code.empty() || found == text::kUndecided) continue;
    languages[d] = {std::string(text::language_words()[found].code),
                    of_corpus ? LanguageSource::corpus : LanguageSource::found};
  }
  return languages;
}

/// Gives the words of documents of unknown language the class and the stem that they have in the
/// known language in which most of their places are, of equal ones the first by code: a headline of
/// six words tells no language, and says the same as the sentence below it. What was recognised as
/// a function word of the unknown language stays one. A pass over the tokens for each language.
void read_unknown_as_known(const Tokens& tokens, Lexicons& lexicons) {
  const auto unknown = std::ranges::find(lexicons.languages, std::string(), &Lexicon::language);
  if (unknown == lexicons.languages.end() || lexicons.languages.size() == 1) return;
  std::vector<std::uint32_t> most(unknown->stem.size());
  std::vector<const Lexicon*> best(most.size());
  for (std::size_t l = 0; l < lexicons.languages.size(); ++l) {
    const Lexicon& known = lexicons.languages[l];
    if (&known == &*unknown) continue;
    const std::vector<std::uint32_t> count = places_in_language(tokens, lexicons, l);
    for (TokenId id = 0; id < count.size(); ++id) {
      if (count[id] == 0 || count[id] < most[id]) continue;
      if (count[id] == most[id] && best[id]->language < known.language) continue;
      most[id] = count[id];
      best[id] = &known;
    }
  }
  for (TokenId id = 0; id < best.size(); ++id) {
    if (best[id] == nullptr || unknown->word_class[id] == WordClass::function) continue;
    unknown->word_class[id] = best[id]->word_class[id];
    unknown->stem[id] = best[id]->stem[id];
  }
}

}  // namespace

std::vector<std::uint32_t> places_in_language(const Tokens& tokens, const Lexicons& lexicons,
                                              std::size_t language) {
  std::vector<std::uint32_t> count(lexicons.languages[language].stem.size());
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    if (lexicons.of_document[d] != language) continue;
    for (const TokenId id : tokens.ids_of(d)) ++count[id];
  }
  return count;
}

Lexicons make_lexicons(const Tokens& tokens, const Vocabulary& vocabulary,
                       std::span<const std::string> declared, const std::string& language) {
  Lexicons lexicons;
  lexicons.known = languages_of(tokens, vocabulary, declared, language);
  for (const DocumentLanguage& document : lexicons.known) {
    const std::string code = language_code(document.code);
    auto found = std::ranges::find(lexicons.languages, code, &Lexicon::language);
    if (found == lexicons.languages.end()) {
      found = lexicons.languages.insert(found, Lexicon{code, {}, {}});
    }
    lexicons.of_document.push_back(static_cast<std::uint8_t>(found - lexicons.languages.begin()));
  }
  if (lexicons.languages.empty()) {
    const std::string code = language.empty() ? language : given_language(language).code;
    lexicons.languages.push_back({language_code(code), {}, {}});
  }
  for (std::size_t l = 0; l < lexicons.languages.size(); ++l) {
    Lexicon& lexicon = lexicons.languages[l];
    const text::LanguageWords* known = text::find_language(lexicon.language);
    lexicon.word_class = classes_of(vocabulary, known);
    if (known == nullptr || known->light_words.empty()) {
      std::vector<std::uint8_t> selected(tokens.documents());
      for (std::size_t d = 0; d < selected.size(); ++d) {
        selected[d] = lexicons.of_document[d] == l ? 1 : 0;
      }
      for (const TokenId id : text::recognize_function_words(tokens, vocabulary, selected)) {
        lexicon.word_class[id] = WordClass::function;
      }
    }
    lexicon.stem = text::stems_of(vocabulary, known, lexicon.word_class, lexicons.stems);
  }
  read_unknown_as_known(tokens, lexicons);
  return lexicons;
}

}  // namespace leitwort

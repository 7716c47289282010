// The words of text that is written without spaces.

#include "parallel.hpp"
#include "text/language.hpp"
#include "text/normalize.hpp"
#include <leitwort/error.hpp>
#include <leitwort/text.hpp>

#include <memory>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace leitwort {
namespace {

std::unique_ptr<icu::BreakIterator> make_word_breaker() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> breaker(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) {
    throw Error("ICU's word break data is missing", u_errorName(status),
                "install ICU's data package");
  }
  return breaker;
}

/// The tokens of a document that go on with the one before are marked in `continues`.
class DocumentWords {
 public:
  DocumentWords(const Tokens& tokens, const Vocabulary& vocabulary,
                const std::vector<std::uint8_t>& is_single)
      : tokens_(tokens), vocabulary_(vocabulary), is_single_(is_single) {}

  void mark(DocumentIndex document, std::vector<std::uint8_t>& continues) {
    text_.remove();
    starts_.clear();
    for (TokenIndex t = tokens_.document_begin[document]; t < tokens_.document_begin[document + 1];
         ++t) {
      const TokenId id = tokens_.ids[t];
      if (is_single_[id] == 0) continue;
      // A line end between runs: no dictionary word crosses it.
      const bool goes_on = !starts_.empty() && starts_.back().token + 1 == t &&
                           (tokens_.marks[t] & kBreakBefore) == 0 &&
                           tokens_.spans[t - 1].end == tokens_.spans[t].begin;
      if (!goes_on) text_.append(static_cast<UChar>(u'\n'));
      starts_.push_back({text_.length(), t, goes_on});
      const std::string_view word = vocabulary_[id];
      text_.append(icu::UnicodeString::fromUTF8(
          icu::StringPiece(word.data(), static_cast<int32_t>(word.size()))));
    }
    if (starts_.empty()) return;
    if (!breaker_) breaker_ = make_word_breaker();
    breaker_->setText(text_);
    int32_t boundary = breaker_->first();
    for (const Start& start : starts_) {
      while (boundary != icu::BreakIterator::DONE && boundary < start.position) {
        boundary = breaker_->next();
      }
      continues[start.token] = start.goes_on && boundary != start.position ? 1 : 0;
    }
  }

 private:
  struct Start {
    int32_t position;  // in text_
    TokenIndex token;
    bool goes_on;  // directly after the token before
  };

  const Tokens& tokens_;
  const Vocabulary& vocabulary_;
  const std::vector<std::uint8_t>& is_single_;
  std::unique_ptr<icu::BreakIterator> breaker_;  // made when first needed; not safe to share
  icu::UnicodeString text_;                      // outlives what the breaker knows of it
  std::vector<Start> starts_;
};

}  // namespace

std::vector<std::uint8_t> continues_word(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::vector<std::uint8_t> continues(tokens.size(), 0);
  std::vector<std::uint8_t> is_single(vocabulary.size(), 0);
  bool any = false;
  for (TokenId id = 0; id < is_single.size(); ++id) {
    is_single[id] = text::begins_single(vocabulary[id]) ? 1 : 0;
    any = any || is_single[id] != 0;
  }
  if (!any) return continues;
  parallel_ranges(tokens.documents(), 16, [&](std::size_t begin, std::size_t end) {
    DocumentWords words(tokens, vocabulary, is_single);
    for (std::size_t d = begin; d < end; ++d) words.mark(static_cast<DocumentIndex>(d), continues);
  });
  return continues;
}

WordClass class_of_word(std::string_view word, std::string_view language) {
  WordClass result = WordClass::content;
  const text::LanguageWords* known = text::find_language(language);
  if (known == nullptr) return result;
  const auto look_in = [&](std::string_view list, WordClass found) {
    text::for_each_word(list, [&](std::string_view listed) {
      if (listed == word) result = found;
    });
  };
  look_in(known->light_words, WordClass::light);
  look_in(known->function_words, WordClass::function);
  return result;
}

}  // namespace leitwort

#pragma once

/// The text room: from the text of documents to tokens that know their way back to the bytes. It
/// knows nothing of what the tokens are used for.
///
/// A token is a maximal run of letters, marks and digits of the text under ICU's NFKC case folding,
/// with curly quotes, apostrophes, hyphens and dashes as their plain forms; an apostrophe between
/// letters stays inside; every Han character and every kana is a token of its own; everything else
/// separates.
///
///     leitwort::Tokens tokens;
///     leitwort::Vocabulary vocabulary;
///     leitwort::tokenize(documents, tokens, vocabulary);
///     for (const leitwort::TokenId id : tokens.ids_of(0)) std::cout << vocabulary[id] << ' ';

#include <leitwort/corpus.hpp>
#include <leitwort/kernel.hpp>
#include <leitwort/observer.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort {

/// Index into a `Vocabulary`, counted from 0.
using TokenId = std::uint32_t;
/// Index into the tokens of a corpus, counted from 0 over all documents. A corpus holds fewer than
/// 2³¹ tokens.
using TokenIndex = std::uint32_t;

/// The distinct tokens, numbered in the order in which they were first interned.
class Vocabulary {
 public:
  TokenId intern(std::string_view token);
  /// The id of `token`, or `kUnknown`.
  [[nodiscard]] TokenId find(std::string_view token) const;
  static constexpr TokenId kUnknown = 0xFFFFFFFF;

  /// Valid until the next `intern`.
  [[nodiscard]] std::string_view operator[](TokenId id) const {
    return std::string_view(bytes_).substr(begin_[id], begin_[id + 1] - begin_[id]);
  }
  /// XXH3 of the token's bytes: the same in every corpus and every run.
  [[nodiscard]] std::uint64_t hash(TokenId id) const { return hashes_[id]; }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }
  /// Forgets everything and keeps the memory.
  void clear();

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view token, std::uint64_t hash) const;
  void grow();

  std::string bytes_;                    // all tokens, one after another
  std::vector<std::uint64_t> begin_{0};  // where each token begins in `bytes_`, and the end
  std::vector<std::uint64_t> hashes_;
  std::vector<TokenId> slots_;  // open addressing, a power of two, kUnknown = free
};

/// Bits of `Tokens::marks`.
enum TokenMark : std::uint8_t {
  kBreakBefore = 1,  ///< no phrase runs across the gap before this token; a document's first has it
  kCapitalised = 2,  ///< its first letter is a capital in the text
};

/// The tokens of all documents, one after another. 13 bytes a token.
struct Tokens {
  std::vector<TokenId> ids;
  /// `document.text.substr(begin, end - begin)` is the token as printed, on character boundaries.
  /// Two tokens share a span where one character became both (½ → 1, 2).
  std::vector<Span> spans;
  std::vector<std::uint8_t> marks;            ///< TokenMark bits
  std::vector<TokenIndex> document_begin{0};  ///< size D + 1
  std::vector<std::uint8_t> hard_wrapped;     ///< size D; 1 where line ends are mere spaces

  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] std::size_t documents() const { return hard_wrapped.size(); }
  [[nodiscard]] std::span<const TokenId> ids_of(DocumentIndex d) const {
    return std::span(ids).subspan(document_begin[d], document_begin[d + 1] - document_begin[d]);
  }
  /// Empties everything and keeps the memory.
  void clear();
  /// The document that holds a token. O(log D).
  [[nodiscard]] DocumentIndex document_of(TokenIndex token) const;
};

/// Appends the tokens of `documents` to `tokens`, interning into `vocabulary`. A token that shares
/// a byte with `Document::cut` is left out whole, and no phrase runs across a cut. Parallel over
/// documents; the result does not depend on the number of threads. Reserving room in `tokens`
/// beforehand (`reserve_tokens`) keeps the peak of memory at its final size.
///
/// Throws Error where a text is longer than 4 GiB or the corpus has 2³¹ tokens or more.
void tokenize(std::span<const Document> documents, Tokens& tokens, Vocabulary& vocabulary,
              const Observer& observer = {});

/// The hashes of a text's tokens and nothing else: what sketches are made of. Many times as fast as
/// `tokenize`, and the same tokens. Keeps its buffers from one text to the next. Not thread-safe.
class TokenHasher {
 public:
  explicit TokenHasher(Kernel kernel = best_kernel());
  ~TokenHasher();
  TokenHasher(TokenHasher&&) noexcept;
  TokenHasher& operator=(TokenHasher&&) noexcept;

  /// Appends for each token of `text` from byte `begin` on what Vocabulary::hash gives, except for
  /// those that share a byte with `cut`. REQUIRES: text.size() < 2³².
  void append(std::string_view text, std::size_t begin, std::span<const Span> cut,
              std::vector<std::uint64_t>& hashes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a reader of token hashes may want to do on the way; empty: nothing.
struct ReadingHooks {
  /// Fills Document::cut; the text is there. Called for one document at a time.
  std::function<void(Document&)> cut{};
  std::function<void()> advance{};  ///< after every batch
};

/// Who gets the token hashes of a corpus, in batches: see BatchUse.
struct TokenHashUse {
  std::function<void(std::size_t slot, const Document& document, std::string_view text,
                     std::span<const std::uint64_t> hashes)>
      take;
  std::function<void(std::size_t slot, std::span<Document> documents)> commit;
};

/// The number of slots that `read_token_hashes` uses: a few a thread, because a batch that waits
/// for an earlier one must not keep its thread waiting.
std::size_t reading_slots();

/// Reads a corpus with all threads, each parsing a batch of documents and cutting it into tokens in
/// buffers that are used again. `reader` must not have been read from.
void read_token_hashes(CorpusReader& reader, const TokenHashUse& use, const ReadingHooks& hooks);

/// Reserves address space for the tokens of `text_bytes` bytes of text. Pages that are never
/// written cost nothing.
void reserve_tokens(Tokens& tokens, std::uint64_t text_bytes);

/// Appends a token to a phrase: with a space before it, but none between two Han characters or
/// kana.
void append_word(std::string_view word, std::string& phrase);

/// The tokens of a short text, for a phrase that a user typed.
std::vector<std::string> words_of(std::string_view text);

// --- words and languages ----------------------------------------------------------------------

/// What a word contributes to a phrase.
enum class WordClass : std::uint8_t {
  content,   ///< names something
  light,     ///< a time, a quantity, a title, a verb that says little: `year`, `million`, `make`
  function,  ///< `the`, `of`, `we`, `is`
  number,    ///< digits only
};

/// The words of one language. By TokenId; the ids that do not occur in its documents are filled in
/// too.
struct Lexicon {
  std::string language;  ///< ISO 639-1, lower case; empty: unknown
  std::vector<WordClass> word_class;
  std::vector<TokenId> stem;  ///< ids in Lexicons::stems
};

/// How the language of a document is known.
enum class LanguageSource : std::uint8_t {
  none,    ///< it is not
  given,   ///< by the user, or by the document's metadata
  found,   ///< from its words
  corpus,  ///< its own words leave it open, and most other documents are in it
};

/// What is known of a document's language.
struct DocumentLanguage {
  std::string code;  ///< ISO 639, as iso_language gives it; empty: unknown
  LanguageSource source = LanguageSource::none;
};

/// The languages of a corpus.
struct Lexicons {
  /// At least one, in the order of first appearance. Those of which Leitwort has neither a list nor
  /// stems are one, the unknown language: their words are compared as they are, but for content
  /// words that documents of a known language have too, which are read as there.
  std::vector<Lexicon> languages;
  std::vector<std::uint8_t> of_document;  ///< size D; index into `languages`
  std::vector<DocumentLanguage> known;    ///< size D
  Vocabulary stems;                       ///< shared by all languages
};

/// The ISO 639-1 code of a language as metadata name it: `en`, `en-GB`, `eng`, `English`; empty
/// where it is none of known_languages().
std::string language_code(std::string_view declared);

/// The code of any language of ISO 639: as language_code has it, or that of a language of which
/// Leitwort knows nothing (`la`, `la-VA`, `lat`), the one of two letters where there is one. Empty
/// where it is none, and for `und`, `mul`, `mis` and `zxx`. ISO 639-3 has a code for every second
/// word of three letters, so that any of them is taken for one.
std::string iso_language(std::string_view declared);

/// What `make_lexicons` takes for the language of all documents where they have none.
inline constexpr const char* kNoLanguage = "none";

/// The codes of the languages of which Leitwort knows the function words or the stems, ascending.
std::vector<std::string> known_languages();

/// Finds out the language of every document, which of its words are function words, and their
/// stems. A document's language is `language` if that is not empty (kNoLanguage: unknown); else the
/// one its metadata declare (`declared`, by document, shorter or empty where nothing is declared:
/// `en`, `en-GB`, `eng`, `English`, `la`; what iso_language does not know counts as nothing); else
/// the one whose function words make up the largest share of its words, if that is certain; else
/// unknown. Short undecided
/// documents take the language of most others. Stems are Snowball's (M. F. Porter); in languages
/// that Snowball does not know, and in Han text, a word is its own stem, and function words and
/// numbers are their own everywhere. Where there is no list of function words they are recognised
/// from the corpus: see ARCHITECTURE.md. Han words are looked up whole if the vocabulary holds them
/// whole. The result does not depend on the number of threads. Linear in tokens and, for each
/// language, in the vocabulary.
///
/// Throws Error if `language` is not empty, kNoLanguage or known to iso_language.
Lexicons make_lexicons(const Tokens& tokens, const Vocabulary& vocabulary,
                       std::span<const std::string> declared, const std::string& language = {});

/// By token of the vocabulary: its places in the documents of one of `lexicons.languages`.
std::vector<std::uint32_t> places_in_language(const Tokens& tokens, const Lexicons& lexicons,
                                              std::size_t language);

/// By token: 1 where it goes on with the word of the token before; always of the size of `tokens`.
/// Only Han characters and kana do: they are tokens of their own, and ICU's dictionary says which
/// of them make a word. No word crosses a break or a gap between tokens that is wider than nothing.
/// Parallel over documents.
std::vector<std::uint8_t> continues_word(const Tokens& tokens, const Vocabulary& vocabulary);

/// A word of a document: a token, or Han characters and kana that make one word.
struct Word {
  TokenIndex begin = 0, end = 0;
  TokenId stem = 0;  ///< in Lexicons::stems
  WordClass word_class = WordClass::content;
};

/// Calls visit(document, word) for every word of the corpus, in order. `stems` (those of
/// `lexicons`) gains words of several tokens, which are their own stems.
void visit_words(const Tokens& tokens, const Vocabulary& vocabulary, const Lexicons& lexicons,
                 Vocabulary& stems, const std::function<void(DocumentIndex, const Word&)>& visit);

/// What a word of several tokens contributes: `function` or `light` where the lists of the language
/// (ISO 639-1) have it, else `content`. Linear in the length of the lists.
WordClass class_of_word(std::string_view word, std::string_view language);

/// Whether the line ends of a text are mere spaces: at least a third of the line ends that stand
/// inside a paragraph are followed by a line that goes on with the sentence. Line ends mark ends of
/// phrases otherwise. A third, because in wrapped prose about two in three line ends fall inside a
/// sentence, and in lists, headings and unwrapped prose hardly any.
bool is_hard_wrapped(std::string_view text);

}  // namespace leitwort

#include "text/tokenize.hpp"

#include "text/normalize.hpp"
#include "utf8.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace leitwort::text {
namespace {

constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// 1 for ASCII letters and digits.
constexpr auto kAlphanumeric = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 128; ++c) {
    const char letter = static_cast<char>(c);
    table[c] = is_ascii_letter(letter) || (letter >= '0' && letter <= '9');
  }
  return table;
}();

/// What stood between the last token and the next one; decides whether a phrase may run across it.
struct Gap {
  bool hard = false;             // something that always breaks
  bool space = false;            // white space of any kind
  bool stop = false;             // a full stop …
  bool stop_then_space = false;  // … with white space after it
  bool hyphen = false;
  bool hyphen_at_line_end = false;  // a hyphen directly before a line end and directly after a word
  unsigned line_ends = 0;
  char32_t last = 0;

  void add(char32_t c) {
    if (c == U' ') {  // by far the most frequent
      add_space();
      last = c;
      return;
    }
    switch (c) {
      case U'\n':
      case 0x85:
      case 0x2028:
      case 0x0B:
      case 0x0C:
        if (last == U'\r' && c == U'\n') break;  // one line end, counted at the \r
        [[fallthrough]];
      case U'\r':
        if (last == U'-' && !space) hyphen_at_line_end = true;
        ++line_ends;
        if (c == 0x0C) hard = true;
        add_space();
        break;
      case 0x2029:
        hard = true;
        break;  // paragraph separator
      case U'.':
        if (last == U'.') hard = true;  // an ellipsis
        stop = true;
        break;
      case U'!':
      case U'?':
      case U';':
      case U':':
      case 0x2026:
      case 0x3002:
      case 0xFF61:
      case 0x2014:
      case 0x2015:
      case 0x2E3A:
      case 0x2E3B:  // — ― ⸺ ⸻
        hard = true;
        break;
      case U'-':
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2212:
        if (last == U'-') hard = true;  // "--" for a dash
        hyphen = true;
        c = U'-';
        break;
      default:
        if (is_space(c)) {
          // Two ideographic spaces begin a paragraph in Chinese text without line ends.
          if (c == 0x3000 && last == 0x3000) hard = true;
          add_space();
        } else if (is_bracket(c)) {
          hard = true;
        }
    }
    last = c;
  }

  /// Whether the gap breaks phrases. `sentence_may_end`: the words around a full stop allow it.
  [[nodiscard]] bool breaks(bool hard_wrapped, bool sentence_may_end) const {
    if (hard || (stop_then_space && sentence_may_end)) return true;
    if (line_ends >= 2 || (line_ends == 1 && !hard_wrapped)) return true;
    if (hard_wrapped && hyphen_at_line_end) return false;  // a word cut at the line end
    return hyphen && space;  // a hyphen with space beside it is a dash
  }

 private:
  void add_space() {
    space = true;
    stop_then_space = stop_then_space || stop;
  }
  static bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }
  static bool is_bracket(char32_t c) {
    if (c < 0x80) return c == U'(' || c == U')' || c == U'[' || c == U']' || c == U'{' || c == U'}';
    // „ ‚ and the East Asian corner and title marks are quotation marks, whatever their category.
    if (c == 0x201A || c == 0x201E || (c >= 0x3008 && c <= 0x300F)) return false;
    const uint32_t general = U_GET_GC_MASK(static_cast<UChar32>(c));
    return (general & (U_GC_PS_MASK | U_GC_PE_MASK)) != 0;
  }
};

bool is_single_letter(std::string_view word) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(word.data());
  std::size_t i = 0;
  UChar32 c = 0;
  if (word.empty()) return false;
  U8_NEXT_UNSAFE(bytes, i, c);
  return i == word.size() && classify(static_cast<char32_t>(c)) == CharacterClass::letter;
}

/// Words after which a full stop ends no sentence, of English: titles, which stand before a
/// capital, and words that refer to a number. A single letter is an initial in any language.
bool is_abbreviation(std::string_view word, bool number_follows) {
  constexpr std::array<std::string_view, 15> titles = {"mr",   "mrs", "ms",  "messrs", "dr",
                                                       "prof", "hon", "rev", "gen",    "col",
                                                       "lt",   "sen", "rep", "gov",    "st"};
  constexpr std::array<std::string_view, 8> references = {"no",   "nos", "vol", "art",
                                                          "para", "sec", "pp",  "fig"};
  const auto is_one_of = [word](const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return is_single_letter(word) || is_one_of(titles) || (number_follows && is_one_of(references));
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::span<const Span> cut, bool hard_wrapped, Tokens& tokens,
            Vocabulary& vocabulary)
      : text_(text),
        cut_(cut),
        hard_wrapped_(hard_wrapped),
        tokens_(tokens),
        vocabulary_(vocabulary) {
    gap_.hard = true;  // the text begins
  }

  void run(std::size_t begin) {
    std::size_t i = begin;
    while (i < text_.size()) {
      const char c = text_[i];
      if (!is_ascii(c)) {
        i = take_beyond_ascii(i);
      } else if (kAlphanumeric[static_cast<unsigned char>(c)]) {
        i = take_ascii_word(i);
      } else if (composes_with_next(i)) {
        i = take_beyond_ascii(i);
      } else {
        take_ascii_other(c, i);
        ++i;
      }
    }
    finish_token();
  }

 private:
  // --- the fast path ---

  /// Takes letters and digits from `begin` on and returns where it stopped.
  std::size_t take_ascii_word(std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < text_.size() && kAlphanumeric[static_cast<unsigned char>(text_[end])]) ++end;
    const bool last_composes = composes_with_next(end - 1);
    if (last_composes) --end;
    if (end > begin) {
      start_or_continue(
          begin, is_ascii_letter(text_[begin]) ? CharacterClass::letter : CharacterClass::digit);
      append_lower(begin, end);
      span_.end = static_cast<std::uint32_t>(end);
      last_class_ =
          is_ascii_letter(text_[end - 1]) ? CharacterClass::letter : CharacterClass::digit;
    }
    return last_composes ? take_beyond_ascii(end) : end;
  }

  void append_lower(std::size_t begin, std::size_t end) {
    const std::size_t old = word_.size();
    word_.resize(old + end - begin);
    char* out = word_.data() + old;
    for (std::size_t i = begin; i < end; ++i) {
      const char c = text_[i];
      *out++ = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }

  void take_ascii_other(char c, std::size_t position) {
    if (c == '\'') {
      take({U'\'',
            {static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(position + 1)}});
    } else {
      finish_token();
      gap_.add(static_cast<unsigned char>(c));
    }
  }

  /// Whether the ASCII character at `i` may change together with what follows it: any character
  /// beyond ASCII may be a combining mark, except the common quotes, dashes and dots.
  [[nodiscard]] bool composes_with_next(std::size_t i) const {
    return i + 1 < text_.size() && !is_ascii(text_[i + 1]) && simple_punctuation(i + 1) == 0;
  }

  // --- everything else ---

  /// One of the punctuation marks of U+2010–U+2022 that normalisation leaves alone and that do not
  /// combine, or U+2026; 0 if there is none at `i`.
  [[nodiscard]] char32_t simple_punctuation(std::size_t i) const {
    if (i + 2 >= text_.size() || text_[i] != '\xE2' || text_[i + 1] != '\x80') return 0;
    const auto low = static_cast<unsigned char>(text_[i + 2]);
    const char32_t c = 0x2000U + (low - 0x80U);
    const bool simple = low >= 0x80 && low <= 0xBF &&
                        (c == 0x2010 || (c >= 0x2013 && c <= 0x2015) ||
                         (c >= 0x2018 && c <= 0x2022) || c == 0x2026);
    return simple ? c : 0;
  }

  /// Takes the characters beyond ASCII from `begin` on, with the ASCII character that the first of
  /// them may combine with, and returns where it stopped.
  std::size_t take_beyond_ascii(std::size_t begin) {
    if (const char32_t c = simple_punctuation(begin)) {
      take({plain(c), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 3)}});
      return begin + 3;
    }
    // The ranges that ICU is given end before the next ASCII character (which never combines with
    // what stands before it) and before bytes that are not UTF-8. The length is bounded because ICU
    // counts in 32 bits; cut only where a letter of its own begins.
    constexpr std::size_t kLongest = std::size_t{1} << 20;
    const auto* bytes = reinterpret_cast<const uint8_t*>(text_.data());
    const std::size_t size = text_.size();
    std::size_t end = begin;
    UChar32 c = 0;
    while (end < size && (end == begin || !is_ascii(text_[end]))) {
      std::size_t after = end;
      U8_NEXT(bytes, after, size, c);
      if (c < 0) break;
      if (end - begin > kLongest && classify(static_cast<char32_t>(c)) == CharacterClass::single)
        break;
      end = after;
    }
    if (end > begin) {
      normalized_.clear();
      normalize(text_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                normalized_);
      for (const NormalizedChar& character : normalized_) take(character);
      return end;
    }
    finish_token();  // a byte that is not UTF-8
    gap_.add(0xFFFD);
    U8_NEXT(bytes, end, size, c);
    return end;
  }

  void take(const NormalizedChar& character) {
    const CharacterClass kind = classify(character.c);
    switch (kind) {
      case CharacterClass::other:
        finish_token();
        gap_.add(character.c);
        return;
      case CharacterClass::apostrophe:
        if (!word_.empty() && last_class_ == CharacterClass::letter && !apostrophe_) {
          apostrophe_ = true;  // stays inside if a letter follows
        } else {
          finish_token();
          gap_.add(character.c);
        }
        return;
      case CharacterClass::single:
        finish_token();
        break;
      case CharacterClass::letter:
      case CharacterClass::digit:
        break;
      case CharacterClass::mark:  // belongs to whatever it stands on
        if (!word_.empty() && !apostrophe_) {
          append(character);
          return;
        }
    }
    start_or_continue(character.origin.begin, kind);
    append(character);
    last_class_ = kind;
  }

  // --- the token under construction: `word_`, empty when there is none ---

  void start_or_continue(std::size_t begin, CharacterClass kind) {
    if (apostrophe_ && kind == CharacterClass::letter) {
      word_ += '\'';
      apostrophe_ = false;
    } else if (apostrophe_) {
      finish_token();
    } else if (last_class_ == CharacterClass::single) {
      finish_token();
    }
    if (!word_.empty()) return;
    span_.begin = static_cast<std::uint32_t>(begin);
    first_class_ = kind;
    capital_ = kind == CharacterClass::letter && is_capital(text_, begin);
  }

  void append(const NormalizedChar& character) {
    char utf8[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(utf8, size, static_cast<UChar32>(character.c));
    turkish_ = turkish_ || character.c == 0x131 || character.c == 0x11F || character.c == 0x307;
    word_.append(utf8, static_cast<std::size_t>(size));
    span_.end = character.origin.end;
  }

  /// Case folding knows no Turkish: it leaves a dot on the i of İ, and makes i of I. The dot goes;
  /// and in a word with ı or ğ, which only Turkic languages write, I was ı.
  void fold_as_turkish() {
    constexpr std::string_view kDotted = "i\u0307", kDotless = "ı";
    turkish_ = false;
    for (std::size_t at = word_.find(kDotted); at != std::string::npos;
         at = word_.find(kDotted, at + 1)) {
      word_.erase(at + 1, kDotted.size() - 1);
    }
    if (word_.find(kDotless) == std::string::npos && word_.find("ğ") == std::string::npos) return;
    // Of such words each letter comes from one letter.
    std::size_t at = 0;
    for (std::size_t from = span_.begin; from < span_.end && at < word_.size(); ++from) {
      if (continues_character(text_[from])) continue;
      if (text_[from] == 'I' && word_[at] == 'i') word_.replace(at, 1, kDotless);
      do ++at;
      while (at < word_.size() && continues_character(word_[at]));
    }
  }

  void finish_token() {
    if (turkish_ && !word_.empty()) fold_as_turkish();
    if (!word_.empty() && is_cut()) {
      word_.clear();
      last_class_ = CharacterClass::other;
    }
    if (!word_.empty()) {
      const bool goes_on_small = first_class_ == CharacterClass::letter && !capital_ && has_case();
      const bool number_follows = first_class_ == CharacterClass::digit;
      const bool sentence_may_end = !goes_on_small && !is_abbreviation(previous_, number_follows);
      std::uint8_t marks = 0;
      if (gap_.breaks(hard_wrapped_, sentence_may_end)) marks |= kBreakBefore;
      if (capital_) marks |= kCapitalised;
      tokens_.ids.push_back(vocabulary_.intern(word_));
      tokens_.spans.push_back(span_);
      tokens_.marks.push_back(marks);
      previous_.swap(word_);
      word_.clear();
      gap_ = {};
      last_class_ = CharacterClass::other;
    }
    if (apostrophe_) {
      apostrophe_ = false;
      gap_.add(U'\'');
    }
  }

  /// Whether the token shares a byte with what is cut. Cuts up to its end break the phrase, also
  /// those that held no token.
  bool is_cut() {
    while (!cut_.empty() && cut_.front().end <= span_.begin) {
      gap_.hard = true;
      cut_ = cut_.subspan(1);
    }
    const bool cut = !cut_.empty() && cut_.front().begin < span_.end;
    gap_.hard = gap_.hard || cut;
    return cut;
  }

  /// Whether the token's first letter is of a script with capitals.
  [[nodiscard]] bool has_case() const {
    if (is_ascii(word_.front())) return true;
    const auto* bytes = reinterpret_cast<const uint8_t*>(word_.data());
    std::size_t i = 0;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(bytes, i, c);
    return u_toupper(c) != c;
  }

  std::string_view text_;
  std::span<const Span> cut_;  // those that do not end before the last token
  bool hard_wrapped_;
  Tokens& tokens_;
  Vocabulary& vocabulary_;

  std::string word_, previous_;
  Span span_;
  CharacterClass first_class_ = CharacterClass::other;
  CharacterClass last_class_ = CharacterClass::other;  // of the last letter or digit of `word_`
  bool capital_ = false;
  bool turkish_ = false;     // it may have letters that only Turkish writes
  bool apostrophe_ = false;  // one stands after `word_`, and what it is depends on what follows
  Gap gap_;
  std::vector<NormalizedChar> normalized_;
};

}  // namespace

void tokenize_text(std::string_view text, std::size_t begin, bool hard_wrapped, Tokens& tokens,
                   Vocabulary& vocabulary, std::span<const Span> cut) {
  Tokenizer(text, cut, hard_wrapped, tokens, vocabulary).run(begin);
}

}  // namespace leitwort::text

#include "text/normalize.hpp"

#include <leitwort/error.hpp>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace leitwort::text {
namespace {

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) {
    throw Error("ICU's normalisation data is missing", "nfkc_cf", "install ICU's data package");
  }
  return *normalizer;
}

/// Code points of valid UTF-8, one after another.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] bool ended() const { return position_ >= text_.size(); }
  char32_t next() {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text_.data(), position_, c);
    return static_cast<char32_t>(c);
  }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

}  // namespace

CharacterClass classify(char32_t c) {
  // The block of common Han first: it spares two property look-ups a character of Chinese text.
  if (c >= 0x4E00 && c <= 0x9FFF) return CharacterClass::single;
  const auto point = static_cast<UChar32>(c);
  if (c == U'\'') return CharacterClass::apostrophe;
  const uint32_t general = U_GET_GC_MASK(point);
  if ((general & U_GC_M_MASK) != 0) return CharacterClass::mark;
  if (c >= 0x2E80) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(point, &status);
    // The sound mark ー is shared by both kana and has the script "common".
    if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
        c == 0x30FC) {
      return CharacterClass::single;
    }
  }
  if ((general & U_GC_L_MASK) != 0) return CharacterClass::letter;
  return (general & U_GC_ND_MASK) != 0 ? CharacterClass::digit : CharacterClass::other;
}

char32_t plain(char32_t c) {
  switch (c) {
    case 0x2018:  // ‘
    case 0x2019:  // ’
    case 0x201B:  // ‛
    case 0x02BC:  // ʼ, a letter to Unicode, an apostrophe to whoever types it
      return U'\'';
    default: return c;
  }
}

void normalize(std::string_view text, Span range, std::vector<NormalizedChar>& out) {
  const std::string_view source = text.substr(range.begin, range.end - range.begin);
  std::string normalized;
  icu::StringByteSink<std::string> sink(&normalized);
  icu::Edits edits;
  UErrorCode status = U_ZERO_ERROR;
  nfkc_casefold().normalizeUTF8(
      0, icu::StringPiece(source.data(), static_cast<int32_t>(source.size())), sink, &edits, status);
  if (U_FAILURE(status)) throw Error("ICU cannot normalise a text", u_errorName(status));

  auto edit = edits.getFineIterator();
  while (edit.next(status)) {
    const auto from = static_cast<std::size_t>(edit.sourceIndex());
    const auto size = static_cast<std::size_t>(edit.newLength());
    const auto to = static_cast<std::size_t>(edit.destinationIndex());
    CodePoints points(std::string_view(normalized).substr(to, size));
    while (!points.ended()) {
      const std::size_t before = points.position();
      const char32_t c = points.next();
      // An unchanged stretch maps byte for byte, a changed one as a whole.
      const std::size_t begin = edit.hasChange() ? from : from + before;
      const std::size_t end = edit.hasChange() ? from + static_cast<std::size_t>(edit.oldLength())
                                               : from + points.position();
      out.push_back({plain(c), {range.begin + static_cast<std::uint32_t>(begin),
                                range.begin + static_cast<std::uint32_t>(end)}});
    }
  }
}

bool is_capital(std::string_view text, std::size_t begin) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  if (bytes[begin] < 0x80) return bytes[begin] >= 'A' && bytes[begin] <= 'Z';
  UChar32 c = 0;
  const std::size_t size = text.size();
  U8_NEXT(bytes, begin, size, c);
  return c >= 0 && (u_isupper(c) != 0 || u_istitle(c) != 0);
}

}  // namespace leitwort::text

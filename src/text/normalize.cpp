#include "text/normalize.hpp"

#include "utf8.hpp"
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

bool begins_single(std::string_view text) {
  if (text.empty()) return false;
  return classify(CodePoints(text).next()) == CharacterClass::single;
}

bool ends_single(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && continues_character(text[--begin])) {
  }
  return begins_single(text.substr(begin));
}

char32_t plain(char32_t c) {
  switch (c) {
    case 0x2018:  // ‘
    case 0x2019:  // ’
    case 0x201B:  // ‛
    case 0x02BC:  // ʼ, a letter to Unicode, an apostrophe to whoever types it
      return U'\'';
    default:
      return c;
  }
}

namespace {

/// Appends the characters of `normalized`. They come from `origin`, each from the bytes at its own
/// place if `byte_for_byte`, else each from all of it.
void append(std::string_view normalized, Span origin, bool byte_for_byte,
            std::vector<NormalizedChar>& out) {
  CodePoints points(normalized);
  while (!points.ended()) {
    const auto before = static_cast<std::uint32_t>(points.position());
    const char32_t c = points.next();
    const auto after = static_cast<std::uint32_t>(points.position());
    out.push_back(
        {plain(c), byte_for_byte ? Span{origin.begin + before, origin.begin + after} : origin});
  }
}

std::string fold(std::string_view source, icu::Edits* edits) {
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  nfkc_casefold().normalizeUTF8(
      0, icu::StringPiece(source.data(), static_cast<int32_t>(source.size())), sink, edits, status);
  if (U_FAILURE(status)) throw Error("ICU cannot normalise a text", u_errorName(status));
  return folded;
}

/// ICU reports neighbours that changed as one. Where each changes in the same way on its own, each
/// is its own origin; where they became something together, all of them are.
void append_changed(std::string_view text, Span origin, std::string_view normalized,
                    std::vector<NormalizedChar>& out) {
  const std::string_view source = text.substr(origin.begin, origin.end - origin.begin);
  const std::size_t mark = out.size();
  std::string apart;
  CodePoints points(source);
  while (!points.ended()) {
    const auto begin = static_cast<std::uint32_t>(points.position());
    points.next();
    const auto end = static_cast<std::uint32_t>(points.position());
    const std::string one = fold(source.substr(begin, end - begin), nullptr);
    append(one, {origin.begin + begin, origin.begin + end}, false, out);
    apart += one;
  }
  if (apart == normalized) return;
  out.resize(mark);
  append(normalized, origin, false, out);
}

/// Characters up to U+02FF do not combine with what stands before them, nor does common Han.
bool may_combine(UChar32 c) {
  return c >= 0x300 && !(c >= 0x3400 && c <= 0x9FFF);
}

void normalize_piece(std::string_view text, Span range, std::vector<NormalizedChar>& out) {
  icu::Edits edits;
  const std::string normalized = fold(text.substr(range.begin, range.end - range.begin), &edits);
  UErrorCode status = U_ZERO_ERROR;
  auto edit = edits.getFineIterator();
  while (edit.next(status)) {
    const Span origin = {
        range.begin + static_cast<std::uint32_t>(edit.sourceIndex()),
        range.begin + static_cast<std::uint32_t>(edit.sourceIndex() + edit.oldLength())};
    const auto piece = std::string_view(normalized)
                           .substr(static_cast<std::size_t>(edit.destinationIndex()),
                                   static_cast<std::size_t>(edit.newLength()));
    if (edit.hasChange())
      append_changed(text, origin, piece, out);
    else
      append(piece, origin, true, out);
  }
}

}  // namespace

std::uint32_t end_of_piece(std::string_view text, Span range) {
  const icu::Normalizer2& normalizer = nfkc_casefold();
  std::size_t marks = 0;
  CodePoints points(text.substr(range.begin, range.end - range.begin));
  while (!points.ended()) {
    const std::size_t before = points.position();
    const auto c = static_cast<UChar32>(points.next());
    if (!may_combine(c)) {
      // What normalisation drops, as a soft hyphen, parts no marks.
      if (c != 0xAD) marks = 0;
    } else if (normalizer.getCombiningClass(c) != 0) {
      if (marks == kMostMarks) return range.begin + static_cast<std::uint32_t>(before);
      ++marks;
    } else if (marks > 0 && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0) {
      marks = 0;
    }
  }
  return range.end;
}

void normalize(std::string_view text, Span range, std::vector<NormalizedChar>& out) {
  while (range.begin < range.end) {
    const std::uint32_t end = end_of_piece(text, range);
    normalize_piece(text, {range.begin, end}, out);
    range.begin = end;
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

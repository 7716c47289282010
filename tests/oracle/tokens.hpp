#pragma once

/// The token rule, read out slowly: normalise the whole text, then look at one character after
/// another.

#include <string>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace leitwort::oracle {

/// REQUIRES: `text` is valid UTF-8.
inline std::vector<std::string> tokens(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::UnicodeString folded = fold->normalize(icu::UnicodeString::fromUTF8(text), status);
  std::vector<UChar32> characters;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    UChar32 c = folded.char32At(i);
    if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BC) c = '\'';
    characters.push_back(c);
  }
  const auto is_single = [](UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &error);
    const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    return !mark && (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
                     script == USCRIPT_KATAKANA || c == 0x30FC);
  };
  const auto has = [](UChar32 c, uint32_t mask) { return (U_GET_GC_MASK(c) & mask) != 0; };

  std::vector<std::string> result;
  icu::UnicodeString word;
  bool single = false;
  const auto finish = [&] {
    std::string utf8;
    word.findAndReplace(u"i\u0307", u"i");  // of a Turkish İ
    if (!word.isEmpty()) result.push_back(word.toUTF8String(utf8));
    word.remove();
    single = false;
  };
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const UChar32 c = characters[i];
    if (is_single(c)) {
      finish();
      word.append(c);
      single = true;
    } else if (has(c, U_GC_M_MASK)) {
      word.append(c);
    } else if (has(c, U_GC_L_MASK | U_GC_ND_MASK)) {
      if (single) finish();
      word.append(c);
    } else if (c == '\'') {
      // Between letters; marks on the letter before do not matter.
      std::size_t before = i;
      while (before > 0 && has(characters[before - 1], U_GC_M_MASK)) --before;
      const bool letter_before = before > 0 && has(characters[before - 1], U_GC_L_MASK) &&
                                 !is_single(characters[before - 1]);
      const bool letter_after = i + 1 < characters.size() && has(characters[i + 1], U_GC_L_MASK) &&
                                !is_single(characters[i + 1]);
      if (letter_before && letter_after)
        word.append(c);
      else
        finish();
    } else {
      finish();
    }
  }
  finish();
  return result;
}

}  // namespace leitwort::oracle

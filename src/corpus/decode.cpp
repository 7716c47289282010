#include "corpus/decode.hpp"

#include <leitwort/error.hpp>

#include <algorithm>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

namespace leitwort::corpus {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Converts with one of ICU's converters; what it cannot read becomes U+FFFD.
std::string convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(encoding, &status));
  if (U_FAILURE(status)) throw Error("ICU has no converter", encoding, "install ICU's data");
  if (bytes.size() > std::size_t{INT32_MAX}) {
    throw Error("is larger than 2 GiB and not UTF-8", "text", "convert it to UTF-8 first");
  }
  std::u16string wide(bytes.size() + 1, u'\0');  // no encoding here yields more units than bytes
  const int32_t length =
      ucnv_toUChars(converter.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                    static_cast<int32_t>(bytes.size()), &status);
  std::string text;
  text.reserve(bytes.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U16_NEXT(wide.data(), i, length, c);
    if (U_IS_SURROGATE(c)) c = 0xFFFD;
    char utf8[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(utf8, size, c);
    text.append(utf8, static_cast<std::size_t>(size));
  }
  return text;
}

/// Five bytes mean nothing in Windows-1252; every other byte is a character of it.
bool explained_by_windows_1252(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return c == '\x81' || c == '\x8d' || c == '\x8f' || c == '\x90' || c == '\x9d';
  });
}

Decoded replace_bad_bytes(std::string_view bytes) {
  Decoded decoded;
  std::size_t bad = 0;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const std::size_t size = bytes.size();
  for (std::size_t i = 0; i < size;) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c >= 0) {
      decoded.text.append(bytes.substr(begin, i - begin));
    } else {
      decoded.text += "\xEF\xBF\xBD";
      bad += i - begin;
    }
  }
  decoded.warnings.push_back(
      fmt::format("not valid UTF-8: {} byte{} replaced by U+FFFD", bad, bad == 1 ? "" : "s"));
  return decoded;
}

}  // namespace

bool has_bom(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF");
}

Decoded decode(std::string bytes) {
  if (simdjson::validate_utf8(bytes)) return {std::move(bytes), {}};

  UErrorCode status = U_ZERO_ERROR;
  int32_t mark = 0;
  const char* encoding = ucnv_detectUnicodeSignature(
      bytes.data(), static_cast<int32_t>(std::min<std::size_t>(bytes.size(), 4)), &mark, &status);
  if (encoding != nullptr && std::string_view(encoding).starts_with("UTF-") &&
      std::string_view(encoding) != "UTF-8" && std::string_view(encoding) != "UTF-7") {
    const auto body = std::string_view(bytes).substr(static_cast<std::size_t>(mark));
    return {convert(body, encoding), {fmt::format("decoded from {}", encoding)}};
  }
  if (explained_by_windows_1252(bytes)) {
    return {convert(bytes, "windows-1252"), {"not valid UTF-8: read as Windows-1252"}};
  }
  return replace_bad_bytes(bytes);
}

bool looks_garbled(std::string_view text) {
  // One in 500 characters; the commas and full stops of Chinese prose are one in ten.
  constexpr std::size_t kBytesPerSign = std::size_t{3} * 500, kLeastSigns = 10;
  std::size_t signs = 0;
  for (const std::string_view sign : {"锛", "銆"}) {
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + sign.size())) {
      ++signs;
    }
  }
  return signs >= kLeastSigns && signs >= text.size() / kBytesPerSign;
}

}  // namespace leitwort::corpus

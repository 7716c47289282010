#pragma once

namespace leitwort {

/// Whether a byte of UTF-8 is not the first of its character.
constexpr bool continues_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace leitwort

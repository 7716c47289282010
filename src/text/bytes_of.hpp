#pragma once

/// Private to the library: from tokens back to the text.

#include <leitwort/text.hpp>

namespace leitwort::text {

/// The bytes of tokens of one document; empty where there are none.
inline Span bytes_of(const Tokens& tokens, TokenIndex begin, TokenIndex end) {
  if (begin >= end) return {};
  return {tokens.spans[begin].begin, tokens.spans[end - 1].end};
}

}  // namespace leitwort::text

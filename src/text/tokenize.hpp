#pragma once

/// Private to text/: one text → its tokens.

#include <leitwort/text.hpp>

#include <span>
#include <string_view>

namespace leitwort::text {

/// Appends the tokens of `text` from byte `begin` on to `tokens.ids`, `spans` and `marks`, except
/// those that share a byte with `cut` (ascending, disjoint, none empty); opens no document. `text`
/// may be any bytes: those that are not UTF-8 separate tokens. The first token has kBreakBefore.
/// REQUIRES: text.size() < 2³².
void tokenize_text(std::string_view text, std::size_t begin, bool hard_wrapped, Tokens& tokens,
                   Vocabulary& vocabulary, std::span<const Span> cut = {});

}  // namespace leitwort::text

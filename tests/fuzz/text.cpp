/// Any bytes as a text: decoded, and cut into tokens in all the ways there are.

#include "corpus/decode.hpp"
#include "fuzz.hpp"
#include "oracle/tokens.hpp"
#include "text/tokenize.hpp"
#include <leitwort/text.hpp>

#include <algorithm>

namespace leitwort::fuzz {
namespace {

/// Two stretches of a text that stand for what patterns cut: by its length, so that seeds are texts
/// and nothing else.
std::vector<Span> some_cuts(std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (size < 8) return {};
  return {{size / 5, size / 5 + 1 + size / 9}, {size / 2, size / 2 + 1}};
}

std::vector<std::string> words_at(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::vector<std::string> words;
  for (const TokenId id : tokens.ids) words.emplace_back(vocabulary[id]);
  return words;
}

void require_same_hashes(std::string_view text, std::span<const Span> cut, const Tokens& tokens,
                         const Vocabulary& vocabulary) {
  // Each is used again for every text: nothing must be left of the one before.
  static std::vector<TokenHasher> hashers = [] {
    std::vector<TokenHasher> all;
    for (const Kernel kernel : {Kernel::plain, Kernel::avx2, Kernel::avx512}) {
      if (has_kernel(kernel)) all.emplace_back(kernel);
    }
    return all;
  }();
  for (TokenHasher& hasher : hashers) {
    std::vector<std::uint64_t> hashes;
    hasher.append(text, 0, cut, hashes);
    require(hashes.size() == tokens.size(), "TokenHasher has as many tokens as tokenize");
    for (std::size_t t = 0; t < hashes.size(); ++t) {
      require(hashes[t] == vocabulary.hash(tokens.ids[t]), "TokenHasher has the tokens' hashes");
    }
  }
}

/// Whether tokens ascend, and share no byte but those of characters that became several, such as ¼:
/// none of ASCII does.
bool in_order(std::string_view text, Span before, Span after) {
  if (before.begin > after.begin || before.end > after.end) return false;
  if (before.end <= after.begin) return true;
  const std::string_view shared = text.substr(after.begin, before.end - after.begin);
  return std::ranges::any_of(shared, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

void require_sound_spans(std::string_view text, const Tokens& tokens,
                         const Vocabulary& vocabulary) {
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const Span span = tokens.spans[t];
    require(span.begin < span.end && span.end <= text.size(), "a token has bytes of the text");
    require(on_boundary(text, span.begin) && on_boundary(text, span.end),
            "a token has whole characters");
    require(t == 0 || in_order(text, tokens.spans[t - 1], span),
            "tokens share no more than a character that became two");
    const std::vector<std::string> slice = words_of(text.substr(span.begin, span.end - span.begin));
    require(std::ranges::find(slice, vocabulary[tokens.ids[t]]) != slice.end(),
            "the bytes of a token are the token");
  }
  require(tokens.ids.empty() || (tokens.marks.front() & kBreakBefore) != 0,
          "the first token has a break");
}

/// A cut leaves out the tokens that it touches, whole, and changes no other.
void require_sound_cuts(std::string_view text, const Tokens& whole) {
  const std::vector<Span> cuts = some_cuts(text);
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, 0, false, tokens, vocabulary, cuts);
  require_same_hashes(text, cuts, tokens, vocabulary);
  std::vector<Span> left;
  for (const Span span : whole.spans) {
    const bool touched = std::ranges::any_of(
        cuts, [&](const Span& cut) { return span.begin < cut.end && cut.begin < span.end; });
    if (!touched) left.push_back(span);
  }
  require(tokens.spans == left, "a cut takes the tokens that it touches, and no others");
}

void require_sound(std::string_view text) {
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, 0, false, tokens, vocabulary);
  require_same_hashes(text, {}, tokens, vocabulary);
  if (!is_utf8(text)) return;
  require_sound_spans(text, tokens, vocabulary);
  require_sound_cuts(text, tokens);
  const std::vector<std::string> words = words_at(tokens, vocabulary);
  require(oracle::tokens(std::string(text)) == words, "the tokens are those of the slow twin");
  std::string joined;
  for (const std::string& word : words) joined += word + " ";
  require(words_of(joined) == words, "tokens are their own tokens");
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort::fuzz;
  const std::string bytes(view(data, size));
  const leitwort::corpus::Decoded decoded = leitwort::corpus::decode(bytes);
  require(is_utf8(decoded.text), "what was decoded is UTF-8");
  require(!is_utf8(bytes) || decoded.text == bytes, "UTF-8 is decoded to itself");
  require_sound(decoded.text);
  if (decoded.text != bytes) require_sound(bytes);
  leitwort::is_hard_wrapped(decoded.text);
  return 0;
}

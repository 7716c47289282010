#include <leitwort/text.hpp>

#include <xxhash.h>

namespace leitwort {

std::size_t Vocabulary::slot_of(std::string_view token, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const TokenId id = slots_[slot];
    if (id == kUnknown || (hashes_[id] == hash && (*this)[id] == token)) return slot;
  }
}

void Vocabulary::grow() {
  std::vector<TokenId> old(slots_.empty() ? 64 : 2 * slots_.size(), kUnknown);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const TokenId id : old) {
    if (id == kUnknown) continue;
    std::size_t slot = hashes_[id] & mask;
    while (slots_[slot] != kUnknown) slot = (slot + 1) & mask;
    slots_[slot] = id;
  }
}

TokenId Vocabulary::intern(std::string_view token) {
  if (2 * (size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = XXH3_64bits(token.data(), token.size());
  TokenId& slot = slots_[slot_of(token, hash)];
  if (slot == kUnknown) {
    slot = static_cast<TokenId>(size());
    hashes_.push_back(hash);
    bytes_ += token;
    begin_.push_back(bytes_.size());
  }
  return slot;
}

void Vocabulary::clear() {
  bytes_.clear();
  begin_.assign(1, 0);
  hashes_.clear();
  slots_.assign(slots_.size(), kUnknown);
}

TokenId Vocabulary::find(std::string_view token) const {
  if (slots_.empty()) return kUnknown;
  return slots_[slot_of(token, XXH3_64bits(token.data(), token.size()))];
}

}  // namespace leitwort

#include "corpus/id_set.hpp"

#include <xxhash.h>

namespace leitwort::corpus {

bool IdSet::insert(std::string_view id) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  const std::uint64_t hash = XXH3_64bits(id.data(), id.size()) | 1;
  const std::size_t mask = slots_.size() - 1;
  // The upper bits: the lowest is not the hash's own.
  std::size_t slot = (hash >> 8) & mask;
  while (slots_[slot] != 0) {
    if (slots_[slot] == hash) return false;
    slot = (slot + 1) & mask;
  }
  slots_[slot] = hash;
  ++size_;
  return true;
}

void IdSet::grow() {
  std::vector<std::uint64_t> old(4 * slots_.size());
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const std::uint64_t hash : old) {
    if (hash == 0) continue;
    std::size_t slot = (hash >> 8) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = hash;
  }
}

}  // namespace leitwort::corpus

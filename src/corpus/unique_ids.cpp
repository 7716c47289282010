#include <leitwort/corpus.hpp>

#include <fmt/format.h>
#include <xxhash.h>

namespace leitwort {

std::string UniqueIds::claim(const std::string& id) {
  if (insert(id)) return id;
  std::size_t& number = renamed_[id];
  std::string unique;
  do {
    unique = fmt::format("{}#{}", id, ++number + 1);
  } while (!insert(unique));
  return unique;
}

bool UniqueIds::insert(const std::string& id) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  const std::uint64_t hash = XXH3_64bits(id.data(), id.size()) | 1;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (hash >> 8) & mask;  // the lowest bit is not the hash's own
  while (slots_[slot] != 0) {
    if (slots_[slot] == hash) return false;
    slot = (slot + 1) & mask;
  }
  slots_[slot] = hash;
  ++size_;
  return true;
}

void UniqueIds::grow() {
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

}  // namespace leitwort

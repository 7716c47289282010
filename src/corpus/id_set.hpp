#pragma once

/// Private to corpus/: which ids are taken.

#include <cstdint>
#include <string_view>
#include <vector>

namespace leitwort::corpus {

/// A set of strings, kept as 64-bit hashes: 16 to 32 bytes each. That one of a million ids is taken
/// for another by mistake, and gets a number, has a chance of 3 in 100 million.
class IdSet {
 public:
  /// Whether `id` was not in it; then it is.
  bool insert(std::string_view id);

 private:
  void grow();
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1024);  // 0 is free
  std::size_t size_ = 0;
};

}  // namespace leitwort::corpus

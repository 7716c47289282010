#pragma once

/// Private to similarity/: equal slots of signatures.

#include <leitwort/similarity.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace leitwort::similarity {

/// How many slots of two signatures are equal.
unsigned count_equal(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots,
                     Kernel kernel);

/// Which slots are: bit s of `mask`. Returns how many. REQUIRES: room for ⌈slots / 64⌉ words.
unsigned equal_mask(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots,
                    std::uint64_t* mask, Kernel kernel);

/// The lowest byte of every slot of every signature, padded to whole 64 bytes a document.
class ByteSlots {
 public:
  explicit ByteSlots(const Signatures& signatures);

  [[nodiscard]] const std::uint8_t* of(DocumentIndex d) const {
    return bytes_.data() + std::size_t{d} * stride_;
  }
  [[nodiscard]] std::size_t stride() const { return stride_; }

 private:
  std::size_t stride_;
  std::vector<std::uint8_t> bytes_;
};

/// Which of `count` neighbouring signatures from `rows` on agree with `row` in at least `least`
/// bytes, of `stride` each: puts their numbers at `found` and returns how many. The padding counts
/// as equal. REQUIRES: room for `count` numbers.
std::size_t screen(const std::uint8_t* row, const std::uint8_t* rows, std::size_t count,
                   std::size_t stride, unsigned least, std::uint32_t* found, Kernel kernel);

/// The fewest equal slots that are a share of `jaccard` or more.
unsigned least_equal(double jaccard, unsigned slots);

/// The Jaccard coefficient of two documents from their signatures, or exactly from their sets where
/// both are known.
PairScore compare_signatures(const Signatures& signatures, DocumentIndex a, DocumentIndex b,
                             unsigned equal);

}  // namespace leitwort::similarity

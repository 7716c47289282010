#pragma once

/// Collections of signatures for tests, written down slot by slot or made of random sets.

#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace leitwort::test {

inline std::vector<Kernel> kernels() {
  std::vector<Kernel> all;
  for (const Kernel kernel : {Kernel::plain, Kernel::avx2, Kernel::avx512}) {
    if (has_kernel(kernel)) all.push_back(kernel);
  }
  return all;
}

using Slots = std::vector<std::uint32_t>;
using Set = std::vector<std::uint64_t>;

/// Many shingles: the set is not known, whatever the number of slots.
inline constexpr std::uint64_t kMany = 1'000'000;

inline Signatures no_signatures(unsigned slots, std::uint64_t seed = 1) {
  return Signatures{.options = {.slots = slots, .seed = seed}};
}

/// Appends a document with these slots. REQUIRES: no fewer shingles than slots, or none.
inline void add(const Slots& slots, Signatures& signatures, std::uint64_t shingles = kMany) {
  signatures.rows.push_back(signatures.memory.copy(std::span<const std::uint32_t>(slots)).data());
  signatures.small_sets.push_back(nullptr);
  signatures.shingles.push_back(shingles);
}

/// Appends a document without shingles.
inline void add_empty(Signatures& signatures) {
  add(Slots(signatures.options.slots, 0xFFFFFFFF), signatures, 0);
}

inline Shingles shingles_of(const std::vector<Set>& sets) {
  Shingles shingles;
  for (const Set& set : sets) {
    shingles.hashes.insert(shingles.hashes.end(), set.begin(), set.end());
    shingles.document_begin.push_back(shingles.hashes.size());
  }
  return shingles;
}

inline Signatures signatures_of(const std::vector<Set>& sets, unsigned slots) {
  Signatures signatures = no_signatures(slots);
  append_signatures(shingles_of(sets), signatures);
  return signatures;
}

inline Set random_set(std::mt19937_64& random, std::size_t size) {
  Set set(size);
  for (auto& hash : set) hash = random();
  return set;
}

/// The set with some of its hashes replaced by others.
inline Set changed(Set set, std::mt19937_64& random, std::size_t replaced) {
  std::shuffle(set.begin(), set.end(), random);
  for (std::size_t i = 0; i < std::min(replaced, set.size()); ++i) set[i] = random();
  return set;
}

/// Families of documents that differ in some slots, over a background of few values, so that
/// strangers agree in some bands too; a few documents are empty.
inline Signatures random_signatures(std::mt19937_64& random, unsigned slots, std::size_t documents,
                                    unsigned alphabet) {
  Signatures signatures = no_signatures(slots);
  Slots head;
  while (signatures.documents() < documents) {
    if (random() % 20 == 0) {
      add_empty(signatures);
      continue;
    }
    if (head.empty() || random() % 5 == 0) {
      head.resize(slots);
      for (auto& value : head) value = static_cast<std::uint32_t>(random() % alphabet);
    }
    Slots member = head;
    const std::size_t changes = random() % (slots + 1);
    for (std::size_t i = 0; i < changes; ++i) {
      member[random() % slots] = static_cast<std::uint32_t>(random() % alphabet);
    }
    add(member, signatures);
  }
  return signatures;
}

/// Dates and ids of a collection.
struct Names {
  std::vector<Date> dates;
  std::vector<std::string> ids;

  [[nodiscard]] Ages ages() const { return {dates, ids}; }
};

/// Documents d0000, d0001, … without dates.
inline Names undated(std::size_t documents) {
  Names names;
  names.dates.resize(documents);
  for (std::size_t d = 0; d < documents; ++d) names.ids.push_back(fmt::format("d{:04}", d));
  return names;
}

/// Ids in no order, many dates alike, at every precision, and some missing.
inline Names random_names(std::mt19937_64& random, std::size_t documents) {
  Names names = undated(documents);
  std::shuffle(names.ids.begin(), names.ids.end(), random);
  for (Date& date : names.dates) {
    if (random() % 4 == 0) continue;
    date.year = static_cast<std::int16_t>(2000 + random() % 3);
    if (random() % 3 == 0) continue;
    date.month = static_cast<std::uint8_t>(1 + random() % 2);
    if (random() % 2 == 0) date.day = static_cast<std::uint8_t>(1 + random() % 2);
  }
  return names;
}

}  // namespace leitwort::test

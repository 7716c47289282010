#include "formulations/stages.hpp"

#include <algorithm>
#include <numeric>

namespace leitwort::formulations {

DocumentAt::DocumentAt(const WordSequence& words) : begin_(words.document_begin) {
  of_block_.reserve(words.size() / kBlock + 1);
  DocumentIndex document = 0;
  for (Position p = 0; p < words.size(); p += kBlock) {
    while (begin_[document + 1] <= p) ++document;
    of_block_.push_back(document);
  }
}

std::vector<std::uint32_t> number_copies(const WordSequence& words, const Repeats& repeats,
                                         std::uint32_t passage_words) {
  std::vector<std::uint32_t> numbers(words.size());
  std::vector<std::uint32_t> parent = {0};  // of each number
  const auto root = [&](std::uint32_t number) {
    while (parent[number] != number) number = parent[number] = parent[parent[number]];
    return number;
  };
  for (const Repeat& repeat : repeats.repeats) {
    if (repeat.length < passage_words) continue;
    const auto number = static_cast<std::uint32_t>(parent.size());
    parent.push_back(number);
    for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
      const auto begin = static_cast<Position>(repeats.suffixes[i]);
      for (Position p = begin; p < begin + repeat.length; ++p) {
        if (numbers[p] == 0) numbers[p] = number;
        const std::uint32_t x = root(numbers[p]), y = root(number);
        parent[std::max(x, y)] = std::min(x, y);
      }
    }
  }
  for (std::uint32_t& number : numbers) number = root(number);
  return numbers;
}

}  // namespace leitwort::formulations

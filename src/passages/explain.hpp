#pragma once

/// Private to passages/: the words in which the stages tell what they saw.

#include "passages/pairs.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leitwort::passages {

double in_bits(Bits bits);

/// A number and what it counts.
std::string counted(std::uint64_t number, const char* one, const char* many);

/// How many bits something lacks, which is never nothing.
std::string missing(double bits);

/// The text of tokens, shortened in the middle.
std::string excerpt(const PassageInput& input, DocumentIndex d, TokenIndex begin, TokenIndex end);

/// How much two stretches have in common.
std::string describe(const Passage& passage);

/// What became of a chain, and by how much.
std::string outcome(const Passage& passage, const PassageOptions& options,
                    const Thresholds& thresholds);

/// Two documents, and what the stages saw of them.
struct Explained {
  const PassageInput& input;
  const PassageOptions& options;
  const Words& words;
  const Thresholds& thresholds;
  const Trace& trace;
  DocumentIndex a = 0, b = 0;
};

/// Of every place of some words in both documents what holds it, or why nothing does.
void explain_stretch(const Explained& explained, std::string_view text, std::size_t most,
                     std::vector<std::string>& lines);

}  // namespace leitwort::passages

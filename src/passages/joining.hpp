#pragma once

/// Private to passages/: chains that say the same, and chains that are one.

#include "passages/ranges.hpp"
#include "passages/stages.hpp"

#include <span>
#include <vector>

namespace leitwort::passages {

/// The words that a chain covers in each document.
Box box_of(const Chain& chain);

/// Takes out chains half of whose words better chains have, on both sides: a text that repeats
/// itself is like itself in more than one way. Returns them. `chains`: best first; `better`: the
/// words of chains that are better than all of them.
std::vector<Chain> take_repeated(std::vector<Chain>& chains, Cover better);

/// Puts the anchors of another chain into one, each word of `a` used once.
void join(Chain& chain, const Chain& other);

/// Makes one of chains that lie next to each other in both documents, in whatever order, the best
/// first. Two that have the same words on one side are two copies, and stay apart.
void join_neighbours(std::vector<Chain>& chains);

/// Groups what `pairs` join: by number, the lowest number of its group.
std::vector<std::uint32_t> grouped_by(
    std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs, std::size_t size);

}  // namespace leitwort::passages

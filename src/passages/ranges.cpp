#include "passages/ranges.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <queue>

namespace leitwort::passages {

void RangeSet::add(Range range) {
  if (range.begin >= range.end) return;
  auto at = ends_.upper_bound(range.begin);
  if (at != ends_.begin() && std::prev(at)->second >= range.begin) --at;
  while (at != ends_.end() && at->first <= range.end) {
    range.begin = std::min(range.begin, at->first);
    range.end = std::max(range.end, at->second);
    at = ends_.erase(at);
  }
  ends_.emplace_hint(at, range.begin, range.end);
}

std::uint32_t RangeSet::covered(Range range) const {
  auto at = ends_.upper_bound(range.begin);
  if (at != ends_.begin()) --at;
  std::uint32_t sum = 0;
  for (; at != ends_.end() && at->first < range.end; ++at) {
    const std::uint32_t begin = std::max(at->first, range.begin);
    const std::uint32_t end = std::min(at->second, range.end);
    if (begin < end) sum += end - begin;
  }
  return sum;
}

bool RangeSet::covers(Range range) const {
  const auto at = ends_.upper_bound(range.begin);
  return at != ends_.begin() && std::prev(at)->second >= range.end;
}

RangeIndex::Entry RangeIndex::entry(const Range& range, std::uint32_t number) {
  return {static_cast<std::uint32_t>(std::bit_width(range.end - range.begin)), range.begin, number};
}

bool meet(const Box& x, const Box& y) {
  const auto overlap = [](const Range& r, const Range& s) {
    return std::max(r.begin, s.begin) < std::min(r.end, s.end);
  };
  return overlap(x.a, y.a) && overlap(x.b, y.b);
}

void BoxSet::add(const Box& box) {
  by_a_.insert(box.a, static_cast<std::uint32_t>(boxes_.size()));
  boxes_.push_back(box);
}

void BoxSet::replace(std::uint32_t number, const Box& box) {
  by_a_.erase(boxes_[number].a, number);
  by_a_.insert(box.a, number);
  boxes_[number] = box;
}

void BoxSet::clear() {
  boxes_.clear();
  by_a_.clear();
}

bool BoxSet::holds(std::uint32_t a, std::uint32_t b) const {
  const Box place{{a, a + 1}, {b, b + 1}};
  return by_a_.visit_near(place.a, 0,
                          [&](std::uint32_t number) { return meet(boxes_[number], place); });
}

std::vector<std::uint32_t> BoxSet::meeting(const Box& box) const {
  std::vector<std::uint32_t> numbers;
  by_a_.visit_near(box.a, 0, [&](std::uint32_t number) {
    if (meet(boxes_[number], box)) numbers.push_back(number);
    return false;
  });
  std::ranges::sort(numbers);
  return numbers;
}

namespace {

bool are_close(const Range& x, const Range& y, std::uint32_t reach) {
  return x.begin < y.end + reach && y.begin < x.end + reach;
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> close_pairs(std::span<const Box> boxes,
                                                                 std::uint32_t reach) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  constexpr std::size_t kFew = 24;  // are compared each with each
  if (boxes.size() <= kFew) {
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
      for (std::uint32_t j = i + 1; j < boxes.size(); ++j) {
        if (are_close(boxes[i].a, boxes[j].a, reach) && are_close(boxes[i].b, boxes[j].b, reach)) {
          pairs.emplace_back(i, j);
        }
      }
    }
    return pairs;
  }
  std::vector<std::uint32_t> order(boxes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::pair(boxes[i].a.begin, i); });
  using End = std::pair<std::uint32_t, std::uint32_t>;
  std::priority_queue<End, std::vector<End>, std::greater<>> leaving;
  RangeIndex active;  // by their range of `b`
  for (const std::uint32_t i : order) {
    const Box& box = boxes[i];
    while (!leaving.empty() && leaving.top().first + reach <= box.a.begin) {
      active.erase(boxes[leaving.top().second].b, leaving.top().second);
      leaving.pop();
    }
    active.visit_near(box.b, reach, [&](std::uint32_t j) {
      if (are_close(box.b, boxes[j].b, reach)) pairs.emplace_back(std::min(i, j), std::max(i, j));
      return false;
    });
    active.insert(box.b, i);
    leaving.emplace(box.a.end, i);
  }
  std::ranges::sort(pairs);
  return pairs;
}

}  // namespace leitwort::passages

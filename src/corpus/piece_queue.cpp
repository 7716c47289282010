#include "corpus/piece_queue.hpp"

#include <utility>

namespace leitwort::corpus {

PieceQueue::PieceQueue(std::size_t slots, Steps steps) : steps_(std::move(steps)), slots_(slots) {
  for (std::size_t slot = 0; slot < slots; ++slot) free_.push_back(slot);
}

void PieceQueue::work() {
  while (const std::optional<std::size_t> slot = read()) {
    Slot& mine = slots_[*slot];
    const std::size_t number = mine.number;
    try {
      steps_.take(*slot, *mine.source, mine.piece);
      deliver(*slot);
    } catch (...) {
      const std::lock_guard lock(output_);
      fail(number);
    }
  }
}

void PieceQueue::finish() const {
  if (failure_) std::rethrow_exception(failure_);
}

/// Reads the next piece into a free slot; none at the end, or when a step has failed.
std::optional<std::size_t> PieceQueue::read() {
  const std::lock_guard input(input_);
  const std::optional<std::size_t> slot = free_slot();
  if (!slot) return std::nullopt;
  Slot& mine = slots_[*slot];
  try {
    mine.piece.clear();
    mine.source = steps_.read(mine.piece);
  } catch (...) {
    // The piece that was to come is the one that failed, not the last that this thread had.
    const std::lock_guard lock(output_);
    fail(read_);
    return std::nullopt;
  }
  if (mine.source == nullptr) {
    end(*slot);
    return std::nullopt;
  }
  mine.number = read_++;
  return slot;
}

/// Waits for one; none at the end, or when a step has failed.
std::optional<std::size_t> PieceQueue::free_slot() {
  std::unique_lock lock(output_);
  freed_.wait(lock, [&] { return !free_.empty() || ended_ || failure_; });
  if (ended_ || failure_) return std::nullopt;
  const std::size_t slot = free_.back();
  free_.pop_back();
  return slot;
}

/// There are no more pieces: whoever waits for a slot need not.
void PieceQueue::end(std::size_t slot) {
  const std::lock_guard lock(output_);
  free_.push_back(slot);
  ended_ = true;
  freed_.notify_all();
}

/// Stops everybody. The output is locked.
void PieceQueue::fail(std::size_t piece) {
  if (!failure_ || piece < failed_) {
    failure_ = std::current_exception();
    failed_ = piece;
  }
  freed_.notify_all();
}

bool PieceQueue::next_is_ready() const {
  return !ready_.empty() && ready_.begin()->first == delivered_ &&
         (!failure_ || delivered_ < failed_);
}

void PieceQueue::deliver(std::size_t slot) {
  const std::lock_guard lock(output_);
  ready_.emplace(slots_[slot].number, slot);
  while (next_is_ready()) {
    const std::size_t next = ready_.begin()->second;
    ready_.erase(ready_.begin());
    try {
      steps_.commit(next, slots_[next].piece);
    } catch (...) {
      return fail(delivered_);
    }
    free_.push_back(next);
    ++delivered_;
  }
  freed_.notify_all();
}

}  // namespace leitwort::corpus

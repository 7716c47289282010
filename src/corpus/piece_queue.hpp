#pragma once

/// Private to corpus/: how pieces of the input pass through the threads.

#include "corpus/source.hpp"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace leitwort::corpus {

/// Pieces on their way from the input, side by side through the threads, to the output in the order
/// of the corpus.
///
/// Where a step throws, the pieces before that one are still committed, none behind it is, and
/// everybody stops. Of several exceptions that of the first piece is thrown, whatever the threads
/// do.
class PieceQueue {
 public:
  struct Steps {
    /// Reads the next piece, for one thread at a time; null at the end.
    std::function<std::shared_ptr<const Source>(Piece&)> read;
    /// Makes its documents, side by side with those of other slots.
    std::function<void(std::size_t slot, const Source&, Piece&)> take;
    /// For one piece at a time, in the order of the input.
    std::function<void(std::size_t slot, Piece&)> commit;
  };

  /// REQUIRES: slots ≥ 1.
  PieceQueue(std::size_t slots, Steps steps);

  /// What every thread does.
  void work();
  /// After all threads are done: throws what a step has thrown.
  void finish() const;

 private:
  struct Slot {
    Piece piece;
    std::shared_ptr<const Source> source;
    std::size_t number = 0;  // of the piece, from 0
  };

  std::optional<std::size_t> read();
  std::optional<std::size_t> free_slot();
  void end(std::size_t slot);
  void fail(std::size_t piece);
  void deliver(std::size_t slot);
  [[nodiscard]] bool next_is_ready() const;

  Steps steps_;
  std::vector<Slot> slots_;

  std::mutex input_;  // held while reading: `read_`
  std::size_t read_ = 0;

  std::mutex output_;  // held while delivering: all that follows
  std::condition_variable freed_;
  std::vector<std::size_t> free_;
  bool ended_ = false;                        // there is nothing more to read
  std::map<std::size_t, std::size_t> ready_;  // number of the piece → slot
  std::size_t delivered_ = 0;
  std::exception_ptr failure_;
  std::size_t failed_ = 0;  // number of its piece
};

}  // namespace leitwort::corpus

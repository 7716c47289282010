/// What becomes of pieces where a step throws, and of threads that wait.

#include "corpus/piece_queue.hpp"

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace leitwort::corpus {
namespace {

struct NoSource : Source {
  bool next(Document&) override { return false; }
};

/// A queue whose pieces are numbers, which go through `lines`.
class Threads {
 public:
  std::function<void(std::uint64_t)> before_read = [](auto) {}, on_take = [](auto) {},
                                     on_commit = [](auto) {};
  std::uint64_t pieces = 8;

  /// What was thrown; empty: nothing.
  std::string with(std::size_t slots, std::size_t threads) {
    PieceQueue queue(slots,
                     {[this](Piece& piece) { return read(piece); },
                      [this](std::size_t, const Source&, Piece& piece) { on_take(piece.lines); },
                      [this](std::size_t, Piece& piece) {
                        on_commit(piece.lines);
                        committed.push_back(piece.lines);
                      }});
    std::vector<std::thread> all;
    for (std::size_t t = 0; t < threads; ++t) all.emplace_back([&] { queue.work(); });
    for (std::thread& thread : all) thread.join();
    try {
      queue.finish();
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  std::vector<std::uint64_t> committed;

 private:
  std::shared_ptr<const Source> read(Piece& piece) {
    if (next_ == pieces) return nullptr;
    before_read(next_);
    piece.lines = next_++;
    return source_;
  }

  std::shared_ptr<const Source> source_ = std::make_shared<NoSource>();
  std::uint64_t next_ = 0;
};

using Numbers = std::vector<std::uint64_t>;

void fail(const std::string& what) {
  throw std::runtime_error(what);
}

TEST(PieceQueue, CommitsInOrder) {
  for (const std::size_t slots : {1U, 2U, 5U}) {
    Threads run;
    EXPECT_EQ(run.with(slots, 3), "");
    EXPECT_EQ(run.committed, (Numbers{0, 1, 2, 3, 4, 5, 6, 7}));
  }
}

TEST(PieceQueue, EndsForThreadsThatWaitForASlot) {
  for (int i = 0; i < 200; ++i) {
    Threads run;
    run.pieces = 1;
    EXPECT_EQ(run.with(1, 4), "");
    EXPECT_EQ(run.committed, Numbers{0});
  }
}

TEST(PieceQueue, TellsThatAReadFailed) {
  for (const std::size_t threads : {1U, 4U}) {
    Threads run;
    run.before_read = [](std::uint64_t piece) {
      if (piece == 3) fail("read 3");
    };
    EXPECT_EQ(run.with(2, threads), "read 3");
    EXPECT_EQ(run.committed, (Numbers{0, 1, 2}));
  }
}

TEST(PieceQueue, TellsOfTheFirstPieceThatFailedThoughALaterReadFailedBefore) {
  // One thread has delivered piece 0 when it fails to read piece 2; piece 1 fails after that.
  std::promise<void> delivered, read_failed;
  std::shared_future<void> is_delivered = delivered.get_future().share();
  std::shared_future<void> has_failed = read_failed.get_future().share();
  Threads run;
  run.on_commit = [&](std::uint64_t) { delivered.set_value(); };
  run.before_read = [&](std::uint64_t piece) {
    if (piece != 2) return;
    is_delivered.wait();
    read_failed.set_value();
    fail("read 2");
  };
  run.on_take = [&](std::uint64_t piece) {
    if (piece != 1) return;
    has_failed.wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    fail("take 1");
  };
  EXPECT_EQ(run.with(3, 2), "take 1");
  EXPECT_EQ(run.committed, Numbers{0});
}

TEST(PieceQueue, CommitsWhatStandsBeforeThePieceThatFailed) {
  std::promise<void> read_failed;
  std::shared_future<void> has_failed = read_failed.get_future().share();
  Threads run;
  run.before_read = [&](std::uint64_t piece) {
    if (piece != 1) return;
    read_failed.set_value();
    fail("read 1");
  };
  run.on_take = [&](std::uint64_t) {
    has_failed.wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  };
  EXPECT_EQ(run.with(3, 2), "read 1");
  EXPECT_EQ(run.committed, Numbers{0});
}

TEST(PieceQueue, StopsWhereACommitFails) {
  Threads run;
  run.on_commit = [](std::uint64_t piece) {
    if (piece == 2) fail("commit 2");
  };
  EXPECT_EQ(run.with(3, 3), "commit 2");
  EXPECT_EQ(run.committed, (Numbers{0, 1}));
}

}  // namespace
}  // namespace leitwort::corpus

#include "parallel.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

std::string what_is_thrown(const auto& work) {
  try {
    work();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(ParallelFor, ThrowsTheFirstExceptionByNumber) {
  EXPECT_EQ(what_is_thrown([] {
              parallel_for(8, [](std::size_t i) {
                if (i >= 2) throw std::runtime_error(std::to_string(i));
              });
            }),
            "2");
}

TEST(ParallelFor, ThrowsTheFirstByNumberThoughItComesLast) {
  // With one thread nobody is waited for: what is thrown must be the same.
  std::atomic<bool> other = false;
  EXPECT_EQ(what_is_thrown([&] {
              parallel_for(2, [&](std::size_t i) {
                for (int ms = 0; i == 0 && !other && ms < 200; ++ms) {
                  std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                other = true;
                throw std::runtime_error(std::to_string(i));
              });
            }),
            "0");
}

TEST(ParallelFor, DoesAllOthersBeforeItThrows) {
  std::atomic<int> done = 0;
  EXPECT_EQ(what_is_thrown([&] {
              parallel_for(100, [&](std::size_t i) {
                if (i == 3) throw std::runtime_error("3");
                ++done;
              });
            }),
            "3");
  EXPECT_EQ(done, 99);
}

}  // namespace
}  // namespace leitwort

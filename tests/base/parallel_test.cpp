#include "parallel.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <omp.h>

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

TEST(ParallelFor, DoesAllBeforeTheFirstThatThrows) {
  std::vector<std::atomic<int>> done(100);
  EXPECT_EQ(what_is_thrown([&] {
              parallel_for(100, [&](std::size_t i) {
                if (i == 60 || i == 80) throw std::runtime_error(std::to_string(i));
                ++done[i];
              });
            }),
            "60");
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(done[i], 1) << i;
}

TEST(ParallelFor, BeginsNothingBehindOneThatThrew) {
  const int before = omp_get_max_threads();
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    std::atomic<int> begun = 0;
    EXPECT_EQ(what_is_thrown([&] {
                parallel_for(1000, [&](std::size_t i) {
                  ++begun;
                  throw std::runtime_error(std::to_string(i));
                });
              }),
              "0");
    // Each thread may have begun one before it knew.
    EXPECT_LE(begun, threads);
  }
  omp_set_num_threads(before);
}

TEST(ParallelFor, OneThreadStopsWhereALoopWould) {
  const int before = omp_get_max_threads();
  omp_set_num_threads(1);
  int begun = 0;
  EXPECT_EQ(what_is_thrown([&] {
              parallel_for(100, [&](std::size_t i) {
                ++begun;
                if (i == 3) throw std::runtime_error("3");
              });
            }),
            "3");
  EXPECT_EQ(begun, 4);
  omp_set_num_threads(before);
}

}  // namespace
}  // namespace leitwort

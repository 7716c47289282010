#include "cli/threads.hpp"

#include "cli/interrupt.hpp"

#include <algorithm>
#include <csignal>
#include <exception>
#include <latch>
#include <thread>
#include <vector>

#include <omp.h>

namespace leitwort::cli {
namespace {

/// How many of `wanted` further threads can live side by side.
std::size_t count_startable(std::size_t wanted) {
  std::vector<std::thread> threads;
  threads.reserve(wanted);
  std::latch counted(1);
  try {
    while (threads.size() < wanted) {
      threads.emplace_back([&counted] { counted.wait(); });
    }
  } catch (const std::exception&) {
    wanted = threads.size();  // so many, and no more
  }
  counted.count_down();
  for (std::thread& thread : threads) thread.join();
  return threads.size();
}

}  // namespace

std::size_t start_threads(std::size_t wanted) {
  const std::size_t all = wanted > 0 ? wanted : static_cast<std::size_t>(omp_get_max_threads());
  const std::size_t further = count_startable(all - 1);
  // The last ones are left to the programs that draw and show.
  const std::size_t used = further == all - 1 ? all : 1 + further / 2;
  omp_set_num_threads(static_cast<int>(used));
  // OpenMP keeps the threads of its first region for all others. What ends the program comes to
  // this one only: the handler then never runs while it puts files in place.
  const sigset_t ending = ending_signals();
  sigset_t before;
  ::pthread_sigmask(SIG_BLOCK, &ending, &before);
#pragma omp parallel
  {
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return used;
}

}  // namespace leitwort::cli

#include "cli/progress.hpp"

#include "cli/streams.hpp"

#include <fmt/format.h>

namespace leitwort::cli {

void Progress::show(const std::string& what, std::uint64_t done, std::uint64_t total) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (what == last_what_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  last_what_ = what;
  std::string line = what;
  if (total > 0) {
    constexpr std::uint64_t kWidth = 30;
    const std::uint64_t filled = std::min(done, total) * kWidth / total;
    line += " [";
    for (std::uint64_t i = 0; i < kWidth; ++i) line += i < filled ? "█" : "·";
    line += fmt::format("] {}%", std::min(done, total) * 100 / total);
  }
  to_standard_error(fmt::format("\r\x1b[K{}", line));
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  to_standard_error("\r\x1b[K");
  drawn_ = false;
  last_what_.clear();
}

void Timings::begin(const std::string& stage) {
  end();
  work_.stage = stage;
  seconds_.emplace_back(stage, 0);
  began_ = std::chrono::steady_clock::now();
  running_ = true;
}

void Timings::end() {
  if (!running_) return;
  seconds_.back().second +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  running_ = false;
}

}  // namespace leitwort::cli

#pragma once

/// A line on standard error that says how far the work is. Only on a terminal.

#include "cli/settings.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leitwort::cli {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows `what`, with a bar where `total` is known (not 0). At most ten times a second.
  void show(const std::string& what, std::uint64_t done = 0, std::uint64_t total = 0);
  /// Wipes the line, before something else is printed.
  void clear();

 private:
  bool shown_;
  bool drawn_ = false;
  std::string last_what_;
  std::chrono::steady_clock::time_point last_{};
};

/// How long each stage took.
class Timings {
 public:
  /// `work` is told which stage is begun.
  explicit Timings(Work& work) : work_(work) {}
  /// Ends the current stage and begins another.
  void begin(const std::string& stage);
  void end();
  [[nodiscard]] const std::vector<std::pair<std::string, double>>& seconds() const {
    return seconds_;
  }

 private:
  Work& work_;
  std::vector<std::pair<std::string, double>> seconds_;
  bool running_ = false;
  std::chrono::steady_clock::time_point began_{};
};

}  // namespace leitwort::cli

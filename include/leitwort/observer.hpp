#pragma once

/// How a long computation talks with who waits for it.
///
///     leitwort::Observer observer;
///     observer.advance = [](std::uint64_t done, std::uint64_t) { std::cerr << done << '\n'; };
///     observer.cancelled = [] { return false; };
///     leitwort::tokenize(documents, tokens, vocabulary, observer);

#include <cstdint>
#include <exception>
#include <functional>

namespace leitwort {

/// Thrown by a computation that was asked to stop. Nothing is kept of what it began.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

/// What a long computation tells and asks. Empty functions are passed over.
struct Observer {
  /// Parts done, and parts in all (0: not known). Now and then, by one thread at a time.
  std::function<void(std::uint64_t done, std::uint64_t all)> advance{};
  /// Whether to stop. Asked by long loops, from any thread, several at a time.
  std::function<bool()> cancelled{};

  /// Throws Cancelled where that is asked for.
  void check() const {
    if (cancelled && cancelled()) throw Cancelled();
  }
};

}  // namespace leitwort

#pragma once

/// What the library throws.
///
///     try {
///       use(leitwort::load_corpus({"speeches/", "no such folder"}));
///     } catch (const leitwort::Error& error) {
///       std::cerr << error.what() << '\n';
///     }

#include <stdexcept>
#include <string>

namespace leitwort {

/// The one exception of the library: it says what went wrong, where, and what to do next.
/// Thrown only when a function cannot do its work at all; a single unreadable document is a
/// `Notice` in the result instead (see corpus.hpp).
class Error : public std::runtime_error {
 public:
  /// `what` and `where` are required; `next` may be empty where nothing can be advised.
  /// `Error("is not a folder", "speeches", "give a folder or a .jsonl file").what()` reads
  /// "speeches: is not a folder; give a folder or a .jsonl file".
  Error(const std::string& what, const std::string& where, const std::string& next = "");

  [[nodiscard]] const std::string& where() const { return where_; }
  /// What went wrong and what to do next, without the place.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::string where_, problem_;
};

}  // namespace leitwort

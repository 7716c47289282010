#pragma once

/// What a signal that ends the program removes: files, folders and child processes that were begun
/// and not finished. Everything here may be asked from a signal handler, so it lies in a table of
/// fixed size and is done by system calls alone.

#include <csignal>
#include <cstddef>
#include <string>

#include <sys/types.h>

namespace leitwort::cli {

/// Removes what is begun when INT, TERM, HUP or PIPE ends the program, which then ends by that
/// signal. Signals that are ignored stay ignored. A file that grows beyond its limit (XFSZ) becomes
/// an error of the write instead.
void remove_begun_on_signals();

/// The signals that end the program so. Threads that block them leave them to the others.
sigset_t ending_signals();

/// Something that is begun, as long as this lives. Where the table is full it is not known to the
/// handler, and only that.
class Begun {
 public:
  enum class Kind : unsigned char { file, folder };
  Begun(Kind kind, const std::string& path);
  ~Begun();
  Begun(const Begun&) = delete;
  Begun& operator=(const Begun&) = delete;

 private:
  std::size_t slot_;
};

/// A child that is ended with the program, as long as this lives.
class BegunChild {
 public:
  explicit BegunChild(pid_t child);
  ~BegunChild();
  BegunChild(const BegunChild&) = delete;
  BegunChild& operator=(const BegunChild&) = delete;
};

/// As long as one lives, signals wait: files are being put in place. What came in the meantime ends
/// the program when the last one goes.
class SignalsWait {
 public:
  SignalsWait();
  ~SignalsWait();
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;
};

}  // namespace leitwort::cli

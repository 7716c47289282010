#include "cli/interrupt.hpp"

#include <array>
#include <atomic>
#include <climits>
#include <cstring>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

constexpr std::array kEnding = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};

/// A path that the handler may read at any time: it is complete before `kind` tells of it.
struct Slot {
  std::atomic<int> kind = kFree;
  std::array<char, PATH_MAX> path{};
  static constexpr int kFree = -1, kTaken = -2;
};

constexpr std::size_t kSlots = 16;  // a command has a folder or up to three files in work
std::array<Slot, kSlots> undone;
std::atomic<pid_t> child_in_work = 0;
std::atomic<int> waiting = 0;  // how many SignalsWait live
std::atomic<int> pending = 0;  // the signal that came meanwhile

/// As the kernel gives an entry of a folder (getdents64).
struct Entry {
  std::uint64_t inode;
  std::int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[1];
};

/// The files of a folder, and the folder, without the memory that readdir takes.
bool remove_folder(const char* path) {
  const int folder = ::open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return true;
  alignas(Entry) std::array<char, 4096> block;
  for (long got = 0; (got = ::syscall(SYS_getdents64, folder, block.data(), block.size())) > 0;) {
    for (long at = 0; at < got;) {
      const auto* entry = reinterpret_cast<const Entry*>(block.data() + at);
      ::unlinkat(folder, entry->name, 0);  // refuses . and .. and folders
      at += entry->length;
    }
  }
  ::close(folder);
  return ::rmdir(path) == 0;
}

void end_by(int signal) {
  if (const pid_t child = child_in_work; child > 0) ::kill(child, SIGTERM);
  for (Slot& slot : undone) {
    const int kind = slot.kind;
    if (kind == static_cast<int>(Begun::Kind::file)) ::unlink(slot.path.data());
    if (kind != static_cast<int>(Begun::Kind::folder)) continue;
    // Another thread may just be making a file there.
    constexpr int kTries = 1000;
    for (int i = 0; i < kTries && !remove_folder(slot.path.data()); ++i) {
    }
  }
  struct sigaction standard{};
  standard.sa_handler = SIG_DFL;
  ::sigaction(signal, &standard, nullptr);
  sigset_t this_one;
  sigemptyset(&this_one);
  sigaddset(&this_one, signal);
  ::pthread_sigmask(SIG_UNBLOCK, &this_one, nullptr);
  ::raise(signal);
}

void on_signal(int signal) {
  if (waiting > 0)
    pending = signal;
  else
    end_by(signal);
}

void do_nothing(int) {}

}  // namespace

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : kEnding) sigaddset(&signals, signal);
  return signals;
}

void remove_begun_on_signals() {
  for (const int signal : kEnding) {
    struct sigaction before{};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // as nohup has it
    struct sigaction action{};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    action.sa_mask = ending_signals();
    ::sigaction(signal, &action, nullptr);
  }
  // A handler, unlike SIG_IGN, is not handed on to children.
  struct sigaction pass{};
  pass.sa_handler = do_nothing;
  pass.sa_flags = SA_RESTART;
  ::sigaction(SIGXFSZ, &pass, nullptr);
}

Begun::Begun(Kind kind, const std::string& path) : slot_(kSlots) {
  if (path.size() >= PATH_MAX) return;
  for (std::size_t i = 0; i < kSlots; ++i) {
    int expected = Slot::kFree;
    if (!undone[i].kind.compare_exchange_strong(expected, Slot::kTaken)) continue;
    std::memcpy(undone[i].path.data(), path.c_str(), path.size() + 1);
    undone[i].kind = static_cast<int>(kind);
    slot_ = i;
    return;
  }
}

Begun::~Begun() {
  if (slot_ < kSlots) undone[slot_].kind = Slot::kFree;
}

BegunChild::BegunChild(pid_t child) {
  child_in_work = child;
}
BegunChild::~BegunChild() {
  child_in_work = 0;
}

SignalsWait::SignalsWait() {
  ++waiting;
}
SignalsWait::~SignalsWait() {
  if (--waiting > 0) return;
  if (const int signal = pending.exchange(0); signal != 0) end_by(signal);
}

}  // namespace leitwort::cli

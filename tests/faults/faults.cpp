/// Preloaded into a program, makes one of its calls of the system fail.
///
///     LEITWORT_FAULT=write:3:ENOSPC    the third call that writes fails
///     LEITWORT_FAULT=rename:2:kill     the program is killed at the second call that renames
///     LEITWORT_FAULT_COUNTS=FILE       how many calls of each class there were, `class count` a
///     line
///
/// Besides the names of errors there are `short` (half is written, the next write finds no room)
/// and `kill`. What goes to standard error is never touched: it says what happened. stdio writes
/// past the symbols of the C library, so its own functions stand for the calls that they make.

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

enum Class { kWrite, kOpen, kRename, kUnlink, kSync, kClose, kRead, kMap, kClasses };
constexpr const char* kNames[kClasses] = {"write", "open",  "rename", "unlink",
                                          "sync",  "close", "read",   "map"};
constexpr int kNone = 0, kKill = -1, kShort = -2;

struct Named {
  const char* name;
  int error;
};
constexpr Named kErrors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EDQUOT", EDQUOT},
                             {"EMFILE", EMFILE}, {"EACCES", EACCES}, {"EINTR", EINTR},
                             {"ENOMEM", ENOMEM}, {"EXDEV", EXDEV},   {"kill", kKill},
                             {"short", kShort}};

std::atomic<long> counts[kClasses];
int chosen_class = kClasses;
long chosen_call = 0;
int chosen_error = kNone;
std::atomic<bool> full = false;  // after a short write

__attribute__((constructor)) void read_orders() {
  const char* order = std::getenv("LEITWORT_FAULT");
  if (order == nullptr) return;
  char name[16] = {}, error[16] = {};
  if (std::sscanf(order, "%15[^:]:%ld:%15s", name, &chosen_call, error) != 3) return;
  for (int c = 0; c < kClasses; ++c) {
    if (std::strcmp(name, kNames[c]) == 0) chosen_class = c;
  }
  for (const Named& known : kErrors) {
    if (std::strcmp(error, known.name) == 0) chosen_error = known.error;
  }
}

__attribute__((destructor)) void tell_counts() {
  const char* path = std::getenv("LEITWORT_FAULT_COUNTS");
  if (path == nullptr) return;
  const long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  for (int c = 0; c < kClasses; ++c) {
    char line[64];
    const int size = std::snprintf(line, sizeof line, "%s %ld\n", kNames[c], counts[c].load());
    syscall(SYS_write, file, line, static_cast<size_t>(size));
  }
  syscall(SYS_close, file);
}

/// What is to become of this call: kNone, kShort, or the error that `errno` was set to.
int fault(Class c) {
  const int before = errno;
  const bool now = ++counts[c] == chosen_call && c == chosen_class;
  int error = now ? chosen_error : kNone;
  if (error == kKill) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (error == kShort) full = true;
  if (!now && c == kWrite && full) error = ENOSPC;
  errno = error > 0 ? error : before;
  return error;
}

/// The function of this name that the program would have called.
template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

// NEXT(name): the real one, looked up once.
#define NEXT(name)                                           \
  ([]() -> decltype(&::name) {                               \
    static auto* const real = next<decltype(::name)>(#name); \
    return real;                                             \
  }())

extern "C" {

// --- writing ---

ssize_t write(int file, const void* bytes, size_t size) {
  if (file == STDERR_FILENO) return NEXT(write)(file, bytes, size);
  const int error = fault(kWrite);
  if (error > 0) return -1;
  return NEXT(write)(file, bytes, error == kShort ? size / 2 : size);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  const int error = fault(kWrite);
  if (error > 0) return -1;
  return NEXT(pwrite)(file, bytes, error == kShort ? size / 2 : size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  return pwrite(file, bytes, size, at);
}
ssize_t writev(int file, const iovec* parts, int count) {
  if (file == STDERR_FILENO) return NEXT(writev)(file, parts, count);
  const int error = fault(kWrite);
  if (error > 0) return -1;
  return NEXT(writev)(file, parts, error == kShort ? 1 : count);
}
size_t fwrite(const void* bytes, size_t size, size_t count, FILE* file) {
  if (file == stderr) return NEXT(fwrite)(bytes, size, count, file);
  const int error = fault(kWrite);
  if (error > 0) return 0;
  if (error != kShort) return NEXT(fwrite)(bytes, size, count, file);
  const size_t written = NEXT(fwrite)(bytes, size, count / 2, file);
  errno = ENOSPC;
  return written;
}
int fflush(FILE* file) {
  if (file != nullptr && file != stderr && fault(kWrite) > 0) return EOF;
  return NEXT(fflush)(file);
}

// --- making ---

#define MODE(flags, last)                                               \
  mode_t mode = 0;                                                      \
  if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list arguments;                                                  \
    va_start(arguments, last);                                          \
    mode = static_cast<mode_t>(va_arg(arguments, unsigned));            \
    va_end(arguments);                                                  \
  }

int open(const char* path, int flags, ...) {
  MODE(flags, flags)
  return fault(kOpen) > 0 ? -1 : NEXT(open)(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  MODE(flags, flags)
  return fault(kOpen) > 0 ? -1 : NEXT(open)(path, flags | O_LARGEFILE, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  MODE(flags, flags)
  return fault(kOpen) > 0 ? -1 : NEXT(openat)(folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
  MODE(flags, flags)
  return fault(kOpen) > 0 ? -1 : NEXT(openat)(folder, path, flags | O_LARGEFILE, mode);
}
FILE* fopen(const char* path, const char* how) {
  return fault(kOpen) > 0 ? nullptr : NEXT(fopen)(path, how);
}
FILE* fopen64(const char* path, const char* how) {
  return fault(kOpen) > 0 ? nullptr : NEXT(fopen64)(path, how);
}
DIR* opendir(const char* path) {
  return fault(kOpen) > 0 ? nullptr : NEXT(opendir)(path);
}
int mkdir(const char* path, mode_t mode) {
  return fault(kOpen) > 0 ? -1 : NEXT(mkdir)(path, mode);
}
int mkdirat(int folder, const char* path, mode_t mode) {
  return fault(kOpen) > 0 ? -1 : NEXT(mkdirat)(folder, path, mode);
}
char* mkdtemp(char* path) {
  return fault(kOpen) > 0 ? nullptr : NEXT(mkdtemp)(path);
}
int mkstemp(char* path) {
  return fault(kOpen) > 0 ? -1 : NEXT(mkstemp)(path);
}
int mkostemp(char* path, int flags) {
  return fault(kOpen) > 0 ? -1 : NEXT(mkostemp)(path, flags);
}

// --- moving and removing ---

int rename(const char* from, const char* to) noexcept {
  return fault(kRename) > 0 ? -1 : NEXT(rename)(from, to);
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  return fault(kRename) > 0 ? -1 : NEXT(renameat)(from_folder, from, to_folder, to);
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  return fault(kRename) > 0 ? -1 : NEXT(renameat2)(from_folder, from, to_folder, to, flags);
}
int unlink(const char* path) noexcept {
  return fault(kUnlink) > 0 ? -1 : NEXT(unlink)(path);
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  return fault(kUnlink) > 0 ? -1 : NEXT(unlinkat)(folder, path, flags);
}
int rmdir(const char* path) noexcept {
  return fault(kUnlink) > 0 ? -1 : NEXT(rmdir)(path);
}
int remove(const char* path) noexcept {
  return fault(kUnlink) > 0 ? -1 : NEXT(remove)(path);
}

// --- to the disk, and done: what was to be written then is lost or not, but it was said ---

int fsync(int file) {
  return fault(kSync) > 0 ? -1 : NEXT(fsync)(file);
}
int fdatasync(int file) {
  return fault(kSync) > 0 ? -1 : NEXT(fdatasync)(file);
}
int close(int file) {
  const bool fails = fault(kClose) > 0;
  const int error = errno;
  const int closed = NEXT(close)(file);
  if (!fails) return closed;
  errno = error;
  return -1;
}
int fclose(FILE* file) {
  const bool fails = fault(kClose) > 0;
  const int error = errno;
  const int closed = NEXT(fclose)(file);
  if (!fails) return closed;
  errno = error;
  return EOF;
}

// --- reading ---

ssize_t read(int file, void* bytes, size_t size) {
  return fault(kRead) > 0 ? -1 : NEXT(read)(file, bytes, size);
}
ssize_t pread(int file, void* bytes, size_t size, off_t at) {
  return fault(kRead) > 0 ? -1 : NEXT(pread)(file, bytes, size, at);
}
size_t fread(void* bytes, size_t size, size_t count, FILE* file) {
  return fault(kRead) > 0 ? 0 : NEXT(fread)(bytes, size, count, file);
}
void* mmap(void* place, size_t size, int protection, int flags, int file, off_t at) noexcept {
  return fault(kMap) > 0 ? MAP_FAILED : NEXT(mmap)(place, size, protection, flags, file, at);
}
void* mmap64(void* place, size_t size, int protection, int flags, int file, off64_t at) noexcept {
  return mmap(place, size, protection, flags, file, at);
}

}  // extern "C"

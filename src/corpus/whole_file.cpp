#include "corpus/bytes.hpp"
#include <leitwort/corpus.hpp>
#include <leitwort/error.hpp>

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leitwort {
namespace {

/// A file that is closed when it is out of scope.
struct OpenFile {
  int fd;
  explicit OpenFile(const std::string& path) : fd(-1) {
    struct stat status{};
    // Looked at first: to open a pipe may wait for ever.
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
      throw Error("is no file", path, "give the file that leitwort sketch made");
    fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) fail(errno, path);
  }
  ~OpenFile() {
    if (fd >= 0) ::close(fd);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[noreturn]] static void fail(int error, const std::string& path) {
    const std::string next =
        error == ENOENT ? "check the path; leitwort sketch CORPUS -o FILE.sketch makes one" : "";
    throw Error("cannot be read (" + std::generic_category().message(error) + ")", path, next);
  }
};

/// Fresh memory, of zeros.
char* take_memory(std::size_t size) {
  void* const memory =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  ::madvise(memory, size, MADV_HUGEPAGE);
  return static_cast<char*>(memory);
}

}  // namespace

Input describe_input(const std::string& path) {
  return corpus::ByteSource(path).finish();
}

WholeFile::WholeFile(const std::string& path) {
  const OpenFile file(path);
  struct stat status{};
  if (::fstat(file.fd, &status) != 0) OpenFile::fail(errno, path);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return;
  data_ = take_memory(size);
  while (size_ < size) {
    const ssize_t got = ::read(file.fd, data_ + size_, size - size_);
    if (got < 0 && errno == EINTR) continue;
    if (got > 0) {
      size_ += static_cast<std::size_t>(got);
      continue;
    }
    const int error = errno;
    const std::size_t had = size_;
    ::munmap(data_, size);
    data_ = nullptr;
    if (got < 0) OpenFile::fail(error, path);
    throw Error(fmt::format("became shorter while it was read: {} of {} bytes", had, size), path,
                "run again when nothing writes to it");
  }
}

WholeFile::~WholeFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace leitwort

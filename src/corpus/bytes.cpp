#include "corpus/bytes.hpp"

#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace leitwort::corpus {
namespace {

constexpr std::size_t kDiskBlock = std::size_t{1} << 18;

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// Throws Error where reading would not be that of a text, and might never end.
void refuse_endless(int fd, const std::string& path) {
  struct stat status{};
  if (::fstat(fd, &status) != 0) return;
  if (S_ISDIR(status.st_mode)) {
    throw Error("is a folder where a file was expected", path, "give one of its files");
  }
  if (S_ISBLK(status.st_mode)) throw Error("is a device, and no text", path);
  if (!S_ISCHR(status.st_mode) || ::isatty(fd) != 0) return;
  struct stat null{};
  const bool is_null = ::stat("/dev/null", &null) == 0 && null.st_rdev == status.st_rdev;
  // Standard input that nobody gave is often /dev/null.
  if (!is_null || path != "-") throw Error("is a device, and no text", path);
}

/// The file as it lies on the disk.
class Disk {
 public:
  Disk(std::string path, SourceOptions& options)
      : path_(std::move(path)),
        count_(std::move(options.count)),
        digest_(options.digest ? EVP_MD_CTX_new() : nullptr) {
    if (options.digest && digest_ == nullptr) throw std::bad_alloc();
    if (path_ == "-") {
      fd_ = STDIN_FILENO;
    } else {
      fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
      if (fd_ < 0) {
        throw Error("cannot be read (" + reason(errno) + ")", path_,
                    errno == ENOENT ? "check the path" : "check its permissions");
      }
    }
    try {
      refuse_endless(fd_, path_);
    } catch (const Error&) {
      close();
      throw;
    }
    if (digest_) EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr);
  }
  ~Disk() { close(); }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  std::size_t read(char* out, std::size_t capacity) {
    ssize_t got = 0;
    do got = ::read(fd_, out, capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0) throw Error("cannot be read (" + reason(errno) + ")", path_);
    const auto size = static_cast<std::size_t>(got);
    if (digest_) EVP_DigestUpdate(digest_.get(), out, size);
    bytes_ += size;
    if (count_) count_(size);
    return size;
  }

  Input finish() {
    if (!digest_) return {path_, bytes_, ""};
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned length = 0;
    EVP_DigestFinal_ex(digest_.get(), sum.data(), &length);
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
      text += hex[sum[i] >> 4];
      text += hex[sum[i] & 15];
    }
    return {path_, bytes_, text};
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  void close() const {
    if (path_ != "-") ::close(fd_);
  }
  struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::string path_;
  std::function<void(std::uint64_t)> count_;
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest_;
  int fd_ = -1;
  std::uint64_t bytes_ = 0;
};

/// The disk's bytes with a block of read-ahead, from which the decompressors take.
struct Block {
  std::vector<char> data = std::vector<char>(kDiskBlock);
  std::size_t begin = 0, end = 0;
  bool ended = false;

  [[nodiscard]] bool empty() const { return begin == end; }

  /// Makes sure that something is there, unless the file has ended.
  void fill(Disk& disk) {
    if (begin < end || ended) return;
    begin = 0;
    end = disk.read(data.data(), data.size());
    ended = end == 0;
  }

  /// The next bytes, at least `least` of them unless the file ends before. A pipe may deliver them
  /// in pieces.
  std::string_view peek(Disk& disk, std::size_t least) {
    if (end - begin < least && begin > 0) {
      std::memmove(data.data(), data.data() + begin, end - begin);
      end -= begin;
      begin = 0;
    }
    while (end - begin < least && !ended) {
      const std::size_t got = disk.read(data.data() + end, data.size() - end);
      ended = got == 0;
      end += got;
    }
    return {data.data() + begin, end - begin};
  }
};

struct Inflater {
  z_stream stream{};
  Inflater() {
    constexpr int kWindowBits = 15 + 16;  // 16: expect a gzip header
    if (inflateInit2(&stream, kWindowBits) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

struct FreeZstd {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

constexpr std::size_t kMagic = 4;  // bytes that tell how data are compressed

bool is_gzip(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b");
}

/// A frame of Zstandard, or one that it skips.
bool is_zstd(std::string_view bytes) {
  if (bytes.starts_with("\x28\xb5\x2f\xfd")) return true;
  return bytes.size() >= kMagic && (bytes[0] & '\xf0') == '\x50' &&
         bytes.substr(1).starts_with("\x2a\x4d\x18");
}

}  // namespace

struct ByteSource::State {
  enum class Format : std::uint8_t { plain, gzip, zstd };

  State(std::string path, SourceOptions options)
      : expansion(options.expansion), disk(std::move(path), options) {
    const std::string_view magic = block.peek(disk, kMagic);
    if (is_gzip(magic)) {
      format = Format::gzip;
      inflater = std::make_unique<Inflater>();
    } else if (is_zstd(magic)) {
      format = Format::zstd;
      zstd.reset(ZSTD_createDStream());
      if (zstd == nullptr) throw std::bad_alloc();
      // Collections are often compressed with a long window, which the default refuses.
      ZSTD_DCtx_setParameter(zstd.get(), ZSTD_d_windowLogMax, 31);
    }
  }

  std::size_t read_plain(char* out, std::size_t capacity) {
    block.fill(disk);
    const std::size_t size = std::min(capacity, block.end - block.begin);
    std::memcpy(out, block.data.data() + block.begin, size);
    block.begin += size;
    return size;
  }

  std::size_t read_gzip(char* out, std::size_t capacity) {
    z_stream& stream = inflater->stream;
    const auto room = static_cast<uInt>(std::min<std::size_t>(capacity, kMostAtOnce));
    stream.next_out = reinterpret_cast<Bytef*>(out);
    stream.avail_out = room;
    while (stream.avail_out == room) {
      if (!in_frame && !next_frame(is_gzip)) return 0;
      block.fill(disk);
      if (block.empty()) throw truncated();
      stream.next_in = reinterpret_cast<Bytef*>(block.data.data() + block.begin);
      stream.avail_in = static_cast<uInt>(block.end - block.begin);
      in_frame = true;
      const int status = inflate(&stream, Z_NO_FLUSH);
      block.begin = block.end - stream.avail_in;
      if (status == Z_STREAM_END) {
        inflateReset(&stream);
        in_frame = false;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        if (status == Z_MEM_ERROR) throw std::bad_alloc();
        throw damaged(stream.msg != nullptr ? stream.msg : "not gzip");
      }
    }
    return room - stream.avail_out;
  }

  std::size_t read_zstd(char* out, std::size_t capacity) {
    ZSTD_outBuffer output = {out, capacity, 0};
    while (output.pos == 0) {
      if (!in_frame && !next_frame(is_zstd)) return 0;
      block.fill(disk);
      if (block.empty()) throw truncated();
      ZSTD_inBuffer input = {block.data.data() + block.begin, block.end - block.begin, 0};
      const std::size_t status = ZSTD_decompressStream(zstd.get(), &output, &input);
      block.begin += input.pos;
      if (ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation) throw std::bad_alloc();
      if (ZSTD_isError(status) != 0) throw damaged(ZSTD_getErrorName(status));
      in_frame = status != 0;
    }
    return output.pos;
  }

  /// Between two members or frames: whether another one follows. What else follows is passed over,
  /// and counted unless it is zero bytes, which tapes and disk images pad with.
  bool next_frame(bool (*is_frame)(std::string_view)) {
    if (behind) return false;
    if (is_frame(block.peek(disk, kMagic))) return true;
    behind = true;
    bool padding = true;
    std::uint64_t passed = 0;
    for (; !block.empty(); block.begin = block.end, block.fill(disk)) {
      const std::string_view rest(block.data.data() + block.begin, block.end - block.begin);
      padding = padding && rest.find_first_not_of('\0') == std::string_view::npos;
      passed += rest.size();
    }
    ignored = padding ? 0 : passed;
    return false;
  }

  std::size_t read(char* out, std::size_t capacity) {
    switch (format) {
      case Format::plain:
        return read_plain(out, capacity);
      case Format::gzip:
        return count_expanded(read_gzip(out, capacity));
      case Format::zstd:
        break;
    }
    return count_expanded(read_zstd(out, capacity));
  }

  std::size_t count_expanded(std::size_t bytes) {
    expanded += bytes;
    if (expansion.ratio == 0 || expanded <= expansion.free_bytes) return bytes;
    const std::uint64_t taken = std::max<std::uint64_t>(disk.bytes(), 1);
    if (expanded / taken < expansion.ratio) return bytes;
    throw Error("expands to " + std::to_string(expanded / taken) + " times its size, " +
                    std::to_string(expanded >> 20) + " MiB so far, which no ordinary text does",
                disk.path(),
                "if you trust it, raise the limit with --max-expansion, or lift it with "
                "--max-expansion none");
  }

  [[nodiscard]] Error truncated() const {
    return {"ends in the middle of its compressed data", disk.path(),
            "fetch or compress the file again"};
  }
  [[nodiscard]] Error damaged(const std::string& detail) const {
    return {"has damaged compressed data (" + detail + ")", disk.path(),
            "fetch or compress the file again"};
  }

  static constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  // zlib counts in 32 bits

  ExpansionLimit expansion;
  Disk disk;
  Block block;
  Format format = Format::plain;
  std::unique_ptr<Inflater> inflater;
  std::unique_ptr<ZSTD_DStream, FreeZstd> zstd;
  bool in_frame = false;
  bool behind = false;  // the last member or frame
  std::uint64_t ignored = 0, expanded = 0;

  std::string head;  // read and to be read again from `head_begin` on
  std::size_t head_begin = 0;
  std::exception_ptr failure;  // met behind it
};

ByteSource::ByteSource(std::string path, SourceOptions options)
    : state_(std::make_unique<State>(std::move(path), std::move(options))) {}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource&&) noexcept = default;

std::string_view ByteSource::head() {
  State& state = *state_;
  try {
    // What lies in the block of a plain file needs no copy.
    if (state.format == State::Format::plain)
      return state.block.peek(state.disk, kHead).substr(0, kHead);
    std::size_t got = 1;
    while (state.head.size() < kHead && got > 0) {
      const std::size_t old = state.head.size();
      state.head.resize(kHead);
      try {
        got = state.read(state.head.data() + old, kHead - old);
      } catch (...) {
        state.head.resize(old);
        throw;
      }
      state.head.resize(old + got);
    }
  } catch (const Error&) {
    state.failure = std::current_exception();
  }
  return state.head;
}

std::size_t ByteSource::read(char* out, std::size_t capacity) {
  State& state = *state_;
  if (state.head_begin < state.head.size()) {
    const std::size_t size = state.head.copy(out, capacity, state.head_begin);
    state.head_begin += size;
    return size;
  }
  if (state.failure) std::rethrow_exception(std::exchange(state.failure, nullptr));
  return state.read(out, capacity);
}

Input ByteSource::finish() {
  while (state_->disk.read(state_->block.data.data(), kDiskBlock) > 0) {
  }
  return state_->disk.finish();
}

std::uint64_t ByteSource::ignored() const {
  return state_->ignored;
}
const std::string& ByteSource::path() const {
  return state_->disk.path();
}
bool ByteSource::is_compressed() const {
  return state_->format != State::Format::plain;
}

std::string read_all(ByteSource& source) {
  constexpr std::size_t kMostOfAText = 0xFFFFFFFF;  // offsets have 32 bits
  std::string bytes;
  std::size_t size = 0;
  for (;;) {
    if (bytes.size() - size < kDiskBlock) bytes.resize(std::max(2 * size, size + kDiskBlock));
    const std::size_t got = source.read(bytes.data() + size, bytes.size() - size);
    if (got == 0) break;
    size += got;
    if (size > kMostOfAText) {
      throw Error("is larger than 4 GiB, which is more than one text may be", source.path(),
                  "cut it into several texts");
    }
  }
  bytes.resize(size);
  bytes.shrink_to_fit();
  return bytes;
}

LineReader::LineReader(ByteSource source) : source_(std::move(source)) {}

std::size_t LineReader::next_lines(std::string& lines, std::size_t wanted, std::size_t padding) {
  // What the last call left is the beginning of a line.
  std::size_t size = buffer_.size() - begin_, whole = 0;
  if (lines.size() < size + wanted + padding) lines.resize(size + wanted + padding);
  std::copy_n(buffer_.data() + begin_, size, lines.data());
  buffer_.clear();
  begin_ = 0;
  try {
    while (!ended_ && (size < wanted || whole == 0)) {
      if (lines.size() < size + kDiskBlock + padding) lines.resize(2 * size + kDiskBlock + padding);
      const std::size_t got = source_.read(lines.data() + size, lines.size() - size - padding);
      ended_ = got == 0;
      const std::size_t end = std::string_view(lines).substr(size, got).rfind('\n');
      if (end != std::string_view::npos) whole = size + end + 1;
      size += got;
    }
  } catch (...) {
    // The beginning of a line is lost with what follows it.
    ended_ = true;
    failure_ = std::current_exception();
    size = whole;
  }
  if (ended_ && !failure_) whole = size;
  if (whole == 0 && failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  buffer_.assign(lines, whole, size - whole);
  return whole;
}

bool LineReader::next(std::string_view& line) {
  for (;;) {
    const std::size_t end = buffer_.find('\n', std::max(begin_, searched_));
    if (end != std::string::npos || (ended_ && begin_ < buffer_.size())) {
      const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
      line = std::string_view(buffer_).substr(begin_, stop - begin_);
      if (line.ends_with('\r')) line.remove_suffix(1);
      begin_ = std::min(stop + 1, buffer_.size());
      searched_ = begin_;
      ++number_;
      return true;
    }
    if (ended_) return false;
    buffer_.erase(0, begin_);
    begin_ = 0;
    searched_ = buffer_.size();
    const std::size_t old = buffer_.size();
    buffer_.resize(old + kDiskBlock);
    std::size_t got = 0;
    try {
      got = source_.read(buffer_.data() + old, kDiskBlock);
    } catch (...) {
      buffer_.resize(old);
      throw;
    }
    buffer_.resize(old + got);
    ended_ = got == 0;
  }
}

}  // namespace leitwort::corpus

#include "corpus/bytes.hpp"

#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace leitwort::corpus {
namespace {

constexpr std::size_t kDiskBlock = std::size_t{1} << 18;

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// The file as it lies on the disk.
class Disk {
 public:
  Disk(std::string path, std::function<void(std::uint64_t)> count, bool digest)
      : path_(std::move(path)),
        count_(std::move(count)),
        digest_(digest ? EVP_MD_CTX_new() : nullptr) {
    if (path_ == "-") {
      fd_ = STDIN_FILENO;
    } else {
      fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
      if (fd_ < 0) throw Error("cannot be read (" + reason(errno) + ")", path_);
      struct stat status{};
      if (::fstat(fd_, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(fd_);
        throw Error("is a folder where a file was expected", path_);
      }
    }
    if (digest_) EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr);
  }
  ~Disk() {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }
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

 private:
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

  /// Makes sure that something is there, unless the file has ended.
  void fill(Disk& disk) {
    if (begin < end || ended) return;
    begin = 0;
    end = disk.read(data.data(), data.size());
    ended = end == 0;
  }
};

struct Inflater {
  z_stream stream{};
  bool in_member = false;
  Inflater() { inflateInit2(&stream, 15 + 16); }  // 16: expect a gzip header
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

struct FreeZstd {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

}  // namespace

struct ByteSource::State {
  enum class Format : std::uint8_t { plain, gzip, zstd };

  State(std::string path, std::function<void(std::uint64_t)> count, bool digest)
      : disk(std::move(path), std::move(count), digest) {
    // A pipe may deliver the magic number in pieces.
    while (block.end < 4) {
      const std::size_t got = disk.read(block.data.data() + block.end, kDiskBlock - block.end);
      if (got == 0) break;
      block.end += got;
    }
    const std::string_view head(block.data.data(), block.end);
    if (head.starts_with("\x1f\x8b")) {
      format = Format::gzip;
      inflater = std::make_unique<Inflater>();
    } else if (head.starts_with("\x28\xb5\x2f\xfd")) {
      format = Format::zstd;
      zstd.reset(ZSTD_createDStream());
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
    stream.next_out = reinterpret_cast<Bytef*>(out);
    stream.avail_out = static_cast<uInt>(capacity);
    while (stream.avail_out == capacity) {
      block.fill(disk);
      if (block.ended) {
        if (inflater->in_member) throw truncated();
        return 0;
      }
      stream.next_in = reinterpret_cast<Bytef*>(block.data.data() + block.begin);
      stream.avail_in = static_cast<uInt>(block.end - block.begin);
      inflater->in_member = true;
      const int status = inflate(&stream, Z_NO_FLUSH);
      block.begin = block.end - stream.avail_in;
      if (status == Z_STREAM_END) {  // gzip files may be several members in a row
        inflateReset(&stream);
        inflater->in_member = false;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        throw damaged(stream.msg != nullptr ? stream.msg : "not gzip");
      }
    }
    return capacity - stream.avail_out;
  }

  std::size_t read_zstd(char* out, std::size_t capacity) {
    ZSTD_outBuffer output = {out, capacity, 0};
    while (output.pos == 0) {
      block.fill(disk);
      if (block.ended) {
        if (zstd_in_frame) throw truncated();
        return 0;
      }
      ZSTD_inBuffer input = {block.data.data() + block.begin, block.end - block.begin, 0};
      const std::size_t status = ZSTD_decompressStream(zstd.get(), &output, &input);
      block.begin += input.pos;
      if (ZSTD_isError(status) != 0) throw damaged(ZSTD_getErrorName(status));
      zstd_in_frame = status != 0;
    }
    return output.pos;
  }

  [[nodiscard]] Error truncated() const {
    return {"ends in the middle of its compressed data", disk.path(),
            "fetch or compress the file again"};
  }
  [[nodiscard]] Error damaged(const std::string& detail) const {
    return {"has damaged compressed data (" + detail + ")", disk.path(),
            "fetch or compress the file again"};
  }

  Disk disk;
  Block block;
  Format format = Format::plain;
  std::unique_ptr<Inflater> inflater;
  std::unique_ptr<ZSTD_DStream, FreeZstd> zstd;
  bool zstd_in_frame = false;
};

ByteSource::ByteSource(std::string path, std::function<void(std::uint64_t)> count, bool digest)
    : state_(std::make_unique<State>(std::move(path), std::move(count), digest)) {}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource&&) noexcept = default;

std::size_t ByteSource::read(char* out, std::size_t capacity) {
  switch (state_->format) {
    case State::Format::plain:
      return state_->read_plain(out, capacity);
    case State::Format::gzip:
      return state_->read_gzip(out, capacity);
    case State::Format::zstd:
      break;
  }
  return state_->read_zstd(out, capacity);
}

Input ByteSource::finish() {
  while (state_->disk.read(state_->block.data.data(), kDiskBlock) > 0) {
  }
  return state_->disk.finish();
}

std::string read_all(ByteSource& source) {
  std::string bytes;
  std::size_t size = 0;
  for (;;) {
    if (bytes.size() - size < kDiskBlock) bytes.resize(std::max(2 * size, size + kDiskBlock));
    const std::size_t got = source.read(bytes.data() + size, bytes.size() - size);
    if (got == 0) break;
    size += got;
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

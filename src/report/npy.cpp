#include <leitwort/exchange.hpp>

#include <bit>

#include <fmt/format.h>

namespace leitwort {

void write_npy(const SimilarityMatrix& matrix, const Sink& sink) {
  static_assert(std::endian::native == std::endian::little, "the file is little-endian");
  std::string header =
      fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, {}), }}", matrix.size(),
                  matrix.size());
  // Magic, version and length take 10 bytes; the data begins at a multiple of 64.
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += '\n';
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size() & 0xFF);
  bytes += static_cast<char>(header.size() >> 8);
  sink(bytes + header);
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    const std::span<const double> row = matrix.row(i);
    sink({reinterpret_cast<const char*>(row.data()), row.size_bytes()});
  }
}

}  // namespace leitwort

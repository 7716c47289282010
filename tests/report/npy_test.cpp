#include <leitwort/report.hpp>

#include <cmath>
#include <cstring>
#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// A .npy file taken apart.
struct Npy {
  std::string magic, header;
  std::size_t data_begin = 0;
  std::vector<double> values;
};

Npy take_apart(const std::string& bytes) {
  Npy npy;
  npy.magic = bytes.substr(0, 8);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes.at(i)); };
  const std::size_t length = byte(8) + 256U * byte(9);
  npy.header = bytes.substr(10, length);
  npy.data_begin = 10 + length;
  npy.values.resize((bytes.size() - npy.data_begin) / sizeof(double));
  if (!npy.values.empty()) {
    std::memcpy(npy.values.data(), bytes.data() + npy.data_begin,
                npy.values.size() * sizeof(double));
  }
  return npy;
}

Npy written(const SimilarityMatrix& matrix) {
  std::string bytes;
  write_npy(matrix, [&](std::string_view part) { bytes += part; });
  return take_apart(bytes);
}

/// Two rows of two.
SimilarityMatrix of_four(double a, double b, double c, double d) {
  SimilarityMatrix matrix(2);
  matrix(0, 0) = a, matrix(0, 1) = b, matrix(1, 0) = c, matrix(1, 1) = d;
  return matrix;
}

TEST(Npy, HasTheMagicOfVersionOne) {
  EXPECT_EQ(written(SimilarityMatrix(2)).magic, std::string("\x93NUMPY\x01\x00", 8));
}

TEST(Npy, HeaderIsAPythonDictionaryWithTheShape) {
  const std::string header = written(SimilarityMatrix(12)).header;
  EXPECT_TRUE(header.starts_with("{'descr': '<f8', 'fortran_order': False, 'shape': (12, 12), }"));
  EXPECT_TRUE(header.ends_with('\n'));
  const std::size_t end = header.find('}') + 1;
  EXPECT_EQ(header.substr(end), std::string(header.size() - end - 1, ' ') + "\n");
}

TEST(Npy, DataBeginsAtAMultipleOf64) {
  for (const std::size_t size : {0U, 1U, 9U, 10U, 99U, 100U}) {
    const Npy npy = written(SimilarityMatrix(size));
    EXPECT_EQ(npy.data_begin % 64, 0U) << size;
    EXPECT_EQ(npy.values.size(), size * size);
  }
}

TEST(Npy, ValuesGoRowByRow) {
  const SimilarityMatrix matrix = of_four(1, 0.25, 1.0 / 3, kUnknown);
  const Npy npy = written(matrix);
  ASSERT_EQ(npy.values.size(), 4U);
  EXPECT_EQ(npy.values[0], 1);
  EXPECT_EQ(npy.values[1], 0.25);
  EXPECT_EQ(npy.values[2], 1.0 / 3) << "not rounded as in tables";
  EXPECT_TRUE(std::isnan(npy.values[3]));
}

TEST(MatrixCsv, HasIdsInItsFirstRowAndColumn) {
  const SimilarityMatrix matrix = of_four(1, 0.25, 1.0 / 3, kUnknown);
  const std::vector<std::string> ids = {"a", "b,c"};
  std::string text;
  write_matrix(matrix, ids, TableFormat::csv, [&](std::string_view part) { text += part; });
  EXPECT_EQ(text, "document,a,\"b,c\"\r\na,1,0.25\r\n\"b,c\",0.333333,\r\n");
}

}  // namespace
}  // namespace leitwort::test

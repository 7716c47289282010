#include "corpus/reading.hpp"

#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

using namespace std::string_literals;

TEST(Encoding, Utf8IsKeptByteForByte) {
  const std::string bytes = "Naïve\r\n湖 \U0001F30A\tlast\n\n";
  const Document document = read_one(bytes);
  EXPECT_EQ(document.text, bytes);
  EXPECT_EQ(document.warnings, Strings{});
}

TEST(Encoding, AByteOrderMarkOfUtf8StaysInTheText) {
  const std::string bytes = "\xEF\xBB\xBFLake";
  const Document document = read_one(bytes);
  EXPECT_EQ(document.text, bytes);
  EXPECT_EQ(document.warnings, Strings{});
}

TEST(Encoding, Utf16IsDecodedByItsByteOrderMark) {
  const Document little = read_one("\xFF\xFEL\0\xE9\0\x56\x6E\x3C\xD8\x0A\xDF"s);
  EXPECT_EQ(little.text, "Lé湖\U0001F30A");
  EXPECT_EQ(little.warnings, Strings{"decoded from UTF-16LE"});

  const Document big = read_one("\xFE\xFF\0L\0\xE9\x6E\x56\xD8\x3C\xDF\x0A"s);
  EXPECT_EQ(big.text, "Lé湖\U0001F30A");
  EXPECT_EQ(big.warnings, Strings{"decoded from UTF-16BE"});
}

TEST(Encoding, Utf16WithAHalfPairIsStillValidUtf8Afterwards) {
  EXPECT_EQ(read_one("\xFF\xFE"
                     "a\0\x3C\xD8"
                     "b\0"s)
                .text,
            "a\uFFFDb");
}

TEST(Encoding, Utf32IsNotTakenForUtf16) {
  const Document document = read_one("\xFF\xFE\0\0L\0\0\0\x56\x6E\0\0"s);
  EXPECT_EQ(document.text, "L湖");
  EXPECT_EQ(document.warnings, Strings{"decoded from UTF-32LE"});
}

TEST(Encoding, BytesThatWindows1252ExplainsAreReadAsThat) {
  const Document document = read_one(
      "caf\xE9 \x93quoted\x94 \x80 5\x97"
      "6");
  EXPECT_EQ(document.text, "café “quoted” € 5—6");
  EXPECT_EQ(document.warnings, Strings{"not valid UTF-8: read as Windows-1252"});
}

TEST(Encoding, BytesThatNothingExplainsAreReplacedAndCounted) {
  const Document one = read_one("lake\x81shore, été");
  EXPECT_EQ(one.text, "lake\uFFFDshore, été");
  EXPECT_EQ(one.warnings, Strings{"not valid UTF-8: 1 byte replaced by U+FFFD"});

  const Document several = read_one("\x8D\x8F lake\x90 shore\x9D");
  EXPECT_EQ(several.text, "\uFFFD\uFFFD lake\uFFFD shore\uFFFD");
  EXPECT_EQ(several.warnings, Strings{"not valid UTF-8: 4 bytes replaced by U+FFFD"});
}

TEST(Encoding, ATextThatIsCutInsideACharacterKeepsTheRest) {
  // The first byte of é; 0x81 rules Windows-1252 out.
  const Document document = read_one("a\x81 lac glac\xC3");
  EXPECT_EQ(document.text, "a\uFFFD lac glac\uFFFD");
  EXPECT_EQ(document.warnings, Strings{"not valid UTF-8: 2 bytes replaced by U+FFFD"});
}

TEST(Encoding, WarningsNameTheDocument) {
  const TemporaryFolder folder;
  const std::string path = folder.write("old.txt", "caf\xE9");
  const Corpus corpus = load_corpus({path});
  EXPECT_EQ(containing(warnings(corpus), path), 1U);
  EXPECT_EQ(containing(warnings(corpus), "(old): not valid UTF-8: read as Windows-1252"), 1U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Encoding, FrontMatterOfADecodedTextCountsInDecodedBytes) {
  const Document document = read_one("---\ntitle: Caf\xE9\n---\nLake");
  EXPECT_EQ(document.title, "Café");
  EXPECT_EQ(document.text.substr(document.body_begin), "Lake");
}

TEST(Garbled, ChineseThatWasOnceReadInAnotherEncodingIsNamed) {
  const TemporaryFolder folder;
  std::string garbled, sound;
  for (int i = 0; i < 12; ++i) {
    garbled += "绀句細锛屼富涔夈銆";
    sound += "社会主义，现代化。";
  }
  folder.write("garbled.txt", garbled);
  folder.write("sound.txt", sound);
  for (const Document& document : load_corpus({folder.path()}).documents) {
    ASSERT_EQ(document.warnings.size(), document.id == "garbled" ? 1U : 0U) << document.id;
    if (document.id == "garbled") {
      EXPECT_NE(document.warnings[0].find("once read as GBK"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace leitwort::test

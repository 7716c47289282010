#include "corpus/compressed.hpp"
#include "corpus/reading.hpp"
#include <leitwort/error.hpp>

#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

std::string padded(std::string bytes, std::size_t size = 600) {
  if (bytes.size() < size) bytes.resize(size, '\0');
  return bytes;
}
std::string at(std::size_t offset, const std::string& bytes) {
  return padded(std::string(offset, '\1') + bytes);
}
std::string zip(const std::string& members) {
  return "PK\3\4\x14\0\0\0\x08\0"s + std::string(20, '\1') + members + std::string(40, '\2');
}

/// As iconv would write it; ASCII only.
std::string wide(std::string_view text, std::size_t width, bool big_endian) {
  std::string bytes;
  for (const char c : text) {
    std::string unit(width, '\0');
    unit[big_endian ? width - 1 : 0] = c;
    bytes += unit;
  }
  return bytes;
}

const std::string kProse =
    "The old harbour pilots of Merrow refuse to guide foreign ships after the evening bell.\n"
    "Every autumn the weavers of the upper valley bring their finest cloth to the market.\n";

struct Case {
  std::string bytes;
  std::string ending;  ///< that such files have
  std::string what;    ///< must be said of it
  std::string remedy;
};

const std::vector<Case>& binary_kinds() {
  static const std::vector<Case> kCases = {
      {"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n", ".pdf", "a PDF document", "pdftotext "},
      {"\1\2junk before it\n%PDF-1.7\n\xE2\xE3\xCF\xD3\n", ".pdf", "a PDF document", "pdftotext "},
      {"{\\rtf1\\ansi{\\b The lake.}}", ".rtf", "an RTF document", "libreoffice "},
      {padded("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ".ole", "of the kind before 2007",
       "libreoffice "},
      {"%!PS-Adobe-3.0\n(The lake.) show\n", ".ps", "a PostScript document", "ps2ascii "},
      {padded("AT&TFORM"), ".djvu", "a DjVu document", "djvutxt "},
      {at(60, "BOOKMOBI"), ".mobi", "a Mobipocket book", "ebook-convert "},
      {zip("mimetypeapplication/epub+zip"), ".epub", "a book (EPUB)", "pandoc "},
      {zip("mimetypeapplication/vnd.oasis.opendocument.text"), ".odt", "an OpenDocument text",
       "pandoc "},
      {zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), ".ods",
       "an OpenDocument spreadsheet", "--convert-to csv "},
      {zip("[Content_Types].xml") + zip("word/document.xml"), ".docx", "a Word document",
       "pandoc "},
      {zip("[Content_Types].xml") + zip("xl/workbook.xml"), ".xlsx", "an Excel workbook",
       "--convert-to csv "},
      {zip("[Content_Types].xml") + zip("ppt/presentation.xml"), ".pptx",
       "a PowerPoint presentation", "--convert-to pdf "},
      {zip("letters/one.txt"), ".zip", "a zip archive", "unzip "},
      {"BZh91AY&SY\1\2\3\4", ".bz2", "bzip2 data", "bzcat "},
      {"\xfd"
       "7zXZ\0\0\4"s,
       ".xz", "xz data", "xzcat "},
      {"LZIP\1\x0c", ".lz", "lzip data", "lzip "},
      {padded("\x04\x22\x4d\x18"), ".lz4", "LZ4 data", "lz4 "},
      {padded("\x1f\x9d\x90"), ".Z", "data of compress", "zcat "},
      {padded("7z\xbc\xaf\x27\x1c"), ".7z", "a 7z archive", "7z x "},
      {padded("Rar!\x1a\x07"), ".rar", "a RAR archive", "unar "},
      {padded(std::string(257, 'n') + "ustar"), ".tar", "a tar archive", "tar -xf "},
      {padded("\x89PNG\r\n\x1a\n"), ".png", "a picture (PNG)", "tesseract "},
      {padded("\xff\xd8\xff\xe0"), ".jpg", "a picture (JPEG)", "tesseract "},
      {padded("GIF89a\1"), ".gif", "a picture (GIF)", "tesseract "},
      {padded("II*\0"s), ".tif", "a picture (TIFF)", "tesseract "},
      {padded("MM\0*"s), ".tiff", "a picture (TIFF)", "tesseract "},
      {padded("BM\1"), ".bmp", "a picture (BMP)", "tesseract "},
      {padded("RIFF\1\2\3\4WEBPVP8 "), ".webp", "a picture (WebP)", "tesseract "},
      {padded("\0\0\0\x18"
              "ftypheic"s),
       ".heic", "a picture (HEIC)", "tesseract "},
      {padded("RIFF\1\2\3\4WAVEfmt "), ".wav", "a recording (WAV)", "whisper "},
      {padded("ID3\4"), ".mp3", "a recording (MP3)", "whisper "},
      {padded("\xff\xfb\x90\4"), ".mp3", "a recording (MP3)", "whisper "},
      {padded("OggS"), ".ogg", "a recording (Ogg)", "whisper "},
      {padded("fLaC"), ".flac", "a recording (FLAC)", "whisper "},
      {padded("\0\0\0\x20"
              "ftypisom"s),
       ".mp4", "a recording (MP4)", "whisper "},
      {padded("\x1a\x45\xdf\xa3"), ".mkv", "a recording (Matroska)", "whisper "},
      {padded("\x7f"
              "ELF\2"),
       ".so", "a program", "leave it out"},
      {padded("MZ\x90"), ".exe", "a program", "leave it out"},
      {padded("SQLite format 3\0"s), ".db", "an SQLite database", "sqlite3 "},
      {padded("PAR1\1"), ".parquet", "a Parquet table", "read_parquet"},
      {padded("ARROW1"), ".arrow", "an Arrow table", "read_feather"},
      {padded("\x93NUMPY\1"), ".npy", "an array of numbers (NumPy)", "leave it out"},
      {padded("\x89HDF\r\n\x1a\n"), ".h5", "an HDF5 file", "leave it out"},
      {padded("leitwort sketch\n"), ".bin", "a sketch file", ".sketch"},
      {"The lake\0\0\1\2\3 is calm"s, ".dat", "binary data", "leave it out"},
      {"\1\2\3\4 the lake \5\6\7", ".dat", "binary data", "leave it out"},
      {wide(kProse, 2, false), ".utf", "UTF-16LE without a byte order mark",
       "iconv -f UTF-16LE -t UTF-8 "},
      {wide(kProse, 2, true), ".utf", "UTF-16BE without a byte order mark",
       "iconv -f UTF-16BE -t UTF-8 "},
      {wide(kProse, 4, false), ".utf", "UTF-32LE without a byte order mark",
       "iconv -f UTF-32LE -t UTF-8 "},
      {wide(kProse, 4, true), ".utf", "UTF-32BE without a byte order mark",
       "iconv -f UTF-32BE -t UTF-8 "},
  };
  return kCases;
}

/// Text to a machine, and none to be read as words.
const std::vector<Case>& written_kinds() {
  static const std::vector<Case> kCases = {
      {"<html><body><p>The lake.</p></body></html>", ".html", "is HTML", "pandoc -f html "},
      {"\xEF\xBB\xBF\n <!-- saved -->\n<!DOCTYPE HTML>\n<title>x</title>", ".htm", "is HTML",
       "pandoc -f html "},
      {"<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
       ".xhtml", "is HTML", "pandoc -f html "},
      {"<head><title>x</title></head>The lake.", ".html", "is HTML", "pandoc -f html "},
      {"<div><p>The lake.</p>\n<p>The shore.</p></div>\n", ".html", "is HTML", "pandoc -f html "},
      {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<speech>The lake.</speech>\n", ".xml", "is XML",
       "xmllint "},
      {"<speech>The lake.\n<p>It is calm.</p></speech>\n", ".xml", "is XML", "xmllint "},
      {"<doc xmlns:x=\"http://x.test/\">The lake.", ".xml", "is XML", "xmllint "},
      {"<!DOCTYPE play SYSTEM \"play.dtd\">\n<play>The lake.</play>", ".xml", "is XML", "xmllint "},
      {"<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text>x</text></TEI>", ".xml", "is XML (TEI)",
       "local-name()"},
      {"<?xml version=\"1.0\"?><!-- c --><teiCorpus><TEI/></teiCorpus>", ".xml", "is XML (TEI)",
       "local-name()"},
      {"\xFF\xFE" + wide("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>The lake.</a>", 2, false),
       ".xml", "is XML", "xmllint "},
      {"[\n {\n  \"id\": \"a\",\n  \"text\": \"The lake.\"\n }\n]\n", ".json", "is a JSON array",
       "jq -c \".[]\" "},
      {"[{\"id\": \"a\", \"text\": \"The lake.\"}]", ".json", "is a JSON array", "jq -c \".[]\" "},
      {"{\n  \"id\": \"a\",\n  \"text\": \"The lake.\"\n}\n", ".json",
       "one JSON object over several lines", "jq -c . "},
      {"id\tdate\ttext\na\t2001\tThe lake.\n", ".tsv", "a table with tabs", "mlr --itsv --ocsv "},
      {"id;date;text\na;2001;The lake.\n", ".txt", "a table with semicolons", "mlr --icsv --ifs "},
  };
  return kCases;
}

/// That nothing but the file was left out, and why.
void expect_refused(const Corpus& corpus, const std::string& path, const Case& wanted,
                    const std::string& how) {
  const Strings lines = left_out(corpus);
  ASSERT_EQ(lines.size(), 1U) << wanted.what << " " << how;
  EXPECT_EQ(lines[0].find(path + ": "), 0U) << lines[0];
  EXPECT_NE(lines[0].find(wanted.what), std::string::npos) << how << "\n" << lines[0];
  EXPECT_NE(lines[0].find(wanted.remedy), std::string::npos) << how << "\n" << lines[0];
}

void expect_refused_everywhere(const Case& wanted) {
  {
    const TemporaryFolder folder;
    for (const std::string& name : {"file" + wanted.ending, std::string("file.txt")}) {
      const std::string path = folder.write(name, wanted.bytes);
      const Corpus corpus = load_corpus({path});
      EXPECT_TRUE(corpus.documents.empty()) << name << " " << wanted.what;
      expect_refused(corpus, path, wanted, "by name");
    }
  }
  {
    const TemporaryFolder folder;
    folder.write("a.txt", kProse);
    const std::string path = folder.write("b.txt", wanted.bytes);
    const Corpus corpus = load_corpus({folder.path()});
    EXPECT_EQ(ids_of(corpus), Strings{"a"});
    expect_refused(corpus, path, wanted, "in a folder");
  }
  {
    const TemporaryFolder folder;
    folder.write("a.txt", kProse);
    const std::string path = folder.write("b" + wanted.ending, wanted.bytes);
    const Corpus corpus =
        load_corpus({folder.write("list.csv", "path\nb" + wanted.ending + "\na.txt\n")});
    EXPECT_EQ(ids_of(corpus), Strings{"a"});
    expect_refused(corpus, path, wanted, "in a manifest");
  }
  {
    const TemporaryFolder folder;
    const std::string path = folder.write("file.txt.gz", stored_gzip({wanted.bytes}));
    const Corpus corpus = load_corpus({path});
    EXPECT_TRUE(corpus.documents.empty());
    expect_refused(corpus, path, wanted, "compressed");
  }
}

TEST(Kind, WhatIsNoTextIsRefusedWithTheRemedyHoweverItIsCalled) {
  for (const Case& wanted : binary_kinds()) expect_refused_everywhere(wanted);
}

TEST(Kind, WhatIsWrittenForMachinesIsRefusedWithTheRemedy) {
  for (const Case& wanted : written_kinds()) expect_refused_everywhere(wanted);
}

TEST(Kind, WhatIsNoTextIsNoJsonLinesAndNoManifestEither) {
  for (const Case& wanted : binary_kinds()) {
    for (const char* name : {"file.jsonl", "file.csv"}) {
      const TemporaryFolder folder;
      const std::string path = folder.write(name, wanted.bytes);
      expect_refused(load_corpus({path}), path, wanted, name);
    }
  }
}

TEST(Kind, WhatIsNoTextIsNoListEither) {
  for (const Case& wanted : binary_kinds()) {
    const TemporaryFolder folder;
    const std::string path = folder.write("list.txt", wanted.bytes);
    try {
      (void)read_list(path);
      ADD_FAILURE() << wanted.what;
    } catch (const Error& error) {
      EXPECT_EQ(error.where(), path);
      EXPECT_NE(error.problem().find(wanted.what), std::string::npos) << error.problem();
      EXPECT_NE(error.problem().find(wanted.remedy), std::string::npos) << error.problem();
    }
  }
}

TEST(Kind, IsToldBeforeReadingToo) {
  for (const Case& wanted : binary_kinds()) {
    const TemporaryFolder folder;
    const std::string path = folder.write("file.txt", wanted.bytes);
    const InputPlan plan = plan_inputs({path});
    EXPECT_EQ(plan.files, Strings{path}) << "it is looked at";
    const std::vector<Notice> notices = foreign_inputs(plan);
    ASSERT_EQ(notices.size(), 1U) << wanted.what;
    EXPECT_EQ(notices[0].where, path);
    EXPECT_NE(notices[0].what.find(wanted.what), std::string::npos);
  }
}

TEST(Kind, TextsAreRead) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"a.txt", ""},
      {"a.txt", "x"},
      {"a.txt", "MZ and BM are initials; ID3, RIFF, OggS and fLaC are words here."},
      {"a.txt", "BZh9 is how it begins. PAR1 too."},
      {"a.txt", "GIF89a is a format of pictures, and %PDF-1.4 another."},
      {"a.txt", "%PDF- is how a PDF begins."},
      {"a.txt", "PK is a name. {\\rt is not RTF. 7z is a program."},
      {"a.txt", "The tag <p> begins a paragraph, <html> a page.\n"},
      {"a.txt", "<p> is a tag. It begins a paragraph, which </p> ends, as we know.\n"},
      {"a.txt", "<i>The lake</i> is calm, and so is <i>the shore</i>"},
      {"a.txt", "<applause> Thank you. <laughter>\n"},
      {"a.txt", "< 5 > 4 and so on"},
      {"a.txt", "<John Smith> I said so.\n<Mary Jones> No.\n"},
      {"a.md", "<!-- a comment -->\n# The lake\n\nIt is calm.\n"},
      {"a.md", "<div align=\"center\">\n<h1>The lake</h1>\n</div>\n\nIt is calm.\n"},
      {"a.md", "<p>The lake.</p>\n<p>The shore.</p>\n"},
      {"a.md", "<details><summary>x</summary>y</details>"},
      {"a.txt", "[1] The lake is calm.\n[2] The shore is not.\n"},
      {"a.txt", "[The President:] I declare the session open. {Applause}"},
      {"a.txt", "{Applause} \"No\": that was the answer.\n"},
      {"a.txt", "{\"Quoted\" and braced} is no object."},
      {"a.txt", "Text, path and id are words.\nThe second line has no comma.\n"},
      {"a.txt", "Name;Ort\nAnna;Kiel\n"},
      {"a.txt", "1\t2\t3\n4\t5\t6\n"},
      {"a.txt", "Page one.\fPage two.\f\x1a"},
      {"a.txt", "\x1b[1mBold\x1b[0m words of a terminal, \bstruck over.\r\nNext line.\r\n"},
      {"a.txt", "BMW and other words, with a slip\a in them, " + std::string(200, 'x')},
      {"a.txt",
       "245\x1f"
       "aThe lake\x1f"
       "bof the north, in its seasons\x1e"
       "260\x1f"
       "aMerrow, harbour press and company, 1901\x1e\x1d"},  // MARC
      {"a.txt", "caf\xE9 \x93quoted\x94 \x80 5"},
      {"a.txt", "\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3"},  // 你好，世界。 in GBK
      {"a.txt", "\xFF\xFE" + wide(kProse, 2, false)},
      {"a.txt", "\xFE\xFF" + wide(kProse, 2, true)},
      {"a.txt",
       "湖は静かだ。Озеро спокойно. Η λίμνη είναι ήρεμη. البحيرة هادئة. האגם שקט. झील शांत है। "
       "ทะเลสาบสงบ 호수는 고요하다. བོད་ཡིག ᚠᛇᚻ 𓀀𓂀 \U0001F30A"},
      {"a.txt", std::string(5000, 'a') + std::string("\0", 1) + std::string(5000, 'b')},
  };
  for (const auto& [name, bytes] : texts) {
    const TemporaryFolder folder;
    const Corpus corpus = load_corpus({folder.write(name, bytes)});
    EXPECT_EQ(corpus.documents.size(), 1U) << bytes;
    EXPECT_EQ(left_out(corpus), Strings{}) << bytes;
  }
}

TEST(Kind, ANulByteInALongTextIsToldAndRead) {
  const Document document =
      read_one(std::string(5000, 'a') + std::string("\0", 1) + std::string(5000, 'b'));
  EXPECT_EQ(document.text.size(), 10001U);
  EXPECT_EQ(containing(document.warnings, "holds NUL bytes, the first at byte 5000"), 1U);
}

TEST(Kind, BinaryDataBehindALongTextAreFound) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.txt", std::string(20000, 'a') + std::string(100, '\0'));
  EXPECT_EQ(containing(left_out(load_corpus({path})), "binary data"), 1U);
}

TEST(Kind, Utf16WithoutAMarkIsKnownInEveryScript) {
  // As units: Chinese without a space or a line end, Russian, Hindi, Japanese.
  const std::vector<std::u16string> texts = {
      u"世界各国人民都希望和平与发展，反对战争。我们要坚持改革开放，建设社会主义现代化强国，"
      u"实现中华民族伟大复兴的中国梦。",
      u"Озеро спокойно, и берег пуст.", u"झील शांत है और किनारा खाली है।",
      u"湖は静かで、岸には誰もいない。漁師たちは夕方の鐘の後に外国の船を案内することを拒む。"};
  for (const std::u16string& text : texts) {
    for (const bool big_endian : {false, true}) {
      std::string bytes;
      for (int i = 0; i < 20; ++i) {
        for (const char16_t unit : text) {
          const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
          bytes += big_endian ? std::string{high, low} : std::string{low, high};
        }
      }
      const TemporaryFolder folder;
      const Strings lines = left_out(load_corpus({folder.write("a.txt", bytes)}));
      ASSERT_EQ(lines.size(), 1U);
      EXPECT_EQ(containing(lines, big_endian ? "is UTF-16BE without" : "is UTF-16LE without"), 1U)
          << lines[0];
    }
  }
}

TEST(Kind, JsonLinesAreReadWhateverTheFileIsCalled) {
  const TemporaryFolder folder;
  for (const char* name : {"lines.json", "lines", "lines.data"}) {
    EXPECT_EQ(ids_of(load_corpus({folder.write(name, kTwoLines)})), (Strings{"one", "two"}));
  }
  // Texts are one each, and these would be words: they are named.
  EXPECT_EQ(containing(left_out(load_corpus({folder.write("lines.txt", kTwoLines)})),
                       "holds JSON Lines; give it a name that ends in .jsonl: mv "),
            1U);
}

TEST(Kind, AJsonArrayCalledJsonLinesIsNamedOnce) {
  const TemporaryFolder folder;
  const Corpus corpus =
      load_corpus({folder.write("a.jsonl", "[\n{\"text\": \"x\"},\n{\"text\": \"y\"}\n]\n")});
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), "is a JSON array; jq -c"), 1U);
}

TEST(Kind, AManifestOfOtherDelimitersIsNamed) {
  const TemporaryFolder folder;
  const Strings semicolons =
      left_out(load_corpus({folder.write("a.csv", "id;date;text\na;2001;\"x\"\n")}));
  ASSERT_EQ(semicolons.size(), 1U);
  EXPECT_EQ(containing(semicolons, "a table with semicolons"), 1U);
  const Strings tabs = left_out(load_corpus({folder.write("b.csv", "id\tpath\na\tx.txt\n")}));
  EXPECT_EQ(containing(tabs, "a table with tabs"), 1U);
  const Strings wide_table =
      left_out(load_corpus({folder.write("c.csv", "\xFF\xFE" + wide("id\ttext\n", 2, false))}));
  EXPECT_EQ(containing(wide_table, "is UTF-16 or UTF-32; iconv"), 1U);
}

TEST(Kind, ListsMayLookLikeMarkupOrJson) {
  const TemporaryFolder folder;
  for (const char* list : {"<[^>]+>\n", "<p>\n", "[{\"a\": 1}]\n", "path;text\na;b\n", "{2}\n"}) {
    EXPECT_EQ(read_list(folder.write("list.txt", list)).text, list);
  }
}

TEST(Kind, RemediesQuoteNamesForTheShell) {
  const TemporaryFolder folder;
  folder.write("a b's.pdf", "%PDF-1.4\n");
  const Strings lines = left_out(load_corpus({folder / "a b's.pdf"}));
  const std::string quoted = "'" + folder.path() + "/a b'\\''s.";
  EXPECT_EQ(containing(lines, "pdftotext " + quoted + "pdf' " + quoted + "txt'"), 1U) << lines[0];
}

TEST(Kind, ARemedyNeverWritesOverWhatIsThere) {
  const TemporaryFolder folder;
  const std::string stem = folder / "a";
  const auto remedy = [&](const std::string& ending, const std::string& bytes) {
    return left_out(load_corpus({folder.write("a" + ending, bytes)}));
  };
  EXPECT_EQ(containing(remedy(".txt", "%PDF-1.4\n"), stem + ".txt " + stem + "-2.txt"), 1U);
  EXPECT_EQ(containing(remedy(".jsonl", "[{\"text\": \"one two\"}]\n"),
                       stem + ".jsonl >" + stem + "-2.jsonl"),
            1U);
  folder.write("a-2.jsonl", "");
  EXPECT_EQ(containing(remedy(".md", "{\"text\": \"one two\"}\n"),
                       "mv -n " + stem + ".md " + stem + "-3.jsonl"),
            1U);
}

TEST(Kind, WhatIsMostlyReplacedIsNoText) {
  const TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 100; ++i) bytes += "\x81\x8d\x8f words ";
  const Strings lines = left_out(load_corpus({folder.write("a.txt", bytes)}));
  EXPECT_EQ(containing(lines, "iconv -f ENCODING"), 1U);
  const Corpus few = load_corpus({folder.write("b.txt", "one \x81 two \x8d three four five")});
  EXPECT_EQ(few.documents.size(), 1U);
}

}  // namespace
}  // namespace leitwort::test

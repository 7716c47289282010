#include "corpus/kind.hpp"

#include "corpus/decode.hpp"
#include "corpus/paths.hpp"
#include "corpus/source.hpp"
#include "shell_word.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <filesystem>

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace leitwort::corpus {
namespace {

using namespace std::string_view_literals;

// Remedies. {in} stands for the file; {out}, {jsonl} and {csv} for a text file, one of JSON Lines
// and a table beside it that do not exist yet, so that no remedy writes over anything; {bare} for
// the file without its last ending, {stem} for {out} without its ending; all as words for a shell.
constexpr auto kPandoc = "pandoc -t plain --wrap=none {in} -o {out}"sv;
constexpr auto kPandocHtml = "pandoc -f html -t plain --wrap=none {in} -o {out}"sv;
constexpr auto kOffice = "libreoffice --headless --convert-to txt:Text {in}"sv;
constexpr auto kOfficeTable = "libreoffice --headless --convert-to csv {in}"sv;
constexpr auto kOfficeSlides =
    "libreoffice --headless --convert-to pdf {in}, then pdftotext of the PDF"sv;
constexpr auto kTesseract = "tesseract {in} {stem} (which reads what is printed in it)"sv;
constexpr auto kWhisper =
    "write down what is said in it, for example with whisper {in} --output_format txt"sv;
constexpr auto kParquet =
    "write its rows as JSON Lines, in Python: pandas.read_parquet(FILE).to_json(\"out.jsonl\", "
    "orient=\"records\", lines=True)"sv;
constexpr auto kArrow =
    "write its rows as JSON Lines, in Python: pandas.read_feather(FILE).to_json(\"out.jsonl\", "
    "orient=\"records\", lines=True)"sv;
constexpr auto kSqlite =
    "export a table with a column text: sqlite3 -csv -header {in} \"SELECT …\" >{csv}"sv;
constexpr auto kNothing = "there is no text to be had from it; leave it out"sv;

/// A kind that its first bytes tell.
struct Signature {
  std::size_t offset;
  std::string_view bytes;
  bool in_text;  ///< a text may begin so: only with control characters is it this kind
  std::string_view what;
  std::string_view remedy;
};

constexpr std::array kSignatures = {
    Signature{0, "{\\rtf", false, "an RTF document", kOffice},
    Signature{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", false,
              "a Word, Excel or PowerPoint file of the kind before 2007", kOffice},
    Signature{0, "%!PS-Adobe", false, "a PostScript document", "ps2ascii {in} {out}"},
    Signature{0, "AT&TFORM", true, "a DjVu document", "djvutxt {in} {out}"},
    Signature{60, "BOOKMOBI", false, "a Mobipocket book", "ebook-convert {in} {out}"},
    Signature{0, "BZh", true, "bzip2 data", "bzcat {in} >{bare}"},
    Signature{0,
              "\xfd"
              "7zXZ\0"sv,
              false, "xz data", "xzcat {in} >{bare}"},
    Signature{0, "LZIP\1", false, "lzip data", "lzip -dc {in} >{bare}"},
    Signature{0, "\x04\x22\x4d\x18", false, "LZ4 data", "lz4 -dc {in} >{bare}"},
    Signature{0, "\x1f\x9d", false, "data of compress", "zcat {in} >{bare}"},
    Signature{0, "\x1f\x8b", false, "gzip data", "gzip -dc {in} >{bare}"},
    Signature{0, "\x28\xb5\x2f\xfd", false, "Zstandard data", "zstd -dc {in} >{bare}"},
    Signature{0, "7z\xbc\xaf\x27\x1c", false, "a 7z archive", "7z x {in}"},
    Signature{0, "Rar!\x1a\x07", false, "a RAR archive", "unar {in}"},
    Signature{257, "ustar", false, "a tar archive", "tar -xf {in}"},
    Signature{0, "\x89PNG\r\n\x1a\n", false, "a picture (PNG)", kTesseract},
    Signature{0, "\xff\xd8\xff", false, "a picture (JPEG)", kTesseract},
    Signature{0, "GIF8", true, "a picture (GIF)", kTesseract},
    Signature{0, "II*\0"sv, false, "a picture (TIFF)", kTesseract},
    Signature{0, "MM\0*"sv, false, "a picture (TIFF)", kTesseract},
    Signature{0, "BM", true, "a picture (BMP)", kTesseract},
    Signature{0, "8BPS\0"sv, false, "a picture (Photoshop)", kTesseract},
    Signature{8, "WEBP", true, "a picture (WebP)", kTesseract},
    Signature{4, "ftypheic", true, "a picture (HEIC)", kTesseract},
    Signature{4, "ftypavif", true, "a picture (AVIF)", kTesseract},
    Signature{4, "jP  \r\n", false, "a picture (JPEG 2000)", kTesseract},
    Signature{4, "ftyp", true, "a recording (MP4)", kWhisper},
    Signature{8, "WAVE", true, "a recording (WAV)", kWhisper},
    Signature{8, "AVI ", true, "a recording (AVI)", kWhisper},
    Signature{0, "ID3", true, "a recording (MP3)", kWhisper},
    Signature{0, "\xff\xfb", true, "a recording (MP3)", kWhisper},
    Signature{0, "\xff\xf3", true, "a recording (MP3)", kWhisper},
    Signature{0, "OggS", true, "a recording (Ogg)", kWhisper},
    Signature{0, "fLaC", true, "a recording (FLAC)", kWhisper},
    Signature{0, "\x1a\x45\xdf\xa3", false, "a recording (Matroska)", kWhisper},
    Signature{0,
              "\x7f"
              "ELF",
              false, "a program", kNothing},
    Signature{0, "MZ", true, "a program", kNothing},
    Signature{0, "\xcf\xfa\xed\xfe", false, "a program", kNothing},
    Signature{0, "\xca\xfe\xba\xbe", false, "a program", kNothing},
    Signature{0, "\0asm"sv, false, "a program", kNothing},
    Signature{0, "SQLite format 3\0"sv, false, "an SQLite database", kSqlite},
    Signature{0, "PAR1", true, "a Parquet table", kParquet},
    Signature{0, "ARROW1", true, "an Arrow table", kArrow},
    Signature{0, "\x93NUMPY", false, "an array of numbers (NumPy)", kNothing},
    Signature{0, "\x89HDF\r\n", false, "an HDF5 file", kNothing},
    Signature{0, "leitwort sketch\n", false, "a sketch file",
              "give it the ending .sketch; only duplicates and similarity read it"},
};

/// What a zip file is, by what one of its first members is called or, for `mimetype`, holds.
struct ZipKind {
  std::string_view member, what, remedy;
};
constexpr std::array kZipKinds = {
    ZipKind{"mimetypeapplication/epub+zip", "a book (EPUB)", kPandoc},
    ZipKind{"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text", kPandoc},
    ZipKind{"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet",
            kOfficeTable},
    ZipKind{"mimetypeapplication/vnd.oasis.opendocument.presentation",
            "an OpenDocument presentation", kOfficeSlides},
    ZipKind{"word/", "a Word document", kPandoc},
    ZipKind{"xl/", "an Excel workbook", kOfficeTable},
    ZipKind{"ppt/", "a PowerPoint presentation", kOfficeSlides},
};
/// Where no member tells it.
struct EndingKind {
  std::string_view ending, what, remedy;
};
constexpr std::array kOfficeEndings = {
    EndingKind{".docx", "a Word document", kPandoc},
    EndingKind{".odt", "an OpenDocument text", kPandoc},
    EndingKind{".epub", "a book (EPUB)", kPandoc},
    EndingKind{".xlsx", "an Excel workbook", kOfficeTable},
    EndingKind{".ods", "an OpenDocument spreadsheet", kOfficeTable},
    EndingKind{".pptx", "a PowerPoint presentation", kOfficeSlides},
    EndingKind{".doc", "a Word document of the kind before 2007", kOffice},
    EndingKind{".xls", "an Excel workbook of the kind before 2007", kOfficeTable},
    EndingKind{".ppt", "a PowerPoint presentation of the kind before 2007", kOfficeSlides},
};

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

std::string without_ending(const std::string& path) {
  return std::filesystem::path(path).replace_extension().string();
}

/// The file that a remedy is about: of a compressed one what it unpacks to.
std::string unpacked(const std::string& path, bool compressed) {
  const std::string ending = lower_ending(path);
  return compressed && (ending == ".gz" || ending == ".zst") ? without_ending(path) : path;
}

/// A file as a word that no command takes for an option.
std::string file_word(const std::string& file) {
  return shell_word(file.starts_with('-') ? fmt::format("./{}", file) : file);
}

std::string extension_of(const std::string& path) {
  return std::filesystem::path(path).extension().string();
}

/// stem.txt, or where that exists stem-2.txt, stem-3.txt …
std::string fresh_name(const std::string& stem, const std::string& ending) {
  std::string name = stem + ending;
  std::error_code error;
  for (int i = 2; std::filesystem::exists(std::filesystem::symlink_status(name, error)); ++i) {
    name = fmt::format("{}-{}{}", stem, i, ending);
  }
  return name;
}

std::string fill_in(std::string_view remedy, const std::string& path, bool compressed) {
  const bool is_stream = path == "-" || path.starts_with("/dev/") || path.starts_with("/proc/");
  const std::string in = is_stream ? "FILE" : unpacked(path, compressed);
  const std::string ending = lower_ending(in);
  constexpr std::array kPackers = {".bz2", ".xz", ".lzma", ".lz", ".lz4", ".z", ".gz", ".zst"};
  const bool packed = std::ranges::find(kPackers, ending) != kPackers.end();
  const std::string stem = without_ending(in);
  const std::string out = fresh_name(stem, ".txt");
  std::string text(remedy);
  replace_all(text, "{in}", file_word(in));
  replace_all(text, "{out}", file_word(out));
  replace_all(text, "{stem}", file_word(without_ending(out)));
  replace_all(text, "{jsonl}", file_word(fresh_name(stem, ".jsonl")));
  replace_all(text, "{csv}", file_word(fresh_name(stem, ".csv")));
  replace_all(text, "{bare}",
              file_word(packed ? fresh_name(without_ending(stem), extension_of(stem)) : out));
  if (!compressed || in == path || is_stream) return text;
  return fmt::format("unpack it ({} -dk {}), then {}",
                     lower_ending(path) == ".zst" ? "zstd" : "gzip", file_word(path), text);
}

bool has_at(std::string_view head, std::size_t offset, std::string_view bytes) {
  return head.size() >= offset + bytes.size() && head.substr(offset, bytes.size()) == bytes;
}

/// Characters that stand in no text: those that control a device, but for white space, the escape
/// of coloured text, backspace, and the end of file of CP/M.
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && (c < '\b' || c > '\r') && c != '\x1a' &&
         c != '\x1b';
}

struct Counts {
  std::size_t controls = 0, nuls = 0;
  /// Whether there are more than a slip puts into a text.
  [[nodiscard]] bool say_binary(std::size_t bytes) const {
    return controls > 0 && controls * 100 >= bytes;
  }
};
Counts count_controls(std::string_view head) {
  Counts counts;
  for (const char c : head) {
    counts.controls += is_control(c) ? 1 : 0;
    counts.nuls += c == '\0' ? 1 : 0;
  }
  return counts;
}

std::optional<std::pair<std::string_view, std::string_view>> known_kind(std::string_view head,
                                                                        const std::string& path,
                                                                        bool has_controls) {
  const auto by_ending =
      [&](const auto& fallback) -> std::pair<std::string_view, std::string_view> {
    const std::string ending = lower_ending(path);
    const auto found = std::ranges::find(kOfficeEndings, ending, &EndingKind::ending);
    if (found == kOfficeEndings.end()) return fallback;
    return {found->what, found->remedy};
  };
  using Known = std::pair<std::string_view, std::string_view>;
  if (head.starts_with("PK\3\4") || head.starts_with("PK\5\6") || head.starts_with("PK\7\10")) {
    for (const ZipKind& kind : kZipKinds) {
      if (head.find(kind.member) != std::string_view::npos) return Known{kind.what, kind.remedy};
    }
    return by_ending(Known{"a zip archive", "unzip {in} -d {stem}"});
  }
  // A PDF may have something before it.
  const std::size_t pdf = head.substr(0, 1024).find("%PDF-");
  if (pdf != std::string_view::npos && (pdf == 0 || has_controls) && head.size() > pdf + 5 &&
      head[pdf + 5] >= '0' && head[pdf + 5] <= '9') {
    return Known{"a PDF document", "pdftotext {in} {out}"};
  }
  for (const Signature& signature : kSignatures) {
    if (signature.in_text && !has_controls) continue;
    if (!has_at(head, signature.offset, signature.bytes)) continue;
    if (signature.bytes.starts_with("\xd0\xcf"))
      return by_ending(Known{signature.what, signature.remedy});
    return Known{signature.what, signature.remedy};
  }
  return std::nullopt;
}

// --- encodings without a mark -------------------------------------------------------------------

struct Encoding {
  std::string_view name;  ///< for iconv
  std::size_t width;      ///< bytes a unit
  bool big_endian;
};
constexpr std::array kUnmarkedEncodings = {
    Encoding{"UTF-32LE", 4, false}, Encoding{"UTF-32BE", 4, true}, Encoding{"UTF-16LE", 2, false},
    Encoding{"UTF-16BE", 2, true}};

std::uint32_t unit_at(std::string_view bytes, std::size_t i, const Encoding& encoding) {
  std::uint32_t value = 0;
  for (std::size_t b = 0; b < encoding.width; ++b) {
    const std::size_t byte = encoding.big_endian ? b : encoding.width - 1 - b;
    value = value << 8 | static_cast<unsigned char>(bytes[i * encoding.width + byte]);
  }
  return value;
}

bool is_text_character(std::uint32_t character) {
  const auto c = static_cast<UChar32>(character);
  if (u_charType(c) == U_PRIVATE_USE_CHAR) return false;
  return u_isprint(c) != 0 || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0x200C ||
         c == 0x200D || c == 0xFEFF;
}

/// Whether bytes are text in an encoding, to 97% at least, and if so how many blocks of 256
/// characters they are of; else 0. Random data are to two thirds.
std::size_t blocks_of_text(std::string_view bytes, const Encoding& encoding) {
  const std::size_t units = bytes.size() / encoding.width;
  if (bytes.size() < ByteSource::kHead && bytes.size() % encoding.width != 0) return 0;
  std::size_t readable = 0;
  std::bitset<0x1100> blocks;
  for (std::size_t i = 0; i < units; ++i) {
    const std::uint32_t c = unit_at(bytes, i, encoding);
    if (c > UCHAR_MAX_VALUE) return 0;
    blocks.set(c >> 8);
    if (encoding.width == 2 && U16_IS_LEAD(c) && i + 1 < units &&
        U16_IS_TRAIL(unit_at(bytes, i + 1, encoding))) {
      readable += 2;
      ++i;
    } else if (is_text_character(c)) {
      ++readable;
    }
  }
  return readable * 100 >= units * 97 ? blocks.count() : 0;
}

/// The name of the encoding of a text in UTF-16 or UTF-32 that has no mark; empty if it is none.
/// Read in the wrong order of its bytes a text may be one too, but of more blocks. Latin text in
/// bytes reads as Chinese: only what has control characters is to be asked for.
std::string_view unmarked_encoding(std::string_view bytes) {
  std::string_view best;
  std::size_t least = ~std::size_t{0};
  for (const Encoding& encoding : kUnmarkedEncodings) {
    const std::size_t blocks = blocks_of_text(bytes, encoding);
    if (blocks == 0 || blocks >= least) continue;
    best = encoding.name;
    least = blocks;
  }
  return best;
}

/// Whether it is worth to ask: in UTF-16 and UTF-32 every second byte is one that text in bytes has
/// hardly ever, but for Chinese, of which one byte in twenty is, and which is not valid UTF-8.
bool may_be_wide(std::string_view head, Counts counts) {
  if (!counts.say_binary(head.size())) return false;
  // The last character may be cut.
  std::string_view whole = head;
  while (whole.size() + 3 > head.size() && (whole.back() & '\xC0') == '\x80')
    whole.remove_suffix(1);
  if ((whole.back() & '\xC0') == '\xC0') whole.remove_suffix(1);
  const bool is_utf8 = simdjson::validate_utf8(whole.data(), whole.size());
  return !is_utf8 || counts.nuls * 33 >= head.size() || counts.controls * 5 >= head.size();
}

std::optional<Foreign> foreign_encoding(std::string_view head, Counts counts,
                                        const std::string& path, bool compressed) {
  constexpr std::size_t kNulOf = 1000, kControlOf = 8;
  const auto encoding = may_be_wide(head, counts) ? unmarked_encoding(head) : std::string_view();
  if (!encoding.empty()) {
    return Foreign{
        fmt::format("is {} without a byte order mark", encoding),
        fill_in(fmt::format("iconv -f {} -t UTF-8 {{in}} >{{out}}", encoding), path, compressed)};
  }
  if (counts.nuls * kNulOf > head.size() || counts.controls * kControlOf > head.size()) {
    return Foreign{"holds binary data, no text", std::string(kNothing)};
  }
  return std::nullopt;
}

// --- markup -------------------------------------------------------------------------------------

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

/// The name of the element that a text begins with; empty if it begins with none.
std::string_view first_element(std::string_view text) {
  if (text.size() < 3 || text[0] != '<' || std::isalpha(static_cast<unsigned char>(text[1])) == 0)
    return {};
  const std::size_t end = text.find_first_of(" \t\r\n/>", 1);
  const std::size_t close = text.find('>');
  if (end == std::string_view::npos || close == std::string_view::npos) return {};
  return text.substr(1, end - 1);
}

const Foreign kHtml = {"is HTML, no plain text", std::string(kPandocHtml)};
const Foreign kXml = {"is XML, no plain text", "xmllint --xpath \"string(/)\" {in} >{out}"};
const Foreign kTei = {"is XML (TEI), no plain text",
                      "xmllint --xpath \"string(//*[local-name()='text'])\" {in} >{out}"};

/// Markdown may begin with elements and comments of HTML and is text all the same; so may any text
/// that speaks of them. Only what declares itself is refused here.
const Foreign* markup(std::string_view text, const std::string& path) {
  bool declared = false;
  for (;;) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return declared ? &kXml : nullptr;
    text.remove_prefix(begin);
    const bool comment = text.starts_with("<!--");
    if (!comment && !text.starts_with("<?")) break;
    declared = declared || text.starts_with("<?xml");
    const std::string_view mark = comment ? "-->"sv : "?>"sv;
    const std::size_t end = text.find(mark);
    if (end == std::string_view::npos) return declared ? &kXml : nullptr;
    text.remove_prefix(end + mark.size());
  }
  const std::string start = lower(text.substr(0, 16));
  if (start.starts_with("<!doctype")) {
    return start.starts_with("<!doctype html") ? &kHtml : &kXml;
  }
  const std::string_view element = first_element(text);
  const std::string name = lower(element);
  if (name == "html" || name == "head" || name == "body") return &kHtml;
  if (name == "tei" || name == "tei.2" || name == "teicorpus") return &kTei;
  if (element.empty()) return declared ? &kXml : nullptr;
  const std::string ending = lower_ending(path);
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return &kHtml;
  const bool has_namespace =
      text.substr(0, text.find('>')).find(" xmlns") != std::string_view::npos;
  return declared || has_namespace || ending == ".xml" || ending == ".tei" ? &kXml : nullptr;
}

// --- JSON ---------------------------------------------------------------------------------------

std::string_view skip_blank(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// Whether text begins like an object: a brace, and a name with a colon or another brace.
bool begins_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  text = skip_blank(text.substr(1));
  if (text.starts_with('}')) return true;
  if (!text.starts_with('"')) return false;
  const std::size_t end = text.find('"', 1);
  return end != std::string_view::npos && skip_blank(text.substr(end + 1)).starts_with(':');
}

bool begins_array(std::string_view text, bool is_json) {
  if (!text.starts_with('[')) return false;
  text = skip_blank(text.substr(1));
  return begins_object(text) || (is_json && !text.empty());
}

std::optional<Foreign> foreign_json(std::string_view head, Use use, const std::string& path) {
  const std::string_view text = skip_blank(head);
  const bool is_json = use == Use::json_lines || lower_ending(path) == ".json";
  if (begins_array(text, is_json)) {
    return Foreign{"is a JSON array", "jq -c \".[]\" {in} >{jsonl}"};
  }
  if (!begins_object(text)) return std::nullopt;
  if (!begins_json_lines(head)) {
    const std::string_view next = skip_blank(text.substr(std::min(text.find('\n'), text.size())));
    // A line that is malformed is told as such by whoever reads the others.
    const bool is_line = next.empty() || begins_object(next);
    if (use == Use::json_lines && is_line) return std::nullopt;
    return Foreign{"is one JSON object over several lines",
                   "jq -c . {in} >{jsonl}; an object a line, each with a field \"text\""};
  }
  if (use == Use::json_lines) return std::nullopt;
  return Foreign{"holds JSON Lines", "give it a name that ends in .jsonl: mv -n {in} {jsonl}"};
}

// --- tables -------------------------------------------------------------------------------------

std::vector<std::string> split(std::string_view line, char delimiter) {
  std::vector<std::string> fields;
  for (;;) {
    const std::size_t end = std::min(line.find(delimiter), line.size());
    std::string_view field = trim(line.substr(0, end));
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
      field = field.substr(1, field.size() - 2);
    fields.push_back(field_name(field));
    if (end == line.size()) return fields;
    line.remove_prefix(end + 1);
  }
}

bool has_text_column(std::string_view header, char delimiter) {
  const std::vector<std::string> fields = split(header, delimiter);
  return fields.size() > 1 && std::ranges::any_of(fields, [](const std::string& field) {
           return field == "text" || field == "path";
         });
}

std::optional<Foreign> foreign_table(std::string_view head, Use use, const std::string& path) {
  const std::string_view header = head.substr(0, head.find('\n'));
  const std::string_view rest = head.substr(std::min(header.size() + 1, head.size()));
  const std::string_view row = rest.substr(0, rest.find('\n'));
  const std::string ending = lower_ending(path);
  const bool is_table = use == Use::manifest || ending == ".tsv" || ending == ".tab";
  struct Delimiter {
    char sign;
    std::string_view what, remedy;
  };
  constexpr std::array kDelimiters = {
      Delimiter{'\t', "is a table with tabs between its columns",
                "save it with commas: mlr --itsv --ocsv cat {in} >{csv}"},
      Delimiter{';', "is a table with semicolons between its columns",
                "save it with commas: mlr --icsv --ifs \";\" --ocsv cat {in} >{csv}"},
      Delimiter{',', "is a table", "give it a name that ends in .csv: cp -n {in} {csv}"}};
  if (use == Use::manifest && has_text_column(header, ',')) return std::nullopt;
  for (const Delimiter& delimiter : kDelimiters) {
    const bool tabs = is_table && use == Use::text && delimiter.sign == '\t' &&
                      header.find('\t') != std::string_view::npos;
    if (!tabs && !has_text_column(header, delimiter.sign)) continue;
    if (use == Use::manifest && delimiter.sign == ',') continue;
    // The first line of a prose text may be any; the second then has not as many columns.
    const auto signs = std::ranges::count(header, delimiter.sign);
    if (!is_table && std::ranges::count(row, delimiter.sign) < signs) continue;
    return Foreign{std::string(delimiter.what), std::string(delimiter.remedy)};
  }
  return std::nullopt;
}

bool has_wide_mark(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
         head.starts_with("\0\0\xFE\xFF"sv);
}

}  // namespace

bool begins_json_lines(std::string_view head) {
  if (has_bom(head)) head.remove_prefix(3);
  const std::string_view text = skip_blank(head);
  if (!begins_object(text)) return false;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return true;  // a long line, as far as can be seen
  const std::string_view line = trim(text.substr(0, end));
  simdjson::dom::parser parser;
  return line.ends_with('}') || parser.parse(line.data(), line.size()).error() == simdjson::SUCCESS;
}

std::optional<Foreign> foreign(std::string_view head, Use use, const std::string& path,
                               bool compressed) {
  const auto filled = [&](Foreign kind) {
    kind.next = fill_in(kind.next, path, compressed);
    return kind;
  };
  if (head.empty()) return std::nullopt;
  // A damaged line of JSON Lines or one of numbers is no reason to refuse the others.
  const bool is_lines = use == Use::json_lines && begins_object(skip_blank(head));
  if (is_lines && begins_json_lines(head)) return std::nullopt;
  std::string decoded;
  if (has_wide_mark(head)) {
    if (use == Use::json_lines || use == Use::manifest) {
      return filled({"is UTF-16 or UTF-32", "iconv -f UTF-16 -t UTF-8 {in} >{out}"});
    }
    decoded = decode(std::string(head.substr(0, head.size() / 4 * 4))).text;
    head = decoded;
  }
  const Counts counts = count_controls(head);
  if (const auto known = known_kind(head, path, counts.say_binary(head.size()))) {
    return filled({fmt::format("is {}, no text", known->first), std::string(known->second)});
  }
  if (auto encoding = foreign_encoding(head, counts, path, compressed)) return encoding;
  if (has_bom(head)) head.remove_prefix(3);
  if (use == Use::list) return std::nullopt;
  if (const Foreign* kind = markup(head, path)) return filled(*kind);
  if (auto json = foreign_json(head, use, path)) return filled(*json);
  if (use == Use::json_lines) return std::nullopt;
  if (auto table = foreign_table(head, use, path)) return filled(*table);
  return std::nullopt;
}

void refuse_foreign(ByteSource& source, Use use) {
  const std::string path = source.path();
  if (const auto kind = foreign(source.head(), use, path, source.is_compressed()))
    throw Error(kind->what, path, kind->next);
}

std::optional<Foreign> foreign_text(std::string_view text, const std::string& path) {
  if (text.find('\0') != std::string_view::npos) {
    constexpr std::size_t kNulOf = 1000;
    const auto nuls = static_cast<std::size_t>(std::ranges::count(text, '\0'));
    if (nuls * kNulOf > text.size())
      return Foreign{"holds binary data, no text", std::string(kNothing)};
  }
  // A slip of the keyboard leaves a few, a wrong encoding one in every other word.
  constexpr std::string_view kReplaced = "\xEF\xBF\xBD";
  constexpr std::size_t kFewReplaced = 16, kReplacedOf = 20;
  std::size_t replaced = 0;
  for (std::size_t at = text.find(kReplaced); at != std::string_view::npos;
       at = text.find(kReplaced, at + kReplaced.size())) {
    ++replaced;
  }
  if (replaced > kFewReplaced && replaced * kReplacedOf > text.size() - 2 * replaced) {
    return Foreign{"is in an encoding that Leitwort does not know",
                   fill_in("iconv -f ENCODING -t UTF-8 {in} >{out}, where iconv -l lists encodings",
                           path, false)};
  }
  if (has_bom(text)) text.remove_prefix(3);
  text = trim(text);
  const std::string_view element = first_element(text);
  if (element.empty() || !text.ends_with(fmt::format("</{}>", element))) return std::nullopt;
  // Letters in italics at both ends make no page; and Markdown may stand in an element of HTML.
  constexpr std::array kInline = {"a",      "b",    "i",     "u",   "em",
                                  "strong", "span", "small", "sup", "sub"};
  constexpr std::array kHtmlElements = {"div",   "p",  "center", "article", "section",    "main",
                                        "table", "ul", "ol",     "details", "blockquote", "h1"};
  if (std::ranges::find(kInline, lower(element)) != kInline.end()) return std::nullopt;
  const bool is_html = std::ranges::find(kHtmlElements, lower(element)) != kHtmlElements.end();
  if (is_html && lower_ending(path) == ".md") return std::nullopt;
  Foreign kind = is_html ? kHtml : kXml;
  kind.next = fill_in(kind.next, path, false);
  return kind;
}

}  // namespace leitwort::corpus

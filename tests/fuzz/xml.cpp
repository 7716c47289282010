/// Any text in the XML that Leitwort writes (PAN, TEI, GraphML), which must be well-formed; and at
/// a terminal, where nothing of it may be an order.

#include "fuzz.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <cctype>

namespace leitwort::fuzz {
namespace {

/// The network of all passages of these tables.
void write_their_network(const PassageTables& tables, const Sink& sink) {
  const PassageNetwork network = network_of(tables.passages, tables.documents.size());
  write_network({tables.documents, tables.dates, tables.tokens, network}, sink);
}

/// Reads XML 1.0 strictly, as far as Leitwort uses it: a declaration, elements, attributes between
/// double quotes, text, references. Stops the program at what is not well-formed.
class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : rest_(text) {
    require(is_utf8(text), "XML is UTF-8");
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
      UChar32 c = 0;
      U8_NEXT(bytes, i, text.size(), c);
      require(allowed(c), "XML has only characters that it may have");
    }
  }

  void read() {
    require(take("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "XML begins with a declaration");
    require(take("<"), "XML has an element");
    element();
    white_space();
    require(rest_.empty(), "XML has one element at its top");
  }

 private:
  static bool allowed(UChar32 c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
  }
  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  void white_space() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
    }
  }
  std::string_view name() {
    const auto is_of_name = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '_' || c == '.' ||
             c == '-';
    };
    const auto end = std::ranges::find_if_not(rest_, is_of_name);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    require(size > 0, "XML has names of letters");
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }
  void reference() {
    for (const std::string_view entity : {"amp;", "lt;", "gt;", "quot;", "apos;"}) {
      if (take(entity)) return;
    }
    require(take("#"), "XML has no entity that it does not know");
    UChar32 c = 0;
    while (!rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_.front())) != 0) {
      c = c * 10 + (rest_.front() - '0');
      require(c <= 0x10FFFF, "a reference is to a character");
      rest_.remove_prefix(1);
    }
    require(take(";") && allowed(c), "a reference is to a character that XML may have");
  }
  /// Up to the first of `ends`, which is left.
  void text(char end) {
    while (!rest_.empty() && rest_.front() != end) {
      require(rest_.front() != '<', "a value has no <");
      require(!rest_.starts_with("]]>"), "a text has no ]]>");
      const bool refers = rest_.front() == '&';
      rest_.remove_prefix(1);
      if (refers) reference();
    }
    require(!rest_.empty(), "what is begun is ended");
  }
  void attributes() {
    std::vector<std::string_view> names;
    for (white_space(); !rest_.starts_with('>') && !rest_.starts_with("/>"); white_space()) {
      names.push_back(name());
      require(take("=\""), "an attribute has a value");
      text('"');
      require(take("\""), "a value is ended");
    }
    std::ranges::sort(names);
    require(std::ranges::adjacent_find(names) == names.end(), "no attribute is there twice");
  }
  /// Behind its `<`.
  void element() {
    const std::string_view begun = name();
    attributes();
    if (take("/>")) return;
    require(take(">"), "a tag is ended");
    for (;;) {
      text('<');
      require(take("<"), "an element is ended");
      if (take("/")) break;
      element();
    }
    require(name() == begun && take(">"), "the element that was begun last is ended first");
  }

  std::string_view rest_;
};

void require_no_orders(const std::string& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  require(is_utf8(text), "a terminal gets UTF-8");
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    require(c == '\n' || (c >= 0x20 && c < 0x7F) || c >= 0xA0,
            "no control character reaches a terminal");
  }
}

/// Two documents that share all of their tokens, as one passage.
struct SharedWhole {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Passages passages;

  /// `pieces`: the text, and then the metadata.
  explicit SharedWhole(const std::vector<std::string>& pieces) {
    const auto piece = [&](std::size_t i) { return i < pieces.size() ? pieces[i] : ""; };
    for (std::size_t d = 0; d < 2; ++d) {
      Document& document = documents.emplace_back();
      document.text = piece(0);
      document.id = piece(1 + d);
      document.title = piece(3);
      document.author = piece(4);
      document.language = piece(5);
      document.date = parse_date(piece(6 + d)).value_or(Date{});
      dates.push_back(document.date);
    }
    tokenize(documents, tokens, vocabulary);
    const auto size = static_cast<std::uint32_t>(tokens.ids_of(0).size());
    if (size == 0) return;
    passages.runs = {{AlignmentRun::Kind::equal, size}};
    passages.versions = {{0, 0, size, VersionOrder::tie}, {1, size, 2 * size, VersionOrder::tie}};
    passages.clusters = {{0, 2, 0}};
    Passage& passage = passages.rows.emplace_back();
    passage.b = 1;
    passage.end_a = passage.begin_b = size;
    passage.end_b = 2 * size;
    passage.equal = size;
    passage.similarity = 1;
    passage.runs_end = 1;
  }
};

template <typename Write>
std::string written(Write write) {
  std::string text;
  write(Sink([&](std::string_view part) { text += part; }));
  return text;
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  const SharedWhole shared(split(view(data, size), "\x1F"));
  const PassageTables tables{shared.documents, shared.dates, shared.tokens, shared.vocabulary,
                             shared.passages};
  for (const auto write : {&write_tei, &write_pan, &write_their_network}) {
    XmlReader(written([&](const Sink& sink) { write(tables, sink); })).read();
  }
  for (const LaterDocument& later : later_documents(tables.passages, tables.dates)) {
    XmlReader(written([&](const Sink& sink) { write_pan_document(tables, later, sink); })).read();
  }
  require_no_orders(
      written([&](const Sink& sink) { write_passages_for_people(tables, {.width = 60}, sink); }));
  const Formulations none;
  const SharingTables sharing{shared.documents, shared.dates, shared.tokens, none, shared.passages};
  require_no_orders(
      written([&](const Sink& sink) { write_shared_text(sharing, 0, {.width = 60}, sink); }));
  written([&](const Sink& sink) { write_passages_html(tables, sink); });
  return 0;
}

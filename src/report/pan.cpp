#include "report/characters.hpp"
#include "report/passage_words.hpp"
#include "utf8.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace leitwort {
namespace {

using namespace report;

/// How many characters of a text lie before its bytes, in steps.
class CharacterCount {
 public:
  explicit CharacterCount(std::string_view text) : text_(text) {
    for (std::size_t begin = 0; begin < text.size(); begin += kStep) {
      before_.push_back((before_.empty() ? 0 : before_.back() + characters(begin - kStep, begin)));
    }
  }
  [[nodiscard]] std::uint64_t before(std::size_t byte) const {
    if (byte == 0) return 0;
    const std::size_t step = (byte - 1) / kStep;
    return before_[step] + characters(step * kStep, byte);
  }

 private:
  static constexpr std::size_t kStep = 4096;

  [[nodiscard]] std::uint64_t characters(std::size_t begin, std::size_t end) const {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        text_.substr(begin, end - begin), [](char c) { return !continues_character(c); }));
  }
  std::string_view text_;
  std::vector<std::uint64_t> before_;
};

/// Offset and length of a side.
struct Characters {
  std::uint64_t begin = 0, length = 0;
};

class Writer {
 public:
  Writer(const PassageTables& tables, const Sink& sink) : tables_(tables), sink_(sink) {}

  void write(const LaterDocument& later) {
    sink_(fmt::format("<document reference=\"{}\">\n",
                      xml_value(tables_.documents[later.document].id)));
    for (const std::size_t index : later.passages) {
      const Passage& p = tables_.passages.rows[index];
      const Characters a = characters(p.a, p.begin_a, p.end_a);
      const Characters b = characters(p.b, p.begin_b, p.end_b);
      const bool is_b = later.document == p.b;
      const Characters &mine = is_b ? b : a, source = is_b ? a : b;
      sink_(
          fmt::format("  <feature name=\"detected-plagiarism\" this_offset=\"{}\" "
                      "this_length=\"{}\" source_reference=\"{}\" source_offset=\"{}\" "
                      "source_length=\"{}\"/>\n",
                      mine.begin, mine.length, xml_value(tables_.documents[is_b ? p.a : p.b].id),
                      source.begin, source.length));
    }
    sink_("</document>\n");
  }

 private:
  Characters characters(DocumentIndex document, TokenIndex begin, TokenIndex end) {
    const Span bytes = bytes_of(tables_.tokens, begin, end);
    const CharacterCount& count =
        counts_.try_emplace(document, tables_.documents[document].text).first->second;
    const std::uint64_t first = count.before(bytes.begin);
    return {first, count.before(bytes.end) - first};
  }

  const PassageTables& tables_;
  const Sink& sink_;
  std::map<DocumentIndex, CharacterCount> counts_;
};

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

}  // namespace

void write_pan_document(const PassageTables& tables, const LaterDocument& later, const Sink& sink) {
  sink(kDeclaration);
  Writer(tables, sink).write(later);
}

void write_pan(const PassageTables& tables, const Sink& sink) {
  sink(kDeclaration);
  sink("<passages>\n");
  Writer writer(tables, sink);
  for (const LaterDocument& later : later_documents(tables.passages, tables.dates))
    writer.write(later);
  sink("</passages>\n");
}

}  // namespace leitwort

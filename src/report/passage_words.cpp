#include "report/passage_words.hpp"

#include "report/characters.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/uchar.h>

namespace leitwort::report {
namespace {

/// What stands between two words: up to its first white space it belongs to the one, from its last
/// on to the other.
struct Gap {
  std::string_view left, middle, right;
  bool space = false;
};

Gap split(std::string_view gap) {
  std::size_t first_begin = gap.size(), first_end = gap.size(), last_begin = 0, last_end = 0;
  bool space = false;
  for_each_character(gap, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (u_isUWhiteSpace(c) == 0) return true;
    if (!space) {
      first_begin = begin;
      first_end = end;
    }
    last_begin = begin;
    last_end = end;
    space = true;
    return true;
  });
  if (!space) return {gap, {}, {}, false};
  return {
      gap.substr(0, first_begin),
      first_end < last_begin ? gap.substr(first_end, last_begin - first_end) : std::string_view{},
      gap.substr(last_end), true};
}

/// Punctuation; what is longer is text that --cut left out.
std::string shortened(std::string_view text) {
  constexpr std::size_t kMost = 12;
  const std::string line = visible(one_line(text));
  return display_width(line) > kMost ? "[…]" : line;
}

std::vector<PrintedWord> printed_words(const PassageTables& tables, DocumentIndex document,
                                       TokenIndex begin, TokenIndex end) {
  const std::string_view text = tables.documents[document].text;
  const std::vector<Span>& spans = tables.tokens.spans;
  std::vector<PrintedWord> words;
  PrintedWord* last = nullptr;  // that has a text
  words.reserve(end - begin);
  for (TokenIndex i = begin; i < end; ++i) {
    PrintedWord word;
    if (i > begin && spans[i].begin < spans[i - 1].end) {
      words.push_back(word);
      continue;
    }
    if (last != nullptr) {
      const std::uint32_t after = spans[i - 1].end;
      const Gap gap = split(text.substr(after, spans[i].begin - after));
      last->text += shortened(gap.left);
      const std::string middle = shortened(gap.middle);
      if (!middle.empty()) last->text += fmt::format(" {}", middle);
      word = {shortened(gap.right), gap.space};
    }
    word.text += visible(text.substr(spans[i].begin, spans[i].end - spans[i].begin));
    last = &words.emplace_back(std::move(word));
  }
  return words;
}

std::string counted(std::uint64_t number, std::string_view what) {
  return fmt::format("{} {}{}", grouped(number), what, number == 1 ? "" : "s");
}

}  // namespace

std::string_view printed(const PassageTables& tables, DocumentIndex document, TokenIndex begin,
                         TokenIndex end) {
  const Span bytes = bytes_of(tables.tokens, begin, end);
  return std::string_view(tables.documents[document].text)
      .substr(bytes.begin, bytes.end - bytes.begin);
}

std::vector<WordPair> word_pairs(const PassageTables& tables, const Passage& passage) {
  const auto a = printed_words(tables, passage.a, passage.begin_a, passage.end_a);
  const auto b = printed_words(tables, passage.b, passage.begin_b, passage.end_b);
  std::vector<WordPair> pairs;
  std::size_t i = 0, j = 0;
  for (const AlignmentRun& run : tables.passages.runs_of(passage)) {
    for (std::uint32_t n = 0; n < run.length; ++n) {
      WordPair& pair = pairs.emplace_back();
      pair.kind = run.kind;
      if (run.kind != AlignmentRun::Kind::only_b) pair.a = a[i++];
      if (run.kind != AlignmentRun::Kind::only_a) pair.b = b[j++];
    }
  }
  return pairs;
}

std::vector<bool> near_differences(const std::vector<WordPair>& pairs, std::size_t context) {
  const std::size_t size = pairs.size();
  std::vector<bool> shown(size);
  std::size_t next = 0;  // the first that is not decided
  const auto show = [&](std::size_t from, std::size_t to) {
    if (from <= next + context) from = next;  // what is left out must be worth it
    for (std::size_t i = std::max(from, next); i < to; ++i) shown[i] = true;
    next = std::max(next, to);
  };
  show(0, std::min(context, size));
  for (std::size_t i = 0; i < size; ++i) {
    if (!pairs[i].equal()) show(i - std::min(i, context), std::min(size, i + context + 1));
  }
  show(size - std::min(size, context), size);
  return shown;
}

std::string named(const PassageTables& tables, DocumentIndex document) {
  return fmt::format("{} ({})", visible(tables.documents[document].id),
                     date_for_people(tables.dates[document]));
}

std::string cluster_for_people(const PassageTables& tables, const Cluster& cluster) {
  std::vector<std::string> earliest, ties;
  std::vector<DocumentIndex> documents;
  std::uint64_t undated = 0;
  const auto versions = tables.passages.versions_of(cluster);
  for (const Version& version : versions) {
    documents.push_back(version.document);
    undated += version.order == VersionOrder::unknown ? 1 : 0;
    if (version.order == VersionOrder::earliest)
      earliest.push_back(named(tables, version.document));
    else if (version.order == VersionOrder::tie)
      ties.push_back(named(tables, version.document));
  }
  std::ranges::sort(documents);
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  std::string text = fmt::format("{} in {}", counted(versions.size(), "version"),
                                 counted(documents.size(), "document"));
  std::ranges::sort(ties);
  for (std::vector<std::string>* names : {&earliest, &ties}) {
    constexpr std::size_t kMost = 3;
    names->erase(std::unique(names->begin(), names->end()), names->end());
    if (names->size() <= kMost) continue;
    const std::size_t more = names->size() - kMost;
    names->resize(kMost);
    names->push_back(fmt::format("{} more", grouped(more)));
  }
  if (earliest.empty() && ties.size() == 1) earliest.swap(ties);  // versions of one document
  if (!earliest.empty()) {
    text += fmt::format(", the earliest in {}", fmt::join(earliest, ", "));
  } else if (!ties.empty()) {
    text += fmt::format("; no date tells which of {} is the earliest", fmt::join(ties, ", "));
  }
  if (undated == versions.size()) return fmt::format("{}, none dated", text);
  return undated == 0 ? text : fmt::format("{}; {} undated", text, grouped(undated));
}

std::string_view order_name(VersionOrder order) {
  switch (order) {
    case VersionOrder::earliest:
      return "earliest";
    case VersionOrder::tie:
      return "tie";
    case VersionOrder::later:
      return "later";
    case VersionOrder::unknown:
      break;
  }
  return "unknown";
}

std::string measures_for_people(const Passage& passage) {
  const std::string moved =
      passage.moved == 0 ? std::string() : fmt::format(" ({} moved)", grouped(passage.moved));
  // Rounded as in the table, and not to even.
  return fmt::format("{} and {} tokens, {} matched{}, similarity {:.4f}, score {:.1f}",
                     grouped(passage.end_a - passage.begin_a),
                     grouped(passage.end_b - passage.begin_b), grouped(passage.matched()), moved,
                     std::round(passage.similarity * 1e4) / 1e4,
                     std::round(passage.score * 10) / 10);
}

}  // namespace leitwort::report

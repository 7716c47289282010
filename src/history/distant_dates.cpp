#include <leitwort/history.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

/// A gap of no more years parts nothing: texts of three centuries have such gaps.
constexpr int kLeastGap = 100;
/// So many documents say what the time of a corpus is, …
constexpr std::size_t kFewestOthers = 3;
/// … and one for so many of them may lie far outside it.
constexpr std::size_t kOthersForOne = 20;

/// Documents by their years, which ascend.
using Dated = std::vector<std::pair<int, DocumentIndex>>;

/// Where the documents are parted: those before `at` from those at and after it.
struct Cut {
  std::size_t at = 0;
  int gap = 0;  ///< years between the last one before and the first one after; 0: none is far
  bool early = false;  ///< the far ones are those before
};

/// The widest gap that has few documents on one side.
Cut widest_cut(const Dated& dated) {
  Cut widest;
  const std::size_t all = dated.size();
  for (std::size_t i = 1; i < all; ++i) {
    const std::size_t far = std::min(i, all - i), others = all - far;
    const int gap = dated[i].first - dated[i - 1].first;
    const bool few =
        others >= kFewestOthers && far <= std::max(others / kOthersForOne, std::size_t{1});
    if (few && gap > widest.gap) widest = {i, gap, i == far};
  }
  return widest;
}

}  // namespace

std::vector<Notice> notice_distant_dates(std::span<Document> documents) {
  Dated dated;
  for (DocumentIndex d = 0; d < documents.size(); ++d) {
    if (documents[d].date.known()) dated.emplace_back(documents[d].date.year, d);
  }
  std::ranges::sort(dated);
  struct Far {
    DocumentIndex document;
    int gap, first, last;  // of the others
  };
  std::vector<Far> found;
  for (;;) {
    const Cut cut = widest_cut(dated);
    const auto at = dated.begin() + static_cast<std::ptrdiff_t>(cut.at);
    const auto far_begin = cut.early ? dated.begin() : at, far_end = cut.early ? at : dated.end();
    const auto begin = cut.early ? at : dated.begin(), end = cut.early ? dated.end() : at;
    if (cut.gap <= kLeastGap || cut.gap <= std::prev(end)->first - begin->first) break;
    for (auto far = far_begin; far != far_end; ++far) {
      found.push_back({far->second, cut.gap, begin->first, std::prev(end)->first});
    }
    dated.erase(far_begin, far_end);
  }
  std::ranges::sort(found, {}, &Far::document);
  std::vector<Notice> notices;
  for (const Far& far : found) {
    Document& document = documents[far.document];
    const std::string others = far.first == far.last
                                   ? fmt::format("{:04}", far.first)
                                   : fmt::format("{:04} to {:04}", far.first, far.last);
    std::string warning = fmt::format(
        "the date {} lies {} years from all others ({}): does it stand for none, or is it "
        "mistyped?",
        to_string(document.date), far.gap, others);
    // One file may hold many documents.
    notices.push_back(
        {Notice::Kind::warning, document.path,
         document.id.empty() ? warning : fmt::format("document {}: {}", document.id, warning)});
    document.warnings.push_back(std::move(warning));
  }
  return notices;
}

}  // namespace leitwort

#include "watchlist/watch.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

/// `*` stands for up to so many words.
constexpr std::uint32_t kMostPerStar = 3;
/// A wording that could be longer is no formulation, but a mistake.
constexpr std::size_t kLongest = 1000;

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // byte order mark

std::string with_replaced(std::string_view text, std::string_view from, char to) {
  std::string replaced;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from)) {
    replaced.append(text.substr(0, at)) += to;
    text.remove_prefix(at + from.size());
  }
  return replaced.append(text);
}

/// The pieces of a text between separators; one more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

/// Without the white space at its front, of every script.
std::string_view without_indent(std::string_view line) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view space : {" ", "\t", "\r", "\v", "\f", "\u00A0", "\u3000"}) {
      if (!line.starts_with(space)) continue;
      line.remove_prefix(space.size());
      again = true;
    }
  }
  return line;
}

WatchedWording parse_wording(std::string_view text, const std::string& where) {
  WatchedWording wording;
  const std::vector<std::string_view> pieces = split(text, '*');
  std::size_t longest = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::vector<std::string> words = words_of(pieces[i]);
    if (i > 0) {
      if (wording.words.empty()) break;
      wording.most_after.back() += kMostPerStar;
      longest += kMostPerStar;
    }
    longest += words.size();
    for (std::string& word : words) {
      wording.words.push_back(std::move(word));
      wording.most_after.push_back(0);
    }
  }
  const bool has_star = pieces.size() > 1;
  const bool no_words =
      std::ranges::all_of(pieces, [](std::string_view piece) { return words_of(piece).empty(); });
  if (no_words) {
    throw Error("a wording has no words", where,
                has_star ? "write the words between which * stands"
                         : "write words beside the |, or take it away");
  }
  if (wording.words.empty() || wording.most_after.back() > 0) {
    throw Error(fmt::format("a wording {} with *", wording.words.empty() ? "begins" : "ends"),
                where, "take it away: * stands for words between two others");
  }
  if (longest > kLongest) {
    throw Error(
        fmt::format("a wording could run over {} words, and {} are the most", longest, kLongest),
        where, "give a part of it that is telling");
  }
  return wording;
}

}  // namespace

WatchList parse_watch_list(std::string_view text, std::string_view name) {
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  WatchList list;
  std::uint64_t number = 0;
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    std::string line(without_indent(raw));
    if (line.empty() || line.front() == '#') continue;
    line = with_replaced(with_replaced(line, "｜", '|'), "＊", '*');
    WatchLine& watched = list.lines.emplace_back(WatchLine{number, {}});
    std::set<std::pair<std::vector<std::string>, std::vector<std::uint32_t>>> known;
    for (const std::string_view part : split(line, '|')) {
      WatchedWording wording = parse_wording(part, fmt::format("{}:{}", name, number));
      if (known.emplace(wording.words, wording.most_after).second) {
        watched.wordings.push_back(std::move(wording));
      }
    }
  }
  if (list.lines.empty()) {
    throw Error("holds no formulation", std::string(name),
                "write one a line, wordings of it separated by |");
  }
  return list;
}

namespace watchlist {

std::string text_of(const WatchedWording& wording) {
  std::string text;
  for (std::size_t w = 0; w < wording.words.size(); ++w) {
    append_word(wording.words[w], text);
    if (wording.most_after[w] > 0) append_word("*", text);
  }
  return text;
}

}  // namespace watchlist
}  // namespace leitwort

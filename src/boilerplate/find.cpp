/// What looks like boilerplate. Two kinds of evidence: what a line says (cues.cpp), and that it
/// stands at the beginnings or ends of several documents of one source. Both count at the ends of a
/// text only, except for what can be nothing else: addresses, numbers of pages, notes in brackets.
/// Formulas that a speaker repeats are what Leitwort is for, so that repeated lines count only
/// where they are short and end like no sentence: "Mr President," and "Thank you." do.

#include "boilerplate/cues.hpp"
#include "boilerplate/lines.hpp"
#include "parallel.hpp"
#include "require.hpp"
#include <leitwort/boilerplate.hpp>
#include <leitwort/text.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <fmt/format.h>
#include <xxhash.h>

namespace leitwort {
namespace {

using namespace boilerplate;

/// Lines at the beginning and at the end of a text in which rules look: what a page has around its
/// text is seldom more, and what stands further inside is more likely text.
constexpr std::size_t kZone = 12;
/// Bytes of a line that cues are looked for in. Longer ones are paragraphs.
constexpr std::size_t kLongestCueLine = 400;
/// Columns of a line that counts as short: a heading, a caption, a button.
constexpr std::size_t kShort = 100;

constexpr std::string_view kPageNumber = "page number";

/// A short line at the beginning or end of a document, to be compared with others.
struct Candidate {
  std::uint64_t hash = 0;
  DocumentIndex document = 0;
  std::uint32_t begin = 0, end = 0;
};

/// What one document gives.
struct Findings {
  std::vector<SuspectedBoilerplate> suspected;
  std::vector<Candidate> candidates;
};

/// Looks through one document. The reasons of its lines are gathered first; several rules look at
/// what stands around a line.
class Search {
 public:
  Search(const Document& document, DocumentIndex index, Findings& findings)
      : document_(document), index_(index), findings_(findings) {
    read_lines(document, lines_);
    reasons_.resize(lines_.size());
    folded_.resize(lines_.size());
    const std::string_view body = std::string_view(document.text).substr(document.body_begin);
    wrapped_ = is_hard_wrapped(body);
  }

  void run() {
    find_cues();
    find_citations_announced();
    find_menus();
    find_fields();
    find_numbered_notes();
    find_page_numbers();
    find_running_heads();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!reasons_[i].empty()) suspect(lines_[i].begin, lines_[i].end, reasons_[i]);
    }
    find_notes_in_brackets();
    gather_candidates();
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t i) const {
    return std::string_view(document_.text)
        .substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }

  /// The lines of the zones, first to last.
  [[nodiscard]] std::vector<std::size_t> zone() const {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == kZone && lines_.size() > 2 * kZone) i = lines_.size() - kZone;
      indices.push_back(i);
    }
    return indices;
  }

  /// Whether the line is no piece of a paragraph that was wrapped.
  [[nodiscard]] bool own(std::size_t i) const {
    const Line& line = lines_[i];
    if (wrapped_) return line.after_blank && line.before_blank;
    const char first = document_.text[line.begin];
    return line.after_blank || first < 'a' || first > 'z';
  }

  /// Empty for lines that are too long to be looked into.
  [[nodiscard]] const std::string& folded(std::size_t i) {
    if (folded_[i].empty() && text(i).size() <= kLongestCueLine) folded_[i] = fold(text(i));
    return folded_[i];
  }

  void find_cues() {
    constexpr std::size_t kBylines = 6, kIntroductions = 4;
    for (const std::size_t i : zone()) {
      if (!own(i)) continue;
      const std::string& line = folded(i);
      const bool last = i + kIntroductions >= lines_.size();
      if (line.empty()) continue;
      if (const std::string_view reason = cue_of(line); !reason.empty())
        reasons_[i] = reason;
      else if (has_mail_address(line) && width(line) <= kShort)
        reasons_[i] = "contact line";
      else if (last && introduces_author(text(i)))
        reasons_[i] = "author's note";
      else if (i < kBylines && is_byline(text(i)))
        reasons_[i] = "byline";
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      constexpr std::size_t kLongestAddress = 300;
      const std::string_view line = text(i);
      const bool may_be = (line[0] | 0x20) == 'h' || (line[0] | 0x20) == 'w';
      if (reasons_[i].empty() && may_be && !ends_like_a_sentence(line) &&
          line.size() <= kLongestAddress && is_address(folded(i)))
        reasons_[i] = "web address";
    }
  }

  /// The line after "How to cite" is what to cite.
  void find_citations_announced() {
    for (const std::size_t i : zone()) {
      if (i == 0 || !own(i) || !own(i - 1) || !reasons_[i].empty()) continue;
      if (announces_citation(folded(i - 1))) {
        reasons_[i - 1] = "citation line";
        reasons_[i] = "citation line";
      }
    }
  }

  /// Menus: lines of menu words; single such words where two stand together; and the few short
  /// lines between lines of a menu.
  void find_menus() {
    constexpr std::string_view kReason = "navigation";
    constexpr std::size_t kMostBetween = 4, kMostWords = 6;
    const std::vector<std::size_t> places = zone();
    std::vector<Menu> menus;
    for (const std::size_t i : places) {
      const bool looked_at = own(i) && reasons_[i].empty() && width(text(i)) <= 2 * kShort;
      menus.push_back(looked_at ? menu_of(folded(i)) : Menu::none);
    }
    const auto neighbours = [&](std::size_t p, std::size_t q) {
      return q < places.size() && places[q] == places[p] + 1 && menus[q] != Menu::none;
    };
    for (std::size_t p = 0; p < places.size(); ++p) {
      const bool in_company = neighbours(p, p + 1) || (p > 0 && menus[p - 1] != Menu::none &&
                                                       places[p - 1] + 1 == places[p]);
      if (menus[p] == Menu::sure || (menus[p] == Menu::item && in_company))
        reasons_[places[p]] = kReason;
    }
    std::size_t previous = lines_.size();  // the last line of a menu
    for (const std::size_t i : places) {
      if (reasons_[i] != kReason) continue;
      if (previous < i && i - previous - 1 <= kMostBetween) {
        bool short_ones = true;
        for (std::size_t between = previous + 1; between < i; ++between) {
          const std::string& line = folded(between);
          short_ones = short_ones && reasons_[between].empty() && own(between) && !line.empty() &&
                       words(line).size() <= kMostWords && width(line) <= kShort &&
                       !ends_like_a_sentence(line) && !is_title(line);
        }
        for (std::size_t between = previous + 1; short_ones && between < i; ++between) {
          reasons_[between] = kReason;
        }
      }
      previous = i;
    }
  }

  [[nodiscard]] bool is_title(const std::string& folded) const {
    return !document_.title.empty() && folded == fold(document_.title);
  }

  /// Three lines `name: value` on end, and the heading above them.
  void find_fields() {
    constexpr std::size_t kFewest = 3, kMostHeadingWords = 4;
    const std::vector<std::size_t> places = zone();
    for (std::size_t p = 0; p < places.size();) {
      std::size_t q = p;
      while (q < places.size() && (q == p || places[q] == places[q - 1] + 1) && own(places[q]) &&
             is_field(folded(places[q]))) {
        ++q;
      }
      if (q - p >= kFewest) {
        for (std::size_t r = p; r < q; ++r) reasons_[places[r]] = "fact box";
        const std::size_t heading = places[p] - 1;
        if (places[p] > 0 && reasons_[heading].empty() && own(heading) &&
            words(folded(heading)).size() <= kMostHeadingWords && !folded(heading).empty() &&
            !ends_like_a_sentence(text(heading)) && !is_title(folded(heading))) {
          reasons_[heading] = "fact box";
        }
      }
      p = std::max(q, p + 1);
    }
  }

  /// `[1] …` on every line down to the end.
  void find_numbered_notes() {
    std::size_t i = lines_.size();
    while (i > 0 && is_numbered_note(text(i - 1))) --i;
    for (; i < lines_.size(); ++i) {
      if (reasons_[i].empty()) reasons_[i] = "numbered note";
    }
  }

  /// Numbers alone on a line. One is enough where a document's number stands beside it or where it
  /// interrupts a wrapped sentence; elsewhere three that rise from page to page, or it may be a
  /// year or a chapter; and none next to another, or it may be a table.
  void find_page_numbers() {
    constexpr std::size_t kFewest = 3;
    constexpr std::uint32_t kStep = 2;  // an empty page has no number
    struct Numbered {
      std::size_t line = 0;
      std::uint32_t number = 0;
    };
    std::vector<Numbered> run;
    const auto finish = [&] {
      for (const Numbered& page : run) {
        if ((run.size() >= kFewest || interrupts(page.line, page.number)) &&
            reasons_[page.line].empty()) {
          reasons_[page.line] = kPageNumber;
        }
      }
      run.clear();
    };
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::uint32_t number = page_number(text(i));
      if (number == 0) continue;
      const bool goes_on = !run.empty() && run.back().line + 1 < i && number > run.back().number &&
                           number <= run.back().number + kStep;
      if (!goes_on) finish();
      run.push_back({i, number});
    }
    finish();
  }

  /// The line on top of a page, after the number at the foot of the last one and a form feed, where
  /// it is made of numbers (of a meeting, of a day) or stands on top of another page too.
  void find_running_heads() {
    constexpr std::size_t kWidest = 60;
    std::map<std::string, std::vector<std::size_t>> heads;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (reasons_[i - 1] != kPageNumber || !reasons_[i].empty()) continue;
      const auto gap = std::string_view(document_.text)
                           .substr(lines_[i - 1].end, lines_[i].begin - lines_[i - 1].end);
      if (gap.find('\f') == std::string_view::npos || width(text(i)) > kWidest) continue;
      if (!ends_like_a_sentence(text(i))) heads[without_numbers(folded(i))].push_back(i);
    }
    for (const auto& [words, lines] : heads) {
      for (const std::size_t i : lines) {
        if (lines.size() > 1 || is_mostly_digits(text(i))) reasons_[i] = "running head";
      }
    }
  }

  /// A line with every number as 0: page 3 of one document is page 4 of another.
  static std::string without_numbers(const std::string& folded) {
    std::string key;
    for (const char c : folded) {
      const bool digit = c >= '0' && c <= '9';
      if (!digit || !key.ends_with('0')) key += digit ? '0' : c;
    }
    return key;
  }

  static bool is_mostly_digits(std::string_view line) {
    std::size_t digits = 0, others = 0;
    for (const char c : line) {
      const bool digit = c >= '0' && c <= '9';
      const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      digits += digit ? 1 : 0;
      others += letter || static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
    }
    return digits > others;
  }

  /// Whether a line that is the number of a page can be nothing else.
  [[nodiscard]] bool interrupts(std::size_t i, std::uint32_t number) const {
    constexpr std::uint32_t kMostPages = 999;  // larger numbers may be years
    if (has_document_number(text(i))) return true;
    return wrapped_ && i > 0 && number <= kMostPages && page_number(text(i - 1)) == 0 &&
           (text(i - 1).ends_with(',') || !ends_like_a_sentence(text(i - 1)));
  }

  /// Notes in brackets, wherever they stand: "(spoke in French)".
  void find_notes_in_brackets() {
    constexpr std::size_t kLongest = 600, kLongestCue = 60;
    struct Pair {
      std::string_view open, close;
    };
    constexpr std::array<Pair, 5> kBrackets = {
        {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"［", "］"}, {"【", "】"}}};
    const std::string_view all = document_.text;
    for (const Pair& pair : kBrackets) {
      for (std::size_t at = all.find(pair.open, document_.body_begin); at != std::string_view::npos;
           at = all.find(pair.open, at + 1)) {
        const std::size_t inside = at + pair.open.size();
        // Cheap first: hardly any bracket holds a note.
        if (inside < all.size() && !may_begin_note(all[inside])) continue;
        std::string_view cue = all.substr(inside, kLongestCue);
        cue = cue.substr(0, cue.find(pair.close));
        if (!is_note(fold(cue))) continue;
        const std::size_t close = all.find(pair.close, inside);
        if (close == std::string_view::npos || close - at > kLongest) continue;
        suspect(static_cast<std::uint32_t>(at),
                static_cast<std::uint32_t>(close + pair.close.size()),
                "translator's or editor's note");
      }
    }
  }

  /// A letter that notes begin with, or any beyond ASCII.
  static bool may_begin_note(char c) {
    return static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("tTnNuUiIsScCeEaA*").find(c) != std::string_view::npos;
  }

  /// Adds a stretch unless it is cut.
  void suspect(std::uint32_t begin, std::uint32_t end, std::string_view reason) {
    const auto covers = [&](const Span& cut) { return cut.begin <= begin && end <= cut.end; };
    if (std::ranges::any_of(document_.cut, covers)) return;
    findings_.suspected.push_back({index_, begin, end, std::string(reason)});
  }

  /// Whether the line is the text itself: a sentence, or as long as one, or wrapped.
  [[nodiscard]] bool is_prose(std::size_t i) const {
    constexpr std::size_t kShortSentence = 60;
    if (!reasons_[i].empty()) return false;
    const std::size_t columns = width(text(i));
    return !own(i) || columns > kShort ||
           (columns > kShortSentence && ends_like_a_sentence(text(i)));
  }

  /// Lines before the text begins and after it has ended: what has text on both sides is a heading.
  /// What has no letters is no line to compare.
  void gather_candidates() {
    const std::size_t size = lines_.size();
    std::size_t head = 0, tail = size;
    while (head < std::min(size, kZone) && !is_prose(head)) ++head;
    while (tail > head && tail + kZone > size && !is_prose(tail - 1)) --tail;
    for (std::size_t i = 0; i < size; ++i) {
      if (i == head) i = std::max(head, tail);
      if (i >= size) break;
      if (!own(i) || width(text(i)) > kShort || ends_like_a_sentence(text(i))) continue;
      const std::string key = without_numbers(folded(i));
      const bool letters = std::ranges::any_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
      });
      if (!letters) continue;
      findings_.candidates.push_back(
          {XXH3_64bits(key.data(), key.size()), index_, lines_[i].begin, lines_[i].end});
    }
  }

  const Document& document_;
  DocumentIndex index_;
  Findings& findings_;
  bool wrapped_ = false;
  std::vector<Line> lines_;
  std::vector<std::string_view> reasons_;  // of each line; empty for text
  std::vector<std::string> folded_;        // of each line that was looked at
};

/// The host of an address.
std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
  return url.substr(begin, url.find_first_of("/?#", begin) - begin);
}

/// The ways to tell where a document comes from, the closest first; the last is the whole corpus.
/// Each is tried, since any of them may be missing or differ from document to document.
constexpr std::size_t kSources = 5;
std::string source_of(const Document& document, std::size_t way) {
  switch (way) {
    case 0:
      return document.series;
    case 1:
      return document.institution;
    case 2:
      return document.author;
    case 3:
      return host_of(document.source_url);
    default:
      return "";
  }
}

/// A line must stand in so many documents of its source, and in such a share of them: two texts may
/// share a line by chance, and what one in four shares is no chance.
constexpr std::size_t kFewestDocuments = 3;
constexpr std::size_t kShare = 4;

constexpr std::string_view kRepeated = "line repeated";

/// Lines that several documents of one source begin or end with.
void find_repeated(std::span<const Document> documents, std::vector<Candidate>& candidates,
                   std::vector<SuspectedBoilerplate>& suspected) {
  std::ranges::sort(candidates, {},
                    [](const Candidate& c) { return std::tuple(c.hash, c.document, c.begin); });
  std::vector<std::vector<std::uint32_t>> source(kSources);  // of each document; 0 for unknown
  std::vector<std::vector<std::size_t>> sizes(kSources);
  for (std::size_t way = 0; way < kSources; ++way) {
    std::map<std::string, std::uint32_t> numbers;
    if (way + 1 < kSources) numbers.emplace("", 0);
    sizes[way].assign(1, 0);
    for (const Document& document : documents) {
      const auto [found, added] =
          numbers.emplace(source_of(document, way), static_cast<std::uint32_t>(sizes[way].size()));
      if (added) sizes[way].push_back(0);
      source[way].push_back(found->second);
      ++sizes[way][found->second];
    }
  }
  for (std::size_t begin = 0; begin < candidates.size();) {
    std::size_t end = begin;
    while (end < candidates.size() && candidates[end].hash == candidates[begin].hash) ++end;
    std::vector<std::string> reasons(end - begin);
    for (std::size_t way = 0; way < kSources; ++way) {
      std::map<std::uint32_t, std::size_t> with;  // documents by source
      for (std::size_t i = begin; i < end; ++i) {
        const bool again = i > begin && candidates[i].document == candidates[i - 1].document;
        if (!again) ++with[source[way][candidates[i].document]];
      }
      for (std::size_t i = begin; i < end; ++i) {
        const DocumentIndex d = candidates[i].document;
        const std::uint32_t s = source[way][d];
        const bool enough =
            s != 0 && with[s] >= kFewestDocuments && kShare * with[s] >= sizes[way][s];
        if (!enough || !reasons[i - begin].empty()) continue;
        reasons[i - begin] =
            fmt::format("{} in {} of {} documents", kRepeated, with[s], sizes[way][s]);
        if (way + 1 < kSources)
          reasons[i - begin] += fmt::format(" of source \"{}\"", source_of(documents[d], way));
      }
    }
    for (std::size_t i = begin; i < end; ++i) {
      const Candidate& c = candidates[i];
      if (reasons[i - begin].empty()) continue;
      suspected.push_back({c.document, c.begin, c.end, std::move(reasons[i - begin])});
    }
    begin = end;
  }
}

/// Sorted; of what overlaps, the longest stretch with the reasons of all, that it is repeated last.
void merge(std::vector<SuspectedBoilerplate>& suspected) {
  std::ranges::sort(suspected, {}, [](const SuspectedBoilerplate& s) {
    return std::tuple(s.document, s.begin, ~s.end, s.reason.starts_with(kRepeated),
                      std::string_view(s.reason));
  });
  std::size_t size = 0;
  for (SuspectedBoilerplate& s : suspected) {
    SuspectedBoilerplate* last = size > 0 ? &suspected[size - 1] : nullptr;
    if (last == nullptr || last->document != s.document || last->end <= s.begin) {
      if (&suspected[size] != &s) suspected[size] = std::move(s);
      ++size;
      continue;
    }
    last->end = std::max(last->end, s.end);
    if (last->reason.find(s.reason) == std::string::npos) last->reason += "; " + s.reason;
  }
  suspected.resize(size);
}

}  // namespace

std::vector<SuspectedBoilerplate> find_boilerplate(std::span<const Document> documents,
                                                   const Observer& observer) {
  LEITWORT_REQUIRE(std::ranges::all_of(documents,
                                       [](const Document& document) {
                                         return document.text.size() < std::uint64_t{1} << 32;
                                       }),
                   "every text is shorter than 4 GiB");
  std::vector<Findings> findings(documents.size());
  parallel_for(documents.size(), [&](std::size_t d) {
    observer.check();
    Search(documents[d], static_cast<DocumentIndex>(d), findings[d]).run();
  });
  std::vector<SuspectedBoilerplate> suspected;
  std::vector<Candidate> candidates;
  for (Findings& f : findings) {
    std::ranges::move(f.suspected, std::back_inserter(suspected));
    candidates.insert(candidates.end(), f.candidates.begin(), f.candidates.end());
  }
  find_repeated(documents, candidates, suspected);
  merge(suspected);
  return suspected;
}

}  // namespace leitwort

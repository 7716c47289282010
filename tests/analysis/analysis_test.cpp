// The analysis: what it gives is what the rooms give, each stage is computed once, and it stops
// when it is asked to.
#include "csv_reader.hpp"
#include <leitwort/leitwort.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

constexpr const char* kCorpus = LEITWORT_TEST_CORPORA "/lake-accord";

/// Counts how often each stage begins.
struct Counted {
  std::map<Stage, int> begun;
  AnalysisObserver observer() {
    return {.begin = [this](Stage stage) { ++begun[stage]; }};
  }
};

std::map<std::string, std::string> tables_of(Analysis& analysis) {
  std::map<std::string, std::string> files;
  write_tables(analysis,
               [&](const std::string& name, const std::function<void(const Sink&)>& fill) {
                 fill([&](std::string_view bytes) { files[name] += bytes; });
               });
  return files;
}

TEST(Analysis, WritesTheWholeReportInFiveLines) {
  Analysis analysis(load_corpus({kCorpus}));
  const std::map<std::string, std::string> files = tables_of(analysis);
  for (const char* name :
       {"documents.csv", "similarity.csv", "boilerplate.csv", "formulations.csv", "occurrences.csv",
        "timeline.csv", "passages.csv", "passages.clusters.csv"}) {
    EXPECT_TRUE(files.contains(name)) << name;
  }
  EXPECT_EQ(files.size(), 8U);
}

TEST(Analysis, ComputesEachStageOnce) {
  Counted counted;
  Analysis analysis(load_corpus({kCorpus}), {}, counted.observer());
  tables_of(analysis);
  analysis.formulations();
  analysis.passages();
  analysis.boilerplate();
  analysis.lexicons();
  for (const auto& [stage, times] : counted.begun) EXPECT_EQ(times, 1) << name_of(stage);
  EXPECT_EQ(counted.begun.size(), 7U);  // all but that of a watch-list
}

TEST(Analysis, ComputesNothingThatNobodyAskedFor) {
  Counted counted;
  Analysis analysis(load_corpus({kCorpus}), {}, counted.observer());
  EXPECT_TRUE(counted.begun.empty());
  analysis.shingles();
  EXPECT_EQ(counted.begun, (std::map<Stage, int>{{Stage::tokens, 1}, {Stage::shingles, 1}}));
}

TEST(Analysis, LetsGoWhatTheRuleSays) {
  Counted counted;
  Analysis analysis(load_corpus({kCorpus}), {}, counted.observer());
  analysis.formulations();
  analysis.skeleton();
  EXPECT_EQ(counted.begun[Stage::skeleton], 2) << "who asks again pays again";
  analysis.shingles();
  analysis.release_shingles();
  analysis.shingles();
  EXPECT_EQ(counted.begun[Stage::shingles], 2);
}

TEST(Analysis, GivesWhatTheRoomsGive) {
  Analysis analysis(load_corpus({kCorpus}));
  const Corpus corpus = load_corpus({kCorpus});
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize(corpus.documents, tokens, vocabulary);
  EXPECT_EQ(analysis.tokens().ids, tokens.ids);
  std::vector<std::string> declared;
  std::vector<Date> dates;
  for (const Document& document : corpus.documents) {
    declared.push_back(document.language);
    dates.push_back(document.date);
  }
  const Lexicons lexicons = make_lexicons(tokens, vocabulary, declared);
  const Passages passages =
      find_passages({tokens, vocabulary, lexicons, dates, corpus.documents}, {});
  ASSERT_EQ(analysis.passages().rows.size(), passages.rows.size());
  EXPECT_EQ(analysis.network().passages, passages.rows.size());
  EXPECT_EQ(analysis.network().links.size(), link_documents(passages).size());
}

TEST(Analysis, CountsWhatALimitCuts) {
  Analysis all(load_corpus({kCorpus}));
  ASSERT_GT(all.passages().rows.size(), 2U);
  Analysis few(load_corpus({kCorpus}), {.most_passages = 2});
  EXPECT_EQ(few.passages().rows.size(), 2U);
  EXPECT_EQ(few.network().passages, all.passages().rows.size());
  EXPECT_EQ(few.network().links.size(), all.network().links.size()) << "of all, listed or not";
  const Cuts cuts = few.cuts();
  const auto beyond = std::ranges::find(cuts, std::string("passages beyond --limit"),
                                        &std::pair<std::string, std::uint64_t>::first);
  ASSERT_NE(beyond, cuts.end());
  EXPECT_EQ(beyond->second, all.passages().rows.size() - 2);
}

TEST(Analysis, TellsItsCutsInTheOrderOfTheRecord) {
  Analysis analysis(load_corpus({kCorpus}));
  tables_of(analysis);
  const Cuts cuts = analysis.cuts();
  ASSERT_FALSE(cuts.empty());
  EXPECT_EQ(cuts.front().first, "pairs not written (k=5)");
  EXPECT_EQ(cuts.back().first, "documents without a period in the timeline");
}

TEST(Analysis, RemembersTheClosestPairsOfThoseVisited) {
  Analysis analysis(load_corpus({kCorpus}));
  std::vector<PairScore> seen;
  const PairCount count =
      analysis.visit_pairs(0, [&](const PairScore& score) { seen.push_back(score); });
  EXPECT_EQ(count.visited, seen.size());
  const Comparison& comparison = analysis.comparisons().front();
  ASSERT_LE(comparison.closest.size(), kClosestKept);
  for (const PairScore& close : comparison.closest) {
    EXPECT_LT(
        std::ranges::count_if(seen, [&](const PairScore& s) { return s.jaccard > close.jaccard; }),
        static_cast<std::ptrdiff_t>(kClosestKept));
  }
}

/// Asks a stage and stops it at the n-th question.
template <typename Ask>
void expect_cancelled(Ask ask, int at) {
  int asked = 0;
  Analysis analysis(load_corpus({kCorpus}), {}, {.work = {.cancelled = [&asked, at] {
                                                   int now = 0;
#pragma omp atomic capture
                                                   now = ++asked;
                                                   return now >= at;
                                                 }}});
  EXPECT_THROW(ask(analysis), Cancelled) << "at question " << at;
}

TEST(Analysis, StopsInsideEveryStageThatTakesLong) {
  // The first questions are of the stages before.
  for (const int at : {1, 2, 5, 10}) {
    expect_cancelled([](Analysis& a) { a.formulations(); }, at);
    expect_cancelled([](Analysis& a) { a.passages(); }, at);
  }
  expect_cancelled([](Analysis& a) { a.boilerplate(); }, 3);
  expect_cancelled([](Analysis& a) { a.visit_pairs(0, [](const PairScore&) {}); }, 4);
}

TEST(Analysis, StandsWhereItStoodWhenItWasCancelled) {
  bool stop = false;
  Analysis analysis(load_corpus({kCorpus}), {}, {.work = {.cancelled = [&] { return stop; }}});
  analysis.lexicons();
  stop = true;
  EXPECT_THROW(analysis.passages(), Cancelled);
  stop = false;
  Analysis other(load_corpus({kCorpus}));
  EXPECT_EQ(analysis.passages().rows.size(), other.passages().rows.size());
  EXPECT_EQ(tables_of(analysis), tables_of(other));
}

TEST(Analysis, OfAnEmptyCorpusIsEmpty) {
  Analysis analysis(Corpus{});
  EXPECT_TRUE(analysis.formulations().rows.empty());
  EXPECT_TRUE(analysis.passages().rows.empty());
  EXPECT_EQ(analysis.visit_pairs(0, [](const PairScore&) {}).compared, 0U);
}

TEST(Corpora, AreJoinedWithTheirIdsMadeUnique) {
  const Corpus joined = join(load_corpus({kCorpus}), load_corpus({kCorpus}));
  const std::size_t half = joined.documents.size() / 2;
  EXPECT_EQ(joined.second_begin, half);
  EXPECT_EQ(joined.documents[half].id, joined.documents[0].id + "#2");
  EXPECT_FALSE(joined.documents[half].warnings.empty());
}

}  // namespace
}  // namespace leitwort

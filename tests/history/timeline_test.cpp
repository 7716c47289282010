#include <leitwort/history.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using Documents = std::vector<DocumentIndex>;

TEST(Attestation, TiesAtTheCoarserPrecision) {
  const std::vector<Date> dates = {{.year = 2017},
                                   {.year = 2022, .month = 1, .circa = true},
                                   {.year = 2017, .month = 7},
                                   {.year = 2020, .month = 1, .day = 31},
                                   {}};
  const Documents all = {0, 1, 2, 3, 4};
  const Attestation first = first_attestation(all, dates);
  EXPECT_EQ(first.documents, (Documents{0, 2}));
  EXPECT_EQ(first.date, (Date{.year = 2017}));
  EXPECT_EQ(last_attestation(all, dates).documents, Documents{1});
  EXPECT_TRUE(last_attestation(all, dates).date.circa);
  const Documents undated = {4};
  EXPECT_TRUE(first_attestation(undated, dates).documents.empty());
  EXPECT_FALSE(first_attestation(undated, dates).date.known());
}

TEST(Attestation, IsCircaWhereOneOfTheLeastPreciseIs) {
  std::vector<Date> dates = {{.year = 2021}, {.year = 2021, .circa = true}};
  const Documents both = {0, 1};
  EXPECT_TRUE(first_attestation(both, dates).date.circa);
  EXPECT_EQ(first_attestation(both, dates).documents, both);
  std::swap(dates[0], dates[1]);
  EXPECT_TRUE(first_attestation(both, dates).date.circa) << "whatever their order";
}

TEST(Attestation, AgreesWithComparingAllWithAll) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Date> dates(random() % 7);
    Documents documents;
    for (DocumentIndex d = 0; d < dates.size(); ++d) {
      if (random() % 5 > 0) dates[d].year = static_cast<std::int16_t>(2000 + random() % 3);
      if (dates[d].known() && random() % 3 > 0)
        dates[d].month = static_cast<std::uint8_t>(1 + random() % 3);
      if (dates[d].month > 0 && random() % 2 > 0)
        dates[d].day = static_cast<std::uint8_t>(1 + random() % 3);
      if (random() % 4 > 0) documents.push_back(d);
    }
    Documents first, last;
    for (const DocumentIndex d : documents) {
      if (!dates[d].known()) continue;
      const auto any = [&](auto test) {
        return std::ranges::any_of(
            documents, [&](DocumentIndex o) { return test(compare_dates(dates[o], dates[d])); });
      };
      if (!any([](auto order) { return order < 0; })) first.push_back(d);
      if (!any([](auto order) { return order > 0; })) last.push_back(d);
    }
    ASSERT_EQ(first_attestation(documents, dates).documents, first);
    ASSERT_EQ(last_attestation(documents, dates).documents, last);
  }
}

/// Three documents of ten tokens each.
Tokens three_documents() {
  Tokens tokens;
  tokens.ids.assign(30, 0);
  tokens.document_begin = {0, 10, 20, 30};
  tokens.hard_wrapped = {0, 0, 0};
  return tokens;
}

TEST(Periods, RunFromTheFirstToTheLastWithEmptyOnesBetween) {
  const Tokens tokens = three_documents();
  const std::vector<Date> dates = {{.year = 2017}, {}, {.year = 2020, .month = 3}};
  const Periods years = make_periods(tokens, dates, PeriodLength::year);
  EXPECT_EQ(years.documents, (std::vector<std::uint32_t>{1, 0, 0, 1}));
  EXPECT_EQ(years.tokens, (std::vector<std::uint64_t>{10, 0, 0, 10}));
  EXPECT_EQ(years.left_out, 1U);
  EXPECT_EQ(years.name(0), "2017");
  EXPECT_EQ(years.name(3), "2020");

  const Periods months = make_periods(tokens, dates, PeriodLength::month);
  EXPECT_EQ(months.size(), 1U);
  EXPECT_EQ(months.name(0), "2020-03");
  EXPECT_EQ(months.left_out, 2U);

  const Periods decades = make_periods(tokens, dates, PeriodLength::decade);
  EXPECT_EQ(decades.name(0), "2010s");
  EXPECT_EQ(decades.size(), 2U);
  EXPECT_EQ(make_periods(tokens, std::vector<Date>(3), PeriodLength::year).size(), 0U);
}

TEST(Periods, ALongRunWithoutDocumentsIsOneEntry) {
  const Tokens tokens = three_documents();
  const auto periods_of = [&](int second, PeriodLength length = PeriodLength::year) {
    const Date date{.year = static_cast<std::int16_t>(second), .month = 12};
    return make_periods(tokens, std::vector<Date>{{.year = 1999, .month = 1}, date, {}}, length);
  };
  EXPECT_EQ(periods_of(2100).size(), 102U);  // 100 without documents
  const Periods years = periods_of(2101);
  ASSERT_EQ(years.size(), 3U);
  EXPECT_EQ(years.name(0), "1999");
  EXPECT_EQ(years.name(1), "2000..2100");
  EXPECT_EQ(years.name(2), "2101");
  EXPECT_EQ(years.run(1), 101U);
  EXPECT_EQ(years.documents, (std::vector<std::uint32_t>{1, 0, 1}));
  EXPECT_EQ(years.of_document, (std::vector<std::int32_t>{0, 2, -1}));

  const Periods months = periods_of(9999, PeriodLength::month);
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(months.name(1), "1999-02..9999-11");
  EXPECT_EQ(periods_of(9999, PeriodLength::decade).name(1), "2000s..9980s");
}

/// Every period with its documents, one by one.
TEST(Periods, AgreeWithCountingEveryPeriod) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    Tokens tokens;
    std::vector<Date> dates;
    const unsigned span = 1U << (random() % 13);
    for (std::size_t d = 0; d < 1 + random() % 20; ++d) {
      tokens.ids.resize(tokens.ids.size() + random() % 5);
      tokens.document_begin.push_back(static_cast<TokenIndex>(tokens.ids.size()));
      const auto year = static_cast<std::int16_t>(1 + random() % span);
      dates.push_back({.year = random() % 9 == 0 ? std::int16_t{0} : year});
    }
    const Periods periods = make_periods(tokens, dates, PeriodLength::year);
    std::map<int, std::pair<std::uint32_t, std::uint64_t>> expected;
    for (std::size_t d = 0; d < dates.size(); ++d) {
      if (dates[d].year == 0) continue;
      auto& [documents, of_tokens] = expected[dates[d].year];
      ++documents;
      of_tokens += tokens.document_begin[d + 1] - tokens.document_begin[d];
    }
    for (std::size_t p = 0; p < periods.size(); ++p) {
      const bool is_run = periods.run(p) > 1;
      ASSERT_EQ(periods.documents[p] == 0, !expected.contains(periods.begin[p]));
      ASSERT_TRUE(!is_run || periods.run(p) > 100);
      if (is_run) {  // and whole
        ASSERT_GT(periods.documents.at(p - 1), 0U);
        ASSERT_GT(periods.documents.at(p + 1), 0U);
      }
      if (periods.documents[p] == 0) continue;
      const auto& [documents, of_tokens] = expected[periods.begin[p]];
      ASSERT_EQ(periods.documents[p], documents);
      ASSERT_EQ(periods.tokens[p], of_tokens);
      expected.erase(periods.begin[p]);
    }
    ASSERT_TRUE(expected.empty());
  }
}

// --- dates far outside all others ---------------------------------------------------------------

/// The documents that are named, by their years.
std::vector<int> distant_of(const std::vector<int>& years) {
  std::vector<Document> documents;
  for (const int year : years) {
    documents.emplace_back().date.year = static_cast<std::int16_t>(year);
    documents.back().path = std::to_string(documents.size());
  }
  const std::vector<Notice> notices = notice_distant_dates(documents);
  std::vector<int> named;
  auto notice = notices.begin();
  for (const Document& document : documents) {
    if (document.warnings.empty()) continue;
    EXPECT_EQ(notice->where, document.path);
    EXPECT_EQ(notice->what, document.warnings.at(0));
    EXPECT_EQ(notice++->kind, Notice::Kind::warning);
    named.push_back(document.date.year);
  }
  EXPECT_EQ(notice, notices.end());
  return named;
}

TEST(DistantDates, AreFewAndBehindAGapWiderThanAllOthersSpan) {
  using Years = std::vector<int>;
  EXPECT_EQ(distant_of({1990, 2000, 9999, 2019}), Years{9999});
  EXPECT_EQ(distant_of({1, 1990, 2000, 9999, 2019}), (Years{1, 9999}));
  EXPECT_EQ(distant_of({}), Years{});
  EXPECT_EQ(distant_of({2000, 9999}), Years{});        // which of the two?
  EXPECT_EQ(distant_of({2000, 2001, 9999}), Years{});  // two say too little
  EXPECT_EQ(distant_of({2000, 2000, 2000, 2101}), Years{2101});
  EXPECT_EQ(distant_of({2000, 2000, 2000, 2100}), Years{});  // a gap of a hundred years
  EXPECT_EQ(distant_of({1700, 1800, 1900, 2100}), Years{});  // as wide as the others' time
  EXPECT_EQ(distant_of({1700, 1800, 1900, 2101}), Years{2101});
  EXPECT_EQ(distant_of({0, 0, 2000, 2001, 2002, 9999}), Years{9999});  // undated ones
}

TEST(DistantDates, AreAsManyAsOneForTwentyOthers) {
  std::vector<int> years(40, 2000);
  years.insert(years.end(), 2, 9999);
  EXPECT_EQ(distant_of(years).size(), 2U);
  years.push_back(9999);
  EXPECT_EQ(distant_of(years).size(), 0U);  // a collection of its own
}

TEST(DistantDates, AreNamedWithWhatTheyAreFarFrom) {
  std::vector<Document> documents(4);
  for (Document& document : documents) document.date = {.year = 1990};
  documents[1].date.year = 2019;
  documents[3].date = {.year = 9999, .month = 12, .day = 31};
  documents[3].id = "d3";
  const std::vector<Notice> notices = notice_distant_dates(documents);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].what,
            "document d3: the date 9999-12-31 lies 7980 years from all others (1990 to 2019): does "
            "it stand for "
            "none, or is it mistyped?");
}

TEST(UseOverTime, CountsDocumentsAndPlacesAndFindsThePeak) {
  const Tokens tokens = three_documents();
  const std::vector<Date> dates = {{.year = 2017}, {.year = 2017}, {.year = 2018}};
  const Periods periods = make_periods(tokens, dates, PeriodLength::year);
  const std::vector<Place> places = {{1, 3}, {5, 7}, {22, 24}};
  EXPECT_EQ(documents_of(places, tokens), (Documents{0, 2}));
  const auto uses = use_over_time(places, tokens, periods);
  EXPECT_EQ(uses[0].documents_with, 1U);
  EXPECT_EQ(uses[0].occurrences, 2U);
  EXPECT_EQ(uses[1].documents_with, 1U);
  EXPECT_EQ(peak(uses, periods), 1);  // one of one beats one of two

  const std::vector<Place> everywhere = {{1, 2}, {11, 12}, {22, 23}};
  EXPECT_EQ(peak(use_over_time(everywhere, tokens, periods), periods), 0);  // a tie: the earlier
  EXPECT_EQ(peak(use_over_time({}, tokens, periods), periods), -1);
}

}  // namespace
}  // namespace leitwort

#include <leitwort/formulations.hpp>

#include <algorithm>
#include <random>

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

#include <leitwort/corpus.hpp>

#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

Date date(int year, int month = 0, int day = 0, bool circa = false) {
  return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
          static_cast<std::uint8_t>(day), circa};
}

TEST(ParseDate, ReadsAsMuchAsIsKnown) {
  EXPECT_EQ(parse_date("2017"), date(2017));
  EXPECT_EQ(parse_date("2017-07"), date(2017, 7));
  EXPECT_EQ(parse_date("2017-07-04"), date(2017, 7, 4));
  EXPECT_EQ(parse_date("0001"), date(1));
  EXPECT_EQ(parse_date("9999-12-31"), date(9999, 12, 31));
}

TEST(ParseDate, IgnoresSpaceAround) {
  EXPECT_EQ(parse_date(" 2017-07\r\n"), date(2017, 7));
}

TEST(ParseDate, ReadsEveryFormOfCirca) {
  for (const char* text : {"c. 2021", "c.2021", "ca. 2021", "ca 2021", "circa 2021", "2021~"}) {
    EXPECT_EQ(parse_date(text), date(2021, 0, 0, true)) << text;
  }
  EXPECT_EQ(parse_date("ca. 2021-03"), date(2021, 3, 0, true));
  EXPECT_EQ(parse_date("2021-03-09~"), date(2021, 3, 9, true));
}

TEST(ParseDate, RefusesDaysThatDoNotExist) {
  EXPECT_EQ(parse_date("2016-02-29"), date(2016, 2, 29));
  EXPECT_EQ(parse_date("2000-02-29"), date(2000, 2, 29));
  for (const char* text : {"2017-02-29", "1900-02-29", "2017-04-31", "2017-01-32", "2017-01-00",
                           "2017-00", "2017-13", "2017-13-01", "0000", "0000-01-01"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(ParseDate, RefusesWhatIsNoDate) {
  for (const char* text :
       {"",           " ",          "n.d.",       "circa",    "c.",       "~",
        "17",         "201",        "20170",      "20170704", "2017-7",   "2017-7-4",
        "2017-07-4",  "2017/07/04", "2017.07.04", "2017-",    "2017-07-", "2017-07-04x",
        "04-07-2017", "July 2017",  "2017 July",  "-2017",    "+2017",    "2017-07-041",
        "about 2017", "２０１７"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(ParseDate, TakesTheDayOfATimestamp) {
  for (const char* text :
       {"2017-07-04T10:30:00Z", "2017-07-04 10:30", "2017-07-04T10:30:00.5+02:00"}) {
    EXPECT_EQ(parse_date(text), date(2017, 7, 4)) << text;
  }
  EXPECT_EQ(parse_date("2017-07-04T"), std::nullopt);
  EXPECT_EQ(parse_date("2017-07-04 noon"), std::nullopt);
  EXPECT_EQ(parse_date("2017-07T10:30"), std::nullopt);
}

TEST(Date, KnowsItsPrecision) {
  EXPECT_EQ(Date{}.precision(), DatePrecision::none);
  EXPECT_EQ(date(2017).precision(), DatePrecision::year);
  EXPECT_EQ(date(2017, 7).precision(), DatePrecision::month);
  EXPECT_EQ(date(2017, 7, 4).precision(), DatePrecision::day);
  EXPECT_FALSE(Date{}.known());
  EXPECT_TRUE(date(1).known());
}

TEST(PrecisionName, SaysCircaBeforeAnythingElse) {
  EXPECT_EQ(precision_name(Date{}), "");
  EXPECT_EQ(precision_name(date(2017)), "year");
  EXPECT_EQ(precision_name(date(2017, 7)), "month");
  EXPECT_EQ(precision_name(date(2017, 7, 4)), "day");
  EXPECT_EQ(precision_name(date(2017, 7, 4, true)), "circa");
}

TEST(DateToString, WritesWhatIsKnownAndReadsBack) {
  EXPECT_EQ(to_string(Date{}), "");
  EXPECT_EQ(to_string(date(7)), "0007");
  for (const char* text : {"2017", "2017-07", "2017-07-04"}) {
    EXPECT_EQ(to_string(*parse_date(text)), text);
  }
  EXPECT_EQ(to_string(date(2021, 3, 0, true)), "2021-03");
}

TEST(CompareDates, OrdersByTheFirstPartThatDiffers) {
  EXPECT_EQ(compare_dates(date(2016, 12, 31), date(2017)), std::partial_ordering::less);
  EXPECT_EQ(compare_dates(date(2017, 8), date(2017, 7, 31)), std::partial_ordering::greater);
  EXPECT_EQ(compare_dates(date(2017, 7, 3), date(2017, 7, 4)), std::partial_ordering::less);
  EXPECT_EQ(compare_dates(date(2017, 7, 4), date(2017, 7, 4)), std::partial_ordering::equivalent);
  EXPECT_EQ(compare_dates(date(2017, 7, 4, true), date(2017, 7, 5)), std::partial_ordering::less);
}

TEST(CompareDates, TiesAtTheCoarserPrecisionWhichIsNotTransitive) {
  const Date july = date(2017, 7), year = date(2017), august = date(2017, 8);
  EXPECT_EQ(compare_dates(july, year), std::partial_ordering::equivalent);
  EXPECT_EQ(compare_dates(year, august), std::partial_ordering::equivalent);
  EXPECT_EQ(compare_dates(july, august), std::partial_ordering::less);
  EXPECT_EQ(compare_dates(date(2017, 7, 4), july), std::partial_ordering::equivalent);
  EXPECT_EQ(compare_dates(year, date(2017, 7, 4)), std::partial_ordering::equivalent);
}

TEST(CompareDates, DoesNotOrderTheUnknown) {
  EXPECT_EQ(compare_dates(Date{}, date(2017)), std::partial_ordering::unordered);
  EXPECT_EQ(compare_dates(date(2017), Date{}), std::partial_ordering::unordered);
  EXPECT_EQ(compare_dates(Date{}, Date{}), std::partial_ordering::unordered);
}

}  // namespace
}  // namespace leitwort::test

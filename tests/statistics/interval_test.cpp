#include <leitwort/statistics.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

TEST(WilsonInterval, AgreesWithPublishedValues) {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const Interval a = wilson_interval(81, 263);
  EXPECT_NEAR(a.low, 0.2553, 5e-5);
  EXPECT_NEAR(a.high, 0.3662, 5e-5);
  const Interval b = wilson_interval(15, 148);
  EXPECT_NEAR(b.low, 0.0624, 5e-5);
  EXPECT_NEAR(b.high, 0.1605, 5e-5);
  const Interval c = wilson_interval(0, 20);
  EXPECT_EQ(c.low, 0);
  EXPECT_NEAR(c.high, 0.1611, 5e-5);
  const Interval d = wilson_interval(29, 29);
  EXPECT_NEAR(d.low, 0.8830, 5e-5);
  EXPECT_EQ(d.high, 1);
}

TEST(WilsonInterval, NoTrialsTellNothing) {
  const Interval interval = wilson_interval(0, 0);
  EXPECT_EQ(interval.low, 0);
  EXPECT_EQ(interval.high, 1);
}

TEST(PoissonInterval, AgreesWithPublishedValues) {
  // K. Ulm, American Journal of Epidemiology 131 (1990), and the tables of Garwood (1936).
  const Interval none = poisson_interval(0);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 3.689, 5e-4);
  const Interval one = poisson_interval(1);
  EXPECT_NEAR(one.low, 0.0253, 5e-5);
  EXPECT_NEAR(one.high, 5.572, 5e-4);
  const Interval ten = poisson_interval(10);
  EXPECT_NEAR(ten.low, 4.795, 5e-4);
  EXPECT_NEAR(ten.high, 18.39, 5e-3);
}

/// The chance of at most `events` of a Poisson count, term by term.
double at_most(std::uint64_t events, double mean) {
  double sum = 0;
  for (std::uint64_t n = 0; n <= events; ++n) {
    const auto k = static_cast<double>(n);
    sum += std::exp(k * std::log(mean) - mean - std::lgamma(k + 1));
  }
  return sum;
}

TEST(PoissonInterval, LeavesTwoAndAHalfPercentAtEachEnd) {
  for (std::uint64_t events = 0; events <= 300; ++events) {
    const Interval interval = poisson_interval(events);
    EXPECT_NEAR(at_most(events, interval.high), 0.025, 1e-9) << events;
    if (events > 0) {
      EXPECT_NEAR(1 - at_most(events - 1, interval.low), 0.025, 1e-9) << events;
    }
  }
}

/// The logarithm of the chance of a Poisson count.
double log_chance(std::uint64_t events, double mean) {
  const auto n = static_cast<double>(events);
  return (events == 0 ? 0 : n * std::log(mean)) - mean - std::lgamma(n + 1);
}

TEST(LogLikelihoodRatio, IsTwiceTheDifferenceOfTheLikelihoods) {
  for (std::uint64_t a = 0; a <= 20; ++a) {
    for (std::uint64_t b = 0; b <= 20; ++b) {
      const double x = 100.0 * static_cast<double>(1 + b), y = 777;
      const double rate = static_cast<double>(a + b) / (x + y);
      const double apart =
          log_chance(a, static_cast<double>(a)) + log_chance(b, static_cast<double>(b));
      const double together = log_chance(a, rate * x) + log_chance(b, rate * y);
      EXPECT_NEAR(log_likelihood_ratio(a, x, b, y), 2 * (apart - together), 1e-9);
      EXPECT_NEAR(log_likelihood_ratio(a, x, b, y), log_likelihood_ratio(b, y, a, x), 1e-9);
    }
  }
}

TEST(LogLikelihoodRatio, IsNothingWhereNothingDiffers) {
  EXPECT_EQ(log_likelihood_ratio(0, 100, 0, 50), 0);
  EXPECT_NEAR(log_likelihood_ratio(4, 100, 2, 50), 0, 1e-12);
  EXPECT_GE(log_likelihood_ratio(7, 70, 3, 30), 0);
  EXPECT_EQ(log_likelihood_ratio(4, 100, 0, 0), 0);
  EXPECT_EQ(log_likelihood_ratio(0, 0, 4, 100), 0);
}

}  // namespace
}  // namespace leitwort

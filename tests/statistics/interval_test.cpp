#include <leitwort/statistics.hpp>

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

}  // namespace
}  // namespace leitwort

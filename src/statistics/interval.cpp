#include "require.hpp"
#include <leitwort/statistics.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

namespace leitwort {

Interval wilson_interval(double successes, double trials) {
  LEITWORT_REQUIRE(0 <= successes && successes <= trials, "0 ≤ successes ≤ trials");
  if (trials <= 0) return {0, 1};
  constexpr double z = 1.959963984540054;  // the 97.5% point of the normal distribution
  const double p = successes / trials;
  const double scale = 1 / (1 + z * z / trials);
  const double centre = scale * (p + z * z / (2 * trials));
  const double reach = scale * z * std::sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials));
  // The ends are exact where the formula would leave a rounding error.
  return {successes <= 0 ? 0 : std::max(0.0, centre - reach),
          successes >= trials ? 1 : std::min(1.0, centre + reach)};
}

Interval poisson_interval(std::uint64_t events) {
  // A Poisson count reaches n with mean m as often as a gamma variable of shape n stays below m.
  constexpr double tail = 0.025;
  const auto n = static_cast<double>(events);
  if (events == 0) return {0, -std::log(tail)};
  return {boost::math::gamma_p_inv(n, tail), boost::math::gamma_q_inv(n + 1, tail)};
}

}  // namespace leitwort

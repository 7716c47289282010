#include "require.hpp"
#include <leitwort/statistics.hpp>

#include <algorithm>
#include <cmath>

namespace leitwort {

double log_likelihood_ratio(std::uint64_t events_a, double exposure_a, std::uint64_t events_b,
                            double exposure_b) {
  LEITWORT_REQUIRE(exposure_a >= 0 && exposure_b >= 0, "no exposure is negative");
  if (exposure_a <= 0 || exposure_b <= 0) return 0;
  const auto a = static_cast<double>(events_a), b = static_cast<double>(events_b);
  const double rate = (a + b) / (exposure_a + exposure_b);
  const auto cell = [&](double events, double exposure) {
    return events == 0 ? 0 : events * std::log(events / (rate * exposure));
  };
  // Equal rates can come out a rounding error below nothing.
  return std::max(0.0, 2 * (cell(a, exposure_a) + cell(b, exposure_b)));
}

}  // namespace leitwort

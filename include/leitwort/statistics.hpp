#pragma once

/// The statistics room: what counts say, and how surely.
///
///     const leitwort::Interval share = leitwort::wilson_interval(3, 10);
///     assert(share.low > .10 && share.high < .61);  // 3 of 10 may well be one or six in ten
///     // 12 times in 1,000 tokens and 2 times in 9,000 are no chance.
///     assert(leitwort::log_likelihood_ratio(12, 1000, 2, 9000) > 15.13);

#include <cstdint>

namespace leitwort {

/// A closed interval, low ≤ high; by default of all proportions.
struct Interval {
  double low = 0;
  double high = 1;
};

/// The 95% score interval of a proportion from `successes` of `trials` (E. B. Wilson, JASA 22,
/// 1927, p. 209). It stays inside [0, 1] and does not collapse at 0 or `trials` successes, where
/// the usual estimate ± 1.96 standard errors does.
///
/// `trials` = 0 gives [0, 1]: nothing is known. REQUIRES: 0 ≤ successes ≤ trials.
Interval wilson_interval(double successes, double trials);

/// The exact 95% interval of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936, p. 437):
/// outside it `events` or more, or as few or fewer, have a chance of at most 2.5%. It covers the
/// mean in at least 95 of 100 cases where events fall independently of each other; where they come
/// in clusters, it is too narrow.
Interval poisson_interval(std::uint64_t events);

/// Twice the logarithm of how much likelier the counts are with a rate each than with one rate for
/// both (G², after T. Dunning, Computational Linguistics 19, 1993, p. 61; Poisson counts, so that
/// the tokens without the event, which hardly differ, do not enter). `exposure`: tokens in which
/// the events could have occurred.
///
/// 0 where an exposure is 0. REQUIRES: no exposure is negative.
double log_likelihood_ratio(std::uint64_t events_a, double exposure_a, std::uint64_t events_b,
                            double exposure_b);

}  // namespace leitwort

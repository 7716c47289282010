#pragma once

namespace leitwort {

/// A closed interval of proportions, 0 ≤ low ≤ high ≤ 1.
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

}  // namespace leitwort

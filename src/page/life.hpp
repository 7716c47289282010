#pragma once

/// What became of a formulation, for people.

#include "page/choice.hpp"
#include "page/contract.hpp"

#include <span>
#include <string>
#include <vector>

namespace leitwort::page {

/// `month`, `year` or `decade`.
std::string length_name(PeriodLength length);

/// What clearly took the place of something else, by time; the silence; the burst; last the changes
/// that may be chance.
std::vector<contract::Became> life_of(const ShownFormulation& formulation,
                                      std::span<const PeriodUse> uses);

}  // namespace leitwort::page

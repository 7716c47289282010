#pragma once

/// Contracts: what a function REQUIRES of its caller. Where they are checked a caller who breaks
/// one is told at once, and the program aborts; a release build neither checks nor knows of them.

#include <string_view>

namespace leitwort {

#if !defined(NDEBUG) || defined(LEITWORT_CHECK_CONTRACTS)
inline constexpr bool kChecksContracts = true;
#else
inline constexpr bool kChecksContracts = false;
#endif

/// Says which contract of which function was broken, and aborts.
[[noreturn]] void contract_broken(std::string_view function, std::string_view contract);

}  // namespace leitwort

/// `contract` is the condition as the public header words it. The condition must cost no more than
/// the function itself, in the order of its size.
#define LEITWORT_REQUIRE(condition, contract)                            \
  do {                                                                   \
    if constexpr (::leitwort::kChecksContracts) {                        \
      if (!(condition)) ::leitwort::contract_broken(__func__, contract); \
    }                                                                    \
  } while (false)

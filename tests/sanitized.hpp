#pragma once

/// Whether the tests, and with them the program, are built under a sanitizer: such a program takes
/// more memory, holds on to what was freed, and wraps the functions that tests/faults replace.

namespace leitwort::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace leitwort::test

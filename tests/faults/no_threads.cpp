// LD_PRELOAD: at most as many threads beside the first live at once as LEITWORT_TEST_THREADS says;
// more cannot be started, as where a limit on processes is reached.

#include <atomic>
#include <cerrno>
#include <cstdlib>

#include <dlfcn.h>
#include <pthread.h>

namespace {

std::atomic<int> alive = 0;

struct Start {
  void* (*function)(void*);
  void* argument;
};

void* run(void* given) {
  const Start start = *static_cast<Start*>(given);
  delete static_cast<Start*>(given);
  struct Leaving {
    ~Leaving() { --alive; }
  } leaving;
  return start.function(start.argument);
}

}  // namespace

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                              void* (*function)(void*), void* argument) noexcept {
  using Create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static const auto create = reinterpret_cast<Create>(::dlsym(RTLD_NEXT, "pthread_create"));
  const char* most = std::getenv("LEITWORT_TEST_THREADS");
  if (++alive > (most == nullptr ? 0 : std::atoi(most))) {
    --alive;
    return EAGAIN;
  }
  const int failure = create(thread, attributes, run, new Start{function, argument});
  if (failure != 0) --alive;
  return failure;
}

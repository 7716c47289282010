#include <leitwort/error.hpp>
#include <leitwort/text.hpp>

#include <mutex>

#include <omp.h>

namespace leitwort {

std::size_t reading_slots() {
  return 3 * static_cast<std::size_t>(omp_get_max_threads());
}

void read_token_hashes(CorpusReader& reader, const TokenHashUse& use, const ReadingHooks& hooks) {
  struct Slot {
    TokenHasher hasher;
    std::vector<std::uint64_t> hashes;
  };
  std::vector<Slot> slots(reading_slots());
  std::mutex cutting;
  reader.read_batches(
      slots.size(),
      {.take =
           [&](std::size_t s, Document& document, std::string_view text, std::string_view) {
             if (hooks.cut) {
               const std::lock_guard lock(cutting);
               document.text = text;
               hooks.cut(document);
             }
             if (text.size() > 0xFFFFFFFF) {
               throw Error("is longer than 4 GiB", document.id, "split it into several documents");
             }
             slots[s].hashes.clear();
             slots[s].hasher.append(text, document.body_begin, document.cut, slots[s].hashes);
             use.take(s, document, text, slots[s].hashes);
           },
       .commit =
           [&](std::size_t s, std::span<Document> documents) {
             use.commit(s, documents);
             if (hooks.advance) hooks.advance();
           }});
}

}  // namespace leitwort

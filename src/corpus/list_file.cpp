#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"
#include "corpus/kind.hpp"

namespace leitwort {

ListFile read_list(const std::string& path, ExpansionLimit expansion) {
  corpus::ByteSource source(path, {.expansion = expansion});
  corpus::refuse_foreign(source, corpus::Use::list);
  ListFile list;
  list.text = corpus::decode(corpus::read_all(source)).text;
  list.input = source.finish();
  constexpr std::size_t kByteOrderMark = 3;
  if (corpus::has_bom(list.text)) list.text.erase(0, kByteOrderMark);
  return list;
}

}  // namespace leitwort

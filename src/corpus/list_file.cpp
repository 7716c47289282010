#include "corpus/bytes.hpp"
#include "corpus/decode.hpp"

namespace leitwort {

ListFile read_list(const std::string& path) {
  corpus::ByteSource source(path, nullptr);
  ListFile list;
  list.text = corpus::decode(corpus::read_all(source)).text;
  list.input = source.finish();
  constexpr std::size_t kByteOrderMark = 3;
  if (corpus::has_bom(list.text)) list.text.erase(0, kByteOrderMark);
  return list;
}

}  // namespace leitwort

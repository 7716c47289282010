#include "corpus/bytes.hpp"
#include <leitwort/error.hpp>

#include <simdjson.h>

namespace leitwort {

OptionFile read_option_file(const std::string& path) {
  OptionFile file;
  try {
    corpus::ByteSource source(path, {});
    file.text = corpus::read_all(source);
    file.input = source.finish();
  } catch (const Error& error) {
    throw Error(error.problem(), error.where(), "give a text file that can be read");
  }
  if (!simdjson::validate_utf8(file.text)) {
    throw Error("is not UTF-8", path, "save it as UTF-8");
  }
  return file;
}

}  // namespace leitwort

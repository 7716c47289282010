#include "cli/options/watch.hpp"

#include "cli/options/binding.hpp"

namespace leitwort::cli {
namespace {

OptionGroup group_of(const std::string& help) {
  return {"Watch-list", {text_option("watch", "FILE", help, [](auto& s) -> auto& {
                           return s.watch.list;
                         }).naming_input()}};
}

}  // namespace

OptionGroup watch_options(bool in_report) {
  const std::string form =
      "a line each, found or not, wordings of it separated by |, * in a wording for up to three "
      "words or Han characters or none, # for a comment. What is not found is listed with zeros "
      "and the nearest wording that the corpus has.";
  if (in_report) {
    return group_of(
        fmt::format("follow the formulations of FILE too, in tables of their own "
                    "(watch.formulations.csv and so on) and first in the page: {}",
                    form));
  }
  return group_of(
      fmt::format("follow the formulations of FILE instead of finding some: {} --limit, --sort, "
                  "--voices, --min-documents and --min-tokens do not matter then",
                  form));
}

OptionGroup show_watch_options() {
  return group_of(
      "highlight the formulations of FILE, which is written as that of leitwort timeline --watch, "
      "and nothing else: the options for formulations and passages do not matter then");
}

}  // namespace leitwort::cli

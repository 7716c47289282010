#include "cli/options/formulations.hpp"

#include "cli/options/binding.hpp"
#include "cli/options/corpus.hpp"

namespace leitwort::cli {
namespace {

Option sort_option() {
  return choice_option(
      "sort",
      "order of the rows. length: the longest first; first, last: by date of the first or last "
      "use; burst: by how far one period stands out of all others",
      {{"salience", FormulationSort::salience},
       {"documents", FormulationSort::documents},
       {"occurrences", FormulationSort::occurrences},
       {"length", FormulationSort::length},
       {"first", FormulationSort::first},
       {"last", FormulationSort::last},
       {"burst", FormulationSort::burst}},
      [](auto& s) -> auto& { return s.formulations.sort; });
}

}  // namespace

OptionGroup formulation_options(bool with_context) {
  OptionGroup group = {
      "Formulations",
      {number_option(
           "min-documents", "N", "documents that a formulation must stand in",
           [](auto& s) -> auto& { return s.formulations.options.min_documents; }, 1, 1U << 31),
       number_option(
           "min-tokens", "N", "tokens that its commonest wording must have",
           [](auto& s) -> auto& { return s.formulations.options.min_tokens; }, 1, 1U << 31),
       limit_option("limit", "rows to list: the most salient ones",
                    [](auto& s) -> auto& { return s.formulations.options.limit; }),
       sort_option(),
       text_option("voices", "FIELD",
                   "a field of the metadata, such as author or institution: documents that share "
                   "its value repeat one voice, and count less for the spread of a formulation",
                   [](auto& s) -> auto& { return s.formulations.voices; }),
       language_option()}};
  if (with_context) {
    group.options.push_back(number_option(
        "context", "N", "tokens to the left and to the right of an occurrence",
        [](auto& s) -> auto& { return s.formulations.context; }, 0, 1000));
  }
  return group;
}

OptionGroup show_formulation_options() {
  OptionGroup group = formulation_options(false);
  std::erase_if(group.options, [](const Option& option) { return option.name == "sort"; });
  return group;
}

OptionGroup explain_options() {
  return {"Asking",
          {phrase_option(
              "explain", "TEXT",
              "print, in place of a table, why a phrase is or is not in it: where it stands, which "
              "rows have its places, which threshold it fails, what its score would be",
              [](auto& s) -> auto& { return s.formulations.explain; },
              [](const std::string& text) { return !text.empty(); }, "a phrase")}};
}

}  // namespace leitwort::cli

#include "cli/options.hpp"

#include "cli/mistakes.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <map>

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

namespace po = boost::program_options;

/// What the command line has for an option.
struct Given {
  Words words;
  std::string typed;  ///< the name that was typed; empty: the value is the default
};

/// By the names of options.
using GivenOptions = std::map<std::string, Given>;

/// Whether a word may be one of two values. A lone - is a path.
bool is_value(const std::string& word) {
  return !word.empty() && (word == "-" || !word.starts_with('-'));
}

/// Takes the options of two words, with their values, out of a command line: Boost knows of one.
void take_two_words(const Command& command, std::vector<std::string>& line, GivenOptions& given) {
  const auto end = std::ranges::find(line, "--");
  std::vector<std::string> rest;
  for (auto word = line.begin(); word != end; ++word) {
    const Option* found = nullptr;
    each_option(command, [&](const Option& option) {
      const std::string name = "--" + option.name;
      const bool is_it = *word == name || word->starts_with(name + "=");
      if (option.words() == 2 && is_it) found = &option;
    });
    if (found == nullptr) {
      rest.push_back(*word);
      continue;
    }
    const std::string name = "--" + found->name;
    const std::string next = fmt::format("write {} {}", name, found->argument);
    if (*word != name || end - word < 3 || !is_value(word[1]) || !is_value(word[2])) {
      throw Error("takes the two words after it", name, next);
    }
    if (given.contains(found->name)) throw Error("is given twice", name, next);
    given[found->name] = {{word[1], word[2]}, found->name};
    word += 2;
  }
  rest.insert(rest.end(), end, line.end());
  line = std::move(rest);
}

/// The options of one word and of none, as Boost takes them.
po::options_description description_of(const Command& command) {
  po::options_description description;
  each_option(command, [&](const Option& option) {
    const std::string name =
        option.letter == '\0' ? option.name : fmt::format("{},{}", option.name, option.letter);
    if (option.words() == 0) {
      description.add_options()(name.c_str(), "");
    } else if (option.words() == 1) {
      description.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  });
  description.add_options()("corpus", po::value<std::vector<std::string>>());
  return description;
}

/// Takes the other options, and what stands beside them.
std::vector<std::string> take_words(const Command& command, const std::vector<std::string>& line,
                                    GivenOptions& given) {
  const po::options_description description = description_of(command);
  po::positional_options_description positional;
  positional.add("corpus", -1);
  po::variables_map values;
  try {
    using namespace po::command_line_style;
    // No guessing of abbreviated options: a script must not change its meaning with a new version.
    constexpr int style = unix_style & ~allow_guessing;
    po::store(po::command_line_parser(line)
                  .options(description)
                  .positional(positional)
                  .style(style)
                  .run(),
              values);
  } catch (const po::error& error) {
    refuse_words(command, error);
  }
  each_option(command, [&](const Option& option) {
    if (!values.contains(option.name)) return;
    Words words;
    if (option.words() == 1) words.push_back(values[option.name].as<std::string>());
    given[option.name] = {words, option.name};
  });
  return values.contains("corpus") ? values["corpus"].as<std::vector<std::string>>()
                                   : std::vector<std::string>();
}

/// What an old name has goes to the options that it names now.
void resolve_old_names(const Command& command, GivenOptions& given) {
  each_option(command, [&](const Option& option) {
    const auto found = given.find(option.name);
    if (option.old_name_of.empty() || found == given.end()) return;
    for (const std::string& name : option.old_name_of) {
      if (given.contains(name)) {
        throw Error(fmt::format("is the old name of --{}, which is given too", name),
                    "--" + option.name, "leave it out");
      }
      given[name] = found->second;
    }
  });
}

/// Puts every value, or its default, where it belongs.
void apply(const Command& command, const GivenOptions& given, Settings& settings) {
  each_option(command, [&](const Option& option) {
    if (option.name == "help" || !option.old_name_of.empty()) return;
    OptionValue value{option.name, option.default_text, "", option.changes_results,
                      option.is_input};
    if (option.words() == 0) value.text = "no";
    if (const auto found = given.find(option.name); found != given.end()) {
      option.set(settings, found->second.words);
      value.text =
          option.words() == 0 ? "yes" : fmt::format("{}", fmt::join(found->second.words, " "));
      value.typed = found->second.typed;
    } else if (value.text.empty()) {
      return;
    }
    settings.values.push_back(std::move(value));
  });
}

void check_conflicts(const Command& command, const Settings& settings) {
  each_option(command, [&](const Option& option) {
    if (!settings.is_given(option.name)) return;
    for (const Conflict& conflict : option.conflicts) {
      if (!conflict.holds(settings)) continue;
      throw Error(conflict.what, settings.typed(option.name), conflict.next);
    }
  });
}

/// The two collections are the corpus.
void take_collections(Settings& settings) {
  if (settings.corpus.between.first.empty()) return;
  const auto& [a, b] = settings.corpus.between;
  if (!settings.corpus.paths.empty()) {
    throw Error("takes the place of CORPUS", "--between",
                fmt::format("leave {} out", settings.corpus.paths.front()));
  }
  if (a == b) {
    throw Error(fmt::format("compares two collections, and {} is one", a), "--between",
                "give another, or the collection as CORPUS alone");
  }
  settings.corpus.paths = {a, b};
}

/// The first word is the document.
void take_document(Settings& settings) {
  if (settings.corpus.paths.empty()) {
    throw Error("no DOCUMENT given", "leitwort show",
                "give the path of a text, or the id of one and then its CORPUS");
  }
  settings.corpus.document = settings.corpus.paths.front();
  settings.corpus.paths.erase(settings.corpus.paths.begin());
}

/// The only word is what the command tells of.
void take_topic(const Command& command, Settings& settings) {
  std::vector<std::string>& words = settings.corpus.paths;
  if (words.size() > 1) {
    throw Error(fmt::format("tells of one {} at a time",
                            command.operands == Operands::table ? "table" : "shell"),
                "leitwort " + command.name, fmt::format("leave {} out", words.back()));
  }
  if (!words.empty()) settings.topic = words.front();
  words.clear();
}

/// What stands beside the options.
void take_operands(const Command& command, Settings& settings) {
  take_collections(settings);
  if (!command.reads_corpus()) {
    take_topic(command, settings);
  } else if (command.operands == Operands::document) {
    take_document(settings);
  } else if (settings.corpus.paths.empty()) {
    throw Error("no CORPUS given", "leitwort " + command.name,
                "give a folder of texts, a .jsonl file, a manifest .csv, or - for standard input");
  }
}

}  // namespace

Settings parse(const Command& command, const std::vector<std::string>& words) {
  GivenOptions given;
  std::vector<std::string> line = words;
  take_two_words(command, line, given);
  Settings settings;
  settings.command = command.name;
  settings.output.folder_files = command.files;
  settings.corpus.paths = take_words(command, line, given);
  resolve_old_names(command, given);
  apply(command, given, settings);
  take_operands(command, settings);
  check_conflicts(command, settings);
  return settings;
}

}  // namespace leitwort::cli

// Completions of command lines, made of the definitions that parse them.

#include "cli/close_words.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include <leitwort/error.hpp>
#include <leitwort/tables.hpp>
#include <leitwort/version.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// What may stand beside the options of a command; empty: paths, or anything.
std::vector<std::string> operand_words(const Command& command) {
  if (command.operands == Operands::shell) return shells();
  std::vector<std::string> words;
  if (command.operands == Operands::table) {
    for (const TableFacts& table : tables()) words.push_back(table.name);
  }
  return words;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names = {"help"};
  for (const Command& command : commands()) names.push_back(command.name);
  return names;
}

/// Enough of a help to tell an option from others.
std::string first_clause(const std::string& help) {
  std::size_t end = help.size();
  for (const std::string_view stop : {". ", "; ", ": "}) end = std::min(end, help.find(stop));
  return help.substr(0, end);
}

/// With a backslash before each of some characters.
std::string escaped(const std::string& text, std::string_view characters) {
  std::string out;
  for (const char c : text) {
    if (characters.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// The option as it is typed, as patterns of a case: `report/--output|report/-o`.
std::string bash_pattern(const Command& command, const Option& option) {
  std::string pattern = fmt::format("{}/--{}", command.name, option.name);
  if (option.letter != '\0') pattern += fmt::format("|{}/-{}", command.name, option.letter);
  return pattern;
}

std::string bash_command(const Command& command) {
  std::string text;
  std::vector<std::string> names;
  each_option(command, [&](const Option& option) {
    names.push_back("--" + option.name);
    if (option.words() == 0) return;
    const std::string action = !option.choices.empty()
                                   ? fmt::format("words=\"{}\"", joined(option.choices))
                               : option.is_path ? "paths=yes"
                                                : "";
    text += fmt::format("    {}) {};;\n", bash_pattern(command, option),
                        action.empty() ? "" : action + " ");
  });
  const std::vector<std::string> operands = operand_words(command);
  text += fmt::format(
      "    {}/*)\n      if [[ $current == -* ]]; then words=\"{}\"; else {}; fi ;;\n", command.name,
      joined(names),
      command.reads_corpus() ? "paths=yes" : fmt::format("words=\"{}\"", joined(operands)));
  return text;
}

std::string bash_completions() {
  std::vector<std::string> pairs;
  std::string cases;
  for (const Command& command : commands()) {
    cases += bash_command(command);
    each_option(command, [&](const Option& option) {
      if (option.words() == 2) pairs.push_back(command.name + "/--" + option.name);
    });
  }
  return fmt::format(
      R"(# Completes leitwort {} in bash; made by leitwort completions bash.
_leitwort() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} words="" paths=no
  # Bash takes --option=value for three words.
  if [[ $current == = ]]; then
    current=""
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD - 2]}}
  elif ((COMP_CWORD > 3)); then
    case ${{COMP_WORDS[1]}}/${{COMP_WORDS[COMP_CWORD - 2]}} in
      {}) before=${{COMP_WORDS[COMP_CWORD - 2]}} ;;
    esac
  fi
  if ((COMP_CWORD == 1)); then before=command; fi
  case ${{COMP_WORDS[1]}}/$before in
    */command)
      words="{}"
      if [[ $current == -* ]]; then words="--help --version --man"; fi ;;
    help/*) words="{}" ;;
{}  esac
  if [[ $paths == yes ]]; then
    compopt -o default 2>/dev/null
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -F _leitwort leitwort
)",
      kVersion, fmt::join(pairs, "|"), joined(command_names()), joined(command_names()), cases);
}

/// What may follow an option of zsh's _arguments.
std::string zsh_values(const Option& option) {
  const std::string action = !option.choices.empty() ? fmt::format("({})", joined(option.choices))
                             : option.is_path        ? "_files"
                                                     : " ";
  if (option.words() == 0) return "";
  if (option.words() == 1) return fmt::format(":value:{}", action);
  return fmt::format(":first:{0}:second:{0}", action);
}

std::string zsh_option(const Option& option) {
  std::string about;
  // In single quotes a single quote ends them.
  for (const char c :
       fmt::format("[{}]{}", escaped(first_clause(option.help), "[]:\\"), zsh_values(option))) {
    about += c == '\'' ? "'\\''" : std::string(1, c);
  }
  const bool one = option.words() == 1;
  if (option.letter == '\0') return fmt::format("'--{}{}{}'", option.name, one ? "=" : "", about);
  return fmt::format("'(-{0} --{1})'{{-{0}{2},--{1}{3}}}'{4}'", option.letter, option.name,
                     one ? "+" : "", one ? "=" : "", about);
}

std::string zsh_completions() {
  std::string list, cases;
  for (const Command& command : commands()) {
    list += fmt::format("    '{}:{}'\n", command.name, escaped(command.summary, ":"));
    cases += fmt::format("    {})\n      _arguments -s", command.name);
    each_option(command, [&](const Option& option) {
      cases += fmt::format(" \\\n        {}", zsh_option(option));
    });
    const std::vector<std::string> operands = operand_words(command);
    cases += fmt::format(
        " \\\n        '{}' ;;\n",
        command.reads_corpus() ? "*:corpus:_files" : fmt::format("1:topic:({})", joined(operands)));
  }
  return fmt::format(
      R"(#compdef leitwort
# Completes leitwort {} in zsh; made by leitwort completions zsh.
_leitwort() {{
  local -a commands
  commands=(
    'help:the options of a command'
{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
    help) _describe command commands ;;
{}  esac
}}
_leitwort "$@"
)",
      kVersion, list, cases);
}

/// In single quotes of fish.
std::string fish_quoted(const std::string& text) {
  return fmt::format("'{}'", escaped(text, "'\\"));
}

std::string fish_option(const Command& command, const Option& option) {
  std::string line = fmt::format("complete -c leitwort -n '__fish_seen_subcommand_from {}' -l {}",
                                 command.name, option.name);
  if (option.letter != '\0') line += fmt::format(" -s {}", option.letter);
  if (!option.choices.empty())
    line += fmt::format(" -x -a {}", fish_quoted(joined(option.choices)));
  else if (option.is_path)
    line += " -r -F";
  else if (option.words() > 0)
    line += " -x";
  return line + fmt::format(" -d {}\n", fish_quoted(first_clause(option.help)));
}

std::string fish_completions() {
  std::string text = fmt::format(
      "# Completes leitwort {} in fish; made by leitwort completions fish.\n"
      "complete -c leitwort -n __fish_use_subcommand -f -a help -d 'the options of a command'\n"
      "complete -c leitwort -n '__fish_seen_subcommand_from help' -f -a {}\n",
      kVersion, fish_quoted(joined(command_names())));
  for (const Command& command : commands()) {
    text += fmt::format("complete -c leitwort -n __fish_use_subcommand -f -a {} -d {}\n",
                        command.name, fish_quoted(command.summary));
    if (!command.reads_corpus()) {
      text += fmt::format("complete -c leitwort -n '__fish_seen_subcommand_from {}' -f -a {}\n",
                          command.name, fish_quoted(joined(operand_words(command))));
    }
    each_option(command, [&](const Option& option) { text += fish_option(command, option); });
  }
  return text;
}

}  // namespace

const std::vector<std::string>& shells() {
  static const std::vector<std::string> kShells = {"bash", "zsh", "fish"};
  return kShells;
}

std::string completions(std::string_view shell) {
  if (shell == "bash") return bash_completions();
  if (shell == "zsh") return zsh_completions();
  return fish_completions();
}

int run_completions(const Settings& settings) {
  const std::string& shell = settings.topic;
  const std::string choices = fmt::format("{}", fmt::join(shells(), ", "));
  if (shell.empty()) {
    throw Error("takes the name of a shell", "leitwort completions",
                fmt::format("name one of {}", choices));
  }
  if (std::ranges::find(shells(), shell) == shells().end()) {
    const std::string meant = did_you_mean(close_words(shell, shells()), "leitwort completions ");
    throw Error("is no shell that can be helped", fmt::format("\"{}\"", shell),
                meant.empty() ? fmt::format("name one of {}", choices) : meant);
  }
  OutputFile out("");
  out.write(completions(shell));
  out.commit();
  return 0;
}

}  // namespace leitwort::cli

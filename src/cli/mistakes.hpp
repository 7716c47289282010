#pragma once

/// What is said of a command line that is not understood: what is wrong with it, and what it may
/// have meant.

#include "cli/options.hpp"

#include <string>
#include <vector>

#include <boost/program_options/errors.hpp>

namespace leitwort::cli {

/// Of a first word that is no command.
[[noreturn]] void refuse_command(const std::string& word);

/// Of words behind a command, which the parser did not take.
[[noreturn]] void refuse_words(const Command& command, const boost::program_options::error& error);

/// Of a value that is none of a few words.
[[noreturn]] void refuse_choice(const std::string& option, const std::string& value,
                                const std::vector<std::string>& choices);

/// Of a value that is not `wanted`.
[[noreturn]] void refuse(const std::string& option, const std::string& value,
                         const std::string& wanted);

/// The commands that take an option, as `similarity, report`; empty: none does.
std::string commands_that_take(const std::string& option);

}  // namespace leitwort::cli

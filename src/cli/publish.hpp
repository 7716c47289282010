#pragma once

/// How a set of files comes into a folder that exists: all of it or nothing.
///
/// The files lie in a hidden folder of it, `.leitwort-….partial`. Renaming that to
/// `.leitwort-….commit` is the moment from which the new files count; it happens at once or not at
/// all. Then run.json is removed, so that nobody takes the folder for whole, each file is renamed
/// to its place, stale ones are removed, and run.json comes last. Whoever finds a `.commit` folder
/// that nobody is working on does what is left to do.

#include "cli/temporary.hpp"

#include <string>
#include <vector>

namespace leitwort::cli {

/// Puts the files of `staging`, which is locked and a folder of `folder`, in place. Afterwards
/// `staging` is gone. Throws Error; then `folder` is as it was, or `staging` is a `.commit` folder
/// that the next run will finish.
void publish(TemporaryFile& staging, const std::string& folder, const std::string& last,
             const std::vector<std::string>& stale);

/// Names of the files that runs which were killed would still put into `folder`, or remove.
std::vector<std::string> pending_files(const std::string& folder);

/// Finishes what runs that were killed have left in `folder`, and in the folder that it lies in.
/// Returns whether there was a set of files to put in place. Throws Error as publish does.
bool mend(const std::string& folder);

}  // namespace leitwort::cli

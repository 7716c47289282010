#pragma once

/// run.json: what was done, to what, with which settings, and what was left out.

#include "cli/files.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include <leitwort/analysis.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leitwort::cli {

/// What a record tells of the corpus. Views.
struct Account {
  std::span<const Notice> notices;
  std::span<const Input> inputs;
  std::uint64_t documents = 0, tokens = 0;
};
Account account_of(const Reading& reading);

/// What a command knows beside what the session does.
struct Record {
  Cuts cuts;
  std::vector<std::string> methods{};  ///< for each k: "k=5: exact"
  std::optional<Input> watch_list{};   ///< its file
};

/// Makes documents.csv, which every folder of results holds.
void write_documents_file(OutputFolder& folder, const Reading& reading, const Settings& settings);

/// What a folder's record of an earlier run says, as far as it can be trusted: it is data.
struct EarlierRun {
  std::string record = kRunRecord;  ///< what the record of a new run is called
  std::string command;              ///< empty where there is none
  std::vector<std::string> files;
};

/// Reads run.json, or where that is broken or not Leitwort's, so that it stays as it is,
/// leitwort.run.json. Throws Error if neither may be replaced.
EarlierRun read_earlier_run(const std::string& folder);

/// Writes run.json as the last file of the folder, and puts all of them in place. Files that an
/// earlier run of the same command listed in its run.json, that this command writes, and that this
/// run did not make, are removed. Returns the names of the files.
std::vector<std::string> finish_folder(OutputFolder& folder, Session& session,
                                       const Account& account, const Record& record);

}  // namespace leitwort::cli

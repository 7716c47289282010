#pragma once

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::test {

/// A CSV file as it was read: `table.rows[i]["tokens"]`.
struct CsvTable {
  using Row = std::map<std::string, std::string>;
  std::vector<std::string> columns;
  std::vector<Row> rows;

  /// The first row whose `column` is `value`, or null.
  [[nodiscard]] const Row* find(const std::string& column, const std::string& value) const {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return row.at(column) == value; });
    return found == rows.end() ? nullptr : &*found;
  }
};

/// The records of an RFC 4180 file, read strictly: CRLF after every record, no quote or line end in
/// a field that is not quoted, nothing after a closing quote. Throws where that is not so.
inline std::vector<std::vector<std::string>> parse_csv_records(std::string_view text) {
  std::vector<std::vector<std::string>> records;
  const auto wrong = [&](const char* what) {
    return std::runtime_error("CSV record " + std::to_string(records.size() + 1) + ": " + what);
  };
  for (std::size_t i = 0; i < text.size();) {
    std::vector<std::string>& record = records.emplace_back();
    for (bool more = true; more;) {
      std::string field;
      if (i < text.size() && text[i] == '"') {
        for (++i;; ++i) {
          if (i == text.size()) throw wrong("a quote is never closed");
          if (text[i] == '"') {
            if (!text.substr(i + 1).starts_with('"')) break;
            ++i;
          }
          field += text[i];
        }
        ++i;
      } else {
        for (; i < text.size() && std::string_view(",\r\n").find(text[i]) == text.npos; ++i) {
          if (text[i] == '"') throw wrong("a quote in a field that is not quoted");
          field += text[i];
        }
      }
      record.push_back(std::move(field));
      more = text.substr(i).starts_with(',');
      if (more) ++i;
    }
    if (!text.substr(i).starts_with("\r\n")) throw wrong("does not end in CRLF");
    i += 2;
  }
  return records;
}

/// The same with the first record as names. Throws where two columns share a name or a record has
/// another number of fields than the header.
inline CsvTable parse_csv(std::string_view text) {
  auto records = parse_csv_records(text);
  if (records.empty()) throw std::runtime_error("CSV without a header");
  CsvTable table;
  table.columns = records.front();
  for (std::size_t r = 1; r < records.size(); ++r) {
    if (records[r].size() != table.columns.size()) {
      throw std::runtime_error("CSV record " + std::to_string(r + 1) + " has " +
                               std::to_string(records[r].size()) + " fields");
    }
    CsvTable::Row& row = table.rows.emplace_back();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (!row.emplace(table.columns[c], records[r][c]).second) {
        throw std::runtime_error("CSV column " + table.columns[c] + " twice");
      }
    }
  }
  return table;
}

}  // namespace leitwort::test

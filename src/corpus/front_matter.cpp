#include "corpus/decode.hpp"
#include "corpus/source.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace leitwort::corpus {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

std::string_view unquote(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == value.back() &&
                      (value.front() == '"' || value.front() == '\'');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

/// So many fields are looked through one by one.
constexpr std::size_t kFew = 32;

/// The number of leading bytes of `text` that are digits.
std::size_t leading_digits(std::string_view text) {
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
  return static_cast<std::size_t>(end - text.begin());
}

/// `>` or `|`, perhaps with signs that say what becomes of line ends: a value of several lines.
bool is_block_mark(std::string_view value) {
  return (value.starts_with('>') || value.starts_with('|')) &&
         value.find_first_not_of("+-123456789", 1) == std::string_view::npos;
}

/// What is said of a key whose value is of several lines, by the first of them.
std::string dropped_value(const std::string& key, std::string_view line) {
  line = trim(line);
  if (line.starts_with("- ") || line == "-") {
    return fmt::format(
        "front matter: \"{}\" is a list, which is not read; write its parts on one line, "
        "{}: {}; …",
        key, key, trim(line.substr(1)));
  }
  const std::size_t colon = line.find(':');
  const bool is_map = colon != std::string_view::npos && line.find(' ') >= colon;
  if (is_map) {
    return fmt::format(
        "front matter: \"{}\" holds keys of its own, which are not read; write {}_{}", key, key,
        line);
  }
  return fmt::format(
      "front matter: \"{}\" goes on over further lines, which are not read; write it on one line",
      key);
}

Date date_with_precision(Date date, const std::string& precision,
                         std::vector<std::string>& warnings) {
  if (precision == "circa") {
    date.circa = true;
  } else if (precision == "year") {
    date.month = date.day = 0;
  } else if (precision == "month") {
    date.day = 0;
  } else if (precision != "day") {
    warnings.push_back(
        fmt::format("date_precision \"{}\" is none of day, month, year, circa", precision));
  }
  return date;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string field_name(std::string_view name) {
  const std::string result = lower(trim(name));
  return result == "lang" ? "language" : result;
}

void Metadata::merge(const Fields& fields) {
  // A date and its precision belong together.
  const bool brings_date =
      find("date") == nullptr && std::ranges::any_of(fields, [](const auto& field) {
        return field_name(field.first) == "date" && !trim(field.second).empty();
      });
  for (const auto& [raw_name, raw_value] : fields) {
    std::string name = field_name(raw_name);
    const std::string_view value = trim(raw_value);
    if (value.empty() || name.empty() || find(name) != nullptr) continue;
    if (name == "date_precision" && !brings_date) continue;
    fields_.emplace_back(std::move(name), value);
    if (fields_.size() <= kFew) continue;
    for (std::size_t i = places_.size(); i < fields_.size(); ++i)
      places_.emplace(fields_[i].first, i);
  }
}

const std::string* Metadata::find(const std::string& name) const {
  if (!places_.empty()) {
    const auto place = places_.find(name);
    return place == places_.end() ? nullptr : &fields_[place->second].second;
  }
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const auto& f) { return f.first == name; });
  return found == fields_.end() ? nullptr : &found->second;
}

void Metadata::assign_to(Document& document, const std::string& default_id) const {
  document.id = default_id;
  for (const auto& [name, value] : fields_) {
    if (name == "id")
      document.id = value;
    else if (name == "title")
      document.title = value;
    else if (name == "author")
      document.author = value;
    else if (name == "institution")
      document.institution = value;
    else if (name == "genre")
      document.genre = value;
    else if (name == "language")
      document.language = value;
    else if (name == "series")
      document.series = value;
    else if (name == "source_url")
      document.source_url = value;
    else if (name == "path" && document.path.empty())
      document.path = value;
    else if (name != "date" && name != "date_precision" && name != "text")
      document.extra.emplace_back(name, value);
  }
  std::sort(document.extra.begin(), document.extra.end());

  const std::string* date = find("date");
  if (date == nullptr) return;
  if (const auto parsed = parse_date(*date)) {
    const std::string* precision = find("date_precision");
    document.date = precision == nullptr
                        ? *parsed
                        : date_with_precision(*parsed, lower(*precision), document.warnings);
  } else {
    document.warnings.push_back(fmt::format(
        "\"{}\" is not a date (YYYY, YYYY-MM or YYYY-MM-DD); treated as unknown", *date));
  }
}

Fields file_name_fields(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().stem().string();
  // Four digits that start a longer number are a number; so is 0001: file names count documents.
  if (leading_digits(name) != 4 || name < "1000" || name >= "3000") return {};
  for (const std::size_t length : {10U, 7U, 4U}) {
    if (name.size() < length) continue;
    // What goes on like a date and is none (2017-13, 2017-07-99) is no date in part either.
    const std::string_view rest = std::string_view(name).substr(length);
    if (leading_digits(rest) > 0) continue;
    if (rest.starts_with('-') && leading_digits(rest.substr(1)) > 0) continue;
    const std::string date = name.substr(0, length);
    if (!parse_date(date)) continue;
    Fields fields = {{"date", date}};
    if (length == 10 && name.size() > length && name[length] == '_') {
      const std::size_t author_end = name.find('_', length + 1);
      fields.emplace_back("author", name.substr(length + 1, author_end - length - 1));
      if (author_end != std::string::npos) {
        std::string title = name.substr(author_end + 1);
        std::replace(title.begin(), title.end(), '_', ' ');
        fields.emplace_back("title", std::move(title));
      }
    }
    return fields;
  }
  return {};
}

FrontMatter parse_front_matter(std::string_view text) {
  // A key of three words or more is the beginning of a sentence between two rules of dashes.
  const auto is_key = [](std::string_view key) {
    return !key.empty() && std::ranges::count(key, ' ') <= 1;
  };
  std::size_t position = has_bom(text) ? 3 : 0;
  const auto next_line = [&] {
    const std::size_t end = std::min(text.find('\n', position), text.size());
    const std::string_view line = text.substr(position, end - position);
    position = std::min(end + 1, text.size());
    return line.substr(0, line.find_last_not_of(" \t\r") + 1);
  };
  if (next_line() != "---") return {};

  FrontMatter result;
  result.begun = true;
  std::string key;  // of the last line that had one; empty when its loss has been told
  const auto drop = [&](std::string_view line) {
    if (!key.empty()) result.dropped.push_back(dropped_value(key, line));
    key.clear();
  };
  while (position < text.size()) {
    const std::string_view line = next_line();
    if (line == "---" || line == "...") {
      result.end = position;
      return result;
    }
    if (line.empty() || line.front() == '#') continue;
    // What is indented or a list item belongs to the key above it: YAML that is not read here.
    if (line.front() == ' ' || line.front() == '\t' || line.front() == '-') {
      drop(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_key(line.substr(0, colon))) break;
    const std::string_view value = trim(line.substr(colon + 1));
    key = trim(line.substr(0, colon));
    if (is_block_mark(value)) continue;  // its lines follow, indented
    result.fields.emplace_back(key, unquote(value));
  }
  result.fields.clear();
  result.dropped.clear();
  return result;
}

}  // namespace leitwort::corpus

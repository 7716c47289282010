/// Any bytes as a text file with front matter, and its lines as dates.

#include "corpus/source.hpp"
#include "fuzz.hpp"

namespace {

using namespace leitwort;
using namespace leitwort::fuzz;

std::partial_ordering opposite(std::partial_ordering order) {
  return 0 <=> order;
}

void require_sound_dates(const std::vector<std::string>& lines) {
  std::vector<Date> dates;
  for (const std::string& line : lines) {
    const std::optional<Date> date = parse_date(line);
    if (!date) continue;
    require(date->known() && date->year >= 1 && date->year <= 9999, "a date has a year");
    require(date->month <= 12 && date->day <= 31 && (date->day == 0 || date->month > 0),
            "a date has a month and a day of the calendar");
    Date exact = *date;
    exact.circa = false;
    require(parse_date(to_string(*date)) == exact, "a date is read as it is written");
    require(!precision_name(*date).empty(), "a date has a precision");
    require(compare_dates(*date, *date) == 0, "a date is as early as itself");
    if (dates.size() < 20) dates.push_back(*date);
  }
  for (const Date& a : dates) {
    for (const Date& b : dates) {
      require(compare_dates(a, b) == opposite(compare_dates(b, a)), "dates compare both ways");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = view(data, size);
  static const ScratchFile file("input.txt");
  const Corpus corpus = read_all_ways(file, bytes);
  require(!corpus.documents.empty() || !corpus.notices.empty(), "a file is read or named");
  for (const Document& document : corpus.documents) {
    require(document.body_begin == 0 ||
                std::string_view(document.text).substr(0, 7).find("---") != std::string::npos,
            "front matter begins with a rule of dashes");
  }
  const corpus::FrontMatter front = corpus::parse_front_matter(bytes);
  require(front.end <= bytes.size(), "front matter ends inside the text");
  require(front.end == 0 || front.begun, "front matter that ends has begun");
  require(front.end > 0 || front.fields.empty(), "what is no front matter has no fields");

  const std::vector<std::string> lines = split(bytes, "\n");
  require_sound_dates(lines);
  // A file name of any bytes tells what it tells; most are none that a disk would take.
  const corpus::Fields fields = corpus::file_name_fields(lines.front());
  require(fields.empty() || parse_date(fields.front().second).has_value(),
          "what a file name tells is a date");
  return 0;
}

/// What was planted in random corpora must be found: the families first, whole, with their slots
/// and dates.

#include "oracle/planted.hpp"

#include "formulations/texts.hpp"
#include <leitwort/history.hpp>

#include <set>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// Hits of tries, over all corpora.
struct Tally {
  std::size_t hits = 0, tries = 0;
  void add(bool hit) {
    hits += hit ? 1 : 0;
    ++tries;
  }
  [[nodiscard]] double share() const {
    return static_cast<double>(hits) / static_cast<double>(std::max<std::size_t>(1, tries));
  }
};

struct Tallies {
  Tally ranked, families, uses, wordings, slots, changes, dates;
};

class PlantedFamilies {
 public:
  explicit PlantedFamilies(unsigned seed)
      : corpus_(oracle::Planter(seed).plant()), texts_({}), families_(corpus_.families.size()) {
    tokenize(corpus_.documents, texts_.tokens, texts_.vocabulary);
    std::map<std::string, std::uint32_t> authors;
    for (DocumentIndex d = 0; d < corpus_.documents.size(); ++d) {
      dates_.push_back(corpus_.documents[d].date);
      texts_.series.push_back(authors.try_emplace(corpus_.documents[d].author, d).first->second);
    }
    found_ = texts_.find({});
  }

  void judge(Tallies& tallies) {
    match_rows();
    std::size_t rank = 0;
    std::set<std::size_t> met;
    for (std::size_t r = 0; r < found_.rows.size() && rank < families_; ++r) {
      if (found_.rows[r].kind != FormulationKind::phrase) continue;
      ++rank;
      const bool hit = family_of_row_[r] < families_ && met.insert(family_of_row_[r]).second;
      tallies.ranked.add(hit);
      if (!hit) tell("ranked but not planted: " + found_.rows[r].text);
    }
    for (std::size_t f = 0; f < families_; ++f) {
      tallies.families.add(met.contains(f));
      judge_family(f, tallies);
    }
  }

 private:
  static void tell(const std::string& text) { std::cerr << "  " << text << "\n"; }

  /// A row is a family's if most of its places lie on the family's.
  void match_rows() {
    for (const Formulation& row : found_.rows) {
      std::map<std::size_t, std::size_t> overlaps;
      for (const Place& place : found_.places_of(row)) {
        for (const oracle::PlantedUse& use : corpus_.uses) {
          if (use.begin < place.end && place.begin < use.end) ++overlaps[use.family];
        }
      }
      std::size_t family = families_, most = row.occurrences / 2;
      for (const auto& [f, n] : overlaps) {
        if (n > most) family = f, most = n;
      }
      family_of_row_.push_back(family);
    }
  }

  void judge_family(std::size_t f, Tallies& tallies) {
    const oracle::PlantedFamily& family = corpus_.families[f];
    const Formulation* row = nullptr;  // the fullest, where a family is spread over several
    for (std::size_t r = 0; r < found_.rows.size(); ++r) {
      if (family_of_row_[r] != f) continue;
      if (row == nullptr || found_.rows[r].occurrences > row->occurrences) row = &found_.rows[r];
    }
    std::vector<DocumentIndex> planted;
    std::vector<std::uint8_t> wording_found(family.wordings.size());
    std::vector<std::set<std::string>> values(family.wordings.size());
    for (const oracle::PlantedUse& use : corpus_.uses) {
      if (use.family != f) continue;
      if (planted.empty() || planted.back() != use.document) planted.push_back(use.document);
      const Place* place = row == nullptr ? nullptr : place_at(*row, use);
      tallies.uses.add(place != nullptr);
      if (place == nullptr) continue;
      wording_found[use.wording] = 1;
      const auto& slot_values = row->wordings[place->wording].slot_values;
      for (const std::string& value : slot_values) values[use.wording].insert(value);
    }
    for (std::size_t w = 0; w < family.wordings.size(); ++w) {
      tallies.wordings.add(wording_found[w] != 0);
      if (wording_found[w] == 0) trace("wording not found", f, w, row);
    }
    if (row == nullptr) {
      tallies.dates.add(false);
      return;
    }
    const std::vector<DocumentIndex> documents =
        documents_of(found_.places_of(*row), texts_.tokens);
    const bool dates_right = first_attestation(documents, dates_).date.year ==
                                 first_attestation(planted, dates_).date.year &&
                             last_attestation(documents, dates_).date.year ==
                                 last_attestation(planted, dates_).date.year;
    tallies.dates.add(dates_right);
    if (!dates_right) trace("dates", f, 0, row);
    if (family.kind == oracle::PlantKind::fixed || family.kind == oracle::PlantKind::reordered) {
      return;
    }
    for (std::size_t w = 0; w < family.wordings.size(); ++w) {
      const bool right = values[w].contains(family.wordings[w].slot);
      tallies.slots.add(right);
      if (!right) trace("slot value", f, w, row);
    }
    if (family.change != 0) judge_change(f, *row, tallies);
  }

  /// The years of the last use of the first wording and of the first use of the second, as the slot
  /// that tells them apart has them.
  void judge_change(std::size_t f, const Formulation& row, Tallies& tallies) {
    const oracle::PlantedFamily& family = corpus_.families[f];
    const auto years = [&](std::size_t w) {
      std::set<int> planted;
      for (const oracle::PlantedUse& use : corpus_.uses) {
        if (use.family == f && use.wording == w) planted.insert(dates_[use.document].year);
      }
      return planted;
    };
    bool right = false;
    for (std::size_t s = 0; s < row.wordings[0].slot_values.size(); ++s) {
      std::set<int> found[2];
      for (const Place& place : found_.places_of(row)) {
        const auto& values = row.wordings[place.wording].slot_values;
        for (std::size_t w = 0; w < 2; ++w) {
          if (s >= values.size() || values[s] != family.wordings[w].slot) continue;
          found[w].insert(dates_[texts_.tokens.document_of(place.begin)].year);
        }
      }
      right = right || (found[0] == years(0) && found[1] == years(1));
    }
    tallies.changes.add(right);
    if (!right) trace("date of the change", f, 1, &row);
  }

  /// The place of a row that is this use, function words before it apart.
  const Place* place_at(const Formulation& row, const oracle::PlantedUse& use) const {
    for (const Place& place : found_.places_of(row)) {
      if (place.begin <= use.begin && use.begin - place.begin <= 4 && place.end == use.end) {
        return &place;
      }
    }
    return nullptr;
  }

  void trace(const std::string& what, std::size_t f, std::size_t w, const Formulation* row) const {
    std::string text = what + ":";
    for (const std::string& word : corpus_.families[f].wordings[w].words) text += " " + word;
    text += "; row: ";
    text += row == nullptr ? "none" : row->text + "; slots: " + row->slots;
    tell(text);
  }

  oracle::PlantedCorpus corpus_;
  test::Texts texts_;
  std::size_t families_;
  std::vector<Date> dates_;
  Formulations found_;
  std::vector<std::size_t> family_of_row_;  // families_: of none
};

TEST(PlantedFamilies, AreFoundFirstAndWhole) {
  Tallies tallies;
  for (unsigned seed = 1; seed <= 5; ++seed) PlantedFamilies(seed).judge(tallies);
  EXPECT_GE(tallies.ranked.share(), 0.95);    // precision among the first N
  EXPECT_GE(tallies.families.share(), 0.95);  // recall
  EXPECT_GE(tallies.uses.share(), 0.95);
  EXPECT_GE(tallies.wordings.share(), 0.95);
  EXPECT_GE(tallies.slots.share(), 0.95);
  EXPECT_GE(tallies.changes.share(), 0.95);
  EXPECT_EQ(tallies.dates.share(), 1);
  EXPECT_EQ(tallies.families.tries, 5U * 18U);
  for (const auto& [name, tally] :
       {std::pair("precision", tallies.ranked), std::pair("recall", tallies.families),
        std::pair("uses", tallies.uses), std::pair("wordings", tallies.wordings),
        std::pair("slots", tallies.slots), std::pair("changes", tallies.changes)}) {
    RecordProperty(name, std::to_string(tally.hits) + " of " + std::to_string(tally.tries));
  }
}

}  // namespace
}  // namespace leitwort

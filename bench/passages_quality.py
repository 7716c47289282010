#!/usr/bin/env python3
"""Score `leitwort passages` on texts of which it is known what belongs together.

    bench/passages_quality.py --leitwort build/release/bin/leitwort --pan FOLDER \\
        --versions bible.jsonl --verses verses.tsv --levels FOLDER

--pan: a folder with texts and PAN XML, scored by scripts/score_passages.py, macro-averaged.

--versions, --verses: several versions of the same books, with a table of document, book, chapter,
verse, begin_byte and end_byte; the documents of one book are its versions, and what stands before the
last slash of an id names the version. For each pair of versions, of the verses that both have:

    covered   share with half of their bytes or more in passages whose other side overlaps that verse;
              a passage that is a whole book covers all its verses
    reached   share with half of their tokens or more aligned with a token of that verse
    right     share of the aligned tokens (= and X in `alignment`) that lie in the same verse
    right =   the same of equal tokens alone

--levels: labels.csv (File, Task, Category) with answers, and originals orig_taskX.txt. By answer, the
share that passages with its original cover or match; Spearman's rank correlation, ties with average
ranks, with the levels non < heavy < light < cut. Beside it, the share of the answer's n-grams of tokens
that stand in the original.

Tokens are not in passages.csv: texts are tokenised here by Leitwort's rule (a run of letters, marks
and digits, apostrophes between letters inside; a Han character or kana alone). A row whose numbers of
tokens differ from those is left out of what needs tokens, and counted.

Exit status: 0 scored, 2 the input is unusable or the program failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tempfile
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
from running import Failed, lines_of, output_of, scored
from tables import print_table, read_table

LEVELS = {"non": 0, "heavy": 1, "light": 2, "cut": 3}
MARKS = "".join(c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] == "M")
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+(?:(?<=[^\W\d_])['\u2019](?=[^\W\d_])(?:[^\W_]|[{MARKS}])+)*")
ALONE = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]|"
    "[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
)
RUN = re.compile(r"(\d+)([=XDI])")


Span = tuple[int, int]  # begin and end, half-open


class Text:
    """Tokens of a text, folded, and the bytes at which they begin, ascending.

    Bytes that are not UTF-8 come as lone surrogates and separate tokens.
    """

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.begins: list[int] = []
        self.size = len(text.encode("utf-8", "surrogateescape"))
        at = byte = 0
        for match in WORD.finditer(text):
            for part in ALONE.finditer(match[0]):
                begin = match.start() + part.start()
                byte += len(text[at:begin].encode("utf-8", "surrogateescape"))
                at = begin
                self.begins.append(byte)
                self.words.append(unicodedata.normalize("NFKC", part[0].replace("\u2019", "'")).casefold())

    def within(self, begin: int, end: int) -> range:
        """The numbers of the tokens that begin in these bytes, half-open."""
        return range(bisect_left(self.begins, begin), bisect_left(self.begins, end))


class Aligned(NamedTuple):
    """Two tokens that are aligned, by their numbers in either document."""

    first: int
    second: int
    equal: bool


class Passage:
    """A row of passages.csv."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.documents = row["a"], row["b"]
        self.bytes: tuple[Span, Span] = (
            (int(row["a_begin_byte"]), int(row["a_end_byte"])),
            (int(row["b_begin_byte"]), int(row["b_end_byte"])),
        )
        self.tokens = int(row["tokens_a"]), int(row["tokens_b"])
        self.alignment = row["alignment"]

    def aligned(self, texts: Mapping[str, Text]) -> list[Aligned] | None:
        """Its aligned tokens; None if the texts have other numbers of tokens there."""
        inside = [texts[document].within(*span) for document, span in zip(self.documents, self.bytes)]
        runs = [(int(count), kind) for count, kind in RUN.findall(self.alignment)]
        used = [sum(count for count, kind in runs if kind in kinds) for kinds in ("=XD", "=XI")]
        if tuple(map(len, inside)) != self.tokens or used != list(self.tokens):
            return None
        result: list[Aligned] = []
        i, j = (side.start for side in inside)
        for count, kind in runs:
            if kind in "=X":
                result += (Aligned(i + n, j + n, kind == "=") for n in range(count))
            i += count * (kind != "I")
            j += count * (kind != "D")
        return result


def search(options: argparse.Namespace, corpus: Path, folder: Path) -> Path:
    """The file with all passages of the corpus."""
    out = folder / "passages.csv"
    command = [options.leitwort, "passages", str(corpus), "-o", str(out), "--limit", "all", "-q"]
    output_of(command + options.leitwort_option)
    return out


def passages(path: Path) -> Iterator[Passage]:
    """The rows of passages.csv."""
    return map(Passage, read_table(path))


def covered(spans: Iterable[Span]) -> int:
    """How many bytes lie in any of the spans."""
    total, reached = 0, -1
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total


# PAN ------------------------------------------------------------------------------------


def score_pan(options: argparse.Namespace, folder: Path) -> None:
    """Score the passages of --pan against its truth, and print the rows by kind."""
    result = scored(options.pan, search(options, options.pan, folder), options.pan)
    print(f"\n## Passages by truth: {options.pan.name}\n")
    measures = ["precision", "recall", "f1", "granularity", "plagdet"]
    print_table(
        ["kind", "cases", "detected", "detections", "precision", "recall", "F1", "granularity", "plagdet"],
        [
            [row["kind"], str(row["cases"]), str(row["cases_detected"]), str(row["detections"])]
            + [f"{row[key]:.4f}" for key in measures]
            for row in result["scores"]
            if row["average"] == "macro"
        ],
    )
    print("".join(f"\n{note}." for note in result["notes"]))


# Versions -------------------------------------------------------------------------------


Verse = tuple[str, str, str]  # book, chapter, verse
Pair = tuple[str, str]  # two documents, or two versions


class Place(NamedTuple):
    """Where a verse is in a document, in bytes."""

    begin: int
    end: int
    verse: Verse


class Verses:
    """Where the verses of the documents are, ascending, disjoint; and the book that a document is."""

    def __init__(self, path: Path) -> None:
        self.of: dict[str, list[Place]] = defaultdict(list)
        self.book: dict[str, str] = {}
        for row in csv.DictReader(lines_of(path), delimiter="\t"):
            verse = row["book"], row["chapter"], row["verse"]
            self.of[row["document"]].append(Place(int(row["begin_byte"]), int(row["end_byte"]), verse))
            self.book[row["document"]] = row["book"]
        for verses in self.of.values():
            verses.sort()

    def are_one_book(self, pair: Pair) -> bool:
        """Whether the documents are two versions of a book."""
        book = self.book.get(pair[0])
        return pair[0] != pair[1] and book is not None and book == self.book.get(pair[1])

    def overlapping(self, document: str, begin: int, end: int) -> Iterator[Place]:
        """The verses that these bytes touch."""
        verses = self.of[document]
        first = max(0, bisect_right(verses, begin, key=lambda verse: verse.begin) - 1)
        for verse in verses[first:]:
            if verse.begin >= end:
                return
            if verse.end > begin:
                yield verse

    def by_token(self, document: str, text: Text) -> list[Verse | None]:
        """The verse of each token, None between verses."""
        result: list[Verse | None] = [None] * len(text.begins)
        for begin, end, verse in self.of[document]:
            inside = text.within(begin, end)
            result[inside.start : inside.stop] = [verse] * len(inside)
        return result


@dataclass
class Side:
    """Of a document beside another version, by verse: the spans that passages cover, and the tokens aligned with it."""

    spans: dict[Verse, list[Span]] = field(default_factory=lambda: defaultdict(list))
    reached: dict[Verse, set[int]] = field(default_factory=lambda: defaultdict(set))


def version_of(document: str) -> str:
    """The version that a document is of."""
    return document.rpartition("/")[0]


def versions_of(pair: Pair) -> Pair:
    """The versions that two documents are of."""
    return version_of(pair[0]), version_of(pair[1])


class Versions:
    """The documents with their verses, and what passages say of them."""

    def __init__(self, corpus: Path, verses: Verses) -> None:
        self.verses = verses
        self.texts: dict[str, Text] = {}
        self.verse_of: dict[str, list[Verse | None]] = {}  # of each token
        for line in lines_of(corpus):
            if line.strip():
                record = json.loads(line)
                name, text = record["id"], Text(record["text"])
                self.texts[name], self.verse_of[name] = text, verses.by_token(name, text)
        self.size = {name: Counter(of_tokens) for name, of_tokens in self.verse_of.items()}  # tokens of each verse
        self.sides: dict[Pair, tuple[Side, Side]] = defaultdict(lambda: (Side(), Side()))
        self.counts: dict[Pair, Counter[str]] = defaultdict(Counter)  # of versions: aligned tokens
        self.rows = self.unread = 0

    def add(self, passage: Passage) -> None:
        """Count a passage, if it is between two versions of a book."""
        pair = passage.documents
        if not self.verses.are_one_book(pair):
            return
        self.rows += 1
        self.cover(passage)
        aligned = passage.aligned(self.texts)
        if aligned is None:
            self.unread += 1
            return
        count = self.counts[versions_of(pair)]
        sides = self.sides[pair]
        for i, j, equal in aligned:
            verse = self.verse_of[pair[0]][i]
            right = verse is not None and verse == self.verse_of[pair[1]][j]
            count["aligned"] += 1
            count["right"] += right
            count["equal"] += equal
            count["right equal"] += right and equal
            if verse is not None and right:
                sides[0].reached[verse].add(i)
                sides[1].reached[verse].add(j)

    def cover(self, passage: Passage) -> None:
        """Keep what the passage covers of the verses that it touches on both sides."""
        touched = [
            list(self.verses.overlapping(document, *span)) for document, span in zip(passage.documents, passage.bytes)
        ]
        for number, side in enumerate(self.sides[passage.documents]):
            other = {place.verse for place in touched[1 - number]}
            begin, end = passage.bytes[number]
            for place in touched[number]:
                if place.verse in other:
                    side.spans[place.verse].append((max(begin, place.begin), min(end, place.end)))

    def pairs(self) -> Iterator[Pair]:
        """All pairs of versions of a book, in the order of the corpus, as pairs in passages.csv are."""
        documents: dict[str, list[str]] = defaultdict(list)
        for document in self.texts:
            if document in self.verses.book:
                documents[self.verses.book[document]].append(document)
        for versions in documents.values():
            yield from combinations(versions, 2)

    def totals(self) -> dict[Pair, tuple[Counter[str], Counter[str]]]:
        """Of each pair of versions, on both sides: the verses that both have, and how many are covered and reached."""
        total: dict[Pair, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        for pair in self.pairs():
            first, second = ({place.verse for place in self.verses.of[document]} for document in pair)
            for document, side, count in zip(pair, self.sides[pair], total[versions_of(pair)]):
                for begin, end, verse in self.verses.of[document]:
                    if verse in first & second:
                        count["verses"] += 1
                        count["covered"] += 2 * covered(side.spans[verse]) >= end - begin
                        count["reached"] += 2 * len(side.reached[verse]) >= self.size[document][verse]
        return total


def share(count: Counter[str], what: str, of: str) -> str:
    """One count as a share of another, for people."""
    return f"{count[what] / count[of]:.4f}" if count[of] else "–"


def score_versions(options: argparse.Namespace, folder: Path) -> None:
    """Score the passages between the versions of --versions, and print a row for each side of two versions."""
    versions = Versions(options.versions, Verses(options.verses))
    for passage in passages(search(options, options.versions, folder)):
        versions.add(passage)
    print(f"\n## Versions of the same books: {options.versions.name}\n")
    rows = []
    for pair, sides in versions.totals().items():
        count = versions.counts[pair]
        for version, one in zip(pair, sides):
            row = [" – ".join(pair), version, f"{one['verses']:,}"]
            row += [f"{one['covered'] / one['verses']:.4f}", f"{one['reached'] / one['verses']:.4f}"]
            row += [f"{count['aligned']:,}", share(count, "right", "aligned"), share(count, "right equal", "equal")]
            rows.append(row)
    print_table(["versions", "side", "verses", "covered", "reached", "aligned tokens", "right", "right ="], rows)
    print(
        f"\n{versions.rows:,} passages between versions of a book; "
        f"{versions.unread:,} with other numbers of tokens than counted here."
    )


# Levels ---------------------------------------------------------------------------------


def ranks(values: Iterable[float]) -> list[float]:
    """From 1, equal values with the average of theirs."""
    values = list(values)
    ordered = sorted(values)
    return [(bisect_left(ordered, value) + bisect_right(ordered, value) + 1) / 2 for value in values]


def spearman(a: Iterable[float], b: Iterable[float]) -> float:
    """Spearman's rank correlation; 0 where all values of one are equal."""
    a, b = ranks(a), ranks(b)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    covariance = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    spread = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    correlation: float = covariance / spread**0.5 if spread else 0.0
    return correlation


def ngrams(tokens: Sequence[str], n: int) -> set[tuple[str, ...]]:
    """The distinct n-grams of tokens."""
    return {tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)}


def contained(words: Sequence[str], original: Sequence[str], n: int) -> float:
    """The share of the distinct n-grams of tokens that the original has too."""
    grams = ngrams(words, n)
    return len(grams & ngrams(original, n)) / len(grams) if grams else 0.0


class Answer(NamedTuple):
    """What an answer was made from, and how."""

    original: str
    level: str


class Levels:
    """The answers with their originals, and what passages say of them."""

    def __init__(self, folder: Path) -> None:
        self.answers: dict[str, Answer] = {}
        with open(folder / "labels.csv", newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                if row["Category"] in LEVELS:
                    self.answers[Path(row["File"]).stem] = Answer(f"orig_task{row['Task']}", row["Category"])
        self.texts = {
            name: Text((folder / f"{name}.txt").read_bytes().decode("utf-8", "surrogateescape"))
            for name in {*self.answers, *(answer.original for answer in self.answers.values())}
        }
        self.spans: dict[str, list[Span]] = defaultdict(list)
        self.matched: dict[str, set[int]] = defaultdict(set)  # numbers of tokens
        self.unread = 0

    def add(self, passage: Passage) -> None:
        """Count a passage, if it is between an answer and its original."""
        for side, (name, other) in enumerate((passage.documents, passage.documents[::-1])):
            if name in self.answers and self.answers[name].original == other:
                self.spans[name].append(passage.bytes[side])
                aligned = passage.aligned(self.texts)
                self.unread += aligned is None
                self.matched[name].update(pair[side] for pair in aligned or () if pair.equal)

    def measures(self) -> dict[str, list[float]]:
        """The shares of each answer, by what they are shares of."""
        texts = self.texts
        result = {
            "covered by passages (bytes)": [covered(self.spans[name]) / texts[name].size for name in self.answers],
            "matched in passages (tokens)": [len(self.matched[name]) / len(texts[name].words) for name in self.answers],
        }
        for n in (3, 5):
            result[f"{n}-grams in the original"] = [
                contained(texts[name].words, texts[answer.original].words, n) for name, answer in self.answers.items()
            ]
        return result

    def mean(self, values: Iterable[float], level: str) -> float:
        """The mean of those values that belong to answers of a level; 0 where there are none."""
        chosen = [value for value, answer in zip(values, self.answers.values()) if answer.level == level]
        return sum(chosen) / max(1, len(chosen))


def score_levels(options: argparse.Namespace, folder: Path) -> None:
    """Score the passages between the answers of --levels and their originals, and print the correlations."""
    levels = Levels(options.levels)
    for passage in passages(search(options, options.levels, folder)):
        levels.add(passage)
    measures, answers = levels.measures(), levels.answers
    numbers = Counter(answer.level for answer in answers.values())
    print(
        f"\n## Levels of reuse: {options.levels.name}\n\n{len(answers)} answers: "
        + ", ".join(f"{count} {level}" for level, count in numbers.items())
        + ".\n"
    )
    in_original = measures["5-grams in the original"]
    known = [
        i for i, answer in enumerate(answers.values()) if answer.level != "cut" or in_original[i] >= options.foreign
    ]
    print_correlations(levels, measures, known)
    print(
        f"\nWithout the answers of level cut of whose 5-grams less than {options.foreign:.0%} stand in the original:\n"
    )
    print_table(
        ["answer", "tokens", *measures],
        [
            [name, f"{len(levels.texts[name].words):,}", *(f"{values[i]:.2f}" for values in measures.values())]
            for i, name in enumerate(answers)
            if i not in known
        ],
    )
    print(f"\n{levels.unread:,} passages with other numbers of tokens than counted here.")


def print_correlations(levels: Levels, measures: Mapping[str, Sequence[float]], known: Sequence[int]) -> None:
    """Print how each measure goes with the levels, in all answers and in those of these numbers."""
    level = [LEVELS[answer.level] for answer in levels.answers.values()]
    rows = []
    for name, values in measures.items():
        of_known = spearman([values[i] for i in known], [level[i] for i in known])
        means = [f"{levels.mean(values, one):.2f}" for one in LEVELS]
        rows.append([name, f"{spearman(values, level):.3f}", f"{of_known:.3f}", *means])
    left_out = f"without {len(level) - len(known)} cut"
    print_table(["share of an answer", "Spearman", left_out, *(f"mean {one}" for one in LEVELS)], rows)


# The command ----------------------------------------------------------------------------


def parse_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add = parser.add_argument
    add("--leitwort", required=True, help="the program")
    add("--leitwort-option", action="append", default=[], metavar="OPTION", help="as in =--min-tokens=8")
    add("--pan", type=Path, metavar="FOLDER", help="texts and PAN XML")
    add("--versions", type=Path, metavar="CORPUS", help="JSON Lines, .zst too")
    add("--verses", type=Path, metavar="TSV", help="where the verses are, .zst too")
    add("--levels", type=Path, metavar="FOLDER", help="answers, originals and labels.csv")
    add(
        "--foreign",
        type=float,
        default=0.5,
        metavar="SHARE",
        help="5-grams below which an answer of level cut has other sources; default: %(default)s",
    )
    options = parser.parse_args()
    if (options.versions is None) != (options.verses is None):
        parser.error("--versions and --verses go together")
    return options


def main() -> int:
    """Score what the command line names; the exit status."""
    options = parse_arguments()
    given = f", options {' '.join(options.leitwort_option)}" if options.leitwort_option else ""
    print(f"# Quality of passages{given}")
    wanted: list[tuple[Path | None, Callable[[argparse.Namespace, Path], None]]] = [
        (options.pan, score_pan),
        (options.versions, score_versions),
        (options.levels, score_levels),
    ]
    try:
        for corpus, scorer in wanted:
            if corpus is not None:
                with tempfile.TemporaryDirectory() as folder:
                    scorer(options, Path(folder))
    except (Failed, OSError, ValueError, KeyError) as error:
        what = f"no column or document {error}" if isinstance(error, KeyError) else error
        print(f"passages_quality.py: {what}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

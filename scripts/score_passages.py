#!/usr/bin/env python3
"""Score found passages against the truth: precision, recall, F1, granularity and plagdet, by characters.

    score_passages.py TRUTH out/passages.csv --texts CORPUS
    score_passages.py TRUTH DETECTIONS

TRUTH is a folder of PAN XML files, searched with the folders in it (or one file); the detections
are the `passages.csv` of Leitwort, or PAN XML too. Offsets of PAN are characters, those of
Leitwort bytes: --texts says where the documents are that turn one into the other.

The measures are those of Potthast, Stein, Barrón-Cedeño and Rosso, "An Evaluation Framework for
Plagiarism Detection", COLING 2010. A case s and a detection r are sets of characters, those of
both sides. r detects s if it overlaps s on both sides; s ⊓ r is s ∩ r if r detects s, else empty.

    precision    mean over detections of |∪ₛ(s ⊓ r)| / |r|
    recall       mean over cases of |∪ᵣ(s ⊓ r)| / |s|
    F1           2 · precision · recall / (precision + recall)
    granularity  mean over detected cases of how many detections detect them; 1 where none is detected
    plagdet      F1 / log₂(1 + granularity)

That is macro-averaged. Micro-averaged, precision is |∪(s ⊓ r)| / |∪r| and recall |∪(s ⊓ r)| / |∪s|,
each character of a document counted once.

By kind of case, recall and granularity are those of its cases; precision is that of the detections
that detect one of them, whatever kind the characters belong to that are right. A detection that
detects nothing belongs to no kind; it lowers precision in the row `all` only.

What the paper leaves open: no detections are precision 0; without cases, recall, F1 and plagdet are
unknown. Which side is called the copy does not matter. A case or a detection that stands twice
counts once, one with an empty side stays (it detects nothing and is not detected), one with two
empty sides or without a source is left out; each is told.

Exit status: 0 scored, 2 the input or an option is unusable.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple, TextIO
from xml.etree import ElementTree

sys.dont_write_bytecode = True
from command import (
    TEXT_ENDINGS,
    InputError,
    described_by,
    program,
    reading,
    reading_csv,
    reading_json_lines,
    text_files,
    write_utf8,
)

ALL = "all"
COLUMNS = [
    "average",
    "kind",
    "cases",
    "cases_detected",
    "detections",
    "precision",
    "recall",
    "f1",
    "granularity",
    "plagdet",
]
BYTE_COLUMNS = ["a", "a_begin_byte", "a_end_byte", "b", "b_begin_byte", "b_end_byte"]

Characters = dict[str, list[tuple[int, int]]]  # a set of characters, see below
Row = dict[str, Any]  # of the result: column → value, None where it is unknown


class Side(NamedTuple):
    """Characters `begin` to `end` (half-open) of a document; bytes where it was just read from a CSV file."""

    document: str
    begin: int
    end: int


class Passage(NamedTuple):
    """Two sides that belong together, in order of `Side`: a case of the truth, or a detection."""

    first: Side
    second: Side
    kind: str = ""  # of a case

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides."""
        return self.first, self.second


def passage_between(one: Side, other: Side, kind: str = "") -> Passage:
    """A passage of two sides in any order."""
    return Passage(min(one, other), max(one, other), kind)


# Characters ----------------------------------------------------------------------------
# A set of characters is a dict: document → intervals (begin, end), half-open, sorted, none
# empty, no two that touch.


def merged(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Intervals in any order, as those of a set of characters."""
    result: list[tuple[int, int]] = []
    for begin, end in sorted(intervals):
        if begin >= end:
            continue
        if result and begin <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((begin, end))
    return result


def characters(passages: Iterable[Passage]) -> Characters:
    """The characters of all sides of some passages."""
    found: Characters = defaultdict(list)
    for passage in passages:
        for side in passage.sides:
            found[side.document].append((side.begin, side.end))
    return {document: merged(intervals) for document, intervals in found.items()}


def common(a: Characters, b: Characters) -> Characters:
    """The characters in both sets; O(intervals of both)."""
    return {document: common_intervals(a[document], b[document]) for document in a.keys() & b.keys()}


def common_intervals(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What two sorted lists of disjoint intervals share."""
    shared = []
    i = j = 0
    while i < len(left) and j < len(right):
        begin, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if begin < end:
            shared.append((begin, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return shared


def union(sets: Iterable[Characters]) -> Characters:
    """The characters in any of the sets."""
    found: Characters = defaultdict(list)
    for one in sets:
        for document, intervals in one.items():
            found[document] += intervals
    return {document: merged(intervals) for document, intervals in found.items()}


def size(some: Characters) -> int:
    """How many characters a set has."""
    return sum(end - begin for intervals in some.values() for begin, end in intervals)


# Measures ------------------------------------------------------------------------------


def overlap(a: Side, b: Side) -> bool:
    """Whether two sides share a character."""
    return a.document == b.document and max(a.begin, b.begin) < min(a.end, b.end)


def detects(detection: Passage, case: Passage) -> bool:
    """Whether they overlap on both sides, whichever way round."""
    (a, b), (c, d) = detection.sides, case.sides
    return (overlap(a, c) and overlap(b, d)) or (overlap(a, d) and overlap(b, c))


def matches(cases: Sequence[Passage], detections: Sequence[Passage]) -> list[tuple[int, int]]:
    """Pairs (number of case, number of detection) where the one is detected by the other."""
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        between[case.first.document, case.second.document].append(number)
    return [
        (number, found)
        for found, detection in enumerate(detections)
        for number in between.get((detection.first.document, detection.second.document), ())
        if detects(detection, cases[number])
    ]


def mean(values: Sequence[float]) -> float:
    """The mean of a list that is not empty."""
    return math.fsum(values) / len(values)


def plagdet(f1: float, granularity: float) -> float:
    """F1, lowered where cases are detected in pieces."""
    return f1 / math.log2(1 + granularity)


def row(
    average: str,
    kind: str,
    cases: int,
    counts: Sequence[int],
    detections: int,
    precision: float,
    recall: float | None,
) -> Row:
    """A row of the result; `counts` are the detections of each detected case."""
    granularity = mean(counts) if counts else 1.0
    f1 = None if recall is None else harmonic_mean(precision, recall)
    values = [average, kind, cases, len(counts), detections, precision, recall, f1, granularity]
    return dict(zip(COLUMNS, [*values, None if f1 is None else plagdet(f1, granularity)]))


def harmonic_mean(precision: float, recall: float) -> float:
    """F1: 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0


class Matched:
    """Cases, detections, and which characters of each the others have right; both are called by their numbers."""

    def __init__(self, cases: Sequence[Passage], detections: Sequence[Passage]) -> None:
        self.cases, self.detections = cases, detections
        self.cases_of: dict[int, list[int]] = defaultdict(list)  # of a detection: the cases that it detects
        self.detections_of: dict[int, list[int]] = defaultdict(list)  # of a case: what detects it
        for case, detection in matches(cases, detections):
            self.cases_of[detection].append(case)
            self.detections_of[case].append(detection)
        # r ∩ the union of the cases that r detects, and the same the other way round
        self.right = [
            common(characters([r]), characters(cases[s] for s in self.cases_of[i])) for i, r in enumerate(detections)
        ]
        self.caught = [
            common(characters([s]), characters(detections[r] for r in self.detections_of[i]))
            for i, s in enumerate(cases)
        ]

    def rows(self, kind: str) -> tuple[Row, Row]:
        """The macro- and the micro-averaged row of a kind of case."""
        s = [i for i, case in enumerate(self.cases) if kind in (ALL, case.kind)]
        r = range(len(self.detections)) if kind == ALL else sorted({d for i in s for d in self.detections_of[i]})
        counts = [len(self.detections_of[i]) for i in s if self.detections_of[i]]
        macro = row("macro", kind, len(s), counts, len(r), self.macro_precision(r), self.macro_recall(s))
        micro = row("micro", kind, len(s), counts, len(r), self.micro_precision(r), self.micro_recall(s))
        return macro, micro

    def macro_precision(self, r: Sequence[int]) -> float:
        """The mean over some detections of the share that is right; of none 0."""
        return mean([size(self.right[i]) / size(characters([self.detections[i]])) for i in r]) if r else 0.0

    def macro_recall(self, s: Sequence[int]) -> float | None:
        """The mean over some cases of the share that is caught; of none unknown."""
        return mean([size(self.caught[i]) / size(characters([self.cases[i]])) for i in s]) if s else None

    def micro_precision(self, r: Sequence[int]) -> float:
        """The share of the characters of some detections that is right; of none 0."""
        if not r:
            return 0.0
        return size(union(self.right[i] for i in r)) / size(characters(self.detections[i] for i in r))

    def micro_recall(self, s: Sequence[int]) -> float | None:
        """The share of the characters of some cases that is caught; of none unknown."""
        if not s:
            return None
        return size(union(self.caught[i] for i in s)) / size(characters(self.cases[i] for i in s))


def scores(cases: Sequence[Passage], detections: Sequence[Passage]) -> list[Row]:
    """The rows of the result: macro- and micro-averaged, each of all cases and of every kind."""
    matched = Matched(cases, detections)
    pairs = [matched.rows(kind) for kind in [ALL, *sorted({case.kind for case in cases})]]
    return [macro for macro, _ in pairs] + [micro for _, micro in pairs]


# Names of documents --------------------------------------------------------------------


def without_ending(document: str) -> str:
    """A path or an id without the ending of a text."""
    return next((document[: -len(e)] for e in TEXT_ENDINGS if document.lower().endswith(e)), document)


def name_of(document: str) -> str:
    """The last part of a path or an id, without the ending of a text."""
    return without_ending(document).replace("\\", "/").rsplit("/", 1)[-1]


def names_of(documents: Iterable[str], where: Path, among: AbstractSet[str] | None = None) -> dict[str, str]:
    """Map documents to their names, those not `among` the names to themselves; two must not share one."""
    names: dict[str, str] = {}
    owner: dict[str, str] = {}
    for document in sorted(documents):
        name = name_of(document)
        if among is not None and name not in among:
            names[document] = document
            continue
        other = owner.setdefault(name, document)
        if without_ending(other) != without_ending(document):
            raise InputError(
                f"{where} has '{other}' and '{document}', and both would be the truth's '{name}'; "
                "give the documents different names, or score the two folders one by one"
            )
        names[document] = name
    return names


def renamed(passages: Iterable[Passage], names: Mapping[str, str]) -> list[Passage]:
    """The passages with other names of documents, and the sides in order."""

    def side(old: Side) -> Side:
        return old._replace(document=names[old.document])

    return [passage_between(side(passage.first), side(passage.second), passage.kind) for passage in passages]


def documents_of(passages: Iterable[Passage]) -> set[str]:
    """The documents of some passages."""
    return {side.document for passage in passages for side in passage.sides}


# Reading PAN XML -----------------------------------------------------------------------


def xml_files(path: Path) -> list[Path]:
    """The XML files of a folder and of those in it, in order; or the one file."""
    if not path.is_dir():
        return [path]
    files = sorted(path.rglob("*.xml"))
    if not files:
        instead = ", or the passages.csv in it" if (path / "passages.csv").exists() else ""
        raise InputError(f"{path} has no .xml file; give a folder of PAN XML files{instead}")
    return files


def parse_xml(file: Path) -> ElementTree.Element:
    """The root of an XML file."""
    try:
        with reading(file):
            return ElementTree.parse(file).getroot()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{file} is not well-formed XML ({error}); mend the file or leave it out") from None


def xml_side(feature: ElementTree.Element, where: str, document: str, side: str) -> Side:
    """One side of a feature: `this` or `source`."""
    values = []
    for key in (f"{side}_offset", f"{side}_length"):
        text = feature.get(key, "")
        if not (text.isascii() and text.isdigit()):
            raise InputError(f"{where}: {key} is '{text}', no whole number from 0; mend the file")
        values.append(int(text))
    return Side(document, values[0], values[0] + values[1])


def kind_of(feature: ElementTree.Element) -> str:
    """`simulated` of a case made by people, else how it was obfuscated."""
    kind, obfuscation = feature.get("type", ""), feature.get("obfuscation", "")
    return kind if kind == "simulated" else obfuscation or kind or "unknown"


def xml_documents(path: Path) -> Iterator[tuple[Path, ElementTree.Element, list[ElementTree.Element]]]:
    """Of each XML file: its path, its root and its documents, which are the root or what stands in it."""
    for file in xml_files(path):
        root = parse_xml(file)
        yield file, root, [root] if root.tag == "document" else root.findall("document")


def is_passage(feature: ElementTree.Element, detected: bool) -> bool:
    """Whether a feature is a case, or also a detection where `detected`; its name says so."""
    name = feature.get("name", "")
    return name.endswith("plagiarism") and (detected or not name.endswith("detected-plagiarism"))


def read_xml(path: Path, detected: bool, notes: list[str]) -> tuple[list[Passage], set[str]]:
    """The passages of PAN XML files and the references of all their documents, as they are written there.

    Cases are features whose name ends in `plagiarism` but not in `detected-plagiarism`; where
    `detected`, both are. As in PAN's own program, the name decides and not the element's tag.
    """
    passages: list[Passage] = []
    references: set[str] = set()
    strangers = intrinsic = 0
    for file, root, documents in xml_documents(path):
        strangers += not documents and root.tag != "passages"
        for document in documents:
            reference = document.get("reference")
            if not reference:
                raise InputError(f"{file}: <document> has no reference; name the text it is about")
            references.add(reference)
            for number, feature in enumerate(document, 1):
                if not is_passage(feature, detected):
                    continue
                source = feature.get("source_reference")
                if not source:
                    intrinsic += 1
                    continue
                where = f"{file if document is root else f'{file}, {reference}'}, feature {number}"
                sides = xml_side(feature, where, reference, "this"), xml_side(feature, where, source, "source")
                passages.append(Passage(*sides, kind="" if detected else kind_of(feature)))
    if strangers:
        notes.append(f"{counted(strangers, 'XML file')} below {path} without <document> left out")
    if not references and not detected:
        raise InputError(f"{path} has no <document reference=…>; give PAN XML")
    if intrinsic:
        notes.append(f"{counted(intrinsic, 'detection' if detected else 'case')} without a source left out")
    return passages, references


# Reading passages.csv and texts --------------------------------------------------------


def read_csv(path: Path) -> list[Passage]:
    """The passages of `passages.csv`, in bytes."""
    csv.field_size_limit(2**31 - 1)  # a passage can be a whole book
    with reading_csv(path), open(path, newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file, strict=True)
        missing = [column for column in BYTE_COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise InputError(f"{path} has no column '{missing[0]}'; give a passages.csv of leitwort")
        return [passage_of(record, f"{path}, row {number}") for number, record in enumerate(rows, 2)]


def passage_of(record: Mapping[str, str | None], where: str) -> Passage:
    """The passage of a row, in bytes. A row that is too short lacks fields."""
    fields = [record[column] or "" for column in BYTE_COLUMNS]
    offsets = [fields[i] for i in (1, 2, 4, 5)]
    if not all(text.isascii() and text.isdigit() for text in offsets):
        raise InputError(f"{where}: '{', '.join(offsets)}' are no four whole numbers; write the file again")
    a_begin, a_end, b_begin, b_end = map(int, offsets)
    if a_begin > a_end or b_begin > b_end:
        raise InputError(f"{where}: a passage ends before it begins; write the file again")
    return Passage(Side(fields[0], a_begin, a_end), Side(fields[3], b_begin, b_end))


class Texts:
    """Where the bytes of documents are. A document is found by its id, else by its name alone."""

    def __init__(self, places: Iterable[Path]) -> None:
        # → {place: how to get the bytes}
        self.by_id: dict[str, dict[str, Path | bytes]] = defaultdict(dict)
        self.by_name: dict[str, dict[str, Path | bytes]] = defaultdict(dict)
        for place in places:
            if place.is_dir():
                for path in text_files(place):
                    self.add(path.relative_to(place).with_suffix("").as_posix(), str(path.resolve()), path)
            elif place.suffix.lower() == ".jsonl":
                self.add_lines(place)
            else:
                raise InputError(
                    f"--texts {place}: no folder and no .jsonl file; give the corpus that was searched (decompressed)"
                )

    def add(self, document: str, place: str, source: Path | bytes) -> None:
        """`source` is the file, or the bytes."""
        self.by_id[document][place] = source
        self.by_name[name_of(document)][place] = source

    def add_lines(self, path: Path) -> None:
        """The documents of JSON Lines; one without an id is called by the number of its line."""
        with reading_json_lines(path), open(path, encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    record = json.loads(line)
                    text = record["text"].encode("utf-8", "surrogatepass")
                    self.add(str(record.get("id", number)), f"{path}, line {number}", text)

    def __contains__(self, document: str) -> bool:
        return document in self.by_id or name_of(document) in self.by_name

    def read(self, document: str) -> tuple[bytes, str]:
        """The bytes of a document, and where they are."""
        places = self.by_id.get(document) or self.by_name.get(name_of(document), {})
        if len(places) > 1:
            raise InputError(
                f"--texts: the text of '{document}' could be {' or '.join(sorted(places))}; "
                "give only the folder that was searched"
            )
        for place, source in places.items():
            with reading(place):
                return (source if isinstance(source, bytes) else source.read_bytes()), place
        raise InputError(
            f"the text of '{document}' is missing, and byte offsets cannot be turned into characters "
            "without it; give the corpus that was searched with --texts FOLDER (or a .jsonl)"
        )


def character_offsets(data: bytes, offsets: Iterable[int], place: str) -> dict[int, int]:
    """Map byte offsets of UTF-8 to character offsets; O(bytes up to the last)."""
    result: dict[int, int] = {}
    at = count = 0
    for offset in sorted(offsets):
        if offset > len(data):
            raise InputError(
                f"a detection goes to byte {offset} of {place}, which has {len(data)}; "
                "give the texts that were searched"
            )
        try:
            count += len(data[at:offset].decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            raise InputError(
                f"byte {offset} of {place} stands inside a character, or the bytes before it are not UTF-8; "
                "give the texts that were searched, in UTF-8"
            ) from None
        result[offset], at = count, offset
    return result


def in_characters(passages: Sequence[Passage], texts: Texts) -> list[Passage]:
    """Passages in bytes as passages in characters."""
    needed: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        for side in passage.sides:
            needed[side.document] |= {side.begin, side.end}
    table = {}
    for document, offsets in sorted(needed.items()):
        data, place = texts.read(document)
        table[document] = character_offsets(data, offsets, place)

    def converted(side: Side) -> Side:
        places = table[side.document]
        return Side(side.document, places[side.begin], places[side.end])

    return [Passage(converted(passage.first), converted(passage.second)) for passage in passages]


def check_ends(passages: Iterable[Passage], texts: Texts, path: Path) -> None:
    """Refuse passages, in characters, that go past the end of a text that is at hand."""
    ends: dict[str, int] = defaultdict(int)
    for passage in passages:
        for side in passage.sides:
            ends[side.document] = max(ends[side.document], side.end)
    for document, end in sorted(ends.items()):
        if document in texts:
            data, place = texts.read(document)
            length = len(data.decode("utf-8", "replace"))
            if end > length:
                raise InputError(
                    f"{path} names character {end} of '{document}', but {place} has {length}; "
                    "give the texts that it is about"
                )


# What is scored ------------------------------------------------------------------------


def counted(number: int, noun: str) -> str:
    """For example `1 case` or `2 cases`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def once(passages: Sequence[Passage], noun: str, notes: list[str]) -> list[Passage]:
    """The passages without those that stand again and those without any character."""
    first: dict[tuple[Side, Side], Passage] = {}
    for passage in passages:
        first.setdefault(passage.sides, passage)
    kept = [p for p in first.values() if any(side.begin < side.end for side in p.sides)]
    halves = sum(any(side.begin == side.end for side in p.sides) for p in kept)
    for number, what in (
        (len(passages) - len(first), "standing twice, counted once"),
        (len(first) - len(kept), "without a character left out"),
        (halves, "with an empty side: nothing overlaps that"),
    ):
        if number:
            notes.append(f"{counted(number, noun)} {what}")
    return kept


def spoken_of(detections: Iterable[Passage], cases: Iterable[Passage], suspicious: AbstractSet[str]) -> list[Passage]:
    """The detections between a suspicious document and another, or between documents that share a case."""
    known = {(case.first.document, case.second.document) for case in cases}
    return [
        r
        for r in detections
        if (r.first.document in suspicious) != (r.second.document in suspicious)
        or (r.first.document, r.second.document) in known
    ]


def load_truth(options: argparse.Namespace, texts: Texts, notes: list[str]) -> tuple[list[Passage], set[str], set[str]]:
    """The cases, and the names of the suspicious documents and of all that the truth speaks of."""
    cases, suspicious = read_xml(options.truth, False, notes)
    check_ends(cases, texts, options.truth)
    names = names_of(suspicious | documents_of(cases), options.truth)
    cases = once(renamed(cases, names), "case", notes)
    return cases, {names[reference] for reference in suspicious}, set(names.values())


def load(options: argparse.Namespace) -> tuple[list[Passage], list[Passage], list[str]]:
    """The cases, the detections in characters, and notes on what was left out."""
    notes: list[str] = []
    texts = Texts(options.texts)
    cases, suspicious, known = load_truth(options, texts, notes)
    in_bytes = options.detections.suffix.lower() == ".csv"
    detections = read_csv(options.detections) if in_bytes else read_xml(options.detections, True, notes)[0]
    aliases = names_of(documents_of(detections), options.detections, known)
    if not options.all_pairs:
        named = renamed(detections, aliases)
        kept = set(spoken_of(named, cases, suspicious))
        left_out = sum(passage not in kept for passage in named)
        detections = [raw for raw, passage in zip(detections, named) if passage in kept]
        if left_out:
            notes.append(f"{counted(left_out, 'detection')} between documents the truth says nothing about left out")
    if in_bytes:
        detections = in_characters(detections, texts)
    else:
        check_ends(detections, texts, options.detections)
    detections = once(renamed(detections, aliases), "detection", notes)
    if not cases:
        notes.append("the truth has no cases: recall, F1 and plagdet are unknown")
    if not detections:
        notes.append("there are no detections: precision is 0 by convention")
    return cases, detections, notes


# Writing -------------------------------------------------------------------------------


def shown(value: float | str | None, digits: int) -> str:
    """A field of the result; unknown is empty."""
    return "" if value is None else f"{value:.{digits}f}" if isinstance(value, float) else str(value)


def table_lines(rows: Iterable[Row], notes: Iterable[str]) -> Iterator[str]:
    """A table for people."""
    titles = {
        "macro": "Macro-averaged: every case and every detection counts the same",
        "micro": "Micro-averaged: every character counts the same",
    }
    heads = ["kind", "cases", "detected", "detections", "precision", "recall", "F1", "granularity", "plagdet"]
    for average, title in titles.items():
        of_average = [r for r in rows if r["average"] == average]
        cells = [heads] + [[shown(r[column], 4) or "–" for column in COLUMNS[1:]] for r in of_average]
        widths = [max(map(len, column)) for column in zip(*cells)]
        yield title
        yield from ("  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in cells)
        yield ""
    yield from notes


def write(rows: Sequence[Row], notes: Sequence[str], style: str, file: TextIO) -> None:
    """Write the result; the notes stand in it except in CSV, where they go to standard error."""
    if style == "table":
        file.writelines(f"{line}\n" for line in table_lines(rows, notes))
    elif style == "json":
        rounded = [
            {key: round(value, 6) if isinstance(value, float) else value for key, value in r.items()} for r in rows
        ]
        file.write(json.dumps({"scores": rounded, "notes": notes}, indent=1, ensure_ascii=False) + "\n")
    else:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([shown(value, 6) for value in r.values()] for r in rows)
        for text in notes:
            print(f"{program()}: note: {text}", file=sys.stderr)


# The command ---------------------------------------------------------------------------


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = described_by(__doc__)
    add = parser.add_argument
    add("truth", metavar="TRUTH", type=Path, help="folder of PAN XML files, searched with the folders in it")
    add("detections", metavar="DETECTIONS", type=Path, help="passages.csv of leitwort, or PAN XML (folder or file)")
    add(
        "--texts",
        metavar="CORPUS",
        type=Path,
        action="append",
        default=[],
        help="folder of .txt and .md, or a .jsonl: the texts the offsets are of; needed for passages.csv, else only "
        "to check that no offset is past their end; may be given again",
    )
    add(
        "--all-pairs",
        action="store_true",
        help="count detections as false that are between two suspicious documents or between none (default: they are "
        "left out, for the truth says nothing about such pairs)",
    )
    add("--format", choices=["table", "csv", "json"], default="table", help="(default: %(default)s)")
    return parser.parse_args(arguments)


def main() -> int:
    """Score what the command line names; the exit status."""
    options = parse_arguments(sys.argv[1:])
    write_utf8(newline="")
    try:
        cases, detections, notes = load(options)
        write(scores(cases, detections), notes, options.format, sys.stdout)
        sys.stdout.flush()
    except InputError as error:
        print(f"{program()}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())

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
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ALL = "all"
COLUMNS = ["average", "kind", "cases", "cases_detected", "detections", "precision", "recall", "f1", "granularity",
           "plagdet"]
BYTE_COLUMNS = ["a", "a_begin_byte", "a_end_byte", "b", "b_begin_byte", "b_end_byte"]
TEXT_ENDINGS = (".txt", ".md")


class InputError(Exception):
    """The input cannot be scored; the text says what, where and what to do."""


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
    def sides(self):
        return self[:2]


# Characters ----------------------------------------------------------------------------
# A set of characters is a dict: document → intervals (begin, end), half-open, sorted, none
# empty, no two that touch.


def merged(intervals):
    """Intervals in any order, as those of a set of characters."""
    result = []
    for begin, end in sorted(intervals):
        if begin >= end:
            continue
        if result and begin <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((begin, end))
    return result


def characters(passages):
    """The characters of all sides of some passages."""
    found = defaultdict(list)
    for passage in passages:
        for side in passage.sides:
            found[side.document].append((side.begin, side.end))
    return {document: merged(intervals) for document, intervals in found.items()}


def common(a, b):
    """The characters in both sets; O(intervals of both)."""
    result = {}
    for document in a.keys() & b.keys():
        left, right, shared = a[document], b[document], []
        i = j = 0
        while i < len(left) and j < len(right):
            begin, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
            if begin < end:
                shared.append((begin, end))
            if left[i][1] < right[j][1]:
                i += 1
            else:
                j += 1
        result[document] = shared
    return result


def union(sets):
    """The characters in any of the sets."""
    found = defaultdict(list)
    for one in sets:
        for document, intervals in one.items():
            found[document] += intervals
    return {document: merged(intervals) for document, intervals in found.items()}


def size(some):
    """How many characters a set has."""
    return sum(end - begin for intervals in some.values() for begin, end in intervals)


# Measures ------------------------------------------------------------------------------


def overlap(a, b):
    """Whether two sides share a character."""
    return a.document == b.document and max(a.begin, b.begin) < min(a.end, b.end)


def detects(detection, case):
    """Whether they overlap on both sides, whichever way round."""
    (a, b), (c, d) = detection.sides, case.sides
    return (overlap(a, c) and overlap(b, d)) or (overlap(a, d) and overlap(b, c))


def matches(cases, detections):
    """Pairs (number of case, number of detection) where the one is detected by the other."""
    between = defaultdict(list)
    for number, case in enumerate(cases):
        between[case.first.document, case.second.document].append(number)
    return [(number, found) for found, detection in enumerate(detections)
            for number in between.get((detection.first.document, detection.second.document), ())
            if detects(detection, cases[number])]


def mean(values):
    """The mean of a list that is not empty."""
    return math.fsum(values) / len(values)


def plagdet(f1, granularity):
    """F1, lowered where cases are detected in pieces."""
    return f1 / math.log2(1 + granularity)


def row(average, kind, cases, counts, detections, precision, recall):
    """A row of the result; `counts` are the detections of each detected case."""
    granularity = mean(counts) if counts else 1.0
    known = recall is not None
    f1 = 2 * precision * recall / (precision + recall) if known and precision + recall > 0 else 0.0 if known else None
    return dict(zip(COLUMNS, [average, kind, cases, len(counts), detections, precision, recall, f1, granularity,
                              plagdet(f1, granularity) if known else None]))


def scores(cases, detections):
    """The rows of the result: macro- and micro-averaged, each of all cases and of every kind."""
    cases_of, detections_of = defaultdict(list), defaultdict(list)
    for case, detection in matches(cases, detections):
        cases_of[detection].append(case)
        detections_of[case].append(detection)
    # r ∩ the union of the cases that r detects, and the same the other way round
    right = [common(characters([r]), characters(cases[s] for s in cases_of[i])) for i, r in enumerate(detections)]
    caught = [common(characters([s]), characters(detections[r] for r in detections_of[i]))
              for i, s in enumerate(cases)]

    macro, micro = [], []
    for kind in [ALL, *sorted({case.kind for case in cases})]:
        s = [i for i, case in enumerate(cases) if kind in (ALL, case.kind)]
        r = range(len(detections)) if kind == ALL else sorted({d for i in s for d in detections_of[i]})
        counts = [len(detections_of[i]) for i in s if detections_of[i]]
        macro.append(row("macro", kind, len(s), counts, len(r),
                         mean([size(right[i]) / size(characters([detections[i]])) for i in r]) if r else 0.0,
                         mean([size(caught[i]) / size(characters([cases[i]])) for i in s]) if s else None))
        micro.append(row("micro", kind, len(s), counts, len(r),
                         size(union(right[i] for i in r)) / size(characters(detections[i] for i in r)) if r else 0.0,
                         size(union(caught[i] for i in s)) / size(characters(cases[i] for i in s)) if s else None))
    return macro + micro


# Names of documents --------------------------------------------------------------------


def without_ending(document):
    """A path or an id without the ending of a text."""
    return next((document[: -len(e)] for e in TEXT_ENDINGS if document.lower().endswith(e)), document)


def name_of(document):
    """The last part of a path or an id, without the ending of a text."""
    return without_ending(document).replace("\\", "/").rsplit("/", 1)[-1]


def names_of(documents, where, among=None):
    """Map documents to their names, those not `among` the names to themselves; two must not share one."""
    names, owner = {}, {}
    for document in sorted(documents):
        name = name_of(document)
        if among is not None and name not in among:
            names[document] = document
            continue
        other = owner.setdefault(name, document)
        if without_ending(other) != without_ending(document):
            raise InputError(f"{where} has '{other}' and '{document}', and both would be the truth's '{name}'; "
                             "give the documents different names, or score the two folders one by one")
        names[document] = name
    return names


def renamed(passages, names):
    """The passages with other names of documents, and the sides in order."""
    return [Passage(*sorted(side._replace(document=names[side.document]) for side in passage.sides), passage.kind)
            for passage in passages]


def documents_of(passages):
    """The documents of some passages."""
    return {side.document for passage in passages for side in passage.sides}


# Reading PAN XML -----------------------------------------------------------------------


def xml_files(path):
    """The XML files of a folder and of those in it, in order; or the one file."""
    if not path.is_dir():
        return [path]
    files = sorted(path.rglob("*.xml"))
    if not files:
        raise InputError(f"{path} has no .xml file; give a folder of PAN XML files"
                         + (", or the passages.csv in it" if (path / "passages.csv").exists() else ""))
    return files


def parse_xml(file):
    """The root of an XML file."""
    try:
        return ElementTree.parse(file).getroot()
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}; check the path") from None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{file} is not well-formed XML ({error}); mend the file or leave it out") from None


def xml_side(feature, where, document, side):
    """One side of a feature: `this` or `source`."""
    values = []
    for key in (f"{side}_offset", f"{side}_length"):
        text = feature.get(key, "")
        if not (text.isascii() and text.isdigit()):
            raise InputError(f"{where}: {key} is '{text}', no whole number from 0; mend the file")
        values.append(int(text))
    return Side(document, values[0], values[0] + values[1])


def kind_of(feature):
    """`simulated` of a case made by people, else how it was obfuscated."""
    kind, obfuscation = feature.get("type", ""), feature.get("obfuscation", "")
    return kind if kind == "simulated" else obfuscation or kind or "unknown"


def read_xml(path, detected, notes):
    """The passages of PAN XML files and the references of all their documents, as they are written there.

    Cases are features whose name ends in `plagiarism` but not in `detected-plagiarism`; where
    `detected`, both are. As in PAN's own program, the name decides and not the element's tag.
    """
    passages, references, strangers, intrinsic = [], set(), 0, 0
    for file in xml_files(path):
        root = parse_xml(file)
        # One document, or several in one file.
        documents = [root] if root.tag == "document" else root.findall("document")
        strangers += not documents and root.tag != "passages"
        for document in documents:
            reference = document.get("reference")
            if not reference:
                raise InputError(f"{file}: <document> has no reference; name the text it is about")
            references.add(reference)
            for number, feature in enumerate(document, 1):
                name = feature.get("name", "")
                if not name.endswith("plagiarism") or (not detected and name.endswith("detected-plagiarism")):
                    continue
                if not feature.get("source_reference"):
                    intrinsic += 1
                    continue
                where = f"{file if document is root else f'{file}, {reference}'}, feature {number}"
                passages.append(Passage(xml_side(feature, where, reference, "this"),
                                        xml_side(feature, where, feature.get("source_reference"), "source"),
                                        "" if detected else kind_of(feature)))
    if strangers:
        notes.append(f"{counted(strangers, 'XML file')} below {path} without <document> left out")
    if not references and not detected:
        raise InputError(f"{path} has no <document reference=…>; give PAN XML")
    if intrinsic:
        notes.append(f"{counted(intrinsic, 'detection' if detected else 'case')} without a source left out")
    return passages, references


# Reading passages.csv and texts --------------------------------------------------------


def read_csv(path):
    """The passages of `passages.csv`, in bytes."""
    csv.field_size_limit(2**31 - 1)  # a passage can be a whole book
    passages = []
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file, strict=True)
            missing = [column for column in BYTE_COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise InputError(f"{path} has no column '{missing[0]}'; give a passages.csv of leitwort")
            for number, record in enumerate(rows, 2):
                fields = [record[column] for column in BYTE_COLUMNS]
                offsets = [fields[i] or "" for i in (1, 2, 4, 5)]
                if not all(text.isascii() and text.isdigit() for text in offsets):
                    raise InputError(f"{path}, row {number}: '{', '.join(offsets)}' are no four whole numbers; "
                                     "write the file again")
                a_begin, a_end, b_begin, b_end = map(int, offsets)
                if a_begin > a_end or b_begin > b_end:
                    raise InputError(f"{path}, row {number}: a passage ends before it begins; write the file again")
                passages.append(Passage(Side(fields[0], a_begin, a_end), Side(fields[3], b_begin, b_end)))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; check the path") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} is not CSV in UTF-8 ({error}); write it again") from None
    return passages


class Texts:
    """Where the bytes of documents are. A document is found by its id, else by its name alone."""

    def __init__(self, places):
        self.by_id, self.by_name = defaultdict(dict), defaultdict(dict)  # → {place: how to get the bytes}
        for place in places:
            if place.is_dir():
                for path in sorted(p for p in place.rglob("*") if p.suffix.lower() in TEXT_ENDINGS):
                    self.add(path.relative_to(place).with_suffix("").as_posix(), str(path.resolve()), path)
            elif place.suffix.lower() == ".jsonl":
                self.add_lines(place)
            else:
                raise InputError(f"--texts {place}: no folder and no .jsonl file; give the corpus that was searched "
                                 "(decompressed)")

    def add(self, document, place, source):
        """`source` is the file, or the bytes."""
        self.by_id[document][place] = source
        self.by_name[name_of(document)][place] = source

    def add_lines(self, path):
        """The documents of JSON Lines; one without an id is called by the number of its line."""
        try:
            with open(path, encoding="utf-8-sig") as file:
                for number, line in enumerate(file, 1):
                    if line.strip():
                        record = json.loads(line)
                        text = record["text"].encode("utf-8", "surrogatepass")
                        self.add(str(record.get("id", number)), f"{path}, line {number}", text)
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror}; check the path") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path} is not JSON Lines with a field text in every line ({error!r}); "
                             "write it again") from None

    def __contains__(self, document):
        return document in self.by_id or name_of(document) in self.by_name

    def read(self, document):
        """The bytes of a document, and where they are."""
        places = self.by_id.get(document) or self.by_name.get(name_of(document), {})
        if len(places) > 1:
            raise InputError(f"--texts: the text of '{document}' could be {' or '.join(sorted(places))}; "
                             "give only the folder that was searched")
        for place, source in places.items():
            try:
                return (source if isinstance(source, bytes) else source.read_bytes()), place
            except OSError as error:
                raise InputError(f"cannot read {place}: {error.strerror}; check the path") from None
        raise InputError(f"the text of '{document}' is missing, and byte offsets cannot be turned into characters "
                         "without it; give the corpus that was searched with --texts FOLDER (or a .jsonl)")


def character_offsets(data, offsets, place):
    """Map byte offsets of UTF-8 to character offsets; O(bytes up to the last)."""
    result, at, count = {}, 0, 0
    for offset in sorted(offsets):
        if offset > len(data):
            raise InputError(f"a detection goes to byte {offset} of {place}, which has {len(data)}; "
                             "give the texts that were searched")
        try:
            count += len(data[at:offset].decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            raise InputError(f"byte {offset} of {place} stands inside a character, or the bytes before it are not "
                             "UTF-8; give the texts that were searched, in UTF-8") from None
        result[offset], at = count, offset
    return result


def in_characters(passages, texts):
    """Passages in bytes as passages in characters."""
    needed = defaultdict(set)
    for passage in passages:
        for side in passage.sides:
            needed[side.document] |= {side.begin, side.end}
    table = {}
    for document, offsets in sorted(needed.items()):
        data, place = texts.read(document)
        table[document] = character_offsets(data, offsets, place)
    return [Passage(*(Side(s.document, table[s.document][s.begin], table[s.document][s.end]) for s in passage.sides))
            for passage in passages]


def check_ends(passages, texts, path):
    """Refuse passages, in characters, that go past the end of a text that is at hand."""
    ends = defaultdict(int)
    for passage in passages:
        for side in passage.sides:
            ends[side.document] = max(ends[side.document], side.end)
    for document, end in sorted(ends.items()):
        if document in texts:
            data, place = texts.read(document)
            length = len(data.decode("utf-8", "replace"))
            if end > length:
                raise InputError(f"{path} names character {end} of '{document}', but {place} has {length}; "
                                 "give the texts that it is about")


# What is scored ------------------------------------------------------------------------


def counted(number, noun):
    """For example `1 case` or `2 cases`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def once(passages, noun, notes):
    """The passages without those that stand again and those without any character."""
    first = {}
    for passage in passages:
        first.setdefault(passage.sides, passage)
    kept = [p for p in first.values() if any(side.begin < side.end for side in p.sides)]
    halves = sum(any(side.begin == side.end for side in p.sides) for p in kept)
    for number, what in ((len(passages) - len(first), "standing twice, counted once"),
                         (len(first) - len(kept), "without a character left out"),
                         (halves, "with an empty side: nothing overlaps that")):
        if number:
            notes.append(f"{counted(number, noun)} {what}")
    return kept


def spoken_of(detections, cases, suspicious):
    """The detections between a suspicious document and another, or between documents that share a case."""
    known = {(case.first.document, case.second.document) for case in cases}
    return [r for r in detections if (r.first.document in suspicious) != (r.second.document in suspicious)
            or (r.first.document, r.second.document) in known]


def load(options):
    """The cases, the detections in characters, and notes on what was left out."""
    notes, texts = [], Texts(options.texts)
    cases, suspicious = read_xml(options.truth, False, notes)
    check_ends(cases, texts, options.truth)
    names = names_of(suspicious | documents_of(cases), options.truth)
    cases = once(renamed(cases, names), "case", notes)

    in_bytes = options.detections.suffix.lower() == ".csv"
    detections = read_csv(options.detections) if in_bytes else read_xml(options.detections, True, notes)[0]
    aliases = names_of(documents_of(detections), options.detections, set(names.values()))
    if not options.all_pairs:
        named = renamed(detections, aliases)
        kept = set(spoken_of(named, cases, {names[reference] for reference in suspicious}))
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


def shown(value, digits):
    """A field of the result; unknown is empty."""
    return "" if value is None else f"{value:.{digits}f}" if isinstance(value, float) else str(value)


def table_lines(rows, notes):
    """A table for people."""
    titles = {"macro": "Macro-averaged: every case and every detection counts the same",
              "micro": "Micro-averaged: every character counts the same"}
    heads = ["kind", "cases", "detected", "detections", "precision", "recall", "F1", "granularity", "plagdet"]
    for average, title in titles.items():
        cells = [heads] + [[shown(r[column], 4) or "–" for column in COLUMNS[1:]]
                           for r in rows if r["average"] == average]
        widths = [max(map(len, column)) for column in zip(*cells)]
        yield title
        yield from ("  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in cells)
        yield ""
    yield from notes


def write(rows, notes, style, file):
    """Write the result; the notes stand in it except in CSV, where they go to standard error."""
    if style == "table":
        file.writelines(f"{line}\n" for line in table_lines(rows, notes))
    elif style == "json":
        rounded = [{key: round(value, 6) if isinstance(value, float) else value for key, value in r.items()}
                   for r in rows]
        file.write(json.dumps({"scores": rounded, "notes": notes}, indent=1, ensure_ascii=False) + "\n")
    else:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([shown(value, 6) for value in r.values()] for r in rows)
        for text in notes:
            print(f"score_passages.py: note: {text}", file=sys.stderr)


# The command ---------------------------------------------------------------------------


def parse_arguments(arguments):
    """The options of the command line."""
    summary, _, rest = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser(prog="score_passages.py", description=summary, epilog=rest,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("truth", metavar="TRUTH", type=Path, help="folder of PAN XML files, searched with the folders in it")
    add("detections", metavar="DETECTIONS", type=Path, help="passages.csv of leitwort, or PAN XML (folder or file)")
    add("--texts", metavar="CORPUS", type=Path, action="append", default=[],
        help="folder of .txt and .md, or a .jsonl: the texts the offsets are of; needed for passages.csv, else only "
        "to check that no offset is past their end; may be given again")
    add("--all-pairs", action="store_true",
        help="count detections as false that are between two suspicious documents or between none (default: they are "
        "left out, for the truth says nothing about such pairs)")
    add("--format", choices=["table", "csv", "json"], default="table", help="(default: %(default)s)")
    return parser.parse_args(arguments)


def main():
    options = parse_arguments(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="")
    try:
        cases, detections, notes = load(options)
        write(scores(cases, detections), notes, options.format, sys.stdout)
        sys.stdout.flush()
    except InputError as error:
        print(f"score_passages.py: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())

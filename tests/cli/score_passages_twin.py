#!/usr/bin/env python3
"""Compare scripts/score_passages.py with its slow, obvious twin, on random passages.

Run by score_passages_test.cpp, or by itself: tests/cli/score_passages_twin.py
"""

from __future__ import annotations

import math
import random
import sys
import unittest
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from score_passages import (
    ALL,
    COLUMNS,
    Passage,
    Row,
    Side,
    character_offsets,
    common,
    merged,
    passage_between,
    scores,
)

Positions = set[tuple[str, int]]  # characters: document and offset


def positions(passage: Passage) -> Positions:
    """The set of a passage's characters."""
    return side_positions(passage.first) | side_positions(passage.second)


def side_positions(side: Side) -> Positions:
    """The set of a side's characters."""
    return {(side.document, i) for i in range(side.begin, side.end)}


def detects(r: Passage, s: Passage) -> bool:
    """Overlap on both sides, either way round."""

    def both(a: Side, b: Side, c: Side, d: Side) -> bool:
        return bool(side_positions(a) & side_positions(c)) and bool(side_positions(b) & side_positions(d))

    return both(*r.sides, *s.sides) or both(r.second, r.first, *s.sides)


def meet(s: Passage, r: Passage) -> Positions:
    """s ⊓ r of the paper."""
    return positions(s) & positions(r) if detects(r, s) else set()


def joined(sets: Iterable[Positions]) -> Positions:
    """The union of the sets."""
    return set().union(*sets)


def share(part: Positions, whole: Positions) -> float:
    """How much of the whole a part of it is."""
    return len(part) / len(whole)


def mean(values: Sequence[float]) -> float:
    """The mean of what is not empty."""
    return sum(values) / len(values)


def naive_precision(average: str, detections: Sequence[Passage], everything: Sequence[Passage]) -> float:
    """The precision of the paper."""
    if not detections:
        return 0.0
    if average == "macro":
        return mean([share(joined(meet(s, r) for s in everything), positions(r)) for r in detections])
    return share(joined(meet(s, r) for s in everything for r in detections), joined(map(positions, detections)))


def naive_recall(average: str, cases: Sequence[Passage], detections: Sequence[Passage]) -> float | None:
    """The recall of the paper; None without cases."""
    if not cases:
        return None
    if average == "macro":
        return mean([share(joined(meet(s, r) for r in detections), positions(s)) for s in cases])
    return share(joined(meet(s, r) for s in cases for r in detections), joined(map(positions, cases)))


def naive_row(
    average: str, kind: str, cases: Sequence[Passage], detections: Sequence[Passage], everything: Sequence[Passage]
) -> Row:
    """The paper, word for word; `everything` are the cases of all kinds, for precision."""
    precision = naive_precision(average, detections, everything)
    recall = naive_recall(average, cases, detections)
    detecting = [sum(detects(r, s) for r in detections) for s in cases]
    detected = [n for n in detecting if n]
    granularity = sum(detected) / len(detected) if detected else 1.0
    f1 = plagdet = None
    if recall is not None:
        f1 = 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
        plagdet = f1 / math.log2(1 + granularity)
    counts = [len(cases), len(detected), len(detections)]
    return dict(zip(COLUMNS, [average, kind, *counts, precision, recall, f1, granularity, plagdet]))


def naive_scores(cases: Sequence[Passage], detections: Sequence[Passage]) -> list[Row]:
    """The rows of all cases and of every kind, for both averages."""
    rows = []
    for average in ("macro", "micro"):
        rows.append(naive_row(average, ALL, cases, detections, cases))
        for kind in sorted({s.kind for s in cases}):
            of_kind = [s for s in cases if s.kind == kind]
            hitting = [r for r in detections if any(detects(r, s) for s in of_kind)]
            rows.append(naive_row(average, kind, of_kind, hitting, cases))
    return rows


def random_side(draw: random.Random, documents: Sequence[str], length: int, longest: int) -> Side:
    """A side of at most `longest` characters, perhaps none, in a document of this length."""
    begin = draw.randrange(length)
    return Side(draw.choice(documents), begin, min(length, begin + draw.randrange(longest + 1)))


def random_passages(
    draw: random.Random, count: int, documents: Sequence[str], length: int, longest: int, kinds: Sequence[str]
) -> list[Passage]:
    """Different passages with sides in order; one side may be empty, not both."""
    passages: dict[tuple[Side, Side], Passage] = {}
    for _ in range(count):
        one, other = (random_side(draw, documents, length, longest) for _ in range(2))
        if one.begin < one.end or other.begin < other.end:
            passage = passage_between(one, other, draw.choice(kinds))
            passages[passage.sides] = passage
    return list(passages.values())


def random_piece(draw: random.Random, side: Side) -> Side:
    """About what a side is, shifted and lengthened a little."""
    return Side(side.document, max(0, side.begin + draw.randint(-5, 30)), side.end + draw.randint(0, 9))


def random_intervals(draw: random.Random) -> list[tuple[int, int]]:
    """Intervals that overlap or touch, some of them empty or the wrong way round."""
    return [(b, b + draw.randint(-1, 6)) for b in (draw.randrange(30) for _ in range(draw.randrange(9)))]


def members(intervals: Iterable[tuple[int, int]]) -> set[int]:
    """The numbers in any of the intervals."""
    return {i for begin, end in intervals for i in range(begin, end)}


class Twin(unittest.TestCase):
    """The script and the twin say the same."""

    def assert_same(self, cases: Sequence[Passage], detections: Sequence[Passage]) -> None:
        """Both score alike, but for the last digits."""
        fast, slow = scores(cases, detections), naive_scores(cases, detections)
        self.assertEqual(len(fast), len(slow))
        for a, b in zip(fast, slow):
            for column in COLUMNS:
                if isinstance(b[column], float):
                    self.assertAlmostEqual(a[column], b[column], places=12, msg=f"{column} of {b}")
                else:
                    self.assertEqual(a[column], b[column], msg=f"{column} of {b}")

    def test_random_passages_score_the_same(self) -> None:
        """Passages anywhere, in few and in many documents."""
        for seed in range(400):
            draw = random.Random(seed)
            documents = ["a", "b", "c", "d"][: draw.randint(1, 4)]  # one: reuse within a document
            length, longest = draw.choice([(12, 4), (60, 20), (200, 150)])
            cases = random_passages(draw, draw.randrange(8), documents, length, longest, ["one", "two", "three"])
            detections = random_passages(draw, draw.randrange(12), documents, length, longest, [""])
            with self.subTest(seed=seed):
                self.assert_same(cases, detections)

    def test_pieces_of_cases_score_the_same(self) -> None:
        """Detections that are pieces of cases, so that granularity is more than 1."""
        for seed in range(100):
            draw = random.Random(seed)
            cases = random_passages(draw, 5, ["a", "b"], 300, 120, ["one", "two"])
            pieces = set()
            for case in cases:
                for _ in range(draw.randrange(4)):
                    pieces.add(passage_between(random_piece(draw, case.first), random_piece(draw, case.second)))
            whole = [piece for piece in sorted(pieces) if all(side.begin < side.end for side in piece.sides)]
            with self.subTest(seed=seed):
                self.assert_same(cases, whole)

    def test_nothing_against_something_and_nothing(self) -> None:
        """No cases, no detections, neither."""
        case = Passage(Side("a", 0, 5), Side("b", 2, 7), "one")
        some: list[tuple[list[Passage], list[Passage]]] = [([], []), ([case], []), ([], [case]), ([case], [case])]
        for cases, detections in some:
            self.assert_same(cases, detections)

    def test_intervals_are_sets(self) -> None:
        """What is merged and what is common has the members that it should, and no two intervals touch."""
        for seed in range(300):
            draw = random.Random(seed)
            a, b = random_intervals(draw), random_intervals(draw)
            self.assertEqual(members(merged(a)), members(a))
            for (_, end), (begin, _) in zip(merged(a), merged(a)[1:]):
                self.assertLess(end, begin)
            both = common({"d": merged(a)}, {"d": merged(b)})["d"]
            self.assertEqual(members(both), members(a) & members(b))

    def test_bytes_become_characters(self) -> None:
        """Characters of one to four bytes."""
        for seed in range(200):
            draw = random.Random(seed)
            text = "".join(draw.choice("abcé—漢😀\n") for _ in range(draw.randrange(40)))
            places = {draw.randint(0, len(text)) for _ in range(5)}
            expected = {len(text[:place].encode()): place for place in places}
            self.assertEqual(character_offsets(text.encode(), expected, "text"), expected)


if __name__ == "__main__":
    unittest.main()

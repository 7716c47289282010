#!/usr/bin/env python3
"""Compare scripts/score_passages.py with its slow, obvious twin, on random passages.

Run by score_passages_test.cpp, or by itself: tests/cli/score_passages_twin.py
"""

import math
import random
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from score_passages import ALL, COLUMNS, Passage, Side, character_offsets, common, merged, scores


def positions(passage):
    """The set of a passage's characters."""
    return {(side.document, i) for side in passage.sides for i in range(side.begin, side.end)}


def side_positions(side):
    return {(side.document, i) for i in range(side.begin, side.end)}


def detects(r, s):
    """Overlap on both sides, either way round."""
    def both(a, b, c, d):
        return bool(side_positions(a) & side_positions(c)) and bool(side_positions(b) & side_positions(d))
    return both(*r.sides, *s.sides) or both(*reversed(r.sides), *s.sides)


def meet(s, r):
    """s ⊓ r of the paper."""
    return positions(s) & positions(r) if detects(r, s) else set()


def joined(sets):
    return set().union(*sets)


def share(part, whole):
    return len(part) / len(whole)


def naive_row(average, kind, cases, detections, everything):
    """The paper, word for word; `everything` are the cases of all kinds, for precision."""
    if average == "macro":
        precision = [share(joined(meet(s, r) for s in everything), positions(r)) for r in detections]
        recall = [share(joined(meet(s, r) for r in detections), positions(s)) for s in cases]
        precision = sum(precision) / len(precision) if precision else 0.0
        recall = sum(recall) / len(recall) if recall else None
    else:
        precision = (share(joined(meet(s, r) for s in everything for r in detections),
                           joined(map(positions, detections))) if detections else 0.0)
        recall = (share(joined(meet(s, r) for s in cases for r in detections),
                        joined(map(positions, cases))) if cases else None)
    detecting = [sum(detects(r, s) for r in detections) for s in cases]
    detected = [n for n in detecting if n]
    granularity = sum(detected) / len(detected) if detected else 1.0
    f1 = None if recall is None else 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
    return dict(zip(COLUMNS, [average, kind, len(cases), len(detected), len(detections), precision, recall, f1,
                              granularity, None if f1 is None else f1 / math.log2(1 + granularity)]))


def naive_scores(cases, detections):
    rows = []
    for average in ("macro", "micro"):
        rows.append(naive_row(average, ALL, cases, detections, cases))
        for kind in sorted({s.kind for s in cases}):
            of_kind = [s for s in cases if s.kind == kind]
            hitting = [r for r in detections if any(detects(r, s) for s in of_kind)]
            rows.append(naive_row(average, kind, of_kind, hitting, cases))
    return rows


def random_side(draw, documents, length, longest):
    begin = draw.randrange(length)
    return Side(draw.choice(documents), begin, min(length, begin + draw.randrange(longest + 1)))


def random_passages(draw, count, documents, length, longest, kinds):
    """Different passages with sides in order; one side may be empty, not both."""
    passages = {}
    for _ in range(count):
        sides = sorted(random_side(draw, documents, length, longest) for _ in range(2))
        if any(side.begin < side.end for side in sides):
            passages[tuple(sides)] = Passage(*sides, draw.choice(kinds))
    return list(passages.values())


class Twin(unittest.TestCase):
    def assert_same(self, cases, detections):
        fast, slow = scores(cases, detections), naive_scores(cases, detections)
        self.assertEqual(len(fast), len(slow))
        for a, b in zip(fast, slow):
            for column in COLUMNS:
                if isinstance(b[column], float):
                    self.assertAlmostEqual(a[column], b[column], places=12, msg=f"{column} of {b}")
                else:
                    self.assertEqual(a[column], b[column], msg=f"{column} of {b}")

    def test_random_passages_score_the_same(self):
        for seed in range(400):
            draw = random.Random(seed)
            documents = ["a", "b", "c", "d"][: draw.randint(1, 4)]  # one: reuse within a document
            length, longest = draw.choice([(12, 4), (60, 20), (200, 150)])
            cases = random_passages(draw, draw.randrange(8), documents, length, longest, ["one", "two", "three"])
            detections = random_passages(draw, draw.randrange(12), documents, length, longest, [""])
            with self.subTest(seed=seed):
                self.assert_same(cases, detections)

    def test_pieces_of_cases_score_the_same(self):
        for seed in range(100):
            draw = random.Random(seed)
            cases = random_passages(draw, 5, ["a", "b"], 300, 120, ["one", "two"])
            pieces = set()
            for case in cases:
                for _ in range(draw.randrange(4)):
                    pieces.add(tuple(sorted(
                        Side(side.document, max(0, side.begin + draw.randint(-5, 30)), side.end + draw.randint(0, 9))
                        for side in case.sides)))
            pieces = [Passage(*sides) for sides in sorted(pieces) if all(s.begin < s.end for s in sides)]
            with self.subTest(seed=seed):
                self.assert_same(cases, pieces)

    def test_nothing_against_something_and_nothing(self):
        case = Passage(Side("a", 0, 5), Side("b", 2, 7), "one")
        for cases, detections in (([], []), ([case], []), ([], [case]), ([case], [case])):
            self.assert_same(cases, detections)

    def test_intervals_are_sets(self):
        for seed in range(300):
            draw = random.Random(seed)

            def intervals():
                return [(b, b + draw.randint(-1, 6)) for b in (draw.randrange(30) for _ in range(draw.randrange(9)))]

            def members(some):
                return {i for begin, end in some for i in range(begin, end)}

            a, b = intervals(), intervals()
            self.assertEqual(members(merged(a)), members(a))
            for (_, end), (begin, _) in zip(merged(a), merged(a)[1:]):
                self.assertLess(end, begin)
            both = common({"d": merged(a)}, {"d": merged(b)})["d"]
            self.assertEqual(members(both), members(a) & members(b))

    def test_bytes_become_characters(self):
        for seed in range(200):
            draw = random.Random(seed)
            text = "".join(draw.choice("abcé—漢😀\n") for _ in range(draw.randrange(40)))
            places = {draw.randint(0, len(text)) for _ in range(5)}
            expected = {len(text[:place].encode()): place for place in places}
            self.assertEqual(character_offsets(text.encode(), expected, "text"), expected)


if __name__ == "__main__":
    unittest.main()

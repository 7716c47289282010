#!/usr/bin/env python3
"""Score near-duplicates on texts whose copies are known: documents with the same `label`.

    bench/peers.sh licences.py texts.jsonl --leitwort build/release/bin/leitwort

For every threshold: precision, recall and F1 of the pairs, and of the groups (a document in no
group is alone) the same and the adjusted Rand index against the labels. Beside it, inside the
environment of peers.sh, datasketch on the same shingles, and the exact Jaccard similarity and
containment of all pairs: no method that estimates a measure can do better than the measure. Then the
kinds of pairs that are missed, and between which labels pairs are found.

Exit status: 0 scored, 2 the input is unusable or the program failed.
"""

from __future__ import annotations

import argparse
import csv
import math
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

sys.dont_write_bytecode = True
from shingling import BANDS, K, ROWS, SLOTS, byte_shingles, documents, shingles, tokens

GRID = [t / 100 for t in range(10, 100, 5)]


class Corpus:
    def __init__(self, path):
        self.ids, self.labels, self.words = [], [], []
        for document in documents(path):
            if not {"id", "text", "label"} <= document.keys():
                raise ValueError(f"{path}: a document without id, text or label")
            self.ids.append(str(document["id"]))
            self.labels.append(document["label"])
            self.words.append(tokens(document["text"]))
        self.number = {name: i for i, name in enumerate(self.ids)}
        if len(self.number) < len(self.ids):
            raise ValueError(f"{path}: an id occurs twice")
        self.sets = [frozenset(shingles(words)) for words in self.words]
        members = defaultdict(list)
        for i, label in enumerate(self.labels):
            members[label].append(i)
        self.members = members
        self.true_pairs = sum(math.comb(len(group), 2) for group in members.values())

    def __len__(self):
        return len(self.ids)

    def similarity(self, a, b):
        """Jaccard similarity, and the share of the smaller set that is in the other."""
        shared = len(self.sets[a] & self.sets[b])
        union, smaller = len(self.sets[a]) + len(self.sets[b]) - shared, min(len(self.sets[a]), len(self.sets[b]))
        return (shared / union if union else 0.0), (shared / smaller if smaller else 0.0)


# Figures


def figures(right, reported, true):
    precision, recall = right / reported if reported else 1.0, right / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def figures_of_pairs(corpus, pairs):
    right = sum(corpus.labels[a] == corpus.labels[b] for a, b in pairs)
    return figures(right, len(pairs), corpus.true_pairs)


def figures_of_groups(corpus, group):
    """Of `group`, a name for every document: precision, recall, F1, adjusted Rand index, and the F1 of
    B-cubed, where every document counts once and a label of 500 does not count 250,000 times."""
    groups, labels, cells = Counter(group), Counter(corpus.labels), Counter(zip(group, corpus.labels))
    same, both = (sum(math.comb(n, 2) for n in counts.values()) for counts in (groups, cells))
    expected = same * corpus.true_pairs / math.comb(len(corpus), 2)
    most = (same + corpus.true_pairs) / 2
    precision = sum(n * n / groups[g] for (g, _), n in cells.items()) / len(corpus)
    recall = sum(n * n / labels[label] for (_, label), n in cells.items()) / len(corpus)
    return (*figures(both, same, corpus.true_pairs), (both - expected) / (most - expected) if most > expected else 1.0,
            2 * precision * recall / (precision + recall))


def groups_of(count, pairs):
    """The connected components."""
    parent = list(range(count))

    def root(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        parent[root(a)] = root(b)
    return [root(x) for x in range(count)]


# What is scored


def run_leitwort(corpus, options, threshold):
    """The pairs and the groups of a run, at the program's own threshold if `threshold` is None."""
    with tempfile.TemporaryDirectory() as folder:
        command = [options.leitwort, "duplicates", str(options.corpus), "-o", f"{folder}/", *options.leitwort_option]
        command += [] if threshold is None else ["--threshold", str(threshold)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise ValueError(f"{Path(options.leitwort).name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
        with open(Path(folder, "duplicates.pairs.csv"), newline="", encoding="utf-8") as file:
            pairs = {tuple(sorted((corpus.number[row["a"]], corpus.number[row["b"]]))) for row in csv.DictReader(file)}
        group = list(range(len(corpus)))
        with open(Path(folder, "duplicates.csv"), newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                group[corpus.number[row["document"]]] = row["group"]
    return pairs, group


def run_datasketch(corpus, thresholds):
    """The pairs by threshold: candidates of MinHashLSH at that threshold, and at the bands and rows
    that Leitwort has, verified by signature."""
    from datasketch import MinHash, MinHashLSH
    from xxhash import xxh32_intdigest

    sketches = MinHash.bulk(map(byte_shingles, corpus.words), num_perm=SLOTS, hashfunc=xxh32_intdigest)
    for bands in [None, (BANDS, ROWS)]:
        for threshold in thresholds:
            index, pairs = MinHashLSH(threshold=threshold, num_perm=SLOTS, params=bands), []
            for b, sketch in enumerate(sketches):
                if not corpus.sets[b]:
                    continue
                pairs += [(a, b) for a in index.query(sketch) if sketches[a].jaccard(sketch) >= threshold]
                index.insert(b, sketch, check_duplication=False)
            yield threshold, f"datasketch, {index.b} bands of {index.r}", pairs


def exact_measures(corpus):
    """Exact Jaccard similarity and containment of all pairs: two square arrays, NaN where a set is empty."""
    import numpy as np
    from scipy.sparse import csr_array

    numbers, columns, begin = {}, [], [0]
    for one in corpus.sets:
        columns.extend(numbers.setdefault(shingle, len(numbers)) for shingle in one)
        begin.append(len(columns))
    incidence = csr_array((np.ones(len(columns), np.int32), columns, begin), shape=(len(corpus), len(numbers)))
    shared = (incidence @ incidence.T).toarray().astype(float)
    size = shared.diagonal()
    with np.errstate(invalid="ignore", divide="ignore"):
        return (shared / (size[:, None] + size - shared), shared / np.minimum(size[:, None], size))


def pairs_above(similarity, threshold):
    import numpy as np

    return list(zip(*(part.tolist() for part in np.nonzero(np.triu(similarity >= threshold - 1e-12, 1)))))


# The report


def print_table(header, rows):
    print("| " + " | ".join(header) + " |\n| --- |" + " ---: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def row_of(corpus, name, threshold, pairs, group):
    values = [*figures_of_pairs(corpus, pairs), *figures_of_groups(corpus, group)]
    shown = "default" if threshold is None else f"{threshold:.2f}"
    return [name, shown, f"{len(pairs):,}", *(f"{value:.4f}" for value in values)]


def kind_of(corpus, a, b, jaccard, contained, threshold):
    """Why a true pair is missed."""
    if not corpus.sets[a] or not corpus.sets[b]:
        return f"1: fewer than {K} tokens: no shingle"
    if jaccard >= threshold:
        return "2: J reaches the threshold: no candidate, or lost by an estimate"
    sizes = sorted((len(corpus.sets[a]), len(corpus.sets[b])))
    if contained >= threshold and sizes[0] < threshold * sizes[1]:
        return "3: one within a longer one: J cannot reach the threshold, containment does"
    if jaccard >= threshold - 0.15:
        return "4: J at most 0.15 below the threshold: many small changes"
    if contained >= 0.5:
        return "5: half or more of the smaller in the other: partly rewritten, or other parts around it"
    if jaccard >= 0.05:
        return "6: less than half shared"
    return "7: other texts under one label (J below 0.05)"


def print_missed(corpus, pairs, threshold, examples):
    found, kinds = set(pairs), defaultdict(list)
    for members in corpus.members.values():
        for i, a in enumerate(members):
            for b in members[i + 1:]:
                if (a, b) not in found:
                    jaccard, contained = corpus.similarity(a, b)
                    kinds[kind_of(corpus, a, b, jaccard, contained, threshold)].append((jaccard, contained, a, b))
    rows = []
    for kind, missed in sorted(kinds.items()):
        labels = Counter(corpus.labels[a] for _, _, a, _ in missed)
        shown = []
        for label, count in labels.most_common(examples):
            # The middle one of the label is typical of it.
            one = sorted(item for item in missed if corpus.labels[item[2]] == label)
            jaccard, contained, a, b = one[len(one) // 2]
            shown.append(f"{label} ×{count} (J {jaccard:.2f}, containment {contained:.2f}, {len(corpus.words[a])} and "
                         f"{len(corpus.words[b])} tokens: {corpus.ids[a]}, {corpus.ids[b]})")
        rows.append([kind[3:], f"{len(missed):,}", "; ".join(shown)])
    print(f"\n## True pairs missed at {threshold:.2f}\n")
    print_table(["kind", "pairs", "most frequent labels, each with its middle pair"], rows)

    labels = (tuple(sorted((corpus.labels[a], corpus.labels[b]))) for a, b in pairs)
    wrong = Counter((a, b) for a, b in labels if a != b)
    print(f"\n## Pairs of different labels at {threshold:.2f}: {wrong.total():,}, between {len(wrong):,} pairs of labels\n")
    print("Most: " + "; ".join(f"{a} – {b} ×{count}" for (a, b), count in wrong.most_common(4 * examples)) + ".")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="JSON Lines with id, text and label")
    parser.add_argument("--leitwort", help="the program")
    parser.add_argument("--leitwort-option", action="append", default=[], metavar="OPTION", help="as in =--verify=exact")
    parser.add_argument("--thresholds", default="0.5,0.6,0.7,0.8,0.9", help="default: %(default)s")
    parser.add_argument("--missed", type=float, default=0.8, help="the threshold whose misses are told; default: %(default)s")
    parser.add_argument("--examples", type=int, default=3)
    options = parser.parse_args()
    try:
        thresholds = sorted(map(float, options.thresholds.split(",")))
        corpus = Corpus(options.corpus)
        rows, told = [], None
        if options.leitwort:
            for threshold in [None, *sorted({*thresholds, options.missed})]:
                pairs, group = run_leitwort(corpus, options, threshold)
                rows.append(row_of(corpus, "leitwort", threshold, pairs, group))
                if threshold == options.missed:
                    told = "leitwort", pairs
    except (OSError, ValueError, KeyError) as error:
        unknown = "a document that is not in the corpus, or no column " if isinstance(error, KeyError) else ""
        print(f"licences.py: {unknown}{error}", file=sys.stderr)
        return 2
    absent = []
    try:
        for threshold, name, pairs in run_datasketch(corpus, thresholds):
            rows.append(row_of(corpus, name, threshold, pairs, groups_of(len(corpus), pairs)))
    except ImportError as error:
        absent.append(str(error))
    best = []
    try:
        for name, similarity in zip(["exact Jaccard", "exact containment"], exact_measures(corpus)):
            scored = {}
            for threshold in sorted({*GRID, *thresholds, options.missed}):
                pairs = pairs_above(similarity, threshold)
                scored[threshold] = row_of(corpus, name, threshold, pairs, groups_of(len(corpus), pairs))
                if told is None and name == "exact Jaccard" and threshold == options.missed:
                    told = name, pairs
            rows += [scored[threshold] for threshold in thresholds]
            for column, what in [(5, "F1 of pairs"), (8, "F1 of groups"), (9, "adjusted Rand index"), (10, "B-cubed F1")]:
                threshold = max(scored, key=lambda t: float(scored[t][column]))
                best.append(f"- {name}: best {what} {scored[threshold][column]} at {threshold:.2f}")
    except ImportError as error:
        absent.append(str(error))

    largest = max(corpus.members, key=lambda label: len(corpus.members[label]))
    print(f"# Near-duplicates beside labels: {options.corpus.name}\n")
    print(f"{len(corpus):,} documents, {len(corpus.members):,} labels, {corpus.true_pairs:,} true pairs, "
          f"of which the label {largest} has {math.comb(len(corpus.members[largest]), 2):,}; "
          f"{sum(map(len, corpus.sets)):,} shingles ({K} tokens)."
          + (f" Options of Leitwort: `{' '.join(options.leitwort_option)}`." if options.leitwort_option else "") + "\n")
    print_table(["method", "threshold", "pairs", "precision", "recall", "F1", "groups: precision", "recall", "F1", "ARI",
                 "B-cubed F1"], rows)
    print("\n" + "\n".join([*best, *(f"- Left out: {reason}" for reason in absent)]))
    if told:
        print(f"\nBelow: {told[0]}.")
        print_missed(corpus, told[1], options.missed, options.examples)
    return 0


if __name__ == "__main__":
    sys.exit(main())

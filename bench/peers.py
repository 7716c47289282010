#!/usr/bin/env python3
"""Compare the search for near-duplicates with other libraries, end to end and part by part.

    bench/peers.sh corpus.jsonl --leitwort build/release/bin/leitwort

Everyone reads the same JSON Lines, has the same tokens (shingling.py) and 5-shingles, 128 slots and
16 bands of 8 rows, and keeps the candidates whose signatures agree in 0.8 of the slots (datatrove
does not verify). Every run is a process of its own; runs on one thread are held on one processor. The
first run of each is cold: what the page cache holds of the file is given back before.

Exit status: 0 compared, 1 some run failed, 2 the input is unusable.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import struct
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.dont_write_bytecode = True
from running import Usage, machine, measure, versions_of
from shingling import BANDS, ROWS, SLOTS, K, batches, byte_shingles, documents, shingles, tokens
from tables import number, print_table, read_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

THRESHOLD = 0.8
PARTS = ["read", "tokens and shingles", "signatures", "index and query"]
LIBRARIES = ["datasketch", "rensa", "gaoya", "datatrove", "numpy", "xxhash", "orjson"]

Pairs = Collection[Sequence[int]]  # two numbers of documents each


class Clock:
    """Seconds by part; the parts take turns, batch by batch, so that memory holds one batch."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def __getitem__(self, part: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[part] += time.perf_counter() - start

    def reading(self, path: str) -> Iterator[tuple[list[str], list[str]]]:
        """Batches of ids and texts, whose reading counts as a part."""
        iterator = batches(path)
        while True:
            with self["read"]:
                batch = next(iterator, None)
            if batch is None:
                return
            yield batch


# The libraries, each in its own process: path, threads, clock → ids, pairs of numbers of documents


def run_datasketch(path: str, threads: int, clock: Clock) -> tuple[list[str], Pairs]:
    """MinHash.bulk and MinHashLSH."""
    from datasketch import MinHash, MinHashLSH
    from xxhash import xxh32_intdigest

    index = MinHashLSH(num_perm=SLOTS, params=(BANDS, ROWS))
    sketches: list[Any] = []
    ids: list[str] = []
    pairs: list[tuple[int, int]] = []
    for batch_ids, texts in clock.reading(path):
        with clock["tokens and shingles"]:
            sets = [byte_shingles(tokens(text)) for text in texts]
        with clock["signatures"]:
            batch = MinHash.bulk(sets, num_perm=SLOTS, hashfunc=xxh32_intdigest)
        with clock["index and query"]:
            for b, sketch in enumerate(batch, len(sketches)):
                if sketch.is_empty():
                    continue
                pairs += [(a, b) for a in index.query(sketch) if (sketches + batch)[a].jaccard(sketch) >= THRESHOLD]
                index.insert(b, sketch, check_duplication=False)
        sketches += batch
        ids += batch_ids
    return ids, pairs


def run_rensa(path: str, threads: int, clock: Clock) -> tuple[list[str], Pairs]:
    """R-MinHash from strings, and its own index."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(THRESHOLD, SLOTS, BANDS)
    sketches: list[Any] = []
    ids: list[str] = []
    filled: list[bool] = []
    for batch_ids, texts in clock.reading(path):
        with clock["tokens and shingles"]:
            sets = [shingles(tokens(text)) for text in texts]
        with clock["signatures"]:
            sketches += RMinHash.from_token_sets(sets, SLOTS, 42)
        ids += batch_ids
        filled += map(bool, sets)
    with clock["index and query"]:
        index.insert_many(sketches)
        pairs = [
            (a, b)
            for a, candidates in enumerate(index.query_all(sketches))
            if filled[a]
            for b in candidates
            if a < b and sketches[a].jaccard(sketches[b]) >= THRESHOLD
        ]
    return ids, pairs


def run_rensa_numpy(path: str, threads: int, clock: Clock) -> tuple[list[str], Pairs]:
    """The fastest that rensa's functions allow.

    Shingles are never strings but combined hashes of tokens, the signatures come as one matrix, and numpy
    sorts the bands.
    """
    import numpy as np
    from rensa import RMinHash

    rows: list[NDArray[np.uint32]] = []
    ids: list[str] = []
    filled: list[bool] = []
    for batch_ids, texts in clock.reading(path):
        with clock["tokens and shingles"]:
            hashed = [hashed_shingles(tokens(text)) for text in texts]
            flat, ends = flattened(hashed)
        with clock["signatures"]:
            matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, SLOTS, 42)
        with clock["index and query"]:
            rows.append(np.array(matrix.to_rows(), dtype=np.uint32))
        ids += batch_ids
        filled += [len(one) > 0 for one in hashed]
    with clock["index and query"]:
        pairs = pairs_of(np.concatenate(rows), filled)
    return ids, pairs


def hashed_shingles(words: Sequence[str]) -> Hashes:
    """A hash of each shingle, combined from hashes of its tokens."""
    import numpy as np

    hashes = np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64)
    count = max(0, len(words) - K + 1)
    combined = np.zeros(count, np.uint64)
    for i in range(K):
        combined = (combined ^ (combined >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + count]
    return (combined ^ (combined >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)


def flattened(hashed: Sequence[Hashes]) -> tuple[Hashes, Hashes]:
    """The hashes of several documents as one array, and where each of them ends, from 0 on."""
    import numpy as np

    return np.concatenate(hashed), np.cumsum([0] + [len(one) for one in hashed]).astype(np.uint64)


def pairs_of(rows: NDArray[np.uint32], filled: Sequence[bool]) -> list[list[int]]:
    """The pairs of signatures, a row each, that share a band and agree in enough slots."""
    import numpy as np

    candidates = band_pairs(rows, filled)
    if not candidates:
        return []
    found = np.array(sorted(candidates))
    parts = np.array_split(found, 1 + len(found) // 100000)
    agreeing = np.concatenate([(rows[part[:, 0]] == rows[part[:, 1]]).mean(axis=1) for part in parts])
    result: list[list[int]] = found[agreeing >= THRESHOLD].tolist()
    return result


def band_pairs(rows: NDArray[np.uint32], filled: Sequence[bool]) -> set[tuple[int, int]]:
    """The pairs of signatures that agree in all slots of a band, those of documents without shingles left out."""
    import numpy as np

    candidates: set[tuple[int, int]] = set()
    for band in range(BANDS):
        keys = np.ascontiguousarray(rows[:, band * ROWS : (band + 1) * ROWS]).view(f"V{4 * ROWS}").ravel()
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        for group in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
            if len(group):
                members = sorted(m for m in order[group[0] : group[-1] + 2].tolist() if filled[m])
                candidates.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    return candidates


def run_gaoya(path: str, threads: int, clock: Clock) -> tuple[list[str], Pairs]:
    """Shingles are made inside, from the tokens joined by spaces.

    A query takes text, not a signature: every signature is computed twice.
    """
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=BANDS,
        band_size=ROWS,
        analyzer="word",
        lowercase=False,
        ngram_range=(K, K),
        id_container="vec",
    )
    ids: list[str] = []
    stored: list[tuple[list[int], list[str]]] = []
    pairs: list[tuple[int, int]] = []
    for batch_ids, texts in clock.reading(path):
        with clock["tokens and shingles"]:
            words = [tokens(text) for text in texts]
            joined = [" ".join(one) for one in words]
        with clock["signatures"]:
            numbers = list(range(len(ids), len(ids) + len(batch_ids)))
            use = [i for i, one in enumerate(words) if len(one) >= K]
            index.par_bulk_insert_docs([numbers[i] for i in use], [joined[i] for i in use])
        stored.append(([numbers[i] for i in use], [joined[i] for i in use]))
        ids += batch_ids
    with clock["index and query"]:
        for numbers, texts in stored:
            for a, found in zip(numbers, index.par_bulk_query(texts)):
                pairs += [(a, b) for b in found if a < b]
    return ids, pairs


def run_datatrove(path: str, threads: int, clock: Clock) -> tuple[list[str], Pairs]:
    """`path` is a folder with a file for every task: a task takes whole files."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup.minhash import (
        MinhashConfig,
        MinhashDedupBuckets,
        MinhashDedupCluster,
        MinhashDedupSignature,
    )
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.utils.text import TextNormConfig
    from datatrove.utils.word_tokenizers import WordTokenizer

    class Tokens(WordTokenizer):  # type: ignore[misc]  # datatrove is not installed where types are checked
        def word_tokenize(self, text: str) -> list[str]:
            return tokens(text)

        def sent_tokenize(self, text: str) -> list[str]:
            raise NotImplementedError

        def span_tokenize(self, text: str) -> list[tuple[int, int]]:
            raise NotImplementedError

    plain = TextNormConfig(
        lowercase=False,
        norm_whitespace=False,
        remove_punctuation=False,
        norm_unicode_diacritics=False,
        norm_numbers=False,
    )
    config = MinhashConfig(n_grams=K, num_buckets=BANDS, hashes_per_bucket=ROWS, norm_config=plain)
    with tempfile.TemporaryDirectory() as folder:

        def stage(name: str, tasks: int, *pipeline: object) -> None:
            LocalPipelineExecutor(
                list(pipeline),
                tasks=tasks,
                workers=min(tasks, threads),
                start_method="fork",
                logging_dir=f"{folder}/log-{name}",
            ).run()

        with clock["signatures"]:  # reading and tokens among them
            stage(
                "signatures",
                threads,
                JsonlReader(path),
                MinhashDedupSignature(f"{folder}/signatures", config, language=Tokens()),
            )
        with clock["index and query"]:
            stage("buckets", BANDS, MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config))
            stage("cluster", 1, MinhashDedupCluster(f"{folder}/buckets", f"{folder}/remove", config))
        links = bucket_links(Path(folder, "buckets"))
    first: list[int] = []  # number of each task's first document
    ids: list[str] = []
    for file in sorted(Path(path).glob("*.jsonl")):
        first.append(len(ids))
        ids += [str(document["id"]) for document in documents(file) if document["text"]]
    return ids, {in_order(first[a] + b, first[c] + d) for (a, b), (c, d) in links}


Place = tuple[int, int]  # of a document, as datatrove has it: task, and number in what that task reads


def bucket_links(folder: Path) -> set[tuple[Place, Place]]:
    """The pairs of neighbours in a bucket that datatrove has written."""
    links: set[tuple[Place, Place]] = set()
    for file in folder.glob("*.dups"):
        links.update(((a, b), (c, d)) for a, b, c, d in struct.iter_unpack("<4I", file.read_bytes()))
    return links


def in_order(a: int, b: int) -> tuple[int, int]:
    """The lesser number first."""
    return min(a, b), max(a, b)


def run_count(path: str) -> None:
    """What rates are divided by."""
    counts: Counter[str] = Counter()
    for ids, texts in batches(path):
        counts["documents"] += len(ids)
        for text in texts:
            counts["bytes"] += len(text.encode())
            counts["shingles"] += max(0, len(tokens(text)) - K + 1)
    print(json.dumps(counts))


class Inputs:
    """What the signatures are made from, made when asked for."""

    def __init__(self, path: str) -> None:
        self.words = [tokens(text) for _, texts in batches(path) for text in texts]
        self.count = sum(max(0, len(words) - K + 1) for words in self.words)

    def strings(self) -> list[list[str]]:
        """Shingles, by document."""
        return list(map(shingles, self.words))

    def encoded(self) -> list[list[bytes]]:
        """Shingles in UTF-8, by document."""
        return list(map(byte_shingles, self.words))

    def joined(self) -> list[str]:
        """The tokens of each document with spaces between them."""
        return list(map(" ".join, self.words))

    def numbers(self) -> list[list[int]]:
        """Hashes of shingles, by document."""
        from xxhash import xxh32_intdigest

        return [list(map(xxh32_intdigest, byte_shingles(words))) for words in self.words]

    def array(self) -> tuple[Hashes, Hashes]:
        """Hashes of shingles as one array, and where the documents end."""
        return flattened([hashed_shingles(words) for words in self.words])


# Makes what is timed, a function without arguments, from inputs.
Kernel = Callable[[Any], Callable[[], object]]


def rensa_kernel(kind: str, name: str) -> Kernel:
    """Signatures by a function of one of rensa's classes."""

    def prepare(given: Any) -> Callable[[], object]:
        import rensa

        function = getattr(getattr(rensa, kind), name)
        return lambda: function(*given, SLOTS, 42) if isinstance(given, tuple) else function(given, SLOTS, 42)

    return prepare


def gaoya_kernel(given: Sequence[str]) -> Callable[[], object]:
    """Signatures by gaoya, which takes tokens with spaces between them."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, THRESHOLD, BANDS, ROWS, None, "word", False, (K, K), "vec").minhash_index
    return lambda: index.bulk_hash_docs(given)


def datasketch_kernel(hashing: str) -> Kernel:
    """Signatures by datasketch with one of its hash functions, or none."""

    def prepare(given: Any) -> Callable[[], object]:
        from datasketch import MinHash
        from xxhash import xxh32_intdigest

        functions = {"none": lambda number: number, "xxhash": xxh32_intdigest, "default": None}
        return lambda: MinHash.bulk(given, num_perm=SLOTS, hashfunc=functions[hashing])

    return prepare


KERNELS: dict[str, tuple[Callable[[Inputs], object], Kernel]] = {
    "rensa R-MinHash, hashes as one array": (
        Inputs.array,
        rensa_kernel("RMinHash", "digest_matrix_from_flat_token_hashes"),
    ),
    "rensa R-MinHash, strings hashed too": (Inputs.strings, rensa_kernel("RMinHash", "from_token_sets")),
    "rensa R-MinHash, bytes hashed too": (
        Inputs.encoded,
        rensa_kernel("RMinHash", "digest_matrix_from_token_byte_sets"),
    ),
    "rensa C-MinHash, strings hashed too": (Inputs.strings, rensa_kernel("CMinHash", "digests64_from_token_sets")),
    "rensa rho, hashes as one array (a sample of the shingles: not comparable)": (
        Inputs.array,
        rensa_kernel("RMinHash", "digest_matrix_from_flat_token_hashes_rho"),
    ),
    "gaoya, text split, joined and hashed too": (Inputs.joined, gaoya_kernel),
    "datasketch, hashes as Python numbers": (Inputs.numbers, datasketch_kernel("none")),
    "datasketch, bytes hashed too (xxhash)": (Inputs.encoded, datasketch_kernel("xxhash")),
    "datasketch, bytes hashed too (SHA-1, its default)": (Inputs.encoded, datasketch_kernel("default")),
}


def run_kernel(path: str, name: str) -> None:
    """Print the nanoseconds a shingle for signatures of what is in memory already, the best of five.

    A process each: after some functions of one library another's ran at half their pace.
    """
    inputs = Inputs(path)
    make, prepare = KERNELS[name]
    function, best = prepare(make(inputs)), float("inf")
    for _ in range(5):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"documents": len(inputs.words), "shingles": inputs.count, "ns": best / inputs.count * 1e9}))


PEERS: dict[str, Callable[[str, int, Clock], tuple[list[str], Pairs]]] = {
    "datasketch": run_datasketch,
    "rensa": run_rensa,
    "rensa-numpy": run_rensa_numpy,
    "gaoya": run_gaoya,
    "datatrove": run_datatrove,
}
THREADED = {"leitwort", "rensa", "rensa-numpy", "gaoya", "datatrove"}
REMARKS = {
    "leitwort": "its own tokeniser; `--verify exact` adds the exact J of every candidate",
    "datasketch": "`MinHash.bulk`, scheme affine32, hash xxh32 (its default is SHA-1); no threads",
    "rensa": (
        "`RMinHash.from_token_sets`: full set, every shingle hashed, no sampling; `RMinHashLSH`, `jaccard`. An "
        "R-MinHash is no k-permutation MinHash: a shingle goes to up to three slots, not to 128"
    ),
    "rensa-numpy": (
        "the same signatures from hashes combined in numpy, never strings; bands sorted by numpy. Not what its "
        "documentation shows, but the fastest way through it"
    ),
    "gaoya": "shingles inside, from the tokens joined by spaces; signatures are made twice, as a query takes text",
    "datatrove": (
        "signature, buckets and cluster with 1 task a thread; reading and tokens count as signatures; pairs are "
        "links between neighbours in a bucket, **not verified**; memory is the largest process'"
    ),
}


def child(peer: str, path: str, threads: int, out: str) -> None:
    """What the process of a peer, of a kernel or of the count does; it prints JSON."""
    if peer in KERNELS:
        run_kernel(path, peer)
        return
    if peer == "count":
        run_count(path)
        return
    clock = Clock()
    ids, pairs = PEERS[peer](path, threads, clock)
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["a", "b"])
        writer.writerows((ids[a], ids[b]) for a, b in pairs)
    print(json.dumps({"documents": len(ids), "pairs": len(pairs), "seconds": clock.seconds}))


# The parent, which holds no text: a process begins with the peak memory of the one that starts it


def drop_from_cache(path: Path) -> None:
    """Take a file, or those of a folder, out of the page cache."""
    for file in [path] if path.is_file() else path.iterdir():
        descriptor = os.open(file, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


@dataclass
class Run:
    """A run of the program or of a peer."""

    usage: Usage
    pairs: int
    parts: dict[str, float]  # seconds


@dataclass
class Result:
    """The run of a peer that counts, on so many threads."""

    peer: str
    threads: int
    cold: float  # seconds of the first run
    size: dict[str, int]  # of the corpus: documents, bytes, shingles
    best: Run


def own(peer: str, path: Path, threads: int, out: Path | str = "-") -> tuple[Any, Usage]:
    """Run a child: the JSON that it prints last, and what it took."""
    text, usage = measure([sys.executable, __file__, "--child", peer, str(path), str(threads), str(out)], threads)
    return json.loads(text.splitlines()[-1]), usage


def run_peer(peer: str, path: Path, threads: int, out: Path) -> Run:
    """Run a library, which writes its pairs."""
    report, usage = own(peer, path, threads, out)
    return Run(usage, report["pairs"], report["seconds"])


def run_leitwort(options: argparse.Namespace, path: Path, threads: int, folder: Path) -> Run:
    """Run the program, which writes its tables into the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = {
        "shingle": K,
        "signature": SLOTS,
        "bands": BANDS,
        "rows": ROWS,
        "threshold": THRESHOLD,
        "threads": threads,
    }
    command = [options.leitwort, "duplicates", str(path), "-o", f"{folder}/"]
    command += [word for name, value in settings.items() for word in (f"--{name}", str(value))]
    _, usage = measure([*command, *options.leitwort_option], threads)
    pairs = sum(1 for _ in read_table(folder / "duplicates.pairs.csv"))
    stages = json.loads((folder / "run.json").read_text(encoding="utf-8"))["seconds"]
    return Run(usage, pairs, stages)


def input_of(corpus: Path, count: int | None, parts: int | None, folder: Path) -> Path:
    """The corpus or its first `count` documents, as one file or as a folder of `parts` files."""
    if count is None and parts is None:
        return corpus
    result = folder / f"first-{count or 'all'}-{parts or 1}"
    if result.exists():
        return result if parts else result / "0.jsonl"
    result.mkdir()
    with open(corpus, "rb") as file:
        total = count or sum(1 for _ in file)
        file.seek(0)
        size = -(-total // (parts or 1))
        for part in range(parts or 1):
            with open(result / f"{part}.jsonl", "wb") as out:
                for _ in range(min(size, total - part * size)):
                    out.write(file.readline())
                out.flush()
                os.fsync(out.fileno())  # what is not on disk cannot be dropped from the cache
    return result if parts else result / "0.jsonl"


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command line; `counts`: of a peer, or of all others as "", how many documents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path, help="JSON Lines with id and text")
    parser.add_argument("--leitwort", help="the program; without it the others are measured alone")
    parser.add_argument(
        "--leitwort-option", action="append", default=[], metavar="OPTION", help="as in =--verify=exact"
    )
    parser.add_argument("--peers", default=",".join(PEERS), help="default: %(default)s")
    parser.add_argument("--documents", action="append", default=[], metavar="[PEER=]N", help="only the first N")
    parser.add_argument(
        "--threads", type=int, default=len(os.sched_getaffinity(0)), help="the most; default: %(default)s"
    )
    parser.add_argument("--runs", type=int, default=2, help="the first is cold, of the others the fastest counts")
    parser.add_argument("--kernel-documents", type=int, default=1000, help="for signatures alone; 0 leaves them out")
    parser.add_argument(
        "--pairs", type=Path, help="keep what every peer found as FOLDER/PEER-THREADS.csv, for recall.py"
    )
    options = parser.parse_args(arguments)
    options.counts = {}
    for item in options.documents:
        peer, _, count = item.rpartition("=")
        if not count.isdigit() or int(count) == 0 or (peer and peer not in PEERS and peer != "leitwort"):
            parser.error(f"--documents {item}: give [PEER=]N")
        options.counts[peer] = int(count)
    options.peers = [peer for peer in options.peers.split(",") if peer]
    if unknown := set(options.peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if not options.corpus.is_file():
        parser.error(f"{options.corpus} is no file")
    return options


def runs_of(
    peer: str, threads: int, path: Path, options: argparse.Namespace, folder: Path, failures: list[str]
) -> list[Run]:
    """The runs of a peer, the first of them cold, until one fails."""
    runs: list[Run] = []
    out = folder / f"{peer}-{threads}"
    drop_from_cache(path)
    for run in range(options.runs):
        print(f"{peer}, {threads} thread(s), run {run + 1} …", file=sys.stderr)
        try:
            if peer == "leitwort":
                pairs = out / "duplicates.pairs.csv"
                runs.append(run_leitwort(options, path, threads, out))
            else:
                pairs = out.with_suffix(".csv")
                runs.append(run_peer(peer, path, threads, pairs))
        except (RuntimeError, OSError, ValueError, KeyError) as error:
            failures.append(f"{peer}, {threads} threads: {error}")
            break
        if options.pairs:
            options.pairs.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pairs, options.pairs / f"{peer}-{threads}.csv")
    return runs


def compare(options: argparse.Namespace, folder: Path) -> tuple[list[Result], list[str]]:
    """The results of all peers, on one thread and on all where they have threads; and what failed."""
    results: list[Result] = []
    failures: list[str] = []
    sizes: dict[int | None, dict[str, int]] = {}
    for peer in (["leitwort"] if options.leitwort else []) + options.peers:
        count = options.counts.get(peer, options.counts.get(""))
        if count not in sizes:
            sizes[count] = own("count", input_of(options.corpus, count, None, folder), 1)[0]
        for threads in [1, options.threads] if peer in THREADED and options.threads > 1 else [1]:
            path = input_of(options.corpus, count, threads if peer == "datatrove" else None, folder)
            runs = runs_of(peer, threads, path, options, folder, failures)
            if runs:
                # The cold run counts only where it is alone.
                best = min(runs[1:] or runs, key=lambda run: run.usage.seconds)
                results.append(Result(peer, threads, runs[0].usage.seconds, sizes[count], best))
    return results, failures


def row_of(result: Result, own_pace: Mapping[int, float]) -> list[str]:
    """A row of the table of all results; `own_pace`: seconds a byte of Leitwort by threads, if it was run."""
    size, usage = result.size, result.best.usage
    row = [
        result.peer,
        str(result.threads),
        f"{size['documents']:,}",
        number(result.cold, 2),
        number(usage.seconds, 2),
        number(usage.processor, 2),
        number(usage.memory / 1e6, 0),
        number(size["documents"] / usage.seconds, 0),
        number(size["bytes"] / usage.seconds / 1e6),
        number(usage.seconds / max(1, size["shingles"]) * 1e9),
        f"{result.best.pairs:,}",
    ]
    if own_pace:
        pace = own_pace.get(result.threads)
        row.append(number(usage.seconds / size["bytes"] / pace if pace else None))
    return row


def print_results(results: Sequence[Result], options: argparse.Namespace) -> None:
    """Print what the peers took in all and in parts, and remarks on each."""
    own_pace = {r.threads: r.best.usage.seconds / r.size["bytes"] for r in results if r.peer == "leitwort"}
    header = ["program", "threads", "documents", "cold s", "warm s", "processor s", "peak MB", "documents/s"]
    header += ["MB of text/s", "ns a shingle", "pairs"] + (["times Leitwort's"] if own_pace else [])
    print("## End to end\n")
    print_table(header, [row_of(result, own_pace) for result in results])
    print("\n## Parts, seconds of the warm run\n")
    print_table(
        ["program", "threads", *PARTS],
        [
            [r.peer, str(r.threads), *(number(r.best.parts.get(part), 2) for part in PARTS)]
            for r in results
            if r.peer != "leitwort"
        ],
    )
    for r in results:
        if r.peer == "leitwort":
            stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in r.best.parts.items())
            print(f"\nLeitwort, {r.threads} thread(s): {stages}.")
    print()
    for peer in dict.fromkeys(r.peer for r in results):
        extra = f" `{' '.join(options.leitwort_option)}`" if peer == "leitwort" and options.leitwort_option else ""
        print(f"- {peer}{extra}: {REMARKS[peer]}.")


def print_kernels(options: argparse.Namespace, folder: Path, failures: list[str]) -> None:
    """Measure and print what signatures alone take."""
    path = input_of(options.corpus, options.kernel_documents, None, folder)
    rows = []
    size: dict[str, Any] = {}
    for name in KERNELS:
        print(f"signatures alone: {name} …", file=sys.stderr)
        try:
            size = own(name, path, 1)[0]
            rows.append([name, number(size["ns"], 2)])
        except (RuntimeError, OSError) as error:
            failures.append(f"{name}: {error}")
    if rows:
        print(
            f"\n## Signatures alone, one thread: {size['shingles']:,} shingles of {size['documents']:,} documents "
            "in memory\n"
        )
        print_table(["from", "ns a shingle"], rows)
        print("\nLeitwort's figure is that of `stages`, benchmark `sketch`: from hashes, as the first line.")


def print_head(options: argparse.Namespace, results: Iterable[Result]) -> None:
    """Print what was compared, on which machine."""
    print(f"# Near-duplicates beside other libraries, {time.strftime('%Y-%m-%d')}\n")
    print(f"Machine: {machine()}. {versions_of(LIBRARIES)}.\n")
    sizes = {result.size["documents"]: result.size for result in results}
    texts = "".join(
        f"; {size['documents']:,} documents, {size['bytes'] / 1e6:.1f} MB of text, "
        f"{size['shingles']:,} shingles with repetitions"
        for size in sizes.values()
    )
    print(
        f"Corpus: {options.corpus.name}{texts}. {K}-shingles, {SLOTS} slots, {BANDS} bands of {ROWS} rows, pairs whose "
        f"signatures agree in {THRESHOLD} of the slots. Seconds are of whole processes, start and imports included; "
        "MB are 10⁶ bytes.\n"
    )


def main() -> int:
    """Compare what the command line asks for, or be one of its processes; the exit status."""
    if sys.argv[1:2] == ["--child"]:
        peer, path, threads, out = sys.argv[2:]
        child(peer, path, int(threads), out)
        return 0
    options = options_of(sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            results, failures = compare(options, folder)
        except (RuntimeError, OSError) as error:
            print(f"peers.py: {error}", file=sys.stderr)
            return 2
        print_head(options, results)
        if results:
            print_results(results, options)
        if options.kernel_documents and options.peers:
            print_kernels(options, folder, failures)
        for failure in failures:
            print(f"\nFailed: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

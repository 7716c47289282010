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
import platform
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

sys.dont_write_bytecode = True
from shingling import BANDS, K, ROWS, SLOTS, batches, byte_shingles, documents, shingles, tokens

THRESHOLD = 0.8
PARTS = ["read", "tokens and shingles", "signatures", "index and query"]
LOAD = os.getloadavg()[0]  # a neighbour takes a processor from runs on all threads
LIBRARIES = ["datasketch", "rensa", "gaoya", "datatrove", "numpy", "xxhash", "orjson"]


class Clock:
    """Seconds by part; the parts take turns, batch by batch, so that memory holds one batch."""

    def __init__(self):
        self.seconds = Counter()

    @contextmanager
    def __getitem__(self, part):
        start = time.perf_counter()
        yield
        self.seconds[part] += time.perf_counter() - start

    def reading(self, path):
        iterator = batches(path)
        while True:
            with self["read"]:
                batch = next(iterator, None)
            if batch is None:
                return
            yield batch


# The libraries, each in its own process: path, threads, clock → ids, pairs of numbers of documents


def run_datasketch(path, threads, clock):
    from datasketch import MinHash, MinHashLSH
    from xxhash import xxh32_intdigest

    index, sketches, ids, pairs = MinHashLSH(num_perm=SLOTS, params=(BANDS, ROWS)), [], [], []
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


def run_rensa(path, threads, clock):
    from rensa import RMinHash, RMinHashLSH

    index, sketches, ids, filled = RMinHashLSH(THRESHOLD, SLOTS, BANDS), [], [], []
    for batch_ids, texts in clock.reading(path):
        with clock["tokens and shingles"]:
            sets = [shingles(tokens(text)) for text in texts]
        with clock["signatures"]:
            sketches += RMinHash.from_token_sets(sets, SLOTS, 42)
        ids += batch_ids
        filled += map(bool, sets)
    with clock["index and query"]:
        index.insert_many(sketches)
        pairs = [(a, b) for a, candidates in enumerate(index.query_all(sketches)) if filled[a]
                 for b in candidates if a < b and sketches[a].jaccard(sketches[b]) >= THRESHOLD]
    return ids, pairs


def run_rensa_numpy(path, threads, clock):
    """The fastest that rensa's functions allow: shingles are never strings but combined hashes of
    tokens, the signatures come as one matrix, and numpy sorts the bands."""
    import numpy as np
    from rensa import RMinHash

    rows, ids, filled = [], [], []
    for batch_ids, texts in clock.reading(path):
        with clock["tokens and shingles"]:
            hashed = [hashed_shingles(np, tokens(text)) for text in texts]
            flat = np.concatenate(hashed)
            ends = np.cumsum([0] + [len(one) for one in hashed]).astype(np.uint64)
        with clock["signatures"]:
            matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, SLOTS, 42)
        with clock["index and query"]:
            rows.append(np.array(matrix.to_rows(), dtype=np.uint32))
        ids += batch_ids
        filled += [len(one) > 0 for one in hashed]
    with clock["index and query"]:
        pairs = pairs_of(np, np.concatenate(rows), filled)
    return ids, pairs


def hashed_shingles(np, words):
    hashes = np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64)
    count = max(0, len(words) - K + 1)
    combined = np.zeros(count, np.uint64)
    for i in range(K):
        combined = (combined ^ (combined >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15) + hashes[i:i + count]
    return (combined ^ (combined >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)


def pairs_of(np, rows, filled):
    candidates = set()
    for band in range(BANDS):
        keys = np.ascontiguousarray(rows[:, band * ROWS:(band + 1) * ROWS]).view(f"V{4 * ROWS}").ravel()
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        for group in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
            members = sorted(m for m in order[group[0]:group[-1] + 2].tolist() if filled[m]) if len(group) else []
            candidates.update((a, b) for i, a in enumerate(members) for b in members[i + 1:])
    if not candidates:
        return []
    found = np.array(sorted(candidates))
    agreeing = np.concatenate([(rows[part[:, 0]] == rows[part[:, 1]]).mean(axis=1)
                               for part in np.array_split(found, 1 + len(found) // 100000)])
    return found[agreeing >= THRESHOLD].tolist()


def run_gaoya(path, threads, clock):
    """Shingles are made inside, from the tokens joined by spaces. A query takes text, not a
    signature: every signature is computed twice."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(hash_size=32, jaccard_threshold=THRESHOLD, num_bands=BANDS, band_size=ROWS,
                               analyzer="word", lowercase=False, ngram_range=(K, K), id_container="vec")
    ids, stored, pairs = [], [], []
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


def run_datatrove(path, threads, clock):
    """`path` is a folder with a file for every task: a task takes whole files."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup.minhash import (MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster,
                                                  MinhashDedupSignature)
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.utils.text import TextNormConfig
    from datatrove.utils.word_tokenizers import WordTokenizer

    class Tokens(WordTokenizer):
        def word_tokenize(self, text):
            return tokens(text)

        def sent_tokenize(self, text):
            raise NotImplementedError

        def span_tokenize(self, text):
            raise NotImplementedError

    plain = TextNormConfig(lowercase=False, norm_whitespace=False, remove_punctuation=False,
                           norm_unicode_diacritics=False, norm_numbers=False)
    config = MinhashConfig(n_grams=K, num_buckets=BANDS, hashes_per_bucket=ROWS, norm_config=plain)
    with tempfile.TemporaryDirectory() as folder:
        def stage(name, tasks, *pipeline):
            LocalPipelineExecutor(list(pipeline), tasks=tasks, workers=min(tasks, threads), start_method="fork",
                                  logging_dir=f"{folder}/log-{name}").run()

        with clock["signatures"]:  # reading and tokens among them
            stage("signatures", threads, JsonlReader(path),
                  MinhashDedupSignature(f"{folder}/signatures", config, language=Tokens()))
        with clock["index and query"]:
            stage("buckets", BANDS, MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config))
            stage("cluster", 1, MinhashDedupCluster(f"{folder}/buckets", f"{folder}/remove", config))
        links = set()
        for file in Path(folder, "buckets").glob("*.dups"):
            links.update(((a, b), (c, d)) for a, b, c, d in struct.iter_unpack("<4I", file.read_bytes()))
    first, ids = {}, []
    for rank, file in enumerate(sorted(Path(path).glob("*.jsonl"))):
        first[rank] = len(ids)
        ids += [str(document["id"]) for document in documents(file) if document["text"]]
    return ids, {tuple(sorted((first[a] + b, first[c] + d))) for (a, b), (c, d) in links}


def run_count(path):
    """What rates are divided by."""
    counts = Counter()
    for ids, texts in batches(path):
        counts["documents"] += len(ids)
        for text in texts:
            counts["bytes"] += len(text.encode())
            counts["shingles"] += max(0, len(tokens(text)) - K + 1)
    print(json.dumps(counts))


class Inputs:
    """What the signatures are made from, made when asked for."""

    def __init__(self, path):
        self.words = [tokens(text) for _, texts in batches(path) for text in texts]
        self.count = sum(max(0, len(words) - K + 1) for words in self.words)

    def strings(self):
        return list(map(shingles, self.words))

    def encoded(self):
        return list(map(byte_shingles, self.words))

    def joined(self):
        return list(map(" ".join, self.words))

    def numbers(self):
        from xxhash import xxh32_intdigest
        return [list(map(xxh32_intdigest, byte_shingles(words))) for words in self.words]

    def array(self):
        import numpy as np
        hashed = [hashed_shingles(np, words) for words in self.words]
        return np.concatenate(hashed), np.cumsum([0] + [len(one) for one in hashed]).astype(np.uint64)


def rensa_kernel(kind, name):
    def prepare(given):
        import rensa
        function = getattr(getattr(rensa, kind), name)
        return lambda: function(*given, SLOTS, 42) if isinstance(given, tuple) else function(given, SLOTS, 42)
    return prepare


def gaoya_kernel(given):
    from gaoya.minhash import MinHashStringIndex
    index = MinHashStringIndex(32, THRESHOLD, BANDS, ROWS, None, "word", False, (K, K), "vec").minhash_index
    return lambda: index.bulk_hash_docs(given)


def datasketch_kernel(hashing):
    def prepare(given):
        from datasketch import MinHash
        from xxhash import xxh32_intdigest
        functions = {"none": lambda number: number, "xxhash": xxh32_intdigest, "default": None}
        return lambda: MinHash.bulk(given, num_perm=SLOTS, hashfunc=functions[hashing])
    return prepare


KERNELS = {
    "rensa R-MinHash, hashes as one array": (Inputs.array, rensa_kernel("RMinHash", "digest_matrix_from_flat_token_hashes")),
    "rensa R-MinHash, strings hashed too": (Inputs.strings, rensa_kernel("RMinHash", "from_token_sets")),
    "rensa R-MinHash, bytes hashed too": (Inputs.encoded, rensa_kernel("RMinHash", "digest_matrix_from_token_byte_sets")),
    "rensa C-MinHash, strings hashed too": (Inputs.strings, rensa_kernel("CMinHash", "digests64_from_token_sets")),
    "rensa rho, hashes as one array (a sample of the shingles: not comparable)":
        (Inputs.array, rensa_kernel("RMinHash", "digest_matrix_from_flat_token_hashes_rho")),
    "gaoya, text split, joined and hashed too": (Inputs.joined, gaoya_kernel),
    "datasketch, hashes as Python numbers": (Inputs.numbers, datasketch_kernel("none")),
    "datasketch, bytes hashed too (xxhash)": (Inputs.encoded, datasketch_kernel("xxhash")),
    "datasketch, bytes hashed too (SHA-1, its default)": (Inputs.encoded, datasketch_kernel("default")),
}


def run_kernel(path, name):
    """Nanoseconds a shingle for signatures of what is in memory already, the best of five. A process
    each: after some functions of one library another's ran at half their pace."""
    inputs = Inputs(path)
    make, prepare = KERNELS[name]
    function, best = prepare(make(inputs)), float("inf")
    for _ in range(5):
        start = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"documents": len(inputs.words), "shingles": inputs.count, "ns": best / inputs.count * 1e9}))


PEERS = {"datasketch": run_datasketch, "rensa": run_rensa, "rensa-numpy": run_rensa_numpy, "gaoya": run_gaoya,
         "datatrove": run_datatrove}
THREADED = {"leitwort", "rensa", "rensa-numpy", "gaoya", "datatrove"}
REMARKS = {
    "leitwort": "its own tokeniser; `--verify exact` adds the exact J of every candidate",
    "datasketch": "`MinHash.bulk`, scheme affine32, hash xxh32 (its default is SHA-1); no threads",
    "rensa": "`RMinHash.from_token_sets`: full set, every shingle hashed, no sampling; `RMinHashLSH`, `jaccard`. An "
             "R-MinHash is no k-permutation MinHash: a shingle goes to up to three slots, not to 128",
    "rensa-numpy": "the same signatures from hashes combined in numpy, never strings; bands sorted by numpy. Not what its "
                   "documentation shows, but the fastest way through it",
    "gaoya": "shingles inside, from the tokens joined by spaces; signatures are made twice, as a query takes text",
    "datatrove": "signature, buckets and cluster with 1 task a thread; reading and tokens count as signatures; pairs are "
                 "links between neighbours in a bucket, **not verified**; memory is the largest process'",
}


def child(peer, path, threads, out):
    if peer in KERNELS:
        return run_kernel(path, peer)
    if peer == "count":
        return run_count(path)
    clock = Clock()
    ids, pairs = PEERS[peer](path, threads, clock)
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["a", "b"])
        writer.writerows((ids[a], ids[b]) for a, b in pairs)
    print(json.dumps({"documents": len(ids), "pairs": len(pairs), "seconds": clock.seconds}))


# The parent, which holds no text: a process begins with the peak memory of the one that starts it


def drop_from_cache(path):
    for file in [path] if path.is_file() else path.iterdir():
        descriptor = os.open(file, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def measure(command, threads):
    """Output, wall time, processor time and peak memory of a process."""
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads), OMP_NUM_THREADS=str(threads),
                       OPENBLAS_NUM_THREADS="1", PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    processors = sorted(os.sched_getaffinity(0))[-threads:]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=messages, env=environment,
                                   preexec_fn=lambda: os.sched_setaffinity(0, processors))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        messages.seek(0)
        if process.returncode != 0:
            said = messages.read().decode(errors="replace").strip().splitlines()[-3:]
            raise RuntimeError(f"{Path(command[0]).name} ended with {process.returncode}: " + " / ".join(said))
        return output.read().decode(), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def own(peer, path, threads, out="-"):
    return measure([sys.executable, __file__, "--child", peer, str(path), str(threads), str(out)], threads)


def run_leitwort(program, path, threads, folder, extra):
    shutil.rmtree(folder, ignore_errors=True)
    command = [program, "duplicates", str(path), "-o", f"{folder}/", "--shingle", str(K), "--signature", str(SLOTS),
               "--bands", str(BANDS), "--rows", str(ROWS), "--threshold", str(THRESHOLD), "--threads", str(threads), *extra]
    _, seconds, processor, memory = measure(command, threads)
    with open(folder / "duplicates.pairs.csv", newline="", encoding="utf-8") as file:
        pairs = sum(1 for _ in csv.DictReader(file))
    stages = json.loads((folder / "run.json").read_text(encoding="utf-8"))["seconds"]
    return {"pairs": pairs, "seconds": stages}, seconds, processor, memory


def input_of(corpus, count, parts, folder):
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


def machine():
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.split(":")[1].strip() for line in info.splitlines() if line.startswith("model name")), "unknown")
    widest = next((name for flag, name in [("avx512f", "AVX-512"), ("avx2", "AVX2")] if f" {flag} " in info), "no AVX2")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return (f"{model} ({widest}), {os.cpu_count()} processors, {memory:.0f} GiB; {system}; "
            f"Python {platform.python_version()}; load before {LOAD:.1f}")


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="JSON Lines with id and text")
    parser.add_argument("--leitwort", help="the program; without it the others are measured alone")
    parser.add_argument("--leitwort-option", action="append", default=[], metavar="OPTION", help="as in =--verify=exact")
    parser.add_argument("--peers", default=",".join(PEERS), help="default: %(default)s")
    parser.add_argument("--documents", action="append", default=[], metavar="[PEER=]N", help="only the first N")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="the most; default: %(default)s")
    parser.add_argument("--runs", type=int, default=2, help="the first is cold, of the others the fastest counts")
    parser.add_argument("--kernel-documents", type=int, default=1000, help="for signatures alone; 0 leaves them out")
    parser.add_argument("--pairs", type=Path, help="keep what every peer found as FOLDER/PEER-THREADS.csv, for recall.py")
    options = parser.parse_args(arguments)
    options.counts = {}
    for item in options.documents:
        peer, _, number = item.rpartition("=")
        if not number.isdigit() or int(number) == 0 or (peer and peer not in PEERS and peer != "leitwort"):
            parser.error(f"--documents {item}: give [PEER=]N")
        options.counts[peer] = int(number)
    options.peers = [peer for peer in options.peers.split(",") if peer]
    if unknown := set(options.peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if not options.corpus.is_file():
        parser.error(f"{options.corpus} is no file")
    return options


def number(value, digits=1):
    return "–" if value is None else f"{value:,.{digits}f}"


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("| --- |" + " ---: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def compare(options, folder):
    results, failures, sizes = [], [], {}
    peers = (["leitwort"] if options.leitwort else []) + options.peers
    for peer in peers:
        count = options.counts.get(peer, options.counts.get(""))
        if count not in sizes:
            sizes[count] = json.loads(own("count", input_of(options.corpus, count, None, folder), 1)[0])
        for threads in [1, options.threads] if peer in THREADED and options.threads > 1 else [1]:
            path = input_of(options.corpus, count, threads if peer == "datatrove" else None, folder)
            times, best = [], None
            for run in range(options.runs):
                if run == 0:
                    drop_from_cache(path)
                print(f"{peer}, {threads} thread(s), run {run + 1} …", file=sys.stderr)
                out = folder / f"{peer}-{threads}"
                try:
                    if peer == "leitwort":
                        report, *usage = run_leitwort(options.leitwort, path, threads, out, options.leitwort_option)
                        pairs = out / "duplicates.pairs.csv"
                    else:
                        pairs = out.with_suffix(".csv")
                        text, *usage = own(peer, path, threads, pairs)
                        report = json.loads(text.splitlines()[-1])
                except (RuntimeError, OSError, ValueError, KeyError) as error:
                    failures.append(f"{peer}, {threads} threads: {error}")
                    break
                times.append(usage[0])
                if best is None or run == 1 or usage[0] < best[1][0]:  # the cold run counts only where it is alone
                    best = report, usage
                if options.pairs:
                    options.pairs.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(pairs, options.pairs / f"{peer}-{threads}.csv")
            if best:
                results.append({"peer": peer, "threads": threads, "cold": times[0], "report": best[0], "size": sizes[count],
                                "seconds": best[1][0], "processor": best[1][1], "memory": best[1][2]})
    return results, failures


def print_results(results, options):
    own_pace = {r["threads"]: r["seconds"] / r["size"]["bytes"] for r in results if r["peer"] == "leitwort"}
    header = ["program", "threads", "documents", "cold s", "warm s", "processor s", "peak MB", "documents/s", "MB of text/s",
              "ns a shingle", "pairs"] + (["times Leitwort's"] if own_pace else [])
    rows = []
    for r in results:
        size, seconds = r["size"], r["seconds"]
        row = [r["peer"], str(r["threads"]), f"{size['documents']:,}", number(r["cold"], 2), number(seconds, 2),
               number(r["processor"], 2), number(r["memory"] / 1e6, 0), number(size["documents"] / seconds, 0),
               number(size["bytes"] / seconds / 1e6), number(seconds / max(1, size["shingles"]) * 1e9),
               f"{r['report']['pairs']:,}"]
        if own_pace:
            pace = own_pace.get(r["threads"])
            row.append(number(seconds / size["bytes"] / pace if pace else None))
        rows.append(row)
    print("## End to end\n")
    table(header, rows)
    print("\n## Parts, seconds of the warm run\n")
    table(["program", "threads", *PARTS], [
        [r["peer"], str(r["threads"]), *(number(r["report"]["seconds"].get(part), 2) for part in PARTS)]
        for r in results if r["peer"] != "leitwort"])
    for r in results:
        if r["peer"] == "leitwort":
            stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in r["report"]["seconds"].items())
            print(f"\nLeitwort, {r['threads']} thread(s): {stages}.")
    print()
    for peer in dict.fromkeys(r["peer"] for r in results):
        extra = f" `{' '.join(options.leitwort_option)}`" if peer == "leitwort" and options.leitwort_option else ""
        print(f"- {peer}{extra}: {REMARKS[peer]}.")


def main():
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
        versions = []
        for library in LIBRARIES:
            try:
                versions.append(f"{library} {metadata.version(library)}")
            except metadata.PackageNotFoundError:
                pass
        print(f"# Near-duplicates beside other libraries, {time.strftime('%Y-%m-%d')}\n")
        print(f"Machine: {machine()}. {', '.join(versions)}.\n")
        print(f"Corpus: {options.corpus.name}" + "".join(
            f"; {s['documents']:,} documents, {s['bytes'] / 1e6:.1f} MB of text, {s['shingles']:,} shingles with repetitions"
            for s in {r["size"]["documents"]: r["size"] for r in results}.values()) + ". "
            f"{K}-shingles, {SLOTS} slots, {BANDS} bands of {ROWS} rows, pairs whose signatures agree in {THRESHOLD} of the "
            "slots. Seconds are of whole processes, start and imports included; MB are 10⁶ bytes.\n")
        if results:
            print_results(results, options)
        if options.kernel_documents and options.peers:
            path, rows, size = input_of(options.corpus, options.kernel_documents, None, folder), [], {}
            for name in KERNELS:
                print(f"signatures alone: {name} …", file=sys.stderr)
                try:
                    size = json.loads(own(name, path, 1)[0])
                    rows.append([name, number(size["ns"], 2)])
                except (RuntimeError, OSError) as error:
                    failures.append(f"{name}: {error}")
            if rows:
                print(f"\n## Signatures alone, one thread: {size['shingles']:,} shingles of {size['documents']:,} documents "
                      "in memory\n")
                table(["from", "ns a shingle"], rows)
                print("\nLeitwort's figure is that of `stages`, benchmark `sketch`: from hashes, as the first line.")
        for failure in failures:
            print(f"\nFailed: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

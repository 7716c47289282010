#!/usr/bin/env python3
"""Compare the search for passages with text-matcher, Quid, passim and TextPAIR: what is found, and how fast.

    bench/passages.sh --leitwort build/release/bin/leitwort --corpus speeches.jsonl

Planted corpora (scripts/plant_reuse.py) are searched by every tool in all pairs of a source and a
suspicious document, and scored by characters (scripts/score_passages.py, macro-averaged). Of a real
corpus, documents of similar length are compared in all pairs: for time, in several sizes if asked; and
for the verbatim runs that documents share, which a slow count in here knows.

Seconds of the other tools are those of their work on texts in memory, each text prepared once; start,
imports and reading are left out (passim and TextPAIR read and write files by themselves, which counts).
Seconds of Leitwort are of the whole process, reading and writing included. Every run is a process of
its own; runs on one thread are held on one processor. The fastest run counts, the least processor
time, and the largest peak memory. A tool that is not installed is skipped, and a note says so.

Exit status: 0 compared, 1 some run failed, 2 the input is unusable.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from importlib import metadata
from itertools import combinations, pairwise, product
from math import log
from pathlib import Path
from types import SimpleNamespace
from xml.sax.saxutils import quoteattr

sys.dont_write_bytecode = True
from peers import machine, measure, number, table

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
KINDS = ["verbatim", "dropped", "changed", "shuffled", "synonyms", "ocr5"]
LIBRARIES = ["text-matcher", "nltk", "stop-words", "quid", "datasketch", "RapidFuzz", "numpy", "passim", "pyspark",
             "graphframes-py", "mmh3", "PyStemmer", "regex"]
NEEDS = {  # of each tool: libraries, programs
    "text-matcher": (["text-matcher", "nltk", "stop-words"], []),
    "quid": (["quid"], []),
    "passim": (["passim", "pyspark", "graphframes-py", "intervaltree"], ["java"]),
    "textpair": (["mmh3", "PyStemmer", "regex"], ["compareNgrams", "lz4"]),
}
RUN_TOKENS, RUN_CONTENT = 12, 5  # of a verbatim run, at least; content words are those not in the list of stop-words
PLANTED = {"documents": "5", "cases": "15", "words": "1500-2500", "lengths": "50-200"}
REMARKS = {
    "leitwort": "default options; planted corpora with `--between` sources and suspicious documents",
    "leitwort --noisy": "the same with `--noisy`, made for misread letters",
    "text-matcher": "`Text` and `Matcher` with the defaults of its command line; what it prints is thrown away. Its "
                    "stop words are those of the package stop-words in place of nltk's, which pip does not bring. Offsets are put back where it joins hyphenated words",
    "quid": "`Quid()` with its defaults, sources prepared once (`prepare_source_data`)",
    "passim": "passim 2, what its command `passim` asks for (`--all-pairs`, every document, or side of the planted corpora, a "
              "series of its own) with `--pairwise`, else its defaults; Spark on this machine (`local[1]`), which is started "
              "before the clock. It is stopped at its last step, which makes clusters of the alignments. Memory is the sum "
              "of the peaks of Spark and its workers",
    "textpair": "TextPAIR's aligner `compareNgrams`, with the options of its `sa_config.ini`. The 3-grams (small letters, "
                "English stems, no words with digits or of one letter) are made and written here as its preprocessing makes "
                "them, but for the dictionary of archaic spellings; offsets are given in characters. The filter of "
                "commonplaces that its Python puts behind the aligner is left out",
}


def pairs_of(texts, sources):
    """Every source with every other document; all against all where nothing is a source."""
    if not sources:
        return combinations(range(len(texts)), 2)
    return product(sources, [number for number in range(len(texts)) if number not in sources])


# The tools, each in its own process: texts, numbers of the sources → (pair, begin and end of both sides), in
# characters; the number of pairs that the tool gave up; and seconds of parts of the work, where they say something


def run_text_matcher(texts, sources):
    import nltk
    from stop_words import get_stop_words

    words = get_stop_words("english")
    nltk.corpus.stopwords = SimpleNamespace(words=lambda language: words)
    from text_matcher.matcher import Matcher, Text

    def search():
        found, failed = [], Counter()
        prepared = [Text(text, str(i)) for i, text in enumerate(texts)]
        for a, b in pairs_of(texts, sources):
            try:
                matcher = Matcher(prepared[a], prepared[b], threshold=3, cutoff=5, ngramSize=3, removeStopwords=False)
                matcher.match()
            except Exception as error:  # whatever it stumbles over, the other pairs go on
                failed[f"{type(error).__name__}: {error}"] += 1
                continue
            found += [(a, b, *sides) for sides in zip(matcher.locationsA, matcher.locationsB)]
        return found, failed, {}

    def in_text(found):
        """Before it searches it takes hyphens and spaces out from inside words: two characters each."""
        cuts = [[m.end(1) for m in re.finditer(r"([A-Za-z])- ([a-z])", text)] for text in texts]

        def place(document, offset):
            for at in cuts[document]:
                offset += 2 * (at <= offset)
            return offset
        return [(a, b, place(a, x[0]), place(a, x[1]), place(b, y[0]), place(b, y[1])) for a, b, x, y in found]

    return search, in_text


def run_quid(texts, sources):
    from quid.core.Quid import Quid

    def search():
        found, failed, quid, prepared = [], Counter(), Quid(), {}
        for a, b in pairs_of(texts, sources):
            try:
                if a not in prepared:
                    prepared.clear()  # pairs come by their first text
                    prepared[a] = quid.prepare_source_data(texts[a])
                matches = quid.compare(texts[a], texts[b], *prepared[a])
            except Exception as error:
                failed[f"{type(error).__name__}: {error}"] += 1
                continue
            found += [(a, b, m.source_span.start, m.source_span.end, m.target_span.start, m.target_span.end)
                      for m in matches]
        return found, failed, {}

    return search, lambda found: found


def run_passim(texts, sources):
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    from passim import seriatim
    from pyspark.sql import SparkSession

    class AlignmentsWritten(Exception):
        pass

    def instead_of_clusters(extents, config):
        raise AlignmentsWritten

    seriatim.DataFrame.clusterExtents = instead_of_clusters
    folder = tempfile.TemporaryDirectory()
    corpus, out = Path(folder.name, "corpus.json"), Path(folder.name, "out")
    with open(corpus, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            series = str(number in sources) if sources else str(number)
            file.write(json.dumps({"id": str(number), "series": series, "text": text}) + "\n")
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config(
        "spark.driver.memory", "6g").config("spark.local.dir", folder.name).getOrCreate()

    def search():
        with contextlib.suppress(AlignmentsWritten):
            seriatim.main(["--all-pairs", "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2",
                           "--pairwise", str(corpus), str(out)])
        found = []
        for part in sorted(Path(out, "align.json").glob("part-*")):
            for line in part.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                one, other = ((int(row[f"id{n}"]), row[f"begin{n}"], row[f"end{n}"]) for n in ["", "2"])
                found.append(in_order(one, other, sources))
        return found, Counter(), {}

    return search, lambda found: found, folder


def in_order(one, other, sources):
    """A passage from its sides (document, begin, end): the source first, else what comes first in the corpus."""
    if other[0] in sources or (not sources and other[0] < one[0]):
        one, other = other, one
    return one[0], other[0], *one[1:], *other[1:]


def ngrams_of(text, stem, mmh3, regex):
    """3-grams as TextPAIR's preprocessing makes them: hash → [number, begin, end] of each place."""
    words = []
    for match in regex.finditer(r"[\p{L}\p{M}\p{N}]+", text):
        if regex.search(r"\d", match[0]) or len(word := stem(match[0].lower())) < 2:
            continue
        words.append((word, match.start(), match.end()))
    places = defaultdict(list)
    for number, (first, second, third) in enumerate(zip(words, words[1:], words[2:])):
        places[mmh3.hash(f"{first[0]}_{second[0]}_{third[0]}")].append((number, first[1], third[2]))
    return places


def run_textpair(texts, sources):
    import mmh3
    import regex
    import Stemmer

    folder = tempfile.TemporaryDirectory()
    root, options = Path(folder.name), ["--threads=1", "--flex_gap=true", "--sort_by=number"]
    for number, text in enumerate(texts):
        (root / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
    sides = {"source": sources or range(len(texts))}
    if sources:
        sides["target"] = [number for number in range(len(texts)) if number not in sources]

    def search():
        start, stem = time.perf_counter(), Stemmer.Stemmer("english").stemWord
        for side, numbers in sides.items():
            (root / side).mkdir()
            for number in numbers:
                (root / side / f"{number}.json").write_text(json.dumps(ngrams_of(texts[number], stem, mmh3, regex)))
            (root / f"{side}.json").write_text(json.dumps(
                {str(number): {"filename": str(root / f"{number}.txt"), "number": str(number)} for number in numbers}))
            options.extend([f"--{side}_files={root / side}", f"--{side}_metadata={root / side}.json"])
        written = time.perf_counter() - start
        subprocess.run(["compareNgrams", f"--output_path={root}/out", *options], check=True, stdout=subprocess.DEVNULL)
        found = []
        if files := sorted((root / "out/result_batches").rglob("*.lz4")):
            unpacked = subprocess.run(["lz4", "-dcm", *map(str, files)], check=True, stdout=subprocess.PIPE).stdout
            for row in map(json.loads, unpacked.splitlines()):
                one, other = ((int(row[f"{side}_doc_id"]), row[f"{side}_start_byte"], row[f"{side}_end_byte"])
                              for side in ["source", "target"])
                found.append(in_order(one, other, sources))
        return found, Counter(), {"3-grams made and written": written}

    return search, lambda found: found, folder


PEERS = {"text-matcher": run_text_matcher, "quid": run_quid, "passim": run_passim, "textpair": run_textpair}


def missing(tool):
    """What a tool needs that is not installed."""
    libraries, programs = NEEDS[tool]
    lacks = [program for program in programs if not shutil.which(program)]
    for library in libraries:
        try:
            metadata.version(library)
        except metadata.PackageNotFoundError:
            lacks.append(library)
    return lacks


def used_by_offspring():
    """Processor seconds and peak memory of the processes under this one, those that have ended included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    parents, used = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it may end meanwhile
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            peak = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
            parents[int(folder.name)] = int(fields[1])
            used[int(folder.name)] = sum(map(int, fields[11:15])), int(peak[1]) * 1024 if peak else 0
    under, added = {os.getpid()}, True
    while added:
        added = {one for one, parent in parents.items() if parent in under} - under
        under |= added
    living = [used[one] for one in under - {os.getpid()}]
    return (ended.ru_utime + ended.ru_stime + sum(ticks for ticks, _ in living) / os.sysconf("SC_CLK_TCK"),
            max(ended.ru_maxrss * 1024, sum(peak for _, peak in living)))


def child(tool, task, out):
    work = json.loads(Path(task).read_text(encoding="utf-8"))
    search, in_text, *_folder = PEERS[tool](work["texts"], work["sources"])
    start, processor = time.perf_counter(), time.process_time() + used_by_offspring()[0]
    with contextlib.redirect_stdout(Sink()):
        found, failed, parts = search()
    offspring, memory = used_by_offspring()
    seconds, processor = time.perf_counter() - start, time.process_time() + offspring - processor
    Path(out).write_text(json.dumps(in_text(found)), encoding="utf-8")
    print(json.dumps({"seconds": seconds, "processor": processor, "passages": len(found), "failed": failed, "parts": parts,
                      "memory": memory}))


class Sink(io.TextIOBase):
    def write(self, text):
        return len(text)


# The parent, which holds few texts: a process begins with the peak memory of the one that starts it


def best_of(runs, patience, run):
    """Of `runs` runs, the last of them the first that takes more than `patience` seconds: what `run` gives of the
    fastest, with its least processor time, its largest memory, and the seconds of all as `times`."""
    results = []
    for _ in range(runs):
        results.append(run())
        if results[-1]["seconds"] > patience:
            break
    return min(results, key=lambda one: one["seconds"]) | {
        "processor": min(one["processor"] for one in results), "memory": max(one["memory"] for one in results),
        "times": [one["seconds"] for one in results]}


def run_peer(tool, task, out):
    text, _, _, memory = measure([sys.executable, __file__, "--child", tool, str(task), str(out)], 1)
    said = json.loads(text.splitlines()[-1])
    return said | {"memory": memory + said["memory"]}


def run_leitwort(program, arguments, threads, out):
    command = [program, "passages", *map(str, arguments), "-o", str(out), "--limit", "all", "--threads", str(threads), "-q"]
    _, seconds, processor, memory = measure(command, threads)
    with open(out, newline="", encoding="utf-8") as file:
        return {"seconds": seconds, "processor": processor, "memory": memory, "passages": sum(1 for _ in csv.DictReader(file)),
                "failed": {}, "parts": {}}


def write_pan(found, names, folder):
    """Detections, in characters, as XML; `b` is the suspicious document."""
    folder.mkdir()
    of = defaultdict(list)
    for a, b, *offsets in found:
        of[b].append((a, *offsets))
    for b, name in enumerate(names):
        if not name.startswith("suspicious"):
            continue
        lines = [f'  <feature name="detected-plagiarism" this_offset="{d}" this_length="{e - d}" '
                 f'source_reference={quoteattr(names[a])} source_offset="{s}" source_length="{t - s}"/>'
                 for a, s, t, d, e in of[b]]
        text = "\n".join([f"<document reference={quoteattr(name)}>", *lines, "</document>", ""])
        (folder / name).with_suffix(".xml").write_text(text, encoding="utf-8")


def score(corpus, detections):
    """The row of all cases, macro-averaged."""
    done = subprocess.run([sys.executable, str(SCRIPTS / "score_passages.py"), str(corpus / "truth"), str(detections),
                           "--texts", str(corpus), "--format", "json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return next(row for row in json.loads(done.stdout)["scores"] if row["average"] == "macro" and row["kind"] == "all")


def plant(kind, options, folder):
    corpus = folder / kind
    command = [sys.executable, str(SCRIPTS / "plant_reuse.py"), str(corpus), "--kinds", kind, "--seed", str(options.seed)]
    for name in PLANTED:
        command += [f"--{name}", getattr(options, name)]
    if options.source:
        command += ["--from", str(options.source)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    files = sorted((corpus / "source").iterdir()) + sorted((corpus / "suspicious").iterdir())
    names = [file.name for file in files]
    sources = [i for i, name in enumerate(names) if name.startswith("source")]
    task = folder / f"{kind}.json"
    # newline="" as the offsets of the truth count every character
    texts = [file.open(encoding="utf-8", newline="").read() for file in files]
    task.write_text(json.dumps({"texts": texts, "sources": sources}), encoding="utf-8")
    return corpus, task, names, len(sources) * (len(names) - len(sources))


def choose(corpus, count, folder):
    """`count` documents around the median length, as JSON Lines and as a task of all pairs."""
    with open(corpus, "rb") as file:
        lengths = sorted((len(json.loads(line)["text"]), i) for i, line in enumerate(file) if line.strip())
    count = min(count, len(lengths))
    begin = (len(lengths) - count) // 2
    chosen = lengths[begin:begin + count]
    if len(chosen) < 2:
        raise OSError(f"{corpus} has fewer than two documents")
    wanted, separator = {i for _, i in chosen}, ""
    lines, task = folder / f"{count}.jsonl", folder / f"{count}.json"
    with open(corpus, "rb") as file, open(lines, "wb") as out, open(task, "w", encoding="utf-8") as texts:
        texts.write('{"sources": [], "texts": [')
        for i, line in enumerate(file):
            if i in wanted:
                out.write(line)
                texts.write(separator + json.dumps(json.loads(line)["text"]))
                separator = ", "
        texts.write("]}")
    return lines, task, count * (count - 1) // 2, chosen[0][0], chosen[-1][0]


def start_up(options, folder):
    """A run of Leitwort with nothing to do."""
    corpus = folder / "nothing"
    corpus.mkdir()
    for i in range(2):
        (corpus / f"{i}.txt").write_text(f"word{i}\n", encoding="utf-8")
    return best_of(options.runs, options.patience,
                   lambda: run_leitwort(options.leitwort, [corpus], 1, folder / "nothing.csv"))


def compare(name, options, folder, leitwort_arguments, task, tools, scorer):
    """A result for every tool and number of threads; `scorer` takes the tool's detections, or is None."""
    results = []

    def keep(tool, threads, out, run):
        print(f"{name}: {tool}, {threads} thread(s) …", file=sys.stderr)
        best = best_of(options.runs, options.patience, run)
        results.append({"corpus": name, "tool": tool, "threads": threads, "found": out,
                        "scored": scorer(out) if scorer else None} | best)

    leitwort = {"leitwort": []} | ({"leitwort --noisy": ["--noisy"]} if name.startswith("ocr") else {})
    for tool, extra in leitwort.items():
        for threads in dict.fromkeys([1, options.threads]):
            out = folder / f"{name}-{tool}-{threads}.csv"
            keep(tool, threads, out, lambda: run_leitwort(options.leitwort, [*leitwort_arguments, *extra], threads, out))
    for tool in tools:
        out = folder / f"{name}-{tool}.json"
        keep(tool, 1, out, lambda: run_peer(tool, task, out))
    return results


def options_of():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--leitwort", required=True, help="the program")
    parser.add_argument("--corpus", type=Path, help="JSON Lines with text, for time on real documents")
    parser.add_argument("--count", action="append", default=[], metavar="[TOOL=]N[,N...]",
                        help="how many of them, in turn; default: 20")
    parser.add_argument("--verbatim", type=int, default=0, metavar="N",
                        help="one more count for all, of documents whose verbatim runs are looked for in what is found")
    parser.add_argument("--kinds", default=",".join(KINDS), help="of planted passages; default: %(default)s")
    for name, value in PLANTED.items():
        parser.add_argument(f"--{name}", default=value, help="as plant_reuse.py has it; default: %(default)s")
    parser.add_argument("--from", dest="source", type=Path, metavar="CORPUS", help="real text to plant in; default: made-up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tools", default=",".join(PEERS), help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="the most; default: %(default)s")
    parser.add_argument("--runs", type=int, default=3, help="default: %(default)s")
    parser.add_argument("--patience", type=float, default=120,
                        help="a run of more seconds than this is not repeated; default: %(default)s")
    options = parser.parse_args()
    options.kinds = [kind for kind in options.kinds.split(",") if kind]
    options.tools = [tool for tool in options.tools.split(",") if tool]
    if unknown := set(options.tools) - set(PEERS):
        parser.error(f"no such tool: {', '.join(sorted(unknown))}")
    options.counts = dict.fromkeys(options.tools, [20])
    for item in options.count:
        tool, _, counts = item.rpartition("=")
        if not all(n.isdigit() and int(n) > 1 for n in counts.split(",")) or (tool and tool not in PEERS):
            parser.error(f"--count {item}: give [TOOL=]N[,N...]")
        options.counts.update(dict.fromkeys([tool] if tool else options.tools, [int(n) for n in counts.split(",")]))
    if options.verbatim:
        options.counts = {tool: [*counts, options.verbatim] for tool, counts in options.counts.items()}
    options.missing = {tool: lacks for tool in options.tools if (lacks := missing(tool))}
    options.tools = [tool for tool in options.tools if tool not in options.missing]
    return options


def print_results(results, columns):
    """`columns` between corpus and seconds: name → of a result."""
    own = {r["corpus"]: r for r in results if r["tool"] == "leitwort" and r["threads"] == 1}
    table(["tool", "threads", "corpus", *columns, "seconds", "processor s", "times Leitwort's", "processor times", "peak MB"], [
        [r["tool"], str(r["threads"]), r["corpus"], *(text(r) for text in columns.values()), number(r["seconds"], 3),
         number(r["processor"], 3), *(number(r[key] / own[r["corpus"]][key], 1) for key in ["seconds", "processor"]),
         number(r["memory"] / 1e6, 0)] for r in results])


def print_growth(chosen):
    """To which power of the number of documents the processor time grows, from one size to the next."""
    of = defaultdict(list)
    for r in chosen:
        of[r["tool"], r["threads"]].append((int(r["corpus"].split()[0]), r["processor"]))
    lines = [f"{tool} {threads}: " + ", ".join(f"{log(t / s) / log(m / n):.2f}" for (n, s), (m, t) in pairwise(sizes))
             for (tool, threads), sizes in of.items() if len(sizes) > 1]
    if lines:
        print("\nProcessor time grows with the number of documents, from one size to the next, to the power of: "
              + "; ".join(lines) + ".")


# Verbatim runs, counted slowly


def verbatim_runs(texts):
    """Those of two documents that can be lengthened at neither end: (a, b, begin and end of both sides), in characters."""
    from stop_words import get_stop_words

    function_words = set(get_stop_words("english"))
    tokens = [[(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)] for text in texts]
    words = [[word for word, _, _ in some] for some in tokens]
    places, runs = defaultdict(list), []
    for document, some in enumerate(words):
        for i in range(len(some) - RUN_TOKENS + 1):
            places[tuple(some[i:i + RUN_TOKENS])].append((document, i))
    for same in places.values():
        for (a, i), (b, j) in combinations(same, 2):
            if a == b or (i and j and words[a][i - 1] == words[b][j - 1]):
                continue
            length = RUN_TOKENS
            while words[a][i + length:i + length + 1] == words[b][j + length:j + length + 1] != []:
                length += 1
            if sum(word not in function_words for word in words[a][i:i + length]) >= RUN_CONTENT:
                runs.append((a, b, tokens[a][i][1], tokens[a][i + length - 1][2], tokens[b][j][1], tokens[b][j + length - 1][2]))
    return runs


def shares_found(runs, found):
    """Of each run, the share that one passage covers, on the side of which it covers less."""
    of, shares = defaultdict(list), []
    for a, b, *sides in found:
        of[a, b].append(sides)
    for a, b, s, t, u, v in runs:
        shares.append(max((min((min(t, end) - max(s, begin)) / (t - s), (min(v, last) - max(u, first)) / (v - u))
                           for begin, end, first, last in of[a, b]), default=0))
    return shares


def passages_of(path, lines, texts):
    """What a tool found, by numbers of documents and characters; Leitwort has ids and bytes."""
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    ids = {json.loads(line)["id"]: number for number, line in enumerate(lines.read_bytes().splitlines())}
    encoded, found = [text.encode() for text in texts], []
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sides = []
            for side in "ab":
                document = ids[row[side]]
                sides.append((document, *(len(encoded[document][:int(row[f"{side}_{end}_byte"])].decode())
                                          for end in ["begin", "end"])))
            found.append(in_order(*sides, []))
    return found


def found_of_runs(results, lines, task):
    """Rows of a table: tool, passages, shares of the verbatim runs that are found; and the number of runs."""
    texts = json.loads(task.read_text(encoding="utf-8"))["texts"]
    runs, rows = verbatim_runs(texts), []
    for r in results:
        if r["threads"] == 1 and runs:
            shares = shares_found(runs, passages_of(r["found"], lines, texts))
            rows.append([r["tool"], f"{r['passages']:,}",
                         *(number(sum(share >= least for share in shares) / len(runs), 4) for least in [0.5, 0.9, 1])])
    return rows, len(runs)


def compare_planted(kind, options, folder):
    """Results of one kind of planted passages, and the number of pairs."""
    corpus, task, names, count = plant(kind, options, folder)

    def scorer(found):
        if found.suffix == ".json":
            write_pan(json.loads(found.read_text(encoding="utf-8")), names, xml := found.with_suffix(".xml"))
            return score(corpus, xml)
        return score(corpus, found)

    return compare(kind, options, folder, ["--between", corpus / "source", corpus / "suspicious"], task, options.tools,
                   scorer), count


def print_head(options):
    versions = []
    for library in LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions.append(f"{library} {metadata.version(library)}")
    print(f"# Passages beside other tools, {time.strftime('%Y-%m-%d')}\n")
    print(f"Machine: {machine()}. {', '.join(versions)}. Best of {options.runs} runs, of one where it takes more than "
          f"{options.patience:.0f} s; MB are 10⁶ bytes.\n")
    for tool, lacks in options.missing.items():
        print(f"**{tool} is not installed and was skipped**: there is no {', no '.join(lacks)}.\n")


def print_planted(planted, count, options):
    of = f"from {options.source.name}" if options.source else "made-up text"
    print(f"## Planted: {of}\n\nEach corpus: {options.documents} sources and as many suspicious documents of "
          f"{options.words} words, {options.cases} cases of {options.lengths} words, {count} pairs; seed {options.seed}.\n")
    scores = {"F1": "f1", "precision": "precision", "recall": "recall", "granularity": "granularity", "plagdet": "plagdet"}
    print_results(planted, {title: lambda r, key=key: number(r["scored"][key], 4) for title, key in scores.items()})


def print_real(chosen, sizes, options):
    print(f"\n## Real: {options.corpus.name}\n")
    for name, (pairs, shortest, longest) in sizes.items():
        print(f"- {name} of {shortest:,} to {longest:,} characters, {pairs:,} pairs")
    print()
    print_results(chosen, {"pairs/s": lambda r: number(sizes[r["corpus"]][0] / r["seconds"], 1),
                           "passages": lambda r: f"{r['passages']:,}"})
    print_growth(chosen)


def print_verbatim(rows, runs, options):
    print(f"\n## Verbatim runs: {options.verbatim} documents of {options.corpus.name}\n\n{runs:,} runs of {RUN_TOKENS} equal "
          f"tokens or more, {RUN_CONTENT} of them content words, that two documents share and that can be lengthened at "
          "neither end; the share of them of which one passage covers half, nine tenths, all of the characters on both sides.\n")
    table(["tool", "passages", "half", "nine tenths", "all"], rows)


def print_foot(results, nothing, failures):
    if nothing:
        print(f"\nLeitwort with two documents of one word takes {nothing['seconds']:.3f} s, of a processor "
              f"{nothing['processor']:.3f} s: that much of the above is start-up.")
    print()
    for tool in dict.fromkeys(r["tool"] for r in results):
        print(f"- {tool}: {REMARKS[tool]}.")
    print("\nSeconds of every run: " + "; ".join(
        f"{r['tool']} {r['threads']}, {r['corpus']}: {' '.join(f'{t:.3f}' for t in r['times'])}" +
        "".join(f" ({part} {seconds:.3f})" for part, seconds in r["parts"].items()) for r in results) + ".")
    for r in results:
        for what, times in r["failed"].items():
            print(f"\n{r['tool']}, {r['corpus']}: {times} pairs given up, {what}.")
    for failure in failures:
        print(f"\nFailed: {failure}")


def main():
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return 0
    options = options_of()
    planted, chosen, sizes, failures, count, nothing, verbatim = [], [], {}, [], 0, None, None

    @contextlib.contextmanager
    def trying(what):
        try:
            yield
        except (RuntimeError, OSError, ValueError, KeyError, StopIteration) as error:
            failures.append(f"{what}: {error}")

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with trying("start-up"):
            nothing = start_up(options, folder)
        for kind in options.kinds:
            with trying(kind):
                results, count = compare_planted(kind, options, folder)
                planted += results
        for size in sorted({size for tool in options.tools for size in options.counts[tool]}) if options.corpus else []:
            name = f"{size} documents"
            with trying(name):
                lines, task, *sizes[name] = choose(options.corpus, size, folder)
                chosen += compare(name, options, folder, [lines], task,
                                  [tool for tool in options.tools if size in options.counts[tool]], None)
        if options.corpus and options.verbatim:  # the last, as it needs memory
            with trying("verbatim runs"):
                verbatim = found_of_runs([r for r in chosen if r["corpus"] == f"{options.verbatim} documents"],
                                         folder / f"{options.verbatim}.jsonl", folder / f"{options.verbatim}.json")
    print_head(options)
    if planted:
        print_planted(planted, count, options)
    if chosen:
        print_real(chosen, sizes, options)
    if verbatim:
        print_verbatim(*verbatim, options)
    print_foot(planted + chosen, nothing, failures)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations, pairwise, product
from math import log
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

sys.dont_write_bytecode = True
from running import Usage, is_installed, machine, measure, scored, script, versions_of
from tables import number, print_table, read_table

KINDS = ["verbatim", "dropped", "changed", "shuffled", "synonyms", "ocr5"]
LIBRARIES = ["text-matcher", "nltk", "stop-words", "quid", "datasketch", "RapidFuzz", "numpy", "passim", "pyspark"]
LIBRARIES += ["graphframes-py", "mmh3", "PyStemmer", "regex"]
NEEDS: dict[str, tuple[list[str], list[str]]] = {  # of each tool: libraries, programs
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
    "text-matcher": (
        "`Text` and `Matcher` with the defaults of its command line; what it prints is thrown away. Its stop words "
        "are those of the package stop-words in place of nltk's, which pip does not bring. Offsets are put back where "
        "it joins hyphenated words"
    ),
    "quid": "`Quid()` with its defaults, sources prepared once (`prepare_source_data`)",
    "passim": (
        "passim 2, what its command `passim` asks for (`--all-pairs`, every document, or side of the planted corpora, "
        "a series of its own) with `--pairwise`, else its defaults; Spark on this machine (`local[1]`), which is "
        "started before the clock. It is stopped at its last step, which makes clusters of the alignments. Memory is "
        "the sum of the peaks of Spark and its workers"
    ),
    "textpair": (
        "TextPAIR's aligner `compareNgrams`, with the options of its `sa_config.ini`. The 3-grams (small letters, "
        "English stems, no words with digits or of one letter) are made and written here as its preprocessing makes "
        "them, but for the dictionary of archaic spellings; offsets are given in characters. The filter of "
        "commonplaces that its Python puts behind the aligner is left out"
    ),
}

Span = tuple[int, int]  # begin and end in characters, half-open


class Passage(NamedTuple):
    """Two documents, called by their numbers, and what belongs together in them, in characters."""

    a: int
    b: int
    a_begin: int
    a_end: int
    b_begin: int
    b_end: int


class Outcome(NamedTuple):
    """What a search found, how many pairs were given up for which reason, and the seconds of parts of the work."""

    found: list[Any]  # as the tool has it
    failed: Counter[str]
    parts: dict[str, float]


def as_found(found: list[Any]) -> list[Any]:
    """The passages of a tool that needs no conversion."""
    return found


@dataclass
class Tool:
    """A tool that has its texts."""

    search: Callable[[], Outcome]
    in_text: Callable[[list[Any]], list[Passage]] = as_found  # makes passages of what was found, after the clock
    folder: tempfile.TemporaryDirectory[str] | None = None  # lasts as long as the tool


Texts = Sequence[str]
Sources = Sequence[int]  # the numbers of the sources; none where all texts are compared with all


def pairs_of(texts: Texts, sources: Sources) -> Iterable[tuple[int, int]]:
    """Every source with every other document; all against all where nothing is a source."""
    if not sources:
        return combinations(range(len(texts)), 2)
    return product(sources, [i for i in range(len(texts)) if i not in sources])


# The tools, each in its own process


def run_text_matcher(texts: Texts, sources: Sources) -> Tool:
    """text-matcher, with the stop words of another package."""
    import nltk
    from stop_words import get_stop_words

    words = get_stop_words("english")
    nltk.corpus.stopwords = SimpleNamespace(words=lambda language: words)
    from text_matcher.matcher import Matcher, Text

    def search() -> Outcome:
        found: list[tuple[int, int, Span, Span]] = []
        failed: Counter[str] = Counter()
        prepared = [Text(text, str(i)) for i, text in enumerate(texts)]
        for a, b in pairs_of(texts, sources):
            try:
                matcher = Matcher(prepared[a], prepared[b], threshold=3, cutoff=5, ngramSize=3, removeStopwords=False)
                matcher.match()
            except Exception as error:  # whatever it stumbles over, the other pairs go on
                failed[f"{type(error).__name__}: {error}"] += 1
                continue
            found += [(a, b, *sides) for sides in zip(matcher.locationsA, matcher.locationsB)]
        return Outcome(found, failed, {})

    return Tool(search, partial(with_hyphens, texts))


def with_hyphens(texts: Texts, found: Iterable[tuple[int, int, Span, Span]]) -> list[Passage]:
    """What text-matcher found, in the texts as they are.

    Before it searches it takes hyphens and spaces out from inside words: two characters each.
    """
    cuts = [[m.end(1) for m in re.finditer(r"([A-Za-z])- ([a-z])", text)] for text in texts]

    def place(document: int, offset: int) -> int:
        for at in cuts[document]:
            offset += 2 * (at <= offset)
        return offset

    return [Passage(a, b, place(a, x[0]), place(a, x[1]), place(b, y[0]), place(b, y[1])) for a, b, x, y in found]


def run_quid(texts: Texts, sources: Sources) -> Tool:
    """Quid, each source prepared once."""
    from quid.core.Quid import Quid

    def search() -> Outcome:
        found: list[Passage] = []
        failed: Counter[str] = Counter()
        quid = Quid()
        prepared: dict[int, Any] = {}
        for a, b in pairs_of(texts, sources):
            try:
                if a not in prepared:
                    prepared.clear()  # pairs come by their first text
                    prepared[a] = quid.prepare_source_data(texts[a])
                matches = quid.compare(texts[a], texts[b], *prepared[a])
            except Exception as error:
                failed[f"{type(error).__name__}: {error}"] += 1
                continue
            for match in matches:
                one, other = match.source_span, match.target_span
                found.append(Passage(a, b, one.start, one.end, other.start, other.end))
        return Outcome(found, failed, {})

    return Tool(search)


def run_passim(texts: Texts, sources: Sources) -> Tool:
    """passim on one processor, stopped before it makes clusters; Spark is started here, before the clock."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    from passim import seriatim
    from pyspark.sql import SparkSession

    class AlignmentsWritten(Exception):
        pass

    def instead_of_clusters(extents: object, config: object) -> None:
        raise AlignmentsWritten

    seriatim.DataFrame.clusterExtents = instead_of_clusters
    folder = tempfile.TemporaryDirectory()
    corpus, out = Path(folder.name, "corpus.json"), Path(folder.name, "out")
    with open(corpus, "w", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            series = str(i in sources) if sources else str(i)
            file.write(json.dumps({"id": str(i), "series": series, "text": text}) + "\n")
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark.config("spark.driver.memory", "6g").config("spark.local.dir", folder.name).getOrCreate()
    options = ["--all-pairs", "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2", "--pairwise"]

    def search() -> Outcome:
        with contextlib.suppress(AlignmentsWritten):
            seriatim.main([*options, str(corpus), str(out)])
        found = []
        for part in sorted(Path(out, "align.json").glob("part-*")):
            for line in part.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                one, other = ((int(row[f"id{n}"]), row[f"begin{n}"], row[f"end{n}"]) for n in ["", "2"])
                found.append(in_order(one, other, sources))
        return Outcome(found, Counter(), {})

    return Tool(search, folder=folder)


Side = tuple[int, int, int]  # document, begin and end


def in_order(one: Side, other: Side, sources: Sources) -> Passage:
    """A passage from its sides: the source first, else what comes first in the corpus."""
    if other[0] in sources or (not sources and other[0] < one[0]):
        one, other = other, one
    return Passage(one[0], other[0], *one[1:], *other[1:])


def ngrams_of(text: str, stem: Callable[[str], str], mmh3: Any, regex: Any) -> dict[int, list[tuple[int, int, int]]]:
    """3-grams as TextPAIR's preprocessing makes them: hash → [number, begin, end] of each place."""
    words = []
    for match in regex.finditer(r"[\p{L}\p{M}\p{N}]+", text):
        if regex.search(r"\d", match[0]) or len(word := stem(match[0].lower())) < 2:
            continue
        words.append((word, match.start(), match.end()))
    places = defaultdict(list)
    for i, (first, second, third) in enumerate(zip(words, words[1:], words[2:])):
        places[mmh3.hash(f"{first[0]}_{second[0]}_{third[0]}")].append((i, first[1], third[2]))
    return places


def write_side(root: Path, side: str, documents: Iterable[int], ngrams: Callable[[int], object]) -> None:
    """Write the 3-grams and the metadata of one side, as TextPAIR's aligner reads them."""
    metadata = {}
    (root / side).mkdir()
    for i in documents:
        (root / side / f"{i}.json").write_text(json.dumps(ngrams(i)))
        metadata[str(i)] = {"filename": str(root / f"{i}.txt"), "number": str(i)}
    (root / f"{side}.json").write_text(json.dumps(metadata))


def run_textpair(texts: Texts, sources: Sources) -> Tool:
    """TextPAIR's aligner, with 3-grams that are made here."""
    import mmh3  # here, before the clock
    import regex
    import Stemmer

    folder = tempfile.TemporaryDirectory()
    root = Path(folder.name)
    for i, text in enumerate(texts):
        (root / f"{i}.txt").write_text(text, encoding="utf-8", newline="")
    sides: dict[str, Sequence[int]] = {"source": sources or range(len(texts))}
    if sources:
        sides["target"] = [i for i in range(len(texts)) if i not in sources]

    def search() -> Outcome:
        start, stem = time.perf_counter(), Stemmer.Stemmer("english").stemWord
        options = ["--threads=1", "--flex_gap=true", "--sort_by=number"]
        for side, documents in sides.items():
            write_side(root, side, documents, lambda i: ngrams_of(texts[i], stem, mmh3, regex))
            options += [f"--{side}_files={root / side}", f"--{side}_metadata={root / side}.json"]
        written = time.perf_counter() - start
        subprocess.run(["compareNgrams", f"--output_path={root}/out", *options], check=True, stdout=subprocess.DEVNULL)
        found = []
        if files := sorted((root / "out/result_batches").rglob("*.lz4")):
            unpacked = subprocess.run(["lz4", "-dcm", *map(str, files)], check=True, stdout=subprocess.PIPE).stdout
            for row in map(json.loads, unpacked.splitlines()):
                one, other = (
                    (int(row[f"{side}_doc_id"]), row[f"{side}_start_byte"], row[f"{side}_end_byte"])
                    for side in ["source", "target"]
                )
                found.append(in_order(one, other, sources))
        return Outcome(found, Counter(), {"3-grams made and written": written})

    return Tool(search, folder=folder)


PEERS: dict[str, Callable[[Texts, Sources], Tool]] = {
    "text-matcher": run_text_matcher,
    "quid": run_quid,
    "passim": run_passim,
    "textpair": run_textpair,
}


def missing(tool: str) -> list[str]:
    """What a tool needs that is not installed."""
    libraries, programs = NEEDS[tool]
    lacks = [program for program in programs if not shutil.which(program)]
    return lacks + [library for library in libraries if not is_installed(library)]


def used_by_offspring() -> tuple[float, int]:
    """Processor seconds and peak memory of the processes under this one, those that have ended included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    parents: dict[int, int] = {}
    used: dict[int, tuple[int, int]] = {}  # ticks and bytes
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it may end meanwhile
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            peak = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
            parents[int(folder.name)] = int(fields[1])
            used[int(folder.name)] = sum(map(int, fields[11:15])), int(peak[1]) * 1024 if peak else 0
    living = [used[one] for one in descendants(os.getpid(), parents)]
    ticks, peaks = sum(one for one, _ in living), sum(peak for _, peak in living)
    processor = ended.ru_utime + ended.ru_stime + ticks / os.sysconf("SC_CLK_TCK")
    return processor, max(ended.ru_maxrss * 1024, peaks)


def descendants(process: int, parents: Mapping[int, int]) -> set[int]:
    """The processes under a process, by the parent of each process."""
    under = {process}
    while added := {one for one, parent in parents.items() if parent in under} - under:
        under |= added
    return under - {process}


def child(name: str, task: str, out: str) -> None:
    """What the process of a tool does: searches, writes what it found, prints what that took as JSON."""
    work = json.loads(Path(task).read_text(encoding="utf-8"))
    tool = PEERS[name](work["texts"], work["sources"])
    start, processor = time.perf_counter(), time.process_time() + used_by_offspring()[0]
    with contextlib.redirect_stdout(Sink()):
        outcome = tool.search()
    offspring, memory = used_by_offspring()
    seconds, processor = time.perf_counter() - start, time.process_time() + offspring - processor
    Path(out).write_text(json.dumps(tool.in_text(outcome.found)), encoding="utf-8")
    usage = {"seconds": seconds, "processor": processor, "memory": memory}
    found = {"passages": len(outcome.found), "failed": outcome.failed, "parts": outcome.parts}
    print(json.dumps(usage | found))


class Sink(io.TextIOBase):
    """Takes what a tool prints, and drops it."""

    def write(self, text: str) -> int:
        """Takes all of it."""
        return len(text)


# The parent, which holds few texts: a process begins with the peak memory of the one that starts it


@dataclass
class Run:
    """A run of the program or of a tool, or several taken together."""

    usage: Usage
    passages: int
    failed: dict[str, int] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)  # seconds of each, where there are several


@dataclass
class Result:
    """What a tool did with a corpus."""

    corpus: str
    tool: str
    threads: int
    found: Path
    scored: dict[str, Any]  # empty where there is no truth
    best: Run


def best_of(runs: int, patience: float, run: Callable[[], Run]) -> Run:
    """Of `runs` runs the fastest, with the least processor time, the largest memory, and the seconds of all.

    A run that takes more than `patience` seconds is the last.
    """
    results: list[Run] = []
    for _ in range(runs):
        results.append(run())
        if results[-1].usage.seconds > patience:
            break
    fastest = min(results, key=lambda one: one.usage.seconds)
    processor, memory = min(one.usage.processor for one in results), max(one.usage.memory for one in results)
    return replace(
        fastest,
        usage=Usage(fastest.usage.seconds, processor, memory),
        times=[one.usage.seconds for one in results],
    )


def run_peer(tool: str, task: Path, out: Path) -> Run:
    """Run a tool on a task; it says itself how long its work took."""
    text, usage = measure([sys.executable, __file__, "--child", tool, str(task), str(out)], 1)
    said = json.loads(text.splitlines()[-1])
    own = Usage(said["seconds"], said["processor"], usage.memory + said["memory"])
    return Run(own, said["passages"], said["failed"], said["parts"])


def run_leitwort(program: str, arguments: Iterable[str | Path], threads: int, out: Path) -> Run:
    """Run the program, which writes all passages."""
    command = [program, "passages", *map(str, arguments), "-o", str(out), "--limit", "all"]
    _, usage = measure([*command, "--threads", str(threads), "-q"], threads)
    return Run(usage, sum(1 for _ in read_table(out)))


def write_pan(found: Iterable[Passage], names: Sequence[str], folder: Path) -> None:
    """Detections, in characters, as XML; `b` is the suspicious document."""
    folder.mkdir()
    of: dict[int, list[Passage]] = defaultdict(list)
    for passage in found:
        of[passage.b].append(passage)
    for b, name in enumerate(names):
        if not name.startswith("suspicious"):
            continue
        lines = [
            f'  <feature name="detected-plagiarism" this_offset="{p.b_begin}" this_length="{p.b_end - p.b_begin}" '
            f'source_reference={quoteattr(names[p.a])} source_offset="{p.a_begin}" '
            f'source_length="{p.a_end - p.a_begin}"/>'
            for p in of[b]
        ]
        text = "\n".join([f"<document reference={quoteattr(name)}>", *lines, "</document>", ""])
        (folder / name).with_suffix(".xml").write_text(text, encoding="utf-8")


def score(corpus: Path, names: Sequence[str], found: Path) -> dict[str, Any]:
    """The row of all cases, macro-averaged, for what Leitwort (CSV) or another tool (JSON) found."""
    if found.suffix == ".json":
        detections = found.with_suffix(".xml")
        write_pan(read_passages(found), names, detections)
    else:
        detections = found
    rows: list[dict[str, Any]] = scored(corpus / "truth", detections, corpus)["scores"]
    return next(row for row in rows if row["average"] == "macro" and row["kind"] == "all")


def read_passages(path: Path) -> list[Passage]:
    """What the process of a tool has written."""
    return [Passage(*row) for row in json.loads(path.read_text(encoding="utf-8"))]


class Planted(NamedTuple):
    """A corpus with planted passages."""

    folder: Path
    task: Path
    names: list[str]  # of the documents
    pairs: int


def plant(kind: str, options: argparse.Namespace, folder: Path) -> Planted:
    """A corpus with passages of one kind."""
    corpus = folder / kind
    arguments: list[str | Path] = [corpus, "--kinds", kind, "--seed", str(options.seed)]
    for name in PLANTED:
        arguments += [f"--{name}", getattr(options, name)]
    if options.source:
        arguments += ["--from", options.source]
    script("plant_reuse.py", *arguments)
    files = sorted((corpus / "source").iterdir()) + sorted((corpus / "suspicious").iterdir())
    names = [file.name for file in files]
    sources = [i for i, name in enumerate(names) if name.startswith("source")]
    task = folder / f"{kind}.json"
    # With the line ends that they have, as the offsets of the truth count every character.
    texts = [file.read_bytes().decode("utf-8") for file in files]
    task.write_text(json.dumps({"texts": texts, "sources": sources}), encoding="utf-8")
    return Planted(corpus, task, names, len(sources) * (len(names) - len(sources)))


class Chosen(NamedTuple):
    """Documents of the real corpus: as JSON Lines, as a task, and how many pairs of what length in characters."""

    lines: Path
    task: Path
    pairs: int
    shortest: int
    longest: int


def choose(corpus: Path, count: int, folder: Path) -> Chosen:
    """`count` documents around the median length."""
    with open(corpus, "rb") as file:
        lengths = sorted((len(json.loads(line)["text"]), i) for i, line in enumerate(file) if line.strip())
    count = min(count, len(lengths))
    begin = (len(lengths) - count) // 2
    chosen = lengths[begin : begin + count]
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
    return Chosen(lines, task, count * (count - 1) // 2, chosen[0][0], chosen[-1][0])


def start_up(options: argparse.Namespace, folder: Path) -> Run:
    """A run of Leitwort with nothing to do."""
    corpus = folder / "nothing"
    corpus.mkdir()
    for i in range(2):
        (corpus / f"{i}.txt").write_text(f"word{i}\n", encoding="utf-8")
    run = partial(run_leitwort, options.leitwort, [corpus], 1, folder / "nothing.csv")
    return best_of(options.runs, options.patience, run)


class Job(NamedTuple):
    """A corpus, as the program and as the other tools take it."""

    name: str
    arguments: list[str | Path]  # of the program
    task: Path
    tools: list[str]


def compare(
    job: Job, options: argparse.Namespace, folder: Path, scorer: Callable[[Path], dict[str, Any]] = lambda found: {}
) -> list[Result]:
    """A result for every tool and number of threads; `scorer` takes the tool's detections."""
    results: list[Result] = []

    def keep(tool: str, threads: int, out: Path, run: Callable[[], Run]) -> None:
        print(f"{job.name}: {tool}, {threads} thread(s) …", file=sys.stderr)
        best = best_of(options.runs, options.patience, run)
        results.append(Result(job.name, tool, threads, out, scorer(out), best))

    leitwort: dict[str, list[str]] = {"leitwort": []}
    if job.name.startswith("ocr"):
        leitwort["leitwort --noisy"] = ["--noisy"]
    for tool, extra in leitwort.items():
        for threads in dict.fromkeys([1, options.threads]):
            out = folder / f"{job.name}-{tool}-{threads}.csv"
            run = partial(run_leitwort, options.leitwort, [*job.arguments, *extra], threads, out)
            keep(tool, threads, out, run)
    for tool in job.tools:
        out = folder / f"{job.name}-{tool}.json"
        keep(tool, 1, out, partial(run_peer, tool, job.task, out))
    return results


def compare_planted(kind: str, options: argparse.Namespace, folder: Path) -> tuple[list[Result], int]:
    """Results of one kind of planted passages, and the number of pairs."""
    corpus = plant(kind, options, folder)
    arguments: list[str | Path] = ["--between", corpus.folder / "source", corpus.folder / "suspicious"]
    job = Job(kind, arguments, corpus.task, options.tools)
    return compare(job, options, folder, partial(score, corpus.folder, corpus.names)), corpus.pairs


def parser_of_options() -> argparse.ArgumentParser:
    """What the command line may hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add = parser.add_argument
    add("--leitwort", required=True, help="the program")
    add("--corpus", type=Path, help="JSON Lines with text, for time on real documents")
    add(
        "--count",
        action="append",
        default=[],
        metavar="[TOOL=]N[,N...]",
        help="how many of them, in turn; default: 20",
    )
    add(
        "--verbatim",
        type=int,
        default=0,
        metavar="N",
        help="one more count for all, of documents whose verbatim runs are looked for in what is found",
    )
    add("--kinds", default=",".join(KINDS), help="of planted passages; default: %(default)s")
    for name, value in PLANTED.items():
        add(f"--{name}", default=value, help="as plant_reuse.py has it; default: %(default)s")
    add("--from", dest="source", type=Path, metavar="CORPUS", help="real text to plant in; default: made-up")
    add("--seed", type=int, default=1)
    add("--tools", default=",".join(PEERS), help="default: %(default)s")
    add("--threads", type=int, default=len(os.sched_getaffinity(0)), help="the most; default: %(default)s")
    add("--runs", type=int, default=3, help="default: %(default)s")
    add(
        "--patience",
        type=float,
        default=120,
        help="a run of more seconds than this is not repeated; default: %(default)s",
    )
    return parser


def options_of() -> argparse.Namespace:
    """The options of the command line; `counts`: numbers of documents by tool, `missing`: what is not installed."""
    parser = parser_of_options()
    options = parser.parse_args()
    options.kinds = [kind for kind in options.kinds.split(",") if kind]
    options.tools = [tool for tool in options.tools.split(",") if tool]
    if unknown := set(options.tools) - set(PEERS):
        parser.error(f"no such tool: {', '.join(sorted(unknown))}")
    options.counts = {tool: [20] for tool in options.tools}
    for item in options.count:
        only, _, counts = item.rpartition("=")
        if not all(n.isdigit() and int(n) > 1 for n in counts.split(",")) or (only and only not in PEERS):
            parser.error(f"--count {item}: give [TOOL=]N[,N...]")
        for tool in [only] if only else options.tools:
            options.counts[tool] = [int(n) for n in counts.split(",")]
    if options.verbatim:
        options.counts = {tool: [*counts, options.verbatim] for tool, counts in options.counts.items()}
    options.missing = {tool: lacks for tool in options.tools if (lacks := missing(tool))}
    options.tools = [tool for tool in options.tools if tool not in options.missing]
    return options


Column = Callable[[Result], str]


def print_results(results: Sequence[Result], columns: Mapping[str, Column]) -> None:
    """Print a table; `columns` between corpus and seconds: name → of a result."""
    own = {r.corpus: r.best.usage for r in results if r.tool == "leitwort" and r.threads == 1}
    rows = []
    for r in results:
        usage, beside = r.best.usage, own[r.corpus]
        row = [r.tool, str(r.threads), r.corpus, *(text(r) for text in columns.values())]
        row += [number(usage.seconds, 3), number(usage.processor, 3), number(usage.seconds / beside.seconds)]
        rows.append([*row, number(usage.processor / beside.processor), number(usage.memory / 1e6, 0)])
    taken = ["seconds", "processor s", "times Leitwort's", "processor times", "peak MB"]
    print_table(["tool", "threads", "corpus", *columns, *taken], rows)


def powers(sizes: Iterable[tuple[int, float]]) -> str:
    """To which power of the number of documents the time grows, from one size to the next."""
    return ", ".join(f"{log(t / s) / log(m / n):.2f}" for (n, s), (m, t) in pairwise(sizes))


def print_growth(chosen: Iterable[Result]) -> None:
    """Print to which power of the number of documents the processor time grows."""
    of: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    for r in chosen:
        of[r.tool, r.threads].append((int(r.corpus.split()[0]), r.best.usage.processor))
    lines = [f"{tool} {threads}: {powers(sizes)}" for (tool, threads), sizes in of.items() if len(sizes) > 1]
    if lines:
        print(
            "\nProcessor time grows with the number of documents, from one size to the next, to the power of: "
            f"{'; '.join(lines)}."
        )


# Verbatim runs, counted slowly


def verbatim_runs(texts: Texts) -> list[Passage]:
    """The runs of equal tokens in two documents that can be lengthened at neither end."""
    from stop_words import get_stop_words

    function_words = set(get_stop_words("english"))
    tokens = [[(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)] for text in texts]
    words = [[word for word, _, _ in some] for some in tokens]
    runs = []
    for (a, i), (b, j) in same_places(words):
        length = RUN_TOKENS
        while words[a][i + length : i + length + 1] == words[b][j + length : j + length + 1] != []:
            length += 1
        if sum(word not in function_words for word in words[a][i : i + length]) >= RUN_CONTENT:
            first, last = tokens[a][i : i + length], tokens[b][j : j + length]
            runs.append(Passage(a, b, first[0][1], first[-1][2], last[0][1], last[-1][2]))
    return runs


def same_places(words: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where runs begin: the same tokens in two documents, with others before them."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for document, some in enumerate(words):
        for i in range(len(some) - RUN_TOKENS + 1):
            places[tuple(some[i : i + RUN_TOKENS])].append((document, i))
    for same in places.values():
        for (a, i), (b, j) in combinations(same, 2):
            if a != b and not (i and j and words[a][i - 1] == words[b][j - 1]):
                yield (a, i), (b, j)


def covered(run: Passage, passage: Passage) -> float:
    """The share of a run that a passage covers, on the side of which it covers less; 0 or less: none."""
    first = min(run.a_end, passage.a_end) - max(run.a_begin, passage.a_begin)
    second = min(run.b_end, passage.b_end) - max(run.b_begin, passage.b_begin)
    return min(first / (run.a_end - run.a_begin), second / (run.b_end - run.b_begin))


def shares_found(runs: Iterable[Passage], found: Iterable[Passage]) -> list[float]:
    """Of each run, the share that one passage covers."""
    of: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    for passage in found:
        of[passage.a, passage.b].append(passage)
    return [max((covered(run, passage) for passage in of[run.a, run.b]), default=0) for run in runs]


def passages_of(path: Path, lines: Path, texts: Texts) -> list[Passage]:
    """What a tool found, by numbers of documents and characters; Leitwort has ids and bytes."""
    if path.suffix == ".json":
        return read_passages(path)
    ids = {json.loads(line)["id"]: number for number, line in enumerate(lines.read_bytes().splitlines())}
    encoded = [text.encode() for text in texts]

    def side(row: Mapping[str, str], name: str) -> Side:
        document = ids[row[name]]
        begin, end = (len(encoded[document][: int(row[f"{name}_{which}_byte"])].decode()) for which in ["begin", "end"])
        return document, begin, end

    return [in_order(side(row, "a"), side(row, "b"), []) for row in read_table(path)]


class Verbatim(NamedTuple):
    """Rows of a table (tool, passages, shares of the verbatim runs that are found), and the number of runs."""

    rows: list[list[str]]
    runs: int


def found_of_runs(results: Iterable[Result], lines: Path, task: Path) -> Verbatim:
    """How many of the verbatim runs of some documents each tool has found."""
    texts = json.loads(task.read_text(encoding="utf-8"))["texts"]
    runs = verbatim_runs(texts)
    rows = []
    for r in results:
        if r.threads == 1 and runs:
            shares = shares_found(runs, passages_of(r.found, lines, texts))
            found = [sum(share >= least for share in shares) / len(runs) for least in [0.5, 0.9, 1]]
            rows.append([r.tool, f"{r.best.passages:,}", *(number(share, 4) for share in found)])
    return Verbatim(rows, len(runs))


# The report


@dataclass
class Report:
    """All that was found out."""

    planted: list[Result] = field(default_factory=list)
    pairs: int = 0  # of each planted corpus
    real: list[Result] = field(default_factory=list)
    sizes: dict[str, Chosen] = field(default_factory=dict)  # of the real corpus, by name
    nothing: Run | None = None  # start-up
    verbatim: Verbatim | None = None
    failures: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def trying(self, what: str) -> Iterator[None]:
        """Note what fails, and go on."""
        try:
            yield
        except (RuntimeError, OSError, ValueError, KeyError, StopIteration) as error:
            self.failures.append(f"{what}: {error}")


def print_head(options: argparse.Namespace) -> None:
    """Print where it was measured, and what was skipped."""
    print(f"# Passages beside other tools, {time.strftime('%Y-%m-%d')}\n")
    print(
        f"Machine: {machine()}. {versions_of(LIBRARIES)}. Best of {options.runs} runs, of one where it takes more than "
        f"{options.patience:.0f} s; MB are 10⁶ bytes.\n"
    )
    for tool, lacks in options.missing.items():
        print(f"**{tool} is not installed and was skipped**: there is no {', no '.join(lacks)}.\n")


def score_column(key: str) -> Column:
    """A column with one of the scores."""
    return lambda result: number(result.scored[key], 4)


def print_planted(report: Report, options: argparse.Namespace) -> None:
    """Print the scores and times on planted passages."""
    of = f"from {options.source.name}" if options.source else "made-up text"
    print(
        f"## Planted: {of}\n\nEach corpus: {options.documents} sources and as many suspicious documents of "
        f"{options.words} words, {options.cases} cases of {options.lengths} words, {report.pairs} pairs; "
        f"seed {options.seed}.\n"
    )
    scores = {"F1": "f1"} | {key: key for key in ["precision", "recall", "granularity", "plagdet"]}
    print_results(report.planted, {title: score_column(key) for title, key in scores.items()})


def print_real(report: Report, options: argparse.Namespace) -> None:
    """Print the times on real documents."""
    print(f"\n## Real: {options.corpus.name}\n")
    for name, size in report.sizes.items():
        print(f"- {name} of {size.shortest:,} to {size.longest:,} characters, {size.pairs:,} pairs")
    print()
    columns: dict[str, Column] = {
        "pairs/s": lambda r: number(report.sizes[r.corpus].pairs / r.best.usage.seconds),
        "passages": lambda r: f"{r.best.passages:,}",
    }
    print_results(report.real, columns)
    print_growth(report.real)


def print_verbatim(verbatim: Verbatim, options: argparse.Namespace) -> None:
    """Print the shares of verbatim runs that are found."""
    print(
        f"\n## Verbatim runs: {options.verbatim} documents of {options.corpus.name}\n\n{verbatim.runs:,} runs of "
        f"{RUN_TOKENS} equal tokens or more, {RUN_CONTENT} of them content words, that two documents share and that "
        "can be lengthened at neither end; the share of them of which one passage covers half, nine tenths, all of the "
        "characters on both sides.\n"
    )
    print_table(["tool", "passages", "half", "nine tenths", "all"], verbatim.rows)


def times_of(result: Result) -> str:
    """The seconds of every run, and of the parts of the best."""
    times = " ".join(f"{seconds:.3f}" for seconds in result.best.times)
    parts = "".join(f" ({part} {seconds:.3f})" for part, seconds in result.best.parts.items())
    return f"{result.tool} {result.threads}, {result.corpus}: {times}{parts}"


def print_foot(report: Report) -> None:
    """Print remarks, the seconds of every run, and what failed."""
    results = report.planted + report.real
    if report.nothing:
        usage = report.nothing.usage
        print(
            f"\nLeitwort with two documents of one word takes {usage.seconds:.3f} s, of a processor "
            f"{usage.processor:.3f} s: that much of the above is start-up."
        )
    print()
    for tool in dict.fromkeys(r.tool for r in results):
        print(f"- {tool}: {REMARKS[tool]}.")
    print("\nSeconds of every run: " + "; ".join(map(times_of, results)) + ".")
    for r in results:
        for what, times in r.best.failed.items():
            print(f"\n{r.tool}, {r.corpus}: {times} pairs given up, {what}.")
    for failure in report.failures:
        print(f"\nFailed: {failure}")


def compare_real(report: Report, options: argparse.Namespace, folder: Path) -> None:
    """Compare on real documents, in all sizes, and look for their verbatim runs."""
    for size in sorted({size for tool in options.tools for size in options.counts[tool]}):
        name = f"{size} documents"
        with report.trying(name):
            chosen = report.sizes[name] = choose(options.corpus, size, folder)
            tools = [tool for tool in options.tools if size in options.counts[tool]]
            report.real += compare(Job(name, [chosen.lines], chosen.task, tools), options, folder)
    if options.verbatim:  # the last, as it needs memory
        with report.trying("verbatim runs"):
            of_size = [r for r in report.real if r.corpus == f"{options.verbatim} documents"]
            lines, task = folder / f"{options.verbatim}.jsonl", folder / f"{options.verbatim}.json"
            report.verbatim = found_of_runs(of_size, lines, task)


def main() -> int:
    """Compare what the command line asks for, or be one of its processes; the exit status."""
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return 0
    options, report = options_of(), Report()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with report.trying("start-up"):
            report.nothing = start_up(options, folder)
        for kind in options.kinds:
            with report.trying(kind):
                results, report.pairs = compare_planted(kind, options, folder)
                report.planted += results
        if options.corpus:
            compare_real(report, options, folder)
    print_head(options)
    if report.planted:
        print_planted(report, options)
    if report.real:
        print_real(report, options)
    if report.verbatim:
        print_verbatim(report.verbatim, options)
    print_foot(report)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())

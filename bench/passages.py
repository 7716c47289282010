#!/usr/bin/env python3
"""Compare the search for passages with text-matcher and Quid: what is found, and how fast.

    bench/passages.sh --leitwort build/release/bin/leitwort --corpus speeches.jsonl

Planted corpora (scripts/plant_reuse.py) are searched by every tool in all pairs of a source and a
suspicious document, and scored by characters (scripts/score_passages.py, macro-averaged). Of a real
corpus, documents of similar length are compared in all pairs, for time only.

Seconds of the other tools are those of their work on texts in memory, each text prepared once; start,
imports and reading are left out. Seconds of Leitwort are of the whole process, reading and writing
included. Every run is a process of its own; runs on one thread are held on one processor. The
fastest run counts, the least processor time, and the largest peak memory.

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
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from xml.sax.saxutils import quoteattr

sys.dont_write_bytecode = True
from peers import machine, measure, number, table

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
KINDS = ["verbatim", "dropped", "changed", "shuffled", "synonyms", "ocr5"]
LIBRARIES = ["text-matcher", "nltk", "stop-words", "quid", "datasketch", "RapidFuzz", "numpy"]
PLANTED = {"documents": "5", "cases": "15", "words": "1500-2500", "lengths": "50-200"}
REMARKS = {
    "leitwort": "default options; planted corpora with `--between` sources and suspicious documents",
    "leitwort --noisy": "the same with `--noisy`, made for misread letters",
    "text-matcher": "`Text` and `Matcher` with the defaults of its command line; what it prints is thrown away. Its "
                    "stop words are those of the package stop-words in place of nltk's, which pip does not bring. Offsets are put back where it joins hyphenated words",
    "quid": "`Quid()` with its defaults, sources prepared once (`prepare_source_data`)",
}

# The tools, each in its own process: texts, pairs of their numbers → (pair, begin and end of both sides),
# in characters, and the number of pairs that the tool gave up


def run_text_matcher(texts, pairs):
    import nltk
    from stop_words import get_stop_words

    words = get_stop_words("english")
    nltk.corpus.stopwords = SimpleNamespace(words=lambda language: words)
    from text_matcher.matcher import Matcher, Text

    def search():
        found, failed = [], Counter()
        prepared = [Text(text, str(i)) for i, text in enumerate(texts)]
        for a, b in pairs:
            try:
                matcher = Matcher(prepared[a], prepared[b], threshold=3, cutoff=5, ngramSize=3, removeStopwords=False)
                matcher.match()
            except Exception as error:  # whatever it stumbles over, the other pairs go on
                failed[f"{type(error).__name__}: {error}"] += 1
                continue
            found += [(a, b, *sides) for sides in zip(matcher.locationsA, matcher.locationsB)]
        return found, failed

    def in_text(found):
        """Before it searches it takes hyphens and spaces out from inside words: two characters each."""
        cuts = [[m.end(1) for m in re.finditer(r"([A-Za-z])- ([a-z])", text)] for text in texts]

        def place(document, offset):
            for at in cuts[document]:
                offset += 2 * (at <= offset)
            return offset
        return [(a, b, place(a, x[0]), place(a, x[1]), place(b, y[0]), place(b, y[1])) for a, b, x, y in found]

    return search, in_text


def run_quid(texts, pairs):
    from quid.core.Quid import Quid

    def search():
        found, failed, quid, prepared = [], Counter(), Quid(), {}
        for a, b in pairs:
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
        return found, failed

    return search, lambda found: found


PEERS = {"text-matcher": run_text_matcher, "quid": run_quid}


def child(tool, task, out):
    work = json.loads(Path(task).read_text(encoding="utf-8"))
    search, in_text = PEERS[tool](work["texts"], work["pairs"])
    start, processor = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(Sink()):
        found, failed = search()
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    Path(out).write_text(json.dumps(in_text(found)), encoding="utf-8")
    print(json.dumps({"seconds": seconds, "processor": processor, "passages": len(found), "failed": failed}))


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
    return json.loads(text.splitlines()[-1]) | {"memory": memory}


def run_leitwort(program, arguments, threads, out):
    command = [program, "passages", *map(str, arguments), "-o", str(out), "--limit", "all", "--threads", str(threads), "-q"]
    _, seconds, processor, memory = measure(command, threads)
    with open(out, newline="", encoding="utf-8") as file:
        return {"seconds": seconds, "processor": processor, "memory": memory, "passages": sum(1 for _ in csv.DictReader(file)),
                "failed": {}}


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
    pairs = [(a, b) for a in sources for b in range(len(names)) if b not in sources]
    task = folder / f"{kind}.json"
    # newline="" as the offsets of the truth count every character
    texts = [file.open(encoding="utf-8", newline="").read() for file in files]
    task.write_text(json.dumps({"texts": texts, "pairs": pairs}), encoding="utf-8")
    return corpus, task, names, len(pairs)


def choose(corpus, count, folder):
    """`count` documents around the median length, as JSON Lines and as a task of all pairs."""
    with open(corpus, "rb") as file:
        lengths = sorted((len(json.loads(line)["text"]), i) for i, line in enumerate(file) if line.strip())
    begin = max(0, (len(lengths) - count) // 2)
    chosen = lengths[begin:begin + count]
    if len(chosen) < 2:
        raise OSError(f"{corpus} has fewer than two documents")
    wanted, texts = {i for _, i in chosen}, []
    lines = folder / "chosen.jsonl"
    with open(corpus, "rb") as file, open(lines, "wb") as out:
        for i, line in enumerate(file):
            if i in wanted:
                texts.append(json.loads(line)["text"])
                out.write(line)
    pairs = [(a, b) for a in range(len(texts)) for b in range(a + 1, len(texts))]
    task = folder / "chosen.json"
    task.write_text(json.dumps({"texts": texts, "pairs": pairs}), encoding="utf-8")
    return lines, task, len(pairs), chosen[0][0], chosen[-1][0]


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
        results.append({"corpus": name, "tool": tool, "threads": threads, "scored": scorer(out) if scorer else None} | best)

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
    parser.add_argument("--count", action="append", default=[], metavar="[TOOL=]N", help="how many of them; default: 20")
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
    options.counts = dict.fromkeys(options.tools, 20)
    for item in options.count:
        tool, _, count = item.rpartition("=")
        if not count.isdigit() or int(count) < 2 or (tool and tool not in PEERS):
            parser.error(f"--count {item}: give [TOOL=]N")
        options.counts.update(dict.fromkeys([tool] if tool else options.tools, int(count)))
    return options


def print_results(results, columns):
    """`columns` between corpus and seconds: name → of a result."""
    own = {r["corpus"]: r for r in results if r["tool"] == "leitwort" and r["threads"] == 1}
    table(["tool", "threads", "corpus", *columns, "seconds", "processor s", "times Leitwort's", "processor times", "peak MB"], [
        [r["tool"], str(r["threads"]), r["corpus"], *(text(r) for text in columns.values()), number(r["seconds"], 3),
         number(r["processor"], 3), *(number(r[key] / own[r["corpus"]][key], 1) for key in ["seconds", "processor"]),
         number(r["memory"] / 1e6, 0)] for r in results])


def main():
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return 0
    options = options_of()
    planted, chosen, sizes, failures, count, nothing = [], [], {}, [], 0, None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            nothing = start_up(options, folder)
        except (RuntimeError, OSError) as error:
            failures.append(f"start-up: {error}")
        for kind in options.kinds:
            try:
                corpus, task, names, count = plant(kind, options, folder)

                def scorer(found):
                    if found.suffix == ".json":
                        write_pan(json.loads(found.read_text(encoding="utf-8")), names, xml := found.with_suffix(".xml"))
                        return score(corpus, xml)
                    return score(corpus, found)

                planted += compare(kind, options, folder, ["--between", corpus / "source", corpus / "suspicious"], task,
                                   options.tools, scorer)
            except (RuntimeError, OSError, ValueError, StopIteration) as error:
                failures.append(f"{kind}: {error}")
        if options.corpus:
            try:
                for size in sorted(set(options.counts.values())):
                    lines, task, pairs, shortest, longest = choose(options.corpus, size, folder)
                    sizes[f"{size} documents"] = pairs, shortest, longest
                    chosen += compare(f"{size} documents", options, folder, [lines], task,
                                      [tool for tool in options.tools if options.counts[tool] == size], None)
            except (RuntimeError, OSError, ValueError, KeyError) as error:
                failures.append(f"{options.corpus.name}: {error}")
    versions = []
    for library in LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions.append(f"{library} {metadata.version(library)}")
    print(f"# Passages beside other tools, {time.strftime('%Y-%m-%d')}\n")
    print(f"Machine: {machine()}. {', '.join(versions)}. Best of {options.runs} runs, of one where it takes more than "
          f"{options.patience:.0f} s; MB are 10⁶ bytes.\n")
    if planted:
        of = f"from {options.source.name}" if options.source else "made-up text"
        print(f"## Planted: {of}\n\nEach corpus: {options.documents} sources and as many suspicious documents of "
              f"{options.words} words, {options.cases} cases of {options.lengths} words, {count} pairs; seed {options.seed}.\n")
        scores = {"F1": "f1", "precision": "precision", "recall": "recall", "granularity": "granularity", "plagdet": "plagdet"}
        print_results(planted, {title: lambda r, key=key: number(r["scored"][key], 4) for title, key in scores.items()})
    if chosen:
        print(f"\n## Real: {options.corpus.name}\n")
        for name, (pairs, shortest, longest) in sizes.items():
            print(f"- {name} of {shortest:,} to {longest:,} characters, {pairs:,} pairs")
        print()
        print_results(chosen, {"pairs/s": lambda r: number(sizes[r["corpus"]][0] / r["seconds"], 1),
                               "passages": lambda r: f"{r['passages']:,}"})
    if nothing:
        print(f"\nLeitwort with two documents of one word takes {nothing['seconds']:.3f} s, of a processor "
              f"{nothing['processor']:.3f} s: that much of the above is start-up.")
    print()
    for tool in dict.fromkeys(r["tool"] for r in planted + chosen):
        print(f"- {tool}: {REMARKS[tool]}.")
    print("\nSeconds of every run: " + "; ".join(
        f"{r['tool']} {r['threads']}, {r['corpus']}: {' '.join(f'{t:.3f}' for t in r['times'])}" for r in planted + chosen) + ".")
    for r in planted + chosen:
        for what, times in r["failed"].items():
            print(f"\n{r['tool']}, {r['corpus']}: {times} pairs given up, {what}.")
    for failure in failures:
        print(f"\nFailed: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

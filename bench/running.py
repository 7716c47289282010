"""Running the program and the scripts: their output, or what they complain of, and what they take."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
LOAD = os.getloadavg()[0]  # a neighbour takes a processor from runs on all threads


class Failed(RuntimeError):
    """A command ended with another status than it should; the text says which, and its last words."""


class Usage(NamedTuple):
    """What a process took."""

    seconds: float
    processor: float  # seconds, of all threads
    memory: int  # bytes, at the most


def called(command: Sequence[str]) -> str:
    """The name of a command: of the script where Python runs one."""
    return Path(command[1] if command[0] == sys.executable else command[0]).name


def output_of(command: Sequence[str], good: Collection[int] = (0,)) -> str:
    """What a command prints; `good` are the statuses with which it may end."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in good:
        raise Failed(f"{called(command)} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


def script(name: str, *arguments: str | Path) -> str:
    """What one of scripts/ prints."""
    return output_of([sys.executable, str(SCRIPTS / name), *map(str, arguments)])


def scored(truth: Path, detections: Path, texts: Path) -> dict[str, Any]:
    """What score_passages.py says of detections: `scores`, a list of rows, and `notes`."""
    result: dict[str, Any] = json.loads(
        script("score_passages.py", truth, detections, "--texts", texts, "--format", "json")
    )
    return result


def lines_of(path: Path) -> list[str]:
    """The lines of a text file, also one compressed by zstd."""
    if path.suffix == ".zst":
        text = output_of(["zstd", "-dc", "--long=27", str(path)]).removeprefix("\ufeff")
    else:
        text = path.read_text(encoding="utf-8-sig")
    return text.split("\n")  # splitlines() would also part at characters inside JSON


def measure(command: Sequence[str], threads: int) -> tuple[str, Usage]:
    """The output of a process that has so many processors to itself, and what it took."""
    environment = dict(
        os.environ,
        RAYON_NUM_THREADS=str(threads),
        OMP_NUM_THREADS=str(threads),
        OPENBLAS_NUM_THREADS="1",
        PYTHONHASHSEED="0",
        PYTHONDONTWRITEBYTECODE="1",
    )
    processors = sorted(os.sched_getaffinity(0))[-threads:]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=messages,
            env=environment,
            preexec_fn=lambda: os.sched_setaffinity(0, processors),  # noqa: PLW1509  this process has one thread
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        messages.seek(0)
        if process.returncode != 0:
            said = messages.read().decode(errors="replace").strip().splitlines()[-3:]
            raise Failed(f"{called(command)} ended with {process.returncode}: " + " / ".join(said))
        return output.read().decode(), Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def machine() -> str:
    """What the figures were measured on."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.split(":")[1].strip() for line in info.splitlines() if line.startswith("model name")), "unknown")
    widest = next((name for flag, name in [("avx512f", "AVX-512"), ("avx2", "AVX2")] if f" {flag} " in info), "no AVX2")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return (
        f"{model} ({widest}), {os.cpu_count()} processors, {memory:.0f} GiB; {system}; "
        f"Python {platform.python_version()}; load before {LOAD:.1f}"
    )


def is_installed(library: str) -> bool:
    """Whether pip has installed a library."""
    try:
        metadata.version(library)
    except metadata.PackageNotFoundError:
        return False
    return True


def versions_of(libraries: Iterable[str]) -> str:
    """Those of the libraries that are installed, with their versions."""
    return ", ".join(f"{library} {metadata.version(library)}" for library in libraries if is_installed(library))

"""What the pictures of Leitwort have in common: input, style, files, and a Python that has matplotlib.

Imported by heatmap.py and timeline.py beside it.
"""

from __future__ import annotations

import csv
import math
import os
import subprocess
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from command import InputError, program, reading_csv, whole_number

MISSING: ImportError | None = None
try:
    import matplotlib
    import numpy as np
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.colors import LogNorm, Normalize
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox
except ImportError as error:
    MISSING = error

if TYPE_CHECKING:
    import argparse

    from numpy.typing import NDArray

SYSTEM_PYTHON = "/usr/bin/python3"  # the one Debian's python3-matplotlib belongs to
# Without a date, so that the same input gives the same bytes.
METADATA: dict[str, dict[str, None]] = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
# The first has Latin, Greek and Cyrillic; the others, where installed, give what it lacks.
FONTS = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Microsoft YaHei",
    "Arial Unicode MS",
)
AUTO_LOG_SPAN = 20  # times the least positive value: beyond, `auto` is logarithmic
POINTS = 72  # in an inch
UNKNOWN: dict[str, Any] = {"facecolor": "white", "edgecolor": "#c0c0c0", "hatch": "/////"}


# Reading -------------------------------------------------------------------------------


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, empty lines left out."""
    with reading_csv(path), open(path, newline="", encoding="utf-8-sig") as file:
        yield from (row for row in csv.reader(file, strict=True) if row)


def not_negative(text: str, path: Path, row: int, fault: str) -> float:
    """A number from 0 on; an empty field is unknown (NaN). `fault` says what else is, and what to do."""
    try:
        value = float(text) if text.strip() else math.nan
    except ValueError:
        value = -1.0
    if value < 0 or math.isinf(value):
        raise InputError(f"{path}, row {row}: '{text}' is {fault}")
    return value


# Words and scales ----------------------------------------------------------------------


def wrap(text: str, inches: float, size: float) -> str:
    """Break a text into lines of about a width, by the mean width of a letter."""
    return textwrap.fill(text, max(12, int(inches * POINTS / (0.55 * size))))


def choose_norm(values: NDArray[np.float64], scale: str) -> Normalize:
    """The scale of the colours: linear from 0, or logarithmic from the least positive value."""
    positive = values[values > 0]  # NaN is not
    if not positive.size:
        return Normalize(0, 1)
    low, high = positive.min(), positive.max()
    if scale == "linear" or (scale == "auto" and high <= AUTO_LOG_SPAN * low):
        return Normalize(0, high)
    return LogNorm(low if low < high else high / 10, high)


def limits(norm: Normalize) -> tuple[float, float]:
    """The ends of a scale of choose_norm, which has both."""
    assert norm.vmin is not None
    assert norm.vmax is not None
    return norm.vmin, norm.vmax


def log_ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 in each decade, or only 1 where those are too many; the ends where too few."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for digits in ((1, 2, 5), (1,)):
        ticks = [float(f"{m}e{d}") for d in decades for m in digits if low <= float(f"{m}e{d}") <= high]
        if len(ticks) <= 10:
            break
    return ticks if len(ticks) > 1 else [low, high]


# Figures -------------------------------------------------------------------------------


def new_figure(width: float, height: float, dpi: int) -> Figure:
    """An empty figure of so many inches that can be measured before it is written."""
    fig = Figure(figsize=(width, height), dpi=dpi)
    FigureCanvasAgg(fig)
    return fig


def crop(fig: Figure) -> Bbox:
    """The box, in inches, of all that is drawn; on whole pixels, so that cells keep their edges."""
    assert isinstance(fig.canvas, FigureCanvasAgg)
    drawn = fig.get_tightbbox(fig.canvas.get_renderer())  # type: ignore[no-untyped-call]
    # The tight box leaves out what of an axis label is longer than the axis.
    names = [axis.label for ax in fig.axes for axis in (ax.xaxis, ax.yaxis) if axis.label.get_text()]
    inches = fig.dpi_scale_trans.inverted()
    box = Bbox.union([drawn, *(name.get_window_extent().transformed(inches) for name in names)]).padded(0.1)
    return Bbox([np.floor(np.multiply(box.min, fig.dpi)) / fig.dpi, np.ceil(np.multiply(box.max, fig.dpi)) / fig.dpi])


def save(fig: Figure, path: Path) -> None:
    """Write the picture beside its place and rename it, so that no half file is left."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    kind = path.suffix.lower()
    try:
        fig.savefig(beside, format=kind[1:], dpi=fig.dpi, bbox_inches=crop(fig), metadata=METADATA[kind])
        os.replace(beside, path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}; choose another place with -o") from None
    finally:
        beside.unlink(missing_ok=True)


def set_style() -> None:
    """One style, whatever a user's matplotlibrc says."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    matplotlib.rcdefaults()
    matplotlib.rcParams["font.family"] = [name for name in FONTS if name in installed] or ["sans-serif"]
    matplotlib.rcParams["text.parse_math"] = False  # a `$` in an id is a `$`
    matplotlib.rcParams["svg.hashsalt"] = "leitwort"
    matplotlib.rcParams["hatch.linewidth"] = 0.5


# The command ---------------------------------------------------------------------------


def note(text: str) -> None:
    """Tell what is not an error."""
    print(f"{program()}: note: {text}", file=sys.stderr)


def add_picture_options(parser: argparse.ArgumentParser, output: str, title: str) -> None:
    """The options that every picture has; `title` says what it is called unasked."""
    add = parser.add_argument
    add(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        default=Path(output),
        help="the picture: .png, .svg or .pdf (default: %(default)s)",
    )
    add("--title", metavar="TEXT", help=f"(default: {title})")
    add("--dpi", metavar="N", type=whole_number(20, 1200), default=160, help="pixels an inch (default: %(default)s)")


def picture_options(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Parse; the ending of the output must be that of a picture."""
    options = parser.parse_args(arguments)
    if options.output.suffix.lower() not in METADATA:
        parser.error(f"-o {options.output}: the ending must be .png, .svg or .pdf")
    return options


def run_elsewhere(arguments: Sequence[str]) -> int:
    """Without matplotlib here: go on in the system's Python if that has it, else say how to get it."""
    if sys.executable != SYSTEM_PYTHON and os.access(SYSTEM_PYTHON, os.X_OK):
        probe = subprocess.run([SYSTEM_PYTHON, "-c", "import matplotlib"], capture_output=True, check=False)
        if probe.returncode == 0:
            os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, os.path.abspath(sys.argv[0]), *arguments])
    print(
        f"{program()}: matplotlib cannot be used ({MISSING}); install it with "
        "`apt-get install python3-matplotlib` or `pip install matplotlib`",
        file=sys.stderr,
    )
    return 3


def run(
    arguments: Sequence[str],
    parse: Callable[[Sequence[str]], argparse.Namespace],
    picture: Callable[[argparse.Namespace], Figure],
) -> int:
    """Run a command whose options `parse` reads and whose figure `picture` makes; return its exit status."""
    options = parse(arguments)
    if MISSING:
        return run_elsewhere(arguments)
    try:
        set_style()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            save(picture(options), options.output)
    except InputError as error:
        print(f"{program()}: {error}", file=sys.stderr)
        return 2
    if any("missing from" in str(warning.message) for warning in caught):
        note(
            "characters that no installed font has are boxes; install one, for Chinese "
            f"fonts-noto-cjk, and delete {matplotlib.get_cachedir()}/fontlist*.json"
        )
    return 0

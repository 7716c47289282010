#!/usr/bin/env python3
"""Draw a similarity matrix of Leitwort as a heatmap (PNG, SVG or PDF).

The input is `similarity.csv` (one row a pair) or a square matrix (first row and first
column the document ids). The same input gives the same bytes, with one version of
matplotlib and one set of fonts.

Exit status: 0 drawn, 2 the input or an option is unusable, 3 matplotlib is missing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

sys.dont_write_bytecode = True  # the folder of the scripts is no place for a cache
from command import InputError, program, whole_number
from plotting import (
    AUTO_LOG_SPAN,
    MISSING,
    POINTS,
    UNKNOWN,
    add_picture_options,
    choose_norm,
    limits,
    log_ticks,
    new_figure,
    not_negative,
    note,
    picture_options,
    read_rows,
    run,
    wrap,
)

if not MISSING:
    import matplotlib
    import numpy as np
    from matplotlib.colors import LogNorm
    from matplotlib.patches import Patch
    from matplotlib.ticker import FuncFormatter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh
    from matplotlib.colors import Normalize
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

MEASURES = {
    "jaccard": "Jaccard similarity",
    "containment": "Containment",
    "overlap": "Overlap coefficient",
    "weighted": "Weighted Jaccard similarity",
}
NUMBERS_UP_TO = 30  # documents; numbers in more cells than that cannot be read
GRID_UP_TO = 60  # documents; beyond, lines between the cells would hide them
LONGEST_ID = 28  # characters
WIDEST = 16.0  # inches, side of the matrix
DIAGONAL = "#b4b4b4"


@dataclass(frozen=True)
class Matrix:
    """Similarities of documents: `values[row, column]`, square, NaN where unknown and on the diagonal."""

    ids: list[str]
    values: NDArray[np.float64]
    measure: str  # as a reader calls it
    directed: bool = False  # a value is the share of the row's shingles found in the column
    shingle: str = ""  # words in a shingle; empty = unknown
    estimated: str = ""  # "estimated", "partly estimated" or empty


# Reading -------------------------------------------------------------------------------


def title_of(measure: str) -> str:
    """What a measure is called in a picture."""
    return MEASURES.get(measure, measure.capitalize())


def parse_value(text: str, path: Path, row: int) -> float:
    """A similarity as a float; an empty field is unknown (NaN)."""
    return not_negative(text, path, row, "no similarity; give a number from 0 or leave it empty")


def read_matrix(path: Path, measure: str | None, shingle: int | None) -> Matrix:
    """Read either form of input, told apart by the header."""
    rows = read_rows(path)
    header = next(rows, [])
    if {"a", "b", "shingle"} <= set(header):
        return read_pairs(path, header, rows, measure or "jaccard", shingle)
    return read_square(path, header, rows, measure, shingle)


def read_pairs(path: Path, header: list[str], rows: Iterator[list[str]], measure: str, shingle: int | None) -> Matrix:
    """Read one measure at one shingle length (None = the first) from the pairs of `similarity.csv`."""
    directed = measure == "containment"
    columns = ["containment_a", "containment_b"] if directed else [measure, measure]
    for column in (*columns, "method"):
        if column not in header:
            raise InputError(f"{path} has no column '{column}'; give a similarity.csv of leitwort")
    pick = itemgetter(*map(header.index, ["a", "b", "shingle", "method", *columns]))
    wanted = str(shingle or "")
    index: dict[str, int] = {}  # dicts keep the order of first appearance
    lengths: dict[str, None] = {}
    methods: set[str] = set()
    pairs: list[tuple[int, int]] = []
    forward: list[float] = []
    backward: list[float] = []
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise InputError(f"{path}, row {number}: {len(row)} fields, not {len(header)}; write the file again")
        a, b, length, method, a_in_b, b_in_a = pick(row)
        pair = index.setdefault(a, len(index)), index.setdefault(b, len(index))
        lengths.setdefault(length, None)
        wanted = wanted or length
        if length == wanted and a != b:
            pairs.append(pair)
            forward.append(parse_value(a_in_b, path, number))
            backward.append(parse_value(b_in_a, path, number) if directed else forward[-1])
            methods.add(method)
    if lengths and wanted not in lengths:
        raise InputError(f"{path} has no shingle length {wanted}; choose --shingle from {', '.join(lengths)}")
    if shingle is None and len(lengths) > 1:
        note(f"{path} has shingle lengths {', '.join(lengths)}; drawing {wanted} (--shingle chooses)")
    n = len(index)
    first, second = np.array(pairs, dtype=int).reshape(-1, 2).T
    if len(np.unique(np.minimum(first, second) * n + np.maximum(first, second))) < len(pairs):
        raise InputError(f"{path} has a pair of documents twice at shingle length {wanted}; leave one of them")
    values = np.full((n, n), np.nan)
    values[first, second] = forward
    values[second, first] = backward
    estimated = "" if "estimate" not in methods else "estimated" if len(methods) == 1 else "partly estimated"
    return Matrix(list(index), values, title_of(measure), directed, wanted, estimated)


def read_square(
    path: Path, header: list[str], rows: Iterator[list[str]], measure: str | None, shingle: int | None
) -> Matrix:
    """Read a square matrix; the file does not name its measure: it is told, or guessed from the symmetry."""
    ids, lines = header[1:], []
    for number, row in enumerate(rows, 2):
        if number > len(header) or len(row) != len(header) or row[0] != header[number - 1]:
            raise InputError(
                f"{path}, row {number}: neither a square matrix (the ids of the first row also down the "
                "first column) nor pairs (columns a, b, shingle); give similarity.csv or a matrix of it"
            )
        lines.append([parse_value(text, path, number) for text in row[1:]])
    if len(lines) != len(ids):
        raise InputError(f"{path} has {len(ids)} columns of values but {len(lines)} rows; give a square matrix")
    values = np.array(lines, dtype=float).reshape(len(ids), len(ids))
    np.fill_diagonal(values, np.nan)
    guess = None if np.allclose(values, values.T, equal_nan=True) else "containment"
    measure = measure or guess
    name = title_of(measure) if measure else "Similarity"
    return Matrix(ids, values, name, measure == "containment", str(shingle or ""))


@dataclass(frozen=True)
class Facts:
    """What documents.csv says of a document; empty where it says nothing."""

    date: str = ""
    precision: str = ""
    author: str = ""


def read_facts(path: Path) -> dict[str, Facts]:
    """Map each document of `documents.csv` to its Facts."""
    rows = read_rows(path)
    header = next(rows, [])
    if not {"document", "date"} <= set(header):
        raise InputError(f"{path} lacks the columns document, date; give the documents.csv of the same run")
    records = [dict(zip(header, row)) for row in rows]
    return {r["document"]: Facts(r.get("date", ""), r.get("date_precision", ""), r.get("author", "")) for r in records}


# Documents and words -------------------------------------------------------------------


def ordered(matrix: Matrix, facts: Mapping[str, Facts], order: str) -> Matrix:
    """The matrix in order of the (partial ISO) dates, or of authors and their dates.

    Equals stay as they were; what is unknown comes last.
    """
    found = [facts.get(name, Facts()) for name in matrix.ids]

    def key(i: int) -> tuple[bool | str, ...]:
        date, author = found[i].date, found[i].author
        by_author = (not author, author) if order == "author" else ()
        return (*by_author, not date, date)

    rows = sorted(range(len(found)), key=key)
    return replace(matrix, ids=[matrix.ids[i] for i in rows], values=matrix.values[np.ix_(rows, rows)])


def printable(text: str, longest: int) -> str:
    """The text without control characters; a long one loses its middle."""
    text = "".join(c if c.isprintable() else " " for c in text)
    if len(text) <= longest:
        return text
    tail = longest // 2
    return f"{text[: longest - tail - 1]}…{text[-tail:]}"


def document_label(name: str, facts: Mapping[str, Facts], order: str) -> str:
    """For example `000 · 2017`, `003 · c. 2021`, or by author `Ada · 003 · c. 2021`."""
    known = facts.get(name, Facts())
    date = f"c. {known.date}" if known.date and known.precision == "circa" else known.date
    author = printable(known.author, LONGEST_ID) if order == "author" else ""
    return " · ".join(filter(None, [author, printable(name, LONGEST_ID), date]))


def short_number(value: float) -> str:
    """Two significant digits in few characters: `.040`, `.93`, `4.1e-6`; 0 and 1 are exact."""
    if value in (0, 1):
        return f"{value:.0f}"
    mantissa, exponent = f"{value:.1e}".split("e")
    decimals = 1 - int(exponent)
    return f"{mantissa}e{int(exponent)}" if decimals > 5 else f"{value:.{max(decimals, 0)}f}".removeprefix("0")


def default_title(matrix: Matrix) -> str:
    """For example `Jaccard similarity of 5-word shingles, 12 documents`."""
    shingles = f" of {matrix.shingle}-word shingles" if matrix.shingle else ""
    return f"{matrix.measure}{shingles}, {len(matrix.ids)}\u00a0documents"


def bar_label(matrix: Matrix, norm: Normalize) -> str:
    """What the colours mean, whatever the title says."""
    length = f"k = {matrix.shingle}" if matrix.shingle else ""
    scale = "logarithmic scale" if isinstance(norm, LogNorm) else "linear scale"
    parts = filter(None, [matrix.measure, length, matrix.estimated, scale])
    return ", ".join(part.replace(" ", "\u00a0") for part in parts)  # breaks into lines at the commas


# Scale and layout ----------------------------------------------------------------------


def cell_pixels(n: int, dpi: int) -> int:
    """Pixels of a cell's side: whole, so that all cells are alike; few documents get larger cells."""
    return max(1, int(min(WIDEST, 1.0 * n, 3 + 0.25 * n) * dpi / n))


def label_step(pitch: float) -> int:
    """Every how many-th document is labelled, where the cells are `pitch` points high."""
    return 1 if pitch > 4.2 else next((s for s in (2, 3, 4, 5, 10, 20, 25, 50, 100) if s * pitch >= 8), 1000)


# Drawing -------------------------------------------------------------------------------


def draw_cells(ax: Axes, matrix: Matrix, norm: Normalize) -> QuadMesh:
    """Colour the cells; the unknown ones stay transparent, over a hatched ground."""
    n = len(matrix.ids)
    viridis = matplotlib.colormaps["viridis"]  # for the colour-blind, and in grey
    cmap = viridis.with_extremes(bad=(0, 0, 0, 0), over=DIAGONAL)
    low, high = limits(norm)
    shown = np.maximum(matrix.values, low)  # a logarithmic scale has no place for 0; NaN stays
    np.fill_diagonal(shown, 2 * high)
    ax.patch.set(**UNKNOWN, linewidth=0)
    grid = {"edgecolors": "white", "linewidth": 0.6} if n <= GRID_UP_TO else {"rasterized": True}
    mesh = ax.pcolormesh(np.ma.masked_invalid(shown), cmap=cmap, norm=norm, **grid)
    ax.set(xlim=(0, n), ylim=(n, 0))
    ax.spines[:].set_visible(False)
    return mesh


def draw_numbers(ax: Axes, matrix: Matrix, mesh: QuadMesh, norm: Normalize, pitch: float) -> None:
    """Write the values into the cells, in a size at which the longest fits."""
    lowest, _ = limits(norm)
    cells = np.argwhere(~np.isnan(matrix.values))
    texts = [short_number(matrix.values[i, j]) for i, j in cells]
    size = min(11.0, 0.86 * pitch / (0.6 * max(map(len, texts))))
    for (i, j), text in zip(cells, texts):
        rgb = mesh.to_rgba(np.maximum(matrix.values[i, j], lowest))[:3]
        luminance = np.dot(np.power(rgb, 2.2), (0.2126, 0.7152, 0.0722))
        ax.text(
            j + 0.5,
            i + 0.5,
            text,
            size=size,
            color="black" if luminance > 0.22 else "white",
            ha="center",
            va="center_baseline",
        )


def draw_labels(ax: Axes, matrix: Matrix, labels: list[str], pitch: float, scale: float) -> int:
    """Name the documents at the left and at the top; return every how many-th is named."""
    step = label_step(pitch)
    size = min(9 * scale, 0.82 * pitch * step)
    shown, places = labels[::step], np.arange(0, len(labels), step) + 0.5
    fits = max(map(len, shown)) * 0.7 * size < pitch * step
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.set_xticks(places, shown, size=size, rotation=0 if fits else 90)
    ax.set_yticks(places, shown, size=size)
    ax.tick_params(length=0 if step == 1 else 3, pad=3)
    if matrix.directed:
        ax.set_ylabel("share of this document’s shingles …", size=9 * scale, labelpad=8 * scale)
        ax.set_xlabel("… that are found in this document", size=9 * scale, labelpad=8 * scale)
    return step


def draw_bar(fig: Figure, mesh: QuadMesh, norm: Normalize, label: str, side: float, scale: float) -> None:
    """Draw the colour bar right of the matrix."""
    bar = fig.colorbar(mesh, cax=fig.add_axes((1 + 0.25 * scale / side, 0, 0.2 * scale / side, 1)))
    if isinstance(norm, LogNorm):
        bar.set_ticks(log_ticks(*limits(norm)))
        bar.minorticks_off()
    bar.formatter = FuncFormatter(lambda value, _: f"{value:.3g}")
    bar.update_ticks()
    bar.ax.tick_params(labelsize=8 * scale)
    bar.set_label(wrap(label, side, 9 * scale), size=9 * scale, labelpad=6 * scale)
    bar.outline.set_linewidth(0.4)


def draw_legend(ax: Axes, matrix: Matrix, mesh: QuadMesh, step: int, side: float, scale: float) -> None:
    """Explain, below the matrix, what a reader could mistake, where it is there."""
    n, handles = len(matrix.ids), []
    if np.isnan(matrix.values).sum() > n:  # more than the diagonal
        handles.append(Patch(**UNKNOWN, linewidth=0.5, label="no data"))
    if isinstance(mesh.norm, LogNorm) and (matrix.values == 0).any():
        handles.append(Patch(color=mesh.cmap(0.0), label="0 has the lowest colour"))
    if step > 1:
        handles.append(Patch(alpha=0, label=f"one document in {step} is labelled"))
    if handles:
        ax.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0, 0),
            borderaxespad=0.7,
            borderpad=0,
            frameon=False,
            fontsize=8 * scale,
            ncol=len(handles) if side > 4 else 1,
        )


def draw(matrix: Matrix, labels: list[str], title: str | None, scale: str, dpi: int) -> Figure:
    """Return the figure. It is as large as the matrix; all else stands outside, for `crop` to take in."""
    n = len(matrix.ids)
    side = cell_pixels(n, dpi) * n / dpi
    pitch = side * POINTS / n
    text_scale = min(max(side / 7, 1.0), 2.0)  # a large picture is mostly shown reduced
    fig = new_figure(side, side, dpi)
    ax = fig.add_axes((0, 0, 1, 1))
    norm = choose_norm(matrix.values, scale)
    mesh = draw_cells(ax, matrix, norm)
    if n <= NUMBERS_UP_TO:
        draw_numbers(ax, matrix, mesh, norm, pitch)
    step = draw_labels(ax, matrix, labels, pitch, text_scale)
    draw_bar(fig, mesh, norm, bar_label(matrix, norm), side, text_scale)
    draw_legend(ax, matrix, mesh, step, side, text_scale)
    size = 11 * text_scale
    ax.set_title(wrap(title or default_title(matrix), max(side, 4.5), size), size=size, pad=10)
    return fig


# The command ---------------------------------------------------------------------------


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        prog=program(),
        description="Draw a similarity matrix of Leitwort as a heatmap: the diagonal grey, unknown values hatched, "
        f"numbers in the cells up to {NUMBERS_UP_TO} documents.",
        epilog="Exit status: 0 drawn, 2 the input or an option is unusable, 3 matplotlib is missing.",
    )
    add = parser.add_argument
    add(
        "input",
        metavar="INPUT",
        type=Path,
        help="similarity.csv (one row a pair), or a square matrix with the ids in the first row and column",
    )
    add_picture_options(parser, "heatmap.png", "the measure, the shingle length and the number of documents")
    add(
        "--measure",
        help="what to draw: a column of similarity.csv, or containment (default: jaccard); for a matrix only its "
        "name (default: containment, row in column, where it is not symmetric, else 'Similarity')",
    )
    add(
        "--shingle",
        metavar="K",
        type=whole_number(1, 10**6),
        help="words in a shingle (default: the first length in the file); for a matrix only named in the title",
    )
    add(
        "--documents",
        metavar="FILE",
        type=Path,
        help="documents.csv, for dates and authors on the labels (default: ids only)",
    )
    add(
        "--scale",
        choices=["auto", "log", "linear"],
        default="auto",
        help="of the colours; auto is log where the positive values off the diagonal span more than a factor "
        f"of {AUTO_LOG_SPAN}, else linear from 0; with no positive value always linear (default: %(default)s)",
    )
    add(
        "--order",
        choices=["input", "date", "author"],
        default="input",
        help="of the documents; date and author (then date) need --documents and put the unknown last; input keeps "
        "the order of a matrix that leitwort similarity --order similarity wrote (default: %(default)s)",
    )
    add("--estimated", action="store_true", help="for a matrix: say on the picture that its values are estimates")
    options = picture_options(parser, arguments)
    if options.order != "input" and not options.documents:
        parser.error(f"--order {options.order} needs the {options.order}s; give --documents documents.csv")
    return options


def load(options: argparse.Namespace) -> tuple[Matrix, list[str]]:
    """Read the matrix and its labels in the order wanted; refuse what cannot be drawn."""
    matrix = read_matrix(options.input, options.measure, options.shingle)
    if options.estimated:
        matrix = replace(matrix, estimated="estimated")
    if len(matrix.ids) < 2:
        raise InputError(f"{options.input} has fewer than 2 documents; a heatmap needs at least 2")
    if np.isnan(matrix.values).all():
        raise InputError(f"{options.input} has no known {matrix.measure}; give a file that has it")
    facts = read_facts(options.documents) if options.documents else {}
    if options.documents and facts.keys().isdisjoint(matrix.ids):
        raise InputError(f"{options.documents} has no document of {options.input}; give both from one run")
    if options.order != "input":
        matrix = ordered(matrix, facts, options.order)
    return matrix, [document_label(name, facts, options.order) for name in matrix.ids]


def picture(options: argparse.Namespace) -> Figure:
    """The figure that the options ask for."""
    matrix, labels = load(options)
    return draw(matrix, labels, options.title, options.scale, options.dpi)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], parse_arguments, picture))

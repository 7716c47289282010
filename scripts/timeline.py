#!/usr/bin/env python3
"""Draw formulations over time from timeline.csv of Leitwort (PNG, SVG or PDF).

Strips show the share of each period's documents that have a formulation, a row each;
rates show the same as curves with its 95% interval; adoption shows how many authors
had used it by then. The same input gives the same bytes, with one version of
matplotlib and one set of fonts.

Exit status: 0 drawn, 2 the input or an option is unusable, 3 matplotlib is missing.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from matplotlib.ticker import FuncFormatter, MaxNLocator
    from matplotlib.transforms import offset_copy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# How many formulations each kind of picture has unasked: as many as can be told apart.
KINDS = {"strips": 25, "adoption": 8, "rates": 4}
COLUMNS = ("rank", "formulation", "period", "documents_with", "documents_total", "document_share", "low", "high")
NONE = "#ebebeb"  # a period whose documents do not have the formulation
PALE = {**UNKNOWN, "edgecolor": "#dddddd"}  # behind curves
# M. Okabe and K. Ito's colours for the colour-blind, yellow left out; then again in another dash.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
BAND = 0.22  # opacity of an interval
LONGEST = 56  # columns of a formulation; a Han character has two
GRID_UP_TO = 120  # periods; beyond, lines between the cells would hide them
ROW, PANEL = 0.26, 1.15  # inches, the height of a strip and of a curve
NARROWEST, WIDEST = 3.6, 11.0  # inches, of the periods
TICK_ROOM = 0.55  # inches that the name of a period takes
SIZE = 9  # points


@dataclass
class Life:
    """A formulation by period; shares and their interval are NaN where there are no documents."""

    rank: str
    formulation: str
    share: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    authors: list[float] = field(default_factory=list)  # cumulative; NaN where the corpus names none
    periods: list[str] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)  # of the corpus


# Reading -------------------------------------------------------------------------------


def number(text: str, path: Path, row: int) -> float:
    """A number that is not negative; an empty field is unknown (NaN)."""
    return not_negative(text, path, row, "no count or rate; give a timeline.csv of leitwort")


def read_lives(path: Path, wanted: Callable[[str, str], bool] | None, most: int) -> tuple[list[Life], int]:
    """The first `most` formulations for which wanted(rank, formulation), and how many more there are of them.

    Without a wish reading stops where there is enough, and the rest is not counted.
    """
    rows = read_rows(path)
    header = next(rows, [])
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise InputError(f"{path} has no column '{missing[0]}'; give a timeline.csv of leitwort, not tsv or jsonl")
    lives: list[Life] = []
    last: tuple[str, str] | None = None
    keep, more = False, 0
    for count, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise InputError(f"{path}, row {count}: {len(row)} fields, not {len(header)}; write the file again")
        record = dict(zip(header, row))
        key = record["rank"], record["formulation"]
        if key != last:
            last, keep = key, wanted is None or wanted(*key)
            if keep and len(lives) == most:
                if wanted is None:
                    break
                more, keep = more + 1, False
            if keep:
                lives.append(Life(*key))
        if not keep:
            continue
        life, value = lives[-1], {name: number(record[name], path, count) for name in COLUMNS[3:]}
        if math.isnan(value["documents_total"]) or math.isnan(value["documents_with"]):
            raise InputError(f"{path}, row {count}: no number of documents; give a timeline.csv of leitwort")
        life.periods.append(record["period"])
        life.documents.append(int(value["documents_total"]))
        life.share.append(value["document_share"])
        life.low.append(value["low"])
        life.high.append(value["high"])
        life.authors.append(number(record.get("authors", ""), path, count))
    if any((life.periods, life.documents) != (lives[0].periods, lives[0].documents) for life in lives):
        raise InputError(f"{path}: not every formulation has the same periods; give a timeline.csv of one run")
    return lives, more


def load(options: argparse.Namespace) -> list[Life]:
    """The lives to draw."""
    ranks = options.rank and {str(rank) for rank in options.rank}
    match = options.match and options.match.casefold()
    wanted: Callable[[str, str], bool] | None = None
    if ranks or match:

        def wanted(rank: str, formulation: str) -> bool:
            return (not ranks or rank in ranks) and (not match or match in formulation.casefold())

    most = options.rows or (len(ranks) if ranks else KINDS[options.kind])
    lives, more = read_lives(options.input, wanted, most)
    if not lives:
        raise InputError(
            f"{options.input} has no such formulation; choose others with --rank or --match"
            if wanted
            else f"{options.input} has no rows: no formulation was found, or no document is dated; nothing can be drawn"
        )
    if more:
        note(f"{more} more match; --rows draws more than {most}")
    return with_authors(lives, options.input) if options.kind == "adoption" else lives


def with_authors(lives: list[Life], path: Path) -> list[Life]:
    """Those that an author is known to have used."""
    known = [life for life in lives if np.nanmax([0, *life.authors]) > 0]
    if not known:
        raise InputError(
            f"{path} names no authors of these formulations; give documents an author (column or field "
            "'author') and write it again, or choose another --kind"
        )
    if len(known) < len(lives):
        note(f"of {len(lives) - len(known)} formulations no author is known; they are not drawn")
    return known


# Words ---------------------------------------------------------------------------------


def columns(text: str) -> int:
    """Columns that a text takes; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shortened(text: str, most: int = LONGEST) -> str:
    """The text, cut to so many columns with `…` where something is missing."""
    text = "".join(c if c.isprintable() else " " for c in text)
    if columns(text) <= most:
        return text
    while columns(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"


RUN = ".."  # between the first and the last of many periods without documents, which are one row


def period_number(name: str) -> tuple[int | None, str]:
    """A period's number since year 0, and the length of a period, as `leitwort --period` calls it.

    Of a run of periods, `2020..9998`, the number is None.
    """
    first, _, last = name.partition(RUN)
    if last:
        period_number(last)
        return None, period_number(first)[1]
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)|(0s))?", name) or re.fullmatch(r"(\d{3})()(0s)", name)
    if not found:
        raise InputError(f"'{name}' is no period (2017, 2017-07 or 2010s); give a timeline.csv of leitwort")
    if found[2]:
        return int(found[1]) * 12 + int(found[2]) - 1, "month"
    return (int(found[1][:3]), "decade") if name.endswith("s") else (int(found[1]), "year")


def span(life: Life) -> str:
    """`1790–2020`."""
    first, last = life.periods[0], life.periods[-1]
    return first if first == last else f"{first}–{last}"


def percent(value: float, _: object = None) -> str:
    """`5%`, with decimals where they are needed."""
    return f"{100 * value:.3g}%"


def default_title(kind: str, lives: list[Life]) -> str:
    """What the picture shows."""
    length = period_number(lives[0].periods[0])[1]
    what = {
        "strips": f"Share of each {length}’s documents that have a formulation",
        "rates": f"Share of each {length}’s documents that have a formulation, with 95% interval",
        "adoption": f"Authors who had used a formulation by the end of each {length}",
    }[kind]
    return f"{what}, {span(lives[0])}"


def source_line(options: argparse.Namespace, lives: list[Life]) -> str:
    """Where the picture comes from."""
    documents = sum(lives[0].documents)
    return (
        f"{options.input.name}: {documents:,} document{'' if documents == 1 else 's'} with a date; "
        f"{len(lives)} formulation{'' if len(lives) == 1 else 's'}, numbered by rank"
    )


# Drawing -------------------------------------------------------------------------------


def width_of(periods: int) -> float:
    """Inches for so many periods."""
    return min(max(NARROWEST, 0.2 * periods), WIDEST)


def draw_periods(ax: Axes, life: Life, width: float, labels: bool = True, hatched: dict[str, Any] = UNKNOWN) -> None:
    """The axis of time: the names of round periods, and hatching where a period has no documents."""
    numbers = [period_number(name)[0] for name in life.periods]
    n, length = len(numbers), period_number(life.periods[0])[1]
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if length == "month" else (1, 2, 5, 10, 20, 50, 100, 200, 500)
    step = next((s for s in steps if s * width / n >= TICK_ROOM), 1000)
    ticks = [i for i, value in enumerate(numbers) if value is not None and value % step == 0] or [0]
    ax.set_xlim(0, n)
    ax.set_xticks([i + 0.5 for i in ticks], [life.periods[i] for i in ticks] if labels else [], size=SIZE - 1)
    for i, documents in enumerate(life.documents):
        if documents == 0:
            ax.axvspan(i, i + 1, **hatched, linewidth=0, zorder=0)


def draw_documents(fig: Figure, life: Life, width: float, bottom: float, height: float) -> Axes:
    """How many documents each period has: what a share is a share of."""
    ax = fig.add_axes((0, bottom / height, 1, 0.5 / height))
    centres = np.arange(len(life.documents)) + 0.5
    ax.bar(centres, life.documents, width=1.0 if len(centres) > GRID_UP_TO else 0.86, color="#8c8c8c")
    ax.set_xlim(0, len(life.documents))
    ax.set_xticks([])
    most = max(life.documents)
    ax.set_yticks([0, most], ["0", f"{most:,}"], size=SIZE - 2)
    ax.set_ylim(0, most)
    ax.spines[["top", "right"]].set_visible(False)
    ax.text(-0.012, 0.5, "documents    ", size=SIZE - 1, ha="right", va="center", transform=ax.transAxes)
    return ax


def draw_legend(ax: Axes, life: Life, words: list[tuple[dict[str, Any], str]], top: float) -> None:
    """Below the axis of time what its signs mean, where they are there."""
    handles = [Patch(**{"linewidth": 0.5, **style}, label=label) for style, label in words]
    if 0 in life.documents:
        runs = [name for name in life.periods if RUN in name]
        one_column = f" ({', '.join(runs[:2])}{', …' if len(runs) > 2 else ''} in one column)" if runs else ""
        handles.append(Patch(**UNKNOWN, linewidth=0.5, label=f"no documents{one_column}"))
    if handles:
        ax.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0, top),
            borderaxespad=0,
            borderpad=0,
            frameon=False,
            fontsize=SIZE - 1,
            ncol=len(handles),
            handlelength=1.4,
        )


def draw_strips(lives: list[Life], options: argparse.Namespace) -> tuple[Figure, Axes, float, Axes]:
    """A row a formulation, a column a period."""
    life, shares = lives[0], np.array([life.share for life in lives])
    width, body = width_of(len(life.periods)), ROW * len(lives)
    fig = new_figure(width, body, options.dpi)
    ax = fig.add_axes((0, 0, 1, 1))
    norm = choose_norm(shares, options.scale)
    cmap = matplotlib.colormaps["viridis_r"].with_extremes(bad=(0, 0, 0, 0))  # dark is much; fit for the colour-blind
    draw_periods(ax, life, width)
    none = np.where(shares == 0, 1.0, np.nan)
    few = len(life.periods) <= GRID_UP_TO
    style = {"edgecolors": "white", "linewidth": 0.5} if few else {"rasterized": True}
    ax.pcolormesh(np.ma.masked_invalid(none), cmap=matplotlib.colors.ListedColormap([NONE]), **style)
    mesh = ax.pcolormesh(np.ma.masked_where(~(shares > 0), shares), cmap=cmap, norm=norm, **style)
    ax.hlines(np.arange(1, len(lives)), 0, len(life.periods), color="white", linewidth=1)  # rows must not run together
    ax.set_ylim(len(lives), 0)
    ax.set_yticks(
        np.arange(len(lives)) + 0.5, [f"{shortened(one.formulation)}  {one.rank:>2}" for one in lives], size=SIZE
    )
    ax.tick_params(axis="y", length=0)
    ax.spines[:].set_visible(False)
    bar = fig.colorbar(mesh, cax=fig.add_axes((1 + 0.2 / width, max(0, 1 - 3 / body), 0.16 / width, min(1, 3 / body))))
    if isinstance(norm, LogNorm):
        bar.set_ticks(log_ticks(*limits(norm)))
        bar.minorticks_off()
    bar.formatter = FuncFormatter(percent)
    bar.update_ticks()
    bar.outline.set_linewidth(0.4)
    bar.ax.tick_params(labelsize=SIZE - 1)
    scale = ", logarithmic scale" if isinstance(norm, LogNorm) else ""
    bar.set_label(wrap(f"share of documents{scale}", max(body, 1.5), SIZE), size=SIZE)
    draw_legend(ax, life, [({"facecolor": NONE, "edgecolor": NONE}, "in no document")], -0.33 / body)
    return fig, draw_documents(fig, life, width, body + 0.1, body), -0.62 / body, ax


def draw_rates(lives: list[Life], options: argparse.Namespace) -> tuple[Figure, Axes, float, Axes]:
    """A panel a formulation: its share with the interval, on a scale of its own."""
    life, width = lives[0], max(width_of(len(lives[0].periods)), 6.0)
    gap = 0.42
    body = len(lives) * (PANEL + gap) - gap
    fig = new_figure(width, body, options.dpi)
    edges, tops = np.arange(len(life.periods) + 1), []
    for i, one in enumerate(lives):
        ax = fig.add_axes((0, (body - i * (PANEL + gap) - PANEL) / body, 1, PANEL / body))
        colour = COLOURS[0]
        draw_periods(ax, life, width, i + 1 == len(lives), PALE)
        low, high = np.array(one.low), np.array(one.high)
        ax.stairs(high, edges, baseline=low, fill=True, color=colour, alpha=BAND, linewidth=0)
        ax.plot(
            edges[:-1] + 0.5,
            one.share,
            color=colour,
            linewidth=0.9,
            marker="o",
            clip_on=False,
            zorder=3,
            markersize=3.5 if len(edges) <= GRID_UP_TO else 2,
        )
        tops.append(min(1.0, 1.05 * np.nanmax(one.high)))
        ax.set_ylim(0, tops[-1])
        ax.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(percent))
        ax.tick_params(labelsize=SIZE - 1)
        ax.spines[["top", "right"]].set_visible(False)
        ax.set_title(f"{one.rank}  {shortened(one.formulation, 90)}", size=SIZE, loc="left", pad=4)
        if i == 0:
            top = ax
    fig.text(
        -0.62 / width,
        0.5,
        "share of documents" + (" (scales differ)" if len(set(tops)) > 1 else ""),
        size=SIZE,
        rotation=90,
        ha="right",
        va="center",
    )
    band = {"facecolor": COLOURS[0], "alpha": BAND, "linewidth": 0}
    draw_legend(ax, life, [(band, "95% interval (Wilson)")], -0.33 / PANEL)
    return fig, top, -0.62 / PANEL, ax


def draw_adoption(lives: list[Life], options: argparse.Namespace) -> tuple[Figure, Axes, float, Axes]:
    """Curves that rise by one with every new author."""
    life = lives[0]
    width, body = max(width_of(len(life.periods)), 6.0), max(3.6, 0.3 * len(lives))
    fig = new_figure(width, body, options.dpi)
    ax = fig.add_axes((0, 0, 1, 1))
    draw_periods(ax, life, width, hatched=PALE)
    edges = np.arange(len(life.periods) + 1)
    most = max(one.authors[-1] for one in lives)
    apart = min(1.8, 0.6 * body * POINTS / most / len(lives))  # points: curves beside, not over each other
    for i, one in enumerate(lives):
        values = np.array(one.authors)
        first = int(np.flatnonzero(values)[0])  # it begins with its first author
        beside = offset_copy(ax.transData, fig, 0, (i - (len(lives) - 1) / 2) * apart, units="points")
        ax.plot(
            [first, *edges[first:]],
            [0, *values[first:], values[-1]],
            drawstyle="steps-post",
            linewidth=1.6,
            color=COLOURS[i % len(COLOURS)],
            linestyle=DASHES[i // len(COLOURS) % len(DASHES)],
            transform=beside,
            label=f"{one.rank}  {shortened(one.formulation, 44)} ({values[-1]:.0f})",
        )
    handles, labels = ax.get_legend_handles_labels()
    order = sorted(range(len(handles)), key=lambda i: -lives[i].authors[-1])  # as the curves end
    lines = ax.legend(
        [handles[i] for i in order],
        [labels[i] for i in order],
        loc="upper left",
        bbox_to_anchor=(1 + 0.15 / width, 1),
        borderaxespad=0,
        borderpad=0,
        frameon=False,
        fontsize=SIZE - 1,
        labelspacing=0.7,
        handlelength=2.6,
        alignment="left",
        title="rank, formulation (authors in all)",
        title_fontsize=SIZE - 1,
    )
    ax.add_artist(lines)
    lines.set_clip_on(False)
    ax.set_ylim(0, 1.05 * most)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.tick_params(axis="y", labelsize=SIZE - 1)
    ax.set_ylabel("different authors so far", size=SIZE)
    ax.spines[["top", "right"]].set_visible(False)
    draw_legend(ax, life, [], -0.33 / body)
    return fig, ax, -0.62 / body, ax


def picture(options: argparse.Namespace) -> Figure:
    """The figure that the options ask for."""
    lives = load(options)
    draw = {"strips": draw_strips, "rates": draw_rates, "adoption": draw_adoption}[options.kind]
    fig, top, below, bottom = draw(lives, options)
    bottom.text(
        0, below, source_line(options, lives), size=SIZE - 2, color="#606060", va="top", transform=bottom.transAxes
    )
    bottom.set_xlabel(
        {"month": "month", "year": "year", "decade": "decade"}[period_number(lives[0].periods[0])[1]],
        size=SIZE,
        loc="right",
        labelpad=1,
    )
    title = wrap(options.title or default_title(options.kind, lives), fig.get_figwidth() + 2, SIZE + 2)
    top.annotate(
        title,
        (0, 1),
        (0, 24 if options.kind == "rates" else 10),
        xycoords="axes fraction",
        textcoords="offset points",
        size=SIZE + 2,
        va="bottom",
        annotation_clip=False,
    )
    return fig


# The command ---------------------------------------------------------------------------


def rank_list(text: str) -> list[int]:
    """An argparse type: ranks with commas between."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise argparse.ArgumentTypeError(f"'{text}' is no list of ranks, such as 3,7")
    return [int(part) for part in parts]


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        prog=program(),
        description="Draw formulations over time from a timeline.csv of Leitwort: periods without documents hatched, "
        "so that they are not taken for silence.",
        epilog="Exit status: 0 drawn, 2 the input or an option is unusable, 3 matplotlib is missing.",
    )
    add = parser.add_argument
    add("input", metavar="INPUT", type=Path, help="timeline.csv")
    add(
        "--kind",
        choices=KINDS,
        default="strips",
        help="strips: share of documents, a row a formulation; rates: the same as curves with 95%% interval; adoption: "
        "different authors so far (default: %(default)s)",
    )
    counts = ", ".join(f"{rows} {kind}" for kind, rows in KINDS.items())
    add("--rows", metavar="N", type=whole_number(1, 500), help=f"formulations to draw at most (default: {counts})")
    add("--rank", metavar="N,…", type=rank_list, help="only the formulations of these ranks")
    add("--match", metavar="TEXT", help="only formulations that contain TEXT, in capitals or small letters")
    add(
        "--scale",
        choices=["auto", "log", "linear"],
        default="auto",
        help="of the colours of strips; auto is log where the shares above 0 span more than a factor of "
        f"{AUTO_LOG_SPAN}, else linear from 0 (default: %(default)s)",
    )
    add_picture_options(parser, "timeline.png", "what is drawn, and the periods")
    return picture_options(parser, arguments)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], parse_arguments, picture))

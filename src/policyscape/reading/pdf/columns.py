"""The order in which the lines of a page are read: columns one after the other, what spans them between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from policyscape.reading.pdf.pages import Segment, TableBox

__all__ = ["Item", "Run", "reading_order"]

Item: TypeAlias = Segment | TableBox
_FEWEST = 3  # lines on each side of a gutter
_NARROWEST = 8.0  # of the size: columns of running text are wider than cells and labels
_HEADING = 1.1  # of the size of the body: from here on a line may head both columns
_MOST_TRIED = 24  # edges that may be those of a column


@dataclass(frozen=True, slots=True)
class Run:
    """Items of one column, from top to bottom, and the edges of the column."""

    items: list[Item]
    left: float
    right: float


def reading_order(items: Sequence[Item], body: float) -> list[Run]:
    """The runs of a page whose body is set in the size ``body``."""
    items = sorted(items, key=lambda item: (item.top, item.x0))
    best: list[list[Item]] = []
    most = 0
    for x in _edges(items):
        bands = _bands(items, x, body)
        found = sum(len(band) for band in bands if _is_parted(band, x, body))
        if found > most:
            best, most, gutter = bands, found, x
    if not most:
        return [_run(items)] if items else []
    runs: list[Run] = []
    for band in best:
        if _is_parted(band, gutter, body):
            left, right = _sides(band, gutter)
            runs += [*reading_order(left, body), *reading_order(right, body)]
        elif band:
            runs.append(_run(band))
    return runs


def _run(items: list[Item]) -> Run:
    return Run(items, min(item.x0 for item in items), max(item.x1 for item in items))


def _edges(items: Sequence[Item]) -> list[float]:
    """Where a column may begin: left edges that several lines share, the leftmost apart."""
    shared = Counter(round(item.x0) for item in items)
    edges = [x for x, count in shared.most_common(_MOST_TRIED) if count >= _FEWEST]
    return sorted(x - 1.0 for x in edges if x > min(shared) + 1)


def _bands(items: Sequence[Item], x: float, body: float) -> list[list[Item]]:
    """Items between those that span the edge ``x``, each of which is a band of its own."""
    bands: list[list[Item]] = [[]]
    spanning = False
    for item in items:
        crosses = item.x0 < x - 1 and item.x1 > x + 1
        if crosses or _heads_both(item, items, x, body):
            if not spanning:
                bands.append([])
            spanning = True
        elif spanning:
            bands.append([])
            spanning = False
        bands[-1].append(item)
    return [band for band in bands if band]


def _heads_both(item: Item, items: Sequence[Item], x: float, body: float) -> bool:
    """Whether a title on one side has nothing beside it on the other."""
    if isinstance(item, TableBox) or item.size < _HEADING * body or item.x0 >= x:
        return False
    beside = [other for other in items if other.x0 >= x and other.top < item.bottom and item.top < other.bottom]
    return not beside


def _is_parted(band: Sequence[Item], x: float, body: float) -> bool:
    """Whether a band is of two columns: lines enough on both sides, as wide as running text is."""
    left, right = _sides(band, x)
    if any(item.x1 > x + 1 for item in left):
        return False
    return all(_is_column(side, body) for side in (left, right))


def _is_column(side: Sequence[Item], body: float) -> bool:
    wide = [item for item in side if item.x1 - item.x0 >= _NARROWEST * body]
    return len(side) >= _FEWEST and len(wide) >= len(side) / 2


def _sides(band: Sequence[Item], x: float) -> tuple[list[Item], list[Item]]:
    return [item for item in band if item.x0 < x - 1], [item for item in band if item.x0 >= x - 1]

"""The order in which the lines of a page are read: columns one after the other, what spans them between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from policyscape.reading.pdf.pages import Box, Segment, TableBox

__all__ = ["REACH", "Item", "Run", "reading_order"]

Item: TypeAlias = Segment | TableBox
REACH = 1.6  # of the size: as near as this to the right edge a line is full
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


@dataclass(eq=False)
class _Framed:
    """What stands in one frame, which is read at once; ``edge`` is the right one of the frame."""

    items: list[Item]
    edge: float

    def __post_init__(self) -> None:
        self.x0, self.top = min(item.x0 for item in self.items), min(item.top for item in self.items)
        self.x1, self.bottom = max(item.x1 for item in self.items), max(item.bottom for item in self.items)


_Placed: TypeAlias = Item | _Framed


def reading_order(
    items: Sequence[Item], body: float, frames: Sequence[Box] = (), right: float | None = None
) -> list[Run]:
    """The runs of a page whose body is set in the size ``body``; what a frame holds is read at once.

    ``right`` is where the page's or frame's text ends; else its widest line tells.
    """
    if right is None:
        right = max((item.x1 for item in items), default=0.0)
    inside: dict[Box | None, list[Item]] = defaultdict(list)
    for item in items:
        inside[_frame(item, frames)].append(item)
    placed: list[_Placed] = [*inside.pop(None, [])]
    placed += [_Framed(held, frame[2]) for frame, held in inside.items() if frame]
    runs: list[Run] = []
    for group in _ordered(placed, body):
        for framed, run in groupby(group, lambda item: isinstance(item, _Framed)):
            if framed:
                boxes = [item for item in run if isinstance(item, _Framed)]
                runs += [one for box in boxes for one in reading_order(box.items, body, (), box.edge)]
            else:
                runs.append(_run([item for item in run if not isinstance(item, _Framed)], right))
    return runs


def _frame(item: Item, frames: Sequence[Box]) -> Box | None:
    """The smallest frame around an item."""
    x, y = (item.x0 + item.x1) / 2, (item.top + item.bottom) / 2
    around = [box for box in frames if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
    return min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)


def _ordered(items: Sequence[_Placed], body: float) -> list[list[_Placed]]:
    """Items parted by the columns they stand in."""
    items = sorted(items, key=lambda item: (item.top, item.x0))
    best: list[list[_Placed]] = []
    most = 0
    for x in _edges(items):
        bands = _bands(items, x, body)
        found = sum(len(band) for band in bands if _is_parted(band, x, body))
        if found > most:
            best, most, gutter = bands, found, x
    if not most:
        return [items] if items else []
    groups: list[list[_Placed]] = []
    for band in best:
        if _is_parted(band, gutter, body):
            left, right = _sides(band, gutter)
            groups += [*_ordered(left, body), *_ordered(right, body)]
        else:
            groups.append(band)
    return groups


def _run(items: list[Item], right: float) -> Run:
    """A run whose right edge is its own where several lines reach it, else the one of the page or frame."""
    own = max(item.x1 for item in items)
    reaching = [item for item in items if isinstance(item, Segment) and own - item.x1 <= REACH * item.size]
    return Run(items, min(item.x0 for item in items), own if len(reaching) >= _FEWEST else max(own, right))


def _edges(items: Sequence[_Placed]) -> list[float]:
    """Where a column may begin: left edges that several lines share, the leftmost apart."""
    shared = Counter(round(item.x0) for item in items)
    edges = [x for x, count in shared.most_common(_MOST_TRIED) if count >= _FEWEST]
    return sorted(x - 1.0 for x in edges if x > min(shared) + 1)


def _bands(items: Sequence[_Placed], x: float, body: float) -> list[list[_Placed]]:
    """Items between those that span the edge ``x``, each of which is a band of its own."""
    bands: list[list[_Placed]] = [[]]
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


def _heads_both(item: _Placed, items: Sequence[_Placed], x: float, body: float) -> bool:
    """Whether a title on one side has nothing beside it on the other."""
    if not isinstance(item, Segment) or item.size < _HEADING * body or item.x0 >= x:
        return False
    beside = [other for other in items if other.x0 >= x and other.top < item.bottom and item.top < other.bottom]
    return not beside


def _is_parted(band: Sequence[_Placed], x: float, body: float) -> bool:
    """Whether a band is of two columns: lines enough on both sides, as wide as running text is."""
    left, right = _sides(band, x)
    if any(item.x1 > x + 1 for item in left):
        return False
    return all(_is_column(side, body) for side in (left, right))


def _is_column(side: Sequence[_Placed], body: float) -> bool:
    wide = [item for item in side if item.x1 - item.x0 >= _NARROWEST * body]
    return len(side) >= _FEWEST and len(wide) >= len(side) / 2


def _sides(band: Sequence[_Placed], x: float) -> tuple[list[_Placed], list[_Placed]]:
    return [item for item in band if item.x0 < x - 1], [item for item in band if item.x0 >= x - 1]

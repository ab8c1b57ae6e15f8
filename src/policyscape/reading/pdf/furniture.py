"""What the pages of a PDF carry beside their text: running heads and page numbers, known by place and repetition."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyscape.reading.lines import ends_sentence
from policyscape.reading.model import NoiseKind
from policyscape.reading.pdf.pages import Leaf, Segment

__all__ = ["Furniture", "body_size", "take_furniture"]

_EDGE_ROWS = 2  # rows at the top and bottom of a page that may be furniture
_SAME_PLACE = 6.0  # points
_LARGEST = 1.12  # of the size of the body; what is larger is a title, however often it stands there
_DIGITS = re.compile(r"[\d０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-–—―\s(（]*(?:p\.?\s?)?[\d０-９]{1,4}(?:\s?[/／]\s?[\d０-９]{1,4})?\s?(?:ページ|頁)?[-–—―\s)）]*", re.I
)


@dataclass
class Furniture:
    """What was taken from each page, with its kind, and the number printed on it; None where none is known."""

    lines: list[list[tuple[NoiseKind, Segment]]] = field(default_factory=list)
    pages: list[int | None] = field(default_factory=list)


def take_furniture(leaves: Sequence[Leaf]) -> Furniture:
    """Take running heads and page numbers out of the pages.

    They repeat at the edge of pages, numbers apart; numbers that count the pages number them, else they count from 1.
    """
    body = body_size(leaves)
    edges = [_edge(leaf, body) for leaf in leaves]
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, segments in enumerate(edges):
        for segment in segments:
            places[_place(segment)].add(number)
    needed = 2 if len(leaves) <= 4 else 3
    repeated = {place for place, pages in places.items() if len(pages) >= needed}
    taken = [
        [s for s in segments if _place(s) in repeated or _is_lone_number(s, leaf)]
        for segments, leaf in zip(edges, leaves, strict=True)
    ]
    shift = _shift(taken)
    furniture = Furniture()
    for number, (leaf, segments) in enumerate(zip(leaves, taken, strict=True)):
        leaf.segments = [segment for segment in leaf.segments if segment not in segments]
        furniture.lines.append([(_kind(segment), segment) for segment in segments])
        furniture.pages.append(number + shift if number + shift >= 1 else None)
    return furniture


def body_size(leaves: Sequence[Leaf]) -> float:
    """The size in which most of the text is set."""
    sizes = Counter(glyph.size for leaf in leaves for glyph in leaf.glyphs)
    return max(sizes, key=lambda size: (sizes[size], size))


def _edge(leaf: Leaf, body: float) -> list[Segment]:
    """The lines in the topmost and lowest rows of a page, as small as furniture is."""
    rows: list[float] = []
    for segment in leaf.segments:
        if not rows or segment.top - rows[-1] > _SAME_PLACE:
            rows.append(segment.top)
    edge = [*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:]]
    return [segment for segment in leaf.segments if _may_repeat(segment, edge, body)]


def _may_repeat(segment: Segment, rows: Sequence[float], body: float) -> bool:
    near = any(0 <= segment.top - row <= _SAME_PLACE for row in rows)
    return near and segment.size <= _LARGEST * body and not ends_sentence(segment.text)


def _place(segment: Segment) -> tuple[str, int]:
    return _DIGITS.sub("#", segment.text), round(segment.top / _SAME_PLACE)


def _is_lone_number(segment: Segment, leaf: Leaf) -> bool:
    """Whether a number stands in the margin at the foot of the page, as far from the text as no line is."""
    above = [other.bottom for other in leaf.segments if other is not segment and other.top < segment.top]
    apart = not above or segment.top - max(above) > 2 * segment.size
    return bool(_PAGE_NUMBER.fullmatch(segment.text)) and segment.top > 0.88 * leaf.height and apart


def _kind(segment: Segment) -> NoiseKind:
    return "page_number" if _PAGE_NUMBER.fullmatch(segment.text) else "running_head"


def _shift(taken: Sequence[Sequence[Segment]]) -> int:
    """What most printed numbers differ by from the count of pages from 0; 1 where fewer than two pages agree."""
    found: Counter[int] = Counter()
    for number, segments in enumerate(taken):
        printed = {int(digits) for segment in segments for digits in _DIGITS.findall(segment.text)}
        found.update({value - number for value in printed})
    alone = len(taken) == 1 and len(found) == 1
    agreed = [shift for shift, count in found.most_common(1) if count >= 2 or alone]
    return agreed[0] if agreed else 1

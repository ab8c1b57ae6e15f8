"""One page of a PDF: its characters as lines where they stand, and its ruled tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mode
from typing import Any, TypeAlias

from pdfplumber.page import Page

from policyscape.reading.lines import joint

__all__ = ["Box", "Glyph", "Leaf", "Segment", "TableBox", "leaf", "segments"]

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right and bottom edge
_SAME_ROW = 0.5  # share of the lower height by which two characters of one line overlap
_GAP = 1.2  # of the size: a wider gap parts two columns or cells
_WORD_GAP = 0.18  # of the size: the blank that a typesetter leaves out between words
# radicals that stand for the whole character, which some typesetters write since both have one glyph in the font
_RADICALS = str.maketrans("⺟⺠⻄⻑⻘⻝⻤⻨⻩⻫⻮⻯⻲⻁⺩⺬⺮⻗ ", "母民西長青食鬼麦黄斉歯竜亀虎王示竹雨　") | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
_LONGEST_MARK = 5  # characters of the raised mark of a note
_RAISED = 0.8  # of the size of the line: such a mark is smaller
_SMALLEST_FRAME = 24.0  # points, of a box around text on each side
_UNTOLD = "(cid:"  # what stands for a character of a font that does not tell it
_BOLD = ("Bold", "Black", "Heavy", "W6", "W7", "W8", "W9")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box, in points from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(eq=False)
class Segment:
    """Characters of one line that stand close together; blanks are put in where words are parted by a gap alone."""

    glyphs: list[Glyph]
    text: str = ""
    set_in: bool = False  # by an ideographic blank

    def __post_init__(self) -> None:
        self._measure()

    def take(self, glyphs: Sequence[Glyph]) -> None:
        """Put further characters into the line, each where it stands."""
        self.glyphs = sorted([*self.glyphs, *glyphs], key=lambda glyph: glyph.x0)
        self.text = "".join(glyph.text for glyph in self.glyphs)
        self._measure()

    def _measure(self) -> None:
        self.x0, self.x1 = self.glyphs[0].x0, max(glyph.x1 for glyph in self.glyphs)
        self.size = mode(glyph.size for glyph in self.glyphs)
        self.top = min(glyph.top for glyph in self.glyphs)
        self.bottom = max(glyph.bottom for glyph in self.glyphs)
        self.bold = all(glyph.bold for glyph in self.glyphs if not glyph.text.isspace())


@dataclass(eq=False)
class TableBox:
    """A ruled table: the lines of each cell of its grid, None where a cell goes on from above or from the left."""

    x0: float
    top: float
    x1: float
    bottom: float
    grid: list[list[int]] = field(default_factory=list)  # the number of the cell at each place
    cells: list[tuple[float, list[Segment]]] = field(default_factory=list)  # right edge and lines of each


@dataclass(eq=False)
class Leaf:
    """What stands on a page; ``frames`` are boxes drawn around text, as on slides."""

    glyphs: list[Glyph]
    segments: list[Segment]
    tables: list[TableBox]
    frames: list[Box]
    height: float

    @property
    def unreadable(self) -> int:
        """How many characters no font tells."""
        return sum(glyph.text == "\ufffd" for glyph in self.glyphs)


def leaf(page: Page) -> Leaf:
    """The lines and tables of a page; turned and invisible characters are left out."""
    glyphs = list(_glyphs(page.chars))
    ruled = [found.cells for found in _tables(page)]
    boxes = [box for cells in ruled if (box := _table(cells, glyphs))]
    frames = [(r["x0"], r["top"], r["x1"], r["bottom"]) for r in page.rects if _is_frame(r)]
    frames += [cell for cells in ruled if not _is_grid(cells) for cell in cells]
    outside = [glyph for glyph in glyphs if not any(_inside(glyph, box) for box in boxes)]
    return Leaf([g for g in glyphs if not g.text.isspace()], segments(outside), boxes, frames, float(page.height))


def _glyphs(chars: Sequence[dict[str, Any]]) -> Iterator[Glyph]:
    """The upright characters, one for each that was set twice at one place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        place = (char["text"], round(char["x0"]), round(char["top"]))
        if char["upright"] and char["text"] and (place not in seen or char["text"].isspace()):
            seen.add(place)
            yield _glyph(char)


def _is_frame(rectangle: dict[str, Any]) -> bool:
    return bool(rectangle["width"] >= _SMALLEST_FRAME and rectangle["height"] >= _SMALLEST_FRAME)


def _glyph(char: dict[str, Any]) -> Glyph:
    text = "\ufffd" if char["text"].startswith(_UNTOLD) else char["text"]
    text = "".join(" " if one in "\t\r\n\f\v" else one for one in text).translate(_RADICALS)
    bold = any(word in char["fontname"] for word in _BOLD)
    return Glyph(text, char["x0"], char["x1"], char["top"], char["bottom"], round(char["size"] * 2) / 2, bold)


def segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The lines of characters, from top to bottom, parted where a gap is wider than a blank."""
    found = [segment for row in _rows(glyphs) for segment in _parted(row)]
    return _with_marks(found)


def _parted(row: list[Glyph]) -> Iterator[Segment]:
    row.sort(key=lambda glyph: glyph.x0)
    start = 0
    seen = [number for number, glyph in enumerate(row) if not glyph.text.isspace()]
    for left, right in pairwise(seen):
        if row[right].x0 - row[left].x1 > _GAP * max(row[left].size, row[right].size) + _blanks(row[left:right]):
            yield _segment(row[start : left + 1])
            start = right
    if seen:
        yield _segment(row[start : seen[-1] + 1])


def _with_marks(found: Sequence[Segment]) -> list[Segment]:
    """The lines with the raised marks that stand in them or at their end, but seem to be of the column beside."""
    lines = [segment for segment in found if len(segment.text) > _LONGEST_MARK]
    kept: list[Segment] = []
    for segment in found:
        hosts = [line for line in lines if segment not in lines and _hosts(line, segment)]
        if hosts:
            max(hosts, key=lambda line: _overlap(line, segment)).take(segment.glyphs)
        else:
            kept.append(segment)
    return kept


def _hosts(line: Segment, mark: Segment) -> bool:
    """Whether a mark is small beside a line, and stands within it or right behind it."""
    near = line.x0 - 1 <= mark.x0 <= line.x1 + _WORD_GAP * 2 * line.size
    return near and mark.size <= _RAISED * line.size and _overlap(line, mark) > 0.2 * (mark.bottom - mark.top)


def _overlap(one: Glyph | Segment, other: Glyph | Segment) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _blanks(row: Sequence[Glyph]) -> float:
    """The width of a blank set on purpose, as behind the number of a chapter."""
    wide = [glyph for glyph in row if glyph.text == "　"]
    return min(len(wide), 2) * wide[0].size if wide else 0.0


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that overlap in height, in the order of rows; a raised note number belongs to its line."""
    rows: list[tuple[Glyph, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (round(glyph.top, 1), glyph.x0)):
        for number in range(len(rows) - 1, max(-1, len(rows) - 5), -1):
            leading, row = rows[number]
            if _overlap(leading, glyph) >= _SAME_ROW * min(leading.bottom - leading.top, glyph.bottom - glyph.top):
                row.append(glyph)
                if glyph.size > leading.size and not glyph.text.isspace():
                    rows[number] = glyph, row
                break
        else:
            rows.append((glyph, [glyph]))
    return [row for _, row in rows]


def _segment(row: Sequence[Glyph]) -> Segment:
    first = next(number for number, glyph in enumerate(row) if not glyph.text.isspace())
    kept: list[Glyph] = []
    for glyph in row[first:]:
        if kept and not glyph.text.isspace() and not kept[-1].text.isspace():
            gap = glyph.x0 - kept[-1].x1
            if gap > _WORD_GAP * glyph.size and joint(kept[-1].text, glyph.text):
                kept.append(Glyph(" ", kept[-1].x1, glyph.x0, glyph.top, glyph.bottom, glyph.size, glyph.bold))
        kept.append(glyph)
    return Segment(kept, "".join(glyph.text for glyph in kept), set_in=any(g.text == "　" for g in row[:first]))


def _tables(page: Page) -> list[Any]:
    return page.find_tables() if page.edges else []


def _is_grid(cells: Sequence[Box]) -> bool:
    """Whether ruled cells are a table: two rows and two columns at least."""
    return all(len({round(cell[side]) for cell in cells}) > 1 for side in (0, 1))


def _table(cells: Sequence[Box], glyphs: Sequence[Glyph]) -> TableBox | None:
    """The table of ruled cells; None where it is a mere frame around text, or empty."""
    if not _is_grid(cells):
        return None
    lefts, tops = sorted({round(cell[0]) for cell in cells}), sorted({round(cell[1]) for cell in cells})
    grid = [[_covering(cells, x, y) for x in lefts] for y in tops]
    box = TableBox(
        min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells), grid
    )
    inside = [glyph for glyph in glyphs if _inside(glyph, box)]
    for x0, top, x1, bottom in cells:
        own = [g for g in inside if x0 <= (g.x0 + g.x1) / 2 < x1 and top <= (g.top + g.bottom) / 2 < bottom]
        box.cells.append((x1, segments(own)))
    return box if any(lines for _, lines in box.cells) else None


def _covering(cells: Sequence[Box], x: int, y: int) -> int:
    """The number of the cell that covers the place right and below a corner of the grid, -1 where there is none."""
    for number, (x0, top, x1, bottom) in enumerate(cells):
        if x0 - 1 <= x < x1 - 1.5 and top - 1 <= y < bottom - 1.5:
            return number
    return -1


def _inside(glyph: Glyph, box: TableBox) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box.x0 <= x < box.x1 and box.top <= y < box.bottom

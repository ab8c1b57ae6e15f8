"""The lines of all pages become blocks: what opens one, and what goes on with it across columns and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policyscape.reading.lines import continues, ends_sentence, joint
from policyscape.reading.model import BlockKind
from policyscape.reading.pdf.columns import Run, reading_order
from policyscape.reading.pdf.furniture import Furniture, body_size
from policyscape.reading.pdf.notes import begins_note, marked, numbers, take_notes
from policyscape.reading.pdf.pages import Leaf, Segment, TableBox
from policyscape.reading.pdf.titles import Titles
from policyscape.reading.sheet import Piece, Sheet, SheetCell, plain
from policyscape.reading.wording import BULLET, CAPTION, COUNTED, split_bullet

__all__ = ["write_pages"]

_REACH = 1.6  # of the size: as near as this to the right edge a line is full
_INDENT = 0.6  # of the size: set in by so much, a line begins a paragraph
_APART = 1.3  # of the usual distance of lines: farther apart, they are two paragraphs
_USUAL_PITCH = 1.5  # of the size, where no two lines tell
_TAIL = 8  # pieces of a block that tell how it ends
_LONGEST_SHORT = 8.0  # of the size: shorter lines of a cell stand for themselves


@dataclass
class _Open:
    """The block that the next line may go on with, its last line, and the edges of its column."""

    kind: BlockKind
    level: int
    last: Segment
    run: Run
    pieces: list[Piece] = field(default_factory=list)
    turns: list[tuple[int, int]] = field(default_factory=list)

    @property
    def tail(self) -> str:
        return plain(self.pieces[-_TAIL:])

    @property
    def is_full(self) -> bool:
        """Whether the last line reaches the right edge of its column."""
        return self.last.x1 >= self.run.right - _REACH * self.last.size

    @property
    def is_cut(self) -> bool:
        """Whether it stops in the middle of a sentence at the edge of its column."""
        return self.kind in ("paragraph", "list_item") and self.is_full and not ends_sentence(self.tail)

    def add(self, pieces: Sequence[Piece], line: Segment, run: Run, page: int | None) -> None:
        """Go on with a line."""
        if self.pieces:
            self.pieces.append((joint(self.tail, plain(pieces)), None))
        if page is not None and (not self.turns or self.turns[-1][1] != page):
            self.turns.append((sum(len(text) for text, _ in self.pieces), page))
        self.pieces += pieces
        self.last, self.run = line, run


def write_pages(leaves: Sequence[Leaf], furniture: Furniture) -> Sheet:
    """The text of the pages, block after block."""
    writer = _Writer(leaves, furniture)
    for number in range(len(leaves)):
        writer.write(number)
    writer.close()
    return writer.sheet


class _Writer:
    def __init__(self, leaves: Sequence[Leaf], furniture: Furniture) -> None:
        self.sheet = Sheet()
        self._leaves, self._furniture = leaves, furniture
        self._body = body_size(leaves)
        self._orders = [reading_order([*leaf.segments, *leaf.tables], self._body, leaf.frames) for leaf in leaves]
        self._notes = [[take_notes(run, self._body) for run in runs] for runs in self._orders]
        runs = [run for runs in self._orders for run in runs]
        self._titles = Titles([[item for item in run.items if isinstance(item, Segment)] for run in runs], self._body)
        self._pitch = _usual_pitch(runs)
        self._open: _Open | None = None
        self._waiting: list[Callable[[], None]] = []  # what stands between the parts of a block that a page cuts

    def write(self, number: int) -> None:
        """Write a page."""
        page = self._furniture.pages[number]
        for kind, segment in self._furniture.lines[number]:
            self._aside(lambda kind=kind, text=segment.text: self.sheet.noise(kind, text))  # type: ignore[misc]
        marks = frozenset[str]().union(*map(numbers, self._notes[number]))
        for run, notes in zip(self._orders[number], self._notes[number], strict=True):
            for item in run.items:
                if isinstance(item, TableBox):
                    self._aside(lambda box=item: self.sheet.table(_rows(box), page))  # type: ignore[misc]
                else:
                    self._line(item, run, page, marks)
            self._write_notes(notes, page)

    def close(self) -> None:
        """Write the open block and what waits for its end."""
        if self._open is not None:
            block, self._open = self._open, None
            bullet, rest = split_bullet(block.pieces) if block.kind == "list_item" else ([], block.pieces)
            self.sheet.block(block.kind, [*bullet, *rest], block.level, block.turns)
        waiting, self._waiting = self._waiting, []
        for write in waiting:
            write()

    def _aside(self, write: Callable[[], None]) -> None:
        """Write something that is no part of the flow, behind the open block if that may go on."""
        if self._open is not None and self._open.is_cut:
            self._waiting.append(write)
        else:
            self.close()
            write()

    def _line(self, line: Segment, run: Run, page: int | None, marks: frozenset[str]) -> None:
        kind, level = self._opens(line)
        pieces = marked(line, marks)
        if self._open is None or not self._goes_on(self._open, line, run, kind, level):
            self.close()
            self._open = _Open(kind, level, line, run)
        self._open.add(pieces, line, run, page)

    def _opens(self, line: Segment) -> tuple[BlockKind, int]:
        """The kind and level of the block that a line begins if it begins one."""
        if level := self._titles.level(line):
            return "heading", level
        if CAPTION.match(line.text) and not ends_sentence(line.text):
            return "caption", 0
        return ("list_item", 1) if _is_item(line) else ("paragraph", 0)

    def _goes_on(self, block: _Open, line: Segment, run: Run, kind: BlockKind, level: int) -> bool:
        """Whether a line goes on with the open block."""
        before = block.tail
        if kind == "heading" or block.kind == "heading":
            alike = (kind, level, run) == (block.kind, block.level, block.run) and line.size == block.last.size
            return (
                alike
                and not self._is_apart(block.last, line)
                and (block.is_full or continues(before, line.text, False))
            )
        if kind == "caption" or _is_item(line) or (line.set_in and ends_sentence(before)):
            return False
        if run is not block.run:
            return block.is_cut and not _is_indented(line, run) and abs(line.size - block.last.size) < 1
        if not _is_below(block.last, line):
            return False
        if self._is_apart(block.last, line) or block.kind == "caption":
            return block.is_full and not ends_sentence(before) and continues(before, line.text, full=True)
        if block.kind == "paragraph" and line.x0 > block.last.x0 + _INDENT * line.size:
            return False
        return block.is_full or continues(before, line.text, full=False)

    def _is_apart(self, before: Segment, line: Segment) -> bool:
        """Whether two lines of a column are farther apart than lines of one paragraph."""
        return (line.bottom - before.bottom) / max(before.size, line.size) > _APART * self._pitch

    def _write_notes(self, notes: Sequence[Segment], page: int | None) -> None:
        """The notes of a column; each goes on to the next mark."""
        note: list[Piece] = []
        for line in notes:
            if begins_note(line) and note:
                self._aside(lambda done=tuple(note): self._note(done, page))  # type: ignore[misc]
                note = []
            note += [(joint(plain(note[-_TAIL:]), line.text), None), (line.text, None)]
        if note:
            self._aside(lambda done=tuple(note): self._note(done, page))  # type: ignore[misc]

    def _note(self, pieces: Sequence[Piece], page: int | None) -> None:
        self.sheet.block("footnote", pieces, turns=[(0, page)] if page is not None else ())


def _is_below(before: Segment, line: Segment) -> bool:
    """Whether a line stands below the one before, not beside it in another box."""
    return line.bottom > before.bottom + 0.3 * line.size and line.x0 < before.x1 and before.x0 < line.x1


def _is_item(line: Segment) -> bool:
    return bool(BULLET.match(line.text) or COUNTED.match(line.text))


def _is_indented(line: Segment, run: Run) -> bool:
    return line.set_in or line.x0 > run.left + _INDENT * line.size


def _usual_pitch(runs: Sequence[Run]) -> float:
    """The distance of two lines that is most usual, in sizes of the line."""
    found: Counter[float] = Counter()
    for run in runs:
        lines = [item for item in run.items if isinstance(item, Segment)]
        for before, line in pairwise(lines):
            if before.size == line.size and line.bottom > before.bottom:
                found[round((line.bottom - before.bottom) / line.size, 1)] += 1
    return max(found, key=lambda pitch: (found[pitch], -pitch)) if found else _USUAL_PITCH


def _rows(box: TableBox) -> list[list[SheetCell]]:
    """The rows of a ruled table; the first one names the columns."""
    cells: dict[int, SheetCell] = {}
    rows: list[list[SheetCell]] = []
    for number, places in enumerate(box.grid):
        row: list[SheetCell] = []
        for place in places:
            if place < 0:
                row.append(SheetCell(header=number == 0))
                continue
            if place not in cells:
                cells[place] = SheetCell(_cell_lines(*box.cells[place]), header=number == 0)
            row.append(cells[place])
        rows.append(row)
    return rows


def _cell_lines(right: float, lines: Sequence[Segment]) -> list[list[Piece]]:
    """The lines of a cell, those joined that its right edge broke."""
    joined: list[list[Piece]] = []
    before: Segment | None = None
    for line in lines:
        full = before is not None and before.x1 >= right - _REACH * before.size
        if before is not None and not _is_item(line) and _goes_on_in_cell(before, line, full):
            joined[-1] += [(joint(before.text, line.text), None), (line.text, None)]
        else:
            joined.append([(line.text, None)])
        before = line
    return joined


def _goes_on_in_cell(before: Segment, line: Segment, full: bool) -> bool:
    long = before.x1 - before.x0 >= _LONGEST_SHORT * before.size
    if abs(line.top - before.top) < 0.5 * line.size:
        return True
    return continues(before.text, line.text, full) or (full and long and not ends_sentence(before.text))

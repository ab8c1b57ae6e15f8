"""The text of a file that is no text, in the making: block after block and noise between them, each a line of its own.

It is made of the file alone by a named version of a library, so that the same file gives the same text, in which the
offsets of evidence count; the hash of the text tells whether another version does so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from policyscape.reading.build import CellDraft, Draft, Marks, build
from policyscape.reading.model import BlockKind, Document, NoiseKind

__all__ = ["Piece", "Sheet", "SheetCell", "plain"]

Piece: TypeAlias = tuple[str, NoiseKind | None]  # a stretch of text, and the noise it is if it is any


def plain(pieces: Sequence[Piece]) -> str:
    """The words of pieces, noise left out."""
    return "".join(text for text, noise in pieces if noise is None)


@dataclass(eq=False)
class SheetCell:
    """A cell of a table: its lines, each of pieces, and how many columns and rows it spans."""

    lines: list[list[Piece]] = field(default_factory=list)
    header: bool = False
    columns: int = 1
    rows: int = 1


class Sheet:
    """Collects blocks and noise in reading order."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._noise: list[tuple[NoiseKind, int, int]] = []
        self._drafts: list[Draft] = []
        self._pages: list[tuple[int, int]] = []

    def noise(self, kind: NoiseKind, text: str) -> None:
        """A line that belongs to no block."""
        self._write([(text, kind)])
        self._write([("\n", None)])

    def block(
        self, kind: BlockKind, pieces: Sequence[Piece], level: int = 0, turns: Sequence[tuple[int, int]] = ()
    ) -> None:
        """A block other than a table; ``turns`` are the pages it stands on, each with the characters before it."""
        for before, page in turns:
            self._turn(self._length + before, page)
        draft = Draft(kind, level=level, page=turns[0][1] if turns else None)
        draft.add(*self._write(pieces))
        self._drafts.append(draft)
        self._write([("\n", None)])

    def table(self, rows: Sequence[Sequence[SheetCell]], page: int | None = None) -> None:
        """A table, all its rows as long as each other; the cell that spans several places stands in each of them."""
        if page is not None:
            self._turn(self._length, page)
        written: dict[int, CellDraft] = {}
        drafts: list[list[CellDraft]] = []
        for row in rows:
            drafts.append([self._cell(cell, written) for cell in row])
            self._write([("\n", None)])
        if drafts:
            self._drafts.append(Draft("table", page=page, rows=drafts))

    def _turn(self, offset: int, page: int) -> None:
        if not self._pages or self._pages[-1][1] != page:
            self._pages.append((offset, page))

    def _cell(self, cell: SheetCell, written: dict[int, CellDraft]) -> CellDraft:
        if known := written.get(id(cell)):
            return CellDraft(known.runs, known.stop, known.header, repeated=True)
        draft = CellDraft([], 0, cell.header)
        for line in cell.lines:
            if draft.runs:
                self._write([("\n", None)])
            draft.runs.append((*self._write(line), "\n" if draft.runs else ""))
        draft.stop, _ = self._write([("\t", None)])
        written[id(cell)] = draft
        return draft

    def _write(self, pieces: Sequence[Piece]) -> tuple[int, int]:
        start = self._length
        for text, noise in pieces:
            if noise is not None:
                self._noise.append((noise, self._length, self._length + len(text)))
            self._texts.append(text)
            self._length += len(text)
        return start, self._length

    def document(self, name: str, sha256: str, reader: str) -> Document:
        """The finished document; ``sha256`` is the hash of the file."""
        marks = Marks("".join(self._texts))
        for kind, start, end in self._noise:
            marks.set(kind, start, end)
        return build(name, sha256, marks, self._drafts, reader, tuple(self._pages))

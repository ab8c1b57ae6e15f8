"""Drafts of blocks become the document: offsets, headings above, and a name for every character left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from policyscape.reading.model import Block, BlockKind, Cell, Document, Noise, NoiseKind

__all__ = ["CellDraft", "Draft", "Marks", "build", "partition"]

_KINDS: tuple[NoiseKind, ...] = (
    "running_head", "vertical_title", "page_number", "footnote_mark", "markup", "blank", "line_break", "replacement",
)  # fmt: skip
_CODE = {kind: code for code, kind in enumerate(_KINDS, start=1)}
_OWNED = 255
Runs: TypeAlias = list[tuple[int, int, str]]  # start, end, and what joins this run to the one before


class Marks:
    """One byte for each character of a text: 0, the code of a kind of noise, or that a block owns it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._codes = bytearray(len(text))
        position = text.find("\ufffd")
        while position >= 0:
            self.set("replacement", position, position + 1)
            position = text.find("\ufffd", position + 1)

    def set(self, kind: NoiseKind, start: int, end: int) -> None:
        """Name the characters from ``start`` to ``end`` as noise."""
        self._codes[start:end] = bytes([_CODE[kind]]) * (end - start)

    def free(self, offset: int) -> bool:
        """Whether the character at ``offset`` is not noise."""
        return self._codes[offset] in (0, _OWNED)

    def own(self, offsets: Iterable[int]) -> None:
        """Give the characters to a block."""
        for offset in offsets:
            self._codes[offset] = _OWNED

    def noise(self) -> Iterator[Noise]:
        """The noise in order; characters nobody named are line breaks and blanks."""
        start = 0
        for kind, run in groupby(range(len(self.text)), self._kind):
            end = start + sum(1 for _ in run)
            if kind is not None:
                yield Noise(kind, start, end)
            start = end

    def _kind(self, offset: int) -> NoiseKind | None:
        code = self._codes[offset]
        if code == _OWNED:
            return None
        if code:
            return _KINDS[code - 1]
        char = self.text[offset]
        return "line_break" if char in "\r\n\f" else "blank" if char.isspace() else "markup"


@dataclass(slots=True)
class CellDraft:
    """A cell in the making: its runs, and the offset of the tab, space or line feed that ends it.

    ``repeated`` says that it only repeats a cell that spans several rows or columns.
    """

    runs: Runs
    stop: int
    header: bool = False
    repeated: bool = False


@dataclass(slots=True)
class Draft:
    """A block in the making.

    ``order`` puts it elsewhere in the reading order than where it stands; ``apart`` says that the headings before it
    are not above it, as on a new slide.
    """

    kind: BlockKind
    runs: Runs = field(default_factory=list)
    level: int = 0
    page: int | None = None
    rows: list[list[CellDraft]] = field(default_factory=list)
    order: int | None = None
    apart: bool = False

    @property
    def position(self) -> int:
        """Where it belongs in the reading order."""
        if self.order is not None:
            return self.order
        return self.runs[0][0] if self.runs else self.rows[0][0].stop

    def add(self, start: int, end: int, joint: str = "") -> None:
        """Append a run of the original, joined to the one before by ``joint``."""
        self.runs.append((start, end, joint))


def build(
    name: str,
    sha256: str,
    marks: Marks,
    drafts: Iterable[Draft],
    reader: str = "",
    pages: tuple[tuple[int, int], ...] = (),
) -> Document:
    """The document of ``drafts``, in reading order; drafts whose characters are all noise or blank vanish."""
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    for draft in sorted(drafts, key=lambda draft: draft.position):
        cells = [[_cell(marks, cell) for cell in row] for row in draft.rows]
        text, offsets = _table(cells, draft.rows) if cells else _flow(marks, draft.runs)
        if not text.strip():
            continue
        if draft.apart:
            path.clear()
        if draft.kind == "heading":
            while path and path[-1][0] >= draft.level:
                path.pop()
        above = tuple(title for _, title in path)
        rows = tuple(tuple(row) for row in cells)
        blocks.append(Block(draft.kind, text, offsets, draft.level, draft.page, above, rows))
        marks.own(offsets)
        if draft.kind == "heading":
            path.append((draft.level, text))
    return Document(name, marks.text, sha256, tuple(blocks), tuple(marks.noise()), reader, pages)


def _flow(marks: Marks, runs: Runs) -> tuple[str, tuple[int, ...]]:
    """Text and offsets of runs joined, noise and surrounding white space left out."""
    chars: list[str] = []
    offsets: list[int] = []
    for start, end, joint in runs:
        kept = [offset for offset in range(start, end) if marks.free(offset)]
        if joint and chars and kept and offsets[-1] + 1 < kept[0]:
            chars.append(joint)
            offsets.append(_seam(marks, offsets[-1] + 1, kept[0]))
        chars += [marks.text[offset] for offset in kept]
        offsets += kept
    first, last = 0, len(chars)
    while first < last and chars[first].isspace():
        first += 1
    while last > first and chars[last - 1].isspace():
        last -= 1
    return "".join(chars[first:last]), tuple(offsets[first:last])


def _seam(marks: Marks, start: int, end: int) -> int:
    """Which character between two runs the joining one stands for: the first blank that is no noise, else the first."""
    near = range(start, min(end, start + 20))
    return next((offset for offset in near if marks.free(offset) and marks.text[offset].isspace()), start)


def _cell(marks: Marks, draft: CellDraft) -> Cell:
    text, offsets = _flow(marks, draft.runs)
    return Cell(text, offsets, draft.header)


def _table(cells: list[list[Cell]], drafts: list[list[CellDraft]]) -> tuple[str, tuple[int, ...]]:
    """All cells as one text: tabs between cells and line feeds between rows, standing where each cell stops."""
    chars: list[str] = []
    offsets: list[int] = []
    for row, row_drafts in zip(cells, drafts, strict=True):
        own = [number for number, draft in enumerate(row_drafts) if not draft.repeated]
        for number, (cell, draft) in enumerate(zip(row, row_drafts, strict=True)):
            if draft.repeated:  # its characters stand in the table once
                continue
            chars += cell.text
            offsets += cell.offsets
            chars.append("\n" if number == own[-1] else "\t")
            offsets.append(draft.stop)
    return "".join(chars[:-1]), tuple(offsets[:-1])


def partition(document: Document) -> list[tuple[int, int, str]]:
    """Who owns each stretch of the original: (start, end, ``block <n>`` or the kind of noise), without gap or overlap.

    Raises ValueError at the first character that has no owner or two; so its return is the proof of the rule.
    """
    owners: list[str] = [""] * len(document.text)
    claims = [(f"block {number}", block.offsets) for number, block in enumerate(document.blocks)]
    claims += [(noise.kind, tuple(range(noise.start, noise.end))) for noise in document.noise]
    for owner, offsets in claims:
        for offset in offsets:
            if owners[offset]:
                raise ValueError(f"character {offset} of {document.id} belongs to {owners[offset]} and to {owner}")
            owners[offset] = owner
    if "" in owners:
        raise ValueError(f"character {owners.index('')} of {document.id} belongs to nothing")
    stretches: list[tuple[int, int, str]] = []
    start = 0
    for owner, run in groupby(owners):
        end = start + sum(1 for _ in run)
        stretches.append((start, end, owner))
        start = end
    return stretches

"""What reading makes of a file: blocks of text that know where each of their characters stands in the original."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from policyscape.records import Span

__all__ = ["Block", "BlockKind", "Cell", "Document", "Noise", "NoiseKind"]

BlockKind: TypeAlias = Literal["heading", "paragraph", "list_item", "table", "caption", "footnote", "page_mark"]
NoiseKind: TypeAlias = Literal[
    "running_head", "vertical_title", "page_number", "footnote_mark", "markup", "blank", "line_break", "replacement"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``offsets`` as in Block."""

    text: str
    offsets: tuple[int, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document in reading order.

    ``text`` is the block with broken lines joined and interruptions left out; ``offsets[i]`` is the position in the
    original of ``text[i]``, strictly increasing, also where a joining space stands for a line break. A table has
    ``rows`` of cells, and as ``text`` its cells joined by tabs and line feeds. ``level`` is the level of a heading or
    the depth of a list item. ``headings`` are the texts of the headings above, outermost first.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    level: int = 0
    page: int | None = None
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span in the original that encloses ``text[start:end]`` (which must not be empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Noise:
    """Characters of the original that belong to no block, and why."""

    kind: NoiseKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: every character of ``text`` stands in exactly one block or in one piece of noise.

    ``sha256`` is the hash of the file. ``text`` is the file's own text, or else the one that ``reader`` (the library
    and its version) made of it, whose hash tells whether another version makes the same. ``pages`` are the offsets
    where pages begin, with their numbers, where the reader knows them to the character.
    """

    id: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    noise: tuple[Noise, ...] = field(default=())
    reader: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    _breaks: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        breaks = tuple(match.start() for match in re.finditer("\n", self.text))
        object.__setattr__(self, "_breaks", breaks)

    @property
    def text_sha256(self) -> str:
        """The hash of a text that was made of the file, empty where the file is the text."""
        return hashlib.sha256(self.text.encode()).hexdigest() if self.reader else ""

    def page(self, block: Block, offset: int) -> int | None:
        """The page on which the character at ``offset`` of a block stands, None where the document does not say."""
        number = bisect_right(self.pages, offset, key=lambda page: page[0])
        return self.pages[number - 1][1] if number else block.page

    def line(self, offset: int) -> int:
        """The line of the original, counted from 1, in which the character at ``offset`` stands."""
        return bisect_left(self._breaks, offset) + 1

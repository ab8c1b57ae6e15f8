"""The words at a place of a document, as reading joined them: without line breaks, running heads and footnote marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policyscape.reading.model import Block, Document

__all__ = ["Passages"]


@dataclass
class Passages:
    """Looks up the words of spans of one document."""

    document: Document

    def words(self, start: int, end: int) -> str:
        """The words of ``text[start:end]``, out of the block they begin in.

        A span that runs on into further blocks gives the words of all of them, one space between; empty where the
        span holds no character of any block.
        """
        blocks = list(self._blocks(start, end))
        if blocks and self._holds(blocks[0], end - 1):
            blocks = blocks[:1]
        return " ".join(_cut(block, start, end) for block in blocks)

    @cached_property
    def _owner(self) -> list[int]:
        """For each character of the text the number of its block, -1 for noise."""
        owner = [-1] * len(self.document.text)
        for number, block in enumerate(self.document.blocks):
            for offset in block.offsets:
                owner[offset] = number
        return owner

    def _blocks(self, start: int, end: int) -> Iterator[Block]:
        for number in dict.fromkeys(self._owner[start:end]):
            if number >= 0:
                yield self.document.blocks[number]

    @staticmethod
    def _holds(block: Block, offset: int) -> bool:
        place = bisect_left(block.offsets, offset)
        return place < len(block.offsets) and block.offsets[place] == offset


def _cut(block: Block, start: int, end: int) -> str:
    return block.text[bisect_left(block.offsets, start) : bisect_left(block.offsets, end)]

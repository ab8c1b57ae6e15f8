"""Coverage: which blocks of a document gave a fact and which gave none, by section, figure and table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from policyscape.reading.model import Block, Document
from policyscape.records import Evidence, Fact

__all__ = ["Coverage", "Figure", "Gap", "Share", "coverage"]

_NUMBER = re.compile(r"(?:図表|図|表|Figure|Table)\s?[\dA-Z０-９]+(?:[-－.][\d０-９]+)*")
_PROSE = 80  # characters from which a paragraph of sentences goes on after a figure
_PASSED = ("page_mark", "footnote")


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a section, or of the whole document, gave facts."""

    name: str
    line: int
    blocks: int
    covered_blocks: int
    characters: int
    covered_characters: int
    facts: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A block that gave no fact."""

    line: int
    block: Block


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, table or slide: the number its caption gives it, None without one, and the facts read inside."""

    kind: Literal["figure", "table", "section"]
    number: str | None
    line: int
    blocks: int
    facts: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one document; a document without figures and tables has its sections (slides) as figures."""

    document: str
    whole: Share
    sections: tuple[Share, ...]
    gaps: tuple[Gap, ...]
    figures: tuple[Figure, ...]


def coverage(document: Document, facts: Iterable[Fact]) -> Coverage:
    """What the facts (without mentions) of a document cover of it; a block counts when evidence lies in it."""
    found = _Found(document, [fact for fact in facts if not fact.is_mention])
    blocks = [block for block in document.blocks if block.offsets and block.kind != "page_mark"]
    grouped = groupby(blocks, lambda block: (block.text,) if block.kind == "heading" else block.headings[-1:])
    sections = tuple(found.share("".join(name), list(group)) for name, group in grouped)
    figures = tuple(found.figure(group) for group in _figures(blocks))
    slides = tuple(Figure("section", None, part.line, part.blocks, part.facts) for part in sections)
    gaps = tuple(Gap(document.line(block.offsets[0]), block) for block in blocks if not found.covers(block))
    return Coverage(document.id, found.share("", blocks), sections, gaps, figures or slides)


class _Found:
    """Where evidence lies in a document."""

    def __init__(self, document: Document, facts: Sequence[Fact]) -> None:
        self._document = document
        self._covered = bytearray(len(document.text))
        self._starts: list[tuple[int, str]] = []
        for fact in facts:
            for evidence in fact.evidence:
                self._note(evidence, fact.id)

    def _note(self, evidence: Evidence, fact: str) -> None:
        self._covered[evidence.start : evidence.end] = b"\1" * (evidence.end - evidence.start)
        self._starts.append((evidence.start, fact))

    def covers(self, block: Block) -> bool:
        return any(self._covered[offset] for offset in block.offsets)

    def facts(self, blocks: Iterable[Block]) -> int:
        """The number of facts whose evidence begins in one of the blocks."""
        offsets = {offset for block in blocks for offset in block.offsets}
        return len({fact for start, fact in self._starts if start in offsets})

    def share(self, name: str, blocks: Sequence[Block]) -> Share:
        offsets = [offset for block in blocks for offset in block.offsets]
        return Share(
            name,
            self._document.line(offsets[0]) if offsets else 1,
            len(blocks),
            sum(map(self.covers, blocks)),
            len(offsets),
            sum(self._covered[offset] for offset in offsets),
            self.facts(blocks),
        )

    def figure(self, blocks: Sequence[Block]) -> Figure:
        number = _NUMBER.match(blocks[0].text)
        return Figure(
            "figure" if number else "table",
            number[0] if number else None,
            self._document.line(blocks[0].offsets[0]),
            len(blocks),
            self.facts(blocks),
        )


def _figures(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of each figure, its caption first, and of each table that stands under no caption."""
    figure: list[Block] = []
    for block in blocks:
        if _is_caption(block):
            if figure:
                yield figure
            figure = [block]
        elif figure and block.kind not in _PASSED:
            if _ends_figure(block):
                yield figure
                figure = []
            else:
                figure.append(block)
        elif block.kind == "table":
            yield [block]
    if figure:
        yield figure


def _is_caption(block: Block) -> bool:
    """Whether a block is a caption, or a line that is numbered like one where the format has no captions."""
    numbered = block.kind == "paragraph" and "。" not in block.text and len(block.text) < _PROSE
    return block.kind == "caption" or (numbered and bool(_NUMBER.match(block.text)))


def _ends_figure(block: Block) -> bool:
    return block.kind == "heading" or (block.kind == "paragraph" and len(block.text) >= _PROSE and "。" in block.text)

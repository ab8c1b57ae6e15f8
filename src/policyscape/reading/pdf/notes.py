"""Footnotes of a page: small lines at the foot of a column that begin with a mark, and the raised marks in the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyscape.reading.pdf.columns import Run
from policyscape.reading.pdf.pages import Segment
from policyscape.reading.sheet import Piece

__all__ = ["MARK", "marked", "numbers", "take_notes"]

_SMALL = 0.93  # of the size of the body: notes are set smaller
_RAISED = 0.8  # of the size of the line: the mark of a note is smaller still
MARK = re.compile(
    r"(?:[（(]?(?:注|※|\*|＊|†)\s?[\d０-９]{0,3}[)）]?|[\d０-９]{1,3}(?:[)）.．]|(?![\d０-９,，年月日億兆万千百円件人社%％])))"
    r"[\s　]*(?=\S)"
)
_NUMBER = re.compile(r"[\d０-９]{1,3}")


def take_notes(run: Run, body: float) -> list[Segment]:
    """Take the lines of the notes at the foot of a column out of its run."""
    first = len(run.items)
    for index in range(len(run.items) - 1, -1, -1):
        item = run.items[index]
        if not isinstance(item, Segment) or item.size > _SMALL * body:
            break
        if begins_note(item):
            first = index
    notes = [item for item in run.items[first:] if isinstance(item, Segment)]
    del run.items[first:]
    return notes


def begins_note(line: Segment) -> bool:
    """Whether a line begins with the mark of a note."""
    return bool(MARK.match(line.text))


def numbers(notes: Sequence[Segment]) -> frozenset[str]:
    """The numbers of the notes among these lines."""
    marks = (MARK.match(line.text) for line in notes)
    found = (_NUMBER.search(mark[0]) for mark in marks if mark)
    return frozenset(number[0] for number in found if number)


def marked(line: Segment, notes: frozenset[str]) -> list[Piece]:
    """The words of a line, raised marks of the notes of its page as noise; characters no font tells are noise too."""
    pieces: list[Piece] = []
    for glyph in line.glyphs:
        raised = glyph.size <= _RAISED * line.size and glyph.bottom < line.bottom - 1
        pieces.append((glyph.text, "footnote_mark" if raised else None))
    joined: list[Piece] = []
    for text, noise in pieces:
        if joined and joined[-1][1] == noise:
            joined[-1] = joined[-1][0] + text, noise
        else:
            joined.append((text, noise))
    return [(text, noise if noise is None or _names(text, notes) else None) for text, noise in joined]


def _names(text: str, notes: frozenset[str]) -> bool:
    """Whether raised characters name notes of the page: 2, 注2, 2,3."""
    found = _NUMBER.findall(text)
    return bool(found) and notes.issuperset(found)

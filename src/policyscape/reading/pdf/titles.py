"""Titles in a PDF: lines set larger or bolder than the body, or numbered, and how deep they stand."""

from __future__ import annotations

from collections.abc import Sequence

from policyscape.reading.lines import Line, ends_sentence, width
from policyscape.reading.numbered import numbered_titles
from policyscape.reading.pdf.pages import Segment

__all__ = ["Titles"]

_LARGER = 1.1  # of the size of the body
_WIDEST = 120  # columns
_DEEPEST = 6
_COMMON = 0.3  # share of the text from which bold is no distinction


class Titles:
    """The levels of the titles among the lines of all columns, given in reading order."""

    def __init__(self, runs: Sequence[Sequence[Segment]], body: float) -> None:
        lines = [line for run in runs for line in run]
        larger = [line for line in lines if line.size >= _LARGER * body and _fits(line)]
        sizes = sorted({line.size for line in larger}, reverse=True)
        self._levels = {line: min(_DEEPEST, sizes.index(line.size) + 1) for line in larger}
        deeper = min(_DEEPEST, len(sizes) + 1)
        bold = [line for line in lines if line.bold and line not in self._levels and _fits(line)]
        if sum(len(line.text) for line in bold) < _COMMON * sum(len(line.text) for line in lines):
            self._levels |= dict.fromkeys(bold, deeper)
        self._add_numbered(runs, deeper - 1)

    def level(self, line: Segment) -> int:
        """The level of the title that a line is, 0 where it is none."""
        return self._levels.get(line, 0)

    def _add_numbered(self, runs: Sequence[Sequence[Segment]], above: int) -> None:
        """The titles that only their numbers tell; where others stand out by their type, they are lists."""
        if self._levels and above != 1:
            return
        flat = [line for run in runs for line in run if line not in self._levels]
        found = numbered_titles([Line(line.text, 0, len(line.text), 0) for line in flat])
        for index, level in found.items():
            self._levels[flat[index]] = min(_DEEPEST, level + above)


def _fits(line: Segment) -> bool:
    return width(line.text) <= _WIDEST and not ends_sentence(line.text)

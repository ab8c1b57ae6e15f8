"""Titles in a text that has lost its heading marks: short lines alone, above a list, a table or a paragraph."""

from __future__ import annotations

import re

from policyscape.reading.lines import Line, ends_sentence, width

__all__ = ["title_levels"]

_WIDEST = 80
_TINY = 20
_MARK = re.compile(r"[-*+•・]\s")
_SHAPES = (
    re.compile(r"[<＜].+[>＞]$"),
    re.compile(r"【.+】$"),
    re.compile(r"[（(]参考[）)]"),
    re.compile(r"\S+ \S.{4}"),
)
_UNFIT = re.compile(r"[、，]$|^[-*+|>※★●■「『]|^\d[\d.,]*\S{0,3}$|^[・•✓]|\t")
_TOP_SHAPE = 2  # an aside begins a part of its own
_AT_ONCE = 2  # titles one below the other, at most


def title_levels(lines: list[Line]) -> dict[int, int]:
    """Index of the line to level of each title.

    Titles one below the other go one level deeper each. Any other title has the level of the first title of its shape
    (in angle brackets, in square brackets, an aside, of two parts, plain) still above it, else one below the last.
    """
    levels: dict[int, int] = {}
    path: list[tuple[int, int]] = []  # level and shape of the titles above
    for run in _runs(lines):
        for order, index in enumerate(run):
            shape = _shape(lines[index].text)
            known = [level for level, above in path if above == shape]
            if shape == _TOP_SHAPE or not path:
                level = 1
            elif order:
                level = path[-1][0] + 1
            else:
                level = known[0] if known else path[-1][0] + 1
            path = [*(pair for pair in path if pair[0] < level), (level, shape)]
            levels[index] = level
    return levels


def _runs(lines: list[Line]) -> list[list[int]]:
    """Titles one below the other: the last lines of each run of short single lines that stands above some content."""
    runs: list[list[int]] = []
    current: list[int] = []
    for index, line in enumerate(lines):
        if not line:
            continue
        if _alone(lines, index) and width(line.text) <= _WIDEST and (_fit(line.text) or _scrap(line.text)):
            current.append(index)
            continue
        if current:
            runs.append([title for title in current[-_AT_ONCE:] if _fit(lines[title].text)])
        current = []
    return runs


def _alone(lines: list[Line], index: int) -> bool:
    above = index == 0 or not lines[index - 1]
    return above and (index + 1 == len(lines) or not lines[index + 1])


def _fit(text: str) -> bool:
    return width(text) <= _WIDEST and not ends_sentence(text) and not _UNFIT.search(text)


def _scrap(text: str) -> bool:
    """Whether a line is so short that it is a piece of a chart if it is no title."""
    return width(text) <= _TINY and not ends_sentence(text) and not _MARK.match(text)


def _shape(text: str) -> int:
    return next((number for number, shape in enumerate(_SHAPES) if shape.match(text)), len(_SHAPES))

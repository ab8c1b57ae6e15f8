"""Titles of pages and slides: a short first line, or a short last one where the converter took the title last."""

from __future__ import annotations

import re
from itertools import accumulate, groupby

from policyscape.reading.lines import Line, continues, ends_sentence, width

__all__ = ["is_title", "last_titles", "page_indices"]

_UNFIT = re.compile(
    r"[、，：:…]$|^[※（(\d.,%％\s]+$|^[•・✓●※→⇒]|^(?:注|出[典所])|^\S{1,4}(?: \S{1,4})+$|^\S{1,8}(?: \S{1,8}){2,}$"
    r"|^(?:令和|平成|\d{4}年度|FY).{0,20}円|^\d[\d,.]*\S{0,4}$"
)
_WIDEST = 66
_NARROWEST, _NARROWEST_LAST = 10, 20  # columns; a shorter last line may be a label of a chart
_SMALLEST_SLIDE = 4  # lines
_RUNNING = 44  # columns from which a line is running text
_BUDGET = re.compile(r"\d[\d,.]*\s?(?:億|兆|百万|万)?円")


def page_indices(lines: list[Line]) -> list[int]:
    """For each line, how many pages have begun up to it."""
    return list(accumulate(int(line.starts_page) for line in lines))


def is_title(lines: list[Line], index: int, slides: bool) -> bool:
    """Whether the line is the title of its page or slide: the first, short, and no part of a sentence."""
    line = lines[index]
    if (
        not (line.starts_page or index == 0)
        or (slides and (line.indent > 1 or width(line.text) < _NARROWEST))
        or not _fits(line.text)
    ):
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if not following:
        return True
    alike = following[-2:] == line.text[-2:]  # an item of a list rather than the title above it
    return slides and not alike and not continues(line.text, following, full=False)


def last_titles(lines: list[Line]) -> dict[int, int]:
    """Titles that stand last on their slide: index of the line to the offset where the slide begins.

    Only below a slide that begins with running text: its title was taken last. Below a chart the last line is a label.
    """
    titles: dict[int, int] = {}
    pages = page_indices(lines)
    for _, group in groupby(range(len(lines)), lambda index: pages[index]):
        written = [index for index in group if lines[index]]
        if (
            len(written) < _SMALLEST_SLIDE
            or not _running(lines[written[0]].text)
            or is_title(lines, written[0], slides=True)
        ):
            continue
        last = written[-1]
        if _BUDGET.search(lines[last].text) and lines[last - 1]:
            last -= 1  # what the programme costs stands below its name
        text = lines[last].text
        if not lines[last - 1] and _fits(text) and width(text) >= _NARROWEST_LAST and text[0] not in "【「":
            titles[last] = lines[written[0]].start
    return titles


def _running(text: str) -> bool:
    return width(text) >= _RUNNING or ends_sentence(text)


def _fits(text: str) -> bool:
    return width(text) <= _WIDEST and not ends_sentence(text) and not _UNFIT.search(text)

"""What a page carries beside its text: running heads, vertical titles, page numbers; and where pages begin.

All of it is found by position and repetition, never by its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import groupby

from policyscape.reading.build import Marks
from policyscape.reading.lines import Line, continues, ends_sentence, width

__all__ = ["number_pages", "strip_running_heads", "strip_vertical_titles"]

_WIDE_GAP = 3  # blank lines between pages
_REPEATS = 3  # a line must stand on so many pages to be a running head
_LONGEST_HEAD = 200
_MOST = 0.8  # of its occurrences must show it
_SHORTEST_HEAD = 10  # characters; shorter lines repeat by chance
_VERTICAL = 4  # characters of a vertical title at least
_TITLE_WIDTH = 66  # columns of a slide's title at most
_LABEL_WIDTH = 16
_PART = re.compile(r"[（(](?:\d|注)")  # a line that never begins a slide
_MARKED = re.compile(r"[■●◆○]")
_NUMBER = re.compile(r"\d+")
_URL = re.compile(r"https?://\S+$")
_GLUED_NUMBER = re.compile(r"\d{1,3}(?=[(（]?(?:出[典所]|注|資料|※))")


def strip_vertical_titles(lines: list[Line], marks: Marks) -> list[int]:
    """Take titles set one character a line, repeated on several pages, out of ``lines``; the indices of their lines."""
    runs: dict[str, list[list[int]]] = defaultdict(list)
    for single, group in groupby(range(len(lines)), lambda index: len(lines[index].text) == 1):
        indices = list(group)
        title = "".join(lines[index].text for index in indices)
        if single and len(indices) >= _VERTICAL and not title.isascii():
            runs[title].append(indices)
    found: list[int] = []
    for same in runs.values():
        if len(same) < 2:
            continue
        for indices in same:
            following = _next_line(lines, indices[-1])
            if following is not None and lines[following].text.isdigit() and following - indices[-1] <= 3:
                indices.append(following)  # the number of the chapter under its title
            found += indices
    for index in found:
        _strip(lines[index], marks, "vertical_title")
    return sorted(found)


def strip_running_heads(lines: list[Line], marks: Marks, vertical: list[int]) -> dict[int, int | None]:
    """Take running heads out of ``lines``: index of each head's line to the page number printed in it, if any.

    A running head repeats, digits and the order of its parts apart, at the edge of a page: beside other furniture, a
    wide gap, an indented line, or the beginning or end of the text. Away from other furniture it must count its pages.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line and len(line.text) <= _LONGEST_HEAD and not ends_sentence(line.text):
            key = "".join(sorted(char for char in line.text if not char.isdigit() and not char.isspace()))
            if len(key) >= _SHORTEST_HEAD:
                groups[key].append(index)
    beside, heads = set(vertical), dict[int, int | None]()
    candidates = [same for same in groups.values() if len(same) >= _REPEATS]
    for _ in range(2):  # a head may be known only by the head beside it
        for same in candidates:
            printed = _counted([lines[index].text for index in same])
            known = [
                _adjoins(lines, index, beside) or (printed[0] is not None and _at_edge(lines, index)) for index in same
            ]
            if same[0] not in heads and sum(known) >= _MOST * len(same):
                heads.update(zip(same, printed, strict=True))
                beside.update(same)
    for index in heads:
        _strip(lines[index], marks, "running_head")
    return heads


def _adjoins(lines: list[Line], index: int, beside: set[int]) -> bool:
    """Whether the nearest lines above or below, blank ones apart, are furniture."""
    return any(
        position in beside
        for step in (-1, 1)
        for position in (index + step, index + 2 * step, index + 3 * step)
        if 0 <= position < len(lines)
    )


def _at_edge(lines: list[Line], index: int) -> bool:
    """Whether a page begins or ends with the line as far as blanks show it."""
    above, below = lines[max(index - 2, 0) : index], lines[index + 1 : index + 3]
    written = next((line for line in lines[index + 1 : index + 4] if line), None)
    opens = written is None or written.set_in or written.starts_page
    return not any(above) or not any(below) or opens or lines[index].set_in or lines[index].starts_page


def _counted(texts: list[str]) -> list[int | None]:
    """The number in each head that the heads do not share: the page number, if it rises from head to head."""
    numbers = [Counter(int(number) for number in _NUMBER.findall(text)) for text in texts]
    shared = numbers[0]
    for others in numbers[1:]:
        shared = shared & others
    own = [list((counter - shared).elements()) for counter in numbers]
    if any(len(left) != 1 for left in own):
        return [None] * len(texts)
    pages = [left[0] for left in own]
    return list(pages) if pages == sorted(set(pages)) else [None] * len(texts)


def number_pages(lines: list[Line], marks: Marks, heads: dict[int, int | None], prose: bool) -> None:
    """Give each line its page: a count from 1, moved to the numbers printed on the pages where there are any."""
    _find_page_starts(lines, heads, prose)
    if not any(line.starts_page for line in lines):
        return
    starts = [index for index, line in enumerate(lines) if line.starts_page]
    bounds = list(zip([0, *starts], [*starts, len(lines)], strict=True))
    bounds = [pair for pair in bounds if any(lines[index] or index in heads for index in range(*pair))]
    printed = [next((heads[i] for i in range(*pair) if heads.get(i) is not None), None) for pair in bounds]
    anchors = [(count, page) for count, page in enumerate(printed) if page is not None]
    shift = anchors[0][1] - anchors[0][0] if anchors else 1
    for count, (first, stop) in enumerate(bounds):
        page = printed[count]
        if page is not None:
            shift = page - count
        if not prose:
            shift = _printed_alone(lines[first:stop], marks, count + shift) - count
        for line in lines[first:stop]:
            line.page = count + shift if count + shift >= 1 else None


def _find_page_starts(lines: list[Line], heads: dict[int, int | None], prose: bool) -> None:
    """Mark the lines that begin a page: after furniture, after a wide gap, or set in by a blank below a full line."""
    blanks, after_head = 0, False
    for index, line in enumerate(lines):
        if index in heads:
            after_head = True
        if not line:
            blanks += 1
            continue
        if after_head and _URL.match(line.text):
            continue  # the targets of the links of the page above
        if after_head:
            line.starts_page, after_head = True, False
        elif blanks >= _WIDE_GAP and index > blanks:
            line.starts_page = not _goes_on_below_gap(line.text)
        elif line.set_in and not blanks and index > 0:
            line.starts_page = prose or _opens_slide(lines, index)
        blanks = 0


def _goes_on_below_gap(text: str) -> bool:
    """Whether a line below a wide gap is a part of a chart rather than the first line of a page."""
    return text.endswith(("：", ":")) or (not ends_sentence(text) and len(text.split()) >= 3 and width(text) < 40)


def _opens_slide(lines: list[Line], index: int) -> bool:
    """Whether a slide begins with this indented line: a lost bullet leaves the same blank, but below its own title."""
    line, before = lines[index], lines[index - 1]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if line.indent > 1:
        return True
    if _PART.match(line.text) or _MARKED.match(before.text):
        return False
    if _wordy(line.text):
        below_title = before.starts_page or (before.text and index > 1 and lines[index - 2].starts_page)
        below_label = width(before.text) < _LABEL_WIDTH and before.text[:1] not in "（("
        return not before.indent and not below_title and not below_label
    listed = (before.indent > 0 and index > 1) or (after is not None and after.indent > 0 and not _wordy(after.text))
    cut = after is not None and bool(after.text) and continues(line.text, after.text, full=True)
    return not listed and not cut and width(line.text) >= 8


def _wordy(text: str) -> bool:
    """Whether a line is running text rather than a title."""
    return "。" in text or width(text) > _TITLE_WIDTH


def _printed_alone(page: list[Line], marks: Marks, expected: int) -> int:
    """The number printed alone, or glued to a note, at the edge of a slide; else ``expected``."""
    written = [line for line in page if line]
    for line in [*written[:1], *written[-1:]]:
        if line.text.isascii() and line.text.isdigit() and abs(int(line.text[:6]) - expected) <= 2:
            number = int(line.text)
            _strip(line, marks, "page_number")
            return number
    for line in written:
        glued = _GLUED_NUMBER.match(line.text)
        last = _NUMBER.match(line.text) if line is written[-1] and line.text.startswith(str(expected)) else None
        number_end = glued.end() if glued else last.end() if last and int(last[0]) == expected else 0
        if number_end and line.text[number_end : number_end + 1] not in " .,年月日":
            marks.set("page_number", line.start, line.start + number_end)
            line.start += number_end
            line.text = line.text[number_end:]
    return expected


def _strip(line: Line, marks: Marks, kind: str) -> None:
    """Name the whole line noise, and leave it blank."""
    if kind == "running_head":
        marks.set("running_head", line.start, line.end)
    elif kind == "vertical_title":
        marks.set("vertical_title", line.start, line.end)
    else:
        marks.set("page_number", line.start, line.end)
    line.text = ""


def _next_line(lines: list[Line], index: int) -> int | None:
    """The index of the next line that is not blank."""
    return next((i for i in range(index + 1, min(index + 6, len(lines))) if lines[i]), None)

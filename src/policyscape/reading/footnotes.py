"""Footnotes at page ends, and the note numbers in the body that point to them."""

from __future__ import annotations

import re
from collections import Counter

from policyscape.reading.build import Draft, Marks
from policyscape.reading.lines import Line, joint, width
from policyscape.reading.slides import page_indices

__all__ = ["mark_references", "take_footnotes"]

_NOTE = re.compile(r"(\d{1,3})\t\s*(?=\S)")
_NUMBERED_TITLE = re.compile(r"\d+(?:\.\d+)*\.?\t")
_SECTION = re.compile(r"(\d{1,3})\.\d+\t")
_URL = re.compile(r"https?://\S+$")
_PUNCTUATION = re.compile(r"[,.。、：:“”]")
_TITLE_WIDTH = 60
_MISSING = 3  # notes that may be missing between two that are there

# Where a note number may stand, surest place first; {n} is the number. Before it a bracket, a full stop or a word,
# behind it the end, punctuation, a bracket or a particle: never a counter, a unit or another digit.
_AFTER = r"(?=$|[\s、。，．,）)」』（(]|[ぁ-えお-ちっ-ん](?<!か))"
_NO_COUNT = r"(?<![第約計図表同全上下年月日号条項版])"
_PLACES = (
    (
        rf"(?<=[」』）)”])\s?{{n}}{_AFTER}",
        r"(?<=。){n}$",
        r"(?<=[ぁ-ん]){n}(?=。)",
        rf"(?<=[ァ-ヺー一-鿿]){_NO_COUNT}\s{{n}}{_AFTER}",
    ),
    (
        rf"(?<=[ァ-ヺー一-鿿]){_NO_COUNT}{{n}}{_AFTER}",
        r"(?<=[れみりえきしちけめせ]){n}(?=[がをにはの])",
        r"(?<=\d), {n}(?=（)",
        r"(?<=た){n}(?=（)",
    ),
    (r"(?<=[A-Za-z]){n}(?=$|[\s、。）」])",),
    (r"(?<=(?<!\d)20\d\d){n}(?=[ぁ-ん」、。]|$)", r"(?<=(?<!\d)19\d\d){n}(?=[ぁ-ん」、。]|$)"),
)
_SMALLEST_BEHIND_LATIN = 10  # smaller numbers behind Latin letters belong to the name: G7, FP1


def take_footnotes(lines: list[Line], heads: dict[int, int | None]) -> tuple[list[Draft], dict[int, list[int]]]:
    """Take the footnotes out of ``lines``; their drafts, and the numbers of the notes by the index of their page.

    A note begins with its number and a tab and runs to the next note or the end of its page. Addresses listed below
    the running head of such a page (the targets of its links) are notes of their own.
    """
    notes = _numbered(lines)
    pages = page_indices(lines)
    drafts: list[Draft] = []
    on_page: dict[int, list[int]] = {}
    in_notes = below_head = False
    last = ""
    for index, line in enumerate(lines):
        in_notes = in_notes and not line.starts_page
        below_head = (below_head or index in heads) and not line.starts_page
        if index in notes:
            in_notes, below_head = True, False
            on_page.setdefault(pages[index], []).append(notes[index])
        if not line or not (in_notes or (below_head and _URL.match(line.text))):
            continue
        if index not in notes and _NUMBERED_TITLE.match(line.text):
            continue
        if index in notes or below_head:
            drafts.append(Draft("footnote", page=line.page))
        _add(drafts[-1], line, last)
        last, line.text = line.text, ""
    return drafts, on_page


def _add(draft: Draft, line: Line, last: str) -> None:
    """Append a line to a note; its number and its text are parted by one blank."""
    number = _NOTE.match(line.text)
    if not draft.runs and number:
        draft.add(line.start, line.start + number.end(1))
        draft.add(line.start + number.end(), line.end, " ")
    else:
        draft.add(line.start, line.end, joint(last, line.text) if draft.runs else "")


def _numbered(lines: list[Line]) -> dict[int, int]:
    """Index of the line to number of each note; notes count up by one, which tells them from chapter numbers."""
    candidates = [(index, int(match[1])) for index, line in enumerate(lines) if (match := _NOTE.match(line.text))]
    counts = Counter(number for _, number in candidates)
    counts.update(int(match[1]) for line in lines if (match := _SECTION.match(line.text)))  # chapters have sections
    candidates = [(index, number) for index, number in candidates if counts[number] == 1 or not _titled(lines[index])]
    if not candidates:
        return {}
    expected = max(number for _, number in candidates)
    notes: dict[int, int] = {}
    for index, number in reversed(candidates):
        if expected - _MISSING < number <= expected:
            notes[index] = number
            expected = number - 1
    return notes


def _titled(line: Line) -> bool:
    """Whether a numbered line looks like a title: short, without punctuation or an address."""
    return width(line.text) < _TITLE_WIDTH and not _PUNCTUATION.search(line.text)


def mark_references(lines: list[Line], marks: Marks, on_page: dict[int, list[int]]) -> None:
    """Name as noise the numbers in the body that point to a note of the same page.

    Only the surest kind of place that occurs on the page is taken, and an unsure one only if it occurs once.
    """
    pages = page_indices(lines)
    by_page: dict[int, list[Line]] = {}
    for line, page in zip(lines, pages, strict=True):
        if page in on_page and line:
            by_page.setdefault(page, []).append(line)
    for page, numbers in on_page.items():
        for number in numbers:
            _mark_reference(by_page.get(page, []), marks, number)


def _mark_reference(lines: list[Line], marks: Marks, number: int) -> None:
    for rank, patterns in enumerate(_PLACES):
        if rank == 2 and number < _SMALLEST_BEHIND_LATIN:
            continue
        place = re.compile("|".join(pattern.format(n=number) for pattern in patterns))
        found = [
            (line.start + match.start(), line.start + match.end())
            for line in lines
            for match in place.finditer(line.text)
        ]
        if found and (rank == 0 or len(found) == 1):
            for start, end in found:
                marks.set("footnote_mark", start, end)
            return

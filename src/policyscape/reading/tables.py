"""Tables flattened into lines under a caption: rows of equal structure, one line each."""

from __future__ import annotations

import re
from typing import TypeAlias

from policyscape.reading.build import CellDraft
from policyscape.reading.lines import Line, joint

__all__ = ["Row", "caption_table", "numbered_table"]

Row: TypeAlias = list[CellDraft]
_FIELD = re.compile(r"\S+")
_NUMBER = re.compile(r"[-−△▲+]?[\d０-９][\d０-９,.]*\S{0,2}$|-$")
_FEWEST_ROWS = 3
_WIDEST = 12


def caption_table(lines: list[Line], index: int) -> tuple[list[Row], int] | None:
    """The table whose header or first row is the line at ``index``, and the index behind it; None if there is none.

    Its rows are lines of as many fields as each other, numbers where the others have numbers, one number at least;
    a header stands right above and has as many fields, or one less where the first column has no name.
    """
    header = _FIELD.findall(lines[index].text)
    first = _next_line(lines, index)
    if first is None:
        return None
    shape = _shape(lines[first].text)
    if "N" not in shape[1:] or not 1 < len(shape) <= _WIDEST or len(header) not in (len(shape), len(shape) - 1):
        return None
    if _shape(lines[index].text) == shape:
        return _rows(lines, index, shape, [])
    return _rows(lines, first, shape, [_header(lines[index], len(shape))])


def numbered_table(lines: list[Line], index: int) -> tuple[list[Row], int] | None:
    """The same for a table of words whose rows are numbered: 1, 2, 3 and so on, with a header that names the others."""
    columns = len(_FIELD.findall(lines[index].text)) + 1
    rows: list[Row] = [_header(lines[index], columns)]
    position, stop = _next_line(lines, index), index
    while position is not None and lines[position].text.startswith(f"{len(rows)} "):
        fields = _spans(lines[position], columns)
        if len(fields) != columns:
            return None
        row = [CellDraft([(start, end, "")], end) for start, end in fields]
        stop = position + 1
        while stop < len(lines) and lines[stop]:  # the last cell goes on in the next line
            joined = joint(lines[stop - 1].text, lines[stop].text)
            row[-1].runs.append((lines[stop].start, lines[stop].end, joined))
            row[-1].stop = lines[stop].end
            stop += 1
        rows.append(row)
        position = _next_line(lines, stop - 1)
    return (rows, stop) if columns >= _FEWEST_ROWS and len(rows) > _FEWEST_ROWS else None


def _rows(lines: list[Line], index: int, shape: str, rows: list[Row]) -> tuple[list[Row], int] | None:
    """Take rows of the same shape from ``index`` on, blank lines between them left out."""
    header, stop = len(rows), index
    position: int | None = index
    while position is not None and _shape(lines[position].text) == shape:
        rows.append(_row(lines[position]))
        stop = position + 1
        position = _next_line(lines, position)
    return (rows, stop) if len(rows) - header >= _FEWEST_ROWS else None


def _shape(text: str) -> str:
    """One letter for each field of a line: N for a number, T for other text."""
    return "".join("N" if _NUMBER.match(field) else "T" for field in _FIELD.findall(text[:400]))


def _spans(line: Line, most: int) -> list[tuple[int, int]]:
    """Where the fields of a line stand, the last of at most ``most`` taking the rest of the line."""
    spans = [(line.start + field.start(), line.start + field.end()) for field in _FIELD.finditer(line.text)]
    return [*spans[: most - 1], (spans[most - 1][0], line.end)] if len(spans) > most else spans


def _row(line: Line, header: bool = False) -> Row:
    return [CellDraft([(start, end, "")], end, header) for start, end in _spans(line, _WIDEST)]


def _header(line: Line, columns: int) -> Row:
    """A header row; a first column without a name gets an empty cell, which ends where the line before it does."""
    row = _row(line, header=True)
    return row if len(row) == columns else [CellDraft([], line.start - 1, header=True), *row]


def _next_line(lines: list[Line], index: int) -> int | None:
    """The index of the next line that is not blank, at most two blank lines below."""
    return next((i for i in range(index + 1, min(index + 4, len(lines))) if lines[i]), None)

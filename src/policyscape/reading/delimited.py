"""Tables whose cells tabs, bars or HTML tags part, wherever they stand in a text."""

from __future__ import annotations

import re
from dataclasses import replace

from policyscape.reading.build import CellDraft, Draft, Marks
from policyscape.reading.inline import cell_runs
from policyscape.reading.lines import Line

__all__ = ["html_table", "take_delimited", "take_html"]

_PIPE_ROW = re.compile(r"\|.*\|$")
_PIPE_RULE = re.compile(r"[|:\-\s]+$")
_FEWEST_TABS = 2  # a line with one tab is a numbered title or a note
_FEWEST_ROWS = 2
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_TR = re.compile(r"<tr\b[^>]*>(?P<row>.*?)(?=</tr|<tr\b|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(
    r"<(?P<tag>t[dh])\b(?P<spans>[^>]*)>(?P<cell>.*?)(?=</t[dh]|<t[dhr]\b|\Z)", re.IGNORECASE | re.DOTALL
)
_LONGEST_TABLE = 200_000
_SPAN = re.compile(r"\b(?P<way>row|col)span\s*=\s*[\"']?(?P<many>\d{1,2})", re.IGNORECASE)


def take_delimited(text: str, lines: list[Line], marks: Marks) -> list[Draft]:
    """The tables of tabs or bars in plain text, their lines emptied."""
    drafts: list[Draft] = []
    index = 0
    while index < len(lines):
        stop = _run(text, lines, index)
        rows = [line for line in lines[index:stop] if not _PIPE_RULE.match(line.text)]
        if len(rows) >= _FEWEST_ROWS:
            cells = [_row(text, line, marks, header=line is rows[0]) for line in rows]
            drafts.append(Draft("table", page=lines[index].page, rows=cells))
            for line in lines[index:stop]:
                line.text = ""
        index = max(stop, index + 1)
    return drafts


def _run(text: str, lines: list[Line], index: int) -> int:
    """The index behind the lines from ``index`` on that have as many cells as each other."""
    columns = _columns(text, lines[index])
    stop = index
    while columns and stop < len(lines) and (_columns(text, lines[stop]) == columns):
        stop += 1
    return stop


def _columns(text: str, line: Line) -> int:
    if _PIPE_ROW.match(line.text):
        return line.text.count("|")
    tabs = text.count("\t", line.start - line.indent, line.stop) if line else 0
    return -tabs if tabs >= _FEWEST_TABS else 0


def _row(text: str, line: Line, marks: Marks, header: bool) -> list[CellDraft]:
    pipes = bool(_PIPE_ROW.match(line.text))
    start, end = (line.start + 1, line.end - 1) if pipes else (line.start - line.indent, line.stop)
    cells: list[CellDraft] = []
    while start <= end:
        stop = text.find("|" if pipes else "\t", start, end)
        stop = end if stop < 0 else stop
        cells.append(CellDraft(cell_runs(text, start, stop, marks), stop, header))
        start = stop + 1
    return cells


def html_table(text: str, start: int, marks: Marks) -> tuple[Draft, int] | None:
    """The HTML table that begins at ``start``, and where it ends; None where there are no rows or no end."""
    end = _TABLE_END.search(text, start, start + _LONGEST_TABLE)
    if not end:
        return None
    rows: list[list[CellDraft]] = []
    held: dict[int, tuple[int, CellDraft]] = {}  # by column: how many more rows a cell goes down
    for row in _TR.finditer(text, start, end.start()):
        found = list(_CELL.finditer(text, *row.span("row")))
        headed = not rows or (rows[-1][0].header and all(cell["tag"].lower() == "th" for cell in found))
        cells = _spanning(text, found, held, marks, headed)
        if found and cells:
            rows.append(cells)
    return (Draft("table", rows=rows), end.end()) if rows else None


def _spanning(
    text: str, found: list[re.Match[str]], held: dict[int, tuple[int, CellDraft]], marks: Marks, header: bool
) -> list[CellDraft]:
    """The cells of a row, those that span rows or columns repeated in each; ``held`` goes on to the next row."""
    cells: list[CellDraft] = []

    def from_above() -> None:
        while (waiting := held.pop(len(cells), None)) is not None:
            rows, cell = waiting
            if rows > 1:
                held[len(cells)] = rows - 1, cell
            cells.append(replace(cell, header=header, repeated=True))

    for match in found:
        from_above()
        spans = {span["way"].lower(): int(span["many"]) for span in _SPAN.finditer(match["spans"])}
        own = CellDraft(cell_runs(text, *match.span("cell"), marks), match.end("cell"), header)
        for number in range(max(1, spans.get("col", 1))):
            if spans.get("row", 1) > 1:
                held[len(cells)] = spans["row"] - 1, own
            cells.append(replace(own, repeated=number > 0))
    from_above()
    return cells


def take_html(text: str, lines: list[Line], marks: Marks) -> list[Draft]:
    """The HTML tables in plain text, their lines emptied."""
    drafts: list[Draft] = []
    end = 0
    for line in lines:
        if line.start < end:
            line.text = ""
        elif line.text[:6].lower() == "<table" and (found := html_table(text, line.start, marks)):
            draft, end = found
            drafts.append(draft)
            draft.page, line.text = line.page, ""
    return drafts

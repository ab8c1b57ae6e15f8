"""Markdown: headings, nested lists, tables of tabs or pipes, HTML in cells; also in files called text."""

from __future__ import annotations

import re

from policyscape.reading.build import CellDraft, Draft, Marks
from policyscape.reading.delimited import html_table
from policyscape.reading.inline import cell_runs, mark_inline, visible
from policyscape.reading.lines import Line, continues, ends_sentence, joint, split_lines, width
from policyscape.reading.titles import title_levels

__all__ = ["looks_like_markdown", "read_markdown"]

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"[-*+]\s+(?=\S)")
_ORDERED = re.compile(r"\d{1,3}[.)]\s+\S")
_BULLET = re.compile(r"(?:[・•✓✔●○■➤]\s*)+(?=[^\s・])")
_NOTE = re.compile(r"[※（(]?(?:※|出[典所]|注\s*[）):：]|資料[:：])")
_PIPE_ROW = re.compile(r"\|.*\|$")
_PIPE_RULE = re.compile(r"[|:\-\s]+$")
_STRONG = re.compile(r"\*\*[^*\n]{1,200}\*\*")
_HARD_BREAK = "  \n"
_WRAPPED = 40  # columns from which a hard break is taken for a broken line


def looks_like_markdown(text: str) -> bool:
    """Whether a text uses the marks of Markdown: headings, strong emphasis or many dashed items."""
    sample = [line for line in text[:200_000].split("\n") if line.strip()]
    items = sum(bool(_ITEM.match(line.lstrip(" "))) for line in sample)
    headings = sum(bool(_HEADING.match(line)) for line in sample)
    strong = sum(bool(_STRONG.search(line[:2000])) for line in sample)
    return headings + strong >= 3 or (len(sample) >= 4 and items >= 0.25 * len(sample))


def read_markdown(text: str, marks: Marks) -> list[Draft]:
    """The blocks of a Markdown text; its markup is named in ``marks``."""
    reader = _Reader(text, marks, split_lines(text))
    reader.read()
    return reader.drafts


class _Reader:
    def __init__(self, text: str, marks: Marks, lines: list[Line]) -> None:
        self.text, self.marks, self.lines = text, marks, lines
        self.drafts: list[Draft] = []
        self._open: Draft | None = None
        self._last = ""  # the line before, if it belongs to the open block
        self._last_end = 0
        self._indents: list[int] = []
        # Text that has lost its heading marks: titles are known by their shape.
        plain = not any(_HEADING.match(line.text) for line in lines)
        self._titles = title_levels(lines) if plain else {}

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if not line:
                self._open, index = None, index + 1
            elif line.text[:6].lower() == "<table" and (stop := self._html(index)):
                index = stop
            elif "\t" in self._raw(line) or _PIPE_ROW.match(line.text):
                index = self._table(index)
            else:
                self._line(index, line)
                index += 1

    def _raw(self, line: Line) -> str:
        return self.text[line.start - line.indent : line.stop]

    def _line(self, index: int, line: Line) -> None:
        mark_inline(self.text, line.start, line.end, self.marks)
        if heading := _HEADING.match(line.text):
            self.marks.set("markup", line.start, line.start + heading.end())
            self._start("heading", line, len(heading[1]))
            self._open = None
        elif index in self._titles:
            self._start("heading", line, self._titles[index])
            self._open = None
        elif item := _ITEM.match(line.text):
            self._item(line, line.start + item.end())
        elif _ORDERED.match(line.text):
            self._item(line, line.start)
        elif self._open is not None and self._goes_on(line):
            self._open.add(line.start, line.end, self._joint(line))
        else:
            self._start("footnote" if line.text.startswith("※") else "paragraph", line)
        self._last, self._last_end = visible(line.text), line.end

    def _start(self, kind: str, line: Line, level: int = 0) -> None:
        if kind == "heading":
            self._open = Draft("heading", level=level)
        elif kind == "list_item":
            self._open = Draft("list_item", level=level)
        else:
            self._open = Draft("footnote" if kind == "footnote" else "paragraph")
        self._open.add(line.start, line.end)
        self.drafts.append(self._open)

    def _item(self, line: Line, content: int) -> None:
        """A list item: its depth by indentation, its marks noise."""
        if self.drafts and self.drafts[-1].kind != "list_item":
            self._indents = []
        while self._indents and self._indents[-1] >= line.indent:
            self._indents.pop()
        self._indents.append(line.indent)
        if bullet := _BULLET.match(self.text, content, line.end):
            content = bullet.end()
        self.marks.set("markup", line.start, content)
        self._start("list_item", line, len(self._indents))

    def _goes_on(self, line: Line) -> bool:
        """Whether the line goes on: after a hard break, within a list item, or within a sentence."""
        if _NOTE.match(line.text):
            return False
        hard = self.text.startswith(_HARD_BREAK, self._last_end)
        listed = self._open is not None and self._open.kind == "list_item"
        return hard or listed or continues(self._last, visible(line.text), full=False)

    def _joint(self, line: Line) -> str:
        """Nothing where a word or sentence was broken; a blank where a break may part two phrases."""
        after = visible(line.text)
        if continues(self._last, after, full=True) or ends_sentence(self._last) or width(self._last) >= _WRAPPED:
            return joint(self._last, after)
        return " "

    def _table(self, index: int) -> int:
        """The table that begins at ``index``: lines of tabs or of pipes, none blank; the index behind."""
        first = index
        pipes = bool(_PIPE_ROW.match(self.lines[index].text))
        rows: list[list[CellDraft]] = []
        while index < len(self.lines) and (self.lines[index] or "\t" in self._raw(self.lines[index])):
            line = self.lines[index]
            if not (_PIPE_ROW.match(line.text) if pipes else "\t" in self._raw(line)):
                break
            if pipes and _PIPE_RULE.match(line.text):
                self.marks.set("markup", line.start, line.end)
            else:
                rows.append(self._row(line, pipes, header=index == first))
            index += 1
        if rows:
            self._strip_page_number(rows)
            self.drafts.append(Draft("table", rows=rows))
        self._open = None
        return index

    def _html(self, index: int) -> int | None:
        """The HTML table that begins at ``index``; the index behind its end, None if it has none."""
        found = html_table(self.text, self.lines[index].start, self.marks)
        if found is None:
            return None
        draft, end = found
        self.drafts.append(draft)
        self._open = None
        return next((i for i in range(index, len(self.lines)) if self.lines[i].start >= end), len(self.lines))

    def _row(self, line: Line, pipes: bool, header: bool) -> list[CellDraft]:
        start, end = (line.start + 1, line.end - 1) if pipes else (line.start - line.indent, line.stop)
        if pipes:
            self.marks.set("markup", line.start, line.start + 1)
        cells: list[CellDraft] = []
        while start <= end:
            stop = self.text.find("|" if pipes else "\t", start, end)
            stop = end if stop < 0 else stop
            mark_inline(self.text, start, stop, self.marks)
            cells.append(CellDraft(cell_runs(self.text, start, stop, self.marks), stop, header))
            start = stop + 1
        return cells

    def _strip_page_number(self, rows: list[list[CellDraft]]) -> None:
        """A last row of one number in the last cell is the number of the page."""
        filled = [cell for cell in rows[-1] if cell.runs]
        if len(rows) > 2 and len(rows[-1]) > 2 and filled == rows[-1][-1:]:
            start, end, _ = filled[0].runs[0]
            if self.text[start:end].strip().isdigit():
                self.marks.set("page_number", start, end)
                rows.pop()

"""The body of a plain text, line by line: what opens a block, and what goes on with the block before."""

from __future__ import annotations

import re
from dataclasses import replace

from policyscape.reading.build import Draft, Marks
from policyscape.reading.lines import Line, continues, ends_sentence, joint, opens_item, width
from policyscape.reading.model import BlockKind
from policyscape.reading.numbered import numbered_titles
from policyscape.reading.slides import is_title, last_titles, page_indices
from policyscape.reading.tables import Row, caption_table, numbered_table
from policyscape.reading.wording import BULLET, CAPTION, COUNTED

__all__ = ["Flow"]

_SOURCE = re.compile(r"[（(]?(?:出[典所]|Source)[）)]?\s*[:：）)]?")
_SOURCE_OF_TABLE = re.compile(r"[（(]?(?:出[典所]|資料|Source)[）)]?\s*[:：）)]")
_NUMBERED_TITLE = re.compile(r"(\d+(?:\.\d+)*)\.?\t\s*(?=\S)")
_ROW_NUMBER = re.compile(r"\d{1,2} (?=\S)")
_SUBTITLE = re.compile(r"[＜<【].{1,40}[＞>】]$")
_SECOND_CELL = re.compile(r"([^●・。]{1,40}[^●・。\s])\s+(?=[●・]\S)")
_CUT_FIRST = re.compile(r"[のをにはがへ](?![ぁ-ん])|[ぁ-ん]、")  # what only the rest of a sentence begins with
_RUNNING = re.compile(r"[、。]")
_LAST_WORD = re.compile(r".{1,3}。")
_RECORD = re.compile(r"\S*[ぁ-鿿]\S*(?:[ 　]+\S*[ぁ-鿿]\S*){2}")  # fields of a list of people or things
_EDGE, _LOOSE_EDGE = 0.82, 0.72  # share of the column that a full line fills; one of Latin words breaks earlier
_SHORT, _LONG, _WHOLE = 24, 44, 66  # columns: the least of a broken line, of running text, of a slide's full line
_WIDEST_BOX = 60  # lines that are looked through for the widest of a box


class Flow:
    """Reads the lines left after furniture and footnotes; ``column`` is the width of prose, 0 on slides."""

    def __init__(self, lines: list[Line], marks: Marks, column: int) -> None:
        self.lines = _part_cells(lines) if column else lines
        self.marks = marks
        self.column = column
        self._pages = page_indices(self.lines)
        self._last_titles = {} if column else last_titles(self.lines)
        self._levels = numbered_titles(self.lines)
        self._titled = {self._pages[index] for index in self._last_titles}
        self._page = 0  # of the block begun last
        self._drafts: list[Draft] = []
        self._open: Draft | None = None  # the block that the next line may go on with
        self._before = Line("", 0, 0, 0)  # its last line
        self._held: tuple[Draft, Line] | None = None  # prose cut by a caption and what belongs to it
        self._in_table = False
        self._at_source = False  # the open block is the source line below a figure or table
        self._widest = 0  # width of the widest line of this text box

    def drafts(self) -> list[Draft]:
        """All blocks of the body."""
        index, blanks = 0, 0
        while index < len(self.lines):
            line = self.lines[index]
            if not line:
                blanks, index = blanks + 1, index + 1
                continue
            table = self._in_table and (caption_table(self.lines, index) or numbered_table(self.lines, index))
            if table:
                index = self._take_table(*table)
            else:
                if blanks or line.starts_page:
                    self._widest = self._box_width(index)
                self._take(index, blanks)
                index += 1
            blanks = 0
        return self._drafts

    def _box_width(self, index: int) -> int:
        """The width of the widest line from here to the next blank line or page."""
        widest = 0
        for line in self.lines[index : index + _WIDEST_BOX]:
            if not line or (line.starts_page and line is not self.lines[index]):
                break
            widest = max(widest, width(line.text))
        return widest

    def _take_table(self, rows: list[Row], stop: int) -> int:
        self._drafts.append(Draft("table", page=self.lines[stop - 1].page, rows=rows))
        self._open = None
        return stop

    def _take(self, index: int, blanks: int) -> None:
        line = self.lines[index]
        numbered = _NUMBERED_TITLE.match(line.text)
        first = self._first_of_page(line) if numbered and self._at_foot(index) else None
        if numbered and first:
            # A chapter's title at the foot of its first page: read at the head, it cuts no sentence here.
            self._drafts.append(_title(line, numbered, before=first.position))
            return
        if CAPTION.match(line.text) and not ends_sentence(line.text):
            if self._open is not None and self._cut(self._open):
                self._held = (self._open, self._before)
            self._start("caption", index)
            self._in_table = True
        elif index not in self._levels and self._open is not None and self._goes_on(self._open, line, blanks):
            self._open.add(line.start, line.end, joint(self._before.text, line.text))
        elif self._held is not None and not self._in_table and self._resumes(line):
            self._open, before = self._held
            self._open.add(line.start, line.end, joint(before.text, line.text))
            self._held = None
        else:
            self._begin(index)
        self._before = line

    def _begin(self, index: int) -> None:
        """Start the block that the line at ``index`` opens."""
        line = self.lines[index]
        self._at_source = self._in_table and bool(_SOURCE_OF_TABLE.match(line.text))
        if index in self._last_titles:
            self._start("heading", index, level=1)
            self._drafts[-1].order = self._last_titles[index] - 1
        elif numbered := _NUMBERED_TITLE.match(line.text):
            self._drafts.append(_title(line, numbered))
            self._open, self._in_table = None, False
        elif index in self._levels:
            self._start("heading", index, level=self._levels[index])
        elif not self._in_table and is_title(self.lines, index, slides=not self.column):
            self._start("heading", index, level=1)
        elif bullet := BULLET.match(line.text):
            self.marks.set("markup", line.start, line.start + bullet.end())
            self._start("list_item", index, level=1)
        elif self._counted(line) or (self._lost_bullet(line) and not line.text[:8].isascii()):
            self._start("list_item", index, level=1)
        elif self._is_subtitle(index):
            self._start("heading", index, level=3 if self.column else 2)
        else:
            self._start("paragraph", index)
        self._in_table = self._in_table and not self._at_source

    def _start(self, kind: BlockKind, index: int, level: int = 0) -> None:
        line = self.lines[index]
        draft = Draft(kind, level=level, page=line.page)
        draft.add(line.start, line.end)
        if not self.column and self._pages[index] != self._page:
            self._page = self._pages[index]
            draft.apart = self._page not in self._titled
        self._drafts.append(draft)
        self._open = None if kind == "heading" else draft
        self._in_table = self._in_table and kind != "heading"

    def _at_foot(self, index: int) -> bool:
        """Whether no more of the body stands below the line on its page."""
        below = next((line for line in self.lines[index + 1 : index + _WIDEST_BOX] if line), None)
        return below is None or below.starts_page

    def _first_of_page(self, line: Line) -> Draft | None:
        """The first block that begins on the page of ``line``."""
        first = None
        for draft in reversed(self._drafts):
            if line.page is None or draft.page != line.page:
                break
            first = draft
        return first

    def _is_subtitle(self, index: int) -> bool:
        """Whether the line is a bracketed title set right above what belongs to it."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return bool(not self._in_table and _SUBTITLE.match(self.lines[index].text) and following)

    def _goes_on(self, block: Draft, line: Line, blanks: int) -> bool:
        """Whether ``line`` goes on with the open block."""
        if _NUMBERED_TITLE.match(line.text) or BULLET.match(line.text) or _SOURCE.match(line.text):
            return False
        if blanks and (block.kind == "caption" or self._at_source):
            return False
        if self.column and not self._in_table:
            return self._goes_on_in_prose(block, line, blanks)
        return self._goes_on_in_box(block, line, blanks)

    def _goes_on_in_prose(self, block: Draft, line: Line, blanks: int) -> bool:
        gap = blanks > 0 or line.starts_page
        full = self._full(self._before, line)
        if ends_sentence(self._before.text):
            return full and not gap
        if not full:
            return not gap and continues(self._before.text, line.text, full=False)
        return block.kind != "list_item" or not self._counted(line)

    def _full(self, before: Line, line: Line) -> bool:
        """Whether ``before`` reaches the right edge of the column, as far as its words let it."""
        loose = line.text[:1].isascii() or before.text[-1:].isascii()
        return width(before.text) >= (_LOOSE_EDGE if loose else _EDGE) * self.column

    def _goes_on_in_box(self, block: Draft, line: Line, blanks: int) -> bool:
        """The same in a text box of a slide or a cell of a flattened table."""
        before = self._before.text
        if line.starts_page or self._counted(line) or ends_sentence(before) or self._lost_bullet(line):
            return False
        if blanks:
            return blanks == 1 and self._goes_on_below_blank(block, line)
        if len(before) == len(line.text) == 1:
            return not (before + line.text).isascii()  # a label set one character a line
        full = width(before) >= (_LOOSE_EDGE if line.text[0].isascii() else _EDGE) * self._widest
        if continues(before, line.text, full):
            return True
        wrapped = (block.kind == "list_item" or width(before) >= _LONG) and not _RECORD.match(before)
        return full and wrapped and width(before) >= _SHORT and not opens_item(line.text) and before[-1] not in "）)"

    def _goes_on_below_blank(self, block: Draft, line: Line) -> bool:
        """A blank line within a sentence is an accident of the converter: only clear signs tell it."""
        before = self._before.text
        reach = width(before)
        if _LAST_WORD.match(line.text) and reach >= _LONG:
            return True
        if self._in_table and reach < _EDGE * (self.column or _WHOLE):
            return False
        if (_CUT_FIRST.match(line.text) and reach >= _SHORT) or (before[-1] in "、，" and reach >= _LONG):
            return not opens_item(line.text)
        running = (
            not self._in_table
            and bool(_RUNNING.search(line.text))
            and (block.kind == "list_item" or len(block.runs) > 1)
        )
        return reach >= _WHOLE and (continues(before, line.text, full=True) or (running and not opens_item(line.text)))

    def _counted(self, line: Line) -> bool:
        """Whether the line begins with the number of an item; a bare number counts items only in a table."""
        return bool(COUNTED.match(line.text) or (self._in_table and _ROW_NUMBER.match(line.text)))

    def _lost_bullet(self, line: Line) -> bool:
        """Whether a slide's line is set in by the blank that a lost bullet left."""
        return not self.column and line.indent > (1 if line.starts_page or not self._drafts else 0)

    def _cut(self, block: Draft) -> bool:
        """Whether the open block is prose that stops within a sentence at the edge of its column."""
        whole = ends_sentence(self._before.text) or not self._full(self._before, self._before)
        return self.column > 0 and block.kind == "paragraph" and not whole and not self._in_table

    def _resumes(self, line: Line) -> bool:
        """Whether the line behind a table goes on with the prose that the table cut."""
        return not opens_item(line.text) and not _SOURCE.match(line.text)


def _part_cells(lines: list[Line]) -> list[Line]:
    """The lines, those parted where a bullet begins a second cell of a flattened table."""
    parted: list[Line] = []
    for line in lines:
        cell = _SECOND_CELL.match(line.text)
        if not cell:
            parted.append(line)
            continue
        parted.append(replace(line, text=cell[1], end=line.start + cell.end(1)))
        parted.append(Line(line.text[cell.end() :], line.start + cell.end(), line.end, 0, page=line.page))
    return parted


def _title(line: Line, numbered: re.Match[str], before: int | None = None) -> Draft:
    """A numbered title, number and words parted by one blank; ``before`` puts it before what stands there."""
    level = numbered[1].count(".") + 1
    draft = Draft("heading", level=level, page=line.page, order=None if before is None else before - 1)
    draft.add(line.start, line.start + numbered.end(1))
    draft.add(line.start + numbered.end(), line.end, " ")
    return draft

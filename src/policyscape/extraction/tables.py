"""Tables: what a header cell says of the cells below it, and what stands around a table (title, time, source)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured, Hierarchy
from policyscape.extraction.units import CELL_BREAK, Unit
from policyscape.extraction.values import header_parts
from policyscape.fold import fold

__all__ = ["header_of", "surroundings"]

_NUMBERED = re.compile(r"\s*(?:図表|図|表|Table|Figure)\s*\d+\s*|\s*[■◆●○<＜]\s*")
_SOURCE = re.compile(r"\s*[(（]?(?:出典|出所|資料|Source)[)）:：]+\s*")
_SOURCE_END = re.compile(r"のデータ|(?:を|から|より|に|をもとに|を元に)[^。]{0,20}?(?:作成|集計|加工)|[。※<]|$")
_REACH = 3


def header_of(unit: Unit, position: int) -> str | None:
    """The name in the header of the column in which ``unit.text[position]`` stands, its unit left out."""
    column = unit.text.count(CELL_BREAK, 0, position)
    return (header_parts(unit.header[column])[0] or None) if column < len(unit.header) else None


def surroundings(read: Sequence[Unit], number: int, hierarchy: Hierarchy) -> dict[str, tuple[Unit, Captured]]:
    """What a row may take from around its table, as captures: title, when, source, ranking and sourceName."""
    row = read[number]
    found: dict[str, tuple[Unit, Captured]] = {}
    title = next((unit for unit in reversed(row.before) if unit.block is not row.block), None)
    if title:
        numbered = _NUMBERED.match(title.text)
        start = numbered.end() if numbered else 0
        if start < len(title.text):
            found["title"] = title, Captured(start, len(title.text))
        _first(found, "when", title, [m for m in title.mentions if m.type in ("date", "period")])
    source = _source_line(read, number)
    if source:
        _from_source(found, source, hierarchy)
    return found


def _source_line(read: Sequence[Unit], number: int) -> Unit | None:
    block = read[number].block
    behind = (unit for unit in read[number:] if unit.block is not block)
    for _, unit in zip(range(_REACH), behind, strict=False):
        if unit.block.kind in ("heading", "table"):
            return None
        if _SOURCE.match(unit.text):
            return unit
    return None


def _from_source(found: dict[str, tuple[Unit, Captured]], line: Unit, hierarchy: Hierarchy) -> None:
    mark = _SOURCE.match(line.text)
    start = mark.end() if mark else 0
    stop = _SOURCE_END.search(fold(line.text), start)
    end = stop.start() if stop else len(line.text)
    named = [m for m in line.mentions if start <= m.start < end]
    publications = [m for m in named if hierarchy.is_a(m.type, "Publication")]
    _first(found, "ranking", line, publications)
    _first(found, "source", line, publications or [m for m in named if hierarchy.is_a(m.type, "Organization")])
    if start < end:
        found["sourceName"] = line, Captured(start, end)
    if "when" not in found:
        # a date in a source line is that of the publication, unless it stands behind the word for data
        _first(found, "when", line, [m for m in line.mentions if m.type == "date" and _dates_data(line.text, m.start)])


def _dates_data(text: str, position: int) -> bool:
    return fold(text[:position]).endswith("データ(")


def _first(found: dict[str, tuple[Unit, Captured]], name: str, unit: Unit, mentions: Sequence[Mention]) -> None:
    if mentions:
        found[name] = unit, Captured(mentions[0].start, mentions[0].end, (mentions[0],))

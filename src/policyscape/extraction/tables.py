"""Tables: what a header cell says of the cells below it, and what stands around a table (title, time, source)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured
from policyscape.extraction.units import CELL_BREAK, Reader, Unit
from policyscape.extraction.values import header_parts
from policyscape.fold import fold

__all__ = ["header_of", "surroundings"]

_NUMBERED = re.compile(r"\s*(?:図表|図|表|Table|Figure)\s*\d+(?:-\d+)*\s*|\s*[■◆●○<＜]\s*")
_SOURCE = re.compile(r"\s*[(（]?(?:出典|出所|資料|Source)[)）:：]+\s*")
_SOURCE_END = re.compile(r"のデータ|(?:を|から|より|に|をもとに|を元に)[^。]{0,20}?(?:作成|集計|加工)|[。※<]|$")
_REACH = 3


def header_of(unit: Unit, position: int) -> str | None:
    """The name in the header of the column in which ``unit.text[position]`` stands, its unit left out."""
    column = unit.text.count(CELL_BREAK, 0, position)
    names = [header_parts(name)[0] for name in unit.header[: column + 1]]
    if column >= len(names):
        return None
    # a bare ratio is that of the column before: 研究開発費 | 対GDP比
    related = column > 1 and names[column].startswith("対") and names[column - 1]
    return f"{names[column - 1]}の{names[column]}" if related else names[column] or None


def surroundings(read: Sequence[Unit], number: int, reader: Reader) -> dict[str, tuple[Unit, Captured]]:
    """What a row may take from around its table, as captures: title, category, when, source, ranking, sourceName."""
    row = read[number]
    found = _category(read, number)
    title = next((unit for unit in reversed(row.before) if unit.block is not row.block), None)
    if title:
        numbered = _NUMBERED.match(fold(title.text))
        start = numbered.end() if numbered else 0
        if start < len(title.text):
            found["title"] = title, Captured(start, len(title.text))
        # also a year that is part of a name: the ranking of 2025
        dates = [v for v in reader.values.find(title.text) if v.kind in ("date", "period")]
        _first(found, "when", title, [Mention(v.start, v.end, v.kind, value=v) for v in dates])
        _first(found, "ranking", title, _of_class(title.mentions, "Publication", reader))
    source = _source_line(read, number)
    if source:
        _from_source(found, source, reader)
    return found


def _category(read: Sequence[Unit], number: int) -> dict[str, tuple[Unit, Captured]]:
    """The first cell of a row, or of the nearest row above that has one: a category is written once for its block."""
    for unit in reversed(read[: number + 1]):
        if unit.block is not read[number].block:
            break
        start, end = 0, unit.text.find(CELL_BREAK)
        if end > 0 and unit.text[start:end].strip():
            return {"category": (unit, Captured(start, end))}
    return {}


def _source_line(read: Sequence[Unit], number: int) -> Unit | None:
    block = read[number].block
    behind = (unit for unit in read[number:] if unit.block is not block)
    for _, unit in zip(range(_REACH), behind, strict=False):
        if unit.block.kind in ("heading", "table"):
            return None
        if _SOURCE.match(unit.text):
            return unit
    return None


def _from_source(found: dict[str, tuple[Unit, Captured]], line: Unit, reader: Reader) -> None:
    mark = _SOURCE.match(line.text)
    start = mark.end() if mark else 0
    stop = _SOURCE_END.search(fold(line.text), start)
    end = stop.start() if stop else len(line.text)
    named = [m for m in line.mentions if start <= m.start < end]
    publications = _of_class(named, "Publication", reader)
    if "ranking" not in found:
        _first(found, "ranking", line, publications)
    _first(found, "source", line, publications or _of_class(named, "Organization", reader))
    if start < end:
        found["sourceName"] = line, Captured(start, end)
    if "when" not in found:
        # a date in a source line is that of the publication, unless it stands behind the word for data
        _first(found, "when", line, [m for m in line.mentions if m.type == "date" and _dates_data(line.text, m.start)])


def _of_class(mentions: Sequence[Mention], class_: str, reader: Reader) -> list[Mention]:
    return [m for m in mentions if m.entity and reader.hierarchy.is_a(m.type, class_)]


def _dates_data(text: str, position: int) -> bool:
    return fold(text[:position]).endswith("データ(")


def _first(found: dict[str, tuple[Unit, Captured]], name: str, unit: Unit, mentions: Sequence[Mention]) -> None:
    if mentions:
        found[name] = unit, Captured(mentions[0].start, mentions[0].end, (mentions[0],))

"""Numbered titles of plain text: 第2章, Ⅰ．, １．, 2.1 or （1） before a short line that is no sentence."""

from __future__ import annotations

import re

from policyscape.reading.lines import Line, ends_sentence, width

__all__ = ["numbered_titles"]

_DIGIT = r"[\d０-９]"
# from the outermost style of numbers to the innermost; what stands behind the number is the title
_STYLES = (
    re.compile(rf"第\s?(?P<number>{_DIGIT}{{1,2}}|[一二三四五六七八九十])\s?[部章編](?=[\s　])"),
    re.compile(rf"第\s?(?P<number>{_DIGIT}{{1,2}}|[一二三四五六七八九十])\s?節(?=[\s　])"),
    re.compile(r"(?P<number>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[．.、\s　]"),
    re.compile(rf"(?P<number>{_DIGIT}{{1,2}})(?:．|[.、](?!{_DIGIT})|　)"),
    re.compile(rf"(?P<number>{_DIGIT}{{1,2}}[.．]{_DIGIT}{{1,2}})[.．]?[\s　](?!{_DIGIT})"),
    re.compile(rf"(?P<number>{_DIGIT}{{1,2}}(?:[.．]{_DIGIT}{{1,2}}){{2}})[.．]?[\s　](?!{_DIGIT})"),
    re.compile(rf"[（(](?P<number>{_DIGIT}{{1,2}})[）)]"),
)
_INNERMOST = len(_STYLES) - 1
_WIDEST = 70
_NO_TITLE = re.compile(
    r"[、，。：:]$|。|\t|[.…・]{4}|\S\s+\d{1,3}$|\d\s?(?:%|％|円|ドル|ユーロ)|(?:する|した|である|こと|など|等)$"
)
_FEWEST = 2  # of a style: a single number counts nothing
_INSET = 2  # columns by which a title may be set in


def numbered_titles(lines: list[Line]) -> dict[int, int]:
    """Index of the line to level of each numbered title; the title of the document stands above all but its parts.

    A style counts only where two titles of it begin with 1 and 2 and running text stands below: otherwise the numbers
    are those of a list.
    """
    found = {index: style for index, line in enumerate(lines) if (style := _style(lines, index, line)) is not None}
    kept = {style for style in found.values() if _counts([lines[i].text for i, s in found.items() if s == style])}
    levels: dict[int, int] = {}
    path: list[int] = []
    for index, style in sorted(found.items()):
        if style in kept:
            path = [*(above for above in path if above < style), style]
            levels[index] = len(path) + (path[0] > 0)
    return levels


def _style(lines: list[Line], index: int, line: Line) -> int | None:
    """The style of the number before a title, None where the line is none."""
    style = next((number for number, shape in enumerate(_STYLES) if shape.match(line.text)), None)
    titled = style is not None and line.indent <= _INSET and width(line.text) <= _WIDEST
    if not titled or ends_sentence(line.text) or _NO_TITLE.search(line.text) or not _leads(lines, index, style):
        return None
    return style


def _leads(lines: list[Line], index: int, style: int | None) -> bool:
    """Whether running text or a deeper number stands below: items of a list stand right below each other."""
    below = next((line.text for line in lines[index + 1 : index + 4] if line), "")
    deeper = next((number for number, shape in enumerate(_STYLES) if shape.match(below)), None)
    if deeper is not None and style is not None:
        return deeper > style
    return bool(below) and (ends_sentence(below) or style != _INNERMOST)


def _counts(titles: list[str]) -> bool:
    numbers = {match["number"] for title in titles if (match := next(filter(None, (s.match(title) for s in _STYLES))))}
    return len(numbers) >= _FEWEST

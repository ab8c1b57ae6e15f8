"""Enumerations in a text: items behind ①②③ or (1)(2)(3), and items that commas or quotation marks part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from policyscape.extraction.patterns import Captured, Hierarchy
from policyscape.extraction.rules import Rule
from policyscape.extraction.units import Unit
from policyscape.fold import fold
from policyscape.records import Span

__all__ = ["marked_items", "ordinal", "parts_of", "pieces", "whole_name"]

_MARKS = (re.compile(r"[①-⑳]\s*"), re.compile(r"\(\d{1,2}\)\s*"))
_OPENING, _CLOSING = "（(「『【[", "）)」』】]"
_COMMA, _AND = re.compile(r"[、，]"), re.compile(r"[、，]?(?:および|及び|ならびに|並びに)|[、，]")
_QUOTED = re.compile(r"「([^「」]{1,40})」(?:、|と|及び|および)?")
_QUOTED_RUN = re.compile(rf"(?:{_QUOTED.pattern.replace('(', '(?:', 1)})+$")
_TRAILING = re.compile(r"(?:[\s、,，]|および|及び|ならびに|並びに|(?:と|や|等|など|だけでなく|のほか)(?=$))+$")
# where the sentence takes up the whole enumeration again behind its last item: …の7領域を指定, …することを目標とし
_RESUMED = re.compile(
    r"(?:の|という|といった|など|等)?、?(?:の)?\d+(?:つ|本|領域|分野|項目|点)|(?:する)?ことを|、?に関(?:して|する)|、?に(?:ついて|取り組|重点)|での(?:研究|開発)"
    r"|、?[をがに](?=(?:(?!こと)[^。、]){0,12}(?:挙げ|掲げ|示|指定|特定|推進|実施|目標|柱|基軸|軸|整理|提示|進め|重視|強化|盛り込|定め|分類|行))|[。]"
)
_LONGEST_ITEM = 58
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十]")
_BRACKET = re.compile(r"\s*[（(][^（）()]*[）)]|[」』]?(?:分野|領域)?")


def marked_items(text: str) -> Iterator[tuple[int, int, int]]:
    """Each item behind a mark of a rising series, as start, end and ordinal; nothing where marks are no series."""
    folded = fold(text)
    for marks in (list(pattern.finditer(folded)) for pattern in _MARKS):
        series = _rising(marks)
        if len(series) < 2:
            continue
        ends = [mark.start() for mark in series[1:]] + [len(text)]
        for number, (mark, end) in enumerate(zip(series, ends, strict=True), start=1):
            start, end = _item(folded, mark.end(), end, last=number == len(series))
            if 2 <= end - start <= _LONGEST_ITEM:
                yield start, end, number
        return


def pieces(text: str, start: int, end: int, count: int | None = None) -> list[Span]:
    """The items of an enumeration without marks; with ``count`` they are parted so that there are at least as many."""
    folded = fold(text)
    run = _QUOTED_RUN.search(folded, start, end)
    quoted = [match.span(1) for match in _QUOTED.finditer(folded, run.start(), end)] if run else []
    if len(quoted) > 1 and (count is None or len(quoted) >= count):
        return quoted
    parts = _parted(folded, start, end, _COMMA)
    if count is None or len(parts) < count:
        parts = _parted(folded, start, end, _AND)
    return [span for span in (_stripped(folded, *part) for part in parts) if span[0] < span[1]]


def ordinal(mark: str) -> int | None:
    """The number a mark stands for: ③, (3) and 三 are 3."""
    digits = unicodedata.normalize("NFKC", mark).strip("() ")
    if len(digits) == 1:
        return int(unicodedata.numeric(digits, 0)) or None
    return int(digits) if digits.isdecimal() else None


def parts_of(
    rule: Rule, unit: Unit, captured: Captured, captures: Mapping[str, tuple[Unit, Captured]]
) -> Sequence[Span]:
    """The parts of an enumeration of words, none when there are not as many as the number a rule points to says."""
    if not (rule.count or rule.last):
        return pieces(unit.text, captured.start, captured.end)
    counted = captures.get(rule.count or rule.last or "")
    number = _number(*counted) if counted else 0
    parts = pieces(unit.text, captured.start, captured.end, number)
    if rule.last and number:
        parts = parts[-number:]
    return parts if len(parts) == number else ()


def _number(unit: Unit, captured: Captured) -> int:
    """The number that captured words give, as a value or in Chinese numerals: 3つの, 三つの."""
    value = captured.mentions[0].value if captured.mentions else None
    if value:
        return int(value.main) if isinstance(value.main, int) else 0
    numeral = _NUMERAL.search(fold(unit.text[captured.start : captured.end]))
    return ordinal(numeral[0]) or 0 if numeral else 0


def whole_name(unit: Unit, captured: Captured, type_: str, hierarchy: Hierarchy) -> str | None:
    """The entity of a class that is all the captured words name, apart from a bracket behind the name."""
    for mention in unit.mentions:
        if mention.start == captured.start and mention.entity and hierarchy.is_a(mention.type, type_):
            rest = unit.text[mention.end : captured.end]
            if not rest or _BRACKET.fullmatch(rest):
                return mention.entity
    return None


def _rising(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The marks from the first one on as far as they count 1, 2, 3."""
    series: list[re.Match[str]] = []
    for mark in marks:
        if ordinal(mark[0]) != len(series) + 1:
            break
        series.append(mark)
    return series


def _item(text: str, start: int, end: int, *, last: bool) -> Span:
    close = _closing_bracket(text, start, end)
    if close is not None:
        end = close
    elif last:
        resumed = _RESUMED.search(text, start + 1, end)
        end = resumed.start() if resumed else end
    return _stripped(text, start, end)


def _closing_bracket(text: str, start: int, end: int) -> int | None:
    """Where a bracket closes that was opened before the item."""
    depth = 0
    for index in range(start, end):
        depth += (text[index] in _OPENING) - (text[index] in _CLOSING)
        if depth < 0:
            return index
    return None


def _parted(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    """The spans between separators that stand outside of brackets."""
    spans: list[Span] = []
    first, depth, index = start, 0, start
    while index < end:
        depth += (text[index] in _OPENING) - (text[index] in _CLOSING)
        match = separator.match(text, index, end) if depth == 0 else None
        if match:
            spans.append((first, index))
            first = index = match.end()
        else:
            index += 1
    return [*spans, (first, end)]


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    trailing = _TRAILING.search(text, start, end)
    return start, trailing.start() if trailing else end

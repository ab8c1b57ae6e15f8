"""New names: what no file of entities declares, known by its ending, its quotation marks, its label or its bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policyscape.fold import key

__all__ = ["NewName", "NewNames"]

_NAME = r"[一-龠々〆ヶァ-ヴーA-Za-z・]"
# where the endings of a shape are looked for; a name in running text may go on as 大学院 or 大学発
_SHAPES = {
    "running": _NAME
    + r"{{2,28}}?(?:{})(?!(?!大学院|発|及び|並びに|会長|理事長|教授|准教授|社長|代表|所長|学長|執行役員|名誉|副会長"
    r"|専務|客員|特任|第\d)" + _NAME + ")",
    "opened": r"(?:国家(?!的|間|公務|安全保障|プロジェクト)|第\d{{1,2}}[期次])"
    + _NAME
    + "{{2,24}}?(?:{})(?!(?!等)"
    + _NAME
    + ")",
    "quoted": r"(?<=[「『])[^「」『』。]{{2,50}}?(?:{})(?=[」』])",
    "defined": _NAME
    + r"{{2,30}}?(?:{})(?=[」』]?\s?\((?:(?:略称:?|以下、?)?[「『]?[A-Z][A-Za-z0-9*&+. -]{{1,40}}[」』]?"
    r"|以下[、,]?\s?[「『][^「」『』、。()]{{2,24}}[」』](?:とい?う?[^()]{{0,3}})?)\))",
    "formed": r"(?:{})",
    "founded": r"(?<=「)[^「」。、()]{{2,40}}?(?=」(?:\([^()]{{2,40}}\))?(?:を|が)[^。、]{{0,8}}(?:{}))",
    "begun": r"(?<=「)[^「」。、()]{{2,40}}?(?=」(?:\([^()]{{2,40}}\))?(?:を|が)(?:{}))",
    "clause": r"(?:(?<=[、。:])|^)[^、。:「」|\s()\d][^、。:「」|()]{{4,45}}?(?:{})(?=\([^()]{{2,30}}\))",
    "whole": r"(?<![^|])(?:\(?\d{{1,2}}[).]\s?|[①-⑳]\s?)?(?!図|表|資料)"
    r"[^。、,|:;\s()“”\"][^。、,|:;()“”\"]{{4,48}}?(?:{})"
    r"(?=\s*(?:[【\[(](?:新規|拡充|継続|一部新規|骨子|案|素案|概要|抄|概要版)[】\])]|\||\s|$))",
}
_NUMBERED = re.compile(r"\s*(?:[①-⑳■□◆◇●○・]|\(?\d{1,2}[).．]|[ⅠⅡⅢⅣⅤⅥ][.．]?)\s*")
_NTH = re.compile(r"第\d{1,2}$")
_SEPARATOR = re.compile(r"[、,/\n]|(?<=[\s)])及び")
_TAIL = re.compile(r"\s*(?:\(.*|[※【].*|等|など|ほか|他)\s*$", re.DOTALL)
_ENDS_SENTENCE = re.compile(r"(?:する|した|して|される|された|こと|べき|ない|ます|です|など|等)$|^\W*$|^[\d.,%-]+")
_SENTENCE = re.compile(rf"{_ENDS_SENTENCE.pattern}|[。をはがにで](?![ぁ-ん])")
_LONGEST_PART = 30
_QUOTES = ("「", "『")  # behind a noun that only tells what the quoted name is


@dataclass(frozen=True, slots=True)
class NewName:
    """A span of a folded text that is a name, with the class and the kind of id its form tells; ``sure`` by a label."""

    start: int
    end: int
    type: str
    kind: str
    sure: bool = False


class NewNames:
    """Finds new names by the forms of ``rules/names.yaml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._generic = {key(word) for word in data["generic"]}
        self._openings = tuple(data["openings"])

    def find(self, text: str, header: Sequence[str] = ()) -> Iterator[NewName]:
        """Names in a folded text, which may overlap; ``header`` names the columns when the text is a row."""
        yield from self._labelled(text, header)
        yield from self._shaped(text)
        yield from self._apposed(text)
        yield from self._persons(text)

    def is_generic(self, name: str) -> bool:
        """Whether a name is one of the words that name nothing in particular."""
        return key(name) in self._generic

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str, str]]:
        return [
            (
                re.compile(shape.format("|".join(sorted(form["endings"], key=len, reverse=True)))),
                form["type"],
                form["kind"],
            )
            for where, shape in _SHAPES.items()
            for form in self._data[where]
        ]

    def _shaped(self, text: str) -> Iterator[NewName]:
        for pattern, type_, kind in self._patterns:
            for match in pattern.finditer(text):
                name = match[0].lstrip("・")
                name = name[len(self._prefix(name)) :]
                start = match.end() - len(name)
                numbered = _NTH.search(text, 0, start) if name[:1] in ("期", "次") else None
                if numbered:  # 第4期海洋基本計画
                    start, name = numbered.start(), numbered[0] + name
                before = text[match.start() - 1] if match.start() else ""
                running = pattern.pattern.startswith((_NAME, "(?:国家"))
                cut = running and (re.match(_NAME, before) or text[match.end() : match.end() + 1] in _QUOTES)
                fit = self._fit(name) if before not in _QUOTES else key(name) not in self._generic
                if fit and not cut and not _is_quotation(text, *match.span()):
                    yield NewName(start, match.end(), type_, kind)

    def _prefix(self, name: str) -> str:
        numbered = _NUMBERED.match(name)
        if numbered:
            return numbered[0]
        return next((word for word in self._data["prefixes"] if name.startswith(word)), "")

    def _fit(self, name: str) -> bool:
        return len(name) > 2 and key(name) not in self._generic and not name.startswith(self._openings)

    def _labelled(self, text: str, header: Sequence[str]) -> Iterator[NewName]:
        """Names a label announces, in a cell below the header of a column or behind the label and a colon."""
        start = 0
        for number, cell in enumerate(text.split("|") if header else ()):
            label = re.sub(r"\s|\(.*", "", header[number]) if number < len(header) else ""
            yield from self._parts(text, start, start + len(cell), self._labels.get(label))
            start += len(cell) + 1
        label_line = None if header else self._label_line.match(text)
        if label_line:
            yield from self._parts(text, label_line.end(), len(text), self._labels[label_line["label"]])

    @cached_property
    def _labels(self) -> dict[str, Mapping[str, str]]:
        return {word: form for form in self._data["labels"] for word in form["words"]}

    @cached_property
    def _label_line(self) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, self._labels), key=len, reverse=True))
        return re.compile(rf"\W{{0,2}}(?P<label>{words})\s?[:】]\s?")

    def _parts(self, text: str, start: int, end: int, form: Mapping[str, str] | None) -> Iterator[NewName]:
        if form is None:
            return
        for part_start, part_end in _parted(text, start, end):
            words = text[part_start:part_end]
            long = len(words) > (_LONGEST_PART if form["kind"] in ("org", "person") else 2 * _LONGEST_PART)
            worded = _ENDS_SENTENCE if form["kind"] == "policy" else _SENTENCE
            if not long and not worded.search(words) and self._fit_label(words):
                yield NewName(part_start, part_end, self._type_of(words, form["type"]), form["kind"], sure=True)

    def _fit_label(self, words: str) -> bool:
        return len(words) > 1 and key(words) not in self._generic and key(words) not in self._common

    @cached_property
    def _common(self) -> set[str]:
        return {key(word) for word in self._data["common"]}

    def _type_of(self, name: str, type_: str) -> str:
        """The class a label tells, or the narrower one the name's own form does."""
        narrower: Mapping[str, str] = self._data["narrowed"].get(type_, {})
        return next((class_ for class_, form in narrower.items() if re.search(form, name)), type_)

    @cached_property
    def _apposition(self) -> list[tuple[re.Pattern[str], str, str]]:
        shapes = {
            "apposed": r"(?:{})「([^「」。、]{{2,40}})」",
            "postposed": r"「([^「」。、()]{{3,40}})」(?:{})(?![一-龠])",
        }
        return [
            (re.compile(shape.format("|".join(form["nouns"]))), form["type"], form["kind"])
            for where, shape in shapes.items()
            for form in self._data[where]
        ]

    def _apposed(self, text: str) -> Iterator[NewName]:
        """A quoted name behind or before the noun that tells what it is."""
        for pattern, type_, kind in self._apposition:
            for match in pattern.finditer(text):
                if not _SENTENCE.search(match[1]) and self._fit(match[1]):
                    yield NewName(*match.span(1), type_, kind)

    @cached_property
    def _person_patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(pattern) for pattern in self._data["persons"]]

    def _persons(self, text: str) -> Iterator[NewName]:
        for pattern in self._person_patterns:
            for match in pattern.finditer(text):
                if not match["name"].endswith(tuple(self._data["offices"])) and key(match["name"]) not in self._common:
                    yield NewName(*match.span("name"), "Person", "person", sure=True)


def _is_quotation(text: str, start: int, end: int) -> bool:
    """Whether a text is nothing but the quotation: a motto or theme, not a name in use."""
    return text[:start].strip() in _QUOTES and text[end:].strip() in ("」", "』")


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the parts of a list of names, bare of quotation marks, brackets behind them and 等."""
    position = start
    for stop in [*(m.start() for m in _SEPARATOR.finditer(text, start, end)), end]:
        first, last = position, stop
        position = stop + 1
        tail = _TAIL.search(text, first, last)
        last = tail.start() if tail else last
        while first < last and (text[first].isspace() or text[first] in "「『・"):
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in "」』"):
            last -= 1
        if first < last:
            yield first, last

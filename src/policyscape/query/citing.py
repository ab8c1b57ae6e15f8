"""Answers that can be quoted: with a list of the documents they were read from, as Markdown or BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.query.evidence import Place, Row, Run, facts_of_rows, places_of
from policyscape.query.formats import render
from policyscape.query.running import Result

__all__ = ["CITATIONS", "cite"]

CITATIONS = ("markdown", "bibtex")

_HEAD = {"en": "Sources", "ja": "出典"}
_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL = re.compile(r"([\\{}$&#%_~^])")


def cite(result: Result, text: str, run: Run, form: str, language: str = "en") -> str:
    """The answer of a prepared text with its sources: a Markdown table with numbered sources, or BibTeX entries.

    InputError on another form, and where the rows stand for no single facts.
    """
    if form not in CITATIONS:
        raise InputError(f"there are no citations as {form!r}; there are {', '.join(CITATIONS)}.")
    facts = facts_of_rows(result, text, run)
    shown = [facts.get(row, ()) for row in result.rows]
    places = places_of({fact for found in shown for fact in found}, run, language)
    by_document: dict[str, list[Place]] = {}
    for found in shown:
        for place in (place for fact in found for place in places.get(fact, ())):
            by_document.setdefault(place.document, []).append(place)
    if form == "bibtex":
        return "\n".join(_bibtex(document, found) for document, found in sorted(by_document.items()))
    return _markdown(result, shown, places, by_document, language)


def _bibtex(document: str, places: Sequence[Place]) -> str:
    """One entry; the places stand in the note."""
    first = places[0]
    fields = {
        "title": f"{{{_escaped(first.title)}}}",
        "institution": f"{{{_escaped(first.publisher)}}}",
        "year": first.date[:4],
        "month": first.date[5:7],
        "type": "Policy document",
        "note": _escaped("; ".join(_at(places))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value not in ("", "{}")]
    return "\n".join([f"@techreport{{{document},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(
        lambda sign: r"\textbackslash{}" if sign[1] == "\\" else "\\" + sign[1], text.replace("\n", " ")
    )


def _at(places: Iterable[Place]) -> list[str]:
    """Pages, or lines where there are none, in their order."""
    pages = sorted({int(place.page) for place in places if place.page})
    lines = sorted({int(place.line) for place in places if place.line and not place.page})
    return [*(f"p. {page}" for page in pages), *(f"line {line}" for line in lines)]


def _markdown(
    result: Result,
    shown: Sequence[Sequence[str]],
    places: Mapping[str, Sequence[Place]],
    by_document: Mapping[str, Sequence[Place]],
    language: str,
) -> str:
    numbers = {document: number for number, document in enumerate(by_document, start=1)}

    def marks(facts: Sequence[str]) -> ox.Literal:
        found = [place for fact in facts for place in places.get(fact, ())]
        told = dict.fromkeys(f"[{numbers[place.document]}] {', '.join(_at([place]))}".rstrip() for place in found)
        return ox.Literal("; ".join(told))

    head = _HEAD[language]
    rows: tuple[Row, ...] = tuple((*row, marks(facts)) for row, facts in zip(result.rows, shown, strict=True))
    table = render(replace(result, columns=(*result.columns, head.lower()), rows=rows), "markdown")
    sources = [f"{number}. {_source(by_document[document][0])}" for document, number in numbers.items()]
    return "\n".join([table, f"**{head}**", "", *sources]) + "\n"


def _source(place: Place) -> str:
    told = ". ".join(filter(None, (place.publisher, place.title, place.date)))
    return re.sub(r"([|*_\[\]`\\])", r"\\\1", told.replace("\n", " ")).replace("<", "&lt;") + "."

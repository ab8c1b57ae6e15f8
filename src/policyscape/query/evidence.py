"""The evidence of an answer: for each row the facts it was made from, and where in which document they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.namespaces import FACT, PREFIXES
from policyscape.query import text as sparql
from policyscape.query.running import Result
from policyscape.query.text import Term

__all__ = ["Place", "Row", "Run", "describe_facts", "facts_of_rows", "places_of", "with_evidence"]

Run: TypeAlias = Callable[[str], Result]
"""Runs a prepared text on the graph that was asked."""

Row: TypeAlias = tuple[Term | None, ...]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact was read. ``document`` is the id; page, line and words are empty where the build had none."""

    document: str
    title: str
    publisher: str
    date: str
    heading: str = ""
    page: str = ""
    line: str = ""
    words: str = ""

    def shown(self, language: str = "en") -> str:
        """The place in one line: title, heading, page or line, and the words in corner brackets."""
        at = f"p. {self.page}" if self.page else f"line {self.line}" if self.line else ""
        if language == "ja":
            at = f"{self.page}頁" if self.page else f"{self.line}行" if self.line else ""
        words = f"「{self.words}」" if self.words else ""
        return ", ".join(filter(None, (self.title, self.heading, at))) + words


def with_evidence(result: Result, text: str, run: Run, language: str = "en") -> Result:
    """The answer of a prepared text with one more column ``evidence``: the places of the facts of each row.

    InputError where no row can have a fact of its own: an answer that counts, or that is not a table.
    """
    facts = facts_of_rows(result, text, run)
    places = places_of({fact for found in facts.values() for fact in found}, run, language)
    rows = tuple((*row, _cell(facts.get(row, ()), places, language)) for row in result.rows)
    return replace(result, columns=(*result.columns, "evidence"), rows=rows)


def _cell(facts: Iterable[str], places: Mapping[str, Sequence[Place]], language: str) -> ox.Literal | None:
    shown = list(dict.fromkeys(place.shown(language) for fact in facts for place in places.get(fact, ())))
    return ox.Literal("; ".join(shown)) if shown else None


def facts_of_rows(result: Result, text: str, run: Run) -> dict[Row, tuple[str, ...]]:
    """The IRIs of the facts behind each row: what every variable of the outermost group has for it.

    The query is asked once more with all its variables, without LIMIT, so that rows and facts can be matched.
    """
    more = _with_all_variables(text, result)
    width = len(result.columns)
    facts: dict[Row, dict[str, None]] = {}
    for row in run(more).rows if more else result.rows:
        iris = (term.value for term in row if isinstance(term, ox.NamedNode) and term.value.startswith(str(FACT)))
        facts.setdefault(row[:width], {}).update(dict.fromkeys(iris))
    if result.rows and not any(facts.values()):
        raise InputError("the rows of this answer stand for no single facts; ask a query that lists facts.")
    return {row: tuple(found) for row, found in facts.items()}


def _with_all_variables(text: str, result: Result) -> str:
    """The query with every variable of its outermost group selected; empty where it groups or is no SELECT."""
    plain = sparql.without_strings(text)
    start, end = sparql.outer_group(text)
    after = plain[end:]
    if sparql.form_of(text) != "SELECT" or re.search(r"\bgroup\s+by\b", after, re.IGNORECASE):
        return ""
    head = text[: next(re.finditer(r"\bselect\b", plain, re.IGNORECASE)).start()]
    found = ox.Store().query(f"{head} SELECT * {{ {text[start:end]} }}")
    names = [one.value for one in found.variables] if isinstance(found, ox.QuerySolutions) else []
    fresh = "".join(f" ?{name}" for name in names if name not in result.columns)
    clause = re.sub(r"\s*(where)?\s*$", "", text[len(head) : start - 1], flags=re.IGNORECASE)
    chosen = f"SELECT {' '.join('?' + name for name in result.columns)}" if "*" in clause else clause
    tail = re.sub(r"\b(limit|offset)\s+\d+", "", text[end:], flags=re.IGNORECASE)
    return f"{head}{chosen}{fresh} WHERE {{{text[start:end]}{tail}"


def places_of(facts: Iterable[str], run: Run, language: str = "en") -> dict[str, list[Place]]:
    """The places of facts by their IRIs, in the order of document and line."""
    found: dict[str, list[Place]] = {}
    wanted = sorted(facts)
    for first in range(0, len(wanted), _AT_ONCE):
        nodes = " ".join(f"<{iri}>" for iri in wanted[first : first + _AT_ONCE])
        for row in run(_PLACES.replace("@FACTS", nodes).replace("@LANGUAGE", language)).rows:
            fact, document, *texts = ("" if term is None else getattr(term, "value", "") for term in row)
            place = Place(document.rsplit("/", 1)[-1], *texts)
            found.setdefault(fact, []).append(place)
    return found


_PLACES = f"""PREFIX ps: <{PREFIXES["ps"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?fact ?document ?title ?publisher ?date ?heading ?page ?line ?words WHERE {{
  VALUES ?fact {{ @FACTS }}
  ?fact ps:evidence ?place ; ps:statedIn ?document .
  OPTIONAL {{ ?document rdfs:label ?title FILTER (LANG(?title) = "@LANGUAGE") }}
  OPTIONAL {{ ?document ps:publisher ?publisher }}
  OPTIONAL {{ ?document ps:documentDate ?date }}
  OPTIONAL {{ ?place ps:heading ?heading }}
  OPTIONAL {{ ?place ps:page ?page }}
  OPTIONAL {{ ?place ps:line ?line }}
  OPTIONAL {{ ?place ps:quote ?words }}
}}
ORDER BY ?fact ?document ?line"""


def describe_facts(result: Result, text: str, run: Run) -> Result:
    """The triples of the facts behind an answer, as a CONSTRUCT gives them."""
    facts = sorted({fact for found in facts_of_rows(result, text, run).values() for fact in found})
    triples: list[Row] = []
    for first in range(0, len(facts), _AT_ONCE):
        nodes = " ".join(f"<{iri}>" for iri in facts[first : first + _AT_ONCE])
        triples += run(f"CONSTRUCT {{ ?fact ?p ?o }} WHERE {{ VALUES ?fact {{ {nodes} }} ?fact ?p ?o }}").rows
    return Result(("subject", "predicate", "object"), tuple(triples), "CONSTRUCT")

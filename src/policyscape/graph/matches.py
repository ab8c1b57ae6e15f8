"""Classes of entities that are SKOS schemes as well (technologies): their schemes, and matches judged by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import yaml

from policyscape.errors import RecordError
from policyscape.graph import terms
from policyscape.graph.record import Record
from policyscape.ontology import Ontology

__all__ = ["MATCHES_GRAPH", "Match", "match_triples", "read_matches", "scheme_triples"]

MATCHES_GRAPH = "interpretation/technology-matches"
_FILE = "technology-matches.yaml"
_INVERSES = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "narrowMatch": "broadMatch",
    "broadMatch": "narrowMatch",
}


@dataclass(frozen=True, slots=True)
class Match:
    """``source`` and ``target`` are entity ids, ``kind`` a SKOS mapping relation; ``reason`` is what decided."""

    source: str
    kind: str
    target: str
    reason: str
    place: str


def scheme_triples(record: Record, ontology: Ontology) -> Iterator[ox.Triple]:
    """Each entity of a class with a scheme stands in that scheme, at the top of it where nothing is broader."""
    for entity in record.entities.values():
        if scheme := ontology.klass(entity.type).scheme:
            subject, whole = terms.entity(entity.id), terms.code(scheme)
            yield ox.Triple(subject, terms.node("skos:inScheme"), whole)
            if "broader" not in entity.links:
                yield ox.Triple(subject, terms.node("skos:topConceptOf"), whole)


def read_matches(folder: Path | None) -> list[Match]:
    """The matches in ``judgements/`` of a record's folder; none where there is no such file."""
    path = folder / "judgements" / _FILE if folder else None
    if path is None or not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if re.match(r"- ", line)]
    try:
        return [
            Match(row["from"], row["match"], row["to"], row["reason"], f"{_FILE}:{line}")
            for row, line in zip(yaml.safe_load(text) or [], lines, strict=True)
        ]
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise RecordError(f"a match is one line with from, match, to and reason ({error}).", _FILE) from error


def match_triples(matches: Iterable[Match], record: Record, ontology: Ontology) -> Iterator[ox.Triple]:
    """Both directions of each match; RecordError on an unknown end or kind, a repetition or a contradiction."""
    seen: set[frozenset[str]] = set()
    for match in matches:
        if match.kind not in _INVERSES:
            raise RecordError(f"there is no match {match.kind!r}; there are {', '.join(_INVERSES)}.", match.place)
        for end in (match.source, match.target):
            if end not in record.entities or not ontology.klass(record.entities[end].type).scheme:
                raise RecordError(f"{end} is no entity of a class with a scheme, such as Technology.", match.place)
        pair = frozenset({match.source, match.target})
        if pair in seen or len(pair) == 1:
            raise RecordError(f"{match.source} and {match.target} are judged twice or are one.", match.place)
        seen.add(pair)
        if match.kind != "closeMatch" and _in_one_line(match, record):
            raise RecordError(
                f"{match.source} and {match.target} stand above each other by broader links, so {match.kind} "
                "is wrong or says it twice; remove one.",
                match.place,
            )
        one, other = terms.entity(match.source), terms.entity(match.target)
        yield ox.Triple(one, terms.node(f"skos:{match.kind}"), other)
        yield ox.Triple(other, terms.node(f"skos:{_INVERSES[match.kind]}"), one)


def _in_one_line(match: Match, record: Record) -> bool:
    return match.source in _above(match.target, record) or match.target in _above(match.source, record)


def _above(identifier: str, record: Record) -> set[str]:
    found: set[str] = set()
    waiting = [identifier]
    while waiting:
        entity = record.entities.get(waiting.pop())
        for wider in entity.links.get("broader", ()) if entity else ():
            if wider not in found:
                found.add(wider)
                waiting.append(wider)
    return found

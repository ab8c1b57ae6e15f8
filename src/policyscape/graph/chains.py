"""Conclusions from chains of relations (a programme's participants are supported by who administers it), as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import yaml

from policyscape.errors import RecordError
from policyscape.namespaces import PREFIXES
from policyscape.paths import RULES

__all__ = ["Chain", "read_chains"]


@dataclass(frozen=True, slots=True)
class Chain:
    """``when`` is a pattern of SPARQL and ``then`` the triple it gives; ``labels`` say both in words, by language."""

    name: str
    labels: Mapping[str, str]
    when: str
    then: str

    @property
    def query(self) -> str:
        """The rule as SPARQL."""
        return f"CONSTRUCT {{ {self.then} }} WHERE {{ {self.when} }}"

    def conclude(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """What the rule makes of triples; RecordError where it is not SPARQL."""
        store = ox.Store()
        store.bulk_extend(ox.Quad(*triple) for triple in triples)
        try:
            found = store.query(self.query, prefixes=PREFIXES)
        except SyntaxError as error:
            raise RecordError(f"the rule {self.name} is not SPARQL: {error}.", "inference.yaml") from error
        assert isinstance(found, ox.QueryTriples)
        yield from found


@cache
def read_chains(path: Path = RULES / "inference.yaml") -> tuple[Chain, ...]:
    """The rules of a file, in its order; RecordError on a rule that lacks a part."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    try:
        return tuple(Chain(row["name"], row["labels"], row["if"], row["then"]) for row in rows)
    except (KeyError, TypeError) as error:
        raise RecordError(f"a rule has name, labels, if and then ({error}).", path.name) from error

"""Profiles: which part of the graph a partner gets, and in whose vocabulary; the queries of ``handover/profiles``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.graph import terms
from policyscape.graph.description import DATASET
from policyscape.handover.selecting import Selection, select
from policyscape.paths import HANDOVER
from policyscape.query import Parameter, Query, list_queries, parse_query, run_query

__all__ = ["Profile", "find_profile", "list_profiles", "profile_of_query"]

FOLDER = HANDOVER / "profiles"
# What every export says of the dataset it is of, whatever the profile: nobody may use data without a licence.
_KEPT = {terms.node(c) for c in ("rdf:type", "dct:title", "dct:license", "owl:versionInfo", "dct:description")}


@dataclass(frozen=True, slots=True)
class Profile:
    """A query of the folder with the value given for it (``country=JP``), or a query of the user's."""

    name: str
    query: Query
    value: str | None = None

    @property
    def label(self) -> str:
        """How it is asked for."""
        return self.name if self.value is None else f"{self.name}={self.value}"

    @property
    def in_graphs(self) -> bool:
        """Whether its triples keep their named graphs; what a query constructs has none."""
        return self.query.more.get("gives") != "triples"

    def quads(self, store: ox.Store) -> Iterator[ox.Quad]:
        """The quads of the profile, in no order; InputError where it selects no fact."""
        gives = self.query.more.get("gives")
        if gives == "graphs":
            yield from store.quads_for_pattern(None, None, None, None)
        elif gives == "facts":
            yield from _header(store)
            yield from self._selection(store).quads()
        else:
            yield from _without_graph(_header(store))
            yield from _constructed(store, self.query)

    def _selection(self, store: ox.Store) -> Selection:
        result = run_query(store, self.query, parameters=self._values())
        facts = frozenset(row[0].value for row in result.rows if isinstance(row[0], ox.NamedNode))
        if not facts:
            raise InputError(f"the graph has no facts of {self.label}; policyscape export --list tells what there is.")
        graphs = tuple(self.query.more.get("graphs", "").split())
        return select(store, facts, graphs, evidence=self.query.more.get("evidence") != "no")

    def _values(self) -> dict[str, str]:
        """The parameter's value; a bare country code or id of a document is an id of that kind."""
        if self.value is None:
            return {}
        (parameter,) = self.query.parameters
        if parameter.of == "Country" and re.fullmatch("[A-Za-z]{2}", self.value):
            return {parameter.name: f"place/{self.value.lower()}"}
        return {parameter.name: f"document/{self.value}" if _is_slug(parameter, self.value) else self.value}


def list_profiles(folder: Path = FOLDER) -> list[Query]:
    """The queries behind all profiles, by name."""
    return list_queries(folder)


def find_profile(words: str, folder: Path = FOLDER) -> Profile:
    """The profile of this name, ``name=value`` where it takes a value; InputError says which there are."""
    name, _, value = words.partition("=")
    known = {query.name: query for query in list_profiles(folder)}
    if name not in known:
        near = difflib.get_close_matches(name, known, n=2)
        hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(known)}."
        raise InputError(f"there is no profile {name!r}; {hint}")
    if bool(known[name].parameters) != bool(value):
        way = f"takes a value: --profile {name}=…" if known[name].parameters else f"takes no value: --profile {name}"
        raise InputError(f"the profile {name} {way}.")
    return Profile(name, known[name], value or None)


def profile_of_query(path: Path) -> Profile:
    """A profile of the user's: a file with a CONSTRUCT query."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the query file {path} cannot be read: {error}.") from error
    query = parse_query(text, path.stem)
    return Profile(path.stem, replace(query, more={"gives": "triples"}))


def _header(store: ox.Store) -> Iterator[ox.Quad]:
    for quad in store.quads_for_pattern(DATASET, None, None, None):
        if quad.predicate in _KEPT:
            yield quad


def _without_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    return (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _constructed(store: ox.Store, query: Query) -> Iterator[ox.Quad]:
    result = run_query(store, query)
    if result.form != "CONSTRUCT":
        raise InputError(f"the query {query.name} is a {result.form}; a profile is a CONSTRUCT query.")
    for subject, predicate, thing in result.rows:
        yield ox.Quad(subject, predicate, thing)  # type: ignore[arg-type]  # a triple's own terms


def _is_slug(parameter: Parameter, value: str) -> bool:
    return parameter.of == "Document" and re.fullmatch(r"[a-z0-9][a-z0-9._-]*", value) is not None

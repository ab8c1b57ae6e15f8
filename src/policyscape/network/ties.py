"""The rows of a projection's query as ties, and the selection of those that a network is built from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from policyscape.errors import InputError, RecordError
from policyscape.network.facts import FactInfo, read_fact_infos
from policyscape.network.projections import Projection
from policyscape.network.terms import DECIDED, EDGES, ENTITY_BASE, MODALITY_BASE
from policyscape.store import Graph

__all__ = ["Selection", "Tie", "Ties", "read_ties", "selection_for"]

_COLUMNS = ("source", "target", "kind", "via", "fact", "otherFact", "weight", "currency")
_DEFAULT_MODALITY = "decided"


@dataclass(frozen=True, slots=True)
class Tie:
    """One row: two entities (IRIs), what ties them, and the facts it rests on, which must all hold.

    Several rows may give the same tie on other facts. A query names the graph of plain edges where no fact is known;
    it is among ``facts`` while ties are selected, and left out afterwards.
    """

    source: str
    target: str
    kind: str | None = None
    via: str | None = None
    facts: tuple[str, ...] = ()
    weight: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Ties:
    """The selected ties, sorted, and what is known of each fact they rest on, by IRI."""

    rows: list[Tie]
    facts: Mapping[str, FactInfo]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which ties a network takes; an empty member does not restrict.

    ``documents`` and ``countries`` are ids as in the record (``meti-2025-interim``, ``place/jp``), ``years`` the first
    and the last year, ``modalities`` the codes that a fact may have (None: what the projection declares). A tie is
    taken if all facts it rests on are of the selection; one without the value asked for is left out.
    ``fold_successors`` replaces a predecessor by what succeeded it.
    """

    modalities: frozenset[str] | None = None
    years: tuple[int, int] | None = None
    countries: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    currency: str | None = None
    fold_successors: bool = False

    def admits(self, tie: Tie, facts: Mapping[str, FactInfo]) -> bool:
        """Whether the tie belongs to the selection; one that rests on no fact counts as decided."""
        infos = [facts[iri] for iri in tie.facts] or [FactInfo("", "", modality=DECIDED)]
        return (self.currency is None or tie.currency == self.currency) and all(map(self._takes, infos))

    def _takes(self, fact: FactInfo) -> bool:
        codes = self.modalities or frozenset()
        return (
            (not codes or (fact.modality or DECIDED) in {MODALITY_BASE + code for code in codes})
            and (self.years is None or (fact.year is not None and self.years[0] <= fact.year <= self.years[1]))
            and (not self.countries or fact.country in {ENTITY_BASE + name for name in self.countries})
            and (not self.documents or fact.document in {f"{ENTITY_BASE}document/{name}" for name in self.documents})
        )

    def as_text(self) -> dict[str, str]:
        """The selection as sorted names and values, defaults included, for records of provenance."""
        values = {
            "countries": ",".join(sorted(self.countries)) or "all",
            "currency": self.currency or "all",
            "documents": ",".join(sorted(self.documents)) or "all",
            "fold_successors": str(self.fold_successors).lower(),
            "modalities": ",".join(sorted(self.modalities or ())) or "all",
            "years": "all" if self.years is None else f"{self.years[0]}-{self.years[1]}",
        }
        return dict(sorted(values.items()))


def selection_for(projection: Projection, selection: Selection | None = None) -> Selection:
    """The selection with the projection's own currency and modality filled in where none is chosen."""
    selection = selection or Selection()
    if projection.weight == "amount" and selection.currency is None:
        selection = replace(selection, currency=projection.currency)
    if selection.modalities is None:
        own = frozenset() if projection.modality == "any" else frozenset({_DEFAULT_MODALITY})
        selection = replace(selection, modalities=own)
    return selection


def read_ties(store: Graph, projection: Projection, selection: Selection | None = None) -> Ties:
    """The selected ties of a projection, self-loops dropped; sorted, since a store gives rows in no fixed order.

    A row on plain edges gives way to rows of the same tie on facts. InputError where the selection asks for a currency
    and the projection's query gives none.
    """
    selection = selection_for(projection, selection)
    solutions = _solutions(store, projection)
    available = {variable.value for variable in solutions.variables}
    if selection.currency and "currency" not in available:
        raise InputError(f"The network {projection.id} holds no amounts and cannot be filtered by currency.")
    columns = [name for name in _COLUMNS if name in available]
    ties = {tie for solution in solutions if (tie := _tie(solution, columns, projection)).source != tie.target}
    facts = read_fact_infos(store, (iri for tie in ties for iri in tie.facts))
    kept = (tie for tie in _grounded(ties) if selection.admits(tie, facts))
    named = (_without_edges(tie) for tie in kept)
    return Ties(sorted(named, key=_order), {iri: info for iri, info in facts.items() if iri != EDGES.value})


def _without_edges(tie: Tie) -> Tie:
    return replace(tie, facts=tuple(f for f in tie.facts if f != EDGES.value)) if EDGES.value in tie.facts else tie


def _order(tie: Tie) -> tuple[object, ...]:
    return (tie.source, tie.target, tie.kind or "", tie.via or "", tie.facts, tie.weight or 0.0, tie.currency or "")


def _grounded(ties: Iterable[Tie]) -> list[Tie]:
    ties = list(ties)
    stated = {key for tie in ties if EDGES.value not in tie.facts for key in (_what(tie, None), _what(tie, tie.via))}
    return [
        tie
        for tie in ties
        if EDGES.value not in tie.facts or _what(tie, None if tie.via == EDGES.value else tie.via) not in stated
    ]


def _what(tie: Tie, via: str | None) -> tuple[str | None, ...]:
    return (*sorted((tie.source, tie.target)), tie.kind, via)


def _solutions(store: Graph, projection: Projection) -> QuerySolutions:
    place = f"{projection.id}.rq"
    try:
        solutions = store.query(projection.query)
    except SyntaxError as error:
        raise RecordError(f"the query is not SPARQL: {error}.", place) from error
    if not isinstance(solutions, QuerySolutions):
        raise RecordError("the query is no SELECT; a projection selects ?source and ?target.", place)
    names = {variable.value for variable in solutions.variables}
    if unknown := sorted(names - set(_COLUMNS)):
        raise RecordError(f"the column {unknown[0]} is none of {', '.join(_COLUMNS)}.", place)
    if not {"source", "target"} <= names or ("weight" in names) != (projection.weight == "amount"):
        raise RecordError("a projection selects ?source and ?target, and ?weight exactly if it is an amount.", place)
    return solutions


def _tie(solution: QuerySolution, columns: list[str], projection: Projection) -> Tie:
    values: dict[str, str] = {}
    for name in columns:
        term = solution[name]
        if isinstance(term, (NamedNode, Literal)):
            values[name] = term.value
        elif term is not None:
            raise RecordError(f"the column {name} gives {term}, neither IRI nor literal.", f"{projection.id}.rq")
    facts = tuple(sorted({values.pop(name) for name in ("fact", "otherFact") if name in values}))
    try:
        weight = float(values.pop("weight")) if "weight" in values else None
        return Tie(**values, facts=facts, weight=weight)
    except (TypeError, ValueError) as error:
        raise RecordError(
            f"a row lacks source or target, or its number is none: {error}.", f"{projection.id}.rq"
        ) from error

"""The rows of a projection's query as ties, and the selection of those that a network is built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from policyscape.errors import InputError, RecordError
from policyscape.network.projections import Projection
from policyscape.network.terms import DECIDED, ENTITY_BASE, MODALITY_BASE

__all__ = ["Selection", "Tie", "read_ties"]

_COLUMNS = ("source", "target", "kind", "via", "weight", "document", "year", "country", "modality", "currency")


@dataclass(frozen=True, slots=True)
class Tie:
    """One row: two entities (IRIs) and what ties them; None where the query gives no value."""

    source: str
    target: str
    kind: str | None = None
    via: str | None = None
    weight: float | None = None
    document: str | None = None
    year: int | None = None
    country: str | None = None
    modality: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which ties a network takes; an empty member does not restrict.

    ``documents`` and ``countries`` are ids as in the record (``meti-2025-interim``, ``place/jp``), ``years`` the first
    and the last year. A tie without the value asked for is left out; one without modality counts as decided.
    ``fold_successors`` replaces a predecessor by what succeeded it.
    """

    modalities: frozenset[str] = frozenset({"decided"})
    years: tuple[int, int] | None = None
    countries: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    currency: str | None = None
    fold_successors: bool = False

    def admits(self, tie: Tie) -> bool:
        """Whether the tie belongs to the selection."""
        return (
            (tie.modality or DECIDED) in {MODALITY_BASE + code for code in self.modalities}
            and (self.years is None or (tie.year is not None and self.years[0] <= tie.year <= self.years[1]))
            and (not self.countries or tie.country in {ENTITY_BASE + name for name in self.countries})
            and (not self.documents or tie.document in {f"{ENTITY_BASE}document/{name}" for name in self.documents})
            and (self.currency is None or tie.currency == self.currency)
        )

    def columns(self) -> set[str]:
        """The columns a query must have for the selection to mean anything; modality may always be absent."""
        asked = {
            "year": self.years,
            "country": self.countries,
            "document": self.documents,
            "currency": self.currency,
        }
        return {name for name, value in asked.items() if value}

    def as_text(self) -> dict[str, str]:
        """The selection as sorted names and values, defaults included, for records of provenance."""
        values = {
            "countries": ",".join(sorted(self.countries)) or "all",
            "currency": self.currency or "all",
            "documents": ",".join(sorted(self.documents)) or "all",
            "fold_successors": str(self.fold_successors).lower(),
            "modalities": ",".join(sorted(self.modalities)),
            "years": "all" if self.years is None else f"{self.years[0]}-{self.years[1]}",
        }
        return dict(sorted(values.items()))


def read_ties(store: Store, projection: Projection, selection: Selection) -> list[Tie]:
    """The selected ties of a projection, self-loops dropped; sorted, since a store gives rows in no fixed order.

    InputError where the selection asks for a column the projection's query does not give.
    """
    solutions = _solutions(store, projection)
    available = {variable.value for variable in solutions.variables}
    if missing := sorted(selection.columns() - available):
        offered = ", ".join(sorted(available & {"country", "currency", "document", "year"})) or "nothing"
        raise InputError(
            f"The network {projection.id} cannot be filtered by {', '.join(missing)}; it can be by {offered}."
        )
    columns = [name for name in _COLUMNS if name in available]
    ties = {_tie(solution, columns, projection) for solution in solutions}
    return sorted((t for t in ties if t.source != t.target and selection.admits(t)), key=repr)


def _solutions(store: Store, projection: Projection) -> QuerySolutions:
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
    return _typed(values, projection)


def _typed(values: Mapping[str, str], projection: Projection) -> Tie:
    try:
        text = {name: value for name, value in values.items() if name not in ("weight", "year")}
        weight = float(values["weight"]) if "weight" in values else None
        return Tie(**text, weight=weight, year=int(values["year"]) if "year" in values else None)
    except (TypeError, ValueError) as error:
        raise RecordError(
            f"a row lacks source or target, or its number is none: {error}.", f"{projection.id}.rq"
        ) from error

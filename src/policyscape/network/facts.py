"""What is known of the facts that ties rest on: class, document, year, country, modality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from policyscape.network.terms import BASE, INFERRED, RDF_TYPE, local_name, ps
from policyscape.store import Graph, described

__all__ = ["FactInfo", "read_fact_infos"]


@dataclass(frozen=True, slots=True)
class FactInfo:
    """A fact: IRI, local name of its class, document, year, country and modality (IRIs); None where it has none.

    ``year`` is the fiscal year where there is one, else the calendar year the graph gives it.
    """

    iri: str
    type: str
    document: str | None = None
    year: int | None = None
    country: str | None = None
    modality: str | None = None


def read_fact_infos(graph: Graph, iris: Iterable[str]) -> dict[str, FactInfo]:
    """The facts with these IRIs; one the store does not describe has no class and no more than its IRI."""
    names = sorted(set(iris))
    store = described(graph, names)
    return {iri: _info(store, NamedNode(iri)) for iri in names}


def _info(store: Store, fact: NamedNode) -> FactInfo:
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(fact, None, None, None):
        name = _WANTED.get(quad.predicate)
        # Superclasses, which are inferred, say less than the class a document's graph gives.
        if name is None or _inferred(quad) or not isinstance(quad.object, (NamedNode, Literal)):
            continue
        value = quad.object.value
        if name != "type" or value.startswith(BASE):
            found[name] = min(found.get(name, value), value)
    year = found.get("fiscalYear", found.get("year"))
    return FactInfo(
        iri=fact.value,
        type=local_name(found["type"]) if "type" in found else "",
        document=found.get("statedIn"),
        year=int(year) if year else None,
        country=found.get("country"),
        modality=found.get("modality"),
    )


_WANTED = {ps(name): name for name in ("statedIn", "fiscalYear", "year", "country", "modality")} | {RDF_TYPE: "type"}


def _inferred(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(INFERRED.value)

"""The evidence of facts out of a store: what each says, and where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from policyscape.network.terms import BASE, ENTITY_BASE, RDFS_LABEL, ps
from policyscape.store import Graph, described

__all__ = ["Cited", "cite", "fact_name"]

_FACTS = f"{BASE}fact/"


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact with the place of its first evidence; ``words`` only where the documents were at hand in the build."""

    fact: str
    label_ja: str
    label_en: str
    document: str
    heading: str | None
    page: int | None
    line: int | None
    words: str | None

    def label(self, language: str) -> str:
        """What the fact says, in ``ja`` or ``en``."""
        return (self.label_ja if language == "ja" else self.label_en) or self.label_ja or self.fact

    def place(self) -> str:
        """``meti-2025-interim:120``, with page where known."""
        page = f" p. {self.page}" if self.page is not None else ""
        return f"{self.document}:{self.line}{page}" if self.line is not None else f"{self.document}{page}"


def cite(graph: Graph, iris: Iterable[str]) -> list[Cited]:
    """The facts with these IRIs, in their order."""
    iris = list(iris)
    facts = described(graph, iris)
    evidence = {iri: _evidence(facts, NamedNode(iri)) for iri in iris}
    places = described(graph, (node.value for nodes in evidence.values() for node in nodes))
    return [_cited(facts, NamedNode(iri), [_place(places, node) for node in evidence[iri]]) for iri in iris]


def fact_name(iri: str) -> str:
    """The id of a fact from its IRI, as the record writes it."""
    return iri.removeprefix(_FACTS)


def _evidence(store: Store, fact: NamedNode) -> list[NamedNode]:
    nodes = (quad.object for quad in store.quads_for_pattern(fact, ps("evidence"), None, None))
    return [node for node in nodes if isinstance(node, NamedNode)]


def _cited(store: Store, fact: NamedNode, places: Iterable[dict[str, str]]) -> Cited:
    labels = {
        quad.object.language: quad.object.value
        for quad in store.quads_for_pattern(fact, RDFS_LABEL, None, None)
        if isinstance(quad.object, Literal)
    }
    place = min(places, key=lambda found: int(found.get("line", 0)), default={})
    stated = (quad.object for quad in store.quads_for_pattern(fact, ps("statedIn"), None, None))
    document = next((node.value for node in stated if isinstance(node, NamedNode)), "")
    return Cited(
        fact=fact_name(fact.value),
        label_ja=labels.get("ja", ""),
        label_en=labels.get("en", ""),
        document=document.removeprefix(f"{ENTITY_BASE}document/"),
        heading=place.get("heading"),
        page=int(place["page"]) if "page" in place else None,
        line=int(place["line"]) if "line" in place else None,
        words=place.get("quote"),
    )


def _place(store: Store, evidence: NamedNode) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("heading", "page", "line", "quote"):
        for quad in store.quads_for_pattern(evidence, ps(name), None, None):
            if isinstance(quad.object, Literal):
                found[name] = quad.object.value
    return found

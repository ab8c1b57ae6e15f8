"""What the page shows: the record, the edges drawn from it, and the words that explain both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from policyscape.ontology import Shortcut
from policyscape.page.edges import Edge, EdgeRules, edges_of
from policyscape.page.layout import Layout, layout
from policyscape.records import Entity, Fact, RoleValue, SourceDocument, Span

__all__ = ["Measures", "PageData", "Passages", "Term", "Vocabulary", "Words", "page_data", "with_links"]

Words: TypeAlias = Callable[[str, int, int], str | None]
"""Document id, start and end offset to the exact words there, or None where the document is not at hand."""

Measures: TypeAlias = Mapping[str, Mapping[str, float]]
"""Name of a centrality (``pagerank``, ``betweenness`` ...) to its value by entity id."""

Passages: TypeAlias = Mapping[tuple[str, Span], str]

_ON_EVERY_FACT = ("Document", "country", "layer", "mentions", "modality", "statedIn")


class Vocabulary(Protocol):
    """What the page needs of the ontology; a term is a local name (``funds``) or a concept (``phase/initial``)."""

    @property
    def shortcuts(self) -> Sequence[Shortcut]:
        """The pairs of roles that the ontology declares to be relations."""

    def labels(self, term: str) -> Mapping[str, str]:
        """Labels by language tag; empty for a term the ontology does not know."""

    def definition(self, term: str) -> Mapping[str, str]:
        """Definitions by language tag; empty where there is none."""

    def inverse(self, term: str) -> Mapping[str, str]:
        """Labels of a property read from its object: ``administered by`` for ``administers``; empty without inverse."""

    def kind(self, term: str) -> str:
        """What a property's values are (``entity``, ``code``, ``words`` ...); empty for any other term."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept as the page names it: labels and definitions by language tag."""

    labels: Mapping[str, str]
    definition: Mapping[str, str]
    inverse: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PageData:
    """Everything that goes into the page, independent of how it is drawn or written.

    ``mentions`` are the statements that a document mentions an entity: places to look at, which are no facts.
    """

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    edges: tuple[Edge, ...]
    documents: tuple[SourceDocument, ...]
    terms: Mapping[str, Term]
    measures: Measures
    layout: Layout
    passages: Passages = field(default_factory=dict)
    version: str = ""
    mentions: tuple[Fact, ...] = ()


def page_data(
    entities: Mapping[str, Entity],
    facts: Iterable[Fact],
    documents: Mapping[str, SourceDocument],
    vocabulary: Vocabulary,
    measures: Measures,
    *,
    words: Words | None = None,
    version: str = "",
) -> PageData:
    """Gather the page's data in a fixed order, so that equal records make equal bytes.

    Entities are left out that neither facts nor mentions speak of, unless a link of a shown one leads to them.
    ``measures`` may lack entities. Without ``words`` the evidence shows its place only.
    """
    everything = sorted(facts, key=_fact_order)
    ordered = [fact for fact in everything if not fact.is_mention]
    mentions = [fact for fact in everything if fact.is_mention]
    rules = EdgeRules.load(vocabulary.shortcuts)
    edges = [edge for number, fact in enumerate(ordered) for edge in edges_of(fact, number, entities, rules)]
    spoken_of = {id_ for fact in everything for id_ in _entity_ids(fact, entities)}
    named = {entities[id_].country or id_ for id_ in spoken_of} | {source.publisher for source in documents.values()}
    shown = [entities[id_] for id_ in sorted(with_links(spoken_of | (named & entities.keys()), entities))]
    return PageData(
        entities=tuple(shown),
        facts=tuple(ordered),
        edges=tuple(edges),
        documents=tuple(documents[id_] for id_ in sorted(documents)),
        terms=_terms(shown, ordered, edges, vocabulary),
        measures={name: dict(sorted(values.items())) for name, values in sorted(measures.items())},
        layout=layout([(edge.source, edge.target) for edge in edges], measures.get("pagerank", {})),
        passages=_passages(ordered, words) if words else {},
        version=version,
        mentions=tuple(mentions),
    )


def _fact_order(fact: Fact) -> tuple[str, int, str, str]:
    start = fact.evidence[0].start if fact.evidence else 0
    return fact.document, start, fact.type, fact.id


def with_links(ids: set[str], entities: Mapping[str, Entity]) -> set[str]:
    """The ids and all that links lead to from them: a hub's city, the city's prefecture, and so on."""
    found, new = set(ids), set(ids)
    while new:
        linked = {target for id_ in new for targets in entities[id_].links.values() for target in targets}
        new = (linked & entities.keys()) - found
        found |= new
    return found


def _values(value: RoleValue) -> tuple[str, ...]:
    many = value if isinstance(value, tuple) else (value,)
    return tuple(one for one in many if isinstance(one, str))


def _entity_ids(fact: Fact, entities: Mapping[str, Entity]) -> Iterator[str]:
    strings = [one for value in fact.roles.values() for one in _values(value)]
    return (one for one in (*strings, fact.country or "") if one in entities)


def _terms(
    entities: Iterable[Entity], facts: Iterable[Fact], edges: Iterable[Edge], vocabulary: Vocabulary
) -> dict[str, Term]:
    used = {edge.relation for edge in edges} | set(_ON_EVERY_FACT)
    for entity in entities:
        used |= {entity.type, *entity.links}
    for fact in facts:
        used |= {fact.type, *fact.roles, fact.modality, fact.layer}
        used |= {str(fact.roles["predicate"])} if "predicate" in fact.roles else set()
        used |= {one for value in fact.roles.values() for one in _values(value) if _is_concept(one, vocabulary)}
    return {
        term: Term(
            vocabulary.labels(term), vocabulary.definition(term), vocabulary.inverse(term), vocabulary.kind(term)
        )
        for term in sorted(used)
    }


def _is_concept(value: str, vocabulary: Vocabulary) -> bool:
    return value.isascii() and " " not in value and value.count("/") == 1 and bool(vocabulary.labels(value))


def _passages(facts: Iterable[Fact], words: Words) -> dict[tuple[str, Span], str]:
    places = sorted({(fact.document, (e.start, e.end)) for fact in facts for e in fact.evidence})
    found = ((place, words(place[0], *place[1])) for place in places)
    return {place: text for place, text in found if text}

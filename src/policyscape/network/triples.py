"""Scores and communities as RDF in the graph ``graph/measures``, each with the activity that computed it.

IRIs follow from projection, selection, measure and entity alone; there is no clock and no blank node, so equal graphs
give equal triples. The default selection has the bare id of the projection, any other a suffix made of its content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from importlib.metadata import version
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Store

from policyscape.network.analysis import Analysis
from policyscape.network.centrality import DAMPING
from policyscape.network.measures import ranking, rounded
from policyscape.network.projections import LANGUAGES
from policyscape.network.robustness import Robust
from policyscape.network.structure import SEED
from policyscape.network.terms import (
    BASE,
    EDGES,
    ENTITIES,
    ENTITY_BASE,
    MEASURES,
    RDF_TYPE,
    RDFS_LABEL,
    entity_id,
    prov,
    ps,
    rdfs,
)
from policyscape.network.wording import measure_meaning, measure_name, words

__all__ = ["Robustness", "measure_quads", "write_measures"]

Robustness: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Robust]]]
_NOTHING: Robustness = MappingProxyType({})

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECIMAL, _INTEGER = NamedNode(f"{_XSD}decimal"), NamedNode(f"{_XSD}integer")
_Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


def write_measures(store: Store, analyses: Iterable[Analysis], robust: Robustness = _NOTHING) -> int:
    """Replace the graph of measures by these analyses; gives the number of triples."""
    quads = measure_quads(analyses, robust)
    store.remove_graph(MEASURES)
    store.extend(quads)
    return len(quads)


def measure_quads(analyses: Iterable[Analysis], robust: Robustness = _NOTHING) -> list[Quad]:
    """All triples of the analyses, sorted and without repetition.

    ``robust`` gives by projection, measure and entity how firm a rank of the default selection is.
    """
    quads = {Quad(*triple, MEASURES) for analysis in analyses for triple in _triples(analysis, robust)}
    return sorted(quads, key=str)


def _triples(analysis: Analysis, robust: Robustness) -> Iterator[_Triple]:
    activity = _node("activity/network", _key(analysis))
    yield from _activity(analysis, activity)
    firm = robust.get(analysis.projection.id, {}) if analysis.is_default() else {}
    for name in analysis.scores:
        yield from _measure(name)
        yield from _scores(analysis, name)
        for iri, found in firm.get(name, {}).items():
            yield from _firmness(_node(f"score/{_key(analysis)}/{name}", _tail(iri)), found)
    yield from _communities(analysis, activity)


def _activity(analysis: Analysis, activity: NamedNode) -> Iterator[_Triple]:
    projection = _node("projection", analysis.projection.id)
    yield projection, RDF_TYPE, ps("Projection")
    for language in LANGUAGES:
        yield projection, RDFS_LABEL, Literal(analysis.projection.title[language], language=language)
        yield projection, rdfs("comment"), Literal(analysis.projection.meaning[language], language=language)
    release = version("policyscape")
    agent = _node("software", f"policyscape-{release}")
    yield agent, RDF_TYPE, prov("SoftwareAgent")
    yield agent, RDFS_LABEL, Literal(f"Policyscape {release}")
    yield activity, RDF_TYPE, prov("Activity")
    yield activity, prov("wasAssociatedWith"), agent
    for used in (EDGES, ENTITIES):
        yield activity, prov("used"), used
    for name in analysis.selection.documents:
        yield activity, ps("selectedDocument"), NamedNode(f"{ENTITY_BASE}document/{name}")
    yield activity, ps("projection"), projection
    yield activity, ps("parameters"), Literal(_parameters(analysis))
    yield activity, ps("graphHash"), Literal(f"sha256:{analysis.hash}")
    yield activity, ps("softwareVersion"), Literal(release)
    yield activity, ps("nodeCount"), _integer(len(analysis.graph))
    yield activity, ps("edgeCount"), _integer(analysis.graph.number_of_edges())


def _measure(name: str) -> Iterator[_Triple]:
    node = _node("concept/measure", name)
    yield node, RDF_TYPE, ps("Measure")
    for language in LANGUAGES:
        yield node, RDFS_LABEL, Literal(measure_name(name, language), language=language)
        yield node, rdfs("comment"), Literal(measure_meaning(name, language), language=language)


def _scores(analysis: Analysis, name: str) -> Iterator[_Triple]:
    key = _key(analysis)
    shared: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF_TYPE, ps("Score")),
        (ps("measure"), _node("concept/measure", name)),
        (ps("projection"), _node("projection", analysis.projection.id)),
        (prov("wasGeneratedBy"), _node("activity/network", key)),
    ]
    for row in ranking(analysis.scores[name]):
        node = _node(f"score/{key}/{name}", _tail(row.iri))
        yield from ((node, predicate, value) for predicate, value in shared)
        yield node, ps("scoreOf"), NamedNode(row.iri)
        yield node, ps("score"), _decimal(row.score)
        yield node, ps("rank"), _integer(row.rank)


def _firmness(score: NamedNode, robust: Robust) -> Iterator[_Triple]:
    """How far a rank moves with the evidence, and the document without which it is worst."""
    ranks = {
        "rankLow": robust.low,
        "rankHigh": robust.high,
        "rankBestWithoutDocument": robust.documents.best,
        "rankWorstWithoutDocument": robust.documents.worst,
        "rankBestWithoutClass": robust.classes.best,
        "rankWorstWithoutClass": robust.classes.worst,
    }
    for name, rank in ranks.items():
        yield score, ps(name), _integer(rank)
    if robust.documents.name:
        yield score, ps("hangsOn"), NamedNode(f"{ENTITY_BASE}document/{robust.documents.name}")
    if robust.z is not None:
        yield score, ps("zScore"), _decimal(rounded(round(robust.z, 4)))


def _communities(analysis: Analysis, activity: NamedNode) -> Iterator[_Triple]:
    for number, members in enumerate(analysis.communities, start=1):
        node = _node(f"community/{_key(analysis)}", str(number))
        yield node, RDF_TYPE, ps("Community")
        yield node, ps("projection"), _node("projection", analysis.projection.id)
        yield node, prov("wasGeneratedBy"), activity
        for language in LANGUAGES:
            title = analysis.projection.title[language]
            label = words(language)["community_label"].format(number=number, title=title)
            yield node, RDFS_LABEL, Literal(label, language=language)
        for member in members:
            yield node, ps("communityMember"), NamedNode(member)


def _key(analysis: Analysis) -> str:
    """The projection's id, with a hash of the selection if that is not the default one."""
    if analysis.is_default():
        return analysis.projection.id
    content = json.dumps(analysis.selection.as_text())
    return f"{analysis.projection.id}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _parameters(analysis: Analysis) -> str:
    parameters = {"pagerank.damping": DAMPING, "leiden.seed": SEED, "selection": analysis.selection.as_text()}
    return json.dumps(parameters, sort_keys=True)


def _tail(iri: str) -> str:
    """What names an entity inside another IRI: its id, or a hash where it is not one of ours."""
    name = entity_id(iri)
    return name if name != iri else hashlib.sha256(iri.encode()).hexdigest()[:16]


def _node(folder: str, name: str) -> NamedNode:
    return NamedNode(f"{BASE}{folder}/{name}")


def _decimal(score: float) -> Literal:
    """The xsd:decimal as Oxigraph writes it, which is without exponent and without ``.0``."""
    text = format(Decimal(repr(score)), "f")
    return Literal(text.removesuffix(".0"), datatype=_DECIMAL)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)

"""How two entities hang together: the shortest paths over stated relations, each hop with its facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from types import MappingProxyType

import networkx as nx

from policyscape.network.evidence import Cited, cite
from policyscape.network.nodes import Node, read_nodes
from policyscape.network.project import build_network, selected_ties
from policyscape.network.projections import find_projection
from policyscape.network.selecting import find_entity
from policyscape.network.terms import entity_id
from policyscape.store import Graph

__all__ = ["FORMATS", "Hop", "explain", "shortest_paths"]

_PROJECTION = "typed"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: from one entity to the next by these relations, and the facts that state them."""

    source: Node
    target: Node
    kinds: tuple[str, ...]
    facts: tuple[Cited, ...]


def explain(store: Graph, first: str, second: str, language: str, top: int, form: str) -> str:
    """The paths between two entities (ids or names) as text, JSON or Markdown, ending in a newline.

    Where no relations join them the text says so; JSON is then an empty list.
    """
    ends = find_entity(store, first), find_entity(store, second)
    paths = shortest_paths(store, *ends, top)
    if form == "json":
        return json.dumps([[_as_json(hop, language) for hop in path] for path in paths], ensure_ascii=False) + "\n"
    if not paths:
        return _NONE[language].format(*(_node(store, iri).label(language) for iri in ends)) + "\n"
    return "\n".join(_FORMS[form](path, language) for path in paths)


def shortest_paths(store: Graph, first: str, second: str, top: int = 3) -> list[list[Hop]]:
    """Up to ``top`` of the shortest paths between two IRIs over all decided relations, in the order of their IRIs.

    Direction is ignored; no path where one of them has no relation, or none leads to the other.
    """
    projection = find_projection(_PROJECTION)
    ties = selected_ties(store, projection).rows
    nodes = read_nodes(store, (end for tie in ties for end in (tie.source, tie.target)))
    graph = build_network(ties, projection, nodes)
    if first not in graph or second not in graph or not nx.has_path(graph, first, second):
        return []
    found = sorted(islice(nx.all_shortest_paths(graph, first, second), 1000))[:top]
    grounds: dict[frozenset[str], set[str]] = {}
    for tie in ties:
        grounds.setdefault(frozenset((tie.source, tie.target)), set()).update(tie.facts)
    return [
        [
            Hop(nodes[u], nodes[v], graph.edges[u, v]["kinds"], tuple(cite(store, sorted(grounds[frozenset((u, v))]))))
            for u, v in pairwise(path)
        ]
        for path in found
    ]


def _node(store: Graph, iri: str) -> Node:
    return read_nodes(store, [iri])[iri]


def _as_json(hop: Hop, language: str) -> dict[str, object]:
    return {
        "from": entity_id(hop.source.iri),
        "from_label": hop.source.label(language),
        "relations": list(hop.kinds),
        "to": entity_id(hop.target.iri),
        "to_label": hop.target.label(language),
        "facts": [asdict(fact) for fact in hop.facts],
    }


def _text(path: list[Hop], language: str) -> str:
    return "".join(line + "\n" for line in _lines(path, language, "{}", "    "))


def _markdown(path: list[Hop], language: str) -> str:
    return "".join(line + "\n" for line in _lines(path, language, "- **{}**", "  - "))


def _lines(path: list[Hop], language: str, head: str, indent: str) -> Iterator[str]:
    for hop in path:
        kinds = ", ".join(hop.kinds)
        # which way a relation points, each fact says below
        yield head.format(f"{hop.source.label(language)} ↔ {hop.target.label(language)} ({kinds})")
        for fact in hop.facts:
            heading = f" «{fact.heading}»" if fact.heading else ""
            yield f"{indent}{fact.label(language)} [{fact.place()}{heading}; {fact.fact}]"
            if fact.words:
                yield f"{indent}  「{fact.words}」"


_NONE = MappingProxyType(
    {
        "en": "No decided relations join {} and {}; policyscape network co-mention shows what is named together.",
        "ja": "{}と{}を結ぶ決定済みの関係はない。共に言及されるものはpolicyscape network co-mentionで分かる。",
    }
)
_FORMS: Mapping[str, Callable[[list[Hop], str], str]] = MappingProxyType({"text": _text, "markdown": _markdown})
FORMATS = (*_FORMS, "json")

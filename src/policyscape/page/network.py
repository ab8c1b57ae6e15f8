"""The overview as pyvis makes it: the nodes, edges and options that vis-network draws."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from pyvis.network import Network

from policyscape.page.data import PageData
from policyscape.page.edges import EdgeRules
from policyscape.paths import VIZ

__all__ = ["network"]

_WIDEST = 5


def network(data: PageData) -> dict[str, Any]:
    """Nodes, edges and options of vis-network, and the discs behind; an edge stands for all facts of a pair."""
    net = Network(directed=True)
    _add_nodes(net, data)
    _add_edges(net, data)
    net.set_options((VIZ / "options.json").read_text(encoding="utf-8"))
    nodes, edges, _, _, _, options = net.get_network_data()
    discs = {"discs": data.layout.discs, "mixed": data.layout.mixed}
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)} | discs


def _add_nodes(net: Network, data: PageData) -> None:
    groups = {
        type_: (group["id"], group["shape"])
        for group in json.loads((VIZ / "colours.json").read_text(encoding="utf-8"))["groups"]
        for type_ in group["types"]
    }
    for entity in data.entities:
        if entity.id in data.layout.places:
            group, shape = groups.get(entity.type, groups["Entity"])
            x, y, size = data.layout.places[entity.id]
            net.add_node(entity.id, label=" ", shape=shape, group=group, x=x, y=y, size=size)


def _add_edges(net: Network, data: PageData) -> None:
    """One edge for each pair of entities, pointing the way most of its facts point."""
    undirected = EdgeRules.load().undirected
    weight: Counter[tuple[str, str]] = Counter()
    directed: Counter[tuple[str, str]] = Counter()
    for source, target, relation, _ in data.edges:
        pair = (min(source, target), max(source, target))
        weight[pair] += 1
        directed[pair] += 0 if relation in undirected else (1 if source == pair[0] else -1)
    for pair, count in sorted(weight.items()):
        source, target = pair if directed[pair] >= 0 else pair[::-1]
        arrows = "to" if directed[pair] else ""
        net.add_edge(source, target, width=min(1 + (count - 1) / 2, _WIDEST), arrows=arrows)

"""Values printed in the literature for well-known networks."""

from __future__ import annotations

import networkx as nx
import pytest

from policyscape.network.centrality import degree, eigenvector
from policyscape.network.project import Network
from policyscape.network.shortest_paths import betweenness, closeness
from policyscape.network.structure import clustering, communities, components


def _named(graph: nx.Graph[int], names: list[str]) -> Network:
    renamed: Network = nx.Graph()
    renamed.add_nodes_from(names)
    renamed.add_edges_from((names[u], names[v]) for u, v in graph.edges)
    return renamed


@pytest.fixture
def florence() -> Network:
    graph: Network = nx.florentine_families_graph()
    return graph


@pytest.fixture
def kite() -> Network:
    names = ["Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane"]
    return _named(nx.krackhardt_kite_graph(), names)


def test_the_medici_stand_between_the_families_of_florence(florence: Network) -> None:
    # Wasserman and Faust (1994), table 5.1: the Medici's standardised betweenness is 0.522, the next the Guadagni's.
    found = betweenness(florence)
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert closeness(florence)["Medici"] == pytest.approx(0.560, abs=5e-4)
    assert degree(florence)["Medici"] == pytest.approx(0.429, abs=5e-4)


def test_the_kite_has_three_centres(kite: Network) -> None:
    # Krackhardt (1990): Diane has most ties, Heather stands between, Fernando and Garth are nearest to all.
    assert max(degree(kite), key=degree(kite).__getitem__) == "Diane"
    assert betweenness(kite)["Heather"] == pytest.approx(0.389, abs=5e-4)
    assert closeness(kite)["Fernando"] == closeness(kite)["Garth"] == pytest.approx(0.643, abs=5e-4)
    assert max(closeness(kite).values()) == closeness(kite)["Garth"]


def test_the_karate_club_splits_round_its_two_leaders() -> None:
    club = _named(nx.karate_club_graph(), [f"{i:02d}" for i in range(1, 35)])
    found = betweenness(club)
    # Brandes's values as printed with many packages: 0.438 for the instructor, 0.304 for the president.
    assert found["01"] == pytest.approx(0.4376, abs=5e-5)
    assert found["34"] == pytest.approx(0.3041, abs=5e-5)
    assert eigenvector(club)["34"] == pytest.approx(0.3734, abs=5e-5)
    assert sum(clustering(club).values()) / 34 == pytest.approx(0.5706, abs=5e-5)
    parts = communities(club)
    assert nx.community.modularity(club, [set(part) for part in parts]) > 0.4
    assert not any({"01", "34"} <= set(part) for part in parts)


def test_valjean_is_central_in_les_miserables() -> None:
    novel: Network = nx.les_miserables_graph()
    assert (len(novel), novel.number_of_edges(), len(components(novel))) == (77, 254, 1)
    assert betweenness(novel)["Valjean"] == pytest.approx(0.5700, abs=5e-5)
    assert degree(novel)["Valjean"] == pytest.approx(36 / 76)
    assert max(closeness(novel), key=closeness(novel).__getitem__) == "Valjean"

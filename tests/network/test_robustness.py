from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import Store

from policyscape.namespaces import fact_iri
from policyscape.network.analysis import Analysis, analyse
from policyscape.network.facts import read_fact_infos
from policyscape.network.project import Network
from policyscape.network.projections import find_projection
from policyscape.network.robustness import Effort, effort_for, robustness
from policyscape.network.ties import Tie
from policyscape.network.variants import Evidence, drawn, rewired

from . import factory as f


def weights(graph: Network) -> list[float]:
    return sorted(float(attributes["weight"]) for *_, attributes in graph.edges(data=True))


def funding() -> Analysis:
    """SEA pays four programmes by facts of one document, MOON two by facts of another and a shared one."""
    store = f.world()
    for number, programme in enumerate((f.TIDE, f.WAVE, f.BLUE, f.LAW)):
        f.add_fact(store, f.REPORT, f"x{number}", "Allocation", agent=f.ANNA, about=programme, currency="JPY", amount=5)
    return analyse(store, find_projection("funding"), measures=["degree", "pagerank"])


def test_a_rank_hangs_on_the_document_without_which_it_falls() -> None:
    found = robustness(funding(), effort=Effort(20, 5))["degree"][f.iri(f.ANNA)]
    assert found.rank == 1
    assert found.documents.name == f.REPORT
    assert found.documents.worst > 1
    assert found.classes.name == "Allocation"
    assert found.low <= found.high


def test_equal_analyses_give_equal_results_and_degrees_have_no_z() -> None:
    first, second = (robustness(funding(), effort=Effort(10, 5)) for _ in range(2))
    assert first == second
    assert {row.z for row in first["degree"].values()} == {None}
    assert any(row.z is not None for row in first["pagerank"].values())


def test_the_class_of_a_fact_is_the_stated_one() -> None:
    store = f.world()
    node = fact_iri("c1")
    f.add_inferred_class(store, "c1", "Fact")
    assert read_fact_infos(store, [str(node)])[str(node)].type == "Collaboration"


def test_without_a_fact_its_tie_is_gone_unless_another_fact_states_it() -> None:
    store = f.world()
    analysis = analyse(store, find_projection("collaboration"), measures=["degree"])
    pair = (f.iri(f.EAST), f.iri(f.WEST))
    one = Evidence(analysis.ties.rows, analysis.projection).without([str(fact_iri("c1"))])
    assert one.edges[pair]["weight"] == analysis.graph.edges[pair]["weight"] - 1


def test_a_tie_holds_as_often_as_its_rarest_fact_and_alternatives_do_not_add() -> None:
    rows = [Tie("a", "b", "k", "v", ("x", "y")), Tie("a", "b", "k", "v", ("x", "z")), Tie("b", "c", "k", "w", ("z",))]
    graph = drawn(rows, f.projection(), {"x": 3, "y": 2, "z": 0})
    assert list(graph.edges(data="weight")) == [("a", "b", 2)]
    assert list(drawn([*rows, Tie("c", "d")], f.projection(), {"x": 0, "y": 0, "z": 0}).edges) == [("c", "d")]


def test_facts_are_drawn_as_often_as_there_are() -> None:
    analysis = analyse(f.world(), find_projection("funding"), measures=[])
    evidence = Evidence(analysis.ties.rows, f.projection())
    sizes = {graph.size(weight="weight") for graph in evidence.resampled(9, 1)}
    assert max(sizes) <= 2 * len(analysis.ties.facts)


@pytest.mark.parametrize("directed", [False, True])
def test_rewiring_keeps_every_degree_and_makes_no_loops(directed: bool) -> None:
    graph = f.named(nx.gnm_random_graph(40, 90, seed=2, directed=directed))
    for number, (u, v) in enumerate(sorted(graph.edges)):
        graph.edges[u, v]["weight"] = number % 3 + 1
    others = list(rewired(graph, 3, seed=1))
    for other in others:
        assert dict(other.degree()) == dict(graph.degree())
        assert other.number_of_edges() == graph.number_of_edges()
        assert not any(u == v for u, v in other.edges)
        assert weights(other) == weights(graph)
    assert set(others[0].edges) != set(graph.edges)


def test_rewiring_keeps_the_two_sides_apart() -> None:
    graph = f.named(nx.bipartite.gnmk_random_graph(8, 12, 30, seed=1))
    top = set(list(graph)[:8])
    nx.set_node_attributes(graph, {node: int(node not in top) for node in graph}, "side")
    for other in rewired(graph, 3, seed=1):
        assert all((u in top) != (v in top) for u, v in other.edges)


def test_an_empty_network_is_robust() -> None:
    analysis = analyse(Store(), find_projection("funding"), measures=["degree"])
    assert robustness(analysis, effort=Effort(3, 3)) == {"degree": {}}


def test_with_every_fact_once_the_network_is_itself() -> None:
    for name in ("typed", "collaboration", "country-technology", "funding", "funding-amount", "implementation"):
        analysis = analyse(f.world(), find_projection(name), measures=[])
        same = Evidence(analysis.ties.rows, analysis.projection).without([])
        assert list(same) == list(analysis.graph)
        assert list(same.edges(data="weight")) == list(analysis.graph.edges(data="weight"))
        assert list(same.nodes(data="side")) == list(analysis.graph.nodes(data="side"))


def test_only_the_documents_with_most_facts_are_left_out_where_there_are_many() -> None:
    found = robustness(funding(), ["degree"], Effort(2, 2, parts=1))["degree"][f.iri(f.MOON)]
    assert found.documents.name is None  # its document, the smaller one, is never left out
    assert effort_for(100_000).draws < effort_for(1_000).draws

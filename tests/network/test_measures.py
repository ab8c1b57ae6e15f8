from __future__ import annotations

import networkx as nx
import pytest

from policyscape.errors import InputError
from policyscape.network.measures import Ranked, measure, measures_for, ranking, rounded
from policyscape.network.structure import communities

from . import factory as f


def karate() -> dict[str, dict[str, float]]:
    graph = nx.karate_club_graph()
    for _, _, attributes in graph.edges(data=True):
        attributes["weight"] = 1  # Zachary's matrix of presence, which published values refer to
    return {name: measure(f.named(graph), name) for name in measures_for(bipartite=False)}


def test_zachary_karate_club() -> None:
    scores = karate()
    mr_hi, officer = "n0000", "n0033"
    assert (scores["strength"][mr_hi], scores["strength"][officer]) == (16, 17)
    # Published with Zachary's network in the manuals of UCINET and NetworkX.
    assert scores["betweenness"][mr_hi] == pytest.approx(0.43763528, abs=1e-8)
    assert scores["betweenness"][officer] == pytest.approx(0.30407498, abs=1e-8)
    assert scores["closeness"][mr_hi] == pytest.approx(0.56896552, abs=1e-8)
    assert scores["eigenvector"][officer] == pytest.approx(0.373, abs=5e-4)
    assert scores["eigenvector"][mr_hi] == pytest.approx(0.355, abs=5e-4)
    assert scores["core"][mr_hi] == 4


def test_zachary_factions_are_found() -> None:
    groups = communities(f.named(nx.karate_club_graph()))
    assert len(groups) == 4
    assert not any({"n0000", "n0033"} <= set(group) for group in groups)


def test_krackhardt_kite() -> None:
    graph = f.named(nx.krackhardt_kite_graph())
    # Krackhardt's point: degree, betweenness and closeness each have another leader.
    diane, heather, fernando, garth = "n0003", "n0007", "n0005", "n0006"
    assert ranking(measure(graph, "degree"))[0].iri == diane
    assert ranking(measure(graph, "betweenness"))[0] == Ranked(1, heather, rounded(14 / 36))
    assert [(row.rank, row.iri) for row in ranking(measure(graph, "closeness"), 2)] == [(1, fernando), (1, garth)]
    assert measure(graph, "closeness")[fernando] == pytest.approx(9 / 14, abs=1e-9)
    assert measure(graph, "degree")[diane] == pytest.approx(6 / 9, abs=1e-9)


def test_equal_scores_share_a_rank_and_stand_in_the_order_of_iris() -> None:
    rows = ranking({"d": 1.0, "c": 3.0, "b": 1.0, "a": 0.5})
    assert [(row.rank, row.iri) for row in rows] == [(1, "c"), (2, "b"), (2, "d"), (4, "a")]
    assert ranking({}) == []


def test_scores_are_rounded_but_whole_numbers_kept() -> None:
    assert rounded(2 / 3) == 0.6666666667
    assert rounded(1e-13) == 0
    assert rounded(1234567890123.0) == 1234567890123
    assert str(rounded(-1e-17)) == "0.0"


def test_an_unknown_measure_names_those_that_exist() -> None:
    with pytest.raises(InputError, match="There is no measure 'fame'; choose one of degree, strength, betweenness"):
        measure(f.graph_of("ab"), "fame")


@pytest.mark.parametrize("name", sorted(measures_for(bipartite=False)))
@pytest.mark.parametrize("directed", [False, True])
def test_every_measure_scores_every_node_in_order(name: str, directed: bool) -> None:
    graph = f.graph_of("ab", "bc", "xy", directed=directed)
    graph.add_node("alone")
    assert list(measure(graph, name)) == list(graph)

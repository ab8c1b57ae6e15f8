from __future__ import annotations

import networkx as nx
import pytest

from policyscape.namespaces import fact_iri
from policyscape.network.analysis import Analysis, analyse, score
from policyscape.network.gaps import find_gaps
from policyscape.network.prediction import evaluate, predict, rules_for
from policyscape.network.projections import find_projection
from policyscape.network.readings import brokers, change, portraits
from policyscape.network.terms import entity_id
from policyscape.network.ties import Selection

from . import factory as f


def scored(*edges: str) -> Analysis:
    return score(f.graph_of(*edges), f.projection(), Selection(), ["betweenness"])


def test_a_broker_is_named_with_what_falls_apart_without_it() -> None:
    found = brokers(scored("ab", "bc", "ca", "cx", "xy", "xz", "yz"))
    assert [(row.node.iri, row.parts, row.cut_off) for row in found] == [("c", 2, 2), ("x", 2, 2)]
    assert [node.iri for node in found[0].lost] == ["a", "b"]


def test_a_portrait_tells_members_and_what_holds_them_together() -> None:
    analysis = analyse(f.world(), find_projection("typed"))
    found = portraits(analysis)
    assert found[0].number == 1
    assert sum(len(one.members) for one in found) <= len(analysis.graph)
    assert "participatesIn" in {bond.kind for one in found for bond in one.bonds}
    assert all(0 < one.inside <= 1 for one in found)
    assert all(set(one.members) >= {*one.typical, *one.technologies} for one in found)


def test_change_compares_what_both_periods_cover() -> None:
    analysis = analyse(f.world(), find_projection("collaboration"), measures=[])
    documents = [f.iri(f"document/{name}") for name in (f.REPORT, f.NEWS)]
    found = change(analysis, documents[:1], documents[1:])
    assert found.shared == 2
    assert {entity_id(row.node.iri) for row in found.rows} == {f.EAST, f.WEST}
    assert all(row.before == row.after == 1 and row.ties == (1, 1) for row in found.rows)
    assert {row.facts for row in found.rows} == {((str(fact_iri("c1")),), (str(fact_iri("c2")),))}


def test_pairs_that_share_exclusive_neighbours_come_first() -> None:
    graph = f.graph_of("ax", "bx", "ah", "ch", "dh", "eh", "fh")
    first = predict(graph, top=1)[0]
    assert (first.one.iri, first.two.iri, [node.iri for node in first.shared]) == ("a", "b", ["x"])
    assert first.score == pytest.approx(1 / 2)


def test_prediction_beats_chance_where_neighbours_cluster_and_not_in_a_random_graph() -> None:
    clustered = evaluate(f.named(nx.connected_caveman_graph(6, 6)))
    lot = evaluate(f.named(nx.gnm_random_graph(80, 160, seed=3)))
    assert clustered is not None
    assert lot is not None
    assert clustered.auc > 0.9
    assert abs(lot.auc - 0.5) < 0.1
    assert evaluate(f.graph_of("ab")) is None


def test_gaps_are_found_and_closed() -> None:
    store = f.world()
    gaps = {gap.id: [entity_id(node.iri) for node, _ in gap.entities] for gap in find_gaps(store)}
    assert gaps["priority-without-programme"] == [f.TIDAL]
    f.add_edge(store, f.WAVE, "concerns", f.TIDAL)
    assert next(gap for gap in find_gaps(store) if gap.id == "priority-without-programme").entities == ()


def test_between_two_kinds_of_nodes_only_ties_across_are_predicted() -> None:
    graph = f.graph_of("px", "py", "qx", "qy", "rx")
    nx.set_node_attributes(graph, {node: int(node in "xy") for node in graph}, "side")
    assert rules_for(graph) == ("three-steps",)
    found = predict(graph, "three-steps")
    # From r by x to p and q, and on to y: k_x = 3, k_p = k_q = 2.
    assert [(pair.one.iri, pair.two.iri) for pair in found] == [("r", "y")]
    assert found[0].score == pytest.approx(2 / 6**0.5)
    assert [node.iri for node in found[0].shared] == ["p", "q"]

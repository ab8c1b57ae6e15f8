from __future__ import annotations

import pytest

from policyscape.network.analysis import Analysis, analyse, score
from policyscape.network.projections import find_projection
from policyscape.network.reasons import Reason, reasons
from policyscape.network.terms import entity_id
from policyscape.network.ties import Selection

from . import factory as f


def reason(*edges: str, measure: str, node: str, directed: bool = False) -> Reason:
    graph = f.graph_of(*edges, directed=directed)
    analysis = score(graph, f.projection(directed=directed), Selection(), [measure])
    return reasons(analysis, measure, [node])[0]


def test_ties_are_told_by_relation_as_seen_from_the_entity() -> None:
    analysis = analyse(f.world(), find_projection("typed"), measures=["degree"])
    found = reasons(analysis, "degree", [f.iri(f.TIDE)])[0]
    first = found.bonds[0]
    assert (first.kind, first.turned) == ("participatesIn", True)
    assert {entity_id(iri) for iri in first.partners(f.iri(f.TIDE))} == {f.EAST, f.WEST, f.ACME, f.ANNA}
    assert found.ties == 8


def test_what_goes_through_a_programme_is_told_with_it() -> None:
    analysis: Analysis = analyse(f.world(), find_projection("participation"), measures=["degree"])
    found = reasons(analysis, "degree", [f.iri(f.EAST)])[0]
    assert {entity_id(bond.via or "") for bond in found.bonds} == {f.TIDE, f.WAVE}


def test_betweenness_rests_on_the_groups_joined_and_on_what_would_fall_off() -> None:
    found = reason("ab", "bc", "ca", "cx", "xy", "yz", "zx", measure="betweenness", node="c")
    assert [(node.iri, ties) for node, ties in found.groups] == [("a", 2), ("x", 1)]
    assert found.broker is not None
    assert (found.broker.parts, found.broker.cut_off) == (2, 2)


def test_closeness_rests_on_how_many_are_near_and_follows_direction() -> None:
    found = reason("ab", "bc", "cd", measure="closeness", node="b")
    assert found.steps == (2, 1, 0, 3)
    assert found.mean == pytest.approx(4 / 3)
    assert reason("ab", "bc", "cd", measure="closeness", node="b", directed=True).steps == (1, 0, 0, 1)


def test_the_shares_of_pagerank_that_neighbours_pass_on_leave_the_restart() -> None:
    found = reason("ab", "ac", "ad", measure="pagerank", node="a")
    analysis = score(f.graph_of("ab", "ac", "ad"), f.projection(), Selection(), ["pagerank"])
    restart = 0.15 / 4 / analysis.scores["pagerank"]["a"]
    assert sum(share for _, share in found.givers) == pytest.approx(1 - restart)

from __future__ import annotations

import json

import pytest
from pyoxigraph import Store

from policyscape.errors import InputError
from policyscape.network.analysis import analyse
from policyscape.network.explain import explain, shortest_paths
from policyscape.network.projections import find_projection
from policyscape.network.selecting import find_entity, make_selection, require_ties
from policyscape.network.ties import Selection

from . import factory as f


def test_a_path_leads_over_relations_with_their_facts() -> None:
    store = f.world()
    path = shortest_paths(store, f.iri(f.ANNA), f.iri(f.EAST))[0]
    assert [(hop.source.label_en, hop.kinds, hop.target.label_en) for hop in path] == [
        ("Anna", ("participatesIn",), "Tide"),
        ("Tide", ("participatesIn",), "East Ocean University"),
    ]
    one = shortest_paths(store, f.iri(f.EAST), f.iri(f.WEST))[0]
    assert [fact.fact for fact in one[0].facts] == ["c1", "c2"]
    assert [fact.document for fact in one[0].facts] == [f.REPORT, f.NEWS]


def test_names_are_understood_and_near_misses_told() -> None:
    store = f.world()
    assert find_entity(store, "moon agency") == find_entity(store, f.MOON) == f.iri(f.MOON)
    with pytest.raises(InputError, match="There is no entity 'org/mooon'; did you mean org/moon\\?"):
        find_entity(store, "org/mooon")


def test_entities_that_nothing_joins_are_said_to_be_so() -> None:
    store = f.world()
    f.add_edge(store, "org/far", "funds", "org/away")
    assert "No decided relations join Anna and Mu" in explain(store, f.ANNA, f.MU, "en", 3, "text")
    assert json.loads(explain(store, f.ANNA, f.MU, "en", 3, "json")) == []
    assert "Anna ↔ Tide (participatesIn)" in explain(store, f.ANNA, f.TIDE, "en", 3, "text")
    assert explain(store, f.ANNA, f.TIDE, "ja", 3, "markdown").startswith("- **アンナ")


def test_a_selection_is_read_and_checked_against_the_graph() -> None:
    store = f.world()
    f.add_fact(store, f.NEWS, "q", "Priority", about=f.MU, technology=f.TIDAL, country=f.MU)
    found = make_selection(store, "2020-2025", ["mu"], ["proposed"], [f.REPORT])
    assert found.years == (2020, 2025)
    assert found.countries == {f.MU}
    assert found.modalities == frozenset({"proposed"})
    assert found.documents == frozenset({f.REPORT})
    with pytest.raises(InputError, match="There is no document 'repot'; did you mean report\\?"):
        make_selection(store, documents=["repot"])
    with pytest.raises(InputError, match="The period '25' is none; write a year or two, as 2020-2025"):
        make_selection(store, "25")
    with pytest.raises(InputError, match=r"No fact is of 1890; the facts are of 2024 to 2025\."):
        make_selection(store, "1890")
    with pytest.raises(InputError, match="There is no currency 'YEN'; there are JPY, USD"):
        make_selection(store, currency="YEN")


def test_a_selection_that_leaves_nothing_names_the_option_to_drop() -> None:
    store = f.world()
    chosen = Selection(documents=frozenset({f.NEWS}), years=(2024, 2024))
    analysis = analyse(store, find_projection("collaboration"), chosen, ["degree"])
    with pytest.raises(InputError, match="it has some without --period or without --document"):
        require_ties(store, analysis)
    require_ties(store, analyse(Store(), find_projection("collaboration"), measures=["degree"]))

from __future__ import annotations

import pytest
from pyoxigraph import Store

from policyscape.errors import InputError, RecordError
from policyscape.network.nodes import successors
from policyscape.network.project import Network, graph_hash, project
from policyscape.network.projections import find_projection
from policyscape.network.terms import entity_id
from policyscape.network.ties import Selection

from . import factory as f


@pytest.fixture
def store() -> Store:
    return f.world()


def weights(graph: Network) -> dict[tuple[str, str], float]:
    return {(entity_id(u), entity_id(v)): attributes["weight"] for u, v, attributes in graph.edges(data=True)}


def built(store: Store, name: str, selection: Selection | None = None) -> dict[tuple[str, str], float]:
    return weights(project(store, find_projection(name), selection))


def test_nodes_carry_class_labels_and_country(store: Store) -> None:
    graph = project(store, find_projection("typed"))
    assert graph.nodes[f.iri(f.SEA)] == {
        "iri": f.iri(f.SEA),
        "type": "Ministry",
        "label_ja": "海省",
        "label_en": "Ministry of the Sea",
        "country": f.iri(f.ATLANTIS),
    }
    assert graph.nodes[f.iri(f.WEST)]["label_en"] == ""


def test_typed_takes_every_relation_but_no_mention(store: Store) -> None:
    graph = project(store, find_projection("typed"))
    assert not graph.is_directed()
    assert graph.number_of_edges() == 15
    assert f.iri("document/report") not in graph
    assert graph.edges[f.iri(f.EAST), f.iri(f.TIDE)] == {"weight": 1, "kinds": ("participatesIn",)}


def test_collaboration_counts_facts_and_shared_programmes(store: Store) -> None:
    assert built(store, "collaboration") == {
        (f.ACME, f.EAST): 1,  # Tide
        (f.ACME, f.MOON): 1,  # the plain edge, which no fact repeats
        (f.ACME, f.WEST): 1,  # Tide
        (f.EAST, f.WEST): 4,  # two facts, Tide, Wave; their plain edge is one of the facts
    }


def test_a_proposal_is_no_tie_unless_asked_for(store: Store) -> None:
    selection = Selection(modalities=frozenset({"proposed"}))
    assert built(store, "collaboration", selection) == {(f.ACME, f.SEA): 1}


def test_participation_ties_organisations_only(store: Store) -> None:
    assert built(store, "participation") == {(f.ACME, f.EAST): 1, (f.ACME, f.WEST): 1, (f.EAST, f.WEST): 2}


def test_funding_counts_allocations_and_points_from_payer(store: Store) -> None:
    graph = project(store, find_projection("funding"))
    assert graph.is_directed()
    assert weights(graph) == {(f.MOON, f.ACME): 1, (f.MOON, f.WAVE): 1, (f.SEA, f.MOON): 1, (f.SEA, f.TIDE): 4}


def test_amounts_are_the_largest_in_one_currency_without_requests_and_ceilings(store: Store) -> None:
    assert built(store, "funding-amount") == {(f.SEA, f.TIDE): 3000}
    assert built(store, "funding-amount", Selection(currency="USD")) == {(f.MOON, f.ACME): 70}
    assert built(store, "funding-amount", Selection(years=(2020, 2024))) == {(f.SEA, f.TIDE): 1000}


def test_a_country_prioritises_through_its_instruments_and_by_itself(store: Store) -> None:
    assert built(store, "country-technology") == {(f.ATLANTIS, f.TIDAL): 1, (f.MU, f.TIDAL): 1}


def test_lineage_and_implementation_follow_their_relations(store: Store) -> None:
    assert built(store, "lineage") == {(f.WAVE, f.TIDE): 1}
    assert built(store, "implementation") == {(f.TIDE, f.BLUE): 1, (f.TIDE, f.LAW): 1}


def test_co_mention_ties_what_one_fact_names_even_if_proposed(store: Store) -> None:
    found = built(store, "co-mention")
    assert found[f.ACME, f.SEA] == 1
    assert found[f.EAST, f.WEST] == 2
    assert found[f.SEA, f.TIDE] == 4
    assert not any(f.ATLANTIS in pair for pair in found if pair != (f.ATLANTIS, f.TIDAL))


def test_a_selection_restricts_by_document_and_year(store: Store) -> None:
    assert built(store, "collaboration", Selection(documents=frozenset({f.REPORT}))) == {(f.EAST, f.WEST): 1}
    assert built(store, "collaboration", Selection(years=(2025, 2025))) == {(f.EAST, f.WEST): 1}
    assert built(store, "collaboration", Selection(countries=frozenset({f.MU}))) == {}


def test_a_tie_needs_all_the_facts_it_rests_on(store: Store) -> None:
    f.add_fact(store, f.REPORT, "t1", "Participation", participant=f.SEA, programme=f.WAVE, fiscalYear=2024)
    f.add_fact(store, f.NEWS, "t2", "Participation", participant=f.MOON, programme=f.WAVE, fiscalYear=2025)
    f.add_edge(store, f.SEA, "participatesIn", f.WAVE)
    f.add_edge(store, f.MOON, "participatesIn", f.WAVE)
    assert (f.MOON, f.SEA) in built(store, "participation")
    assert built(store, "participation", Selection(documents=frozenset({f.REPORT, f.NEWS}))) == {(f.MOON, f.SEA): 1}
    assert built(store, "participation", Selection(documents=frozenset({f.REPORT}))) == {}
    assert built(store, "participation", Selection(years=(2024, 2025))) == {(f.MOON, f.SEA): 1}


def test_a_proposal_is_a_tie_of_any_network_when_asked_for(store: Store) -> None:
    f.add_fact(store, f.NEWS, "s1", "Succession", "proposed", predecessor=f.BLUE, successor=f.LAW)
    assert (f.LAW, f.BLUE) not in built(store, "lineage")
    assert built(store, "lineage", Selection(modalities=frozenset({"proposed"}))) == {(f.LAW, f.BLUE): 1}


def test_a_currency_where_there_are_no_amounts_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="The network lineage holds no amounts and cannot be filtered by currency"):
        built(store, "lineage", Selection(currency="JPY"))


def test_predecessors_fold_into_successors_and_loops_vanish(store: Store) -> None:
    folded = Selection(fold_successors=True)
    assert built(store, "lineage", folded) == {}
    assert built(store, "implementation", folded) == {(f.WAVE, f.BLUE): 1, (f.WAVE, f.LAW): 1}


def test_splits_and_circles_have_no_last_successor() -> None:
    store = Store()
    for late, early in (("b", "a"), ("c", "a"), ("y", "x"), ("x", "y"), ("n", "m"), ("m", "k")):
        f.add_edge(store, f"org/{late}", "succeeds", f"org/{early}")
    last = {entity_id(start): entity_id(end) for start, end in successors(store).items()}
    assert last == {"org/a": "org/a", "org/m": "org/n", "org/k": "org/n"}


def test_an_empty_store_gives_an_empty_graph() -> None:
    assert len(project(Store(), find_projection("funding"))) == 0


def test_equal_content_in_another_order_gives_the_same_graph(store: Store) -> None:
    other = Store()
    other.extend(sorted(store, key=str, reverse=True))
    first, second = (project(each, find_projection("typed")) for each in (store, other))
    assert list(first.edges(data=True)) == list(second.edges(data=True))
    assert list(first.nodes) == sorted(first.nodes)
    assert graph_hash(first) == graph_hash(second)


def test_the_hash_tells_weight_and_direction() -> None:
    plain = graph_hash(f.graph_of("ab"))
    assert plain == graph_hash(f.graph_of("ba"))
    assert plain != graph_hash(f.graph_of(("a", "b", 2)))
    assert plain != graph_hash(f.graph_of("ab", directed=True))
    assert graph_hash(f.graph_of("ab", directed=True)) != graph_hash(f.graph_of("ba", directed=True))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT nonsense", "the query is not SPARQL"),
        ("ASK { ?s ?p ?o }", "the query is no SELECT"),
        ("SELECT ?source WHERE { ?source ?p ?o }", "a projection selects \\?source and \\?target"),
        ("SELECT ?source ?target ?size WHERE { ?source ?p ?target }", "the column size is none of source"),
        ("SELECT ?source ?target ?weight WHERE { ?source ?p ?target }", "exactly if it is an amount"),
        ("SELECT ?source ?target WHERE { GRAPH ?g { ?source a ?x } }", "a row lacks source or target"),
    ],
)
def test_a_faulty_query_is_named(store: Store, query: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        project(store, f.projection(query))


def test_a_document_points_to_what_it_names_and_only_as_a_fallback() -> None:
    citation = find_projection("citation")
    assert citation.fallback
    graph = project(f.world_with_documents(), citation)
    assert list(graph.edges) == [(f.iri(f"document/{f.REPORT}"), f.iri(f.SEA))]

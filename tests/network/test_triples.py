from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from policyscape import paths
from policyscape.namespaces import CONCEPT
from policyscape.network.analysis import Analysis, analyse, analyse_all, analyse_years
from policyscape.network.projections import find_projection
from policyscape.network.robustness import Effort, robustness
from policyscape.network.terms import ENTITIES, MEASURES
from policyscape.network.ties import Selection
from policyscape.network.triples import measure_quads, write_measures

from . import factory as f

PREFIX = "PREFIX ps: <https://w3id.org/policyscape/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "


@pytest.fixture
def store() -> Store:
    return f.world()


def participation(store: Store, selection: Selection | None = None) -> Analysis:
    return analyse(store, find_projection("participation"), selection, ["degree", "strength"])


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(PREFIX + query)
    assert isinstance(solutions, QuerySolutions)
    return [tuple(re.sub(r'^[<"]|[">].*$', "", str(term)) for term in solution) for solution in solutions]


def test_scores_can_be_queried_together_with_facts(store: Store) -> None:
    write_measures(store, [participation(store)])
    query = f"""SELECT ?entity ?score ?rank WHERE {{
      GRAPH {MEASURES} {{
        ?node ps:scoreOf ?entity ; ps:measure <{CONCEPT}measure/strength> ; ps:score ?score ; ps:rank ?rank
      }}
      GRAPH {ENTITIES} {{ ?entity a ps:University }}
    }} ORDER BY ?entity"""
    assert rows(store, query) == [(f.iri(f.EAST), "3", "1"), (f.iri(f.WEST), "3", "1")]


def test_an_activity_says_how_scores_were_computed(store: Store) -> None:
    analysis = participation(store)
    write_measures(store, [analysis])
    query = f"""SELECT DISTINCT ?activity ?hash ?version ?nodes ?edges WHERE {{ GRAPH {MEASURES} {{
      ?score a ps:Score ; prov:wasGeneratedBy ?activity . ?activity a prov:Activity ; ps:graphHash ?hash ;
      ps:softwareVersion ?version ; ps:nodeCount ?nodes ; ps:edgeCount ?edges }} }}"""
    [(activity, digest, release, nodes, edges)] = rows(store, query)
    assert activity == "https://w3id.org/policyscape/activity/network/participation"
    assert digest == f"sha256:{analysis.hash}"
    assert re.fullmatch(r"\d+\.\d+.*", release)
    assert (nodes, edges) == ("3", "3")


def test_a_selection_has_its_own_scores(store: Store) -> None:
    folded = participation(store, Selection(fold_successors=True))
    own = {quad.subject for quad in measure_quads([participation(store)]) if "/score/" in str(quad.subject)}
    other = {quad.subject for quad in measure_quads([folded]) if "/score/" in str(quad.subject)}
    assert own
    assert len(own) == len(other)
    assert not own & other


def test_the_projections_own_currency_is_the_default_selection(store: Store) -> None:
    quads = measure_quads([analyse(store, find_projection("funding-amount"), None, ["strength"])])
    assert any("/score/funding-amount/strength/" in str(quad.subject) for quad in quads)


def test_communities_list_their_members(store: Store) -> None:
    write_measures(store, [participation(store)])
    query = f"SELECT ?member WHERE {{ GRAPH {MEASURES} {{ ?group a ps:Community ; ps:communityMember ?member }} }}"
    assert sorted(rows(store, query)) == [(f.iri(f.ACME),), (f.iri(f.EAST),), (f.iri(f.WEST),)]


def test_writing_again_replaces_and_the_store_keeps_what_was_made(store: Store) -> None:
    analyses = [participation(store)]
    count = write_measures(store, analyses)
    assert count == write_measures(store, analyses) == len(set(store.quads_for_pattern(None, None, None, MEASURES)))
    assert sorted(store.quads_for_pattern(None, None, None, MEASURES), key=str) == measure_quads(analyses)


def test_every_term_is_in_the_ontology(store: Store) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(paths.ONTOLOGY.glob("*.ttl")))
    used = {
        name
        for quad in measure_quads(analyse_all(store))
        for name in re.findall(r"ontology#(\w+)>", f"{quad.predicate} {quad.object}")
    }
    assert {"Score", "score", "rank", "Community"} <= used
    assert [name for name in sorted(used) if not re.search(rf"^ps:{name} a ", text, re.MULTILINE)] == []


def test_triples_do_not_depend_on_the_process() -> None:
    code = "from network.factory import world; from policyscape.network.analysis import analyse_all; "
    code += "from policyscape.network.triples import measure_quads; "
    code += "import hashlib; print(hashlib.sha256(repr(measure_quads(analyse_all(world()))).encode()).hexdigest())"
    tests = Path(__file__).parents[1]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(tests)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop()) == 65


def test_how_firm_a_rank_is_can_be_queried(store: Store) -> None:
    analysis = analyse(store, find_projection("funding"), measures=["degree"])
    robust = robustness(analysis, effort=Effort(5, 3))
    entity, found = next((iri, row) for iri, row in robust["degree"].items() if row.documents.name)
    write_measures(store, [analysis], {"funding": robust})
    query = f"""SELECT ?rank ?low ?high ?worst ?document WHERE {{ GRAPH {MEASURES} {{
      ?score ps:scoreOf <{entity}> ; ps:rank ?rank ; ps:rankLow ?low ; ps:rankHigh ?high ;
             ps:rankWorstWithoutDocument ?worst ; ps:hangsOn ?document }} }}"""
    expected = (found.rank, found.low, found.high, found.documents.worst, f.iri(f"document/{found.documents.name}"))
    assert rows(store, query) == [tuple(map(str, expected))]


def test_the_networks_of_each_year_name_the_documents_they_are_made_from() -> None:
    store = f.world_with_documents()
    analyses = analyse_years(store, find_projection("collaboration"), ["degree"])
    assert [analysis.selection.documents for analysis in analyses] == [{f.REPORT}, {f.NEWS}]
    write_measures(store, analyses)
    query = f"""SELECT DISTINCT ?document WHERE {{ GRAPH {MEASURES} {{
      ?score a ps:Score ; prov:wasGeneratedBy/ps:selectedDocument ?document }} }} ORDER BY ?document"""
    assert rows(store, query) == [(f.iri("document/news"),), (f.iri("document/report"),)]

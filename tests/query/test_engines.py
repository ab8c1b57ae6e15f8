"""The whole library answers alike on the embedded store and on engines that other people wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

import pytest
from peers import NotInstalledError, Server, Virtuoso
from peers.jena import jena
from peers.oxigraph import oxigraph

from policyscape.endpoint import Endpoint
from policyscape.graph import compile_record, read_record
from policyscape.graph.write import write_trig
from policyscape.ontology import load_ontology
from policyscape.query import Result, asker, execute, list_queries, prepare
from policyscape.store import Graph, load_file

from .harbour import harbour

Start: TypeAlias = Callable[[Path, Sequence[Path]], AbstractContextManager[Server]]
ONTOLOGY = load_ontology()
QUERIES = list_queries()

# Queries on which an engine is known to differ, each with the reason.
DIFFERENT: dict[str, dict[str, str]] = {
    "virtuoso": {
        "events-by-country-and-type": "MIN and MAX pass over unbound values, which SPARQL makes an unbound result",
        "observations": "sorts otherwise: the last row within the LIMIT is another, without it all are equal",
        "periods-of-plans": "CONCAT takes an unbound argument for an empty string, which SPARQL makes an error",
    },
    "jena": {},
}


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real graph, built from the record of the repository."""
    path = tmp_path_factory.mktemp("real") / "graph.trig"
    write_trig(compile_record(read_record(), ONTOLOGY), path)
    return path


@pytest.fixture(scope="module")
def expected(graph_file: Path) -> dict[str, Result]:
    return answers(load_file(graph_file))


def answers(graph: Graph) -> dict[str, Result]:
    """Each query of the library, projections and competency questions included, with its answer."""
    return {query.name: execute(graph, prepare(query, {}, ONTOLOGY, asker(graph))) for query in QUERIES}


def differing(found: dict[str, Result], expected: dict[str, Result]) -> Iterator[str]:
    for name, result in expected.items():
        rows = [sorted(str(row) for row in one.rows) for one in (result, found[name])]
        if rows[0] != rows[1] or result.columns != found[name].columns:
            yield name


def test_there_is_something_to_compare(expected: dict[str, Result]) -> None:
    assert len(expected) > 100
    assert sum(1 for result in expected.values() if result.rows) > 0.9 * len(expected)


@pytest.mark.timeout(900)
def test_virtuoso_gives_the_same_answers(virtuoso: Virtuoso, graph_file: Path, expected: dict[str, Result]) -> None:
    with virtuoso.holding(graph_file):
        found = answers(Endpoint(virtuoso.endpoint))
    # Whether a known difference shows depends on the data: a bound row less, and both engines say the same.
    assert set(differing(found, expected)) <= set(DIFFERENT["virtuoso"])


@pytest.mark.timeout(900)
def test_an_oxigraph_server_gives_the_same_answers(
    graph_file: Path, expected: dict[str, Result], tmp_path: Path
) -> None:
    assert differing_from(oxigraph, graph_file, expected, tmp_path) == set()


@pytest.mark.timeout(900)
def test_jena_gives_the_same_answers_on_an_invented_landscape(tmp_path: Path) -> None:
    """On the real graph its TDB2 takes up to a minute for a query over the union of the graphs."""
    small = tmp_path / "landscape.trig"
    write_trig(compile_record(harbour(), ONTOLOGY), small)
    expected = answers(load_file(small))
    assert sum(1 for result in expected.values() if result.rows) > 50
    assert differing_from(jena, small, expected, tmp_path) == set(DIFFERENT["jena"])


def differing_from(start: Start, file: Path, expected: dict[str, Result], folder: Path) -> set[str]:
    try:
        with start(folder, [file]) as server:
            return set(differing(answers(Endpoint(server.endpoint)), expected))
    except NotInstalledError as missing:
        pytest.skip(str(missing))

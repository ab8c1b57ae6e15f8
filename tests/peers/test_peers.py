from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

import factory as f
import pyoxigraph as ox
import pytest

from policyscape.graph import compile_record
from policyscape.graph.write import write_trig
from policyscape.ontology import load_ontology

from . import NotInstalledError, Server, Virtuoso
from .jena import jena
from .oxigraph import oxigraph


@pytest.fixture(scope="module")
def landscape(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The small landscape as TriG, and how many triples it has."""
    dataset = compile_record(f.landscape(), load_ontology())
    path = tmp_path_factory.mktemp("landscape") / "landscape.trig"
    write_trig(dataset, path)
    return path, len(dataset)


def count(server: Server) -> int:
    """How many triples our named graphs have."""
    ours = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), 'policyscape')) }"
    form = urlencode({"query": ours}).encode()
    request = urllib.request.Request(server.endpoint, form, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return int(json.load(answer)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("start", [oxigraph, jena])
def test_a_peer_holds_each_triple_once(
    start: Callable[..., AbstractContextManager[Server]], landscape: tuple[Path, int], tmp_path: Path
) -> None:
    path, size = landscape
    try:
        with start(tmp_path, [path]) as server:
            assert count(server) == size
    except NotInstalledError as missing:
        pytest.skip(str(missing))


def test_virtuoso_holds_each_triple_once(virtuoso: Virtuoso, landscape: tuple[Path, int]) -> None:
    path, size = landscape
    with virtuoso.holding(path):
        assert count(virtuoso) == size
    assert count(virtuoso) == 0


def test_virtuoso_tells_what_it_does_not_understand(virtuoso: Virtuoso) -> None:
    with pytest.raises(RuntimeError, match="Error 37000"):
        virtuoso.sql("SELEKT 1;")


def test_virtuoso_reads_the_names_that_were_written(virtuoso: Virtuoso, landscape: tuple[Path, int]) -> None:
    path, _ = landscape
    written = {quad.graph_name.value for quad in ox.parse(path=str(path)) if isinstance(quad.graph_name, ox.NamedNode)}
    with virtuoso.holding(path):
        said = virtuoso.sql("SPARQL SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } };")
    assert written <= set(said.split())

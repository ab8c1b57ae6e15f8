from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import factory as f
import httpx
import pyoxigraph as ox
import pytest
from query.harbour import harbour

from policyscape.graph import Record, compile_record, write_turtle
from policyscape.graph.description import describe
from policyscape.ontology import load_ontology
from policyscape.store import write_store

from .serving import Running, serving

HOSTILE = "policy/hostile"
SCRIPT = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"
GRAPHS = tuple(f"http://example.org/data{number}" for number in (1, 2, 3))
"""Three graphs beside those of the record, with one triple each, for the cases of the protocol."""


def _quads() -> Iterator[ox.Quad]:
    a, b = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b")
    for number, graph in enumerate(GRAPHS, 1):
        yield ox.Quad(a, b, ox.Literal(number), ox.NamedNode(graph))


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build leaves: the store of the invented landscape with a hostile name in it, a page, Turtle."""
    folder = tmp_path_factory.mktemp("served") / "out"
    record = harbour()
    hostile = f.make_entity(HOSTILE, "Programme", SCRIPT, SCRIPT, (SCRIPT + "2",), country=f.JAPAN)
    fact = f.make_fact("Characteristic", about=HOSTILE, attribute=SCRIPT, text=SCRIPT, country=f.JAPAN)
    more = Record({**record.entities, HOSTILE: hostile}, record.documents, (*record.facts, fact))
    dataset = compile_record(more, load_ontology())
    describe(dataset)
    write_store([*dataset.quads(), *_quads()], folder / "store")
    write_turtle(dataset, folder / "policyscape.ttl")
    (folder / "explorer.html").write_text("<!doctype html><title>explorer</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def server(out: Path) -> Iterator[Running]:
    with serving(out, "--seconds", "5", "--result-mb", "1", "--at-once", "2") as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Running) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client

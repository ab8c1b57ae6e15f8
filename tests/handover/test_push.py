"""Loading into stores that other people wrote; going on after an interruption; keeping credentials to oneself."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from peers import NotInstalledError, Server, Virtuoso
from peers.oxigraph import oxigraph as start_oxigraph

from policyscape.errors import CheckError, InputError
from policyscape.graph import terms
from policyscape.handover.endpoints import GraphStore, UpdateEndpoint, connect
from policyscape.handover.http import Http
from policyscape.handover.push import STATE, Pushed, push

from . import world

SECRET = "s3cret-w0rd"
GRAPHS = tuple(terms.graph(name).value for name in world.dataset().names())
INTO = {"gsp": "graph_store", "update": "update"}


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Server]:
    try:
        with start_oxigraph(tmp_path) as server:
            yield server
    except NotInstalledError as missing:
        pytest.skip(str(missing))


def told(_: str) -> None:
    """Nobody listens."""


def counts(server: Server) -> dict[str, int]:
    """How many triples each of our graphs has in a server."""
    text = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    request = urllib.request.Request(
        server.endpoint, urlencode({"query": text}).encode(), {"Accept": "application/sparql-results+json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        rows = json.load(response)["results"]["bindings"]
    return {r["g"]["value"]: int(r["n"]["value"]) for r in rows if "policyscape" in r["g"]["value"]}


def expected() -> dict[str, int]:
    return {terms.graph(name).value: len(triples) for name, triples in world.dataset().graphs.items()}


@pytest.mark.parametrize(("method", "kind"), [("gsp", GraphStore), ("update", UpdateEndpoint)])
def test_oxigraph_gets_every_graph_whole_and_once(oxigraph: Server, method: str, kind: type) -> None:
    endpoint = connect(getattr(oxigraph, INTO[method]))
    assert isinstance(endpoint, kind)
    assert push(world.store(), endpoint, told) == Pushed(GRAPHS, (), ())
    assert counts(oxigraph) == expected() | {STATE.value: len(GRAPHS)}
    assert push(world.store(), endpoint, told) == Pushed((), GRAPHS, ())
    part = push(world.store(), endpoint, told, ("entities", "inferred/"), force=True)
    assert part.sent == tuple(name for name in GRAPHS if "/graph/entities" in name or "/graph/inferred/" in name)


def test_virtuoso_gets_every_graph_by_digest_and_by_update(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYSCAPE_PUSH_USER", virtuoso.user)
    monkeypatch.setenv("POLICYSCAPE_PUSH_PASSWORD", virtuoso.password)
    for endpoint in (connect(virtuoso.graph_store), connect(virtuoso.update, "update", virtuoso.endpoint)):
        try:
            assert push(world.store(), endpoint, told) == Pushed(GRAPHS, (), ())
            assert counts(virtuoso) == expected() | {STATE.value: len(GRAPHS)}
            assert push(world.store(), endpoint, told) == Pushed((), GRAPHS, ())
        finally:
            for name in (*GRAPHS, STATE.value):
                endpoint.delete(name)
    assert counts(virtuoso) == {}


@dataclass
class Failing:
    """A store in memory whose connection breaks at some graph, half way through it."""

    breaks_at: str = ""
    graphs: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def get(self, graph: str) -> bytes:
        return self.graphs.get(graph, b"")

    def put(self, graph: str, triples: Path) -> None:
        self.asked.append(graph)
        if graph == self.breaks_at:
            self.graphs[graph] = b"".join(triples.read_bytes().splitlines(keepends=True)[:1])
            raise InputError("the connection broke")
        self.graphs[graph] = triples.read_bytes()

    def delete(self, graph: str) -> None:
        self.graphs.pop(graph, None)

    def count(self, graph: str) -> int | None:
        return len(self.graphs[graph].splitlines())


def test_an_interrupted_push_goes_on_where_it_stopped() -> None:
    partner = Failing(breaks_at=GRAPHS[3])
    with pytest.raises(InputError, match="broke"):
        push(world.store(), partner, told)
    partner.breaks_at = ""
    assert push(world.store(), partner, told) == Pushed(GRAPHS[3:], GRAPHS[:3], ())
    assert {name: len(partner.graphs[name].splitlines()) for name in GRAPHS} == expected()


def test_a_graph_that_broke_off_is_sent_again_even_where_it_was_whole_before() -> None:
    partner = Failing()
    push(world.store(), partner, told)
    partner.breaks_at = GRAPHS[0]
    with pytest.raises(InputError):
        push(world.store(), partner, told, force=True)
    partner.breaks_at = ""
    assert push(world.store(), partner, told).sent == GRAPHS[:1]


def test_a_graph_that_is_no_longer_there_is_deleted_by_a_push_of_all() -> None:
    partner = Failing()
    push(world.store(), partner, told)
    fewer = ox.Store()
    fewer.bulk_extend(quad for quad in world.quads() if quad.graph_name.value != GRAPHS[0])  # type: ignore[union-attr]
    assert push(fewer, partner, told, ("entities",)).deleted == ()
    assert push(fewer, partner, told) == Pushed((), GRAPHS[1:], GRAPHS[:1])
    assert GRAPHS[0] not in partner.graphs


def test_a_graph_that_arrives_short_is_told() -> None:
    class Lossy(Failing):
        def count(self, graph: str) -> int | None:
            return len(self.graphs[graph].splitlines()) - 1

    with pytest.raises(CheckError, match="did not arrive"):
        push(world.store(), Lossy(), told)


def test_a_dry_run_asks_no_server() -> None:
    said: list[str] = []
    assert push(world.store(), None, said.append) == Pushed(GRAPHS, (), ())
    assert all("would be sent" in line for line in said)


class _Server(BaseHTTPRequestHandler):
    """Answers everything with the status in its path."""

    def do_GET(self) -> None:
        code = int(self.path.split("/")[1].split("?")[0])
        self.send_response(code)
        if code == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        if code == 302:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "POLICYSCAPE_PUSH_USER"),
        (403, "may not write"),
        (413, "too large"),
        (500, "log of the server"),
        (302, "302"),
    ],
)
def test_a_refusal_is_told_in_one_sentence_without_the_credentials(status: int, words: str, tmp_path: Path) -> None:
    triples = tmp_path / "x.nt"
    triples.write_text("<urn:a> <urn:b> <urn:c> .\n")
    environment = {"POLICYSCAPE_PUSH_USER": "me", "POLICYSCAPE_PUSH_PASSWORD": SECRET}
    with serving() as base:
        store = GraphStore(Http(f"{base}/{status}?key={SECRET}", environment), f"{base}/{status}?key={SECRET}")
        with pytest.raises(InputError, match=words) as caught:
            store.put("urn:g", triples)
    assert str(status) in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_server_that_is_not_there_is_told_without_the_credentials() -> None:
    http = Http(f"http://127.0.0.1:9/store?key={SECRET}", {"POLICYSCAPE_PUSH_TOKEN": SECRET})
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9/store cannot be reached") as caught:
        http.ask("GET", f"http://127.0.0.1:9/store?key={SECRET}")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "words"), [(f"https://me:{SECRET}@example.org/", "holds no credentials"), ("store", "http or https")]
)
def test_an_address_with_credentials_or_none_at_all_is_refused(url: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        connect(url)
    assert SECRET not in str(caught.value)

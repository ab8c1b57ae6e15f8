"""A server in the store's place: the same terms come back, and every fault is a sentence."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import factory as f
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from peers import NotInstalledError, Server, Virtuoso
from peers.oxigraph import oxigraph
from peers.process import free_port

from policyscape.cli import main
from policyscape.endpoint import Endpoint
from policyscape.errors import InputError
from policyscape.graph import compile_record
from policyscape.graph.write import write_trig
from policyscape.ontology import load_ontology
from policyscape.store import load_file, open_graph

JSON = "application/sparql-results+json"
YES = '{"head":{},"boolean":true}'
ONE = '{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"http://e/x"}}]}}'
SELECT = "SELECT ?x WHERE { ?x ?p ?o }"


@dataclass
class Script:
    """What a scripted server answers to each request in turn, the last answer for ever, and what it was asked."""

    answers: list[tuple[int, str, str, dict[str, str]]]
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    script: ClassVar[Script]

    def do_POST(self) -> None:
        self.script.forms.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.script.logins.append(self.headers.get("Authorization", ""))
        status, kind, body, more = (
            self.script.answers.pop(0) if len(self.script.answers) > 1 else self.script.answers[0]
        )
        self.send_response(status)
        for name, value in ({"Content-Type": kind} | more).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    http = HTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}/sparql"
    http.shutdown()
    http.server_close()


def scripted(*answers: tuple[int, str, str, dict[str, str]]) -> Script:
    _Handler.script = Script(list(answers))
    return _Handler.script


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, "text/html", "<h1>no</h1>", {}), "nothing at this address"),
        ((400, "text/plain", "syntax error near FOO", {}), r"refuses the query \(400\): syntax error near FOO"),
        ((503, "text/html", "<h1>busy</h1>", {}), r"failed \(503\)\.$"),
        ((301, "text/plain", "", {"Location": "http://e/new"}), "has moved to http://e/new"),
        ((403, "text/plain", "", {}), "wants other credentials"),
        ((200, "text/html", "<h1>welcome</h1>", {}), "answers with text/html, which is no result of SPARQL"),
        ((200, JSON, '{"head": ', {}), "sends a broken result"),
        ((206, JSON, ONE, {}), "only a part of the answer"),
        ((200, JSON, ONE, {"X-SPARQL-MaxRows": "1"}), r"only a part of the answer \(1 rows\)"),
    ],
)
def test_a_fault_of_the_server_is_a_sentence(
    server: str, answer: tuple[int, str, str, dict[str, str]], said: str
) -> None:
    scripted((200, JSON, YES, {}), answer)
    with pytest.raises(InputError, match=said):
        Endpoint(server).query(SELECT)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        Endpoint(f"http://127.0.0.1:{free_port()}/").query(SELECT)


@pytest.mark.parametrize("url", ["sparql", "ftp://e/x", "http://"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="is no address of a SPARQL server"):
        Endpoint(url)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError, match="holds no password") as error:
        Endpoint("http://user:secret@example.org/")
    assert "secret" not in str(error.value)


def test_a_user_logs_in_as_the_server_asks_and_the_password_is_in_no_message(server: str) -> None:
    script = scripted(
        (401, "text/plain", "", {"WWW-Authenticate": 'Basic realm="x"'}),
        (200, JSON, YES, {}),
        (403, "text/plain", "", {}),
    )
    environment = {"POLICYSCAPE_ENDPOINT_USER": "ann", "POLICYSCAPE_ENDPOINT_PASSWORD": "secret"}
    with pytest.raises(InputError) as error:
        Endpoint(server, environment).query(SELECT)
    assert script.logins[:2] == ["", "Basic " + base64.b64encode(b"ann:secret").decode()]
    assert "secret" not in str(error.value)


def test_a_token_is_borne(server: str) -> None:
    script = scripted((200, JSON, YES, {}), (200, JSON, ONE, {}))
    Endpoint(server, {"POLICYSCAPE_ENDPOINT_TOKEN": "t0"}).query(SELECT)
    assert script.logins == ["Bearer t0", "Bearer t0"]


def test_half_a_login_is_refused() -> None:
    with pytest.raises(InputError, match="is set without POLICYSCAPE_ENDPOINT_PASSWORD"):
        Endpoint("http://e/", {"POLICYSCAPE_ENDPOINT_USER": "ann"})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("landscape") / "landscape.trig"
    write_trig(compile_record(f.landscape(), load_ontology()), path)
    return path


@pytest.fixture(scope="module", params=["union", "own"])
def oxigraph_server(
    request: pytest.FixtureRequest, file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """An Oxigraph whose default graph is the union, and one whose default graph is empty."""
    try:
        with oxigraph(tmp_path_factory.mktemp("oxigraph"), [file], union=request.param == "union") as started:
            yield started
    except NotInstalledError as missing:
        pytest.skip(str(missing))


def command(*words: str) -> str:
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_commands_say_the_same_of_a_server_as_of_the_store(
    oxigraph_server: Server, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether its default graph is the union or empty."""
    store = load_file(file)
    monkeypatch.setattr("policyscape.store.open_store", lambda _: store)
    for words in (
        ("query", "programmes-of-actors", "--param", "country=any", "--format", "json"),
        ("query", "budget-by-phase", "--country", "日本", "--format", "csv"),
        ("network", "typed", "--format", "csv"),
        ("path", f.AGENCY, f.PROGRAMME, "--format", "json"),
    ):
        told = command(*words)
        assert command(*words, "--endpoint", oxigraph_server.endpoint) == told
        assert len(told.splitlines()) > 1 or told.startswith("[[")


def test_a_construct_gives_triples_and_an_ask_a_boolean(oxigraph_server: Server) -> None:
    graph = open_graph(Path(), oxigraph_server.endpoint)
    made = graph.query("CONSTRUCT { ?x <urn:is> ?l } WHERE { ?x <http://www.w3.org/2000/01/rdf-schema#label> ?l }")
    assert isinstance(next(iter(made)), ox.Triple)  # type: ignore[arg-type]  # no ASK
    assert bool(graph.query("ASK { ?s ?p ?o }")) is True


def test_a_server_without_the_graph_is_told(virtuoso: Virtuoso) -> None:
    with pytest.raises(InputError, match=r"has no graph of Policyscape; load out/policyscape\.trig"):
        Endpoint(virtuoso.endpoint).query(SELECT)


def test_a_slow_server_is_given_up_and_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(InputError, match=r"gave no answer in 0\.2 seconds; .*POLICYSCAPE_ENDPOINT_TIMEOUT"):
            Endpoint(url, {"POLICYSCAPE_ENDPOINT_TIMEOUT": "0.2"}).query(SELECT)


def test_a_time_out_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="POLICYSCAPE_ENDPOINT_TIMEOUT is 'soon'"):
        Endpoint("http://e/", {"POLICYSCAPE_ENDPOINT_TIMEOUT": "soon"})

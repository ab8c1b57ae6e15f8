"""The server as a process: killed under load, stopped gently, its log, its warning."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import httpx
import pytest
from click.testing import CliRunner

from policyscape.cli import main
from policyscape.server.running import is_loopback

from .serving import Running, serving
from .test_pool import EXPLODING

NAMES = "SELECT ?name { ?x a ps:Programme ; rdfs:label ?name }"


def ask(running: Running, text: str = NAMES) -> httpx.Response:
    return httpx.get(f"{running.url}/sparql", params={"query": text}, timeout=30)


def test_a_query_that_explodes_is_stopped_while_others_are_served(out: Path) -> None:
    with serving(out, "--seconds", "6", "--at-once", "2") as running, ThreadPoolExecutor(8) as threads:
        exploding = threads.submit(ask, running, EXPLODING)
        time.sleep(0.5)
        others = list(threads.map(lambda _: ask(running).status_code, range(10)))
        still = not exploding.done()
        stopped = exploding.result()
    assert still
    assert others == [200] * 10
    assert stopped.status_code == 503
    assert "stopped after 6 seconds" in stopped.text


def test_killed_under_load_it_starts_again_on_the_same_store(out: Path) -> None:
    with serving(out) as running, ThreadPoolExecutor(8) as threads:
        before = ask(running).content
        asked = [threads.submit(ask, running) for _ in range(60)]
        asked += [threads.submit(ask, running, EXPLODING) for _ in range(2)]
        time.sleep(0.3)
        workers = running.workers()
        running.stop(signal.SIGKILL)
        lost = sum(1 for one in asked if one.exception() is not None)
    assert workers
    assert lost > 0  # it was killed while it was asked
    with serving(out) as again:
        assert ask(again).content == before


def test_workers_of_a_killed_server_end_by_themselves(out: Path) -> None:
    with serving(out, "--seconds", "1") as running, ThreadPoolExecutor(1) as threads:
        ask(running)
        exploding = threads.submit(ask, running, EXPLODING)
        time.sleep(0.3)
        workers = running.workers()
        running.stop(signal.SIGKILL)
        assert exploding.exception() is not None
    assert workers
    end = time.monotonic() + 20
    while any(_lives(pid) for pid in workers):
        assert time.monotonic() < end, workers
        time.sleep(0.1)


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_told_to_end_it_first_answers_what_was_begun(out: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a a ?b . ?d ?e ?f }"
    with serving(out) as running, ThreadPoolExecutor(1) as threads:
        begun = threads.submit(ask, running, slow)
        time.sleep(0.2)
        workers = running.workers()
        assert running.stop(signal.SIGTERM) in (0, -signal.SIGTERM)
        assert begun.result().status_code == 200
    assert not any(_lives(pid) for pid in workers)


def test_the_log_has_no_query_unless_asked_for(out: Path) -> None:
    secret = "SELECT ?secret { ?secret a ps:Programme }"
    for options, told in ((), False), (("--log-queries",), True):
        with serving(out, *options) as running:
            ask(running, secret)
            httpx.post(f"{running.url}/sparql", data={"query": secret})
            httpx.get(f"{running.url}/search", params={"q": "secret"})
            running.stop()
        log = "".join(running.log)
        assert "GET '/sparql' 200" in log
        assert "POST '/sparql' 200" in log
        assert ("secret" in log) == told


def test_a_host_beyond_this_machine_is_warned_of(out: Path) -> None:
    with serving(out, "--host", "0.0.0.0") as running:
        log = "".join(running.log)
    assert "Warning: with --host 0.0.0.0 every machine" in log
    with serving(out) as running:
        assert "Warning" not in "".join(running.log)


def test_it_listens_on_this_machine_only(out: Path) -> None:
    with serving(out) as running:
        port = running.url.rsplit(":", 1)[1]
        listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        found = [address for address in listening if int(address.split(":")[1], 16) == int(port)]
    assert found
    assert {address.split(":")[0] for address in found} == {"0100007F"}


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("192.0.2.1", False), ("x", False)],
)
def test_which_addresses_are_of_this_machine(host: str, loopback: bool) -> None:
    assert is_loopback(host) == loopback


def test_a_site_that_is_allowed_may_read_the_answers(out: Path) -> None:
    with serving(out, "--allow-origin", "http://example.org") as running:
        for origin, allowed in (("http://example.org", True), ("http://example.com", False)):
            answer = httpx.get(f"{running.url}/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
            assert (answer.headers.get("access-control-allow-origin") == origin) == allowed


def test_service_asks_another_server_only_where_it_is_allowed(out: Path) -> None:
    with serving(out) as other, serving(out, "--allow-service") as running:
        text = f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{other.url}/sparql> {{ ?x a ps:Ministry }} }}"
        answer = httpx.get(f"{running.url}/sparql", params={"query": text}, headers={"Accept": "text/csv"})
        assert answer.text == "n\r\n1\r\n", answer.text
        assert httpx.get(f"{other.url}/sparql", params={"query": text}).status_code == 403


def test_what_cannot_be_served_is_told(out: Path, tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["serve", "--out", str(tmp_path / "none"), "--port", "0"])
    assert (missing.exit_code, "policyscape build" in missing.stderr) == (2, True)
    with serving(out) as running:
        taken = CliRunner().invoke(main, ["serve", "--out", str(out), "--port", running.url.rsplit(":", 1)[1]])
    assert (taken.exit_code, "give another with --port" in taken.stderr) == (2, True)


def test_twenty_clients_at_once_are_all_answered(out: Path) -> None:
    with serving(out) as running, running.client() as client, ThreadPoolExecutor(20) as threads:
        names = [one["name"] for one in client.get("/api/queries").json()]

        def ask_some(number: int) -> list[int]:
            with running.client() as own:
                chosen = Random(number).sample(names, 10)
                return [own.get(f"/api/queries/{name}/results").status_code for name in chosen]

        statuses = [status for found in threads.map(ask_some, range(20)) for status in found]
    assert statuses == [200] * 200


def test_memory_does_not_grow_with_the_number_of_questions(out: Path) -> None:
    with serving(out, "--at-once", "2") as running, running.client() as client:
        sizes = []
        for _ in range(3):
            for _ in range(200):
                assert client.get("/sparql", params={"query": NAMES}).status_code == 200
            sizes.append(sum(map(_resident, [running.process.pid, *running.workers()])))
    assert sizes[2] - sizes[1] < 4 * 2**20, sizes


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

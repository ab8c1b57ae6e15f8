"""Requests nobody thought of: whatever comes, the server answers, and never with a 500."""

from __future__ import annotations

import json
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from .serving import Running

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
PIECES = st.sampled_from(
    [
        *(
            "SELECT",
            "WHERE",
            "FROM",
            "GRAPH",
            "SERVICE",
            "COUNT",
            "LIMIT",
            "ORDER BY",
            "?x",
            "ps:Programme",
            "a",
            "_:b",
        ),
        *("{", "}", "(", ")", "<", ">", "*", "-1", "1e999", "@", "^^", ";", ".", '"', "'", "\\", "#", "\n", "\x00"),
        *("é", "量子", "𠮟"),
    ]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Accept": st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip),
        "Accept-Language": st.text(alphabet="jaen-,;q=.01 *", max_size=20).map(str.strip),
        "Content-Type": st.sampled_from(
            ["application/sparql-query", "application/x-www-form-urlencoded", "", "x", ";"]
        ),
    },
)


def test_what_the_description_allows_and_what_it_does_not(server: Running, client: httpx.Client) -> None:
    """For one path of those that have the same parameters."""
    paths = client.get("/openapi.json").json()["paths"]
    kinds = {json.dumps([one["schema"] for one in path["get"]["parameters"]]): name for name, path in paths.items()}
    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    chosen = [operation for operation in found if operation.path in kinds.values()]
    assert len(chosen) > 10
    few = settings(FEW, max_examples=5, phases=[Phase.explicit, Phase.generate])
    for operation in chosen:

        @few
        @given(case=operation.as_strategy())
        def run(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS)

        run()


@FEW
@given(text=st.lists(PIECES, max_size=12).map(" ".join), headers=HEADERS)
def test_any_text_as_a_query(client: httpx.Client, text: str, headers: dict[str, str]) -> None:
    for answer in (
        client.get("/sparql", params={"query": text}, headers=headers),
        client.post("/sparql", content=text.encode(), headers=headers),
    ):
        assert answer.status_code < 500, answer.text


@FEW
@given(body=st.binary(max_size=60), query=st.text(max_size=20), headers=HEADERS)
def test_any_bytes_as_a_body(client: httpx.Client, body: bytes, query: str, headers: dict[str, str]) -> None:
    answer = client.post("/sparql", params={"default-graph-uri": query}, content=body, headers=headers)
    assert answer.status_code < 500, answer.text


@FEW
@given(path=st.text(max_size=30), headers=HEADERS)
def test_any_path(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    for start in ("/", "/id/", "/fact/", "/api/queries/", "/queries/", "/search?q=", "/static/"):
        target = httpx.URL(client.base_url).join("/").copy_with(raw_path=(start + _quoted(path)).encode())
        assert client.get(target, headers=headers).status_code < 500, path


def _quoted(path: str) -> str:
    return "".join(f"%{byte:02X}" for byte in path.encode("utf-8", "surrogatepass"))

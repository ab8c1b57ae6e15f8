"""The cases of the W3C's SPARQL 1.1 Protocol test suite, restated; each test says which by its name or its ids.

Cases of updates are restated for a server that is read-only: each must be refused with a status of 4xx, and change
nothing. Beside them stands what the protocol says of content negotiation and of the description of the service.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest

from .conftest import GRAPHS

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
ONE, TWO, THREE = GRAPHS
VALUES = "SELECT ?o WHERE { <http://example.org/a> <http://example.org/b> ?o } ORDER BY ?o"
NAMED = "SELECT ?g ?o WHERE { GRAPH ?g { <http://example.org/a> ?p ?o } } ORDER BY ?o"
INSERT = "INSERT DATA { <http://example.org/a> <http://example.org/b> 4 }"


def post(client: httpx.Client, body: bytes | str, media: str | None, accept: str = JSON) -> httpx.Response:
    headers = {"Accept": accept} | ({"Content-Type": media} if media else {})
    content = body if isinstance(body, bytes) else body.encode()
    return client.post("/sparql", content=content, headers=headers)


def numbers(answer: httpx.Response) -> list[int]:
    assert answer.status_code == 200, answer.text
    return [int(row["o"]["value"]) for row in answer.json()["results"]["bindings"]]


def is_true(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    found: bool = answer.json()["boolean"]
    return found


# Queries: query_get, query_post_form, query_post_direct


def test_query_get(client: httpx.Client) -> None:
    assert is_true(client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": JSON}))


def test_query_post_form(client: httpx.Client) -> None:
    assert is_true(post(client, urlencode({"query": "ASK {}"}), FORM))


def test_query_post_direct(client: httpx.Client) -> None:
    assert is_true(post(client, "ASK {}", QUERY))


# The dataset of the protocol


def test_query_dataset_default_graph(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": VALUES, "default-graph-uri": ONE})
    assert numbers(answer) == [1]


def test_query_dataset_default_graphs_get(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": VALUES, "default-graph-uri": [ONE, THREE]})
    assert numbers(answer) == [1, 3]


def test_query_dataset_default_graphs_post(client: httpx.Client) -> None:
    body = urlencode({"query": VALUES, "default-graph-uri": [ONE, THREE]}, doseq=True)
    assert numbers(post(client, body, FORM)) == [1, 3]


def test_query_dataset_named_graphs_get(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": NAMED, "named-graph-uri": [TWO, THREE]})
    assert numbers(answer) == [2, 3]


def test_query_dataset_named_graphs_post(client: httpx.Client) -> None:
    body = urlencode({"query": NAMED, "named-graph-uri": [TWO, THREE]}, doseq=True)
    assert numbers(post(client, body, FORM)) == [2, 3]


def test_query_dataset_full(client: httpx.Client) -> None:
    text = "SELECT ?o WHERE { { <http://example.org/a> ?p ?o } UNION { GRAPH ?g { <http://example.org/a> ?p ?o } } }"
    parameters = {"query": text, "default-graph-uri": [THREE], "named-graph-uri": [ONE, TWO]}
    assert sorted(numbers(client.get("/sparql", params=parameters))) == [1, 2, 3]


def test_query_multiple_dataset(client: httpx.Client) -> None:
    """The dataset of the request stands above that of the query."""
    text = VALUES.replace("WHERE", f"FROM <{ONE}> WHERE")
    assert numbers(client.get("/sparql", params={"query": text})) == [1]
    assert numbers(client.get("/sparql", params={"query": text, "default-graph-uri": TWO})) == [2]
    direct = client.post("/sparql", params={"default-graph-uri": TWO}, content=text, headers={"Content-Type": QUERY})
    assert numbers(direct) == [2]


def test_a_graph_that_the_request_does_not_name_is_not_in_its_dataset(client: httpx.Client) -> None:
    assert numbers(client.get("/sparql", params={"query": NAMED, "default-graph-uri": ONE})) == []
    assert numbers(client.get("/sparql", params={"query": VALUES, "named-graph-uri": ONE})) == []


def test_without_a_dataset_all_graphs_are_asked_as_one(client: httpx.Client) -> None:
    assert numbers(client.get("/sparql", params={"query": VALUES})) == [1, 2, 3]


def test_the_dataset_of_the_query_is_taken(client: httpx.Client) -> None:
    text = NAMED.replace("WHERE", f"FROM NAMED <{TWO}> WHERE")
    assert numbers(client.get("/sparql", params={"query": text})) == [2]


# query_content_type_select, _ask, _describe, _construct


@pytest.mark.parametrize("text", ["SELECT * { ?s a ?c } LIMIT 1", "ASK {}"], ids=["select", "ask"])
@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (JSON, JSON),
        (XML, XML),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("*/*", JSON),
        (f"{JSON};q=0.5, {XML}", XML),
        (f"{XML};q=0.2, */*;q=0.1", XML),
        ("application/*;q=0.3, text/csv;q=0.9", "text/csv"),
        (f"*/*, {JSON};q=0", "application/json"),
    ],
)
def test_query_content_type_select_and_ask(client: httpx.Client, text: str, accept: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert "accept" in answer.headers["vary"].lower()
    assert answer.content


@pytest.mark.parametrize(
    "text",
    [f"DESCRIBE <http://example.org/a> FROM <{ONE}>", f"CONSTRUCT FROM <{ONE}> WHERE {{ ?s ?p ?o }}"],
    ids=["describe", "construct"],
)
@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("text/turtle", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        (f"{JSON}, */*;q=0.1", "text/turtle", ox.RdfFormat.TURTLE),
    ],
)
def test_query_content_type_describe_and_construct(
    client: httpx.Client, text: str, accept: str, media: str, form: ox.RdfFormat
) -> None:
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == media
    assert [str(quad.object) for quad in ox.parse(answer.content, format=form)] == [str(ox.Literal(1))]


def test_an_answer_that_cannot_be_had_in_any_accepted_type_is_406(client: httpx.Client) -> None:
    for text, accept in (("ASK {}", "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", JSON), ("ASK {}", "image/png")):
        answer = client.get("/sparql", params={"query": text}, headers={"Accept": accept})
        assert (answer.status_code, text) == (406, text)


# Bad queries


def bad(client: httpx.Client, method: str, **request: Any) -> httpx.Response:
    answer = client.request(method, "/sparql", **request)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.text.strip()
    return answer


def test_bad_query_method(client: httpx.Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = bad(client, method, params={"query": "ASK {}"})
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


def test_bad_multiple_queries(client: httpx.Client) -> None:
    two = [("query", "ASK {}"), ("query", "SELECT * {}")]
    for answer in (
        bad(client, "GET", params=two),
        bad(client, "POST", content=urlencode(two), headers={"Content-Type": FORM}),
        bad(client, "POST", params={"query": "ASK {}"}, content="ASK {}", headers={"Content-Type": QUERY}),
    ):
        assert answer.status_code == 400
        assert "2 parameters 'query'; give one" in answer.text


@pytest.mark.parametrize(
    ("case", "body", "media"),
    [
        ("bad_query_wrong_media_type", "ASK {}", "text/plain"),
        ("bad_query_missing_form_type", "query=ASK%20%7B%7D", None),
        ("bad_query_missing_direct_type", "ASK {}", None),
    ],
)
def test_bad_query_media_types(client: httpx.Client, case: str, body: str, media: str | None) -> None:
    assert post(client, body, media).status_code == 415, case


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    body = "SELECT * { ?s ?p 'é' }".encode("utf-16")
    assert post(client, body, QUERY).status_code == 400
    assert post(client, body, f"{QUERY}; charset=UTF-16").status_code == 415
    assert post(client, b"query=%FF%FE", FORM).status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400


def test_bad_query_syntax(client: httpx.Client) -> None:
    answer = bad(client, "GET", params={"query": "ASK {"})
    assert answer.status_code == 400
    assert "line 1, column 6" in answer.text


def test_a_query_is_asked_for_where_there_is_none(client: httpx.Client) -> None:
    for answer in (
        bad(client, "GET", params={"default-graph-uri": ONE}),
        bad(client, "POST", content=b"", headers={"Content-Type": FORM}),
    ):
        assert answer.status_code == 400
        assert "give one SPARQL query" in answer.text


# Updates: a read-only server refuses the good ones as well as the bad


@pytest.mark.parametrize(
    ("case", "method", "parameters", "body", "media"),
    [
        ("update_post_form", "POST", {}, urlencode({"update": INSERT}), FORM),
        ("update_post_direct", "POST", {}, INSERT, UPDATE),
        ("update_base_uri", "POST", {}, urlencode({"update": f"BASE <http://example.org/> {INSERT}"}), FORM),
        ("update_dataset_default_graph", "POST", {"using-graph-uri": ONE}, INSERT, UPDATE),
        ("update_dataset_default_graphs", "POST", {"using-graph-uri": [ONE, TWO]}, INSERT, UPDATE),
        ("update_dataset_named_graphs", "POST", {"using-named-graph-uri": ONE}, INSERT, UPDATE),
        ("update_dataset_full", "POST", {"using-graph-uri": ONE, "using-named-graph-uri": TWO}, INSERT, UPDATE),
        ("bad_update_get", "GET", {"update": INSERT}, "", None),
        ("bad_multiple_updates", "POST", {}, urlencode([("update", INSERT), ("update", INSERT)]), FORM),
        ("bad_update_wrong_media_type", "POST", {}, INSERT, "text/plain"),
        ("bad_update_missing_form_type", "POST", {}, urlencode({"update": INSERT}), None),
        ("bad_update_non_utf8", "POST", {}, INSERT.encode("utf-16"), UPDATE),
        ("bad_update_syntax", "POST", {}, "INSERT {", UPDATE),
        (
            "bad_update_dataset_conflict",
            "POST",
            {"using-graph-uri": ONE},
            f"WITH <{TWO}> DELETE {{ }} WHERE {{ }}",
            UPDATE,
        ),
        ("an update sent as a query", "POST", {}, INSERT, QUERY),
    ],
)
def test_an_update_is_refused(
    client: httpx.Client, case: str, method: str, parameters: Mapping[str, Any], body: str | bytes, media: str | None
) -> None:
    headers = {"Content-Type": media} if media else {}
    content = body if isinstance(body, bytes) else body.encode()
    answer = bad(client, method, params=parameters, content=content, headers=headers)
    assert answer.status_code in (400, 403, 415), case
    assert numbers(client.get("/sparql", params={"query": VALUES})) == [1, 2, 3]


# What the protocol leaves to the server


def test_the_service_is_described_where_rdf_is_asked_for(client: httpx.Client) -> None:
    for accept, form in (("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)):
        answer = client.get("/sparql", headers={"Accept": accept})
        told = {quad.triple.predicate.value.rsplit("#")[-1] for quad in ox.parse(answer.content, format=form)}
        assert {"endpoint", "supportedLanguage", "resultFormat", "feature", "namedGraph", "defaultGraph"} <= told
    assert client.get("/sparql", headers={"Accept": "text/html"}).headers["location"].startswith("/editor")


def test_a_body_that_is_too_large_is_413(client: httpx.Client) -> None:
    assert post(client, "#" * (2**20 + 1), QUERY).status_code == 413


def test_missing_prefixes_are_supplied_and_unknown_terms_named(client: httpx.Client) -> None:
    assert is_true(client.get("/sparql", params={"query": "ASK { ?x a ps:Programme }"}))
    answer = client.get("/sparql", params={"query": "SELECT ?x {\n?x a ps:Program }"})
    assert answer.status_code == 400
    assert "did you mean ps:Programme" in answer.text


def test_an_error_is_json_with_its_place_where_json_is_asked_for(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?x {\n?x a }"}, headers={"Accept": JSON})
    told = answer.json()
    assert (told["status"], told["line"]) == (400, 2)
    assert f"line 2, column {told['column']}" in told["message"]
    assert answer.headers["content-type"] == "application/json"


def test_service_is_off(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"})
    assert answer.status_code == 403
    assert "SERVICE is off" in answer.text


def test_other_sites_may_not_read_the_answers(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "http://example.org"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_server_called_by_another_name_does_not_answer(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": "example.org"}).status_code == 421

"""What the text of a query tells before it is run."""

from __future__ import annotations

import pytest

from policyscape.server.guard import names_dataset, refuse_service
from policyscape.server.limits import RefusalError


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .SERVICE<http://x/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE ex:here { } }",
        'SELECT * { ?s ?p "a # b" } # "\nASK { SERVICE <http://x/> { } }',
        "SELECT * { FILTER(?a<?b)SERVICE?x{?s ?p ?o}FILTER(?c>?d) }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://x/>{?s ?p ?o} }",
    ],
)
def test_a_service_clause_is_seen(text: str) -> None:
    with pytest.raises(RefusalError, match="SERVICE is off"):
        refuse_service(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service $service { ?service a ex:service , ex:web-service }",
        'SELECT * { ?s ?p "SERVICE <http://x/> { }" } # SERVICE <http://x/> { }',
        "SELECT * { ?s <http://x/service> ?o }",
        "PREFIX service: <http://x/> SELECT * { ?s service:of ?o }",
        'SELECT * { ?s ?p "x"@service }',
    ],
)
def test_the_word_elsewhere_is_no_service_clause(text: str) -> None:
    refuse_service(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", True),
        ("SELECT * from named ex:g { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * FROM<http://x/> { ?s ?p ?o }", True),
        ("SELECT ?from { ?from ex:from 'FROM <http://x/>' } # FROM <http://x/>", False),
        ("PREFIX from: <http://x/> SELECT * { ?s from:g ?o }", False),
        ("SELECT * { ?s <http://x/from/> ?o }", False),
    ],
)
def test_a_dataset_of_its_own_is_seen(text: str, names: bool) -> None:
    assert names_dataset(text) == names

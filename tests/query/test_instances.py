"""Competency files that are library queries with values: current, and of things that exist."""

from __future__ import annotations

import re

import pytest

from policyscape.errors import InputError, RecordError
from policyscape.graph import read_record
from policyscape.namespaces import ID
from policyscape.paths import GRAPH
from policyscape.query import Query, parse_query
from policyscape.query.instances import instance_text, instances

FOUND = instances()


def test_competency_questions_are_answered_by_general_queries_where_one_serves() -> None:
    assert len(FOUND) >= 10
    assert {query.theme for query in FOUND} == {"competency"}


@pytest.mark.parametrize("query", FOUND, ids=lambda query: query.name)
def test_an_instance_is_current(query: Query) -> None:
    """Where this fails, ``python -m policyscape.query.instances`` writes the file anew."""
    assert instance_text(query) == query.text


def test_the_things_that_instances_name_exist() -> None:
    record = read_record(GRAPH)
    known = set(record.entities) | {f"document/{name}" for name in record.documents}
    named = {iri for query in FOUND for iri in re.findall(rf"<{re.escape(str(ID))}([^<>]+)>", query.text)}
    named = {iri for iri in named if not iri.endswith("/")}
    assert named
    assert named <= known


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("money/nothing", "there is no query 'money/nothing'"),
        ("money/budget-by-phase year=twenty", "year takes a year of four digits"),
    ],
)
def test_a_wrong_instance_is_refused(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        instance_text(parse_query(f"#+ instance: {line}\nASK {{}}", "x"))


def test_an_instance_with_a_parameter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RecordError, match=r"x\.rq: budget-by-phase has no parameter yaer"):
        instance_text(parse_query("#+ instance: money/budget-by-phase yaer=2022\nASK {}", "x"))


def test_the_columns_of_an_instance_are_chosen_among_all_variables() -> None:
    query = parse_query("#+ instance: lineage/successions from=2020\n#+ select: before=old new date\nASK {}", "x")
    text = instance_text(query)
    assert "SELECT DISTINCT (?old AS ?before) ?new ?date WHERE {" in text
    assert "VALUES ?given_from {" in text
    assert "given_to {" not in text

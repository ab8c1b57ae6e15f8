from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

QUERIES = sorted((Path(__file__).parents[2] / "viz" / "queries").glob("*.rq"))
BOUND = {"entity": ("entity",), "fact": ("fact",), "pair": ("entity", "second"), "overview": ()}


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_copied_query_parses_with_its_values_clause(path: Path) -> None:
    text = path.read_text("utf-8")
    names = BOUND[path.stem]
    assert all(f"?{name}" in text for name in names)
    variables = " ".join(f"?{name}" for name in names)
    values = " ".join(f"<https://w3id.org/policyscape/id/org/{name}>" for name in names)
    prepareQuery(f"{text}VALUES ({variables}) {{ ({values}) }}\n" if names else text)


def test_there_is_a_query_for_each_panel() -> None:
    assert {path.stem for path in QUERIES} == BOUND.keys()

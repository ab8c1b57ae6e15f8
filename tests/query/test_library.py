"""The query files: headers, names, and each of them runs."""

from __future__ import annotations

import re
from pathlib import Path

import factory as f
import pytest

from policyscape.errors import InputError, RecordError
from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.query import Query, find_query, library, list_queries, parse_query, run_query
from policyscape.store import memory_store

ONTOLOGY = load_ontology()
STORE = memory_store(compile_record(f.landscape(), ONTOLOGY).quads())
THEMES = (
    "actors",
    "comparison",
    "competency",
    "evidence",
    "lineage",
    "money",
    "network/questions",
    "programmes",
    "quality",
    "targets",
    "technologies",
)
LIBRARY = [query for query in list_queries() if query.theme in THEMES]


def test_a_header_gives_titles_questions_and_columns() -> None:
    text = "#+ title.ja: 題\n#+ title.en: Title\n#+ question.en: What?\n#+ columns: a, b\n#+ directed: false\nSELECT *"
    query = parse_query(text, "x", "money")
    assert query.titles == {"ja": "題", "en": "Title"}
    assert query.questions == {"en": "What?"}
    assert query.columns == ("a", "b")
    assert query.more == {"directed": "false"}


def test_a_query_without_header_is_a_query() -> None:
    assert parse_query("ASK {}") == Query("query", "ASK {}")


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(RecordError, match=r"x\.rq: the header has no key 'tittle'; did you mean title"):
        parse_query("#+ tittle.ja: 題\nASK {}", "x")


def test_two_queries_of_one_name_are_refused(tmp_path: Path) -> None:
    for theme in ("a", "b"):
        (tmp_path / theme).mkdir()
        (tmp_path / theme / "same.rq").write_text("ASK {}")
    with pytest.raises(RecordError, match="there is another query same in a"):
        list_queries(tmp_path)


def test_a_query_is_found_by_name_or_file(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("ASK {}")
    assert find_query(str(tmp_path / "mine.rq")).text == "ASK {}"
    assert find_query("successions").theme == "lineage"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="neither as a file nor in the library; did you mean successions"):
        find_query("sucessions")
    with pytest.raises(InputError, match=r"the query file nothing\.rq cannot be read"):
        find_query("nothing.rq")


def test_every_theme_has_queries() -> None:
    assert {query.theme for query in LIBRARY} == set(THEMES)
    assert {query.theme for query in list_queries()} == {*THEMES, "network", "network/gaps"}
    assert {query.theme for query in library()} == set(THEMES) - {"competency"}


@pytest.mark.parametrize("query", LIBRARY, ids=lambda query: query.name)
def test_a_library_query_says_what_it_asks_in_both_languages_and_runs(query: Query) -> None:
    assert set(query.titles) == set(query.questions) == {"ja", "en"}
    assert run_query(STORE, query.text, ONTOLOGY).columns == query.columns


RESERVED = {"out", "format", "param", "help", "evidence", "cite", "endpoint", "language", "query"}


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_library_query_has_typed_parameters_named_in_both_languages(query: Query) -> None:
    assert query.parameters
    for parameter in query.parameters:
        assert set(parameter.labels) == {"ja", "en"}
        assert parameter.name not in RESERVED, "an option of the command has this name"
        if parameter.kind in ("entity", "class"):
            assert all(ONTOLOGY.klass(name) for name in parameter.of.split("|") if name)
        if parameter.via or (parameter.of and parameter.kind in ("integer", "year", "string", "currency")):
            assert ONTOLOGY.property(parameter.via or parameter.of)
        if parameter.kind == "code":
            assert any(code.startswith(parameter.of + "/") for code in ONTOLOGY.codes)


@pytest.mark.parametrize("query", LIBRARY, ids=lambda query: query.name)
def test_a_library_query_runs_on_any_server(query: Query) -> None:
    """Prefixes are declared, and nothing is used that engines treat differently."""
    STORE.query(query.text)
    assert "regex" not in query.text.lower(), "engines differ on regular expressions over Japanese"
    assert not re.search(r"\b(REPLACE|SERVICE|sameTerm)\b", query.text), "left out, as engines differ"
    assert not re.search(r"NOT\s+EXISTS\s*\{[^}]*[.;]\s*\S[^}]*\}", query.text), "MINUS is faster than a negated join"

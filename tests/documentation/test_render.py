from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest

from policyscape.documentation import render, write
from policyscape.documentation.content import contents, guide, prologue
from policyscape.documentation.diagram import class_diagram
from policyscape.documentation.usage import measure_usage
from policyscape.graph import Dataset, Record, compile_record, read_record
from policyscape.ontology import Ontology, load_ontology
from policyscape.store import memory_store


class Parsed(HTMLParser):
    """The ids, links and outward references of a page, and whether its elements are well nested."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.outward: list[str] = []
        self.handlers: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID and tag not in ("path", "rect"):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and (value or "").startswith("#"):
                self.targets.add((value or "")[1:])
            elif name in ("href", "src") and value != "data:,":
                self.outward.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert tag in ("path", "rect")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def landscape(ontology: Ontology) -> Dataset:
    return compile_record(f.landscape(), ontology)


@pytest.fixture(scope="module")
def page(landscape: Dataset, ontology: Ontology) -> str:
    return render(landscape, ontology)


@pytest.fixture(scope="module")
def full() -> ox.Store:
    """The graph of the project's own record."""
    return memory_store(compile_record(read_record(), load_ontology()).quads())


def test_every_term_and_code_has_its_anchor_and_every_link_its_target(page: str, ontology: Ontology) -> None:
    parsed = Parsed(page)
    assert {*ontology.classes, *ontology.properties, *ontology.codes} <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert parsed.targets <= set(parsed.ids)
    assert parsed.open == []


def test_the_page_asks_for_nothing_and_runs_only_its_own_script(page: str) -> None:
    parsed = Parsed(page)
    assert parsed.outward == []
    assert parsed.handlers == []
    assert "default-src 'none'; script-src 'sha256-" in page
    assert "unsafe" not in page.split("</head>")[0]


def test_every_definition_stands_in_both_languages(page: str, ontology: Ontology) -> None:
    for name in ("Allocation", "amountScope"):
        term = ontology.classes.get(name) or ontology.property(name)
        assert f'lang="ja">{term.labels["ja"]}<' in page
        assert f'lang="en">{term.labels["en"]}<' in page
    assert page.count('class="t-ja"') == page.count('class="t-en"')


def test_what_the_data_hold_is_escaped(ontology: Ontology) -> None:
    landscape = f.landscape()
    evil = f.make_entity("org/evil", "Company", "<img src=x onerror=alert(1)>", "<b>&")
    record = Record({**landscape.entities, evil.id: evil}, landscape.documents, landscape.facts)
    text = render(compile_record(record, ontology), ontology)
    assert "<img" not in text
    assert "&lt;img src=x" in text


def test_roles_are_shown_with_their_kind_count_and_values(landscape: Dataset, ontology: Ontology) -> None:
    shown = contents(ontology, measure_usage(landscape, ontology))
    allocation = next(found for found in shown["facts"] if found["name"] == "Allocation")
    roles = {role["name"]: role for role in allocation["roles"]}
    assert roles["amount"]["count"] == 1
    assert roles["amount"]["samples"] == ["500000000000"]
    assert roles["about"]["kind"] == "entity"
    assert roles["about"]["samples"] == ["灯台事業"]
    assert roles["recipient"]["count"] == 0
    assert "confidence" not in roles


def test_each_fact_class_has_a_note_and_a_pattern(ontology: Ontology) -> None:
    notes = guide()["notes"]
    assert ontology.descendants("Fact") == set(notes)
    assert all(set(note) == {"ja", "en"} for note in notes.values())


def test_a_note_names_only_terms_that_exist(ontology: Ontology) -> None:
    named = set(re.findall(r"ps:([A-Za-z]+)", str(guide())))
    assert named <= {*ontology.classes, *ontology.properties}


def test_counts_include_subclasses(landscape: Dataset, ontology: Ontology) -> None:
    usage = measure_usage(landscape, ontology)
    assert usage.members_of("Technology") == 1
    assert usage.members_of("Organization") == 4
    assert usage.with_role("Fact", "country") == 6


def test_the_diagram_shows_each_class_of_entities_and_facts_once(ontology: Ontology) -> None:
    svg = str(class_diagram(ontology, dict.fromkeys(ontology.classes, 0)))
    for name in ontology.descendants("Fact") | ontology.descendants("Entity"):
        assert svg.count(f"<title>ps:{name}</title>") == 1, name


@pytest.mark.parametrize("example", guide()["examples"], ids=lambda example: example["title"]["en"][:30])
def test_a_worked_example_gives_rows_on_the_built_graph(example: dict[str, str], full: ox.Store) -> None:
    found = full.query(f"{prologue()}\n{example['query']}", use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    assert next(iter(found), None) is not None


def test_every_pattern_and_every_terms_query_is_sparql_and_the_patterns_give_rows(
    landscape: Dataset, ontology: Ontology, full: ox.Store
) -> None:
    shown = contents(ontology, measure_usage(landscape, ontology))
    parts = ("facts", "entities", "others", "properties")
    for query in (term["query"] for part in parts for term in shown[part]):
        ox.Store().query(f"{prologue()}\n{query}")
    for row in shown["questions"]:
        query = f"{prologue()}\nSELECT * WHERE {{ {row['pattern']} }} LIMIT 1"
        found = full.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        assert next(iter(found), None) is not None, row["pattern"]


def test_equal_graphs_give_equal_bytes(landscape: Dataset, ontology: Ontology, page: str, tmp_path: Path) -> None:
    write(landscape, ontology, tmp_path / "ontology.html")
    assert (tmp_path / "ontology.html").read_text(encoding="utf-8") == page

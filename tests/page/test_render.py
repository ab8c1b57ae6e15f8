from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from policyscape.page import PageData, render, render_chart, write
from policyscape.page.charts import CHARTS
from policyscape.page.render import embedded_json
from policyscape.records import Entity

from .synthetic import NASTY, synthetic

HOSTILE = [
    NASTY,
    "</script><script>",
    "<!--<script>",
    "\"'`&amp;",
    "\u2028\u2029",
    "🧪👩‍🔬",
    "\u202eמדע\u202c",
    "長" * 5000,
]


class Elements(HTMLParser):
    """The page's elements as a browser sees them: tag and attributes, and the texts of scripts and styles by id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag in ("script", "style")
        if self._inside:
            self.texts.append((dict(attrs).get("id") or tag, ""))

    def handle_data(self, data: str) -> None:
        if self._inside:
            name, text = self.texts[-1]
            self.texts[-1] = name, text + data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._inside = False


@pytest.fixture(scope="module")
def data() -> PageData:
    return synthetic(facts=200)


@pytest.fixture(scope="module")
def page(data: PageData) -> str:
    return render(data)


def _embedded(page: str) -> Any:
    return json.loads(next(text for name, text in Elements(page).texts if name == "data"))


@pytest.mark.parametrize("text", HOSTILE)
def test_embedded_json_holds_no_markup_and_reads_back(text: str) -> None:
    embedded = embedded_json({"name": text})
    assert not set(embedded) & set("<>&\u2028\u2029")
    assert json.loads(embedded) == {"name": text}


def test_hostile_names_stay_data(data: PageData, page: str) -> None:
    nasty = next(entity for entity in _embedded(page)["entities"] if entity["id"] == "tech/nasty")
    assert nasty["labels"]["ja"] == NASTY
    assert nasty["labels"]["en"] == NASTY + "長" * 5000
    clean = replace(data, entities=tuple(replace(e, labels={"ja": "名"}, aliases=()) for e in data.entities))
    assert [tag for tag, _ in Elements(page).found] == [tag for tag, _ in Elements(render(clean)).found]


def test_template_marks_in_data_are_not_filled(data: PageData) -> None:
    entity = Entity("org/mark", "Ministry", {"ja": "{{script}}"})
    page = render(replace(data, entities=(*data.entities, entity)))
    assert _embedded(page)["entities"][-1]["labels"]["ja"] == "{{script}}"


def test_equal_records_make_equal_bytes() -> None:
    assert render(synthetic(facts=300)) == render(synthetic(facts=300))


def test_policy_forbids_everything_but_the_own_scripts_and_style(page: str) -> None:
    elements = Elements(page)
    policy = next(a["content"] or "" for _, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    run = [text for name, text in elements.texts if name in ("script", "style")]
    assert len(run) == 3
    for text in run:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_nothing_refers_to_the_outside(page: str) -> None:
    elements = Elements(page)
    references = [
        value for _, a in elements.found for key, value in a.items() if key in ("src", "href", "srcset", "data")
    ]
    assert references == ["data:,", "#"]
    style = next(text for name, text in elements.texts if name == "style")
    assert not re.search(r"url\(|@import", style)
    assert "sourceMappingURL" not in page


def test_no_script_writes_markup() -> None:
    scripts = sorted((Path(__file__).parents[2] / "viz").rglob("*.js"))
    assert scripts
    for script in scripts:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", script.read_text("utf-8")
        ), script


def test_every_interface_text_exists_in_both_languages() -> None:
    texts = json.loads((Path(__file__).parents[2] / "viz" / "interface.json").read_text("utf-8"))
    assert texts["ja"].keys() == texts["en"].keys()
    holes = {key: [sorted(re.findall(r"\{\w+\}", texts[lang][key])) for lang in ("ja", "en")] for key in texts["ja"]}
    assert {key for key, (ja, en) in holes.items() if ja != en} == set()


def test_the_page_of_an_empty_record_is_whole() -> None:
    empty = PageData((), (), (), (), {}, {}, synthetic(facts=1).layout.__class__())
    assert _embedded(render(empty))["network"]["nodes"] == []


@pytest.mark.parametrize("name", CHARTS)
def test_the_other_pages_are_as_strict_as_the_explorer(name: str, data: PageData) -> None:
    page = render_chart(name, data)
    assert page == render_chart(name, data)
    elements = Elements(page)
    policy = next(a["content"] or "" for _, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for text in (text for element, text in elements.texts if element in ("script", "style")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    references = {value for _, a in elements.found for key, value in a.items() if key in ("src", "href", "srcset")}
    assert references == {"data:,", "#"}


def test_mentions_are_places_and_no_facts(data: PageData) -> None:
    embedded = _embedded(render(data))
    assert not [fact for fact in embedded["facts"] if fact["roles"].get("predicate") == "mentions"]
    names = [embedded["entities"][entity]["id"] for entity, _, _ in embedded["mentions"]]
    assert names == ["tech/unsaid", "policy/new-plan"]
    assert "tech/unsaid" not in {node["id"] for node in embedded["network"]["nodes"]}
    assert embedded["mentions"][0][1:] == ["doc-1", [[12, 70, 90, 3, None]]]


def test_relations_carry_the_label_of_their_inverse(page: str) -> None:
    terms = _embedded(page)["terms"]
    assert terms["administers"]["inverse"]["en"] == "administered by"
    assert terms["fiscalYear"]["kind"] == "integer"


def test_write_leaves_no_part_beside(tmp_path: Path, data: PageData, page: str) -> None:
    target = tmp_path / "out" / "explorer.html"
    write(data, target)
    assert target.read_text("utf-8") == page
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_size < 8_000_000

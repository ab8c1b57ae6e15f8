"""Cells of a matrix read with what stands above them, names with middle dots, and parties out of the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyscape.extraction.mentions import NameFinder
from policyscape.extraction.rules import load_language, load_rules
from policyscape.extraction.run import extract
from policyscape.extraction.units import Reader, units
from policyscape.extraction.values import ValueFinder
from policyscape.ontology import load_ontology
from policyscape.reading.model import Block, Cell, Document
from policyscape.records import Entity, Fact
from policyscape.resolution.registry import Registry

ENTITIES = [
    Entity("policy/ko", "Strategy", {"ja": "甲戦略"}, country="place/ko"),
    Entity("policy/otsu", "Strategy", {"ja": "乙戦略"}, country="place/otsu"),
    Entity("policy/hei", "Strategy", {"ja": "丙戦略"}, country="place/hei"),
    Entity("place/ko", "Country", {"ja": "甲国"}),
    Entity("place/otsu", "Country", {"ja": "乙国"}),
    Entity("place/hei", "Country", {"ja": "丙国"}),
    Entity("tech/glass", "Technology", {"ja": "硝子"}),
    Entity("org/ko-lab", "Laboratory", {"ja": "甲社-乙所 硝子研究室"}, links={"partOf": ("org/ko", "org/otsu")}),
    Entity("org/ko", "Company", {"ja": "甲社"}),
    Entity("org/otsu", "ResearchInstitute", {"ja": "乙所"}),
    Entity("org/kyodai", "University", {"ja": "京大"}),
]
MATRIX = """
- id: matrix/technologies
  document: example
  reason: A matrix.
  meaning: A technology of the strategy of a country.
  scope: cell
  header: '甲国'
  context: ['^<about:Strategy>$', '^(?P<group>[^|]*分野)$']
  pattern: '^(?P<item>(?:<technology:Technology>)?.*)$'
  fact: Priority
  roles: {about: about, item: item, technology?: technology, group?: group, position: '@position'}
"""
LABORATORIES = """
- id: list/laboratories
  document: example
  reason: The parties are part of the name.
  meaning: The parties of a laboratory.
  pattern: '<lab:Laboratory>'
  fact: Collaboration
  roles: {partner: lab.links.partOf, about: lab}
"""


def facts(rules: str, block: Block, folder: Path) -> list[Fact]:
    (folder / "mappings").mkdir()
    (folder / "mappings" / "example.yaml").write_text(rules, encoding="utf-8")
    ontology = load_ontology()
    language = load_language(ontology)
    registry = Registry({entity.id: entity for entity in ENTITIES})
    reader = Reader(NameFinder(registry), ValueFinder(), registry, language, ontology)
    document = Document("example", block.text, "", (block,))
    return extract(document, list(units(document, reader)), load_rules(language, folder), reader)


def table(*rows: tuple[str, ...]) -> Block:
    start, made = 0, []
    for number, row in enumerate(rows):
        cells = []
        for words in row:
            cells.append(Cell(words, tuple(range(start, start + len(words))), header=number == 0))
            start += len(words) + 1
        made.append(tuple(cells))
    text = "\t".join(words for row in rows for words in row)
    return Block("table", text, tuple(range(len(text))), rows=tuple(made))


def test_a_line_of_a_cell_has_the_strategy_above_it(tmp_path: Path) -> None:
    block = table(
        ("", "甲国", "乙国"),
        ("戦略", "甲戦略", "乙戦略"),
        ("技術", "先端分野\n硝子\n陶器\n基礎分野\n紙", "硝子\n丙戦略\n漆"),
    )
    made = [
        (f.roles["about"], f.roles["item"], f.roles.get("group"), f.roles["position"], f.country)
        for f in facts(MATRIX, block, tmp_path)
    ]
    assert made == [
        ("policy/ko", "硝子", "先端分野", 1, "place/ko"),
        ("policy/ko", "陶器", "先端分野", 2, "place/ko"),
        ("policy/ko", "紙", "基礎分野", 1, "place/ko"),
        ("policy/otsu", "硝子", None, 1, "place/otsu"),
        ("policy/hei", "漆", None, 1, "place/hei"),
    ]


def test_the_evidence_of_a_line_is_the_line(tmp_path: Path) -> None:
    block = table(("", "甲国"), ("戦略", "甲戦略"), ("技術", "紙\n硝子"))
    made = facts(MATRIX, block, tmp_path)
    assert [block.text[f.evidence[0].start : f.evidence[0].end] for f in made] == ["紙", "硝子"]


def test_parties_that_the_record_links_to_a_name(tmp_path: Path) -> None:
    text = "甲社-乙所 硝子研究室"
    made = facts(LABORATORIES, Block("list_item", text, tuple(range(len(text)))), tmp_path)
    assert made[0].roles["partner"] == ("org/ko", "org/otsu")


@pytest.mark.parametrize(("text", "named"), [("東京・大阪", []), ("京大と東大", ["京大"])])
def test_a_short_name_is_not_read_across_a_middle_dot(text: str, named: list[str]) -> None:
    registry = Registry({entity.id: entity for entity in ENTITIES})
    assert [mention.name for mention in NameFinder(registry).find(text)] == named


def test_known_names_joined_by_a_middle_dot_are_no_new_name() -> None:
    names = [Entity("org/a", "University", {"ja": "甲乙大学"}), Entity("org/b", "Hub", {"ja": "硝子研究機構"})]
    found = NameFinder(Registry({entity.id: entity for entity in names})).find("甲乙大学・硝子研究機構")
    assert [mention.name for mention in found] == ["甲乙大学", "硝子研究機構"]

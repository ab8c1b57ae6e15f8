"""What a mapping reads is left to it alone, unless it is to stand beside the general rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyscape.extraction.mentions import NameFinder
from policyscape.extraction.rules import load_language, load_rules
from policyscape.extraction.run import extract
from policyscape.extraction.units import Reader, units
from policyscape.extraction.values import ValueFinder
from policyscape.ontology import load_ontology
from policyscape.reading.model import Block, Document
from policyscape.records import Entity
from policyscape.resolution.registry import Registry

TEXT = "甲戦略：標準化"
GENERAL = """
- {id: general/kind, meaning: m, pattern: '<about:Strategy>', fact: Characteristic,
   roles: {about: about, attribute: =種類, text: =戦略}}
"""
MAPPING = """
- {id: mapping/item, meaning: m, document: example, reason: r, pattern: '<about:Strategy>[::](?P<item>.+)$',
   fact: Priority, roles: {about: about, item: item}%s}
"""


@pytest.mark.parametrize(
    ("key", "types"), [("", ["Priority"]), (", beside: true", ["Characteristic", "Priority"])], ids=["alone", "beside"]
)
def test_general_rules_read_only_what_mappings_leave(tmp_path: Path, key: str, types: list[str]) -> None:
    for folder, text in (("patterns", GENERAL), ("mappings", MAPPING % key)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "test.yaml").write_text(text)
    ontology = load_ontology()
    language = load_language(ontology)
    registry = Registry({"policy/ko": Entity("policy/ko", "Strategy", {"ja": "甲戦略"})})
    reader = Reader(NameFinder(registry), ValueFinder(), registry, language, ontology)
    document = Document("example", TEXT, "", (Block("paragraph", TEXT, tuple(range(len(TEXT)))),))
    facts = extract(document, list(units(document, reader)), load_rules(language, tmp_path), reader)
    assert sorted(fact.type for fact in facts) == types

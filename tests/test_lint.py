from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policyscape.lint import lint_ontology
from policyscape.paths import ONTOLOGY


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))


def plant(folder: Path, file: str, turtle: str) -> None:
    path = folder / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{turtle}\n", encoding="utf-8")


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_our_ontology_has_no_findings() -> None:
    assert [str(finding) for finding in lint_ontology()] == []


def test_a_bare_class_lacks_everything(copy: Path) -> None:
    plant(copy, "core.ttl", "ps:Bare a owl:Class .")
    found = {(finding.file, finding.term, finding.rule) for finding in lint_ontology(copy)}
    rules = {"missing-label", "missing-definition", "missing-example", "missing-module", "no-disjointness"}
    assert found == {("core.ttl", "ps:Bare", rule) for rule in rules}


def test_a_definition_in_one_language_only_is_found(copy: Path) -> None:
    replace(copy, "core.ttl", ', "A business enterprise."@en', "")
    assert [str(finding) for finding in lint_ontology(copy)] == [
        "core.ttl: ps:Company: no definition in en; write one. [missing-definition]"
    ]


@pytest.mark.parametrize(
    ("file", "turtle", "term", "rule"),
    [
        ("facts.ttl", "ps:amount rdfs:domain ps:Event .", "ps:amount", "several-domains"),
        ("facts.ttl", "ps:about rdfs:range ps:Place .", "ps:about", "several-ranges"),
        ("facts.ttl", "ps:Fact rdfs:subClassOf ps:Statement .", "ps:Fact", "cycle"),
        ("core.ttl", "ps:Ministry rdfs:subClassOf ps:Place .", "ps:Ministry", "impossible-class"),
        ("core.ttl", "ps:Person rdfs:subClassOf ps:Humanity .", "ps:Humanity", "undeclared"),
        ("core.ttl", 'ps:Company rdfs:label "university"@en .', "ps:University", "same-label"),
        ("core.ttl", "ps:Company rdfs:seeAlso [] .", "file", "blank-node"),
        ("core.ttl", "ps:funds owl:inverseOf ps:hosts . ps:hosts rdfs:domain ps:Fund .", "ps:hosts", "wrong-inverse"),
        ("facts.ttl", "ps:shortcut-1 ps:shortcutTo ps:Programme .", "ps:shortcut-1", "broken-shortcut"),
        ("shapes.ttl", "shape:Fact sh:targetClass ps:Fakt .", "ps:Fakt", "undeclared"),
        ("codes.ttl", "event:opened a ps:Modality .", "event/opened", "stray-code"),
        ("codes.ttl", "ps:Colour a owl:Class ; rdfs:subClassOf ps:Code .", "ps:Colour", "no-scheme"),
        ("lint-exceptions.yaml", "- {rule: cycle, term: 'ps:Actor', reason: none}", "ps:Actor", "idle-exception"),
    ],
)
def test_a_planted_pitfall_is_found(copy: Path, file: str, turtle: str, term: str, rule: str) -> None:
    plant(copy, file, turtle)
    assert (file, term, rule) in {(finding.file, finding.term, finding.rule) for finding in lint_ontology(copy)}


def test_a_property_without_domain_or_range_is_found(copy: Path) -> None:
    declared = "ps:amount a owl:DatatypeProperty ;\n"
    ends = "    rdfs:domain ps:Fact ;\n    rdfs:range xsd:integer ;\n"
    replace(copy, "facts.ttl", declared + ends, declared)
    rules = {(finding.term, finding.rule) for finding in lint_ontology(copy)}
    assert rules == {("ps:amount", "missing-domain"), ("ps:amount", "missing-range")}


def test_a_header_without_licence_is_found(copy: Path) -> None:
    replace(copy, "codes.ttl", "    dct:license <http://www.apache.org/licenses/LICENSE-2.0> ;\n", "")
    assert [finding.message for finding in lint_ontology(copy)] == ["the header lacks licence."]

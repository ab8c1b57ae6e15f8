"""Every rule is well formed, and does in its own file what its examples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyscape.errors import RecordError
from policyscape.extraction.examples import run_example
from policyscape.extraction.rules import Rule, load_language, load_rules
from policyscape.ontology import load_ontology

ONTOLOGY = load_ontology()
LANGUAGE = load_language(ONTOLOGY)
RULES = load_rules(LANGUAGE)
EXAMPLES = [(rule, number) for rule in RULES for number in range(len(rule.examples))]

GOOD = "{id: a, meaning: m, pattern: '<about:Fund>', fact: Priority, roles: {about: about}}"


@pytest.mark.parametrize(("rule", "number"), EXAMPLES, ids=[f"{rule.id}-{number}" for rule, number in EXAMPLES])
def test_example(rule: Rule, number: int) -> None:
    example = rule.examples[number]
    found = run_example(rule, example, LANGUAGE, ONTOLOGY)
    for wanted in example.facts:
        assert any(wanted.items() <= fact.items() for fact in found), (wanted, found)
    assert len(found) == len(example.facts), found


def test_templates_use_terms_of_the_ontology() -> None:
    for rule in RULES:
        for template in rule.templates:
            assert ONTOLOGY.is_a(template.type, "Fact"), rule.id
            for role in template.roles:
                if role.rstrip("?") != "+":
                    ONTOLOGY.property(role.rstrip("?"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("meaning", "meening"), "a rule has no 'meening'; it may have"),
        (GOOD.replace("meaning: m, ", ""), "a rule needs an id and a sentence of meaning"),
        (GOOD.replace("<about:Fund>", "<about:Fnd>"), "Fnd is neither a class of the ontology nor a kind of value"),
        (GOOD.replace("<about:Fund>", "<nothing>"), "nothing"),
        (GOOD.replace("<about:Fund>", "<a:verb fly>"), "the verb group fly is not in verbs.yaml"),
        (GOOD.replace("<about:Fund>", "(<about:Fund>"), "the pattern is no regular expression"),
        (GOOD.replace("id: a", "id: a, document: d"), "is a mapping and states the reason"),
        (GOOD.replace(", roles: {about: about}", ""), "a rule needs a fact with roles"),
        ("{id: a", "the file is no YAML"),
    ],
)
def test_a_malformed_rule_is_told_with_its_file(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "test.yaml").write_text(f"- {row}\n")
    with pytest.raises(RecordError, match=r"test\.yaml") as caught:
        load_rules(LANGUAGE, tmp_path)
    assert message in str(caught.value)


def test_a_rule_for_one_document_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    row = GOOD.replace("id: a", "id: a, document: d, reason: r")
    (tmp_path / "patterns" / "test.yaml").write_text(f"- {row}\n")
    with pytest.raises(RecordError, match="belongs into mappings/"):
        load_rules(LANGUAGE, tmp_path)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "test.yaml").write_text(f"- {GOOD}\n- {GOOD}\n")
    with pytest.raises(RecordError, match="used twice"):
        load_rules(LANGUAGE, tmp_path)

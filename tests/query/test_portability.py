"""The library says nothing that an engine is known to answer wrongly or slowly."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from policyscape.paths import QUERIES
from policyscape.query import list_queries

RULES: list[dict[str, Any]] = yaml.safe_load((QUERIES / "portability.yaml").read_text(encoding="utf-8"))
TEXTS = {query.name: query.text for query in list_queries()}
COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)

# Queries that break a rule, each with the reason why that does no harm.
EXCEPTIONS: dict[tuple[str, str], str] = {}


def finds(rule: dict[str, Any], text: str) -> bool:
    return re.search(rule["pattern"], COMMENT.sub("", text), re.IGNORECASE) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["id"]))
def test_a_rule_finds_its_own_example_and_passes_the_other(rule: dict[str, Any]) -> None:
    assert finds(rule, rule["finds"])
    assert not finds(rule, rule["passes"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["id"]))
def test_no_query_breaks_a_rule(rule: dict[str, Any]) -> None:
    broken = {name for name, text in TEXTS.items() if finds(rule, text)}
    excepted = {name for name, identifier in EXCEPTIONS if identifier == rule["id"]}
    assert broken == excepted, f"{rule['engine']} {rule['reason']}"

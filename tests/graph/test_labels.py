"""Labels of facts: short, in both languages, without holes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import factory as f
import pytest

from policyscape.errors import RecordError
from policyscape.graph.labels import FactLabels
from policyscape.graph.templates import fill
from policyscape.ontology import load_ontology
from policyscape.paths import RULES
from policyscape.records import Fact

ONTOLOGY = load_ontology()
LABELS = FactLabels(ONTOLOGY, f.landscape())


@pytest.mark.parametrize(
    ("fact", "ja", "en"),
    [
        (
            f.make_fact(
                "Allocation",
                about=f.PROGRAMME,
                amount=500_000_000_000,
                currency="JPY",
                startFiscalYear=2021,
                endFiscalYear=2022,
                budgetPhase="phase/supplementary",
            ),
            "灯台事業：5,000億円（2021～2022年度、補正予算）",
            "Lighthouse Programme: JPY 500,000,000,000 (FY2021–FY2022, supplementary budget)",
        ),
        (
            f.make_fact("Allocation", item="設備", amount=123_456_789, currency="USD", qualifier="約"),
            "設備：約1億2,345万6,789ドル",
            "設備: about USD 123,456,789",
        ),
        (
            f.make_fact("Target", about=f.PLAN, indicator="企業の数", minValue=50, maxValue=100, unit="社"),
            "発明基本計画 企業の数：50社～100社",
            "Basic Plan for Invention – 企業の数: 50 companies–100 companies",
        ),
        (
            f.make_fact("Observation", about=f.JAPAN, indicator="比率", value=3.7, unit="%", date="2022"),
            "日本 比率：3.7%（2022年）",
            "Japan – 比率: 3.7% (2022)",
        ),
        (
            f.make_fact("Event", about=f.PLAN, eventType="event/adopted", date="2021-03-26", modality="planned"),
            "発明基本計画：採択・閣議決定（2021年3月26日、計画）",
            "Basic Plan for Invention: adopted (2021-03-26, planned)",
        ),
        (
            f.make_fact("Participation", participant=f.UNIVERSITY, item="灯台"),
            "灯台：みなと大学",
            "灯台: Harbour University",
        ),
        (
            f.make_fact("RankingPosition", rankingName="発明指数", about=f.JAPAN, rank=13, date="2024-11"),
            "発明指数：日本 13位（2024年11月）",
            "発明指数: Japan no. 13 (2024-11)",
        ),
        (
            f.make_fact("Characteristic", about=f.PROGRAMME, attribute="類型", text="あ" * 80),
            f"灯台事業 類型：{'あ' * 59}…",
            f"Lighthouse Programme – 類型: {'あ' * 59}…",
        ),
    ],
)
def test_label(fact: Fact, ja: str, en: str) -> None:
    assert LABELS.label(fact, "ja") == ja
    assert LABELS.label(fact, "en") == en


def test_facts_of_one_label_are_told_apart_by_what_differs() -> None:
    three, hundred = (
        f.make_fact("Observation", about=f.JAPAN, indicator="企業数", value=3, unit="社", date="2013", item=item)
        for item in ("若い企業", "すべての企業")
    )
    other = f.make_fact("Observation", about=f.JAPAN, indicator="企業数", value=4, unit="社", date="2013", item="別")
    labels = FactLabels(ONTOLOGY, replace(f.landscape(), facts=(three, hundred, other)))
    assert labels.label(three, "ja") == "日本 企業数：3社（2013年） [若い企業]"
    assert labels.label(hundred, "en") == "Japan – 企業数: 3 companies (2013) [すべての企業]"
    assert labels.label(other, "ja") == "日本 企業数：4社（2013年）"


@pytest.mark.parametrize("name", sorted(ONTOLOGY.descendants("Fact") - {"Fact"}))
def test_every_class_of_facts_has_a_label_even_without_roles(name: str) -> None:
    for language in ("ja", "en"):
        label = LABELS.label(f.make_fact(name), language)
        assert label
        assert not set("{}[]|+") & set(label)


def test_a_role_is_shown_once_and_an_empty_part_falls_away() -> None:
    words = {"item": "設備", "year": ""}
    template = "{about|item}[ – {item}]: x[ ({year+place})]"
    assert fill(template, lambda role: words.get(role, ""), ", ") == "設備: x"


def test_a_template_with_an_unknown_role_is_refused(tmp_path: Path) -> None:
    text = (RULES / "fact-labels.yaml").read_text("utf-8").replace("{rank}位", "{rnak}位")
    (tmp_path / "labels.yaml").write_text(text, "utf-8")
    with pytest.raises(RecordError, match=r"labels.yaml: in the templates of RankingPosition, .* did you mean rank"):
        FactLabels(ONTOLOGY, f.landscape(), tmp_path / "labels.yaml")

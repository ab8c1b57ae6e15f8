"""The shared landscape with more in it, so that each query of the library has something to find; all invented."""

from __future__ import annotations

from typing import Any

import factory as f

from policyscape.graph import Record
from policyscape.records import Evidence, Fact, SourceDocument

OTHER = "second-2024"
ICELAND, ACT, OLD_ACT, HUB = "place/is", "policy/act", "policy/old-act", "hub/harbour"
COMPANY, COUNCIL, FUND = "org/lamp", "org/council", "policy/fund"
RANKING, FRAMEWORK = "publication/ranking", "framework/north"
COMPUTING = "tech/quantum-computing"
PLACE = (Evidence(0, 10, "paragraph", 7, {}, None, "見出し"),)

ENTITIES = (
    f.make_entity(ICELAND, "Country", "アイスランド", "Iceland"),
    f.make_entity(ACT, "Law", "灯台法", "Lighthouse Act", country=f.JAPAN, amends=OLD_ACT),
    f.make_entity(OLD_ACT, "Law", "旧灯台法", "Old Lighthouse Act", country=f.JAPAN),
    f.make_entity(HUB, "Hub", "みなと拠点", "Harbour Hub", country=f.JAPAN),
    f.make_entity(COMPANY, "Startup", "ランプ社", "Lamp", country=f.JAPAN, concerns=f.QUANTUM),
    f.make_entity(COUNCIL, "Council", "灯台会議", "Lighthouse Council", country=f.JAPAN),
    f.make_entity(FUND, "Fund", "灯台基金", "Lighthouse Fund", country=f.JAPAN),
    f.make_entity(RANKING, "Publication", "灯台番付", "Lighthouse Ranking"),
    f.make_entity(COMPUTING, "Technology", "量子計算", "quantum computing", broader=f.QUANTUM),
    f.make_entity(FRAMEWORK, "CooperationFramework", "北の枠組み", "Northern Framework"),
)


def _event(kind: str, about: str, **roles: Any) -> Fact:
    return f.make_fact("Event", eventType=f"event/{kind}", about=about, country=f.JAPAN, **roles)


def _money(about: str, amount: int, **roles: Any) -> Fact:
    return f.make_fact("Allocation", about=about, amount=amount, currency="JPY", country=f.JAPAN, **roles)


def _measured(country: str, value: int) -> Fact:
    return f.make_fact("Observation", about=country, indicator="灯台の数", value=value, unit="基", date="2024")


def _priority(setter: str, country: str, **roles: Any) -> Fact:
    return f.make_fact("Priority", about=setter, item="量子", technology=f.QUANTUM, country=country, **roles)


FACTS = (
    _event("established", COMPANY, date="2019-05"),
    _event("enacted", ACT, date="2020-06-01"),
    _event("started", f.PLAN, startFiscalYear=2021, endFiscalYear=2025),
    _event("started", f.PROGRAMME, date="2021"),
    _money(FUND, 900, budgetPhase="phase/fund", fiscalYear=2023),
    _money(FUND, 1000, fiscalYear=2024, amountScope="scope/public-private", item="官民投資"),
    _money(f.PLAN, 3, amountScope="scope/per-person", item="学生"),
    f.make_fact("Allocation", about=FUND, amount=900, currency="JPY", fiscalYear=2023, document=OTHER),
    f.make_fact("Allocation", about=FUND, amount=800, currency="JPY", fiscalYear=2024, document=OTHER),
    f.make_fact("Characteristic", about=HUB, attribute="類型", text="広域", evidence=PLACE),
    f.make_fact("Collaboration", partner=(f.UNIVERSITY, COMPANY), item="灯火の研究", date="2022"),
    f.make_fact("Membership", member=f.UNIVERSITY, organization=COUNCIL, role="委員"),
    f.make_fact("Participation", programme=HUB, participant=f.HARBOUR, role="構成自治体", round="第1期"),
    f.make_fact("Participation", programme=f.PROGRAMME, participant=f.UNIVERSITY, role="採択大学", partner=COMPANY),
    f.make_fact("Participation", programme=FRAMEWORK, participant=ICELAND, role="参加国", date="2020"),
    f.make_fact("Participation", programme=FRAMEWORK, participant=f.JAPAN, role="参加国", date="2021"),
    f.make_fact("Provision", about=ACT, item="控除率", value=14, unit="%", condition="中小企業"),
    f.make_fact("RankingPosition", about=f.JAPAN, ranking=RANKING, rank=5, previousRank=2, date="2024"),
    f.make_fact("Target", about=f.PLAN, indicator="灯台の数", baselineValue=10, value=20, actualValue=12, unit="基"),
    f.make_fact(subject=COMPANY, predicate="spinOffOf", object=f.UNIVERSITY),
    f.make_fact(subject=f.PROGRAMME, predicate="legalBasis", object=ACT),
    f.make_fact(subject=f"document/{f.DOCUMENT}", predicate="mentions", object=OLD_ACT),
    f.make_fact(subject=f"document/{f.DOCUMENT}", predicate="mentions", object=FUND),
    f.make_fact(subject=f"document/{OTHER}", predicate="mentions", object=FUND, document=OTHER),
    _measured(f.JAPAN, 3000),
    _measured(ICELAND, 20),
    _priority(f.PLAN, f.JAPAN, group="3本の柱", position=1),
    _priority(ICELAND, ICELAND),
)


def harbour() -> Record:
    """The record of the fixture, with the entities, the facts and the second document above."""
    record = f.landscape()
    entities = dict(record.entities) | {entity.id: entity for entity in ENTITIES}
    other = SourceDocument(
        OTHER, {"ja": "第二報告書", "en": "Second report"}, "発明省", "2024", "0" * 64, f"{OTHER}.txt"
    )
    return Record(entities, dict(record.documents) | {OTHER: other}, (*record.facts, *FACTS))

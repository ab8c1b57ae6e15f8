"""Queries of the library and what each of them answers on a small invented landscape."""

from __future__ import annotations

import factory as f
import pytest

from policyscape.graph import compile_record
from policyscape.network.analysis import analyse_all
from policyscape.network.triples import measure_quads
from policyscape.ontology import load_ontology
from policyscape.query import find_query, library, run_query
from policyscape.store import memory_store

from .harbour import ICELAND, harbour

ONTOLOGY = load_ontology()
STORE = memory_store(compile_record(harbour(), ONTOLOGY).quads())
STORE.extend(measure_quads(analyse_all(STORE, ["betweenness", "pagerank"])))
REPORT, SECOND = "みなと報告書", "第二報告書"
LAMP, QUANTUM = "ランプ社", ("量子技術", "quantum technology")
FUND = ("灯台基金", "Lighthouse Fund")
PLAN = ("発明基本計画", "Basic Plan for Invention")
PROGRAMME = ("灯台事業", "Lighthouse Programme")
DECIDED = "決定・実施済み"

ANSWERS = {
    "actors-by-number-of-roles": (LAMP, "Lamp", "4", "1"),
    "collaborations": ("みなと大学", LAMP, "灯火の研究", "2022", REPORT),
    "committee-members": ("灯台会議", "みなと大学", "", "", "委員"),
    "hub-members": ("みなと拠点", "Harbour Hub", "構成自治体", "みなと市", "第1期"),
    "organisations-by-country-and-type": ("日本", "大学", "1"),
    "participants-by-role": ("灯台事業", "みなと大学", "主幹機関", "2023"),
    "programmes-of-actors": ("発明機構", *PROGRAMME),
    "university-startups": (LAMP, "みなと大学", "2019", QUANTUM[0]),
    "events-by-country-and-type": ("日本", "制定・成立", "1", "2020", "2020"),
    "frameworks-and-countries": ("北の枠組み", "Northern Framework", "アイスランド", "参加国", "2020"),
    "indicators-across-countries": ("灯台の数", "", "アイスランド", "Iceland", "20", "基", "2024", ""),
    "laws-by-country": ("日本", "灯台法", "Lighthouse Act", "制定・成立", "2020-06-01"),
    "rankings": ("灯台番付", "2024", "5", "2", "日本", "Japan", ""),
    "corroborated-figures": (FUND[0], "900", "JPY", REPORT, "1", SECOND, "1"),
    "entities-in-several-documents": ("基金", *FUND, "2", f"{REPORT}, {SECOND}"),
    "facts-by-section": (REPORT, "見出し", "1", "7"),
    "amended-laws": ("灯台法", "改正する", "旧灯台法", "日本"),
    "periods-of-plans": (*PLAN, "日本", "FY2021", "FY2025"),
    "succession-chains": (*PROGRAMME, "ちょうちん事業", "日本"),
    "successions": ("ちょうちん事業", "灯台事業", "2021-04-01", REPORT),
    "timeline": ("2019-05", "日本", "ランプ社：設立・創設（2019年5月）", "Lamp: established (2019-05)", ""),
    "allocations-largest": ("灯台基金：900円（2023年度）", "JPY", "900", "", "2023", SECOND),
    "budget-by-phase": ("灯台事業", "2021–2022", "補正予算", "500000000000", "JPY", "", "", REPORT),
    "budget-change": (FUND[0], "2023", "900", "基金造成", "2024", "1000", "", "100"),
    "funds-and-their-size": (*FUND, "日本", "900", "JPY", "", "基金造成", "2023", REPORT),
    "money-by-payer": ("発明省", "Ministry of Invention", "灯台事業", "", "", "500000000000", "JPY", ""),
    "public-and-private-investment": ("日本", FUND[0], "官民投資", "官民合計", "1000", "JPY", "", "", DECIDED),
    "support-per-person-or-project": (*PLAN, "日本", "学生", "一人当たり", "3", "", "", "JPY", ""),
    "technology-investment": (*QUANTUM, PLAN[0], "日本", "3", "JPY", ""),
    "implementation-chain": ("灯台法", "根拠法令とする", "灯台事業", "日本"),
    "instruments-by-country-and-type": ("日本", "法令", "2"),
    "programme-overview": (*PROGRAMME, "日本", "発明機構", "灯台法", "2021", "1", "0"),
    "programmes-started-by-year": ("2021", "日本", *PROGRAMME, "開始"),
    "provisions": ("灯台法", "Lighthouse Act", "", "控除率", "14", "", "", "%", "", "中小企業", DECIDED),
    "selected-organisations": ("灯台事業", "", "", "みなと大学", LAMP),
    "differing-amounts": (FUND[0], "2024", "JPY", "1000", REPORT, "800", SECOND),
    "entities-only-mentioned": ("旧灯台法", "Old Lighthouse Act", "日本", REPORT),
    "facts-by-rule": ("test", "出来事", "4", "1"),
    "targets-by-country": ("日本", "2030", *PLAN, "大学発企業の数", "100", "社", "以上"),
    "targets-by-deadline": (PLAN[0], "大学発企業の数", "100", "社", "以上", "2030", DECIDED, REPORT),
    "targets-with-progress": (PLAN[0], "灯台の数", "10", "", "20", "12", "", "基", ""),
    "instruments-by-technology": (*QUANTUM, "対象技術とする", LAMP, "日本"),
    "lost-ranks": ("日本", "", "灯台番付", "2", "5", "-3"),
    "pillars-of-strategies": (PLAN[0], "日本", "3本の柱", "1", "量子", DECIDED),
    "shared-priority-technologies": (*QUANTUM, "2", "アイスランド, 日本"),
    "actors-by-technology": (*QUANTUM, LAMP, "Lamp", "スタートアップ", "日本"),
    "observations": ("アイスランド", "Iceland", "灯台の数", "", "", "20", "基", "2024", "", REPORT),
    "documents": (SECOND, "Second report", "発明省", "2024", "3"),
    "facts-with-place": (
        "https://w3id.org/policyscape/id/place/jp",
        "灯台番付：日本 5位（2024年）",
        "Lighthouse Ranking: Japan no. 5 (2024)",
        REPORT,
        "1",
        "",
    ),
    "history-of-a-thing": (
        LAMP,
        "2019-05",
        "ランプ社：設立・創設（2019年5月）",
        "Lamp: established (2019-05)",
        "",
        DECIDED,
        REPORT,
    ),
    "brokers": ("2", "みなと大学", "Harbour University", "日本", "0.1208791209"),
    "priorities-of-one-country-only": (*QUANTUM, "発明省", REPORT),
    "allocations-by-country": ("日本", "Japan", "JPY", "4", "500000000000"),
    "allocations-of-an-instrument": (FUND[0], "", "", "官民投資", "", "", "1000", "JPY", "", "官民合計", REPORT),
    "budget-by-ministry": (
        *("発明機構", "Invention Agency", "灯台事業", "2021–2022"),
        *("補正予算", "500000000000", "JPY", "", REPORT),
    ),
    "neighbours": ("発の企業である", "spin-off of", LAMP, "Lamp", "スタートアップ"),
    "shared-programmes": ("アイスランド", "日本", "1"),
    "two-steps": ("参加する", "北の枠組み", "Northern Framework", "参加する"),
    "characteristics": ("みなと拠点", "Harbour Hub", "類型", "広域", REPORT),
    "entities-without-english": (
        *("https://w3id.org/policyscape/id/policy/lantern", "https://w3id.org/policyscape/ontology#Programme"),
        "ちょうちん事業",
    ),
    "facts-by-layer": (REPORT, "予算・資金配分", "一般規則", "4", "0.9"),
    "facts-not-decided": (
        *("提案・検討", "重点事項", "発明省：量子技術（提案・検討）"),
        *("Ministry of Invention: quantum technology (proposed)", REPORT),
    ),
    "uncertain-facts": (
        "0.9",
        "みなと拠点：みなと市（構成自治体、第1期）",
        "Harbour Hub: Harbour City (構成自治体, 第1期)",
        "test",
        REPORT,
        "1",
    ),
    "technology-hierarchy": ("量子計算", "quantum computing", *QUANTUM),
    "ranks": ("1", *PROGRAMME, "事業・プログラム", "0.1647225337"),
    "central-actors": ("すべての関係", "2", "みなと大学", "Harbour University", "0.1200607492"),
    "technologies-by-country": ("日本", "発明省", *QUANTUM, "提案・検討"),
}

ASKED = {
    "brokers": {"network": "typed"},
    "neighbours": {"entity": f.UNIVERSITY, "relation": "spinOffOf"},
    "shared-programmes": {"least": "1", "organisation": "Japan"},
    "two-steps": {"entity": f.JAPAN, "other": ICELAND},
    "uncertain-facts": {"below": "1"},
}


def test_every_query_of_the_library_has_an_answer() -> None:
    assert {query.name for query in library()} == set(ANSWERS)
    assert len(ANSWERS) >= 50


@pytest.mark.parametrize("name", ANSWERS)
def test_a_library_query_answers(name: str) -> None:
    result = run_query(STORE, find_query(name), ONTOLOGY, ASKED.get(name, {}))
    rows = [tuple("" if term is None else str(getattr(term, "value", "")) for term in row) for row in result.rows]
    assert ANSWERS[name] in rows

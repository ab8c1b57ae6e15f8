"""An invented record of the size and shape of a real one: the same seed gives the same record."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from policyscape.ontology import load_ontology
from policyscape.page import OntologyVocabulary, PageData, page_data
from policyscape.records import Entity, Evidence, Fact, RoleValue, SourceDocument

KINDS: dict[str, tuple[str, str, str, int]] = {
    "Ministry": ("org", "架空省", "Ministry of Example", 10),
    "PublicAgency": ("org", "架空研究支援機構", "Example Research Support Agency", 24),
    "Council": ("org", "架空技術・革新政策推進会議", "Council for Example Policy", 18),
    "University": ("org", "架空大学", "Example University", 50),
    "ResearchInstitute": ("org", "架空総合研究所", "Example Research Institute", 24),
    "Company": ("org", "架空テクノロジー株式会社", "Example Technologies Inc.", 36),
    "Consortium": ("org", "架空地域エコシステム協議会", "Example Regional Ecosystem Consortium", 10),
    "Person": ("person", "架空太郎", "Taro Example", 24),
    "Country": ("place", "架空国", "Republic of Example", 12),
    "SubnationalArea": ("place", "架空県", "Example Prefecture", 24),
    "Strategy": ("policy", "架空イノベーション総合戦略", "Integrated Example Strategy", 30),
    "Law": ("policy", "架空産業競争力強化法", "Example Competitiveness Act", 14),
    "Programme": ("policy", "架空創発的研究支援プログラム", "Example Emergent Research Programme", 70),
    "Fund": ("policy", "架空基金", "Example Fund", 10),
    "Hub": ("hub", "架空グローバル拠点都市", "Example Global Hub City", 14),
    "Technology": ("tech", "架空量子技術", "Example Quantum Technology", 40),
    "Publication": ("publication", "架空白書", "Example White Paper", 10),
}
BINARY = [
    ("administers", ("Ministry", "PublicAgency"), ("Programme", "Fund")),
    ("leads", ("Ministry", "Council"), ("Strategy", "Programme")),
    ("implements", ("Programme",), ("Strategy",)),
    ("partOf", ("PublicAgency", "ResearchInstitute"), ("Ministry",)),
    ("locatedIn", ("University", "Company"), ("SubnationalArea",)),
    ("concerns", ("Programme", "Hub"), ("Technology",)),
    ("legalBasis", ("Programme", "Fund"), ("Law",)),
    ("hosts", ("University",), ("Hub",)),
    ("developed", ("Company",), ("Technology",)),
]
NASTY = '<script>alert("x")</script>\'"&amp; 🧪 \u202eעברית\u202c'


@dataclass
class _Maker:
    random: random.Random
    entities: dict[str, Entity]
    by_type: dict[str, list[str]]

    def pick(self, *types: str) -> str:
        """An id of one of the types, the first of a list far more often than its last: real networks have hubs."""
        ids = self.by_type[self.random.choice(types)]
        return ids[int(len(ids) * self.random.random() ** 2.6)]

    def roles(self) -> tuple[str, dict[str, RoleValue]]:
        kind = self.random.choices(list(_MAKERS), weights=[weight for weight, _ in _MAKERS.values()])[0]
        return kind, _MAKERS[kind][1](self)


def _statement(m: _Maker) -> dict[str, RoleValue]:
    predicate, sources, targets = m.random.choice(BINARY)
    return {"subject": m.pick(*sources), "predicate": predicate, "object": m.pick(*targets)}


def _allocation(m: _Maker) -> dict[str, RoleValue]:
    hundred_millions = m.random.choice([27, 85, 216, 500, 1200, 5000, 33000])
    return {
        "agent": m.pick("Ministry", "PublicAgency"),
        "about": m.pick("Programme", "Fund"),
        "amount": hundred_millions * 10**8,
        "currency": m.random.choice(["JPY", "JPY", "JPY", "USD"]),
        "originalWording": f"{hundred_millions:,}億円",
        "fiscalYear": m.random.randint(2018, 2026),
        "budgetPhase": m.random.choice(["phase/initial", "phase/supplementary", "phase/request"]),
    }


def _target(m: _Maker) -> dict[str, RoleValue]:
    return {
        "about": m.pick("Strategy", "Programme"),
        "indicator": m.random.choice(["採択件数", "若手研究者の割合", "起業数"]),
        "value": m.random.randint(10, 900),
        "unit": m.random.choice(["件", "%", "人"]),
        "deadline": str(m.random.randint(2025, 2035)),
    }


def _participation(m: _Maker) -> dict[str, RoleValue]:
    participants = tuple(dict.fromkeys(m.pick("University", "Company", "ResearchInstitute") for _ in range(2)))
    return {"participant": participants, "programme": m.pick("Programme"), "role": "採択大学", "fiscalYear": 2023}


_MAKERS = {
    "Statement": (40, _statement),
    "Allocation": (18, _allocation),
    "Target": (10, _target),
    "Participation": (14, _participation),
    "Membership": (
        5,
        lambda m: {"member": m.pick("Person"), "organization": m.pick("Council"), "post": "委員長", "date": "2024-04"},
    ),
    "Priority": (6, lambda m: {"about": m.pick("Strategy"), "technology": m.pick("Technology"), "item": "重点分野"}),
    "Collaboration": (3, lambda m: {"partner": (m.pick("Country"), m.pick("Country")), "item": "共同研究"}),
    "Event": (
        4,
        lambda m: {
            "eventType": m.random.choice(["event/established", "event/announced"]),
            "agent": m.pick("Ministry"),
            "about": m.pick("Council", "Strategy"),
            "date": f"{m.random.randint(2015, 2025)}-04-01",
        },
    ),
}


def synthetic(facts: int = 1500, seed: int = 7, *, words: bool = True, scale: int = 1) -> PageData:
    """Page data of about 420 entities times ``scale`` and of so many facts, one of them full of hostile text."""
    chance = random.Random(seed)
    entities, by_type = _entities(chance, scale)
    maker = _Maker(chance, entities, by_type)
    made = [_fact(maker) for _ in range(facts)]
    made += [_nasty(entities), *_singles(entities)]
    documents = _documents()
    return page_data(
        entities,
        {fact.id: fact for fact in made}.values(),
        documents,
        OntologyVocabulary(load_ontology()),
        _measures(made, entities),
        words=_words if words else None,
        version="0.0.0",
    )


def _words(document: str, start: int, end: int) -> str:
    return f"これは{document}の{start}文字目から{end}文字目までの言葉である。"


def _entities(chance: random.Random, scale: int) -> tuple[dict[str, Entity], dict[str, list[str]]]:
    entities, by_type = {}, {}
    for type_, (kind, ja, en, count) in KINDS.items():
        by_type[type_] = [f"{kind}/{type_.lower()}-{n}" for n in range(1, count * scale + 1)]
        for number, id_ in enumerate(by_type[type_], start=1):
            country = "place/jp" if chance.random() < 0.6 else "place/country-2"
            labels = {"ja": f"第{number}{ja}", "en": f"{en} {number}"}
            entities[id_] = Entity(id_, type_, labels, (f"{type_[:2].upper()}{number}", f"カクウ{number}"), country)
    entities["place/jp"] = Entity("place/jp", "Country", {"ja": "日本", "en": "Japan"})
    return entities, by_type


def _documents() -> dict[str, SourceDocument]:
    return {
        f"doc-{n}": SourceDocument(
            id=f"doc-{n}",
            labels={"ja": f"架空政策報告書 {2019 + n}年版", "en": f"Example Policy Report {2019 + n}"},
            publisher="架空研究開発戦略センター",
            date=f"{2019 + n}-03",
            sha256="0" * 64,
            file=f"doc-{n}.txt",
        )
        for n in range(1, 6)
    }


def _fact(m: _Maker) -> Fact:
    type_, roles = m.roles()
    start = m.random.randrange(200_000)
    evidence = Evidence(start, start + 40, "paragraph", start // 60 + 1, {}, start // 1500 + 1, "第1章 架空の動向")
    return Fact(
        document=f"doc-{m.random.randint(1, 5)}",
        type=type_,
        roles=roles,
        modality="modality/" + m.random.choices(["decided", "planned", "proposed", "estimated"], [75, 14, 8, 3])[0],
        layer="layer/" + m.random.choices(["rule", "mapping", "reviewed"], [60, 30, 10])[0],
        rule="synthetic",
        confidence=0.9,
        evidence=(evidence,),
        country=m.random.choices(["place/jp", "place/country-1", "place/country-2", None], weights=[60, 15, 15, 10])[0],
    )


def _nasty(entities: dict[str, Entity]) -> Fact:
    entities["tech/nasty"] = Entity("tech/nasty", "Technology", {"ja": NASTY, "en": NASTY + "長" * 5000}, (NASTY,))
    roles: dict[str, RoleValue] = {"about": "tech/nasty", "agent": "org/ministry-1", "item": NASTY + "長" * 5000}
    roles["eventType"] = "event/announced"
    evidence = Evidence(1, 2, "paragraph", 1, heading=NASTY)
    return Fact("doc-1", "Event", roles, "modality/decided", "layer/reviewed", "r", 1.0, (evidence,), "place/jp")


def _singles(entities: dict[str, Entity]) -> list[Fact]:
    """One of each kind of thing that the random facts lack, about entities of its own."""
    osaka = Entity("place/jp-osaka", "SubnationalArea", {"ja": "大阪府", "en": "Osaka"}, country="place/jp")
    made = [
        osaka,
        Entity("policy/old-plan", "Strategy", {"ja": "旧架空計画", "en": "Old Example Plan"}, country="place/jp"),
        Entity("policy/new-plan", "Strategy", {"ja": "新架空計画", "en": "New Example Plan"}, country="place/jp"),
        Entity("hub/bay", "Hub", {"ja": "湾岸架空拠点", "en": "Bay Example Hub"}, (), "place/jp", None, _in_osaka()),
        Entity("tech/unsaid", "Technology", {"ja": "言及だけの技術", "en": "Merely Mentioned Technology"}),
    ]
    entities.update({entity.id: entity for entity in made})
    return [
        _single("Succession", predecessor="policy/old-plan", successor="policy/new-plan", date="2021-04-01"),
        _single("Event", about="policy/old-plan", eventType="event/decided", date="2016-04"),
        _single("Event", about="policy/new-plan", eventType="event/decided", date="2021-03-26"),
        _single("Allocation", about="policy/new-plan", amount=500_000_000_000, currency="JPY", qualifier="約"),
        _single("Allocation", about="policy/new-plan", amount=2_500_000_000, currency="EUR", fiscalYear=2021),
        _single("Allocation", about="policy/new-plan", amount=3_000_000, currency="TWD", budgetPhase="phase/draft"),
        _single("Allocation", about="tech/nasty", amount=7_000_000, currency="GBP", item=NASTY + "長" * 5000),
        _single("Observation", about="policy/new-plan", indicator="投資額", value=8_000_000_000, unit="USD"),
        _single(
            "Target",
            about="policy/new-plan",
            indicator="拠点数",
            value=30,
            unit="件",
            baselineValue=15,
            baselineYear=2024,
        ),
        _single("Event", about="hub/bay", eventType="event/opened", date="2023-07"),
        _single("Statement", subject="document/doc-1", predicate="mentions", object="tech/unsaid"),
        _single("Statement", subject="document/doc-2", predicate="mentions", object="policy/new-plan"),
    ]


def _in_osaka() -> dict[str, tuple[str, ...]]:
    return {"locatedIn": ("place/jp-osaka",)}


def _single(type_: str, **roles: RoleValue) -> Fact:
    document = str(roles.get("subject", "document/doc-1")).removeprefix("document/")
    evidence = Evidence(70, 90, "paragraph", 12, {}, 3)
    return Fact(document, type_, roles, "modality/decided", "layer/rule", "single", 0.95, (evidence,), "place/jp")


def _measures(facts: list[Fact], entities: Mapping[str, Entity]) -> dict[str, dict[str, float]]:
    graph: nx.Graph[str] = nx.Graph()
    for fact in facts:
        ids = [v for value in fact.roles.values() for v in (value if isinstance(value, tuple) else (value,))]
        linked = sorted({id_ for id_ in ids if isinstance(id_, str) and id_ in entities})
        graph.add_edges_from((a, b) for a in linked for b in linked if a < b)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges))
    return {
        "pagerank": {node: round(value, 9) for node, value in nx.pagerank(ordered).items()},
        "degree": {node: value / (len(ordered) - 1) for node, value in ordered.degree()},
    }

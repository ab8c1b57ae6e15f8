"""Builders of records, and the small landscape that the tests of all stages share.

The landscape is invented: a ministry, its agency, a university, a programme under a plan, and a document of a few
lines that tells of them. Its record lies in ``fixtures/landscape``; the constants name its terms.
"""

from __future__ import annotations

from pathlib import Path

from policyscape.graph import Record, read_record
from policyscape.reading.model import Block, Document
from policyscape.records import Entity, Evidence, Fact, RoleValue, Span, write_lines

LANDSCAPE = Path(__file__).parent / "fixtures" / "landscape"
DOCUMENT = "harbour-2025"

JAPAN = "place/jp"
HARBOUR = "place/harbour"
MINISTRY = "org/ministry-of-invention"
AGENCY = "org/invention-agency"
DIVISION = "org/quantum-division"
UNIVERSITY = "org/harbour-university"
PLAN = "policy/invention-plan"
PROGRAMME = "policy/lighthouse"
OLD_PROGRAMME = "policy/lantern"
QUANTUM = "tech/quantum"


def make_entity(
    id_: str,
    type_: str = "Organization",
    ja: str = "発明庁",
    en: str | None = None,
    aliases: tuple[str, ...] = (),
    country: str | None = None,
    **links: str,
) -> Entity:
    """An entity; links are given as property=id."""
    labels = {"ja": ja} | ({"en": en} if en else {})
    english = "document" if en else None
    return Entity(id_, type_, labels, aliases, country, english, {name: (target,) for name, target in links.items()})


def make_evidence(start: int = 0, end: int = 10, line: int = 1, heading: str | None = None, **words: Span) -> Evidence:
    """Evidence in a paragraph; words are given as role=(start, end)."""
    return Evidence(start, end, "paragraph", line, words, None, heading)


def make_fact(
    type_: str = "Statement",
    *,
    evidence: tuple[Evidence, ...] | None = None,
    modality: str = "decided",
    country: str | None = None,
    document: str = DOCUMENT,
    **roles: RoleValue,
) -> Fact:
    """A fact; roles are given as role=value."""
    evidence = (make_evidence(),) if evidence is None else evidence
    return Fact(document, type_, roles, f"modality/{modality}", "layer/rule", "test", 0.9, evidence, country)


def make_document(text: str, id_: str = DOCUMENT) -> Document:
    """A document as read: each line a paragraph."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\n")
        if words:
            blocks.append(Block("paragraph", words, tuple(range(start, start + len(words)))))
        start += len(line)
    return Document(id_, text, "0" * 64, tuple(blocks))


def landscape() -> Record:
    """The record of the fixture."""
    return read_record(LANDSCAPE)


def landscape_document() -> Document:
    """The document of the fixture, whose offsets the record's evidence counts in."""
    return make_document((LANDSCAPE / f"{DOCUMENT}.txt").read_text(encoding="utf-8"))


def found_in(text: str, passage: str, **words: str) -> Evidence:
    """Evidence for a passage of a text, with the words of each role."""
    start = text.index(passage)
    spans = {
        role: (start + passage.index(word), start + passage.index(word) + len(word)) for role, word in words.items()
    }
    return Evidence(start, start + len(passage), "paragraph", text.count("\n", 0, start) + 1, spans)


def landscape_entities() -> list[Entity]:
    """What ``entities/`` of the fixture holds."""
    return [
        make_entity(JAPAN, "Country", "日本", "Japan"),
        make_entity(HARBOUR, "SubnationalArea", "みなと市", "Harbour City", country=JAPAN, locatedIn=JAPAN),
        make_entity(MINISTRY, "Ministry", "発明省", "Ministry of Invention", country=JAPAN),
        make_entity(
            AGENCY, "PublicAgency", "発明機構", "Invention Agency", ("IA", "発明支援機構"), JAPAN, partOf=MINISTRY
        ),
        make_entity(DIVISION, "OrganizationalUnit", "量子室", "Quantum Division", country=JAPAN, partOf=AGENCY),
        make_entity(UNIVERSITY, "University", "みなと大学", "Harbour University", country=JAPAN, locatedIn=HARBOUR),
        make_entity(PLAN, "Strategy", "発明基本計画", "Basic Plan for Invention", country=JAPAN),
        make_entity(PROGRAMME, "Programme", "灯台事業", "Lighthouse Programme", country=JAPAN, implements=PLAN),
        make_entity(OLD_PROGRAMME, "Programme", "ちょうちん事業", country=JAPAN),
        make_entity(QUANTUM, "Technology", "量子技術", "quantum technology"),
    ]


def landscape_facts(text: str) -> list[Fact]:
    """What ``statements/`` of the fixture holds, in the order of the text."""
    first, second, third, fourth, fifth, sixth = text.splitlines()
    return [
        make_fact(
            evidence=(found_in(text, first, subject="発明機構", object="灯台事業"),),
            country=JAPAN,
            subject=AGENCY,
            predicate="administers",
            object=PROGRAMME,
        ),
        make_fact(
            "Allocation",
            evidence=(found_in(text, second, about="灯台事業", amount="5,000億円", agent="発明省"),),
            country=JAPAN,
            agent=MINISTRY,
            about=PROGRAMME,
            amount=500_000_000_000,
            currency="JPY",
            originalWording="5,000億円",
            startFiscalYear=2021,
            endFiscalYear=2022,
            budgetPhase="phase/supplementary",
        ),
        make_fact(
            "Participation",
            evidence=(found_in(text, third, participant="みなと大学", programme="灯台事業", role="主幹機関"),),
            country=JAPAN,
            participant=UNIVERSITY,
            programme=PROGRAMME,
            role="主幹機関",
            fiscalYear=2023,
        ),
        make_fact(
            "Target",
            evidence=(found_in(text, fourth, about="発明基本計画", value="100社", deadline="2030年"),),
            country=JAPAN,
            about=PLAN,
            indicator="大学発企業の数",
            value=100,
            unit="社",
            qualifier="以上",
            deadline="2030",
        ),
        make_fact(
            "Succession",
            evidence=(found_in(text, fifth, predecessor="ちょうちん事業", successor="灯台事業", date="2021年4月1日"),),
            country=JAPAN,
            predecessor=OLD_PROGRAMME,
            successor=PROGRAMME,
            date="2021-04-01",
        ),
        make_fact(
            "Priority",
            evidence=(found_in(text, sixth, technology="量子技術", about="発明省"),),
            modality="proposed",
            country=JAPAN,
            about=MINISTRY,
            technology=QUANTUM,
        ),
    ]


def write_landscape() -> None:
    """Write the fixture's record anew; run this module after changing it."""
    text = (LANDSCAPE / f"{DOCUMENT}.txt").read_text(encoding="utf-8")
    write_lines(
        LANDSCAPE / "entities" / "all.jsonl", [e.as_json() for e in sorted(landscape_entities(), key=lambda e: e.id)]
    )
    write_lines(LANDSCAPE / "statements" / f"{DOCUMENT}.jsonl", [fact.as_json() for fact in landscape_facts(text)])


if __name__ == "__main__":
    write_landscape()

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policyscape.namespaces import BASE, PREFIXES, PS
from policyscape.ontology import load_ontology
from policyscape.paths import ONTOLOGY
from policyscape.reasoner import reason

TYPE = f"{PREFIXES['rdf']}type"
XSD = PREFIXES["xsd"]


def statements(*rows: tuple[str, str, str]) -> bytes:
    """N-Triples of rows such as ``("org/jst", "a", "Ministry")``; an object in quotes is a literal as it stands."""
    return "".join(_statement(*row) for row in rows).encode()


def _statement(subject: str, predicate: str, value: str) -> str:
    if predicate == "a":
        return f"<{BASE}id/{subject}> <{TYPE}> <{PS}{value}> .\n"
    target = value if value.startswith('"') else f"<{BASE}{_path(value)}>"
    return f"<{BASE}id/{subject}> <{PS}{predicate}> {target} .\n"


def _path(value: str) -> str:
    return value if value.startswith("concept/") else f"id/{value}"


def test_the_ontology_alone_is_consistent_and_every_class_can_have_members() -> None:
    verdict = reason()
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.clashes == ()
    assert verdict.triples > 1000
    assert verdict.seconds > 0


def test_legitimate_facts_are_consistent() -> None:
    verdict = reason(
        statements(
            ("org/uni", "a", "University"),
            ("org/uni", "a", "Hub"),
            ("place/eu", "a", "Country"),
            ("org/eu", "a", "InternationalOrganization"),
            ("hub/g", "a", "CooperationFramework"),
            ("place/eu", "memberOf", "hub/g"),
            ("org/eu", "memberOf", "hub/g"),
            ("policy/plan", "a", "Strategy"),
            ("policy/plan", "a", "Document"),
            ("policy/fund", "a", "Fund"),
            ("policy/fund", "funds", "org/uni"),
            ("f1", "a", "Allocation"),
            ("f1", "agent", "policy/fund"),
            ("f1", "recipient", "org/uni"),
            ("f1", "country", "place/eu"),
            ("f1", "modality", "concept/modality/decided"),
            ("f1", "amount", f'"5000"^^<{XSD}integer>'),
            ("f1", "value", f'"5"^^<{XSD}integer>'),
            ("f1", "date", f'"2025"^^<{XSD}gYear>'),
            ("f1", "item", '"設備"@ja'),
        )
    )
    assert verdict.clashes == ()
    assert verdict.consistent


@pytest.mark.parametrize(
    ("rows", "clash"),
    [
        (
            [("x", "a", "Person"), ("x", "a", "Programme")],
            "id/x is a ps:Person (stated) and a ps:Programme (stated), "
            "but ps:Party and ps:PolicyInstrument are disjoint.",
        ),
        (
            [("budget", "a", "Fund"), ("meti", "a", "Ministry"), ("budget", "administers", "x/meti")],
            "id/budget is a ps:Fund (stated) and a ps:Party (the domain of ps:administers, "
            "because of id/budget ps:administers id/x/meti), but ps:PolicyInstrument and ps:Party are disjoint.",
        ),
        (
            [("budget", "a", "Fund"), ("meti", "a", "Ministry"), ("meti", "administeredBy", "budget")],
            "id/budget is a ps:Fund (stated) and a ps:Party (the range of ps:administeredBy, "
            "because of id/meti ps:administeredBy id/budget), but ps:PolicyInstrument and ps:Party are disjoint.",
        ),
        (
            [
                ("f", "a", "Allocation"),
                ("f", "about", "budget"),
                ("budget", "a", "Company"),
                ("budget", "a", "Country"),
            ],
            "id/budget is a ps:Company (stated) and a ps:Country (stated), but ps:Actor and ps:Place are disjoint.",
        ),
        (
            [("f", "a", "Target"), ("f", "value", f'"many"^^<{XSD}string>')],
            "id/f has ps:value 'many' of type string, but the range of ps:value is xsd:decimal.",
        ),
        (
            [("f", "a", "Allocation"), ("f", "participant", "x/meti")],
            "id/f is a ps:Allocation (stated) and a ps:Participation (the domain of ps:participant, "
            "because of id/f ps:participant id/x/meti), but ps:Allocation and ps:Participation are disjoint.",
        ),
        (
            [("f", "a", "Allocation"), ("f", "amount", f'"5.5"^^<{XSD}decimal>')],
            "id/f has ps:amount '5.5' of type decimal, but the range of ps:amount is xsd:integer.",
        ),
        (
            [("f", "a", "Event"), ("f", "eventType", "concept/modality/decided")],
            "concept/modality/decided is a ps:EventType (the range of ps:eventType, because of id/f ps:eventType "
            "concept/modality/decided) and a ps:Modality (stated), but ps:EventType and ps:Modality are disjoint.",
        ),
    ],
)
def test_a_planted_error_is_found_and_explained(rows: list[tuple[str, str, str]], clash: str) -> None:
    verdict = reason(statements(*rows))
    assert not verdict.consistent
    assert clash in verdict.clashes


def test_a_class_below_two_disjoint_ones_is_unsatisfiable(tmp_path: Path) -> None:
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    core = tmp_path / "ontology" / "core.ttl"
    planted = "\nps:Ministry rdfs:subClassOf ps:Place .\n"
    core.write_text(core.read_text(encoding="utf-8") + planted, encoding="utf-8")
    verdict = reason(ontology=load_ontology(tmp_path / "ontology"))
    assert verdict.consistent
    assert verdict.unsatisfiable == ("Ministry",)
    assert verdict.clashes == (
        "ps:Ministry can have no member: it is below ps:Actor and ps:Place, which are disjoint.",
    )

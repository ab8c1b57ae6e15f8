"""A name means one entity: by judgement, by being the only one, by the country of the passage."""

from __future__ import annotations

from pathlib import Path

from policyscape.records import Entity
from policyscape.resolution.registry import Registry, mint

CHINA = Entity("org/tsinghua-cn", "University", {"ja": "清華大学"}, country="place/cn")
TAIWAN = Entity("org/tsinghua-tw", "University", {"ja": "清華大学"}, country="place/tw")
CITY = Entity("place/jp-port", "SubnationalArea", {"ja": "みなと市"}, country="place/jp")
HUB = Entity("hub/port", "Hub", {"ja": "みなと市"}, country="place/jp")
AGENCY = Entity("org/ia", "PublicAgency", {"ja": "発明機構", "en": "Invention Agency"}, ("IA",), "place/jp")


def registry(*entities: Entity, **judged: str | None) -> Registry:
    return Registry({e.id: e for e in entities}, {("report", name): id_ for name, id_ in judged.items()})


def test_any_written_form_names_the_entity() -> None:
    known = registry(AGENCY)
    for name in ("発明機構", "Invention Agency", "ＩＡ", "発明 機構"):
        assert known.resolve(name, "report", None) == "org/ia"


def test_the_country_tells_homonyms_apart() -> None:
    known = registry(CHINA, TAIWAN)
    assert known.resolve("清華大学", "report", "place/tw") == "org/tsinghua-tw"
    assert known.resolve("清華大学", "report", None) is None


def test_a_judgement_goes_before_all() -> None:
    known = registry(CHINA, TAIWAN, 清華大学="org/tsinghua-cn")
    assert known.resolve("清華大学", "report", "place/tw") == "org/tsinghua-cn"
    assert known.resolve("清華大学", "other", "place/tw") == "org/tsinghua-tw"


def test_a_place_goes_before_what_borrows_its_name() -> None:
    assert registry(CITY, HUB).resolve("みなと市", "report", "place/jp") == "place/jp-port"


def test_a_discovered_name_keeps_its_id() -> None:
    known = registry()
    one = known.discover("北辰基金", "Fund", "policy", "place/jp")
    assert (
        one
        == known.discover("北辰基金", "Fund", "policy", "place/jp")
        == mint("policy", "Fund", "北辰基金", "place/jp")
    )
    assert not known.declared("北辰基金")


def test_discovered_entities_of_an_earlier_run_are_not_declared(tmp_path: Path) -> None:
    (tmp_path / "entities.jsonl").write_text(
        '{"id":"policy/x-0123456789","type":"Fund","labels":{"ja":"北辰基金"}}\n'
        '{"id":"org/ia","type":"PublicAgency","labels":{"ja":"発明機構"}}\n'
    )
    assert set(Registry.load(tmp_path, tmp_path / "judgements").entities) == {"org/ia"}

"""New names and what a text itself calls them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policyscape.extraction.local_names import LocalNames, defined_aliases
from policyscape.extraction.new_names import NewNames
from policyscape.fold import fold
from policyscape.paths import RULES


@pytest.fixture(scope="module")
def names() -> NewNames:
    return NewNames(yaml.safe_load(Path(RULES / "names.yaml").read_text(encoding="utf-8")))


def _found(names: NewNames, text: str, header: tuple[str, ...] = ()) -> dict[str, str]:
    folded = fold(text)
    return {folded[new.start : new.end]: new.type for new in names.find(folded, header)}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("北方海洋振興庁（NKS）は調査を行う。", "北方海洋振興庁", "PublicAgency"),
        ("改正沿岸航空法が成立した。", "沿岸航空法", "Law"),
        ("支援プログラム「Harbour Start」を始めた。", "Harbour Start", "Programme"),
        ("会長には甲野花子（北大学長）が就いた。", "甲野花子", "Person"),
        ("理事長はアンナ・ベルク氏である。", "アンナ・ベルク", "Person"),
        ("（２）沿岸漁業活性化対策事業【新規】", "沿岸漁業活性化対策事業", "Programme"),
        ("株式会社北浜計測と組む。", "株式会社北浜計測", "Company"),
    ],
)
def test_forms_of_new_names(names: NewNames, text: str, name: str, type_: str) -> None:
    assert _found(names, text).get(name) == type_


def test_label_and_column_name_what_they_announce(names: NewNames) -> None:
    assert _found(names, "事業名：海の恵みを活かす交流") == {"海の恵みを活かす交流": "Programme"}
    row = "1|港湾拠点|北浜大学|港市、株式会社ナミカゼ、ほか"
    found = _found(names, row, ("No.", "拠点名", "代表機関", "参画機関"))
    assert found["港湾拠点"] == "Hub"
    assert found["北浜大学"] == "University"
    assert found["港市"] == "LocalGovernment"
    assert found["株式会社ナミカゼ"] == "Company"


@pytest.mark.parametrize("text", ["「未来の海洋拠点」", "起業支援プログラム「が」", "各種の支援事業", "委員長：未定"])
def test_what_is_no_name(names: NewNames, text: str) -> None:
    assert not _found(names, text)


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("北方海洋研究機構（NKK）は", "北方海洋研究機構", ["NKK"]),
        ("「港湾計画」（以下「A計画」）は", "港湾計画", ["A計画"]),
        ("北方海洋総合研究機構（北海研機構）は", "北方海洋総合研究機構", ["北海研機構"]),
        ("北方機構（理事長：甲野花子、以下「北機」）は", "北方機構", ["北機"]),
        ("港の振興に関する法律（港振興法）は", "港の振興に関する法律", ["港振興法"]),
        ("北方大学（教授）は", "北方大学", []),
        ("港湾計画（以下同じ）は", "港湾計画", []),
    ],
)
def test_aliases_a_bracket_defines(text: str, name: str, aliases: list[str]) -> None:
    folded = fold(text)
    assert list(defined_aliases(folded, name, folded.index(name) + len(name))) == aliases


def test_first_definition_holds() -> None:
    local = LocalNames()
    local.define("A計画", "policy/a")
    local.define("A計画", "policy/b")
    assert local.entity("Ａ計画") == "policy/a"
    assert list(local.find("次のA計画とA計画案")) == [(2, 5), (6, 9)]

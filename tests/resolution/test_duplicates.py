"""Near names are proposed as one thing; numbers, classes, countries and judgements tell things apart."""

from __future__ import annotations

import pytest
from factory import make_entity

from policyscape.resolution.duplicates import near_duplicates


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("先端港湾技術研究機構", "先端港湾技術研究機構", True),
        ("先端港湾技術研究機構", "先端・港湾技術研究 機構", True),
        ("先端港湾技術研究機構", "先端港湾技術研究所機構", True),
        ("第5期港湾基本計画", "第6期港湾基本計画", False),
        ("港湾基本計画（第一次）", "港湾基本計画（第二次）", False),
        ("IA", "IB", False),
        ("Harbour Agency of A", "Harbour Agency of B", False),
        ("甲庁", "乙庁", False),
    ],
)
def test_names_are_near_or_not(one: str, other: str, near: bool) -> None:
    pair = [make_entity("org/a", ja=one), make_entity("org/b", ja=other)]
    assert bool(list(near_duplicates(pair))) is near


def test_class_country_and_judgement_tell_apart() -> None:
    one = make_entity("org/a", ja="港湾研究所", country="place/jp")
    others = [
        make_entity("org/b", "University", ja="港湾研究所", country="place/jp"),
        make_entity("org/c", ja="港湾研究所", country="place/kr"),
        make_entity("org/d", ja="港湾研究所", country="place/jp"),
    ]
    assert [(a.id, b.id) for a, b in near_duplicates([*others, one])] == [("org/a", "org/d")]
    assert list(near_duplicates([one, *others], [frozenset(("org/a", "org/d"))])) == []

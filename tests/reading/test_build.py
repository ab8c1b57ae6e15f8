import pytest

from policyscape.reading import partition, read_text
from policyscape.reading.model import Block, Document, Noise


def test_a_partition_names_who_owns_each_stretch() -> None:
    assert partition(read_text("x", "# 計画\n", markdown=True)) == [
        (0, 2, "markup"),
        (2, 4, "block 0"),
        (4, 5, "line_break"),
    ]


def test_a_character_without_owner_is_found() -> None:
    with pytest.raises(ValueError, match="character 1 of x belongs to nothing"):
        partition(Document("x", "海a", "", (Block("paragraph", "海", (0,)),)))


def test_a_character_with_two_owners_is_found() -> None:
    with pytest.raises(ValueError, match="character 0 of x belongs to block 0 and to blank"):
        partition(Document("x", "海", "", (Block("paragraph", "海", (0,)),), (Noise("blank", 0, 1),)))


def test_a_span_encloses_what_was_left_out() -> None:
    document = read_text("x", "三つの**海域**を見る\n", markdown=True)
    start, end = document.blocks[0].span(2, 6)
    assert document.text[start:end] == "の**海域**を"

"""A graph holds of the registry what a document names."""

from __future__ import annotations

from policyscape.graph.named import named
from policyscape.graph.record import Record
from policyscape.records import Entity, Fact


def test_what_nothing_speaks_of_is_left_out_and_what_is_named_keeps_its_links() -> None:
    entities = {
        "org/a": Entity("org/a", "PublicAgency", {"ja": "甲庁"}, links={"partOf": ("org/b",)}),
        "org/b": Entity("org/b", "Ministry", {"ja": "乙省"}),
        "org/c": Entity("org/c", "Ministry", {"ja": "丙省"}),
        "place/x": Entity("place/x", "Country", {"ja": "丁国"}),
    }
    fact = Fact("d", "Event", {"about": "org/a"}, "modality/decided", "layer/rule", "r", 0.9, ())
    assert set(named(Record(entities, {}, (fact,))).entities) == {"org/a", "org/b", "place/x"}

"""Differences between releases: in words, as data, as RDF; and what an id must never do."""

from __future__ import annotations

import json
from dataclasses import replace

import factory as f
import pyoxigraph as ox
import pytest

from policyscape.graph import Record, compile_record
from policyscape.handover.canonical import hash_of
from policyscape.handover.changes import Changes, compare, faults_of_ids
from policyscape.handover.changes_rdf import as_change_sets, as_trig, as_update, difference
from policyscape.handover.changes_words import as_json, as_markdown
from policyscape.handover.things import Release, read_release
from policyscape.ontology import load_ontology
from policyscape.store import memory_store

OLD = f.landscape()
ALLOCATION, PRIORITY = (next(fact for fact in OLD.facts if fact.type == kind) for kind in ("Allocation", "Priority"))
RAISED = replace(ALLOCATION, roles={**ALLOCATION.roles, "amount": 600_000_000_000})
EVENT = f.make_fact("Event", about=f.PLAN, eventType="event/started", date="2025-04")
RENAMED = f.make_entity(f.MINISTRY, "Ministry", "新発明省", "Ministry of Invention", country=f.JAPAN)


def changed() -> Record:
    """An amount raised, a priority withdrawn, an event added, the ministry renamed."""
    kept = [fact for fact in OLD.facts if fact not in (ALLOCATION, PRIORITY)]
    return replace(OLD, entities={**OLD.entities, f.MINISTRY: RENAMED}, facts=(*kept, RAISED, EVENT), folder=None)


def store(record: Record) -> ox.Store:
    return memory_store(compile_record(record, load_ontology()).quads())


def release(record: Record) -> Release:
    return read_release(store(record))


@pytest.fixture(scope="module")
def changes() -> Changes:
    return compare(release(OLD), release(changed()))


def test_a_fact_that_says_something_else_now_is_changed_and_not_lost(changes: Changes) -> None:
    facts = [change for change in changes.changed if change.new.is_fact]
    assert [(c.old.id, c.new.id) for c in facts] == [(ALLOCATION.id, RAISED.id)]
    assert facts[0].values == {"amount": (("500000000000",), ("600000000000",))}
    assert [thing.id for thing in changes.added] == [EVENT.id]
    assert [thing.id for thing in changes.removed] == [PRIORITY.id]


def test_an_entity_is_compared_by_its_own_description(changes: Changes) -> None:
    entities = [change for change in changes.changed if not change.new.is_fact]
    assert [c.new.id for c in entities] == [f.MINISTRY]
    assert entities[0].values == {"label_ja": (("発明省",), ("新発明省",))}


def test_the_same_release_has_no_changes() -> None:
    same = compare(release(OLD), release(OLD))
    assert not same
    assert not faults_of_ids(same)
    assert "Nothing changed." in as_markdown(same, "a", "b")


def test_changes_are_told_in_both_languages(changes: Changes) -> None:
    english, japanese = (as_markdown(changes, "old", "new", language) for language in ("en", "ja"))
    assert "- amount: 500000000000 → 600000000000" in english
    assert "- 金額: 500000000000 → 600000000000" in japanese
    assert "no successor" in english
    assert "後継なし" in japanese
    assert "2 removed ids have no tombstone" in english


def test_names_in_a_report_cannot_forge_its_markdown() -> None:
    evil = replace(OLD, entities={**OLD.entities, f.MINISTRY: replace(RENAMED, labels={"ja": "<b>発明省</b>"})})
    told = as_markdown(compare(release(OLD), release(evil)), "old", "new", "ja")
    assert "\\<b\\>発明省" in told
    assert "<b>" not in told


def test_changes_as_json(changes: Changes) -> None:
    data = json.loads(as_json(changes))
    assert [row["id"] for row in data["added"]] == [EVENT.id]
    assert data["without_tombstone"] == sorted([ALLOCATION.id, PRIORITY.id])


def test_the_update_makes_the_new_graph_of_the_old_one() -> None:
    old, new = store(OLD), store(changed())
    found = difference(old, new)
    assert found.added
    assert found.removed
    old.update("".join(as_update(found)))
    assert hash_of(old.quads_for_pattern(None, None, None, None)) == hash_of(
        new.quads_for_pattern(None, None, None, None)
    )


def test_changes_as_graphs_and_as_change_sets_have_every_triple() -> None:
    found = difference(store(OLD), store(changed()))
    graphs = list(ox.parse(as_trig(found), format=ox.RdfFormat.TRIG))
    assert {q.triple for q in graphs if "removed" in str(q.graph_name)} == {q.triple for q in found.removed}
    assert {q.triple for q in graphs if "added" in str(q.graph_name)} == {q.triple for q in found.added}
    sets = [
        q
        for q in ox.parse(as_change_sets(found), format=ox.RdfFormat.TURTLE)
        if q.predicate.value.endswith("#addition")
    ]
    assert len(sets) == len({q.triple for q in found.added})
    assert as_change_sets(found) == as_change_sets(difference(store(OLD), store(changed())))


def test_a_removed_id_without_a_tombstone_is_found(changes: Changes) -> None:
    told = faults_of_ids(changes)
    assert [line.split()[0] for line in told] == sorted([ALLOCATION.id, PRIORITY.id])
    assert all("no tombstone" in line for line in told)
    buried = replace(changes.new, tombstones={ALLOCATION.id: (RAISED.id,), PRIORITY.id: ()})
    after = compare(changes.old, buried)
    assert not faults_of_ids(after)
    assert "replaced by" not in as_markdown(after, "old", "new")


def test_tombstones_of_changed_facts_name_what_they_became(changes: Changes) -> None:
    stones = {stone.id: stone for stone in changes.tombstones()}
    assert stones[ALLOCATION.id].successors == (RAISED.id,)
    assert stones[PRIORITY.id].successors == ()
    assert set(stones[PRIORITY.id].labels) == {"ja", "en"}


@pytest.mark.parametrize(
    ("entity", "told"),
    [
        (f.make_entity(f.QUANTUM, "Ministry", "量子技術", "quantum technology"), "it was Technology and is Ministry"),
        (f.make_entity(f.QUANTUM, "Technology", "灯台工学", "lighthouse engineering"), "no name in common"),
    ],
)
def test_an_id_that_means_another_thing_is_found(entity: object, told: str) -> None:
    before = release(OLD)
    thing = before.things[f.QUANTUM]
    labels = entity.labels  # type: ignore[attr-defined]
    other = replace(thing, type=entity.type, labels=labels, values={})  # type: ignore[attr-defined]
    after = replace(before, things={**before.things, f.QUANTUM: other})
    assert any(told in line for line in faults_of_ids(compare(before, after)))


def test_a_fact_with_the_same_id_and_other_roles_is_found() -> None:
    before = release(OLD)
    thing = before.things[ALLOCATION.id]
    forged = replace(thing, values={**thing.values, "amount": ("1",)})
    after = replace(before, things={**before.things, ALLOCATION.id: forged})
    assert any("its amount differs" in line for line in faults_of_ids(compare(before, after)))


def test_a_dead_id_in_use_again_is_found() -> None:
    before = replace(release(OLD), tombstones={f.QUANTUM: ()})
    assert [f"{f.QUANTUM} was dead and is in use again."] == faults_of_ids(compare(before, release(OLD)))


def test_a_copy_without_evidence_is_not_blamed_for_lacking_it() -> None:
    whole = release(OLD)
    bare = replace(whole, things={id_: replace(t, places=frozenset()) for id_, t in whole.things.items()})
    assert not compare(whole, bare)

from __future__ import annotations

import json

from policyscape.ontology import load_ontology
from policyscape.page.edges import EdgeRules, edges_of
from policyscape.paths import VIZ
from policyscape.records import Fact, RoleValue

ENTITIES = {"org/a", "org/b", "org/c", "policy/p", "policy/q", "place/x", "tech/t"}
ONTOLOGY = load_ontology()
RULES = EdgeRules.load(ONTOLOGY.shortcuts)


def drawn(type_: str, **roles: RoleValue) -> set[tuple[str, str, str]]:
    fact = Fact("doc", type_, roles, "decided", "rule", "r", 1.0, ())
    return {(edge.source, edge.target, edge.relation) for edge in edges_of(fact, 0, ENTITIES, RULES)}


def test_a_statement_is_one_edge_named_by_its_predicate() -> None:
    assert drawn("Statement", subject="org/a", predicate="administers", object="policy/p") == {
        ("org/a", "policy/p", "administers")
    }


def test_each_participant_is_linked_to_the_programme() -> None:
    assert drawn("Participation", participant=("org/a", "org/b"), programme="policy/p", role="幹事") == {
        ("org/a", "policy/p", "participatesIn"),
        ("org/b", "policy/p", "participatesIn"),
    }


def test_money_goes_from_payer_to_programme_and_on_to_the_recipient() -> None:
    assert drawn("Allocation", agent="org/a", about="policy/p", recipient="org/b", amount=1) == {
        ("org/a", "policy/p", "funds"),
        ("org/a", "org/b", "funds"),
        ("policy/p", "org/b", "recipient"),
    }


def test_an_event_is_named_by_its_relation_or_else_by_its_type() -> None:
    assert drawn("Event", agent="org/a", about="org/b", eventType="event/established") == {
        ("org/a", "org/b", "established")
    }
    assert drawn("Event", agent="org/a", about="org/b", eventType="event/opened") == {
        ("org/a", "org/b", "event/opened")
    }


def test_a_role_without_a_rule_is_linked_to_what_the_fact_is_about() -> None:
    assert drawn("Event", about="policy/p", place="place/x", eventType="event/held") == {
        ("policy/p", "place/x", "place")
    }
    assert drawn("Provision", about="policy/p", agent="org/a") == {("policy/p", "org/a", "agent")}


def test_partners_are_linked_with_each_other_once() -> None:
    assert drawn("Collaboration", partner=("org/a", "org/b", "org/c")) == {
        ("org/a", "org/b", "collaboratesWith"),
        ("org/a", "org/c", "collaboratesWith"),
        ("org/b", "org/c", "collaboratesWith"),
    }


def test_a_fact_about_a_single_entity_draws_nothing() -> None:
    assert drawn("Target", about="policy/p", indicator="件数", value=3) == set()
    assert drawn("Succession", successor="policy/p", predecessor="policy/p") == set()


def test_the_added_pairs_use_classes_and_roles_of_the_ontology() -> None:
    assert RULES.added
    for class_name, pairs in RULES.added.items():
        for pair in pairs:
            assert {pair.source, pair.target, pair.relation} <= set(ONTOLOGY.roles(class_name)), class_name


def test_every_class_of_entities_has_a_colour_of_its_own_group() -> None:
    groups = json.loads((VIZ / "colours.json").read_text("utf-8"))["groups"]
    coloured = [type_ for group in groups for type_ in group["types"]]
    assert len(coloured) == len(set(coloured))
    assert ONTOLOGY.descendants("Entity") == set(coloured)

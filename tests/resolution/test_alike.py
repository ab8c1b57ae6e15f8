from factory import JAPAN, make_entity

from policyscape.records import Entity
from policyscape.resolution.alike import found_alike
from policyscape.resolution.judgements import Judgements

PLACED = make_entity("policy/x-1", "Strategy", "火星計画", country=JAPAN)
PLACELESS = make_entity("policy/x-2", "Strategy", "火星 計画")
FRENCH = make_entity("policy/x-3", "Strategy", "火星計画", country="place/fr")


def alike(*entities: Entity) -> list[tuple[str, str]]:
    return [(kept.id, other.id) for kept, other in found_alike({entity.id: entity for entity in entities})]


def test_one_document_says_the_country_and_the_other_does_not() -> None:
    assert alike(PLACELESS, PLACED) == [("policy/x-1", "policy/x-2")]


def test_two_countries_leave_it_open() -> None:
    assert alike(PLACED, PLACELESS, FRENCH) == []


def test_another_class_or_a_declared_entity_is_another_thing() -> None:
    assert alike(PLACED, make_entity("policy/x-4", "Programme", "火星計画")) == []
    assert alike(PLACED, make_entity("policy/mars", "Strategy", "火星計画")) == []


def test_who_was_judged_different_stays_apart() -> None:
    judged = Judgements(different=frozenset({frozenset((PLACED.id, PLACELESS.id))}))
    assert judged.joining([(PLACED, PLACELESS)]).same == {}
    assert Judgements().joining([(PLACED, PLACELESS)]).same == {PLACELESS.id: PLACED.id}


def test_what_is_joined_has_the_names_of_both() -> None:
    entities = {PLACED.id: PLACED, PLACELESS.id: make_entity("policy/x-2", "Strategy", "火星計画", aliases=("赤い星",))}
    merged = Judgements().joining(found_alike(entities)).merge(entities)
    assert list(merged) == [PLACED.id]
    assert merged[PLACED.id].names == ("火星計画", "赤い星")

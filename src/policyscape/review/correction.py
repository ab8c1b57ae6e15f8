"""Correcting a fact: other roles, modality or country, at the same place in the text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from policyscape.errors import InputError
from policyscape.graph import Record
from policyscape.graph.checks import find_faults
from policyscape.ontology import Ontology
from policyscape.records import Evidence, Fact, RoleValue

__all__ = ["corrected", "editable", "with_change"]

_BESIDE = ("modality", "country")  # members of a fact that are changed as if they were roles


def editable(fact: Fact) -> dict[str, Any]:
    """What can be changed of a fact, as a JSON object."""
    roles = {role: list(value) if isinstance(value, tuple) else value for role, value in fact.roles.items()}
    return {**roles, "modality": fact.modality, "country": fact.country}


def with_change(members: Mapping[str, Any], change: str) -> dict[str, Any]:
    """The members with one change ``role=value``: the value is JSON or bare words, and none takes the role away."""
    role, equals, words = (part.strip() for part in change.partition("="))
    if not equals or not role:
        raise InputError(f"a change is written role=value, not {change!r}; role= takes the role away.")
    changed = {name: value for name, value in members.items() if name != role}
    return changed | {role: _value(words)} if words else changed


def corrected(fact: Fact, members: Mapping[str, Any], record: Record, ontology: Ontology) -> Fact:
    """The fact as a person corrected it; InputError where it would say the same, or what the ontology does not allow.

    The words of a role that was changed are no longer pointed at, because they may say something else.
    """
    roles = {role: _role(value) for role, value in members.items() if role not in _BESIDE}
    kept = {role for role, value in roles.items() if fact.roles.get(role) == value}
    right = replace(
        fact,
        roles=roles,
        modality=members.get("modality") or fact.modality,
        country=members.get("country"),
        layer="layer/reviewed",
        rule="review",
        confidence=1.0,
        evidence=tuple(_keeping(evidence, kept) for evidence in fact.evidence),
    )
    if right.id == fact.id:
        raise InputError("nothing was changed; accept the fact instead.")
    faults = list(find_faults(replace(record, entities=record.entities, facts=(right,)), ontology))
    own = [fault.sentence for fault in faults if fault.id == right.id]
    if own:
        raise InputError(" ".join(own))
    return right


def _keeping(evidence: Evidence, roles: set[str]) -> Evidence:
    return replace(evidence, words={role: span for role, span in evidence.words.items() if role in roles})


def _value(words: str) -> Any:
    try:
        return json.loads(words)
    except json.JSONDecodeError:
        return words


def _role(value: Any) -> RoleValue:
    match value:
        case list():
            return tuple(value)
        case str() | int() | float():
            return value
    raise InputError(f"a role takes words, a number or a list of these, not {json.dumps(value, ensure_ascii=False)}.")

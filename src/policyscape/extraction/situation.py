"""A match where it stands, and the fact that is being made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from policyscape.extraction.patterns import Captured, Match
from policyscape.extraction.units import Unit
from policyscape.records import RoleValue, Span

__all__ = ["LONGEST_WORDS", "Captures", "Draft", "Situation"]

LONGEST_WORDS = 58  # the record keeps names and short phrases, never sentences

Captures: TypeAlias = Mapping[str, tuple[Unit, Captured]]
"""What was captured under each name, and the unit it stands in."""


@dataclass(slots=True)
class Situation:
    """A match where it stands: its unit, and what the layout adds (lead and context captures, position, the lead).

    ``told``: where the words of a clause end that say how it is meant.
    """

    unit: Unit
    match: Match
    outer: Captures = field(default_factory=dict)
    position: int | None = None
    lead: Unit | None = None
    told: int | None = None


@dataclass(slots=True)
class Draft:
    """The roles of a fact so far, and the words each was read from; ``means`` as in the rule."""

    means: Mapping[str, str]
    roles: dict[str, RoleValue] = field(default_factory=dict)
    words: dict[str, Span] = field(default_factory=dict)

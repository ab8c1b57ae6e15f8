"""Judgements on a fact: whether it is so or only planned or proposed, and for which country it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policyscape.extraction.patterns import Hierarchy
from policyscape.extraction.rules import Rule, load_modality
from policyscape.extraction.situation import Situation
from policyscape.records import RoleValue
from policyscape.resolution.registry import Registry

__all__ = ["jurisdiction", "modality"]

_TAIL = 60
_ENDING = 25
_OWN_CLAUSE = "clause"  # a rule whose predicate is dated: what the sentence goes on to say does not concern it
_CLAUSE_END = re.compile("[、。]")
# the roles whose entity tells the jurisdiction, in this order
_JURISDICTION = (
    "place", "about", "programme", "agent", "subject", "successor", "participant", "organization", "partner",
)  # fmt: skip
_OF_SEVERAL = ("PolicyInstrument", "CooperationFramework", "InternationalOrganization", "WorldRegion")


def modality(rule: Rule, situation: Situation) -> str:
    """The modality a rule fixes, or else judged by the clause behind the match, or else by how the sentence ends.

    Names say nothing: 検討会 proposes nothing.
    """
    if rule.modality not in (None, _OWN_CLAUSE):
        return str(rule.modality)
    unit, start, end = situation.unit, situation.match.start, situation.match.end
    text = unit.text
    for mention in unit.mentions:
        if mention.entity:
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    if situation.told is not None:
        return _judged(text[start : situation.told])
    clause = text[max(start, end - 10) : end] + _CLAUSE_END.split(text[end : end + _TAIL], maxsplit=1)[0]
    ending = "" if unit.block.rows or rule.modality == _OWN_CLAUSE else text[max(end, len(text) - _ENDING) :]
    lead = situation.lead.text[-_ENDING:] if situation.lead else ""
    return _judged(clause, ending, lead)


def _judged(*texts: str) -> str:
    """The modality the first cue in the first of the texts tells."""
    judged = (code for words in texts for code, cues in load_modality() if cues.search(words))
    return next(judged, "decided")


def jurisdiction(
    roles: Mapping[str, RoleValue], passage: str | None, registry: Registry, hierarchy: Hierarchy
) -> str | None:
    """The jurisdiction: of the place where it is, else of what it is about, of its actors, of the passage.

    What the record gives no country, such as an agreement or a region of the world, is of several: what is said
    of it has no jurisdiction, whatever country the passage speaks of.
    """
    of_several = False
    for role in _JURISDICTION:
        value = roles.get(role)
        for id_ in value if isinstance(value, tuple) else (value,):
            if isinstance(id_, str) and "/" in id_ and not id_.startswith("document/"):
                entity = registry.get(id_)
                country = entity.id if entity.type == "Country" else entity.country
                if country:
                    return country
                of_several |= any(hierarchy.is_a(entity.type, class_) for class_ in _OF_SEVERAL)
    return None if of_several else passage

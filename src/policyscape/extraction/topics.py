"""Inheritance: the nearest earlier mention of a class, which a sentence goes on speaking of without naming it."""

from __future__ import annotations

import re

from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured, Hierarchy
from policyscape.extraction.situation import Situation
from policyscape.extraction.units import Unit

_TOPIC = re.compile(r"[」』]?(?:[（(][^（）()]*[）)])?[」』]?[はも]")
_OWN_SUBJECT = re.compile(
    r"(?:^|、)(?:政府|連邦政府|同国政府|我が国|わが国|国|企業|大学|研究機関|産業界|自治体)(?:は|が)"
)

_RESPECTIVELY = re.compile(r"(?:に|が|は|では|には)?それぞれ")
_JOINED = re.compile(r"[」』]?(?:と|、|及び|および|・)[「『]?")

__all__ = ["named_above", "of_government", "parties", "topic"]


def topic(classes: str, situation: Situation, hierarchy: Hierarchy) -> tuple[Unit, Mention] | None:
    """The nearest earlier mention of one of the classes (``A,B``) with its unit: in the sentence, before it, above it.

    Within a unit the one marked as topic (は, も) goes before the nearest, and what stands in brackets comes last.
    """
    own = bool(_OWN_SUBJECT.search(situation.unit.text))
    here = [m for m in situation.unit.mentions if m.end <= situation.match.start]
    led = [situation.lead, *reversed(situation.lead.before)] if situation.lead else []
    layers = [(situation.unit, here)] + [
        (unit, unit.mentions) for unit in [*led, *reversed(_earlier(situation.unit, own))]
    ]
    layers += [(unit, list(captured.mentions)) for unit, captured in situation.outer.values()]
    for unit, mentions in layers:
        named = [m for m in mentions if m.entity and _is_any(m.type, classes, hierarchy)]
        fitting = [m for m in named if not _bracketed(unit.text, m.start)] or named
        topics = [m for m in fitting if _TOPIC.match(unit.text, m.end)]
        if fitting:
            return unit, (topics or fitting)[-1]
    return None


def parties(unit: Unit) -> tuple[Unit, Captured] | None:
    """Those whom それぞれ of a sentence means: the enumeration that the same word stands behind in one before it."""
    for earlier in reversed(unit.before):
        if earlier.block is unit.block:
            named = [m for m in earlier.mentions if m.entity]
            for last, mention in enumerate(named):
                if _RESPECTIVELY.match(earlier.text, mention.end):
                    run = _run(earlier.text, named[: last + 1])
                    return earlier, Captured(run[0].start, mention.end, run)
    return None


def _run(text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
    """The last mentions as far back as nothing but と or a comma parts them."""
    first = len(mentions) - 1
    while first and _JOINED.fullmatch(text, mentions[first - 1].end, mentions[first].start):
        first -= 1
    return tuple(mentions[first:])


def of_government(unit: Unit) -> bool:
    """Whether a sentence says what the government of its passage's country does (政府は)."""
    subject = _OWN_SUBJECT.search(unit.text)
    return subject is not None and "政府" in subject[0]


def _earlier(unit: Unit, own: bool) -> list[Unit]:
    """Where a subject may come from: of a sentence with a subject of its own that names nothing, only the heads."""
    return [other for other in unit.before if not own or other.block is not unit.block]


def named_above(classes: str, situation: Situation, hierarchy: Hierarchy) -> tuple[Unit, Mention] | None:
    """The nearest mention of one of the classes in the few units right above, whatever blocks they are."""
    for unit in reversed(situation.unit.above):
        for mention in reversed(unit.mentions):
            if mention.entity and _is_any(mention.type, classes, hierarchy):
                return unit, mention
    return None


def _is_any(type_: str, classes: str, hierarchy: Hierarchy) -> bool:
    return any(hierarchy.is_a(type_, class_) for class_ in classes.split(","))


def _bracketed(text: str, place: int) -> bool:
    """Whether a place is within round brackets: what is named there is said beside the point."""
    before = text[:place]
    return sum(before.count(char) for char in "（(") > sum(before.count(char) for char in "）)")

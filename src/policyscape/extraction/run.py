"""A document's facts: every rule tried on every unit of its scope, equal facts merged, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policyscape.extraction.assemble import Assembler, Situation
from policyscape.extraction.patterns import Captured, Hierarchy, Match
from policyscape.extraction.rules import Rule
from policyscape.extraction.tables import surroundings
from policyscape.extraction.units import Reader, Unit
from policyscape.fold import fold
from policyscape.reading.model import Document
from policyscape.records import Fact

__all__ = ["extract", "merge"]

_CIRCLED = re.compile(r"[①-⑳]")
# an item ends where the next begins, or where the sentence takes up the whole enumeration again (…の7領域を指定)
_ITEM = re.compile(
    r"\s*([^。①-⑳]{2,58}?)"
    r"(?:[、,，]?\s*(?:および|及び|ならびに)?\s*$|。|(?:の|という|といった)\d+\S*|(?:を|が|に|と)[^、。]{0,30}。?$)"
)


def extract(document: Document, read: Sequence[Unit], rules: Sequence[Rule], reader: Reader) -> list[Fact]:
    """All facts the rules make of a document's units; a unit that a mapping explains is left to the mappings."""
    assembler = Assembler(document, reader.registry, reader.hierarchy)
    facts: list[Fact] = []
    explained: set[int] = set()
    for rule in sorted(rules, key=lambda rule: rule.document is None):
        if rule.document in (None, document.id):
            for situation in _situations(rule, read, reader.hierarchy):
                if rule.document or id(situation.unit) not in explained:
                    made = list(assembler.facts(rule, situation))
                    facts += made
                    if rule.document and made:
                        explained.add(id(situation.unit))
    return merge(facts)


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Equal facts as one with the evidence of all, the surest rule's name kept; sorted by place, class and id."""
    merged: dict[str, Fact] = {}
    for fact in facts:
        known = merged.get(fact.id)
        if known is None:
            merged[fact.id] = fact
            continue
        surest = max(known, fact, key=lambda f: (f.confidence, f.rule))
        evidence = {(e.start, e.end): e for e in (*fact.evidence, *known.evidence)}
        merged[fact.id] = replace(surest, evidence=tuple(evidence[place] for place in sorted(evidence)))
    return sorted(merged.values(), key=lambda f: (f.evidence[0].start, f.type, f.id))


def _situations(rule: Rule, read: Sequence[Unit], hierarchy: Hierarchy) -> Iterator[Situation]:
    match rule.scope:
        case "sentence":
            yield from _sentences(rule, read)
        case "table":
            yield from _rows(rule, read, hierarchy)
        case "list":
            yield from _lists(rule, read)
        case "enumeration":
            yield from _enumerations(rule, read)
        case "region":
            yield from _regions(rule, read)


def _matches(rule: Rule, unit: Unit) -> Iterator[Match]:
    if rule.pattern is None or unit.form is None or (rule.unless and rule.unless.search(fold(unit.text))):
        return
    yield from rule.pattern.find(unit.form)


def _sentences(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    for unit in read:
        if not unit.block.rows and (not rule.blocks or unit.block.kind in rule.blocks):
            yield from (Situation(unit, match) for match in _matches(rule, unit))


def _rows(rule: Rule, read: Sequence[Unit], hierarchy: Hierarchy) -> Iterator[Situation]:
    position = 0
    for number, unit in enumerate(read):
        if not unit.block.rows:
            continue
        position = position + 1 if number and read[number - 1].block is unit.block else 0
        if rule.header is None or rule.header.search(fold("|".join(unit.header))):
            for match in _matches(rule, unit):
                yield Situation(unit, match, surroundings(read, number, hierarchy), position)


def _lists(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    """Items under a lead: the unit before a run of list items that matches ``lead``."""
    lead: Unit | None = None
    outer: dict[str, tuple[Unit, Captured]] = {}
    position = 0
    for unit in read:
        if unit.block.kind != "list_item":
            lead, position = unit, 0
            found = next(rule.lead.find(unit.form), None) if rule.lead and unit.form else None
            outer = {name: (unit, captured) for name, captured in found.roles.items()} if found else {}
            lead = unit if found else None
        elif lead is not None:
            position += 1
            yield from (Situation(unit, match, outer, position) for match in _matches(rule, unit))


def _enumerations(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    """Items ①, ②, … inside one unit, behind the words that match ``lead``."""
    for unit in read:
        marks = list(_CIRCLED.finditer(unit.text))
        if len(marks) < 2 or not (rule.lead and unit.form) or unit.block.rows:
            continue
        found = next(rule.lead.find(unit.form), None)
        if not found:
            continue
        outer = {name: (unit, captured) for name, captured in found.roles.items()}
        ends = [mark.start() for mark in marks[1:]] + [len(unit.text)]
        for position, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
            item = _trimmed(unit.text, mark.end(), end)
            if item:
                yield Situation(unit, Match({"item": Captured(*item)}, *item), outer, position)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = _ITEM.match(text[start:end])
    return (start + words.start(1), start + words.end(1)) if words else None


def _regions(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    """Units between the one that matches ``from`` and the one that matches ``until``, with the captures of context.

    A context is captured anew where its pattern matches again, and then the contexts behind it are forgotten.
    """
    inside = False
    contexts: list[dict[str, tuple[Unit, Captured]]] = []
    position = 0
    for unit in read:
        folded = fold(unit.text)
        if rule.start and rule.start.search(folded):
            inside, position = True, 0
            contexts = [{} for _ in rule.context]
        elif inside and rule.until and rule.until.search(folded):
            inside = False
        if not inside or unit.form is None:
            continue
        _renew(contexts, rule, unit)
        outer = {name: held for context in contexts for name, held in context.items()}
        for match in _matches(rule, unit):
            position += 1
            yield Situation(unit, match, outer, position)


def _renew(contexts: list[dict[str, tuple[Unit, Captured]]], rule: Rule, unit: Unit) -> None:
    for number, pattern in enumerate(rule.context):
        found = next(pattern.find(unit.form), None) if unit.form else None
        if found:
            contexts[number] = {name: (unit, captured) for name, captured in found.roles.items()}
            contexts[number + 1 :] = [{} for _ in contexts[number + 1 :]]

"""A document's facts: every rule tried on every unit of its scope, equal facts merged, in the order of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policyscape.extraction.assemble import Assembler
from policyscape.extraction.cells import Contexts, cell_lines
from policyscape.extraction.clauses import clauses
from policyscape.extraction.enumeration import marked_items
from policyscape.extraction.patterns import Captured, Match
from policyscape.extraction.rules import Rule
from policyscape.extraction.situation import Situation
from policyscape.extraction.tables import surroundings
from policyscape.extraction.units import Reader, Unit
from policyscape.fold import fold
from policyscape.reading.model import Document
from policyscape.records import Evidence, Fact

__all__ = ["extract", "merge"]


def extract(document: Document, read: Sequence[Unit], rules: Sequence[Rule], reader: Reader) -> list[Fact]:
    """All facts the rules make of a document's units; a unit that a mapping explains alone is left to the mappings."""
    assembler = Assembler(document, reader.registry, reader.hierarchy)
    facts: list[Fact] = []
    explained: set[int] = set()
    said = _Said()
    for rule in sorted(rules, key=lambda rule: (rule.document is None, bool(rule.once))):
        if rule.document in (None, document.id):
            for situation in _situations(rule, read, reader):
                if rule.document or id(situation.unit) not in explained:
                    made = [fact for fact in assembler.facts(rule, situation) if said.adds(rule, fact)]
                    facts += made
                    if rule.document and made and not rule.beside:
                        explained.add(id(situation.unit.within or situation.unit))
    return merge(facts)


class _Said:
    """What the rules so far read at each place, so that a rule may say only what is new."""

    def __init__(self) -> None:
        self._facts: dict[tuple[str, int, int], list[Fact]] = defaultdict(list)

    def adds(self, rule: Rule, fact: Fact) -> bool:
        """Whether no other fact of its class and place agrees with a fact in the roles that make it the same."""
        known = self._facts[fact.type, fact.evidence[0].start, fact.evidence[0].end]
        said = bool(rule.once) and any(all(_agree(one, fact, role) for role in rule.once) for one in known)
        if not said:
            known.append(fact)
        return not said


def _agree(one: Fact, other: Fact, role: str) -> bool:
    """Whether two facts name the same in a role; of several named one is enough."""
    mine, theirs = (value if isinstance(value := fact.roles.get(role), tuple) else (value,) for fact in (one, other))
    return bool(set(mine) & set(theirs))


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Equal facts as one with the evidence of all, the surest rule's name kept; sorted by place, class and id."""
    equal: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        equal[fact.id].append(fact)
    kept = _without_partial(map(_united, equal.values()))
    return sorted(kept, key=lambda f: (f.evidence[0].start, f.type, f.id))


def _united(equal: Sequence[Fact]) -> Fact:
    """One fact of several equal ones; of two readings of one place the first is kept."""
    if len(equal) == 1:
        return equal[0]
    evidence = {(e.start, e.end): e for fact in reversed(equal) for e in fact.evidence}
    surest = max(equal, key=lambda fact: (fact.confidence, fact.rule))
    return replace(surest, evidence=tuple(evidence[place] for place in sorted(evidence)))


def _without_partial(facts: Iterable[Fact]) -> list[Fact]:
    """The facts but those of rules that say only a part of what another of the same class says at the same places."""
    places: dict[tuple[str, int, int], list[Fact]] = {}
    all_facts = list(facts)
    for fact in all_facts:
        for evidence in fact.evidence:
            places.setdefault((fact.type, evidence.start, evidence.end), []).append(fact)

    def partial(fact: Fact, evidence: Evidence) -> bool:
        others = places[fact.type, evidence.start, evidence.end]
        return any(fact.roles.items() < other.roles.items() for other in others)

    def needless(fact: Fact) -> bool:
        return fact.layer == "layer/rule" and all(partial(fact, evidence) for evidence in fact.evidence)

    return [fact for fact in all_facts if not needless(fact)]


def _situations(rule: Rule, read: Sequence[Unit], reader: Reader) -> Iterator[Situation]:
    match rule.scope:
        case "sentence":
            yield from _sentences(rule, read)
        case "clause":
            yield from _clauses(rule, read)
        case "table":
            yield from _rows(rule, read, reader)
        case "list":
            yield from _lists(rule, read)
        case "enumeration":
            yield from _enumerations(rule, read)
        case "region":
            yield from _regions(rule, read)
        case "cell":
            yield from cell_lines(rule, read, reader.language)


def _matches(rule: Rule, unit: Unit) -> Iterator[Match]:
    if rule.pattern is None or unit.form is None or (rule.unless and rule.unless.search(fold(unit.text))):
        return
    yield from rule.pattern.find(unit.form)


def _sentences(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    for unit in read:
        if not unit.block.rows and (not rule.blocks or unit.block.kind in rule.blocks):
            yield from (Situation(unit, match) for match in _matches(rule, unit))


def _clauses(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    for unit in read:
        allowed = not unit.block.rows and (not rule.blocks or unit.block.kind in rule.blocks)
        if allowed and rule.clause and unit.form and not (rule.unless and rule.unless.search(fold(unit.text))):
            if unit.clauses is None:
                unit.clauses = tuple(clauses(unit.form))
            yield from (Situation(unit, match, told=told) for match, told in rule.clause.find(unit.form, unit.clauses))


def _rows(rule: Rule, read: Sequence[Unit], reader: Reader) -> Iterator[Situation]:
    position = 0
    for number, unit in enumerate(read):
        if not unit.block.rows:
            continue
        position = position + 1 if number and read[number - 1].block is unit.block else 0
        if rule.header is None or rule.header.search(fold("|".join(unit.header))):
            for match in _matches(rule, unit):
                yield Situation(unit, match, surroundings(read, number, reader), position)


def _lists(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    """Items under a lead that matches: the unit before a run of list items, or the caption or heading above that."""
    found: tuple[Unit, dict[str, tuple[Unit, Captured]]] | None = None
    position = 0
    previous: Unit | None = None
    for unit in read:
        if unit.block.kind == "footnote":
            continue
        if unit.block.kind != "list_item":
            position = 0
            found = _lead(rule, [unit, *_title_of(unit, previous)])
        elif found:
            lead, outer = found
            position += 1
            yield from (Situation(unit, match, outer, position, lead) for match in _matches(rule, unit))
        previous = unit


def _title_of(unit: Unit, previous: Unit | None) -> list[Unit]:
    """The caption or heading right above a short label, which leads what the label leads."""
    titled = previous is not None and previous.block.kind in ("caption", "heading")
    return [previous] if previous and titled and unit.block.kind == "paragraph" and "。" not in unit.text else []


def _lead(rule: Rule, candidates: Sequence[Unit]) -> tuple[Unit, dict[str, tuple[Unit, Captured]]] | None:
    for unit in candidates:
        found = next(rule.lead.find(unit.form), None) if rule.lead and unit.form else None
        if found:
            return unit, {name: (unit, captured) for name, captured in found.roles.items()}
    return None


def _enumerations(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    """Items ①, ②, … or (1), (2), … inside one unit, behind the words that match ``lead``."""
    for unit in read:
        items = [] if unit.block.rows else list(marked_items(unit.text))
        found = _lead(rule, [unit, *_heading_of(unit)]) if items else None
        if found is None or (rule.unless and rule.unless.search(fold(unit.text))):
            continue
        for start, end, position in items:
            yield Situation(unit, Match({"item": Captured(start, end)}, start, end), found[1], position)


def _heading_of(unit: Unit) -> list[Unit]:
    """The heading of a unit that begins with the first mark of an enumeration: it may announce the items."""
    if not unit.text.lstrip().startswith(("①", "（1）", "(1)")):
        return []
    return [head for head in unit.before if head.block.kind == "heading"][-1:]


def _regions(rule: Rule, read: Sequence[Unit]) -> Iterator[Situation]:
    """Units between the one that matches ``from`` and the one that matches ``until``, with the captures of context.

    A context is captured anew where its pattern matches again, and then the contexts behind it are forgotten.
    """
    inside = False
    contexts = Contexts(rule)
    for unit in read:
        folded = fold(unit.text)
        if rule.start and rule.start.search(folded):
            inside, contexts = True, Contexts(rule)
        elif inside and rule.until and rule.until.search(folded):
            inside = False
        if not inside or unit.form is None:
            continue
        contexts.renew(unit)
        if rule.blocks and unit.block.kind not in rule.blocks:
            continue
        for match in _matches(rule, unit):
            contexts.position += 1
            yield Situation(unit, match, contexts.captures, contexts.position)

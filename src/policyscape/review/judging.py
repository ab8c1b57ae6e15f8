"""What there is to judge in a record, and how a decision becomes a line of ``graph/judgements/``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policyscape.records import Entity, Fact, read_facts, write_lines
from policyscape.resolution.judgements import Judgements, add_judgement, is_discovered

__all__ = ["Judge", "unsure"]

CORRECTED = "corrected"  # what stands as reason before the id of the fact that took the place of a rejected one


def unsure(facts: Iterable[Fact], below: float, judged: Judgements, document: str | None = None) -> list[Fact]:
    """The facts less sure than ``below`` that nobody judged yet, the least sure first."""
    asked = [
        fact
        for fact in facts
        if fact.confidence < below
        and fact.layer != "layer/reviewed"
        and fact.id not in judged.accepted
        and document in (None, fact.document)
    ]
    return sorted(asked, key=lambda fact: (fact.confidence, fact.document, fact.evidence[0].start, fact.id))


class Judge:
    """Writes decisions into the folder of a record; each is one line, and deleting the line undoes it."""

    def __init__(self, folder: Path) -> None:
        self._judgements = folder / "judgements"
        self._reviewed = folder / "reviewed"

    def accept(self, fact: Fact) -> None:
        """The fact holds: it is sure from now on."""
        add_judgement(self._judgements / "accepted.jsonl", {"fact": fact.id})

    def reject(self, fact: Fact, reason: str) -> None:
        """The fact is wrong and does not come back."""
        add_judgement(self._judgements / "rejected.jsonl", {"fact": fact.id, "reason": reason})

    def correct(self, fact: Fact, right: Fact) -> None:
        """``right`` takes the place of the fact."""
        path = self._reviewed / f"{fact.document}.jsonl"
        known = {one.id: one for one in (read_facts(path) if path.is_file() else ())} | {right.id: right}
        rows = sorted(known.values(), key=lambda one: (one.evidence[0].start, one.type, one.id))
        write_lines(path, [one.as_json() for one in rows])
        self.reject(fact, f"{CORRECTED}: {right.id}")

    def same(self, one: Entity, other: Entity, reason: str) -> Entity:
        """The two are one thing; the one kept is given back, which is declared rather than discovered if one is."""
        kept, dropped = sorted((one, other), key=_is_discovered)
        row = {"decision": "same", "entities": [kept.id, dropped.id], "names": list(dropped.names), "reason": reason}
        add_judgement(self._judgements / "entities.jsonl", row)
        return kept

    def different(self, one: Entity, other: Entity, reason: str) -> None:
        """The two are not one thing, and are never proposed again."""
        row = {"decision": "different", "entities": [one.id, other.id], "reason": reason}
        add_judgement(self._judgements / "entities.jsonl", row)


def _is_discovered(entity: Entity) -> bool:
    return is_discovered(entity.id)

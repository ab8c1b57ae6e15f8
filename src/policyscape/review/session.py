"""The conversation of a review: one question after the other, each answer written down at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import click

from policyscape.errors import InputError
from policyscape.graph import Record
from policyscape.graph.facts import values
from policyscape.ontology import Ontology
from policyscape.readable import Readable
from policyscape.records import Entity, Fact
from policyscape.resolution.duplicates import near_duplicates
from policyscape.review.correction import corrected, editable, with_change
from policyscape.review.judging import Judge, unsure
from policyscape.sources import Sources

__all__ = ["review"]

_FACT = {"a": "accept", "r": "reject", "c": "correct", "s": "skip", "q": "quit"}
_PAIR = {"s": "same", "d": "different", "n": "next", "q": "quit"}


class _Quit(Exception):  # noqa: N818 - leaving is no error
    """The person has had enough, or the answers have come to an end."""


def review(
    record: Record, ontology: Ontology, judge: Judge, sources: Sources | None, document: str | None, below: float
) -> int:
    """Ask about each unsure fact, then about each pair of near names; the number of decisions made."""
    judged = record.judgements
    session = _Session(record, ontology, judge, Readable(record, ontology, sources))
    facts = unsure(record.facts, below, judged, document)
    own = (fact for fact in record.facts if fact.document == document)
    spoken = {value for fact in own for several in fact.roles.values() for value in values(several)}
    pairs = [
        pair
        for pair in near_duplicates(record.entities.values(), judged.different)
        if document is None or {pair[0].id, pair[1].id} & spoken
    ]
    try:
        session.facts(facts)
        session.pairs(pairs)
    except (_Quit, click.Abort):
        click.echo("")
    return session.decisions


@dataclass
class _Session:
    record: Record
    ontology: Ontology
    judge: Judge
    readable: Readable
    decisions: int = 0

    def facts(self, facts: Sequence[Fact]) -> None:
        for number, fact in enumerate(facts, start=1):
            click.echo(f"\n[{number}/{len(facts)}] {self.readable.fact(fact)}")
            match _ask(_FACT):
                case "accept":
                    self.judge.accept(fact)
                case "reject":
                    self.judge.reject(fact, click.prompt("reason"))
                case "correct":
                    right = self._correct(fact)
                    if right is None:
                        continue
                    self.judge.correct(fact, right)
                case _:
                    continue
            self.decisions += 1

    def pairs(self, pairs: Sequence[tuple[Entity, Entity]]) -> None:
        dropped: set[str] = set()
        for number, (one, other) in enumerate(pairs, start=1):
            if {one.id, other.id} & dropped:
                continue
            click.echo(f"\n[{number}/{len(pairs)}] {self.readable.entity(one)}\n{' ' * 8}{self.readable.entity(other)}")
            match _ask(_PAIR):
                case "same":
                    kept = self.judge.same(one, other, click.prompt("reason"))
                    dropped |= {one.id, other.id} - {kept.id}
                case "different":
                    self.judge.different(one, other, click.prompt("reason"))
                case _:
                    continue
            self.decisions += 1

    def _correct(self, fact: Fact) -> Fact | None:
        """The corrected fact, asked for until it is valid; None when the person gives up."""
        click.echo("role=value changes a role, role= takes it away, edit opens an editor; an empty line ends.")
        members = editable(fact)
        while True:
            change = click.prompt("change", default="", show_default=False)
            try:
                if not change:
                    return corrected(fact, members, self.record, self.ontology)
                members = _edited(members) if change == "edit" else with_change(members, change)
            except InputError as error:
                click.echo(f"Error: {error}")
                if not change:
                    return None


def _edited(members: dict[str, object]) -> dict[str, object]:
    text = click.edit(json.dumps(members, ensure_ascii=False, indent=2, sort_keys=True), extension=".json")
    try:
        edited = json.loads(text) if text is not None else members
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON at line {error.lineno}: {error.msg}; nothing was changed.") from error
    if not isinstance(edited, dict):
        raise InputError("what can be changed is one JSON object; nothing was changed.")
    return edited


def _ask(answers: dict[str, str]) -> str:
    """One of the answers, by its first letter or its word; _Quit for the last of them."""
    words = ", ".join(f"[{letter}]{word[1:]}" for letter, word in answers.items())
    choice = click.Choice([*answers, *answers.values()])
    given = click.prompt(words, type=choice, show_choices=False)
    answer = answers.get(given, given)
    if answer == "quit":
        raise _Quit
    return answer

"""What adding or removing a document did, for the eye and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sized
from typing import Any

from policyscape.intake.adding import UNSURE, Added
from policyscape.intake.removing import Removed
from policyscape.ontology import Ontology
from policyscape.records import Entity, Fact, SourceDocument

__all__ = ["added_json", "added_text", "removed_json", "removed_text"]

_SHOWN = 20  # entities or pairs of an account for the eye


def added_text(added: Added, ontology: Ontology, language: str) -> Iterator[str]:
    """The lines that tell what adding a file did."""
    id_, file = added.document.id, added.document.file
    if added.is_current:
        changed = "; its description was brought up to date" if added.is_changed else ", unchanged; nothing was done"
        yield f"{file} is in the record already, as {id_}{changed}."
        return
    if added.before:
        changed = f"{len(added.fresh)} facts and mentions are new, {len(added.gone)} are gone"
        yield f"{file} takes the place of what was read of {id_} before: {changed}."
    yield f"{id_} {_title(added.document, language)}: {_kinds(added.facts, ontology, language)}."
    if added.discovered:
        yield f"{_many(added.discovered, 'entity', 'entities')} that the record did not know:"
        yield from _entities(added.discovered, ontology, language)
    if added.near:
        yield f"{_many(added.near, 'pair', 'pairs')} of near names, which may be one thing:"
        pairs = (f"  {one.id} {_name(one)} – {other.id} {_name(other)}" for one, other in added.near)
        yield from _short(list(pairs))
    if added.open_names:
        named = ", ".join(added.open_names[:_SHOWN])
        yield f"{_many(added.open_names, 'name', 'names')} left open, which several entities bear: {named}"
    if added.unsure or added.near:
        facts = f"{_many(added.unsure, 'fact', 'facts')} less sure than {UNSURE}"
        yield f"To judge ({facts}): policyscape review --document {id_}"


def added_json(added: Added) -> dict[str, Any]:
    """The same as data, each fact and entity by its id."""
    state = "current" if added.is_current else "replaced" if added.before else "added"
    return {
        "document": added.document.as_json(),
        "state": state,
        "added": [fact.id for fact in added.fresh],
        "removed": [fact.id for fact in added.gone],
        "facts": dict(sorted(_count(added.facts).items())),
        "discovered": [entity.as_json() for entity in added.discovered],
        "unsure": [fact.id for fact in added.unsure],
        "near": [[one.id, other.id] for one, other in added.near],
        "openNames": added.open_names,
    }


def removed_text(removed: Removed, ontology: Ontology, language: str, dry_run: bool) -> Iterator[str]:
    """The lines that tell what went with a document, or would go."""
    verb = "would go" if dry_run else "removed"
    title = _title(removed.document, language)
    yield f"{verb}: {removed.document.id} {title}: {_kinds(removed.facts, ontology, language)}."
    if removed.entities:
        yield f"{verb}: {_many(removed.entities, 'entity', 'entities')} that no other document names:"
        yield from _entities(removed.entities, ontology, language)
    if removed.reviewed:
        yield f"{verb}: {_many(removed.reviewed, 'fact', 'facts')} that a person read or corrected."
    if removed.judgements:
        told = _many(removed.judgements, "judgement", "judgements")
        yield f"left without effect: {told} on nothing else, which judgements/ keeps:"
        yield from _short([f"  {file}: {row}" for file, row in removed.judgements])


def removed_json(removed: Removed, dry_run: bool) -> dict[str, Any]:
    """The ids of all that went, or would go."""
    return {
        "document": removed.document.as_json(),
        "removed": not dry_run,
        "facts": sorted({fact.id for fact in (*removed.facts, *removed.reviewed)}),
        "entities": [entity.as_json() for entity in removed.entities],
        "judgements": [{"file": file, "judgement": row} for file, row in removed.judgements],
    }


def _count(facts: Iterable[Fact]) -> Counter[str]:
    return Counter("mention" if fact.is_mention else fact.type for fact in facts)


def _kinds(facts: Iterable[Fact], ontology: Ontology, language: str) -> str:
    """How many facts of each class, most first."""
    counts = _count(facts)
    mentions = counts.pop("mention", 0)
    told = [f"{ontology.label(kind, language)} {count}" for kind, count in counts.most_common()]
    return ", ".join(
        [f"{counts.total()} facts ({', '.join(told)})" if told else "no fact", f"{mentions} entities named"]
    )


def _many(things: Sized, one: str, several: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else several}"


def _entities(entities: Iterable[Entity], ontology: Ontology, language: str) -> Iterator[str]:
    return _short([f"  {entity.id} ({ontology.label(entity.type, language)}) {_name(entity)}" for entity in entities])


def _short(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if more := len(lines[_SHOWN:]):
        yield f"  … and {more} more"


def _name(entity: Entity) -> str:
    return next(iter(entity.labels.values()))


def _title(document: SourceDocument, language: str) -> str:
    return document.labels.get(language) or next(iter(document.labels.values()))

"""A selection of ties from the words of a command line, each checked against what the graph holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from policyscape.errors import InputError
from policyscape.network.analysis import Analysis
from policyscape.network.project import selected_ties
from policyscape.network.terms import ENTITY_BASE, MODALITY_BASE, entity_id, ps
from policyscape.network.ties import Selection
from policyscape.store import Graph

__all__ = ["choose", "find_entity", "make_selection", "require_ties"]

_PERIOD = re.compile(r"(\d{4})(?:[-–:](\d{4}))?")
_DOCUMENTS = f"{ENTITY_BASE}document/"


def make_selection(
    store: Graph,
    period: str | None = None,
    countries: Iterable[str] = (),
    modalities: Iterable[str] = (),
    documents: Iterable[str] = (),
    currency: str | None = None,
    fold_successors: bool = False,
) -> Selection:
    """The selection; InputError names what the graph has instead of an unknown country, modality or document.

    ``period`` is ``2020`` or ``2020-2025``; a country may be given as ``jp`` for ``place/jp``.
    """
    countries = [name if "/" in name else f"place/{name}" for name in countries]
    known = {name: _values(store, name) for name in ("country", "modality", "statedIn")}
    return Selection(
        modalities=_chosen("modality", modalities, (_tail(iri, MODALITY_BASE) for iri in known["modality"])),
        years=_period(store, period) if period else None,
        countries=_chosen("country", countries, map(entity_id, known["country"])) or frozenset(),
        documents=_chosen("document", documents, (_tail(iri, _DOCUMENTS) for iri in known["statedIn"])) or frozenset(),
        currency=choose("currency", currency, _words(store, "currency")) if currency else None,
        fold_successors=fold_successors,
    )


def choose(kind: str, name: str, known: Iterable[str]) -> str:
    """The name if it is known; else an InputError with the nearest one, or with all there are."""
    names = sorted(set(known))
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names) or 'none'}."
        raise InputError(f"There is no {kind} {name!r}; {hint}")
    return name


def find_entity(store: Graph, name: str) -> str:
    """The IRI of the entity with this id, IRI or name (label or other name, case ignored); InputError otherwise."""
    for iri in (name, ENTITY_BASE + name):
        if _is_described(store, iri):
            return iri
    named: dict[str, set[str]] = {}
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            subject, label = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(label, Literal) and subject.value.startswith(ENTITY_BASE):
                named.setdefault(label.value.casefold(), set()).add(subject.value)
    found = sorted(named.get(name.casefold(), ()))
    if len(found) > 1:
        raise InputError(f"{name!r} names several entities; give one of {', '.join(map(entity_id, found))}.")
    if not found:
        raise InputError(f"There is no entity {name!r}; {_hint(named, name)}")
    return found[0]


_NAMES = tuple(
    NamedNode(iri)
    for iri in (
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2004/02/skos/core#altLabel",
    )
)


def _hint(named: dict[str, set[str]], name: str) -> str:
    ids = {entity_id(iri): iri for iris in named.values() for iri in iris}
    near = get_close_matches(name, ids, n=1) or [
        entity_id(min(named[found])) for found in get_close_matches(name.casefold(), named, n=1)
    ]
    return f"did you mean {near[0]}?" if near else "give an id such as org/jst, or a name as written."


def _is_described(store: Graph, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return iri.startswith(ENTITY_BASE) and next(store.quads_for_pattern(node, None, None, None), None) is not None


def _values(store: Graph, name: str) -> set[str]:
    quads = store.quads_for_pattern(None, ps(name), None, None)
    return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}


def _chosen(kind: str, names: Iterable[str], known: Iterable[str]) -> frozenset[str] | None:
    known = list(known)
    return frozenset(choose(kind, name, known) for name in names) or None


def _tail(iri: str, base: str) -> str:
    return iri.removeprefix(base)


def _words(store: Graph, name: str) -> set[str]:
    quads = store.quads_for_pattern(None, ps(name), None, None)
    return {quad.object.value for quad in quads if isinstance(quad.object, Literal)}


def _period(store: Graph, text: str) -> tuple[int, int]:
    match = _PERIOD.fullmatch(text.strip())
    if not match or int(match[1]) > int(match[2] or match[1]):
        raise InputError(f"The period {text!r} is none; write a year or two, as 2020-2025.")
    first, last = int(match[1]), int(match[2] or match[1])
    known = [int(year) for name in ("fiscalYear", "year") for year in _words(store, name)]
    if known and not any(first <= year <= last for year in known):
        raise InputError(f"No fact is of {text}; the facts are of {min(known)} to {max(known)}.")
    return first, last


def require_ties(store: Graph, analysis: Analysis) -> None:
    """InputError where a selection leaves nothing of a network, saying which part of it does if that is one alone."""
    selection = analysis.selection
    if len(analysis.graph) or analysis.is_default():
        return
    parts = {
        "--period": replace(selection, years=None),
        "--country": replace(selection, countries=frozenset()),
        "--document": replace(selection, documents=frozenset()),
        "--modality": replace(selection, modalities=frozenset()),
        "--currency": replace(selection, currency=None),
    }
    freeing = [
        name
        for name, other in parts.items()
        if other != selection and selected_ties(store, analysis.projection, other).rows
    ]
    hint = f"it has some without {' or without '.join(freeing)}." if freeing else "widen more than one of the options."
    raise InputError(f"The network {analysis.projection.id} has no ties of this selection; {hint}")

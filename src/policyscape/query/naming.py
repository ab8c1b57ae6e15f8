"""From the words of a user to the term of a parameter: ids, prefixed names, IRIs, and names in either language."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.fold import key
from policyscape.namespaces import CONCEPT, ID, PS
from policyscape.ontology import Ontology
from policyscape.query.parameters import Parameter
from policyscape.query.text import ALL_PREFIXES, Term

__all__ = ["ANY", "NAMES", "Ask", "classes_of", "guess", "resolve", "terms_of_ontology"]

Ask = Callable[[str], Sequence[Sequence[Term | None]]]
"""Runs a SELECT and gives its rows: the store or the server whose names are looked up."""

ANY = "any"
"""The word that leaves a parameter open."""

NAMES = f"<{ALL_PREFIXES['rdfs']}label>|<{ALL_PREFIXES['skos']}altLabel>"
"""The path to a name of an entity."""

_LISTED = 20_000
_ENTITY_ID = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9._/-]*")
_CURIE = re.compile(r"([A-Za-z][\w-]*):([^\s<>\"{}|^`\\]+)")
_TAGGED = re.compile(r'"(.*)"@([A-Za-z]{2,8}(?:-[A-Za-z0-9]+)*)', re.DOTALL)
_FORMS = {
    "integer": (r"-?\d+", "a whole number"),
    "year": (r"\d{4}", "a year of four digits"),
    "limit": (r"[1-9]\d*", "a whole number above 0"),
    "decimal": (r"-?\d+(?:\.\d+)?", "a number"),
    "date": (r"\d{4}(?:-\d{2}(?:-\d{2})?)?", "a date as 2025, 2025-04 or 2025-04-01"),
    "currency": (r"[A-Z]{3}", "a currency of three capitals as JPY"),
}


def resolve(parameter: Parameter, words: Iterable[str], ontology: Ontology, ask: Ask) -> tuple[Term, ...]:
    """The terms that words mean for a parameter; the word ``any`` gives none.

    InputError where a word is not of the parameter's kind, or is unknown or ambiguous, with the nearest there are.
    """
    words = tuple(words)
    if ANY in words:
        if parameter.kind == "limit":
            raise InputError(f"{parameter.name} takes a whole number above 0, not {ANY}.")
        return ()
    return tuple(_resolve(parameter, word, ontology, ask) for word in words)


def _resolve(parameter: Parameter, word: str, ontology: Ontology, ask: Ask) -> Term:
    if parameter.kind in ("code", "class", "relation"):
        return _named(parameter, word, {name: labels for name, labels, _ in terms_of_ontology(parameter, ontology)})
    if parameter.kind == "entity":
        return _entity(parameter, word, ask)
    form, meaning = _FORMS.get(parameter.kind, ("", ""))
    if form and not re.fullmatch(form, word, re.ASCII):
        raise InputError(f"{parameter.name} takes {meaning}, not {word!r}.")
    if parameter.kind in ("integer", "year", "limit"):
        return ox.Literal(int(word))
    if parameter.kind == "decimal":
        return ox.Literal(word, datatype=ox.NamedNode(ALL_PREFIXES["xsd"] + "decimal"))
    return ox.Literal(word)


def terms_of_ontology(parameter: Parameter, ontology: Ontology) -> list[tuple[str, dict[str, str], ox.NamedNode]]:
    """The names, labels and nodes of the codes, classes or relations that a parameter can be."""
    if parameter.kind == "code":
        found = {name: code for name, code in ontology.codes.items() if name.startswith(parameter.of + "/")}
        return [(name, dict(code.labels), ox.NamedNode(CONCEPT[name])) for name, code in found.items()]
    names = ontology.descendants(parameter.of) if parameter.kind == "class" else ontology.relations
    return [
        (name, {tag: ontology.label(name, tag) for tag in ("ja", "en")}, ox.NamedNode(PS[name]))
        for name in sorted(names)
    ]


def _named(parameter: Parameter, word: str, labels: dict[str, dict[str, str]]) -> ox.NamedNode:
    space = CONCEPT if parameter.kind == "code" else PS
    node = iri_of(word)
    named = {str(space[name]): name for name in labels}
    if node and node.value in named:
        return node
    called = {key(spoken): name for name, texts in labels.items() for spoken in _spoken(name, texts)}
    if (name := called.get(key(word))) is not None:
        return ox.NamedNode(space[name])
    near = difflib.get_close_matches(key(word), called, n=3, cutoff=0.5)
    shown = list(dict.fromkeys(called[one] for one in near)) or sorted(labels)
    hint = f"did you mean {', '.join(shown)}?" if near else f"there are {', '.join(shown)}."
    raise InputError(f"{parameter.name} has no value {word!r}; {hint}")


def _spoken(name: str, texts: dict[str, str]) -> list[str]:
    return [name, name.rsplit("/", 1)[-1], *texts.values()]


def iri_of(word: str) -> ox.NamedNode | None:
    """The node of ``<iri>``, ``https://…``, ``place/jp``, ``psid:place/jp`` or another prefixed name; None else."""
    if (curie := _CURIE.fullmatch(word)) and curie[1] in ALL_PREFIXES:
        return ox.NamedNode(ALL_PREFIXES[curie[1]] + curie[2])
    if _ENTITY_ID.fullmatch(word):
        return ox.NamedNode(ID[word])
    if (whole := re.fullmatch(r"<(.*)>|(https?://.*)", word, re.DOTALL)) is None:
        return None
    try:
        return ox.NamedNode(word if whole[1] is None else whole[1])
    except ValueError as error:
        raise InputError(f"{word} is not an IRI: {error}.") from error


def _entity(parameter: Parameter, word: str, ask: Ask) -> ox.NamedNode:
    if node := iri_of(word):
        if ask(f"SELECT ?type {{ {node} a ?type }} LIMIT 1"):
            return node
        near = _near(parameter, _last(node), ask)
        raise InputError(f"{parameter.name}: the graph has no {word}; {near}")
    forms = " ".join(
        str(form) for form in (ox.Literal(word), *(ox.Literal(word, language=tag) for tag in ("ja", "en")))
    )
    of_class = f"VALUES ?class {{ {classes_of(parameter)} }} ?entity a ?class ."
    exact = f"SELECT DISTINCT ?entity {{ VALUES ?name {{ {forms} }} ?entity {NAMES} ?name . {of_class} }}"
    found = [row[0] for row in ask(exact)] or _alike(parameter, word, ask)
    nodes = sorted({node for node in found if isinstance(node, ox.NamedNode)}, key=lambda node: node.value)
    if len(nodes) == 1:
        return nodes[0]
    if nodes:
        raise InputError(
            f"{parameter.name}: {word!r} is the name of {', '.join(map(_short, nodes))}; give one of them."
        )
    raise InputError(
        f"{parameter.name}: no {parameter.of or 'entity'} is called {word!r}; {_near(parameter, word, ask)}"
    )


def _alike(parameter: Parameter, word: str, ask: Ask) -> list[ox.NamedNode]:
    """The entities called so but for width, case and spaces, or whose id ends so."""
    return [node for node, name in _listed(parameter, ask) if _last(node) == word or key(name) == key(word)]


def _near(parameter: Parameter, word: str, ask: Ask) -> str:
    listed = {key(name): (name, node) for node, name in _listed(parameter, ask)}
    close = difflib.get_close_matches(key(word), listed, n=3, cutoff=0.5) or [
        name for name in listed if key(word) and key(word) in name
    ]
    if not close:
        return "policyscape queries NAME lists the values there are."
    return f"did you mean {', '.join(f'{listed[one][0]} ({_short(listed[one][1])})' for one in close[:3])}?"


def _listed(parameter: Parameter, ask: Ask) -> list[tuple[ox.NamedNode, str]]:
    of_class = f"VALUES ?class {{ {classes_of(parameter)} }} ?entity a ?class ; {NAMES} ?name"
    rows = ask(f"SELECT DISTINCT ?entity ?name {{ {of_class} }} ORDER BY ?entity ?name LIMIT {_LISTED}")
    return [
        (row[0], row[1].value) for row in rows if isinstance(row[0], ox.NamedNode) and isinstance(row[1], ox.Literal)
    ]


def classes_of(parameter: Parameter) -> str:
    """The IRIs of the classes an entity may have, as they stand in a VALUES block."""
    return " ".join(f"<{PS[name]}>" for name in (parameter.of or "Entity").split("|"))


def _last(node: ox.NamedNode) -> str:
    """The last part of an id, which is enough where it is only one: ``jst`` for ``org/jst``."""
    return node.value.rsplit("/", 1)[-1]


def _short(node: ox.NamedNode) -> str:
    return node.value.removeprefix(str(ID))


def guess(word: str) -> tuple[Term, ...]:
    """The term of a parameter that no header declares; a plain text stands for itself in any of our languages."""
    if node := iri_of(word):
        return (node,)
    if tagged := _TAGGED.fullmatch(word):
        return (ox.Literal(tagged[1], language=tagged[2]),)
    if re.fullmatch(r"-?\d+", word):
        return (ox.Literal(int(word)),)
    return (ox.Literal(word), ox.Literal(word, language="ja"), ox.Literal(word, language="en"))

"""What stands on the ontology's page, as plain data for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from rdflib import OWL, RDFS, SKOS, Literal, URIRef

from policyscape import ontology_reader as read
from policyscape.documentation.usage import Usage
from policyscape.namespaces import ONTOLOGY_IRI, PREFIXES, PS
from policyscape.ontology import Ontology, Term
from policyscape.paths import VIZ
from policyscape.sssom import aligned, curie

__all__ = ["contents", "guide", "prologue"]

_QUERY_PREFIXES = ("ps", "rdf", "rdfs", "skos", "dct")


def guide() -> dict[str, Any]:
    """The teaching part and the words of the page, by language."""
    found: dict[str, Any] = yaml.safe_load((VIZ / "ontology" / "guide.yaml").read_text(encoding="utf-8"))
    return found


def prologue() -> str:
    """The prefixes that the page's queries are written with."""
    return "\n".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in _QUERY_PREFIXES)


def contents(ontology: Ontology, usage: Usage) -> dict[str, Any]:
    """Everything the template shows, text for text; equal graphs give equal contents."""
    teaching = guide()
    classes = {name: _class(ontology, usage, name, teaching) for name in sorted(ontology.classes)}
    facts = _below(ontology, "Fact")
    entities = _below(ontology, "Entity")
    return {
        **{part: teaching[part] for part in ("title", "lead", "words", "ask", "kinds", "questions", "examples")},
        "version": _version(ontology),
        "iri": str(ONTOLOGY_IRI),
        "prefixes": prologue(),
        "facts": [classes[name] for name in facts],
        "entities": [classes[name] for name in entities],
        "others": [found for name, found in classes.items() if name not in {*facts, *entities}],
        "properties": [_property(ontology, usage, name) for name in sorted(ontology.properties)],
        "schemes": list(_schemes(ontology, usage)),
        "annotations": list(_annotations(ontology)),
    }


def _below(ontology: Ontology, top: str) -> list[str]:
    """A class and those below it, each under its parent, siblings in alphabetical order."""
    children = sorted(name for name, found in ontology.classes.items() if top in found.parents)
    found = [top, *(name for child in children for name in _below(ontology, child))]
    return list(dict.fromkeys(found))


def _term(ontology: Ontology, term: Term) -> dict[str, Any]:
    return {
        "name": term.name,
        "labels": _both(term.labels),
        "definitions": _both(term.definitions),
        "example": term.example,
        "module": term.module,
        "reserved": _reserved(ontology, term.name),
        "matches": [curie(node) for _, node in aligned(ontology, term.name)],
    }


def _class(ontology: Ontology, usage: Usage, name: str, teaching: Mapping[str, Any]) -> dict[str, Any]:
    found = ontology.klass(name)
    is_fact = ontology.is_a(name, "Fact")
    pattern = found.pattern or f'?x a ps:{name} ; rdfs:label ?label . FILTER(lang(?label) = "en")'
    return _term(ontology, found) | {
        "note": teaching["notes"].get(name),
        "count": usage.members_of(name) or usage.triples.get(name, 0),
        "above": sorted(ontology.ancestors(name) - {name}),
        "below": sorted(child for child, other in ontology.classes.items() if name in other.parents),
        "disjoint": [] if is_fact else sorted(found.disjoint),
        "roles": list(_roles(ontology, usage, name, set(teaching["always"]))),
        "samples": [] if is_fact else usage.names(name),
        "query": f"SELECT * WHERE {{ {pattern} }} LIMIT 50",
    }


def _roles(ontology: Ontology, usage: Usage, name: str, always: set[str]) -> Iterator[dict[str, Any]]:
    """The roles meant for a class in particular, and those its members use; the most used first."""
    meant, used = set(ontology.roles(name)), {role for role in ontology.properties if usage.with_role(name, role)}
    if name == "Fact":
        used = meant
    elif ontology.is_a(name, "Fact"):
        meant = (meant - set(ontology.roles("Fact"))) | {"item"}
        used -= always
    for role in sorted(meant | used, key=lambda role: (-usage.with_role(name, role), role)):
        found = ontology.property(role)
        yield {
            "name": role,
            "kind": found.kind,
            "takes": list(found.takes) or ([found.range] if found.range else []),
            "count": usage.with_role(name, role),
            "definitions": _both(found.definitions),
            "samples": usage.samples(name, role),
        }


def _property(ontology: Ontology, usage: Usage, name: str) -> dict[str, Any]:
    found = ontology.property(name)
    users = usage.users(name)
    traits = {"relation": found.is_relation, "transitive": found.transitive, "symmetric": found.symmetric}
    return _term(ontology, found) | {
        "kind": found.kind,
        "domain": found.domain,
        "range": found.range,
        "takes": list(found.takes),
        "users": users,
        "inverse": found.inverse,
        "parents": list(found.parents),
        "traits": [trait for trait, holds in traits.items() if holds],
        "count": usage.triples[name],
        "samples": usage.samples(found.domain, name) if found.domain else [],
        "query": _property_query(ontology, name, [user for user, _ in users]),
    }


def _property_query(ontology: Ontology, name: str, users: list[str]) -> str:
    """A query that shows values of a property: with the label of the fact, or of both ends of a relation."""
    found = ontology.property(name)
    if ontology.is_a(found.domain or "Fact", "Fact"):
        of_class = f"a ps:{users[0]} ; " if users and ontology.is_a(users[0], "Fact") else ""
        body = f'?fact {of_class}ps:{name} ?value ; rdfs:label ?label . FILTER(lang(?label) = "en")'
    elif found.kind == "entity":
        body = f'?subject ps:{name} ?object . ?object rdfs:label ?label . FILTER(lang(?label) = "en")'
    else:
        body = f"?subject ps:{name} ?value ."
    return f"SELECT * WHERE {{ {body} }} LIMIT 50"


def _schemes(ontology: Ontology, usage: Usage) -> Iterator[dict[str, Any]]:
    for name, found in sorted(ontology.classes.items()):
        if found.scheme and ontology.is_a(name, "Code"):
            codes = [code for code in ontology.codes.values() if code.type == name]
            yield {
                "name": found.scheme,
                "klass": name,
                "labels": _both(found.labels),
                "codes": [_term(ontology, code) | {"count": usage.codes[code.name]} for code in codes],
            }


def _annotations(ontology: Ontology) -> Iterator[dict[str, Any]]:
    for name in read.names(ontology.graph, OWL.AnnotationProperty):
        iri = read.iri(name)
        yield {
            "name": name,
            "labels": _both(read.texts(ontology.graph, iri, RDFS.label)),
            "definitions": _both(read.texts(ontology.graph, iri, SKOS.definition)),
            "example": str(read.one(ontology.graph, iri, SKOS.example) or ""),
        }


def _reserved(ontology: Ontology, name: str) -> dict[str, str] | None:
    texts = read.texts(ontology.graph, read.iri(name), PS.reserved)
    return _both(texts) if texts else None


def _version(ontology: Ontology) -> str:
    found: Iterable[object] = ontology.graph.objects(URIRef(str(ONTOLOGY_IRI)), OWL.versionInfo)
    return next((str(text) for text in found if isinstance(text, Literal)), "")


def _both(texts: Mapping[str, str]) -> dict[str, str]:
    """A text in both languages, empty where one is missing."""
    return {language: texts.get(language, "") for language in ("ja", "en")}

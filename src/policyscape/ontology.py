"""The ontology as Python sees it: classes, properties, codes and shortcuts, read from the Turtle files, never restated.

Terms are known by local names (``Programme``, ``fiscalYear``), codes by ``<scheme>/<code>`` (``event/established``).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NoReturn, TypeAlias

from rdflib import RDF, RDFS, Graph

from policyscape import ontology_reader as read
from policyscape.errors import RecordError
from policyscape.namespaces import PREFIXES, PS
from policyscape.paths import ONTOLOGY

__all__ = ["Code", "Kind", "Ontology", "OntologyClass", "Property", "Shortcut", "Term", "load_ontology"]

Kind: TypeAlias = Literal["entity", "code", "relation", "node", "words", "string", "integer", "decimal", "date"]


@dataclass(frozen=True, slots=True)
class Term:
    """What every class, property and code has; texts are by language tag (``ja``, ``en``)."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    example: str
    module: str


@dataclass(frozen=True, slots=True)
class OntologyClass(Term):
    """A class; ``parents`` and ``disjoint`` are as declared, without what follows from them.

    ``scheme`` is the SKOS scheme of a code list, ``pattern`` a WHERE clause of SPARQL to start from.
    """

    parents: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    scheme: str | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property.

    ``kind`` says what a value is: an entity id, a code, a relation's local name, a node of the evidence, words of the
    document (language tag), a plain string, an integer, a decimal or a date string. ``used_by`` are the classes that
    are meant to have it, ``takes`` the classes of value that are meant; ``domain`` and ``range`` are what must hold.
    """

    kind: Kind = "string"
    domain: str | None = None
    range: str | None = None
    inverse: str | None = None
    is_relation: bool = False
    transitive: bool = False
    symmetric: bool = False
    parents: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code(Term):
    """A value of a code list; ``name`` is ``<scheme>/<code>`` and ``type`` the class of the list."""

    type: str = ""
    notation: str | None = None
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A decided fact of ``fact_class`` gives the edge ``property`` from role ``source`` to role ``target``.

    ``event_type`` is the code the fact's ``eventType`` must be, or None.
    """

    property: str
    fact_class: str
    source: str
    target: str
    event_type: str | None


@dataclass(frozen=True)
class Ontology:
    """All terms by name; the methods raise RecordError, with the nearest name, on a name that does not exist."""

    graph: Graph
    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, Property]
    codes: Mapping[str, Code]
    shortcuts: tuple[Shortcut, ...]
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def klass(self, name: str) -> OntologyClass:
        """The class of this name."""
        return self.classes[name] if name in self.classes else _unknown("class", name, self.classes)

    def property(self, name: str) -> Property:
        """The property of this name."""
        return self.properties[name] if name in self.properties else _unknown("property", name, self.properties)

    def code(self, name: str) -> Code:
        """The code ``<scheme>/<code>``."""
        return self.codes[name] if name in self.codes else _unknown("code", name, self.codes)

    def kind(self, name: str) -> Kind:
        """What a value of the property is."""
        return self.property(name).kind

    def label(self, name: str, language: str = "en") -> str:
        """The label of a class, property or code; the name itself where the language has none."""
        term = self.classes.get(name) or self.properties.get(name) or self.code(name)
        return term.labels.get(language, name)

    def ancestors(self, name: str) -> frozenset[str]:
        """All superclasses of a class, itself included."""
        if name not in self._ancestors:
            above = (self.ancestors(parent) for parent in self.klass(name).parents)
            self._ancestors[name] = frozenset({name}).union(*above)
        return self._ancestors[name]

    def descendants(self, name: str) -> frozenset[str]:
        """All subclasses of a class, itself included."""
        self.klass(name)
        return frozenset(other for other in self.classes if name in self.ancestors(other))

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether the class is the other one or a subclass of it."""
        self.klass(ancestor)
        return ancestor in self.ancestors(name)

    def are_disjoint(self, one: str, other: str) -> bool:
        """Whether nothing can be of both classes."""
        return self.clash(one, other) is not None

    def clash(self, one: str, other: str) -> tuple[str, str] | None:
        """The declared disjoint pair that keeps two classes apart, or None."""
        pairs = ((a, b) for a in sorted(self.ancestors(one)) for b in sorted(self.ancestors(other)))
        return next((pair for pair in pairs if pair in self._disjoint), None)

    def fits(self, name: str, subject_class: str, object_class: str | None = None) -> bool:
        """Whether a subject (and object) of these classes is within the declared domain and range of the property."""
        found = self.property(name)
        subject_fits = found.domain is None or self.is_a(subject_class, found.domain)
        object_fits = object_class is None or found.range is None or self.is_a(object_class, found.range)
        return subject_fits and object_fits

    def roles(self, fact_class: str) -> tuple[str, ...]:
        """The properties meant for a class (``schema:domainIncludes``, or else the domain), in alphabetical order."""
        above = self.ancestors(fact_class)
        return tuple(
            name
            for name, found in sorted(self.properties.items())
            if not above.isdisjoint(found.used_by or ({found.domain} if found.domain else ()))
        )

    def codes_of(self, name: str) -> tuple[str, ...]:
        """The codes a property of kind ``code`` takes; empty for any other property."""
        listed = self.property(name).range
        return tuple(code for code, found in self.codes.items() if found.type == listed)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The local names of all that our namespace declares, shapes and annotations with it."""
        named = {str(node) for node in self.graph.subjects()}
        return frozenset(iri.removeprefix(PS) for iri in named if iri.startswith(PS))

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The properties a Statement may have as predicate."""
        return tuple(name for name, found in self.properties.items() if found.is_relation)

    @cached_property
    def _disjoint(self) -> frozenset[tuple[str, str]]:
        declared = {(name, other) for name, found in self.classes.items() for other in found.disjoint}
        return frozenset(declared | {(b, a) for a, b in declared})


@lru_cache
def load_ontology(folder: Path = ONTOLOGY) -> Ontology:
    """Read the modules of a folder, once; RecordError names a file that is not Turtle or a term used wrongly."""
    graph = read.read_modules(folder)
    return Ontology(
        graph,
        {name: _class(graph, name) for name in read.names(graph, read.OWL.Class)},
        {name: _property(graph, name) for name in read.names(graph, *read.PROPERTY_TYPES)},
        {name: _code(graph, name) for name in read.code_names(graph)},
        tuple(Shortcut(*row) for row in read.shortcuts(graph)),
    )


def _unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    nearest = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    hint = f"did you mean {', '.join(nearest)}?" if nearest else "see the ontology's documentation for those there are."
    raise RecordError(f"the ontology has no {what} {name!r}; {hint}")


def _term(graph: Graph, name: str) -> tuple[str, dict[str, str], dict[str, str], str, str]:
    iri = read.iri(name)
    module = next((str(o).rsplit("/", 1)[-1] for o in graph.objects(iri, RDFS.isDefinedBy)), "")
    example = next((str(o) for o in graph.objects(iri, read.SKOS.example)), "")
    labels, definitions = read.texts(graph, iri, RDFS.label), read.texts(graph, iri, read.SKOS.definition)
    return name, labels, definitions, example, module


def _class(graph: Graph, name: str) -> OntologyClass:
    iri = read.iri(name)
    scheme = read.one(graph, iri, read.PS.hasScheme)
    return OntologyClass(
        *_term(graph, name),
        parents=read.own(graph, iri, RDFS.subClassOf),
        disjoint=read.own(graph, iri, read.OWL.disjointWith),
        scheme=str(scheme).rsplit("/", 1)[-1] if scheme else None,
        pattern=str(read.one(graph, iri, read.PS.graphPattern) or ""),
    )


def _property(graph: Graph, name: str) -> Property:
    iri = read.iri(name)
    types = set(graph.objects(iri, RDF.type))
    return Property(
        *_term(graph, name),
        kind=_kind(graph, name),
        domain=next(iter(read.own(graph, iri, RDFS.domain)), None),
        range=next(iter(read.own(graph, iri, RDFS.range)), None),
        inverse=read.inverse(graph, iri),
        is_relation=read.PS.Relation in types,
        transitive=read.OWL.TransitiveProperty in types,
        symmetric=read.OWL.SymmetricProperty in types,
        parents=read.own(graph, iri, RDFS.subPropertyOf),
        used_by=read.own(graph, iri, read.SCHEMA.domainIncludes),
        takes=read.own(graph, iri, read.SCHEMA.rangeIncludes),
    )


def _kind(graph: Graph, name: str) -> Kind:
    iri = read.iri(name)
    if (iri, RDF.type, read.OWL.ObjectProperty) in graph:
        return _object_kind(graph, name)
    form = read.one(graph, iri, read.PS.literalForm)
    declared: dict[str, Kind] = {"words": "words", "date": "date", "integer": "integer", "decimal": "decimal"}
    datatype = read.one(graph, iri, RDFS.range)
    return declared.get(str(form)) or declared.get(str(datatype).removeprefix(PREFIXES["xsd"])) or "string"


def _object_kind(graph: Graph, name: str) -> Kind:
    target = next(iter(read.own(graph, read.iri(name), RDFS.range)), None)
    if target is None:
        raise RecordError(f"the object property {name} has no range, so nobody knows what its value is; declare one.")
    above = read.superclasses(graph, target)
    kinds: dict[str, Kind] = {"Entity": "entity", "Code": "code", "Relation": "relation"}
    return next((kinds[ancestor] for ancestor in kinds if ancestor in above), "node")


def _code(graph: Graph, name: str) -> Code:
    iri = read.iri(name)
    types = [local for local in read.own(graph, iri, RDF.type) if local != "Code"]
    notation, broader = read.one(graph, iri, read.SKOS.notation), read.one(graph, iri, read.SKOS.broader)
    return Code(
        *_term(graph, name),
        type=types[0] if types else "",
        notation=str(notation) if notation else None,
        broader=read.local(broader) if broader else None,
    )

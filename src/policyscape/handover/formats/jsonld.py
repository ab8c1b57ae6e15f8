"""JSON-LD by the project's context: terms for names, labels by language, evidence inside of its fact."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox

from policyscape.graph.dataset import in_order
from policyscape.handover.canonical import Canonical
from policyscape.namespaces import EVIDENCE, PREFIXES
from policyscape.paths import ONTOLOGY

__all__ = ["write_jsonld"]

Json: TypeAlias = Any  # what json writes: objects, lists, words, numbers
_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_EXACT = 2**53  # beyond this readers of JSON lose digits


def write_jsonld(graph: Canonical, path: Path, context: Path = ONTOLOGY / "context.jsonld") -> None:
    """One object for each node under ``@graph``, sorted by its id; the context stands in the file."""
    declared = json.loads(context.read_text(encoding="utf-8"))["@context"]
    nodes = {subject.value: triples for subject, triples in graph.subjects()}
    compact = _Compacting(declared, nodes)
    document = {"@context": declared, "@graph": [compact.node(iri) for iri in nodes if iri not in compact.nested]}
    with path.open("w", encoding="utf-8") as out:
        json.dump(document, out, ensure_ascii=False, indent=1)
        out.write("\n")


@dataclass(frozen=True, slots=True)
class _Term:
    """How the context writes the values of a property."""

    name: str
    type: str = ""
    by_language: bool = False


@dataclass
class _Compacting:
    context: Mapping[str, Any]
    nodes: Mapping[str, list[ox.Triple]]
    _compacted: dict[str, str] = field(default_factory=dict)

    @cached_property
    def nested(self) -> frozenset[str]:
        """Evidence and its parts: whatever of them exactly one node refers to stands inside of that node."""
        referred = Counter(
            triple.object.value
            for triples in self.nodes.values()
            for triple in triples
            if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(str(EVIDENCE))
        )
        return frozenset(iri for iri, times in referred.items() if times == 1 and iri in self.nodes)

    def node(self, iri: str) -> dict[str, Json]:
        values: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for triple in in_order(self.nodes[iri]):
            values[triple.predicate.value].append(triple.object)  # type: ignore[arg-type]  # no blank nodes here
        written: dict[str, Json] = {"id": self._short(iri)}
        if types := values.pop(_TYPE, None):
            written["type"] = _one([self._type(term.value) for term in types])
        for predicate, terms in values.items():
            self._property(written, predicate, terms)
        return written

    def _property(self, written: dict[str, Json], predicate: str, values: list[ox.NamedNode | ox.Literal]) -> None:
        """The values under the property's term where the term can say them, the others under its full name."""
        term = self._terms.get(predicate)
        others = []
        languages: dict[str, list[str]] = defaultdict(list)
        plain: list[Json] = []
        for value in values:
            if term and term.by_language and isinstance(value, ox.Literal) and value.language:
                languages[value.language].append(value.value)
            elif term and not term.by_language and (said := self._coerced(value, term)) is not None:
                plain.append(said)
            else:
                others.append(self._expanded(value))
        if term and (languages or plain):
            by_language = {tag: _one(texts) for tag, texts in languages.items()}
            written[term.name] = by_language or _one(plain)
        if others:
            written[self._short(predicate)] = _one(others)

    def _coerced(self, value: ox.NamedNode | ox.Literal, term: _Term) -> Json | None:
        """What the term reads back as this very value; None where it would read it as another."""
        if isinstance(value, ox.NamedNode):
            return (self._inside(value.value)) if term.type == "@id" else None
        datatype = value.datatype.value
        if term.type == f"xsd:{datatype.removeprefix(_XSD)}":
            return _number(value.value) if datatype == _XSD + "integer" else value.value
        return value.value if not term.type and datatype == _XSD + "string" else None

    def _inside(self, iri: str) -> Json:
        return self.node(iri) if iri in self.nested else self._short(iri)

    def _expanded(self, value: ox.NamedNode | ox.Literal) -> Json:
        if isinstance(value, ox.NamedNode):
            return self.node(value.value) if value.value in self.nested else {"id": self._short(value.value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if datatype == _XSD + "string":
            return value.value
        return {"@value": value.value, "type": self._short(datatype)}

    def _type(self, iri: str) -> str:
        return self._names.get(iri) or self._short(iri)

    def _short(self, iri: str) -> str:
        """The IRI by a prefix of the context; in full where it has none, or where the short form means another."""
        if iri not in self._compacted:
            found = [prefix for prefix, space in self._prefixes.items() if iri.startswith(space)]
            prefix = max(found, key=lambda name: len(self._prefixes[name]), default=None)
            local = iri.removeprefix(self._prefixes[prefix]) if prefix else ""
            safe = prefix and local and not local.startswith("//") and f"{prefix}:{local}" not in self.context
            self._compacted[iri] = f"{prefix}:{local}" if safe else iri
        return self._compacted[iri]

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return {
            name: space for name, space in self.context.items() if isinstance(space, str) and space.endswith(("/", "#"))
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        """Terms of classes by IRI."""
        plain = {name: said for name, said in self.context.items() if isinstance(said, str) and ":" in said}
        return {self._full(said): name for name, said in plain.items() if name not in self._prefixes}

    @cached_property
    def _terms(self) -> dict[str, _Term]:
        """Terms of properties by IRI."""
        return {
            self._full(said["@id"]): _Term(name, said.get("@type", ""), "@language" in said.get("@container", ()))
            for name, said in self.context.items()
            if isinstance(said, dict)
        }

    def _full(self, curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return self._prefixes.get(prefix, f"{prefix}:") + local


def _one(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values


def _number(lexical: str) -> int | None:
    """The integer where JSON reads back these very digits; None else, so that it is written in full."""
    number = int(lexical)
    return number if str(number) == lexical and abs(number) < _EXACT else None

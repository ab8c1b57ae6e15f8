"""The built record and the ontology know each other: nothing used is undeclared, nothing declared lies idle."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from policyscape.documentation.usage import Usage, measure_usage
from policyscape.graph import Dataset, compile_record, read_record
from policyscape.namespaces import CONCEPT, PS
from policyscape.network.analysis import analyse_all, analyse_years
from policyscape.network.projections import find_projection
from policyscape.network.robustness import robustness
from policyscape.network.triples import measure_quads
from policyscape.ontology import load_ontology
from policyscape.ontology_reader import iri, texts
from policyscape.records import Fact
from policyscape.store import memory_store

ONTOLOGY = load_ontology()


@cache
def facts() -> tuple[Fact, ...]:
    return read_record().facts


@cache
def built() -> Dataset:
    dataset = compile_record(read_record(), ONTOLOGY)
    store = memory_store(dataset.quads())
    typed = find_projection("typed")
    analyses = [*analyse_all(store, ("pagerank",)), *analyse_years(store, typed, ("pagerank",))]
    firm = next(robustness(one) for one in analyses if one.projection.id == typed.id and one.is_default())
    dataset.add("measures", (quad.triple for quad in measure_quads(analyses, {typed.id: firm})))
    return dataset


@cache
def usage() -> Usage:
    return measure_usage(built(), ONTOLOGY)


def used(space: str) -> set[str]:
    nodes = {
        node.value
        for name in built().names()
        if name != "ontology"
        for triple in built().graphs[name]
        for node in (triple.subject, triple.predicate, triple.object)
        if isinstance(node, ox.NamedNode)
    }
    return {node.removeprefix(space) for node in nodes if node.startswith(space)} - {""}


def reserved(name: str) -> bool:
    return set(texts(ONTOLOGY.graph, iri(name), PS.reserved)) == {"ja", "en"}


def test_every_term_in_use_is_declared() -> None:
    assert used(str(PS)) <= {*ONTOLOGY.classes, *ONTOLOGY.properties}


def test_every_code_in_use_is_declared() -> None:
    schemes = {found.scheme for found in ONTOLOGY.classes.values()}
    computed = {name for name in used(str(CONCEPT)) if name.startswith("measure/")}
    assert used(str(CONCEPT)) - computed <= {*ONTOLOGY.codes, *(scheme for scheme in schemes if scheme)}


def test_every_class_is_used_or_reserved_with_a_reason() -> None:
    in_ontology = {code.type for code in ONTOLOGY.codes.values()} | {"Code", "Relation", "Shortcut"}
    idle = [name for name in ONTOLOGY.classes if not usage().members_of(name) and name not in in_ontology]
    assert [name for name in idle if not reserved(name)] == []


def test_every_property_is_used_or_reserved_with_a_reason() -> None:
    idle = [name for name in ONTOLOGY.properties if not usage().triples[name]]
    assert [name for name in idle if not reserved(name)] == []


def test_every_role_of_a_fact_is_meant_for_its_class() -> None:
    strange = {(fact.type, role) for fact in facts() for role in fact.roles if role not in ONTOLOGY.roles(fact.type)}
    assert strange - {(kind, "country") for kind in ONTOLOGY.classes} == set()

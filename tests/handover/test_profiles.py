"""What each profile gives a partner."""

from __future__ import annotations

import re
from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS, ORG, SDO

from policyscape.errors import InputError
from policyscape.graph import terms
from policyscape.graph.description import DATASET
from policyscape.handover.profiles import find_profile, list_profiles, profile_of_query
from policyscape.namespaces import EVIDENCE, FACT, ID, PS

from . import world

MAPPED = ("eurio", "org", "schema-org")
# Read in listings of the ontology, version 2.4; it is not among rdflib's namespaces.
EURIO = "http://data.europa.eu/s66#"
EURIO_TERMS = {
    *("Organisation", "PublicBody", "ResearchOrganisation", "HigherOrSecondaryEducation", "FundingScheme", "Grant"),
    *("MonetaryAmount", "OrganisationRole", "legalName", "identifier", "title", "isImplementedBy", "isSubSchemeOf"),
    *("hasSubScheme", "hasPreviousFundingScheme", "hasNextFundingScheme", "isUnitOf", "isSubOrganisationOf"),
    *("isDisbursedBy", "hasFundingAmount", "startDate", "endDate", "hasBeneficiary", "isRoleOf", "roleLabel"),
    *("value", "currency"),
}


def triples(profile: str) -> set[ox.Triple]:
    return {quad.triple for quad in find_profile(profile).quads(world.store())}


def facts(profile: str) -> set[str]:
    found = {terms.iri(t.subject) for t in triples(profile) if t.predicate == terms.ps("modality")}
    return {iri.removeprefix(str(FACT)) for iri in found}


def test_full_is_everything() -> None:
    assert set(find_profile("full").quads(world.store())) == set(world.quads())


def test_core_has_all_entities_and_the_facts_that_stand_without_their_evidence() -> None:
    found = triples("core")
    standing = {fact.id for fact in world.record().facts if fact.modality in ("modality/decided", "modality/planned")}
    assert standing < {fact.id for fact in world.record().facts}
    assert facts("core") == standing
    assert not [t for t in found if str(EVIDENCE) in f"{t.subject}{t.object}"]
    assert {t for t in found if t.predicate == terms.ps("administers")}
    everything = {terms.entity(id_) for id_ in world.record().entities}
    assert everything <= {t.subject for t in found if t.predicate == terms.node("rdf:type")}


def test_a_country_has_its_facts_with_evidence_and_what_they_name() -> None:
    assert facts("country=JP") == {fact.id for fact in world.record().facts if fact.country == f.JAPAN}
    assert [t for t in triples("country=JP") if t.predicate == terms.ps("startOffset")]


def test_a_document_has_its_own_facts_and_edges_alone() -> None:
    from query.harbour import OTHER

    assert facts(f"document={OTHER}") == {fact.id for fact in world.record().facts if fact.document == OTHER}
    found = triples(f"document={OTHER}")
    assert terms.ps("administers") not in {t.predicate for t in found}
    assert terms.ps("administers") in {t.predicate for t in triples(f"document={f.DOCUMENT}")}


def test_since_has_the_facts_of_later_documents() -> None:
    dates = {document.id: document.date for document in world.record().documents.values()}
    wanted = {fact.id for fact in world.record().facts if dates[fact.document] >= "2025"}
    assert wanted < {fact.id for fact in world.record().facts}
    assert facts("since=2025") == wanted


@pytest.mark.parametrize("profile", ["core", "country=JP", f"document={f.DOCUMENT}", "since=2024"])
def test_no_link_of_a_part_ends_in_nothing(profile: str) -> None:
    found = triples(profile)
    described = {t.subject for t in found}
    named = {t.object for t in found if isinstance(t.object, ox.NamedNode) and t.object.value.startswith(str(ID))}
    assert named
    assert named <= described


@pytest.mark.parametrize("name", [query.name for query in list_profiles()])
def test_every_profile_says_licence_title_and_version(name: str) -> None:
    values = {"country": "JP", "document": f.DOCUMENT, "since": "2020"}
    found = triples(f"{name}={values[name]}" if name in values else name)
    said = {t.predicate for t in found if t.subject == DATASET}
    assert {terms.node(c) for c in ("dct:license", "dct:title", "owl:versionInfo")} <= said


@pytest.mark.parametrize("name", [query.name for query in list_profiles()])
def test_every_profile_has_its_title_and_meaning_in_both_languages(name: str) -> None:
    query = find_profile(f"{name}=1" if name in ("country", "document", "since") else name).query
    assert set(query.titles) == set(query.questions) == {"ja", "en"}


def exists(name: str, iri: str) -> bool:
    """Whether the vocabulary of a mapped profile has the term."""
    if name == "eurio":
        return iri.startswith(EURIO) and iri.removeprefix(EURIO) in EURIO_TERMS
    vocabulary = {"org": ORG, "schema-org": SDO}[name]
    return iri.startswith(str(vocabulary)) and URIRef(iri) in vocabulary


@pytest.mark.parametrize("name", MAPPED)
def test_a_mapped_profile_uses_terms_that_exist_and_none_of_ours(name: str) -> None:
    general = {str(RDF.type), str(RDFS.label), str(SKOS.prefLabel), str(SKOS.altLabel)}
    general |= {str(DCTERMS[local]) for local in ("source", "relation", "date", "spatial")}
    mapped = [t for t in triples(name) if t.subject != DATASET]
    used = {t.predicate.value for t in mapped} | {
        terms.iri(t.object) for t in mapped if t.predicate == terms.node("rdf:type")
    }
    assert not {iri for iri in used if iri not in general and not exists(name, iri)}
    assert not {iri for iri in used if iri.startswith(str(PS))}


def test_the_mapped_profiles_say_what_the_graph_says() -> None:
    eurio, org, schema = (triples(name) for name in MAPPED)
    grant = next(t.subject for t in eurio if t.predicate.value == EURIO + "isDisbursedBy")
    amount = next(t.object for t in eurio if t.subject == grant and t.predicate.value == EURIO + "hasFundingAmount")
    assert ox.Triple(amount, ox.NamedNode(EURIO + "currency"), ox.Literal("JPY")) in eurio  # type: ignore[arg-type]
    division, agency = terms.entity(f.DIVISION), terms.entity(f.AGENCY)
    assert ox.Triple(division, ox.NamedNode(str(ORG.unitOf)), agency) in org
    assert ox.Triple(agency, ox.NamedNode(str(ORG.subOrganizationOf)), terms.entity(f.MINISTRY)) in org
    kind = ox.NamedNode(str(SDO.CollegeOrUniversity))
    assert ox.Triple(terms.entity(f.UNIVERSITY), terms.node("rdf:type"), kind) in schema
    names = {t.object.value for t in schema if t.predicate.value == str(SDO.name) and isinstance(t.object, ox.Literal)}
    assert world.ODD_NAME in names


def test_a_proposal_reaches_no_mapped_profile() -> None:
    proposed = {fact.id for fact in world.record().facts if fact.modality == "modality/proposed"}
    assert proposed
    for name in MAPPED:
        text = "".join(map(str, triples(name)))
        assert not [id_ for id_ in proposed if id_ in text]


def test_a_construct_of_the_users_is_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("CONSTRUCT { ?a ps:amount ?n } WHERE { ?a ps:amount ?n }")
    found = {q.predicate for q in profile_of_query(path).quads(world.store()) if q.subject != DATASET}
    assert found == {terms.ps("amount")}
    path.write_text("SELECT ?a WHERE { ?a ps:amount ?n }")
    with pytest.raises(InputError, match="a profile is a CONSTRUCT query"):
        list(profile_of_query(path).quads(world.store()))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("cor", "no profile 'cor'; did you mean core"),
        ("country", "takes a value: --profile country="),
        ("core=3", "takes no value"),
        ("country=XX", "no place/xx"),
        ("since=2099", "no facts of since=2099"),
        ("since=soon", "takes a date"),
    ],
)
def test_a_profile_that_makes_no_sense_is_told(words: str, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        list(find_profile(words).quads(world.store()))

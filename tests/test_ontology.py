from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import BNode
from rdflib.plugins.sparql import prepareQuery

from policyscape.errors import InputError, RecordError
from policyscape.namespaces import PREFIXES
from policyscape.ontology import Ontology, Shortcut, load_ontology
from policyscape.paths import ONTOLOGY


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_it_is_read_once(ontology: Ontology) -> None:
    assert load_ontology() is ontology


def test_the_hierarchy_is_followed_upwards_and_downwards(ontology: Ontology) -> None:
    assert ontology.is_a("Startup", "Party")
    assert ontology.is_a("Startup", "Startup")
    assert not ontology.is_a("Startup", "PublicBody")
    assert ontology.descendants("PublicBody") == {
        "PublicBody",
        "Ministry",
        "PublicAgency",
        "Council",
        "LocalGovernment",
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("about", "entity"),
        ("statedIn", "entity"),
        ("eventType", "code"),
        ("predicate", "relation"),
        ("evidence", "node"),
        ("item", "words"),
        ("unit", "string"),
        ("amount", "integer"),
        ("value", "decimal"),
        ("deadline", "date"),
    ],
)
def test_a_property_says_what_its_values_are(ontology: Ontology, name: str, kind: str) -> None:
    assert ontology.kind(name) == kind


def test_an_unknown_name_is_an_error_that_offers_the_nearest(ontology: Ontology) -> None:
    with pytest.raises(RecordError, match="no property 'fiscalYaer'; did you mean fiscalYear"):
        ontology.property("fiscalYaer")
    with pytest.raises(RecordError, match="no class 'Ministery'; did you mean Ministry"):
        ontology.is_a("Ministery", "Entity")
    with pytest.raises(RecordError, match="no code 'event/establishd'; did you mean event/established"):
        ontology.code("event/establishd")


def test_a_countrys_part_in_a_framework_is_within_domain_and_range(ontology: Ontology) -> None:
    assert ontology.fits("memberOf", "Country", "CooperationFramework")
    assert not ontology.fits("administers", "Fund", "Ministry")
    assert not ontology.fits("adopted", "Ministry", "Company")


def test_disjoint_classes_are_found_through_their_ancestors(ontology: Ontology) -> None:
    assert ontology.clash("Person", "Programme") == ("Party", "PolicyInstrument")
    assert not ontology.are_disjoint("Strategy", "Document")
    assert not ontology.are_disjoint("University", "Hub")


def test_roles_of_a_class_are_those_meant_for_it_and_for_every_fact(ontology: Ontology) -> None:
    roles = ontology.roles("Allocation")
    assert {"amount", "currency", "budgetPhase", "agent", "modality"} <= set(roles)
    assert "participant" not in roles


def test_codes_are_found_by_the_property_that_takes_them(ontology: Ontology) -> None:
    assert ontology.codes_of("modality") == (
        "modality/decided",
        "modality/estimated",
        "modality/planned",
        "modality/proposed",
    )
    assert ontology.codes_of("amount") == ()
    assert ontology.label("event/established", "ja") == "設立・創設"


def test_the_stip_taxonomy_is_complete_and_coded(ontology: Ontology) -> None:
    by_list = {name: [ontology.code(code) for code in ontology.codes_of(name)] for name in _STIP}
    assert {name: sum(code.notation is not None for code in codes) for name, codes in by_list.items()} == _STIP
    assert ontology.code("stip-instrument/PI008").broader == "stip-instrument/direct-financial-support"


_STIP = {"instrumentType": 28, "targetGroup": 33, "theme": 58}


def test_shortcuts_name_class_roles_and_event_type(ontology: Ontology) -> None:
    assert Shortcut("participatesIn", "Participation", "participant", "programme", None) in ontology.shortcuts
    assert Shortcut("established", "Event", "agent", "about", "event/established") in ontology.shortcuts
    assert len(ontology.shortcuts) == 18
    for shortcut in ontology.shortcuts:
        assert shortcut.property in ontology.relations
        assert {shortcut.source, shortcut.target} <= set(ontology.roles(shortcut.fact_class))


def test_graph_patterns_are_sparql_with_roles_of_their_class(ontology: Ontology) -> None:
    with_pattern = {name: found.pattern for name, found in ontology.classes.items() if found.pattern}
    assert ontology.descendants("Fact") <= set(with_pattern)
    for name, pattern in with_pattern.items():
        prepareQuery(f"SELECT * WHERE {{ {pattern} }}", initNs=PREFIXES)
        used = {term for term in re.findall(r"\bps:(\w+)", pattern) if term in ontology.properties}
        if ontology.is_a(name, "Fact"):
            assert used <= set(ontology.roles(name)), name


def test_inverses_are_known_in_both_directions(ontology: Ontology) -> None:
    assert ontology.property("funds").inverse == "fundedBy"
    assert ontology.property("fundedBy").inverse == "funds"
    assert "fundedBy" not in ontology.relations


def test_the_graph_has_no_blank_node(ontology: Ontology) -> None:
    assert not [node for node in ontology.graph.all_nodes() if isinstance(node, BNode)]


def test_the_json_ld_context_has_every_term_with_its_type(ontology: Ontology) -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {name: f"ps:{name}" for name in ontology.classes}.items() <= context.items()
    for name, found in ontology.properties.items():
        refers = found.kind in {"entity", "code", "relation", "node"}
        assert context[name]["@id"] == f"ps:{name}"
        assert (context[name].get("@type") == "@id") == refers


def test_a_folder_without_modules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no ontology module"):
        load_ontology(tmp_path)


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "core.ttl").write_text("ps:Actor a owl:Class", encoding="utf-8")
    with pytest.raises(RecordError, match=r"core\.ttl: not valid Turtle"):
        load_ontology(tmp_path)

from __future__ import annotations

from pathlib import Path

import factory as f
import pytest
from rdflib import SKOS

from policyscape.errors import RecordError
from policyscape.graph import Record, compile_record, read_record, terms
from policyscape.graph.matches import MATCHES_GRAPH, Match, match_triples, read_matches, scheme_triples
from policyscape.ontology import load_ontology
from policyscape.paths import GRAPH

ONTOLOGY = load_ontology()
SENSING = "tech/quantum-sensing"
PHOTONICS = "tech/photonics"


def record() -> Record:
    entities = [
        *f.landscape_entities(),
        f.make_entity(SENSING, "Technology", "量子センシング", "quantum sensing", broader=f.QUANTUM),
        f.make_entity(PHOTONICS, "Technology", "光技術", "photonics"),
    ]
    return Record({entity.id: entity for entity in entities})


def match(source: str, kind: str, target: str) -> Match:
    return Match(source, kind, target, "a reason", "technology-matches.yaml:1")


def test_technologies_stand_in_their_scheme_and_the_widest_at_its_top() -> None:
    triples = set(scheme_triples(record(), ONTOLOGY))
    tops = {triple.subject for triple in triples if triple.predicate.value == str(SKOS.topConceptOf)}
    members = {triple.subject for triple in triples if triple.predicate.value == str(SKOS.inScheme)}
    assert tops == {terms.entity(f.QUANTUM), terms.entity(PHOTONICS)}
    assert members == tops | {terms.entity(SENSING)}


def test_a_match_is_written_in_both_directions() -> None:
    found = {
        (t.subject, t.predicate.value, t.object)
        for t in match_triples([match(f.QUANTUM, "narrowMatch", PHOTONICS)], record(), ONTOLOGY)
    }
    one, other = terms.entity(f.QUANTUM), terms.entity(PHOTONICS)
    assert found == {(one, str(SKOS.narrowMatch), other), (other, str(SKOS.broadMatch), one)}


@pytest.mark.parametrize(
    ("matches", "message"),
    [
        ([match(f.QUANTUM, "sameAs", PHOTONICS)], "there is no match 'sameAs'; there are exactMatch"),
        ([match(f.QUANTUM, "closeMatch", f.MINISTRY)], f"{f.MINISTRY} is no entity of a class with a scheme"),
        ([match(f.QUANTUM, "closeMatch", "tech/gone")], "tech/gone is no entity"),
        ([match(f.QUANTUM, "exactMatch", SENSING)], "stand above each other by broader links"),
        ([match(f.QUANTUM, "closeMatch", PHOTONICS), match(PHOTONICS, "exactMatch", f.QUANTUM)], "judged twice"),
        ([match(f.QUANTUM, "exactMatch", f.QUANTUM)], "are one"),
    ],
)
def test_a_wrong_judgement_is_refused_with_its_line(matches: list[Match], message: str) -> None:
    with pytest.raises(RecordError, match=message) as error:
        list(match_triples(matches, record(), ONTOLOGY))
    assert error.value.place == "technology-matches.yaml:1"


def test_a_line_without_reason_is_refused(tmp_path: Path) -> None:
    (tmp_path / "judgements").mkdir()
    path = tmp_path / "judgements" / "technology-matches.yaml"
    path.write_text("- {from: tech/a, match: closeMatch, to: tech/b}\n", encoding="utf-8")
    with pytest.raises(RecordError, match="from, match, to and reason"):
        read_matches(tmp_path)


def test_our_technologies_are_a_scheme_with_reasons_for_each_match() -> None:
    ours = read_record()
    matches = read_matches(GRAPH)
    assert len(matches) > 50
    assert all(len(one.reason) > 20 for one in matches)
    technologies = [entity for entity in ours.entities.values() if entity.type == "Technology"]
    assert len(technologies) > 250
    assert all(set(entity.labels) == {"ja", "en"} for entity in technologies)
    assert {"exactMatch", "closeMatch", "narrowMatch"} <= {one.kind for one in matches}
    assert len(set(match_triples(matches, ours, ONTOLOGY))) == 2 * len(matches)


def test_without_a_folder_there_are_no_matches() -> None:
    assert MATCHES_GRAPH not in compile_record(record(), ONTOLOGY).graphs

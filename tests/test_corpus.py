"""The record against the documents it was read from; skipped where these are not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyscape.build import extract_corpus
from policyscape.extraction.corpus import Extraction
from policyscape.extraction.files import stale_files
from policyscape.graph import read_record
from policyscape.graph.checks import find_faults
from policyscape.ontology import load_ontology
from policyscape.paths import GRAPH

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents are not at hand")]


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    """All documents, read anew; every piece of evidence is verified on the way."""
    return extract_corpus(CORPUS, lambda _: None)


def test_the_statement_files_are_what_the_documents_and_the_rules_give(extraction: Extraction) -> None:
    assert stale_files(extraction) == []


def test_the_documents_are_those_the_record_cites(extraction: Extraction) -> None:
    read = {name: document.sha256 for name, document in extraction.documents.items()}
    assert read == {name: document.sha256 for name, document in read_record(GRAPH).documents.items()}


def test_there_are_enough_facts_of_many_kinds(extraction: Extraction) -> None:
    facts = [fact for facts in extraction.facts.values() for fact in facts if not fact.is_mention]
    assert len(facts) >= 2000
    assert len({fact.type for fact in facts}) >= 12
    assert all(fact.evidence for fact in facts)


def test_general_rules_carry_the_weight(extraction: Extraction) -> None:
    layers = [f.layer for facts in extraction.facts.values() for f in facts if not f.is_mention]
    assert layers.count("layer/rule") > len(layers) / 2


def test_the_record_has_no_faults() -> None:
    assert list(find_faults(read_record(GRAPH), load_ontology())) == []

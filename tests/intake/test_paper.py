"""A PDF of two columns, a table and notes gives the facts of its text, and says on which page each stands."""

from __future__ import annotations

import pytest

from policyscape.extraction.corpus import Extractor
from policyscape.graph.passages import Passages
from policyscape.ontology import load_ontology
from policyscape.reading import partition, read, read_text
from policyscape.reading.model import Document
from policyscape.records import Fact
from policyscape.verification import refuse_false_evidence

from .paper import CHROMIUM, FONT, PAPER, print_pdf, text_version

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium (Debian: chromium)"),
    pytest.mark.skipif(not FONT.is_file(), reason="needs a Japanese font (Debian: fonts-noto-cjk)"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    print_pdf(path)
    return read(path)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def facts(printed: Document, extractor: Extractor) -> dict[str, Fact]:
    extraction = extractor.read_all([printed])
    refuse_false_evidence(extraction, load_ontology())
    return {fact.id: fact for fact in extraction.facts[printed.id]}


def test_every_character_has_one_owner(printed: Document) -> None:
    assert partition(printed)


def test_the_words_are_those_of_the_text(printed: Document) -> None:
    prose = [words.replace("^1", "").replace("^2", "") for kind, words in filter(None, PAPER) if isinstance(words, str)]
    read_words = [block.text for block in printed.blocks if block.kind != "table"]
    assert sorted(read_words) == sorted(prose)


def test_the_facts_are_those_of_the_text(facts: dict[str, Fact], extractor: Extractor) -> None:
    of_text = {fact.id: fact for fact in extractor.extract(read_text("paper", text_version(), markdown=True))}
    assert facts.keys() == of_text.keys()
    told = [fact for fact in facts.values() if not fact.is_mention]
    assert len(told) >= 9
    assert {fact.type for fact in told} >= {"Allocation", "Event", "Statement"}


def test_each_place_is_on_the_page_that_is_printed(printed: Document, facts: dict[str, Fact]) -> None:
    second = " ".join(str(words) for _, words in filter(None, PAPER[PAPER.index(None) :]))
    passages = Passages(printed)
    places = [evidence for fact in facts.values() for evidence in fact.evidence]
    assert {evidence.page for evidence in places} == {1, 2}
    for evidence in places:
        words = passages.words(evidence.start, evidence.end)
        assert (evidence.page == 2) == all(word in second for word in words.split("\t")) or words in text_version()[
            :700
        ]

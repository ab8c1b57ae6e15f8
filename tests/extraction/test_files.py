"""A folder that holds some documents of a record changes the statements of these alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from factory import LANDSCAPE

from policyscape.build import extract_corpus
from policyscape.errors import InputError
from policyscape.extraction.corpus import Extractor
from policyscape.extraction.files import stale_files, write_extraction
from policyscape.intake import Metadata, add
from policyscape.records import read_lines, read_source_documents

MARS = "発明機構は2031年4月に「火星移住推進計画」を策定した。\n"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    shutil.copytree(LANDSCAPE, tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def folder(tmp_path: Path, graph: Path) -> Path:
    """A folder with a document of the record, without the one that the fixture cites."""
    (tmp_path / "documents").mkdir()
    paper = tmp_path / "documents" / "mars.txt"
    paper.write_text(MARS, encoding="utf-8")
    add(paper, Metadata("火星白書", "発明省", "2031"), graph, "white-paper")
    return tmp_path / "documents"


def test_a_document_not_at_hand_keeps_what_it_has(graph: Path, folder: Path) -> None:
    before = {path: path.read_bytes() for path in graph.rglob("*") if path.is_file()}
    extraction = extract_corpus(folder, lambda _: None, graph)
    assert list(extraction.documents) == ["white-paper"]
    assert stale_files(extraction, graph) == []
    write_extraction(extraction, graph)
    assert {path: path.read_bytes() for path in graph.rglob("*") if path.is_file()} == before


def test_a_changed_document_brings_its_hash_with_it(graph: Path, folder: Path) -> None:
    (folder / "mars.txt").write_text(MARS.replace("4月", "5月"), encoding="utf-8")
    extraction = extract_corpus(folder, lambda _: None, graph)
    assert stale_files(extraction, graph) == ["documents.jsonl", "statements/white-paper.jsonl"]
    write_extraction(extraction, graph)
    documents = read_source_documents(graph / "documents.jsonl")
    assert documents["white-paper"].sha256 == extraction.documents["white-paper"].sha256
    assert documents["harbour-2025"].sha256 == "0" * 64
    assert stale_files(extraction, graph) == []


def test_a_file_the_record_does_not_know_is_told_and_passed_over(graph: Path, folder: Path) -> None:
    (folder / "moon.txt").write_text(MARS, encoding="utf-8")
    told: list[str] = []
    assert list(extract_corpus(folder, told.append, graph).documents) == ["white-paper"]
    assert [line for line in told if "moon.txt is not in the record; policyscape add takes it in." in line]


def test_a_folder_without_any_document_of_the_record_is_refused(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "moon.txt").write_text(MARS, encoding="utf-8")
    with pytest.raises(InputError, match=r"holds no document of the record \(harbour-2025\.txt\)"):
        Extractor(graph=graph).corpus(tmp_path)


def test_open_names_of_other_documents_stay(graph: Path, folder: Path) -> None:
    row = {"count": 1, "document": "harbour-2025", "entities": [], "name": "港"}
    (graph / "unresolved.jsonl").write_text(str(row).replace("'", '"') + "\n", encoding="utf-8")
    write_extraction(extract_corpus(folder, lambda _: None, graph), graph)
    assert [line for _, line in read_lines(graph / "unresolved.jsonl")] == [row]

"""A document that did not change is not read again, and what is kept is what reading it again would give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from factory import LANDSCAPE
from reportlab.pdfgen.canvas import Canvas

from policyscape.extraction.cache import Cache
from policyscape.extraction.corpus import Extraction, Extractor
from policyscape.reading import read_text
from policyscape.reading.model import Document
from policyscape.resolution.judgements import add_judgement

FIRST = "発明機構は2031年4月に「火星移住推進計画」（以下、火星計画）を策定した。\n"
SECOND = "発明省は2032年5月に「火星移住推進計画」を改定した。\n"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    shutil.copytree(LANDSCAPE, tmp_path / "graph")
    return tmp_path / "graph"


def read_all(graph: Path, *texts: str, cached: bool = True) -> tuple[Extraction, list[str]]:
    """The extraction, and the documents that were read for it."""
    read: list[str] = []

    class Watched(Extractor):
        def extract(self, document: Document) -> list[object]:  # type: ignore[override]
            read.append(document.id)
            return list(super().extract(document))

    documents = [read_text(f"report-{number}", text) for number, text in enumerate(texts)]
    cache = Cache(graph.parent / "cache", graph) if cached else None
    return Watched(graph=graph).read_all(documents, cache), read


def test_what_is_kept_is_what_reading_gives(graph: Path) -> None:
    plain, _ = read_all(graph, FIRST, SECOND, cached=False)
    cold, read = read_all(graph, FIRST, SECOND)
    warm, again = read_all(graph, FIRST, SECOND)
    assert (read, again) == (["report-0", "report-1"], [])
    assert plain.facts == cold.facts == warm.facts
    assert plain.discovered == cold.discovered == warm.discovered != []
    assert any(fact.type == "Event" for fact in warm.facts["report-1"])


def test_a_changed_document_is_read_again(graph: Path) -> None:
    read_all(graph, FIRST, SECOND)
    extraction, read = read_all(graph, FIRST, SECOND.replace("改定", "公表"))
    assert read == ["report-1"]
    assert extraction.facts == read_all(graph, FIRST, SECOND.replace("改定", "公表"), cached=False)[0].facts
    assert read_all(graph, FIRST + SECOND, SECOND)[1] == ["report-0", "report-1"]


def test_a_judgement_or_a_name_makes_all_be_read_again(graph: Path) -> None:
    read_all(graph, FIRST)
    add_judgement(graph / "judgements" / "accepted.jsonl", {"fact": "0" * 16})
    assert read_all(graph, FIRST)[1] == ["report-0"]


def test_what_is_damaged_is_read_again_and_what_is_old_is_deleted(graph: Path) -> None:
    read_all(graph, FIRST)
    (path,) = (graph.parent / "cache").iterdir()
    path.write_bytes(b"")
    assert read_all(graph, FIRST)[1] == ["report-0"]
    read_all(graph, SECOND)
    assert path not in (graph.parent / "cache").iterdir()
    assert len(list((graph.parent / "cache").iterdir())) == 1


def test_only_what_changed_is_read_again(graph: Path) -> None:
    read_all(graph, FIRST, SECOND)
    assert read_all(graph, FIRST.replace("4月", "5月"), SECOND)[1] == ["report-0"]


def test_a_pdf_is_read_once(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "A report.")
    canvas.save()
    first = Cache(tmp_path / "cache", graph).document(path, "report")
    monkeypatch.setattr("policyscape.extraction.cache.read", lambda *_: pytest.fail("it was read again"))
    again = Cache(tmp_path / "cache", graph).document(path, "report")
    assert (again.text, again.blocks, again.reader) == (first.text, first.blocks, first.reader)
    assert again.text == "A report.\n"

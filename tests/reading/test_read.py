import hashlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyscape.reading import partition, read, read_text
from policyscape.reading.__main__ import main
from policyscape.reading.model import Document

from .factory import as_json

GOLDEN = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
DOCUMENTS = [path for path in sorted(CORPUS.glob("*")) if path.stem != "README"] if CORPUS.is_dir() else []

# What the readers look for, by blanks: line breaks and pages, bullets and markup, captions, notes and titles.
BLANKS = [" ", "　", "\n", "\n\n", "\n\n\n\n", "\n ", "\t", "\r\n", "\f"]
MARKS = ["●", "・", "- ", "# ", "**", "<li>", "<p>", "|", "[", "](", "\ufffd", "図表1　", "出典：", "1\t", "1.1\t", "※"]
WORDS = ["海", "の", "、", "。", "ア", "A", "1", "12", "（", "）", "https://a.b"]
pieces = st.sampled_from(BLANKS + MARKS + WORDS)
texts = st.lists(pieces | st.text(max_size=4), max_size=60).map("".join)


def prove(document: Document) -> None:
    """Every character has one owner, and every block is made of its characters."""
    assert len(partition(document)) >= (1 if document.text else 0)
    for block in document.blocks:
        assert len(block.text) == len(block.offsets)
        assert all(left < right for left, right in zip(block.offsets, block.offsets[1:], strict=False))
        for char, offset in zip(block.text, block.offsets, strict=True):
            assert document.text[offset] == char or char in " \t\n"
        for cell in (cell for row in block.rows for cell in row):
            assert len(cell.text) == len(cell.offsets)
            assert set(cell.offsets) <= set(block.offsets)


@given(texts, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text_is_parted_into_blocks_and_noise(text: str, markdown: bool) -> None:
    prove(read_text("x", text, markdown=markdown))


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda path: path.name)
def test_golden_cases(folder: Path) -> None:
    document = read(next(folder.glob("input.*")))
    prove(document)
    assert as_json(document) == json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.corpus
@pytest.mark.skipif(not DOCUMENTS, reason="the documents are not at hand")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_character_of_the_corpus_has_one_owner(path: Path) -> None:
    document = read(path)
    assert document.text == path.read_bytes().decode()
    prove(document)


@pytest.mark.corpus
@pytest.mark.skipif(not DOCUMENTS, reason="the documents are not at hand")
def test_sentences_of_running_prose_are_whole() -> None:
    document = read(CORPUS / "crds-2025-sti.txt")
    paragraphs = [block.text for block in document.blocks if block.kind == "paragraph" and len(block.text) > 110]
    assert len(paragraphs) > 150
    lists = "大学、"  # lists of universities have no full stop
    assert not [text for text in paragraphs if not text.endswith("。") and lists not in text]


def test_the_identity_of_a_document_is_its_stem_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "plan-2031.txt"
    path.write_bytes("観測\r\n".encode())
    document = read(path)
    assert (document.id, document.sha256) == ("plan-2031", hashlib.sha256(path.read_bytes()).hexdigest())
    assert document.text == "観測\r\n"


@pytest.mark.parametrize(
    "text",
    ["観測網、" * 300_000, "（" * 500_000, "[(" * 250_000 + "<p " * 100_000, "- 海\n" * 60_000, "1\t海\n" * 30_000],
)
def test_monstrous_texts_take_linear_time(text: str) -> None:
    start = time.monotonic()
    read_text("x", text)
    read_text("x", text, markdown=True)
    assert time.monotonic() - start < 20


def test_the_outline_shows_each_block(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# 計画\n\n観測\n", encoding="utf-8")
    assert main([str(path)]) == 0
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == ["計画", "観測"]


def test_the_outline_of_a_missing_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.md")]) == 2
    assert "does not exist" in capsys.readouterr().err

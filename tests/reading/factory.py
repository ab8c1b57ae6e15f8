"""Builders shared by the tests of reading: documents from text, and what to look at in them."""

from __future__ import annotations

from policyscape.reading import read_text
from policyscape.reading.model import Block, Document, Noise

__all__ = ["as_json", "prose", "prose_document", "shown"]

_FILL = "観測所の設置と運用の費用は地方自治体と漁業協同組合が分担しており、その割合は海域の広さによって定まる"


def prose(lines: int = 12) -> str:
    """Full lines of running prose, enough for the width of the column to be known; the last ends its sentence."""
    return f"{_FILL}\n" * (lines - 1) + _FILL[:-1] + "。\n"


def prose_document(body: str) -> Document:
    """A document of running prose that ends with ``body``."""
    return read_text("prose", f"{prose()}\n{body}")


def shown(document: Document, kind: str | None = None) -> list[str]:
    """The texts of the blocks, or of the blocks of one kind."""
    return [block.text for block in document.blocks if kind in (None, block.kind)]


def as_json(document: Document) -> dict[str, object]:
    """What a golden case records of a document."""
    return {
        "blocks": [_block(document, block) for block in document.blocks],
        "noise": [[noise.kind, document.text[noise.start : noise.end]] for noise in _named(document)],
    }


def _block(document: Document, block: Block) -> dict[str, object]:
    shape: dict[str, object] = {
        "kind": block.kind,
        "level": block.level,
        "page": block.page,
        "headings": list(block.headings),
        "text": block.text,
        "lines": [document.line(block.offsets[0]), document.line(block.offsets[-1])],
        "rows": [[("# " if cell.header else "") + cell.text for cell in row] for row in block.rows],
    }
    return {name: value for name, value in shape.items() if value not in (None, [], 0)}


def _named(document: Document) -> list[Noise]:
    return [noise for noise in document.noise if noise.kind not in ("blank", "line_break")]

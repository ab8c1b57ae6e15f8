"""Reading: a file becomes a Document of blocks that know where each of their characters stands in the original.

``read`` goes by the format of a file, never by its name; ``model`` says what comes out, ``partition`` proves that every
character of the original belongs to one block or to one named piece of noise. ``python -m policyscape.reading FILE``
prints the blocks for the eye.
"""

from __future__ import annotations

from pathlib import Path

from policyscape.errors import InputError
from policyscape.reading.build import Marks, build, partition
from policyscape.reading.decode import load, load_bytes, load_html
from policyscape.reading.markdown import looks_like_markdown, read_markdown
from policyscape.reading.model import Document
from policyscape.reading.page import read_html
from policyscape.reading.plaintext import read_plain_text

__all__ = ["SUFFIXES", "partition", "read", "read_text"]

_MARKDOWN = {".md", ".markdown"}
_TEXT = {".txt", ".text", ""}
_HTML = {".html", ".htm", ".xhtml"}
_PDF = {".pdf"}
SUFFIXES = frozenset((_MARKDOWN | _TEXT | _HTML | _PDF) - {""})


def read(path: Path, name: str | None = None) -> Document:
    """The document in the file at ``path``, named by the stem of the file if by nothing else.

    Raises InputError if there is no such file, if it holds no text that can be read, or if its format is not read.
    """
    suffix, name = path.suffix.lower(), name or path.stem
    if path.is_file() and suffix not in SUFFIXES | _TEXT:
        raise InputError(f"{path} has the format {suffix}, which is not read: give a text, Markdown, HTML or PDF file.")
    if suffix in _PDF:
        from policyscape.reading.pdf import read_pdf  # it takes a second to load

        return read_pdf(path, *load_bytes(path), name)
    if suffix in _HTML:
        text, sha256 = load_html(path)
        return read_html(path, text, name, sha256)
    text, sha256 = load(path)
    return read_text(name, text, sha256, markdown=suffix in _MARKDOWN)


def read_text(name: str, text: str, sha256: str = "", markdown: bool = False) -> Document:
    """The document ``name`` with the given text; text full of Markdown is read as such whatever its file's name."""
    marks = Marks(text)
    reader = read_markdown if markdown or looks_like_markdown(text) else read_plain_text
    return build(name, sha256, marks, reader(text, marks))

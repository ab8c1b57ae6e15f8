"""PDF: the characters where they stand on the page become lines, columns, tables and blocks.

The text in which offsets count is made of the file alone: reading order, broken lines joined, running heads and page
numbers on lines of their own, named as noise.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from policyscape.errors import InputError
from policyscape.reading.model import Document
from policyscape.reading.pdf.flow import write_pages
from policyscape.reading.pdf.furniture import take_furniture
from policyscape.reading.pdf.pages import Leaf, leaf

__all__ = ["READER", "read_pdf"]

READER = f"pdfplumber {version('pdfplumber')} with pdfminer.six {version('pdfminer.six')}"
_MOST_UNREADABLE = 0.1  # share of characters whose font does not tell what they are


def read_pdf(path: Path, data: bytes, sha256: str, name: str) -> Document:
    """The document in a PDF; its text is made by ``READER``.

    InputError where the file is damaged, needs a password, or holds no text, as a scan does.
    """
    leaves = list(_leaves(path, data))
    if not any(leaf.glyphs for leaf in leaves):
        raise InputError(f"{path} holds no text, only pictures of it (a scan): have its text recognised (OCR) first.")
    if sum(leaf.unreadable for leaf in leaves) > _MOST_UNREADABLE * sum(len(leaf.glyphs) for leaf in leaves):
        raise InputError(f"{path} has fonts that do not tell their characters: have its text recognised (OCR) first.")
    furniture = take_furniture(leaves)
    return write_pages(leaves, furniture).document(name, sha256, READER)


def _leaves(path: Path, data: bytes) -> Iterator[Leaf]:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it repairs is no matter of the user's
    number = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if not pdf.pages:
                raise InputError(f"{path} is a damaged PDF, without any page: get the file anew.")
            for page in pdf.pages:
                number += 1
                yield leaf(page)
                page.close()  # a page keeps all its objects
    except InputError:
        raise
    except Exception as error:  # of a damaged file the library raises whatever it stumbles over
        if isinstance(error, PdfminerException) and any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
            raise InputError(f"{path} is encrypted and needs a password: save a copy without one.") from None
        place = f" (at page {number})" if number else ""
        raise InputError(f"{path} is no PDF, or a damaged one{place}: get the file anew.") from error

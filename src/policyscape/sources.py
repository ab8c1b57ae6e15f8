"""The words behind facts, for those who have the documents: read when first asked for, shown and never stored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policyscape.errors import InputError
from policyscape.graph.passages import Passages
from policyscape.reading import read
from policyscape.reading.model import Document
from policyscape.records import SourceDocument

__all__ = ["Sources"]


class Sources:
    """Documents of a record in a folder."""

    def __init__(self, folder: Path, documents: Mapping[str, SourceDocument]) -> None:
        if not folder.is_dir():
            raise InputError(f"{folder} is no folder; give the folder that holds the documents.")
        self._folder = folder
        self._documents = documents
        self._read: dict[str, Document] = {}
        self._passages: dict[str, Passages] = {}

    def document(self, id_: str) -> Document:
        """A document as read; InputError where it is missing, or is not the text that the offsets count in."""
        if id_ not in self._read:
            known = self._documents[id_]
            document = read(self._folder / known.file, id_)
            if document.sha256 != known.sha256:
                raise InputError(
                    f"{known.file} is not the text the record was read from; give that one, or build anew."
                )
            if document.text_sha256 != known.text_sha256:
                raise InputError(
                    f"{known.file} gives another text with {document.reader} than with {known.reader}, in which the "
                    "offsets count; install that version, or build anew."
                )
            self._read[id_] = document
        return self._read[id_]

    def words(self, id_: str, start: int, end: int) -> str:
        """The words of a place, without line breaks and running heads."""
        if id_ not in self._passages:
            self._passages[id_] = Passages(self.document(id_))
        return self._passages[id_].words(start, end)

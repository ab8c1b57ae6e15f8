"""What a citation of a new document needs: checked, and its publisher found in the record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policyscape.errors import InputError
from policyscape.fold import key
from policyscape.records import Entity, SourceDocument

__all__ = ["Metadata", "document_id"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_NOT_ID = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Titles, publisher (an id or a name) and date (``2025``, ``2025-06`` or ``2025-06-01``) as the user gives them."""

    title: str
    publisher: str
    date: str
    title_en: str | None = None

    def source(self, id_: str, file: str, entities: Mapping[str, Entity]) -> SourceDocument:
        """The line of the record, hashes left out; InputError where something given is of no use."""
        if not self.title.strip():
            raise InputError("the title is empty; give the document's own in Japanese with --title.")
        if not _DATE.fullmatch(self.date):
            raise InputError(f"--date takes a date such as 2025, 2025-06 or 2025-06-01, not {self.date!r}.")
        labels = {"ja": self.title.strip()} | ({"en": self.title_en.strip()} if self.title_en else {})
        return SourceDocument(id_, labels, self._publisher(entities), self.date, "", file)

    def _publisher(self, entities: Mapping[str, Entity]) -> str:
        """The id of the organisation that bears the name, else the name itself."""
        if not self.publisher.strip():
            raise InputError("the publisher is empty; give its name or its id, such as org/meti, with --publisher.")
        if self.publisher in entities:
            return self.publisher
        if re.fullmatch(rf"[a-z]+/{_ID.pattern}", self.publisher):
            raise InputError(f"the record has no {self.publisher}; give the publisher's name instead.")
        named = [id_ for id_, entity in entities.items() if key(self.publisher) in map(key, entity.names)]
        found = [id_ for id_ in named if id_.startswith("org/")]
        return found[0] if len(found) == 1 else self.publisher.strip()


def document_id(given: str | None, path: Path) -> str:
    """The id given, or the name of the file in small ASCII letters; InputError where neither makes one."""
    if given is not None:
        if not _ID.fullmatch(given):
            raise InputError(f"{given!r} is no id: give small ASCII letters, digits, dots and hyphens with --id.")
        return given
    id_ = _NOT_ID.sub("-", unicodedata.normalize("NFKC", path.stem).lower()).strip("-._")
    if not _ID.fullmatch(id_) or not path.stem.isascii():
        raise InputError(f"the name of {path.name} makes no id: give one in ASCII with --id, such as plan-2031.")
    return id_

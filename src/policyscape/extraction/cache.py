"""What was read stays read: the facts of a document whose text, rules, names and judgements are the same as before."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from policyscape.paths import ONTOLOGY, RULES
from policyscape.reading import read
from policyscape.reading.model import Document

__all__ = ["Cache"]

_SLOW = frozenset({".pdf"})
_LIBRARIES = ("pdfplumber", "pdfminer.six")
_CODE = Path(__file__).resolve().parents[1]


class Cache:
    """A folder with what reading made of each document, under the hash of everything that went into it.

    ``graph`` is the record that reading draws on, ``layers`` are those read in. Deleting the folder only costs time.
    """

    def __init__(self, folder: Path, graph: Path, layers: frozenset[str] | None = None) -> None:
        self._folder = folder
        self._key = _hash([*map(_content, _inputs(graph)), sorted(layers) if layers else None])
        self._used: set[Path] = set()

    def document(self, path: Path, name: str) -> Document:
        """The document in a file; one that takes long to read is read anew only where file, code or library changed."""
        if path.suffix.lower() not in _SLOW or not path.is_file():
            return read(path, name)
        key = _hash([_readers(), name, hashlib.sha256(path.read_bytes()).hexdigest()])
        kept = self._path(key)
        document: Document | None = self._load(kept)
        if document is None:
            document = read(path, name)
            self._write(kept, document)
        return document

    def get(self, document: Document) -> Any:
        """What was kept of a document, None where it has to be read."""
        return self._load(self._path_of(document))

    def keep(self, document: Document, made: Any) -> None:
        """Keep what reading made of a document."""
        self._write(self._path_of(document), made)

    @staticmethod
    def _load(path: Path) -> Any:
        try:
            return pickle.loads(path.read_bytes())
        except (OSError, EOFError, pickle.UnpicklingError):
            return None

    def _write(self, path: Path, made: Any) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_bytes(pickle.dumps(made))
        beside.replace(path)

    def sweep(self) -> None:
        """Delete what the documents of this run did not need."""
        for path in self._folder.glob("*.pickle"):
            if path not in self._used:
                path.unlink(missing_ok=True)

    def _path_of(self, document: Document) -> Path:
        shape = [[block.kind, block.level, block.page] for block in document.blocks]
        return self._path(_hash([self._key, document.id, document.text, shape]))

    def _path(self, key: str) -> Path:
        path = self._folder / f"{key}.pickle"
        self._used.add(path)
        return path


def _readers() -> list[Any]:
    """What the text of a file that is no text depends on beside the file."""
    code = sorted((_CODE / "reading").rglob("*.py"))
    return [*map(_content, code), *map(version, _LIBRARIES)]


def _inputs(graph: Path) -> Iterator[Path]:
    """The files that reading draws on, generated ones left out."""
    for folder in (_CODE, RULES, ONTOLOGY, graph / "entities", graph / "judgements", graph / "reviewed"):
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in (".py", ".yaml", ".ttl", ".jsonl") and path.parent.name != "discovered":
                yield path


def _content(path: Path) -> list[str]:
    return [path.name, hashlib.sha256(path.read_bytes()).hexdigest()]


def _hash(parts: list[Any]) -> str:
    """In a JSON list the parts cannot run together."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

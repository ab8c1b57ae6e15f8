"""Manifests: what a copy must be, written beside it, so that anybody can prove offline that it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from policyscape.errors import InputError

__all__ = ["MANIFEST", "FileEntry", "Manifest", "file_entry", "manifest_path", "read_manifest", "sha256_of"]

MANIFEST = "manifest.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file by its name relative to the manifest, its size in bytes and the SHA-256 of its bytes.

    For RDF also how many triples (in formats of named graphs quads) it holds and ``rdfc10``, the SHA-256 of its
    canonical N-Quads: that is the same for every format of the same triples.
    """

    file: str
    bytes: int
    sha256: str
    triples: int | None = None
    rdfc10: str | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a copy and what they were made of.

    ``about`` says what is in it (format, profile, licence, version) and which file is the ``graph``; ``answers`` has
    for each sample query the number of rows and the SHA-256 of its answer on that graph.
    """

    about: Mapping[str, Any]
    files: tuple[FileEntry, ...]
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the manifest as JSON with sorted keys."""
        files = [{key: value for key, value in asdict(entry).items() if value is not None} for entry in self.files]
        data = {"about": dict(self.about), "files": files, "answers": dict(self.answers)}
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        path.write_text(text, encoding="utf-8")


def manifest_path(path: Path) -> Path:
    """Where the manifest of a folder or a file stands."""
    return path / MANIFEST if path.is_dir() else path.with_name(f"{path.name}.{MANIFEST}")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; InputError where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(data["about"], tuple(FileEntry(**entry) for entry in data["files"]), data.get("answers", {}))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is no manifest of Policyscape ({error}); ask for the copy anew.") from error


def file_entry(path: Path, folder: Path, **more: Any) -> FileEntry:
    """The entry of a file in a folder."""
    return FileEntry(path.relative_to(folder).as_posix(), path.stat().st_size, sha256_of([path]), **more)


def sha256_of(paths: Iterable[Path]) -> str:
    """The SHA-256 of the bytes of files one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()

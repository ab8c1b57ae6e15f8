"""Changing the record whole: all files of one change are written beside their targets first, then take their places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from policyscape.errors import InputError

__all__ = ["Changes", "commit"]

Changes: TypeAlias = Mapping[Path, Iterable[Mapping[str, Any]] | None]


def commit(changes: Changes) -> None:
    """Write the rows of each file as JSON lines with sorted keys; delete the files whose rows are None.

    The files change in this order, should the machine stop. InputError where one cannot be written; then all are as
    they were.
    """
    beside = {path: path.with_name(path.name + ".part") for path, rows in changes.items() if rows is not None}
    before = {path: path.read_bytes() if path.is_file() else None for path in changes}
    done: list[Path] = []
    try:
        for path, part in beside.items():
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(_json_lines(changes[path] or ()), encoding="utf-8")
        for path in changes:
            done.append(path)
            if path in beside:
                beside[path].replace(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        _undo(done, before, beside.values())
        raise InputError(f"{error.filename} cannot be written ({error.strerror}); nothing was changed.") from error
    _drop_empty({path.parent for path, rows in changes.items() if rows is None})


def _json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def _undo(done: Iterable[Path], before: Mapping[Path, bytes | None], parts: Iterable[Path]) -> None:
    for path in done:
        with suppress(OSError):
            content = before[path]
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
    for part in parts:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _drop_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # it holds other files
            folder.rmdir()

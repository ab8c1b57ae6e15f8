"""Changing the record whole: all files of one change are written beside their targets first, then take their places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from policyscape.errors import InputError

__all__ = ["Changes", "commit", "json_lines"]

Changes: TypeAlias = Mapping[Path, Iterable[Mapping[str, Any]] | None]


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as JSON lines with sorted keys."""
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def commit(changes: Changes) -> None:
    """Write the rows of each file, and delete the files whose rows are None; in this order, should it be killed.

    InputError where one cannot be written; then none is changed.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, rows in changes.items():
            if rows is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                beside[path] = path.with_name(path.name + ".part")
                beside[path].write_text(json_lines(rows), encoding="utf-8")
    except OSError as error:
        for part in beside.values():
            part.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written ({error.strerror}); nothing was changed.") from error
    for path in changes:
        if path in beside:
            beside[path].replace(path)
        else:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # it holds other files
                path.parent.rmdir()

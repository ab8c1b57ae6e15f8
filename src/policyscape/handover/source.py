"""What can be handed over or compared: the folder of a build, or a file of RDF."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from policyscape.errors import InputError
from policyscape.store import load_file, open_store

__all__ = ["open_source"]


def open_source(path: Path) -> ox.Store:
    """The store of a build's folder, or a store in memory of a file; InputError where there is neither."""
    if path.is_dir():
        return open_store(path / "store")
    if not path.is_file():
        raise InputError(f"there is no {path}; give the folder of a build or a file of RDF, or run policyscape build.")
    return load_file(path)

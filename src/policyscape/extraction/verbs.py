"""Verbs: the groups of verbs and verbal nouns a predicate may be of, with the event each group tells."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from policyscape.extraction.data_files import load_yaml
from policyscape.paths import RULES

__all__ = ["load_verbs"]


@cache
def load_verbs(folder: Path = RULES) -> dict[str, dict[str, Any]]:
    """The verb groups; one without an event tells none."""
    return dict(load_yaml(folder / "verbs.yaml"))

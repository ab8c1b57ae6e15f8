"""The names of measures and the fixed words of the report, read from ``queries/network/wording.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from policyscape.errors import RecordError
from policyscape.network.projections import LANGUAGES, PROJECTIONS

__all__ = ["measure_meaning", "measure_name", "words"]

_FILE = "wording.yaml"


def words(language: str) -> dict[str, str]:
    """The fixed words of the report in ``ja`` or ``en``."""
    found: dict[str, str] = _member("report", language)
    return found


def measure_name(measure: str, language: str) -> str:
    """What a measure is called."""
    return str(_member("measures", measure, language, "name"))


def measure_meaning(measure: str, language: str) -> str:
    """What a measure tells, in one phrase."""
    return str(_member("measures", measure, language, "meaning"))


def _member(*keys: str) -> Any:
    found: Any = _wording()
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            raise RecordError(f"there is no entry {'/'.join(keys)}; languages are {', '.join(LANGUAGES)}.", _FILE)
        found = found[key]
    return found


@cache
def _wording() -> Any:
    return yaml.safe_load((PROJECTIONS / _FILE).read_text(encoding="utf-8"))

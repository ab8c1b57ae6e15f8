"""Lint of the ontology: what is missing, undeclared or contradictory in its files, named by file and term.

Exceptions are data, ``lint-exceptions.yaml`` beside the modules: rule, term (with wildcards) and a reason; one that
excuses nothing is itself reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from policyscape.errors import RecordError
from policyscape.lint_logic import LOGIC_CHECKS
from policyscape.lint_model import Finding, read_model
from policyscape.lint_text import TEXT_CHECKS
from policyscape.paths import ONTOLOGY

__all__ = ["Finding", "lint_ontology"]

_EXCEPTIONS = "lint-exceptions.yaml"


@dataclass(frozen=True, slots=True)
class _Exception:
    rule: str
    term: str
    reason: str

    def excuses(self, finding: Finding) -> bool:
        return finding.rule == self.rule and fnmatchcase(finding.term, self.term)


def lint_ontology(folder: Path = ONTOLOGY) -> list[Finding]:
    """All findings that no exception excuses, sorted by file, term and rule."""
    model = read_model(folder)
    found = [finding for check in (*TEXT_CHECKS, *LOGIC_CHECKS) for finding in check(model)]
    exceptions = _read_exceptions(folder / _EXCEPTIONS)
    kept = [finding for finding in found if not any(each.excuses(finding) for each in exceptions)]
    return sorted([*kept, *_idle(exceptions, found)])


def _idle(exceptions: Iterable[_Exception], found: list[Finding]) -> Iterable[Finding]:
    for each in exceptions:
        if not any(each.excuses(finding) for finding in found):
            yield Finding(_EXCEPTIONS, each.term, "idle-exception", f"excuses no {each.rule} any more; remove it.")


def _read_exceptions(path: Path) -> list[_Exception]:
    if not path.is_file():
        return []
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    try:
        return [_Exception(**row) for row in rows]
    except TypeError as error:
        raise RecordError("an exception has exactly the members rule, term and reason.", path.name) from error

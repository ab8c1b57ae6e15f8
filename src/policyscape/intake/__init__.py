"""Intake: a document comes into the record, or leaves it, with all that hangs only on it; others stay as they are."""

from __future__ import annotations

from policyscape.intake.adding import Added, add
from policyscape.intake.metadata import Metadata
from policyscape.intake.removing import Removed, remove

__all__ = ["Added", "Metadata", "Removed", "add", "remove"]

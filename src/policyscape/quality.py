"""What a reader should look at: names that stayed open, entities that may be one, what persons judged, the figures."""

from __future__ import annotations

from collections.abc import Mapping

from policyscape.coverage import Figure, Share, coverage
from policyscape.extraction.files import UNRESOLVED
from policyscape.graph import Record
from policyscape.reading.model import Document
from policyscape.records import read_lines
from policyscape.review import unsure

__all__ = ["UNSURE", "covered", "judged", "unresolved"]

UNSURE = 0.85  # the confidence below which a fact is to be judged by a person


def unresolved(record: Record) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Names that several entities bear and nothing told which was meant: document, name, number, the entities."""
    path = record.folder / UNRESOLVED if record.folder else None
    rows = [row for _, row in read_lines(path)] if path and path.is_file() else []
    found = [(row["document"], row["name"], row["count"], tuple(row["entities"])) for row in rows]
    return sorted(found, key=lambda row: (-row[2], row))


def judged(record: Record) -> dict[str, int]:
    """How many facts persons read, accepted, rejected and left to judge, and how many pairs of entities they judged."""
    made = record.judgements
    return {
        "reviewed": sum(fact.layer == "layer/reviewed" for fact in record.facts),
        "accepted": len(made.accepted),
        "rejected": len(made.rejected),
        "unsure": len(unsure(record.facts, UNSURE, made)),
        "same": len(made.same),
        "different": len(made.different),
    }


def covered(
    record: Record, documents: Mapping[str, Document]
) -> tuple[list[tuple[str, Share]], list[tuple[str, Figure]]]:
    """How much of each document at hand gave facts, and its figures and tables with the facts read inside."""
    shares, figures = [], []
    for name, document in sorted(documents.items()):
        found = coverage(document, (fact for fact in record.facts if fact.document == name))
        shares.append((name, found.whole))
        figures += [(name, figure) for figure in found.figures]
    return shares, figures

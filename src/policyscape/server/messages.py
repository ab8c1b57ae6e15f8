"""What the server and its workers say to each other."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["HEAD", "Answer", "Outcome", "Question"]

HEAD = struct.Struct(">Q")
"""What stands before each message: its length in bytes."""

Outcome: TypeAlias = Literal["done", "syntax", "failed", "large", "unacceptable"]


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the media types its answer is to have, by the kind of answer; None where no type would do.

    ``default_graphs`` and ``named_graphs`` are the dataset of the protocol; None leaves it to the query, and a query
    without FROM (``own_dataset``) asks the union of all graphs. ``this`` is the IRI bound to ``?this``.
    """

    text: str
    rows: str | None = "application/sparql-results+json"
    graph: str | None = "application/n-triples"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    own_dataset: bool = False
    this: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question: the serialised result, or ``message`` for what went wrong."""

    outcome: Outcome
    media: str = ""
    body: bytes = b""
    message: str = ""

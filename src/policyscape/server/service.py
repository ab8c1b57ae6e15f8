"""What all pages and interfaces of the server share: the store behind its pool, the ontology, the names, the limits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policyscape.errors import InputError
from policyscape.namespaces import ENTITY_PREFIXES, PREFIXES
from policyscape.ontology import Ontology, load_ontology
from policyscape.query.help import refuse_unknown_terms, syntax_message
from policyscape.server.guard import names_dataset, refuse_service
from policyscape.server.limits import Limits, RefusalError, too_large
from policyscape.server.messages import Answer, Question
from policyscape.server.names import Names, read_names
from policyscape.server.pool import Pool

__all__ = ["ALL_PREFIXES", "Row", "Service"]

ALL_PREFIXES = PREFIXES | ENTITY_PREFIXES
Row = Mapping[str, Mapping[str, str]]
"""A row of SPARQL JSON: by column ``type``, ``value`` and, of a literal, ``xml:lang`` or ``datatype``."""


@dataclass
class Service:
    """The built graph in ``out``, asked within the limits; ``allow_service`` lets queries ask other servers."""

    out: Path
    limits: Limits = field(default_factory=Limits)
    allow_service: bool = False
    ontology: Ontology = field(default_factory=load_ontology)

    def __post_init__(self) -> None:
        self.pool = Pool(self.out / "store", self.limits, ALL_PREFIXES)
        self.pool.version()  # a missing store is told at the start
        self._reading = asyncio.Lock()
        self._names: tuple[object, Names] | None = None

    async def sparql(self, text: str, **options: Any) -> Answer:
        """Answer a query from outside; the options are those of ``Question``. RefusalError with help where it fails."""
        if not self.allow_service:
            refuse_service(text)
        try:
            refuse_unknown_terms(text, self.ontology)
        except InputError as error:
            raise RefusalError(400, str(error)) from error
        return await self.ask(Question(text, own_dataset=names_dataset(text), **options))

    async def ask(self, question: Question) -> Answer:
        """Answer a question; RefusalError with the reason where there is no answer."""
        try:
            answer = await self.pool.ask(question)
        except InputError as error:
            raise RefusalError(503, str(error)) from error
        if answer.outcome == "syntax":
            raise RefusalError(400, syntax_message(question.text, answer.message))
        if answer.outcome == "large":
            raise too_large(self.limits)
        if answer.outcome == "failed":
            raise RefusalError(400, f"the query cannot be answered: {answer.message}.")
        return answer

    async def rows(self, text: str, this: str | None = None) -> list[Row]:
        """The rows of a SELECT, ``?this`` bound to an IRI."""
        answer = await self.ask(Question(text, this=this))
        found: list[Row] = json.loads(answer.body)["results"]["bindings"]
        return found

    async def names(self) -> Names:
        """The names of all entities, read again after the store was exchanged."""
        version = self.pool.version()
        async with self._reading:  # who comes meanwhile waits for the same
            if self._names is None or self._names[0] != version:
                self._names = version, await read_names(self.rows)
            return self._names[1]

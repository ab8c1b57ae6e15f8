"""What one question may cost, and how a question that is not answered is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyscape.errors import PolicyscapeError

__all__ = ["Limits", "RefusalError", "busy", "out_of_memory", "out_of_time", "too_large"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server: ``seconds`` of a query and of the wait for a free worker; sizes in bytes.

    ``at_once`` queries run side by side, ``queue`` more may wait; ``memory`` is the address space of one worker.
    """

    seconds: float = 10.0
    result: int = 32 * 2**20
    body: int = 2**20
    at_once: int = 4
    queue: int = 64
    memory: int = 2 * 2**30


class RefusalError(PolicyscapeError):
    """A request that is not answered: ``status`` is the HTTP status, the message says what to do instead."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers: Mapping[str, str] = headers or {}


def busy(limits: Limits) -> RefusalError:
    """All workers are taken and the queue is full, or the wait was too long."""
    message = f"the server is answering {limits.at_once} queries already, and others wait; ask again in a moment."
    return RefusalError(503, message, {"Retry-After": "2"})


def out_of_time(limits: Limits) -> RefusalError:
    """The query ran longer than it may."""
    return RefusalError(
        503,
        f"the query was stopped after {limits.seconds:g} seconds; ask for less: name a class or an entity, join its "
        "patterns by shared variables, or put a LIMIT into a subquery.",
    )


def out_of_memory(limits: Limits) -> RefusalError:
    """The worker ended while it ran the query, for which the bound of its memory is the known reason."""
    return RefusalError(
        503,
        f"the query was stopped as it needed more than the {limits.memory // 2**20} MB a query may use; ask for less: "
        "fewer rows to sort, group or make distinct.",
    )


def too_large(limits: Limits) -> RefusalError:
    """The result is longer than it may be; it is refused rather than cut."""
    return RefusalError(
        422,
        f"the result is larger than {limits.result / 2**20:g} MB, which is the most this server gives; add a LIMIT, or "
        "ask page by page with ORDER BY, LIMIT and OFFSET.",
    )

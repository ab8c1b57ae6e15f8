"""Every error raised on purpose; a message is one sentence: what was wrong, where, what exists instead, what to do."""

from __future__ import annotations

__all__ = ["EXIT_DONE", "EXIT_FAULTS", "EXIT_USAGE", "CheckError", "InputError", "PolicyscapeError", "RecordError"]

EXIT_DONE = 0
EXIT_FAULTS = 1
EXIT_USAGE = 2


class PolicyscapeError(Exception):
    """Base of all errors meant for the user; the command line prints the message and exits with ``exit_code``."""

    exit_code = EXIT_USAGE


class InputError(PolicyscapeError):
    """Wrong use, or an input that cannot be read: a missing file, an unknown name, a broken query."""


class RecordError(PolicyscapeError):
    """A file of the record, the rules or the ontology is malformed; ``place`` is its file and line."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place


class CheckError(PolicyscapeError):
    """Something was checked and faults were found; ``faults`` lists them, one sentence each."""

    exit_code = EXIT_FAULTS

    def __init__(self, message: str, faults: list[str]) -> None:
        super().__init__(message)
        self.faults = faults

"""Label templates: ``{role}``, alternatives ``{a|b}``, lists ``{a+b}`` and optional parts ``[ … ]``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

__all__ = ["fill", "roles_of"]

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass
class _Shown:
    """The roles already shown in a label: each is shown once."""

    value: Callable[[str], str]
    roles: set[str]

    def take(self, role: str) -> str:
        if role in self.roles:
            return ""
        words = self.value(role)
        if words:
            self.roles.add(role)
        return words

    def slot(self, content: str, separator: str) -> str:
        """The words of one slot: the first alternative that has a value, each alternative a list of roles."""
        if "+" not in content:
            return next((words for role in content.split("|") if (words := self.take(role))), "")
        return separator.join(words for part in content.split("+") if (words := self.slot(part, separator)))


def fill(template: str, value: Callable[[str], str], separator: str) -> str:
    """The template with its slots filled from left to right; ``value`` gives a role's words, empty without any."""
    shown = _Shown(value, set())
    parts = []
    for optional, text in _parts(template):
        words = [shown.slot(slot, separator) for slot in _SLOT.findall(text)]
        if not optional or any(words):
            supply = iter(words)
            parts.append(_SLOT.sub(lambda _, supply=supply: next(supply), text))  # type: ignore[misc]
    return "".join(parts).strip()


def roles_of(template: str) -> set[str]:
    """Every role a template can show."""
    return {role for slot in _SLOT.findall(template) for role in re.split(r"[|+]", slot)}


@cache
def _parts(template: str) -> tuple[tuple[bool, str], ...]:
    """The template cut into its plain (False) and optional (True) parts."""
    pieces = _OPTIONAL.split(template)
    return tuple((number % 2 == 1, piece) for number, piece in enumerate(pieces) if piece)
